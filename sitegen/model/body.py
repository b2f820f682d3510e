"""The converted Markdown of one entry: HTML with slots, and what the text says about itself."""

from msgspec import Struct

from sitegen.model.problem import Problem
from sitegen.model.reference import Reference

SLOT = "\0"
"""What encloses a slot's number in `Body.html`: `\\0` + number + `\\0`. Text can never hold it."""

BULK = 16 * 1024
"""The unit of the size of a body, in characters. It is coarse, so that few edits change the size."""


class Heading(Struct, frozen=True, kw_only=True):
    """One heading of a body, as it stands on the page."""

    level: int
    """2 to 6: level 1 is the page's title alone."""
    id: str
    """Its anchor, unique in the body."""
    text: str
    """Plain text, without markup or entities."""
    listed: bool = True
    """Whether lists of the page's contents have it."""


class TaskWord(Struct, frozen=True, kw_only=True):
    """An owner of a task, or a day of it."""

    key: str
    """The field of a next step that it is: `who`, `due` or `done`."""
    value: str
    """Without quotes."""
    quoted: bool
    start: int
    """Offset of the value, with its quotes, in the normalised body text."""
    length: int


class TaskLine(Struct, frozen=True, kw_only=True):
    """A task with owners or days in the text of minutes."""

    what: str
    """Its words without these, as plain text."""
    done: bool
    id: str
    """The anchor of its list item."""
    words: tuple[TaskWord, ...]


class Body(Struct, frozen=True, kw_only=True):
    """What a body became."""

    html: str = ""
    """Sanitised HTML whose internal links, images and embeds are slots, numbered as in `references`."""
    title: str = ""
    """The first `# heading`, when the front matter gave no title."""
    headings: tuple[Heading, ...] = ()
    references: tuple[Reference, ...] = ()
    own_links: tuple[Reference, ...] = ()
    """Links that are written with the site's own host, which are no slots: their addresses from its root."""
    excerpt: str = ""
    """Plain text before `<!--more-->`, else the first paragraph cut at a word near 200 characters."""
    words: int = 0
    """Number of words of plain text."""
    bulk: int = 0
    """Whole steps of BULK in the HTML with its slots filled, about."""
    remarks: int = 0
    """How many remarks were left out, such as `%%...%%`."""
    ids: tuple[str, ...] = ()
    """Every id in the HTML, headings' included: what an anchor may point at."""
    problems: tuple[Problem, ...] = ()
    tasks: tuple[TaskLine, ...] = ()
    """The tasks of minutes. Entries have them as next steps, and no body of an entry has any."""
