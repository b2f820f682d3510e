"""Converts the Markdown of one entry to a `Body`: safe HTML with slots, headings, references and problems."""

import re
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from sitegen.markup.body.finish import finish
from sitegen.markup.body.headings import lift
from sitegen.markup.body.labels import words
from sitegen.markup.body.pass_state import Page
from sitegen.markup.constructs import CONSTRUCTS
from sitegen.markup.constructs.contract import Construct, present
from sitegen.markup.flavours import flavour
from sitegen.markup.limits import TOO_DEEP, guard, nested
from sitegen.markup.placeholders import answered, normalise, protect
from sitegen.markup.positions import removed, unclosed
from sitegen.markup.sanitise import policy
from sitegen.markup.settled import settled
from sitegen.model.body import Body
from sitegen.model.problem import Problem

_HTML = re.compile("</?[a-zA-Z]")


class Options(Struct, frozen=True, kw_only=True):
    """The `markdown:` settings of a site."""

    flavour: str = "python-markdown"
    """A name in `flavours.FLAVOURS`."""
    raw_html: Literal["sanitise", "trust"] = "sanitise"
    """`trust` allows forms, drawings, styles and data attributes too; scripts never."""
    frames: tuple[str, ...] = ()
    """Hosts whose frames may stay: `www.youtube-nocookie.com`."""
    smart: bool = False
    """Straight quotes, dashes and dots become typographic ones."""
    language: str = "en"
    """The language of the words that sitegen adds, such as names that screen readers read aloud."""


def convert(
    text: str,
    options: Options,
    *,
    title: str = "",
    values: Mapping[str, str] | None = None,
    constructs: tuple[Construct, ...] = CONSTRUCTS,
) -> Body:
    """Return the body of an entry whose front matter has been cut off.

    `title` is the front matter's, or empty; `values` answers Liquid by name: `page.imgdir`, `site.baseurl`.
    A title that a heading gives answers `page.title` before they do.
    Everything that is wrong with the text is in `Body.problems`; nothing is raised.
    """
    values = {name: normalise(value) for name, value in (values or {}).items()}
    text = normalise(text)
    parser = flavour(options.flavour)
    if refusal := guard(text, costly=parser.costly):
        return Body(title=title, problems=(refusal,))
    added = present(constructs, text)
    protected, marks = protect(text, values, added.taken)
    try:
        raw, dropped = parser.html(protected)
    except RecursionError:
        # The converter stopped half way through a page: the next page gets a new one.
        flavour.cache_clear()
        return Body(title=title, problems=(TOO_DEEP,))
    if nested(raw):
        return Body(title=title, problems=(TOO_DEEP,))
    rules = policy(options.raw_html)
    problems = _dropped(text, dropped) if dropped else []
    clean = None if rules.trust else settled(raw)
    if clean is None:
        problems += removed(text, rules.lost(raw)) if "<" in text or "{" in text else []
        if "<iframe" in raw.lower():
            problems += unclosed(text, raw)
        clean = rules.clean(raw, settle=_HTML.search(text) is not None)
    html = added.rewritten(clean, marks)
    if html is not clean and nested(html):
        return Body(title=title, problems=(TOO_DEEP,))
    html, found = lift(html, marks, title)
    if found != title and "page.title" in values:
        marks = answered(marks, {**values, "page.title": found})
    imgdir = values.get("page.imgdir", "")
    page = Page(
        html,
        text,
        marks,
        policy=rules,
        frames=options.frames,
        smart=options.smart,
        imgdir=imgdir,
        words=words(options.language),
        writers=added.writers,
        handled=added.handled,
    )
    return finish(page, found, problems, added.handlers)


def _dropped(text: str, numbers: tuple[int, ...]) -> list[Problem]:
    lines = text.split("\n")
    return [
        Problem(
            code="attribute-list",
            message=f"{lines[number].strip()} belongs to nothing that could take it and was left out",
            fix="put it directly under a paragraph or heading, or behind a picture",
            start=sum(len(line) + 1 for line in lines[:number]),
            length=len(lines[number]),
        )
        for number in numbers
    ]
