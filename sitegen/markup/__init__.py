"""Converts the Markdown of one entry to a `Body`: safe HTML with slots, headings, references and problems."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from sitegen.markup.body.finish import finish
from sitegen.markup.body.headings import lift
from sitegen.markup.body.labels import ENGLISH_WORDS, Words
from sitegen.markup.body.pass_state import Page
from sitegen.markup.constructs import CONSTRUCTS
from sitegen.markup.constructs.contract import Assembled, Construct, present
from sitegen.markup.constructs.maths import FENCED, MATHS
from sitegen.markup.flavours import flavour
from sitegen.markup.joined_tags import joined
from sitegen.markup.limits import TOO_DEEP, guard, nested
from sitegen.markup.placeholders import Marks, answered, normalise, protect
from sitegen.markup.positions import removed, styled_from_elsewhere, unclosed
from sitegen.markup.sanitise import anchored, policy
from sitegen.markup.settled import settled
from sitegen.markup.slips import own_links, slips
from sitegen.markup.translate import Between, Origins, cut, sections
from sitegen.markup.unfinished import unfinished
from sitegen.model.body import Body, TaskLine, TaskWord
from sitegen.model.problem import Problem
from sitegen.patterns import late

_HTML = re.compile("</?[a-zA-Z]")
_HTML_REMARK = Between(opens=late(r"<!--(?!-?>|\s*more\b)"), closes=late("-->"), end="-->", like_html=True)
_BLANK_LINES = late(r"\n\s*\n")


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
    maths: bool = False
    """Dollars around a formula make it one."""
    home: str = ""
    """The host and base path of the site, as `slips.home_of` returns them; empty to check no link to it."""
    words: Words = ENGLISH_WORDS
    """What sitegen adds to a text, such as names that screen readers read aloud."""


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
    if options.maths:
        constructs = (*constructs, MATHS, FENCED)
    added = present(constructs, text)
    problems: list[Problem] = []
    typed: Sequence[Origins] = ()
    left_open: list[Problem] = []
    remarks = 0
    if added.hidden or added.sections or added.tags:
        text, typed, left_open, remarks = _rewritten(text, added)
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
    if dropped:
        problems += _dropped(text, marks, dropped)
    problems += slips(text, options.home)
    clean = None if rules.trust else settled(raw)
    if clean is None:
        if "name" in raw.lower():
            raw = anchored(raw)
        problems += removed(text, rules.lost(raw)) if "<" in text or "{" in text else []
        if "<iframe" in raw.lower():
            problems += unclosed(text, raw)
        if rules.trust and "url(" in text:
            problems += styled_from_elsewhere(text)
        clean = rules.clean(raw, settle=_HTML.search(text) is not None)
    problems += unfinished(text, clean)
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
        words=options.words,
        writers=added.writers,
        handled=added.handled,
    )
    body = finish(page, found, problems, added.handlers, added.ends)
    if own := own_links(text, options.home):
        body = replace(body, own_links=own)
    return replace(_as_typed(body, typed, left_open), remarks=remarks) if typed or left_open else body


def without_remarks(text: str) -> str:
    """Return a text without what no page shows of it, and with one blank line where there are several."""
    if "%%" in text or "{" in text or "<!--" in text:
        text = normalise(text)
        for part in (*present(CONSTRUCTS, text).hidden, _HTML_REMARK):
            text, _, _ = cut(text, part)
    return (_BLANK_LINES.sub("\n\n", text) if "\n\n\n" in text else text).strip()


def _rewritten(text: str, added: Assembled) -> tuple[str, tuple[Origins, ...], list[Problem], int]:
    """Return the text as the constructs rewrite it, the ways back to what was typed, and what was wrong with it.

    The first way is the one to take last. Behind it all is the number of remarks that are left out.
    """
    ways: list[Origins] = []
    remarks = 0
    problems: list[Problem] = []
    for part in added.hidden:
        shorter, way, unclosed = cut(text, part)
        if unclosed:
            problems.append(
                Problem(
                    code="unfinished-markup",
                    message="this is never closed, so that everything behind it is left out",
                    fix=f"write {part.end} where the remark ends",
                    start=_typed(unclosed[0], ways),
                    length=unclosed[1],
                )
            )
        text = shorter
        if way:
            ways.append(way)
            remarks += len(way.starts) - 1
    if added.tags:
        text, way = joined(text)
        ways += (way,) if way else ()
    if added.sections:
        text, way, found = sections(text, added.sections)
        problems += [replace(each, start=_typed(each.start, ways)) for each in found]
        ways += (way,) if way else ()
    return text, tuple(ways), problems, remarks


def _typed(offset: int | None, ways: Sequence[Origins]) -> int | None:
    """Return an offset in the text as it was typed."""
    if offset is not None:
        for way in reversed(ways):
            offset = way.of(offset)
    return offset


def _as_typed(body: Body, ways: Sequence[Origins], more: list[Problem]) -> Body:
    """Return a body whose places are those in the text as it was typed, with further problems."""
    problems = [replace(each, start=_typed(each.start, ways)) for each in body.problems]
    return replace(
        body,
        tasks=tuple([replace(each, words=_words_as_typed(each, ways)) for each in body.tasks]),
        references=tuple([replace(each, start=_typed(each.start, ways)) for each in body.references]),
        own_links=tuple([replace(each, start=_typed(each.start, ways)) for each in body.own_links]),
        problems=tuple(sorted(problems + more, key=lambda each: (each.start is None, each.start or 0))),
    )


def _words_as_typed(task: TaskLine, ways: Sequence[Origins]) -> tuple[TaskWord, ...]:
    return tuple(replace(each, start=_typed(each.start, ways)) for each in task.words)


def _dropped(text: str, marks: Marks, numbers: tuple[int, ...]) -> list[Problem]:
    """Return a problem for each line of the text without its marks that belongs to nothing."""
    lines = text.split("\n")
    longer = [(text.count("\n", 0, mark.start), mark.source.count("\n")) for mark in marks.items]
    problems = []
    for number in numbers:
        for first, more in longer:
            number += more if first < number else 0
        begin = max(lines[number].find("{"), 0)
        problems.append(
            Problem(
                code="attribute-list",
                message=f"{lines[number][begin:].strip()} belongs to nothing that could take it and was left out",
                fix="put it directly under or above a block, or behind a link, a picture or emphasis",
                start=sum(len(line) + 1 for line in lines[:number]) + begin,
                length=len(lines[number]) - begin,
            )
        )
    return problems
