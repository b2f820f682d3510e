"""`[TOC]` and `{:toc}`: the list of a page's headings where its writer wants it."""

from sitegen.markup.body.pass_state import Page
from sitegen.markup.constructs.contract import Construct
from sitegen.markup.html import text, value
from sitegen.markup.placeholders import Mark
from sitegen.patterns import late

_PLACE = "\x1f"
"""Stands for the list until the headings are known; no text can hold it."""


def _write(page: Page, mark: Mark) -> None:
    if page.in_paragraph or page.open_headings or page.nested or page.in_link:
        page.out.append(text(mark.source))
        page.say(text(mark.source))
    else:
        page.out.append(_PLACE)


def _end(page: Page) -> None:
    """Write the lists of headings in their places: each heading in the list of the one that it is below."""
    if _PLACE not in page.out:
        return
    pieces: list[str] = []
    open_levels: list[int] = []
    for heading in (each for each in page.headings if each.listed):
        while open_levels and open_levels[-1] > heading.level:
            open_levels.pop()
            pieces.append("</li></ul>")
        if open_levels and open_levels[-1] == heading.level:
            pieces.append("</li>")
        elif not open_levels or open_levels[-1] < heading.level:
            open_levels.append(heading.level)
            pieces.append("<ul>")
        pieces.append(f'<li><a href="#{value(heading.id)}">{text(heading.text)}</a>')
    pieces.append("</li></ul>" * len(open_levels))
    html = "".join(pieces)
    page.out[:] = [html if piece == _PLACE else piece for piece in page.out]


CONTENTS = Construct(
    name="contents",
    # Of its letters this one is the rarest.
    sign="OC",
    taken=late(r"(?m)^[ ]{0,3}(?:\[TOC\]|\[\[_?TOC_?\]\])(?=[ \t]*$)"),
    write=_write,
    end=_end,
)
CONTENTS_OF_KRAMDOWN = Construct(
    name="contents of kramdown",
    sign="{:",
    taken=late(
        r"(?m)^[ ]{0,3}(?:[-*+]|\d{1,9}\.)[ \t]+[^\n]*"
        r"\n[ ]{0,3}\{:[ ]*(?:[.#][\w-]+[ ]+)*toc(?![\w-])[^}\n]*\}(?=[ \t]*$)"
    ),
    write=_write,
    end=_end,
)
"""The item above `{:toc}` is only there to be replaced."""
CONTENTS_OF_HUGO = Construct(
    name="contents of Hugo",
    sign="{{<",
    taken=late(r"(?m)^[ ]{0,3}\{\{<[ ]*toc[ ]*>\}\}(?=[ \t]*$)"),
    write=_write,
    end=_end,
)
