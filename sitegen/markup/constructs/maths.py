"""`$a^2$` in a line and `$$a^2$$` on its own: a formula in TeX, as Pandoc, GitHub and Obsidian have it."""

import re
from html import unescape
from itertools import islice

from sitegen.markup.body import blocks
from sitegen.markup.body.highlight import language_of
from sitegen.markup.body.pass_state import Page
from sitegen.markup.constructs.contract import Construct
from sitegen.markup.html import text
from sitegen.markup.maths import Unreadable, mathml
from sitegen.markup.placeholders import Mark
from sitegen.markup.positions import masked
from sitegen.patterns import late

MOST = 2000
"""The most formulas of one page; further ones stay as typed."""

# No formula has a back-tick in it: that would be one from the dollar of one piece of code to that of the next.
_INSIDE = r"(?:[^$\\`\n]|\\[^\n`])"
_WRAP = r"\n(?![ \t>]*(?:\n|~~~|[-*+#|]|\d+[.)][ \t]|$))[ \t>]*"
"""A line break within a formula in a sentence: what begins a block behind it is no wrapping."""
_LINE = r"\n(?![ \t>]*(?:\n|~~~))[ \t>]*"
_PRICE = r"\d[\d.,]*[ \n]+[^\W\d_]{2,}"
"""A number and a word: money, as in `from $5 or 10$`. Words in a formula are in `\\text{…}`."""
FORMULA = late(
    rf"(?<![\\$])\$\$(?!\$)(?P<block>(?:{_INSIDE}|{_LINE})+?)\$\$(?![\d$])"
    r"|(?<![\\$\w])\$`(?P<ticked>[^`\n]+)`\$(?![\d$])"
    rf"|(?<![\\$])(?:(?<!\w)|(?=\$[_^\\]))\$(?![\s$])(?!{_PRICE})(?P<inline>(?:{_INSIDE}|{_WRAP})+?)(?<![\s])\$(?![\d$])"
)
"""The third form is GitLab's and GitHub's: what is in back-ticks means nothing to Markdown."""
_OPEN = late(r"^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(\$\$)(?!\$)", re.M)
"""Two dollars that a line begins with."""
_LINK = late(r"\\href\b")
FENCE = "math"
"""The language of a fenced block that is a formula."""


def _write(page: Page, mark: Mark) -> None:
    """Write a formula; one that cannot be read stays as typed, with a warning."""
    source = mark.source
    display = source.startswith("$$")
    signs = 2 if display or source.startswith("$`") else 1
    tex = re.sub(r"\n[ \t>]*", "\n", source[signs:-signs]).strip()
    alone = display and not (page.in_paragraph or page.open_headings or page.in_table or page.in_link)
    if not _show(page, tex, (mark.start, mark.length), display=display, alone=alone):
        page.out.append(f"<p>{text(source)}</p>" if alone else text(source))
        page.say(text(source))


def _show(page: Page, tex: str, place: tuple[int | None, int], *, display: bool, alone: bool) -> bool:
    """Write a formula that is at a place of the source, `alone` as a block; return False if it cannot be read."""
    page.formulas += 1
    try:
        if page.formulas > MOST:
            raise Unreadable(f"it is one of more than {MOST:,} on this page")
        html = mathml(tex, "block" if display else "inline")
    except Unreadable as error:
        message = f"this formula stays as typed: {error}"
        fix = "mend the formula, or write \\$ for a dollar sign"
        page.problem("doubtful-formula", message, *place, fix=fix)
        return False
    if _LINK.search(tex):
        message = "no formula here can hold a link, so the address of this \\href is left out"
        page.problem("doubtful-formula", message, *place, fix="write the link around the formula: [$x$](address)")
    if alone:
        name = page.label(page.words.formula)
        html = f'<section class="scroll" tabindex="0" aria-label="{name}">{html}</section>'
    page.out.append(html)
    page.say(text(tex))
    return True


def _words(source: str) -> str:
    """Return a formula as titles, ids and addresses have it: as typed, unless it has lines of its own."""
    return "" if source.startswith("$$") else source


def _left_open(page: Page) -> None:
    """Report two dollars at the beginning of a line that end no formula and begin none: they are shown."""
    if "$$" not in page.source:
        return
    prose = masked(page.source, html=True)
    for mark in page.marks.items:
        if mark.construct == MATHS.name:
            prose = prose[: mark.start] + "\0" * mark.length + prose[mark.start + mark.length :]
    for found in islice(_OPEN.finditer(prose), 0, MOST, 2):  # what closes one after a blank line is the next
        message = "no formula begins with these dollars, because no others end it before the next blank line"
        fix = "write $$ where the formula ends, or \\$\\$ for two dollar signs"
        page.problem("doubtful-formula", message, found.start(1), 2, fix=fix)


def _fenced(page: Page, rest: str) -> None:
    """Write the block of a fence called `math`; any other block as code, like one that cannot be read."""
    inside = page.tokens[page.at + 1]
    if page.name(2) == "/code" and language_of(page.values(inside.rest).get("class", "")) == FENCE:
        source = page.restored(unescape(inside.text)).strip("\n")
        start = page.source.find(source)
        place = (start, len(source)) if source and start >= 0 else (None, 1)
        if _show(page, re.sub(r"\n\s*\n", "\n", source), place, display=True, alone=True):
            page.block()
            page.skip("/pre")
            return
    blocks.code(page, rest)


MATHS = Construct(name="maths", sign="$", taken=FORMULA, words=_words, write=_write, end=_left_open)
"""It is no part of `CONSTRUCTS`: a site asks for it, because old texts are full of dollars that are none."""
FENCED = Construct(name="fenced maths", sign=FENCE, handlers={"pre": _fenced})
"""The same as a fenced block, for a site that asks for formulas."""
