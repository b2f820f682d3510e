"""The shapes in which a site can grow: dates, tags, links, people, files, entries of one tag or name."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

Files = Iterator[tuple[str, str]]
"""Path below content/ -> text."""

SETTINGS = "title: Benchmark\nurl: https://blog.example.org/\ntimezone: Europe/London\n"
FIRST = dt.date(2026, 1, 1)
TWO_YEARS = 104
"""Weeks."""
SERIES = 50
"""How many dates an event of a series has."""
DAYS = 700
"""Over how many days the first dates of the series are spread."""
ENDS = ("duration: 2 hours", "duration: 45 minutes", "end: {next} 01:00")


class Shape(Struct, frozen=True, kw_only=True):
    """A site that grows in one way."""

    name: str
    title: str
    """What there are so many of, in words."""
    size: int
    """How many of it the larger of the two sites has by default."""
    counted: int
    """The same for the test that counts calls."""
    files: Callable[[int], Files]
    """Returns the files of a site with so many."""
    shows: Callable[[int], tuple[str, str]]
    """Returns a page of the output and words on it that a finished build of so many has."""
    step: int = 1
    """What a size has to be a multiple of, so that twice of it is twice of everything."""


def lay_out(shape: Shape, folder: Path, size: int) -> None:
    """Write a site of a shape."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "site.yaml").write_text(SETTINGS, encoding="utf-8")
    for path, text in shape.files(size):
        place = folder / "content" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


def _entry(body: str, *head: str) -> str:
    """Return the text of an entry."""
    return "\n".join(("---", *head, "---", body, ""))


def dates(size: int) -> Files:
    """Yield events of 50 dates each, in every one a date left out, one added and two that are different."""
    events = size // SERIES
    for number in range(events):
        start = FIRST + dt.timedelta(days=number * DAYS // events)
        week = [start + dt.timedelta(weeks=turn) for turn in range(SERIES)]
        yield (
            f"events/meeting-{number}.md",
            _entry(
                "What we talk about.",
                f"title: Meeting {number}",
                f"start: {start} {18 + number % 4}:00",
                ENDS[number % 3].format(next=start + dt.timedelta(days=1)),
                f"repeat: {{every: week, count: {SERIES}}}",
                f"except: [{week[3]}]",
                f"also: [{week[5] + dt.timedelta(days=1)}]",
                f"overrides: {{{week[7]}: {{status: cancelled}}, {week[9]}: {{time: '20:00', venue: Library}}}}",
                f"venue: Room {number % 30}",
                f"tags: [topic {number % 40}]",
            ),
        )


def weekly(size: int) -> Files:
    """Yield events that all go on every week of the same two years."""
    for number in range(size):
        yield (
            f"events/class-{number}.md",
            _entry(
                "Come along.",
                f"title: Class {number}",
                f"start: {FIRST + dt.timedelta(days=number % 7)} {8 + number % 12}:00",
                "duration: 1 hour",
                f"repeat: {{every: week, count: {TWO_YEARS}}}",
                f"venue: Room {number % 30}",
            ),
        )


def one_day(size: int) -> Files:
    """Yield events that are all on one day."""
    for number in range(size):
        start = f"start: {FIRST} {8 + number % 12}:{number % 60:02}"
        yield f"events/talk-{number}.md", _entry("Hear this.", f"title: Talk {number}", start, "duration: 1 hour")


def tags(size: int) -> Files:
    """Yield posts of four tags each that no other post has, and an event for every tenth of them."""
    for number in range(size // 4):
        own = ", ".join(f"topic {4 * number + each}" for each in range(4))
        title, day = f"title: Post {number}", FIRST - dt.timedelta(days=number % 3000)
        yield f"posts/post-{number}.md", _entry("What is new.", title, f"date: {day}", f"tags: [{own}]")
        if number % 10 == 0:
            yield f"events/event-{number}.md", _entry("See you.", title, f"start: {day} 10:00", f"tags: [{own}]")


def wiki(size: int) -> Files:
    """Yield wiki pages with 20 links each, by titles, slugs and paths, in folders of 30."""
    for number in range(size):
        to = [(number * 7 + 31 * each + 1) % size for each in range(20)]
        links = [
            (f"[[Page {each}]]", f"[[page-{each}|this]]", f"[it](../area-{each // 30}/page-{each}.md)")[place % 3]
            for place, each in enumerate(to)
        ]
        yield f"wiki/area-{number // 30}/page-{number}.md", _entry(" and ".join(links), f"title: Page {number}")


def missing(size: int) -> Files:
    """Yield wiki pages with three links each to pages that are still to be written."""
    for number in range(size):
        links = " and ".join(f"[[Plan {number} of {each}]]" for each in ("work", "money", "people"))
        yield f"wiki/page-{number}.md", _entry(links, f"title: Page {number}")


def stakeholders(size: int) -> Files:
    """Yield people in teams and in one network of all, each in the care of another, and events they speak at."""
    for number in range(size):
        if number % 20 == 0:
            team = f"title: Team {number // 20}"
            yield f"stakeholders/team-{number // 20}.md", _entry("A team.", team, "type: team", "member_of: [All]")
            speakers = ", ".join(f"Person {(number + each) % size}" for each in range(5))
            start = FIRST + dt.timedelta(days=number % DAYS)
            event = (f"title: Meeting {number}", f"start: {start} 10:00", f"speakers: [{speakers}]")
            yield f"events/meeting-{number}.md", _entry("Who comes.", *event)
        names = f"member_of: [All, Team {number // 20}]", f"owner: Person {(number + 1) % size}"
        person = (f"title: Person {number}", "type: person", *names)
        yield f"stakeholders/person-{number}.md", _entry("Who this is.", *person)
    yield "stakeholders/all.md", _entry("All of us.", "title: All", "type: network")


def one_tag(size: int) -> Files:
    """Yield posts that all have the same tag, and another that a fifth of them has."""
    for number in range(size):
        day = FIRST - dt.timedelta(days=number % 3000)
        head = (
            f"title: Post {number}",
            f"date: {day}",
            f"tags: [common, topic {number % 5}]",
            "author: One Author",
        )
        yield f"posts/post-{number}.md", _entry("What is new.", *head)


def one_name(size: int) -> Files:
    """Yield folders with a page of the same name each, to which another page of the folder links."""
    for number in range(size // 2):
        yield f"wiki/team-{number}/minutes.md", _entry("What was said.", "title: Minutes")
        links = f"See [[Minutes]], and {{% post_url {number}-plan %}}."
        yield f"wiki/team-{number}/{number}-plan.md", _entry(links, f"title: Plan {number}")


def one_page(size: int) -> Files:
    """Yield pages to each of which one page links, and which all link back to it."""
    yield "wiki/all.md", _entry(" and ".join(f"[[Page {each}]]" for each in range(size)), "title: All pages")
    for number in range(size):
        yield f"wiki/page-{number}.md", _entry("See [[All pages]].", f"title: Page {number}")


def months(size: int) -> Files:
    """Yield three posts for each of so many months."""
    for number in range(size):
        year, month = 2025 - number // 12, 12 - number % 12
        for day in (3, 13, 23):
            title, date = f"title: Post {number} of {day}", f"date: {year}-{month:02}-{day}"
            yield f"posts/post-{number}-{day}.md", _entry("What is new.", title, date)


def library(size: int) -> Files:
    """Yield documents with four files each."""
    for number in range(size // 4):
        names = [f"part-{each}.csv" for each in range(4)]
        attached = ", ".join(f"{{file: {name}, title: Part {name}}}" for name in names)
        folder = f"documents/report-{number}"
        head = (f"title: Report {number}", f"date: {FIRST}", "type: report", f"attachments: [{attached}]")
        yield f"{folder}/index.md", _entry(f"See [the numbers]({names[0]}).", *head)
        for name in names:
            yield f"{folder}/{name}", f"{number},{name}\n"


def aliases(size: int) -> Files:
    """Yield pages with four old addresses each."""
    for number in range(size // 4):
        old = ", ".join(f"/old/{number}/{each}/" for each in range(4))
        head = (f"title: Page {number}", f"aliases: [{old}]")
        yield f"wiki/page-{number}.md", _entry(f"See [it](/old/{number // 2}/1/).", *head)


def folders(size: int) -> Files:
    """Yield pages in chains of folders, ten deep, each with an index."""
    for number in range(size):
        folder = "/".join(f"level-{each}" for each in range(number % 10 + 1))
        path = f"wiki/chain-{number // 10}/{folder}/index.md"
        yield path, _entry(f"Up to [[Level {number - 1}]].", f"title: Level {number}")


SHAPES = (
    Shape(
        name="dates",
        step=50,
        title="dates of series with exceptions",
        size=100_000,
        counted=800,
        files=dates,
        shows=lambda size: (f"events/meeting-{size // SERIES - 1}/index.html", "data-over="),
    ),
    Shape(
        name="weekly",
        title="weekly events over the same two years",
        size=2_000,
        counted=16,
        files=weekly,
        shows=lambda size: ("events/2026/index.html", "Class 0"),
    ),
    Shape(
        name="one-day",
        title="events on one day",
        size=2_000,
        counted=240,
        files=one_day,
        shows=lambda size: (f"events/talk-{size - 1}/index.html", f"Talk {size - 1}"),
    ),
    Shape(
        name="tags",
        step=40,
        title="tags",
        size=10_000,
        counted=320,
        files=tags,
        shows=lambda size: (f"tags/topic-{size - 1}/index.html", f"Post {size // 4 - 1}"),
    ),
    Shape(
        name="one-tag",
        step=20,
        title="entries under one tag",
        size=5_000,
        counted=240,
        files=one_tag,
        shows=lambda size: (f"blog/post-{size - 1}/index.html", "common"),
    ),
    Shape(
        name="months",
        step=20,
        title="months of posts",
        size=960,
        counted=160,
        files=months,
        shows=lambda size: (f"blog/post-{size - 1}-3/index.html", "What is new"),
    ),
    Shape(
        name="wiki",
        step=30,
        title="wiki pages with 20 links each",
        size=3_000,
        counted=120,
        files=wiki,
        shows=lambda size: ("wiki/area-0/page-29/index.html", "Page"),
    ),
    Shape(
        name="missing",
        title="wiki pages with three links each to pages still to be written",
        size=3_000,
        counted=200,
        files=missing,
        shows=lambda size: (f"wiki/page-{size - 1}/index.html", "of money"),
    ),
    Shape(
        name="one-page",
        title="links on one page, and as many to it",
        size=3_000,
        counted=200,
        files=one_page,
        shows=lambda size: ("wiki/all/index.html", f"Page {size - 1}"),
    ),
    Shape(
        name="one-name",
        step=2,
        title="pages, half of which share one name",
        size=4_000,
        counted=400,
        files=one_name,
        shows=lambda size: (f"wiki/team-{size // 2 - 1}/{size // 2 - 1}-plan/index.html", "Minutes"),
    ),
    Shape(
        name="folders",
        step=10,
        title="pages in deep folders",
        size=4_000,
        counted=200,
        files=folders,
        shows=lambda size: ("wiki/chain-0/level-0/level-1/index.html", "Level 1"),
    ),
    Shape(
        name="stakeholders",
        step=20,
        title="stakeholders with relations",
        size=10_000,
        counted=160,
        files=stakeholders,
        shows=lambda size: (f"stakeholders/person-{size - 1}/index.html", f"Person {size - 1}"),
    ),
    Shape(
        name="library",
        step=4,
        title="files of documents",
        size=10_000,
        counted=240,
        files=library,
        shows=lambda size: (f"documents/report-{size // 4 - 1}/index.html", "part-3.csv"),
    ),
    Shape(
        name="aliases",
        step=4,
        title="old addresses",
        size=10_000,
        counted=240,
        files=aliases,
        shows=lambda size: (f"old/{size // 4 - 1}/3/index.html", f"Page {size // 4 - 1}"),
    ),
)
