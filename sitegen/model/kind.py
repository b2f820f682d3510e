"""What makes a kind: its folder, its fields, its address, and how its entries stand in lists."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal

from msgspec import Struct

from sitegen.model.meta import Meta
from sitegen.model.problem import Problem


class Kind(Struct, frozen=True, kw_only=True):
    """One sort of entry. A new kind is one file that makes one of these, and a name in `KINDS`."""

    name: str
    folder: str
    """Below content/; empty for the kind that takes what no other claims."""
    other_words: tuple[str, ...] = ()
    """What else people call that folder, in small letters without accents: entries below such a name look
    misplaced."""
    meta: type[Meta]
    permalink: str
    """Pattern of addresses; `{slug}`, `{path}`, `{year}`, `{month}`, `{day}`."""
    layout: str
    """The layout of its pages; `entry.html` serves where the site has none of that name."""
    label: str
    """What one is called: `Wiki page`."""
    title: str
    """The heading of its directory: `Wiki`."""
    directory: str = ""
    """The address of its list; empty for a kind without one."""
    list_by: str = "lists"
    """The name of the output that makes its list: `lists` for the usual one."""
    list_layout: str = "list.html"
    """The layout of its list, where `lists` makes it."""
    shelves: dict[str, dict[str, str]] = {}
    """What its list is sorted by, with the headings of the values that come first; a list without is in pages.

    A facet is a field, `section` (the folders), `year`, `tag` or `superseded`. The list has an entry on the first
    of its shelves.
    """
    lettered: bool = False
    """Whether there is an index of all names by letter, which is the list where there are no shelves."""
    gardened: bool = False
    """Whether its entries are meant to be linked with each other: `check --health` reports those that are not."""
    neglected: Callable[[Any, dt.date], Iterable[str]] | None = None
    """Return in words what an entry lacks on a day, for `check --health`; `check` reports what is wrong."""
    history: bool = False
    """Whether each entry has a page that shows what was changed, by whom and why, where git knows it."""
    archived: bool = False
    """Whether its list has a page for each year and month with entries."""
    shown_as: Literal["rows", "cards", "diary"] = "rows"
    """How the pages of tags show its entries; a diary is by the dates of events."""
    order: Literal["newest", "title", "start"] = "title"
    card: tuple[str, ...] = ()
    """Own fields that its card shows."""
    dated: bool = False
    """Whether an entry must have a date, its own or its file name's."""
    dated_name: bool = False
    """Whether the name of a new file begins with its date."""
    untitled: bool = False
    """Whether an entry needs neither title nor heading, because the name of its file is meant as its title."""
    vault: bool = False
    """Whether a path in an entry may begin at any folder below that of the kind, as in a vault of Obsidian."""
    sectioned: bool = False
    """Whether its folders are sections, whose pages have an order of reading."""
    glossary: str = ""
    """The `type` of its entries that are terms of the glossary; empty for kinds without terms."""
    minuted: Callable[[Any], bool] | None = None
    """Whether an entry may be the minutes of a meeting, so that tasks with owners in its text are next steps."""
    roles: dict[str, str] = {}
    """For each relation field, what it makes of the named entry, in words: `{"speakers": "Spoke at"}`."""
    check: Callable[[Meta], Iterable[Problem]] | None = None
    """What must hold between its own fields; `problems` knows those of every kind."""
    people: bool = False
    """Whether its entries are whom an author, speaker or publisher may name."""
    pages: bool = True
    """Whether each entry has a page of its own; without one, an entry describes the tag of its name."""
    schema: Literal[
        "Article", "BlogPosting", "CreativeWork", "DigitalDocument", "Event", "Organization", "WebPage"
    ] = "WebPage"
    """What its entries are to search engines (https://schema.org); persons and organisations differ by `type`, and
    so do documents."""


REPORT = "consultation.outcome.report"
"""The relation field that names what says the outcome of a consultation at length."""

ROLES: dict[str, str] = {
    "authors": "Wrote",
    "related": "Related",
    "programme": "In the programme",
    "supersedes": "Superseded by",
    "superseded_by": "Supersedes",
    "actions.who": "To do",
    "actions.due": "Due by then",
    "actions.due.event": "Due by then",
    "consultation.for": "Asked in",
    REPORT: "Outcome of",
}
"""What the relation fields of every kind make of the entry they name."""

STEPS = ("parent", "member_of", "supersedes", "superseded_by")
"""Relation fields that lead from one entry to the next, and so never back to where they came from."""


def problems(kind: Kind, meta: Meta) -> Iterator[Problem]:
    """Yield what does not fit together: in the fields of every kind, then in the kind's own."""
    yield from _facets(meta)
    if kind.check:
        yield from kind.check(meta)


def _facets(meta: Meta) -> Iterator[Problem]:
    consultation = meta.consultation
    if consultation is None:
        return
    respond = consultation.respond
    if not (respond.email or respond.url or respond.post):
        yield Problem(
            field="consultation.respond",
            code="missing-field",
            message="a consultation needs a way to answer: `email`, `url` or `post`",
        )
    if consultation.opens is not None and consultation.closing() <= consultation.opens.aware():
        yield Problem(
            field="consultation.closes",
            code="conflicting-fields",
            message="the consultation closes before it opens",
        )
    if consultation.decision_by is not None and consultation.decision_by.aware() < consultation.closes.aware():
        yield Problem(
            field="consultation.decision_by",
            code="conflicting-fields",
            message="it is decided before the consultation closes",
        )
