"""Who is rendered after which edit: all whose bytes change, and of the others only those the table names."""

import datetime as dt
import itertools
from collections.abc import Callable, Collection, Mapping
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest
from msgspec import Struct

from sitegen.engine.cached_build import cached_build
from sitegen.engine.request import Request
from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.conftest import Site
from tests.engine.every_kind import FILES, entry, svg
from tests.sizes import WHOLE

Edit = Callable[[Site], object]
Files = Mapping[str, str | bytes]


class Row(Struct, frozen=True):
    """One edit."""

    edit: Edit
    more: tuple[str, ...] = ()
    """What may be rendered although it comes out the same."""
    only: tuple[str, ...] | None = None
    """All that may come out different, where that can be said in a line."""


def paths(text: str) -> tuple[str, ...]:
    """Read patterns of paths: `about/` for `about/index.html`, `/` for home; `*` stands for anything.

    The JSON Feed is meant with the Atom feed beside it.
    """
    found = [(f"{path}index.html" if path.endswith("/") else path).lstrip("/") for path in text.split()]
    return (*found, *(path.replace("feed.xml", "feed.json") for path in found if path.endswith("feed.xml")))


def beyond(found: Collection[str], patterns: Collection[str]) -> set[str]:
    """Return the paths that none of the patterns allows."""
    return {path for path in found if not any(fnmatch(path, pattern) for pattern in patterns)}


def change(path: str, old: str, new: str) -> Edit:
    def edit(site: Site) -> None:
        text = (site.root / path).read_text(encoding="utf-8")
        assert old in text
        site.edit(path, text.replace(old, new))

    return edit


def add(path: str, text: str) -> Edit:
    return lambda site: site.edit(path, text)


def clock(moment: str) -> Edit:
    def edit(site: Site) -> None:
        site.as_of = dt.datetime.fromisoformat(moment)

    return edit


def rename(old: str, new: str) -> Edit:
    return lambda site: (site.root / old).rename(site.root / new)


FIRST = "content/posts/2026-01-10-first.md"
SECOND = "content/posts/2026-02-10-second.md"
FOURTH = "content/posts/2026-05-10-fourth.md"
GUIDE = "content/wiki/guide.md"

POST_FEEDS = "feed.xml blog/feed.xml tags/*/feed.xml"
CARDS = "/ blog/*/ stakeholders/ada/ wiki/guide/ tags/*"
"""Who shows a card of a post; a card is one answer, whatever of it is shown."""
COMING = "events/ events/past/ events/plan/ events/programme/*"
"""Who tells what is over from what is to come."""
EVERY_PAGE = "*.html *.ics"
"""Who asks for the settings; they are one answer."""

TABLE: dict[str, Row] = {
    "nothing": Row(lambda site: None, only=paths("")),
    "a hand-edited file": Row(add("output/about/index.html", "mine"), only=paths("about/")),
    "a body nobody quotes": Row(change("content/about.md", "Nobody quotes", "Nobody reads"), only=paths("about/")),
    "a body that is embedded": Row(
        change("content/messages/open.md", "Words of", "Text of"),
        only=paths("messages/open/ blog/second/ feed.xml blog/feed.xml tags/one/feed.xml"),
    ),
    "a body of which one part is embedded": Row(
        change(GUIDE, "More [", "Still more ["), only=paths("wiki/guide/ wiki/notes/")
    ),
    "the part of a body that is not embedded": Row(
        change(GUIDE, "Text about", "Words about"),
        only=paths("wiki/guide/ stakeholders/ada/"),
        more=paths("wiki/notes/"),
    ),
    "a body in the feeds": Row(
        change(SECOND, "[the first]", "[the very first]"),
        only=paths("blog/first/ blog/second/ feed.xml blog/feed.xml tags/one/feed.xml"),
    ),
    "an excerpt": Row(change(FIRST, "The first.", "The very first."), more=paths(CARDS)),
    "a body that makes the excerpt": Row(change(FOURTH, "The text", "The words"), more=paths(CARDS)),
    "a comment": Row(
        add("content/comments/posts/2026-01-10-first/a.md", entry("date: 2026-01-11\n", "Well said.")),
        only=paths(
            "blog/first/ blog/2026/ blog/2026/01/ blog/page/2/ tags/*/ tags/*/posts/*/ comments/feed.xml"
            " feeds.opml subscribe/"
        ),
    ),
    "a comment that is held": Row(
        add("content/comments/posts/2026-01-10-first/a.md", entry("date: 2026-01-11\nstatus: held\n", "Well.")),
        only=paths(""),
    ),
    "a heading": Row(change(GUIDE, "More [", "### Third part\n\nMore ["), only=paths("wiki/guide/ wiki/notes/")),
    "a link": Row(
        change("content/about.md", "Nobody", "[[Ada]], but nobody"),
        only=paths("about/"),
        more=paths("stakeholders/ada/"),  # quotes who links to it, and leaves out a page of no list
    ),
    "a link less": Row(
        change(FIRST, "See [[Guide]] and", "See"),
        only=paths(f"blog/first/ wiki/guide/ stakeholders/ada/feed.xml {POST_FEEDS}"),
    ),
    "a redlink that is written": Row(
        add("content/wiki/somebody.md", entry("title: Somebody\n", "It is me.")),
        only=paths(f"/ wiki/ wiki/somebody/ blog/first/ stakeholders/ada/feed.xml sitemap.xml {POST_FEEDS}"),
    ),
    "a title": Row(
        change(GUIDE, "title: Guide", "title: The whole guide\naliases: Guide"),
        only=paths("wiki/* old/guide/ stakeholders/ada/"),
        more=paths("blog/first/"),
    ),
    "a tag": Row(change(FIRST, "[one, two]", "[one, two, three]"), more=paths(CARDS)),
    "a tag less": Row(change(FIRST, "[one, two]", "[one]"), more=paths(CARDS)),
    "a tag's description": Row(
        change("content/tags/one.md", "The first tag.", "A tag."), only=paths("tags/ tags/one/*"), more=paths("/")
    ),
    "a tag's body": Row(
        change("content/tags/one.md", "What the first", "Whatever the first"), only=paths("tags/one/")
    ),
    "a tag's spelling": Row(
        change("content/tags/one.md", "title: one", "title: One"),
        more=paths(f"{CARDS} blog/ events/clinic/ messages/local/"),
    ),
    "a date": Row(change(FIRST, "title: First", "title: First\ndate: 2026-01-10 15:00"), more=paths(CARDS)),
    "a date in another month": Row(rename(FOURTH, FOURTH.replace("05-10", "06-10")), more=paths(CARDS)),
    "a permalink": Row(change(FIRST, "title: First", "title: First\npermalink: /first/"), more=paths(CARDS)),
    "a new entry": Row(
        add("content/wiki/new.md", entry("title: New\nexcerpt: New.\n", "Words.")),
        only=paths("/ wiki/ wiki/new/ sitemap.xml"),
    ),
    "a new entry above another": Row(
        add("content/guides.md", entry("title: Guides\nexcerpt: All.\n", "Words.")),
        only=paths("/ guides/* sitemap.xml"),
    ),
    "a new entry in another section": Row(
        add("content/wiki/notes/shallow.md", entry("title: Shallow\nexcerpt: Near.\n", "Words.")),
        only=paths("/ wiki/ wiki/notes/ wiki/notes/* sitemap.xml"),
    ),
    "a new post": Row(
        add("content/posts/2026-05-20-fifth.md", entry("title: Fifth\ntags: one\n", "Words.")), more=paths(CARDS)
    ),
    "a deleted entry": Row(
        lambda site: site.remove("content/wiki/programme.md"), only=paths("/ wiki/ wiki/programme/ sitemap.xml")
    ),
    "a deleted post": Row(lambda site: site.remove(FOURTH), more=paths(CARDS)),
    "a renamed entry": Row(
        rename("content/wiki/programme.md", "content/wiki/plan.md"),
        only=paths("wiki/ wiki/programme/ wiki/plan/ sitemap.xml"),
    ),
    "a relation": Row(
        change("content/events/fair.md", "title: Fair", "title: Fair\nspeakers: Ada"),
        only=paths("events/fair/ stakeholders/ada/ stakeholders/*/calendar.ics"),
        more=paths("events/feed.xml feed.xml"),
    ),
    "a relation less": Row(
        change(SECOND, "related: First\n", ""),
        only=paths("blog/second/"),
        more=paths(f"blog/first/ {POST_FEEDS}"),
    ),
    "a consultation": Row(
        change("content/documents/draft-paper.md", "closes: 2026-12-10", "closes: 2026-12-12"),
        only=paths(
            "/ documents/ documents/draft-paper/* have-your-say/ events/* */calendar.ics events/deadlines.ics"
        ),
        more=paths("documents/feed.xml feed.xml"),
    ),
    "a next step": Row(
        change("content/documents/paper/index.md", "what: Do it", "what: Do that"),
        only=paths("/ documents/paper/ events/programme/* next-steps/* stakeholders/ada/*"),
        more=paths("documents/feed.xml feed.xml stakeholders/*/feed.xml"),
    ),
    "a task in minutes": Row(
        change("content/events/fair.md", "Two days.", "Two days.\n\n- [ ] Bring tea @Ada due:2026-12-20"),
        only=paths("/ events/fair/ events/programme/* next-steps/* stakeholders/*/* events/feed.xml feed.xml"),
    ),
    "one date of a series": Row(
        change("content/events/weekly.md", "note: Later.", "note: An hour later."),
        only=paths("events/weekly/* events/calendar.ics"),
        more=paths("/ events/ events/plan/ events/programme/* events/20* events/feed.xml feed.xml"),
    ),
    "the body of what heads a list": Row(
        change("content/posts/index.md", "All our", "Our"), only=paths("blog/"), more=paths("blog/page/2/")
    ),
    "a layout": Row(change("layouts/plain.html", "{% include", "More.{% include"), only=paths("contact/")),
    "a partial": Row(change("layouts/partials/note.html", "a note", "a remark"), only=paths("contact/")),
    "a macro": Row(change("layouts/macros/own.html", "<p>", "<p class=own>"), only=paths("contact/")),
    "a style that every page has": Row(add("layouts/assets/site.css", "p { color: red }")),
    "a style that no page has": Row(add("layouts/assets/own.css", "p {}"), only=paths("assets/own.*.css")),
    "a picture of the same size": Row(
        change("content/posts/first.svg", 'width="5"', 'width="7"'),
        only=paths("blog/first/first.svg"),
        more=paths("blog/first/"),
    ),
    "a picture of another size": Row(add("content/posts/first.svg", svg(30)), more=paths(f"{CARDS} {POST_FEEDS}")),
    "an attachment": Row(
        add("content/documents/paper/a.csv", "a,b\n1,2\n3,4\n"),
        only=paths("documents/paper/ documents/paper/a.csv"),
    ),
    "the title of the site": Row(change("site.yaml", "title: A hub", "title: B hub")),
    "the menu": Row(change("site.yaml", "/wiki/, /about/]", "/wiki/]"), more=paths(EVERY_PAGE)),
    "how many stand on a page": Row(change("site.yaml", "per_page: 2", "per_page: 3"), more=paths(EVERY_PAGE)),
    "the clock, but nothing by it": Row(clock("2026-11-22T10:00+00:00"), only=paths("")),
    "the clock past midnight": Row(
        clock("2026-11-23T10:00+00:00"),
        only=paths(f"/ documents/draft-paper/ {COMING} events/weekly/ have-your-say/ next-change.json"),
        more=paths("events/programme/programme.csv"),
    ),
    "the clock past the end of an event": Row(
        clock("2026-11-25T11:30+00:00"),
        only=paths(f"/ documents/draft-paper/ {COMING} events/*/ have-your-say/ next-change.json"),
        more=paths("events/weekly/weekly.next.ics"),
    ),
    "the clock past the date of a post": Row(clock("2026-11-30T10:00+00:00")),
    "the clock past the end of a consultation": Row(clock("2026-12-11T10:00+00:00")),
}


def remembering(site: Site) -> Site:
    return site.build()


def storing(site: Site) -> Site:
    """Build as a process of its own would: with nothing but what lies on disk."""
    output = site.root / "output"
    request = Request(root=site.root, output=output, config=site.root / "site.yaml", as_of=site.as_of)
    site.result = cached_build(request, KINDS, OUTPUTS).result
    return site


Clean = Callable[[str], Site]


def clean_builds(places: pytest.TempPathFactory, files: Files, edits: Mapping[str, Edit]) -> Clean:
    """Return a function that builds from nothing what an edit leaves, once for all ways to build it again."""

    @cache
    def clean(what: str) -> Site:
        site = Site(places.mktemp("clean"), KINDS, OUTPUTS).write(files)
        edits[what](site)
        return site.clean_build()

    return clean


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Clean:
    return clean_builds(tmp_path_factory, FILES, {what: row.edit for what, row in TABLE.items()})


WAYS = list(itertools.product(TABLE, (remembering, storing)))
BY_TURNS = [way for at, way in enumerate(WAYS) if at % 4 in (0, 3)]
"""Where a person waits, each edit is built in one of the two ways."""


@pytest.mark.parametrize(("what", "build"), WAYS if WHOLE else BY_TURNS)
def test_an_edit_renders_what_it_changes_and_little_more(
    tmp_path: Path, what: str, build: Callable[[Site], Site], clean: Clean
) -> None:
    row = TABLE[what]
    site = build(Site(tmp_path, KINDS, OUTPUTS).write(FILES))
    assert not site.errors
    before = site.output

    row.edit(site)
    left = site.output
    build(site)
    after = site.output
    changed = {path for path in after if left.get(path) != after[path]}

    assert after == clean(what).output
    assert site.diagnostics == clean(what).diagnostics
    assert changed <= site.rendered
    assert beyond(site.rendered - changed, row.more) == set()
    if row.only is not None:
        assert beyond(site.rendered | (before.keys() - after.keys()), row.only + row.more) == set()
