"""Which shortcuts the conversion of a text takes: benchmarks print the share of each."""

from collections.abc import Mapping

from sitegen.markup import Options
from sitegen.markup.constructs import CONSTRUCTS
from sitegen.markup.constructs.contract import present
from sitegen.markup.flavours.subset import common
from sitegen.markup.placeholders import normalise, protect

COMMON = "common subset"
"""The compiled parser converts the text in either flavour."""
SHORTCUTS = (COMMON,)


def shortcuts(text: str, options: Options, values: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return the names, out of `SHORTCUTS`, of those that `convert` takes for these arguments."""
    values = {name: normalise(value) for name, value in (values or {}).items()}
    text = normalise(text)
    protected, _ = protect(text, values, present(CONSTRUCTS, text).taken)
    return (COMMON,) if options.flavour == "commonmark" or common(protected) else ()
