"""The addresses of pages that no entry owns."""

import re

import pytest
from msgspec import structs

from sitegen.kinds import KINDS
from sitegen.layouts import packaged
from sitegen.model.kind import Kind
from tests.conftest import MakeSite

MOVED = {
    "event": {"permalink": "/diary/{slug}/", "directory": "/diary/"},
    "term": {"permalink": "/topics/{slug}/", "directory": "/topics/"},
}
ELSEWHERE: tuple[Kind, ...] = tuple(structs.replace(kind, **MOVED.get(kind.name, {})) for kind in KINDS)
EVENT = "---\ntitle: Open day\nstart: 2026-12-05 10:00\ntags: maps\n---\nCome.\n"


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ('"home"', "/"),
        ('"list", "document"', "/documents/"),
        ('"list", "page"', ""),
        ('"list", "post", 2010', "/blog/2010/"),
        ('"list", "post", 2010, 1', "/blog/2010/01/"),
        ('"agenda"', "/events/"),
        ('"agenda", 2026', "/events/2026/"),
        ('"agenda", 2026, 1', "/events/2026/01/"),
        ('"plan"', "/events/plan/"),
        ('"past"', "/events/past/"),
        ('"calendar"', "/events/calendar.ics"),
        ('"deadlines"', "/events/deadlines.ics"),
        ('"tags"', "/tags/"),
        ('"actions"', "/next-steps/"),
        ('"consultations"', "/have-your-say/"),
        ('"feed"', "/feed.xml"),
        ('"feed", "post"', "/blog/feed.xml"),
        ('"tag feed", "maps"', "/tags/maps/feed.xml"),
    ],
)
def test_a_layout_asks_for_an_address_by_its_name(make_site: MakeSite, asked: str, address: str) -> None:
    site = make_site({"content/a.md": "# A\n", "layouts/page.html": f"<{{{{ view.address({asked}) }}}}>"})

    relative = {"": "", "/": "../"}.get(address, "../" + address[1:])
    assert site.page("a/index.html") == f"<{relative}>"


def test_a_name_that_is_not_in_the_book_is_told_to_the_author_of_the_layout(make_site: MakeSite) -> None:
    site = make_site({"content/a.md": "# A\n", "layouts/page.html": 'One\n{{ view.address("agneda") }}'})

    assert [(found.code, found.span.path, found.span.line) for found in site.errors] == [
        ("layout-variable", "layouts/page.html", 2)
    ]
    assert "agneda" in site.errors[0].message
    assert "agenda" in site.errors[0].message


def test_calendar_and_tags_move_with_the_kinds_that_they_belong_to(make_site: MakeSite) -> None:
    site = make_site({"content/events/open.md": EVENT, "content/events/index.md": "# Diary\n"}, kinds=ELSEWHERE)

    assert site.errors == []
    assert {
        "diary/index.html",
        "diary/plan/index.html",
        "diary/past/index.html",
        "diary/2026/index.html",
        "diary/2026/12/index.html",
        "diary/calendar.ics",
        "diary/open/open.ics",
        "topics/index.html",
        "topics/maps/index.html",
        "topics/maps/calendar.ics",
    } <= {*site.made}
    assert [path for path in site.made if path.startswith(("events/", "tags/"))] == []
    pages = [site.page(path) for path in site.made if path.endswith(".html")]
    assert [address for page in pages for address in re.findall(r'"[^"]*\b(?:events|tags)/[^"]*"', page)] == []


def test_no_packaged_layout_writes_the_address_of_a_page_itself() -> None:
    written = re.compile(r"""["']/[a-z][^"']*["']""")
    texts = {path.name: path.read_text(encoding="utf-8") for path in packaged().rglob("*.html")}

    assert len(texts) > 30
    assert {name: found for name, text in texts.items() if (found := written.findall(text))} == {}


def test_without_a_kind_that_has_a_calendar_there_is_none(make_site: MakeSite) -> None:
    consultation = "consultation: {closes: 2027-01-31, respond: {email: a@example.org}}"
    site = make_site(
        {
            "content/a.md": f"---\ntitle: A\n{consultation}\n---\nText.\n",
            "layouts/page.html": '<{{ view.address("agenda") }}{{ view.address("calendar") }}>',
        },
        kinds=tuple(kind for kind in KINDS if kind.list_by != "calendar"),
    )

    assert site.errors == []
    assert site.page("a/index.html") == "<>"
    assert [path for path in site.made if path.endswith(".ics") or path.startswith("20")] == ["a/a.closing.ics"]
