"""The one pass over canonical HTML that makes a body of it: slots, ids, regions, callouts, marks put back."""

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate

from sitegen.markup.body import blocks, excerpt, links, pictures
from sitegen.markup.body.headings import close_heading, open_heading
from sitegen.markup.body.pass_state import BREAK, Handler, Page
from sitegen.markup.body.passages import PASSAGE
from sitegen.markup.html import Token, tag
from sitegen.markup.unfinished.fences import open_fence
from sitegen.model.body import BULK, Body
from sitegen.model.problem import Problem

HANDLERS: Mapping[str, Handler] = {
    **{f"h{level}": open_heading for level in range(1, 7)},
    **{f"/h{level}": close_heading for level in range(1, 7)},
    "a": links.open_link,
    "/a": links.close_link,
    "img": pictures.image,
    "picture": pictures.open_picture,
    "/picture": pictures.close_picture,
    "video": links.media,
    "audio": links.media,
    "source": pictures.source,
    "track": links.media,
    "iframe": links.frame,
    "pre": blocks.code,
    "/pre": blocks.close_code,
    "code": blocks.open_span,
    "/code": blocks.close_span,
    "table": blocks.table,
    "/table": blocks.close_table,
    "td": blocks.cell,
    "th": blocks.cell,
    "p": blocks.paragraph,
    "/p": blocks.close_paragraph,
    "div": blocks.division,
    "/div": blocks.close_division,
}
"""What writes the tags that no construct has taken over."""
_LISTS = ("ul", "ol", "dl", "/ul", "/ol", "/dl", "dt", "dd")
FILLED = 64
"""Characters that a filled slot takes, about."""
_BLOCKS = frozenset(
    (*_LISTS, "br", "hr", "tr", "caption", "figure", "figcaption", "section", "summary", "details")
)
"""Other tags that part words."""


def finish(
    page: Page,
    title: str,
    earlier: list[Problem],
    constructs: Mapping[str, Handler],
    ends: Sequence[Callable[[Page], None]] = (),
) -> Body:
    """Return the body of a page whose tokens have not been read yet.

    `constructs` write the tags that are theirs, by name, and `HANDLERS` the others. `ends` are called last.
    """
    handlers = {**HANDLERS, **constructs}
    tokens = page.tokens
    prefix = page.marks.prefix or "\0"
    always = page.smart
    out, plain = page.out, page.plain
    page.text(tokens[0].text)
    page.at = 1
    while page.at < len(tokens):
        token = tokens[page.at]
        name, rest = token.name, token.rest
        if name == PASSAGE:
            _passage(page, token)
            page.at += 1
            continue
        if rest and ' id="' in rest:
            rest = page.claim(rest)
        handler = handlers.get(name)
        if handler:
            handler(page, rest)
        else:
            if name in _BLOCKS:
                page.block()
            out.append(tag(name, page.values(rest)) if prefix in rest else f"<{name}{rest}>")
        # The handler may have gone on to another token.
        if words := tokens[page.at].text:
            # Most runs of text need nothing done to them.
            if always or "://" in words or "www." in words or page.title or page.in_pre or prefix in words:
                page.text(words)
            else:
                out.append(words)
                plain.append(words)
        page.at += 1
    for end in ends:
        end(page)
    said = "".join(plain)
    offsets = [0, *accumulate(map(len, plain))]
    if page.fenced and (fence := open_fence(page.source)) and fence not in earlier:
        page.problems.append(fence)
    problems = sorted(earlier + page.problems, key=lambda problem: (problem.start is None, problem.start or 0))
    html = "".join(out).strip()
    references = page.references(said, offsets)
    return Body(
        html=html,
        title=title,
        headings=tuple(page.headings),
        references=references,
        excerpt=_excerpt(page, said, offsets),
        words=len(said.split()),
        bulk=(len(html) + FILLED * len(references)) // BULK,
        ids=tuple(page.ids),
        problems=tuple(problems),
        tasks=tuple(page.tasks),
    )


def _passage(page: Page, token: Token) -> None:
    """Write a whole paragraph, item or cell of plain words, and the text behind it."""
    page.plain += BREAK, "" if page.in_pre else token.words, BREAK
    page.out.append(token.rest)
    if page.paragraph is None and not page.nested and token.rest.startswith("<p>") and token.words.strip():
        page.paragraph = (page.here - 2, page.here - 1)
    if token.text:
        page.text(token.text)


def _excerpt(page: Page, plain: str, offsets: Sequence[int]) -> str:
    if page.more is not None:
        return excerpt.flat(plain[: offsets[page.more]], BREAK)
    if page.paragraph is None:
        return ""
    begin, end = page.paragraph
    return excerpt.shorten(excerpt.flat(plain[offsets[begin] : offsets[end]], BREAK))
