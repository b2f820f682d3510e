"""Finds signs of Markdown that came to nothing, such as `[rules] (x.md)`, `**bold` and a fence never closed.

Each is looked for only where the page shows what such a sign leaves behind. Candidates are found in the source,
and one counts when the page shows it as typed: what is code, a link after all, or escaped is none.
"""

from collections.abc import Iterable
from itertools import islice

from sitegen.markup.unfinished.blocks import (
    ITEM_SHOWN,
    boxes,
    callouts,
    containers,
    fences_of_quotes,
    headings,
    items,
    tables,
)
from sitegen.markup.unfinished.emphasis import emphasis, shown_signs
from sitegen.markup.unfinished.fences import captions, cut_short, unclosed
from sitegen.markup.unfinished.hiding import BEGINNING, HIDING, hiding
from sitegen.markup.unfinished.links import links, may_hold_links, wordless
from sitegen.markup.unfinished.notes import footnotes
from sitegen.markup.unfinished.page import Shown
from sitegen.markup.unfinished.remarks import remarks
from sitegen.markup.unfinished.spaced import may_be_spaced, spaced
from sitegen.markup.unfinished.tags import OPENS, braces, elements
from sitegen.model.problem import Problem

_MOST = 50
"""After so many problems of one text no further one is looked for."""


def unfinished(text: str, html: str) -> list[Problem]:
    """Return a problem for each sign of a text that came to nothing; `html` is its clean HTML.

    A text whose HTML shows no such sign costs a few looks.
    """
    found = Shown(text, html)
    looks: list[Iterable[Problem]] = []
    short = [*cut_short(found)] if "<pre" in html and "<li>" in html else []
    if short:
        looks.append(short)
    elif "</pre>" in html[-80:] or ('<div class="footnote">' in html[:-1] and "```" in text):
        looks.append(unclosed(found))
    if "title=" in text and ("```" in text or "~~~" in text):
        looks.append(captions(found))
    if may_hold_links(html):
        looks.append(links(found))
    if "[](" in text and "></a>" in html:
        looks.append(wordless(found))
    if may_be_spaced(text):
        looks.append(spaced(found))
    if "^" in text and "[^" in text:
        looks.append(footnotes(found))
    if signs := shown_signs(text, html):
        looks.append(emphasis(found, signs))
    if "#" in html and "#" in text and (">#" in html or "\n#" in html):
        looks.append(headings(found))
    if ITEM_SHOWN.search(html):
        looks.append(items(found))
    if "[" in html and ("[] " in html or "-[" in html or "*[" in html or "+[" in html):
        looks.append(boxes(found))
    if any(sign in html and f">{sign * 3}" in html for sign in "´'’‘"):
        looks.append(fences_of_quotes(found))
    if "|" in text and ("<p>|" in html or "\n|" in html):
        looks.append(tables(found))
    if "[" in html and "[!" in html:
        looks.append(callouts(found))
    if ":::" in html:
        looks.append(containers(found))
    if "<" in text and OPENS.search(text):
        looks.append(elements(found))
    if "{" in html and ("{{" in html or "{%" in html):
        looks.append(braces(found))
    if "<!--" in text:
        looks.append(remarks(found))
    if HIDING.search(text[:BEGINNING]):
        looks.append(hiding(found))
    problems = [problem for look in looks for problem in islice(look, _MOST)]
    return problems[:_MOST]
