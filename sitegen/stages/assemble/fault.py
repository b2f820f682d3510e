"""What is wrong with one reference of a body."""

from msgspec import Struct

from sitegen.diagnostics import Diagnostic
from sitegen.model.body import Reference


class Fault(Struct, frozen=True, kw_only=True):
    """A diagnostic of a reference whose place in the file is still to be found."""

    key: str
    reference: Reference
    diagnostic: Diagnostic
