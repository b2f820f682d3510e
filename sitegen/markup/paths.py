"""Which shortcuts the conversion of a text takes: benchmarks print the share of each."""

from collections.abc import Mapping

from sitegen.markup import Options
from sitegen.markup.constructs import CONSTRUCTS
from sitegen.markup.constructs.contract import present
from sitegen.markup.flavours import flavour
from sitegen.markup.flavours.subset import common
from sitegen.markup.placeholders import normalise, protect
from sitegen.markup.sanitise import policy
from sitegen.markup.settled import settled

COMMON = "common subset"
"""The compiled parser converts the text in either flavour."""
SETTLED = "settled HTML"
"""The HTML is what the sanitiser would leave as it is."""
SHORTCUTS = (COMMON, SETTLED)


def shortcuts(text: str, options: Options, values: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return the names, out of `SHORTCUTS`, of those that `convert` takes for these arguments."""
    values = {name: normalise(value) for name, value in (values or {}).items()}
    text = normalise(text)
    protected, _ = protect(text, values, present(CONSTRUCTS, text).taken)
    raw, _ = flavour(options.flavour).html(protected)
    taken = {
        COMMON: options.flavour == "commonmark" or common(protected),
        SETTLED: not policy(options.raw_html).trust and settled(raw) is not None,
    }
    return tuple(name for name in SHORTCUTS if taken[name])
