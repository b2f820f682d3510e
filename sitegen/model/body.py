"""The converted Markdown of one entry: HTML with slots, and what the text says about itself."""

from typing import Literal

from msgspec import Struct

SLOT = "\0"
"""What encloses a slot's number in `Body.html`: `\\0` + number + `\\0`. Text can never hold it."""

BULK = 16 * 1024
"""Characters: the step in which the size of a body is told. It is coarse, so that hardly an edit changes it."""


class Heading(Struct, frozen=True, kw_only=True):
    """One heading of a body, as it stands on the page."""

    level: int
    """2 to 6: level 1 is the page's title alone."""
    id: str
    """Its anchor, unique in the body."""
    text: str
    """Plain text, without markup or entities."""


class Reference(Struct, frozen=True, kw_only=True):
    """A link, picture or embed as its author wrote it: not resolved yet."""

    kind: Literal["link", "image", "wiki", "embed", "post"]
    """`wiki` and `embed` are double brackets, `post` is Jekyll's post_url, the rest Markdown or HTML."""
    target: str
    """The address or name as typed, without its anchor."""
    anchor: str = ""
    """What stands behind `#`, as typed."""
    text: str = ""
    """The words of the link, the alternative text of an image; empty where the target's own title serves."""
    start: int | None = None
    """Offset in the normalised body text where known exactly; None asks `locate`."""
    length: int = 0
    """Characters to underline from `start`."""
    nth: int = 0
    """Which of the references with the same target and kind on this page, from 0."""
    sentence: str = ""
    """The sentence the reference stands in, as plain text: what a backlink shows."""
    sized: bool = False
    """An image whose author gave a width or height."""


class Problem(Struct, frozen=True, kw_only=True):
    """Something to say about the text; `parse` turns it into a diagnostic of the file."""

    code: str
    message: str
    fix: str = ""
    start: int | None = None
    """Offset in the normalised body text; None when only the file is known."""
    length: int = 1


class Body(Struct, frozen=True, kw_only=True):
    """What a body became."""

    html: str = ""
    """Sanitised HTML whose internal links, images and embeds are slots, numbered as in `references`."""
    title: str = ""
    """The first `# heading`, when the front matter gave no title."""
    headings: tuple[Heading, ...] = ()
    references: tuple[Reference, ...] = ()
    excerpt: str = ""
    """Plain text before `<!--more-->`, else the first paragraph cut at a word near 200 characters."""
    words: int = 0
    """Number of words of plain text."""
    bulk: int = 0
    """Whole steps of BULK in the HTML with its slots filled, about."""
    ids: tuple[str, ...] = ()
    """Every id in the HTML, headings' included: what an anchor may point at."""
    problems: tuple[Problem, ...] = ()
