"""What each line of a text is: words, a numbered paragraph, a part of one, an item, or Markdown."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from sitegen.markup.body.sequences import Counters, counted
from sitegen.patterns import late
from sitegen.tidying.characters import outside_code

Sort = Literal["blank", "kept", "number", "part", "item", "text"]

BULLETS = "·•▪▫●○◦‣⁃∙■□➢➤►✓\uf0b7\uf0a7\uf0d8\uf0fc\uf076"
"""What word processors put before the items of lists; the last are signs of fonts that only they have."""
_PASTED = late(rf"[{BULLETS}][ \t]*(.*)")
_DASH = late(r"(?:–(?:\t+|[ ]+)|o(?:\t+|[ ]+))(?=\S)(.*)")
"""A dash or the letter o before words: a bullet of Word's second level, or only a dash."""
_MARKDOWN = late(r"([-*+])([ ]+|\t+|$)(.*)")
_NUMBER = late(r"(?:\((\d{1,3})\)|(\d{1,3})[.)])([ ]+|\t+|$)(.*)")
_PART = late(r"(\(([a-z]{1,5})\)|([a-z]{1,5})([.)]))([ ]+|\t+|$)(.*)")
_KEPT = late(
    r"#{1,6}(?:[ ]|$)|>|\||<[a-zA-Z/!]|!\[|\[[^\]]+\]:|\*\[[^\]]+\]:"
    r"|(?:!!!|\?\?\?\+?) |:::|\{[:%{]|\$\$|%%|:[ ]{2,}"
    r"|(?:[-*_][ ]*){3,}$|=+$"
)
"""What only Markdown begins with."""
_ALONE = late(r"#{1,6}(?:[ ]|$)|(?:[-*_][ ]*){3,}$|\[[^\]]+\]:|!\[|\{[:%{]")
"""Of these, what ends with its line."""
_HOLDS = late(r"(?:!!!|\?\?\?\+?) |\[\^[^\]]+\]:|:[ ]{2,}")
"""Of these, what holds the lines below it that are set in."""
UNDERLINE = late(r"[ ]{0,3}(?:=+|-{2,})[ ]*$")
_MEANING = late(r":[ ]{2,}")
"""The line below a word that says what it means."""
_TABLE = late(r"\s*\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)+\|?\s*$|\s*\|[ ]*:?-+:?[ ]*\|\s*$")
_PAGE = late(
    r"(?P<said>(?:page|seite|página|pagina|tudalen)\s+)?(?P<number>\d{1,3})(?:\s*(?:of|von|de|sur|o|/)\s*\d{1,3})?"
    r"|(?P<dashed>[-–—]\s*(\d{1,3})\s*[-–—])",
    re.I,
)
_CODE = late(r"[{}=;<>\\]|://|^\$ ")


class Line(Struct, frozen=True, kw_only=True):
    """One line, and what it is."""

    sort: Sort
    text: str
    """Without its sign and what it is set in by; of a `kept` line all of it."""
    indent: int = 0
    """The columns that it is set in by; a tab goes to the next multiple of four."""
    tabbed: bool = False
    """Whether tabs set it in."""
    sign: str = ""
    """Of a part as typed, of an item what it begins with."""
    number: int = 0
    counters: Counters = ()
    """Of a part: how it is counted."""
    pasted: bool = False
    """Whether its sign is one that word processors type and that Markdown does not use."""
    breaks: bool = False
    """Of words: whether two blanks at its end break the line."""
    width: int = 0
    """Columns up to the words of an item of Markdown, 0 for a pasted one."""


def read(lines: Sequence[str]) -> list[Line]:
    """Return what each line is. Signs of parts count on up to the next number or heading."""
    found: list[Line] = []
    counters: Counters = ()
    last_number, inside = 0, ""  # `inside`: what keeps the lines up to the next blank one, or those set in
    texts = list(outside_code(lines))
    for place, (raw, is_text) in enumerate(texts):
        body = raw.strip()
        indent = _columns(raw)
        if not is_text:
            found.append(Line(sort="kept", text=raw))
            inside = ""
            continue
        if not body:
            found.append(Line(sort="blank", text=""))
            inside = inside if inside == "held" else ""
            continue
        if inside == "held" and indent < 2:
            inside = ""
        below = texts[place + 1][0] if place + 1 < len(texts) and texts[place + 1][1] else ""
        heading_below = UNDERLINE.match(below) is not None or _MEANING.match(below) is not None
        begins = _KEPT.match(body) is not None and (indent < 4 or not found or found[-1].sort != "blank")
        table = "|" in body and _TABLE.match(below) is not None
        underlined = inside == "" and UNDERLINE.match(raw) is not None and bool(found) and found[-1].sort == "kept"
        code = indent >= 4 and "\t" not in raw[:1] and last_number == 0 and _CODE.search(body) is not None
        if inside or begins or table or heading_below or underlined or code:
            found.append(Line(sort="kept", text=raw.rstrip("\t") if inside else raw, indent=indent))
            if not inside:
                alone = _ALONE.match(body) or heading_below or underlined or code
                inside = "held" if _HOLDS.match(body) else "" if alone else "block"
            if body.startswith("#") or heading_below:
                counters, last_number = (), 0
            continue
        line = _signed(body, raw, indent, counters, last_number, found)
        if line.sort == "number":
            last_number, counters = line.number, ()
        elif line.sort == "part":
            counters = line.counters
        found.append(line)
    return found


def _columns(raw: str) -> int:
    lead = raw[: len(raw) - len(raw.lstrip())]
    return len(lead.expandtabs(4))


def _signed(body: str, raw: str, indent: int, counters: Counters, last_number: int, above: Sequence[Line]) -> Line:
    """Return a line of words with the sign that it begins with."""
    tabbed = raw[:1] == "\t"
    if found := _PASTED.match(body):
        return Line(sort="item", text=found[1], indent=indent, sign=body[0], pasted=True, tabbed=tabbed)
    if (found := _DASH.match(body)) and _is_bullet(body, found[1], above):
        return Line(sort="item", text=found[1], indent=indent, sign=body[0], pasted=True, tabbed=tabbed)
    if found := _MARKDOWN.match(body):
        gap = found[2]
        width = indent + 1 + (len(gap) if gap.strip("\t") and len(gap) < 5 else 1)
        return Line(
            sort="item",
            text=found[3],
            indent=indent,
            sign=found[1],
            pasted="\t" in gap,
            width=width,
            tabbed=tabbed,
        )
    if found := _NUMBER.match(body):
        number = int(found[1] or found[2])
        fresh = not above or above[-1].sort != "text"
        if fresh or number in (1, last_number + 1) or "\t" in found[3]:
            return Line(
                sort="number",
                text=found[4],
                indent=indent,
                number=number,
                sign=f"{number}.",
                pasted="\t" in found[3] or bool(found[1]),
                width=indent + len(str(number)) + 2,
                tabbed=tabbed,
            )
    if found := _PART.match(body):
        sign = found[2] or found[3]
        now = counted(sign, counters, in_order=found[4] == "." or len(sign) > 1)
        if now and (found[6] or not above or above[-1].sort == "blank"):
            return Line(
                sort="part",
                text=found[6],
                indent=indent,
                sign=found[1],
                counters=now,
                pasted="\t" in found[5],
                tabbed=tabbed,
            )
    return Line(sort="text", text=body, indent=indent, tabbed=tabbed, breaks=raw.endswith("  "))


def _is_bullet(body: str, words: str, above: Sequence[Line]) -> bool:
    """Whether a dash, or the letter o, is a bullet: behind it a tab, above it an item or words with a colon."""
    gap = body[1 : len(body) - len(words)]
    if "\t" in gap or (body[0] == "o" and len(gap) > 1):
        return True
    before = next((line for line in reversed(above) if line.sort != "blank"), None)
    if before is None:
        return False
    if before.sort == "item":
        return above[-1].sort == "blank" or body[0] == "–" or before.pasted
    return body[0] == "–" and before.text.rstrip().endswith(":")


def page_numbers(lines: Sequence[Line]) -> set[int]:
    """Return the places of lines that are the number of a page and nothing else.

    Such a line says that it is one (`Page 3`, `- 3 -`), or its number follows that of the last such line with
    words between them.
    """
    found: list[tuple[int, int]] = []
    wanted: set[int] = set()
    for place, line in enumerate(lines):
        page = _PAGE.fullmatch(line.text) if line.sort == "text" or line.sort == "item" else None
        if line.sort == "item":
            page = _PAGE.fullmatch(f"{line.sign} {line.text}") if line.text else None
        if page is None:
            continue
        if page["said"] or page["dashed"]:
            wanted.add(place)
        if page["number"]:
            found.append((place, int(page["number"])))
    for (place, number), (after, following) in pairwise(found):
        if following == number + 1 and any(line.sort != "blank" for line in lines[place + 1 : after]):
            wanted.update((place, after))
    return wanted
