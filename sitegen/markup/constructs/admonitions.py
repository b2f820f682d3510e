"""`!!! note`, and `???` for one that readers can fold: lines set in below are a note (MkDocs, Python-Markdown)."""

import re

from sitegen.markup.constructs.contract import Construct
from sitegen.markup.translate import Section, Wrapped
from sitegen.patterns import late

_HEAD = r"[ ]?([\w-]+)(?:[ ]+[\w-]+)*(?:[ ]+(?:\"([^\"]*)\"|'([^']*)'))?"
_FOLD = {"!!!": "", "???": "-", "???+": "+"}


def _write(match: re.Match[str]) -> Wrapped:
    sign, kind, *titles = match.groups()
    title = next((each for each in titles if each is not None), None)
    words = '""' if title == "" else title or ""
    return Wrapped((f"> [!{kind}]{_FOLD[sign]} {words}".rstrip(), ">"), "> ")


ADMONITIONS = Construct(
    name="admonitions", sign="!!!", section=Section(opens=late(rf"(!!!){_HEAD}"), write=_write)
)
FOLDED_ADMONITIONS = Construct(
    name="folded admonitions", sign="???", section=Section(opens=late(rf"(\?\?\?\+?){_HEAD}"), write=_write)
)
