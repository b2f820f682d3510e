"""`$a^2$` in a line and `$$a^2$$` on its own: a formula in TeX, as Pandoc, GitHub and Obsidian have it."""

import re

from sitegen.markup.body.pass_state import Page
from sitegen.markup.constructs.contract import Construct
from sitegen.markup.html import text
from sitegen.markup.maths import Unreadable, mathml
from sitegen.markup.placeholders import Mark
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
    rf"|(?<![\\$])(?:(?<!\w)|(?=\$[_^\\]))\$(?![\s$])(?!{_PRICE})(?P<inline>(?:{_INSIDE}|{_WRAP})+?)(?<![\s])\$(?![\d$])"
)


def _write(page: Page, mark: Mark) -> None:
    """Write a formula; one that cannot be read stays as typed, with a warning."""
    source = mark.source
    display = source.startswith("$$")
    signs = 2 if display else 1
    tex = re.sub(r"\n[ \t>]*", "\n", source[signs:-signs]).strip()
    page.formulas += 1
    try:
        if page.formulas > MOST:
            raise Unreadable(f"it is one of more than {MOST:,} on this page")
        html = mathml(tex, "block" if display else "inline")
    except Unreadable as error:
        message = f"this formula stays as typed: {error}"
        fix = "mend the formula, or write \\$ for a dollar sign"
        page.problem("doubtful-formula", message, mark.start, mark.length, fix=fix)
        page.out.append(text(source))
        page.say(text(source))
        return
    if display and not (page.in_paragraph or page.open_headings or page.in_table or page.in_link):
        name = page.label(page.words.formula)
        html = f'<section class="scroll" tabindex="0" aria-label="{name}">{html}</section>'
    page.out.append(html)
    page.say(text(tex))


def _words(source: str) -> str:
    """Return a formula as titles, ids and addresses have it: as typed, unless it has lines of its own."""
    return "" if source.startswith("$$") else source


MATHS = Construct(name="maths", sign="$", taken=FORMULA, words=_words, write=_write)
"""It is no part of `CONSTRUCTS`: a site asks for it, because old texts are full of dollars that are none."""
