"""What is wrong with an entry, while its place in the file is still to be found."""

from msgspec import Struct

from sitegen.diagnostics import Edit
from sitegen.model.reference import Reference


class Problem(Struct, frozen=True, kw_only=True):
    """What is wrong, what to do about it, and by what its place is known.

    That is the path of a field, a reference, or an offset in the body; without any of them it is the
    first line of the body.
    """

    code: str
    """The stable name that `sitegen explain` knows."""
    message: str
    """What is wrong, in a writer's words."""
    fix: str = ""
    """The cure: the exact text to type where there is an edit, else words."""
    note: str = ""
    """A second place or the candidates, one a line."""
    edit: Edit | None = None
    """The cure as a change of the file."""
    field: str = ""
    """The path of a front matter field to underline: `end`, `repeat.until`."""
    needs: tuple[str, ...] = ()
    """Other fields that it is about: it is not reported when one of them could not be read."""
    reference: Reference | None = None
    """A reference of the body; its offset is found by a second look at the text."""
    start: int | None = None
    """Offset in the normalised body text."""
    quoted: str = ""
    """Words to look for in the body, whatever marks are between them."""
    length: int = 1
    """Characters to underline from `start`."""
