"""The rest of assemble: who is shown, where entries and files go, and in which order they stand."""

import datetime as dt

import pytest

from tests.conftest import SITE_YAML, MakeSite, Site

PLACES = {
    "about.md": "about/index.html",
    "help/faq.md": "help/faq/index.html",
    "help/index.md": "help/index.html",
    "posts/2026-01-30-a-post.md": "blog/a-post/index.html",
    "posts/nested/2026-01-31-deep.md": "blog/deep/index.html",
    "wiki/guides/bus/index.md": "wiki/guides/bus/index.html",
    "wiki/Über Uns.md": "wiki/über-uns/index.html",
    "stakeholders/ada.md": "stakeholders/ada/index.html",
    "messages/say.md": "messages/say/index.html",
    "events/fair.md": "events/fair/index.html",
    "documents/paper/index.md": "documents/paper/index.html",
}
FIELDS = {
    "posts": "date: 2026-01-30",
    "stakeholders": "type: person",
    "messages": "audience: stakeholders/ada\nstatus: agreed",
    "events": "start: 2026-12-01",
    "documents": "type: paper\ndate: 2026-01-01",
}


def sources(*keys: str, extra: str = "") -> dict[str, str]:
    return {
        f"content/{key}": f"---\ntitle: T {key}\n{FIELDS.get(key.split('/')[0], '')}\n{extra}\n---\nText.\n"
        for key in keys
    }


def test_every_kind_has_its_addresses(make_site: MakeSite) -> None:
    site = make_site(sources(*PLACES))
    assert not site.errors
    assert set(PLACES.values()) <= site.output.keys()


def test_an_index_heads_its_folders_list_and_is_no_page_of_its_own(make_site: MakeSite) -> None:
    site = make_site(sources("index.md", "posts/index.md", "posts/2026-01-30-a.md", "wiki/index.md", "wiki/b.md"))
    assert site.codes == []
    for path, key in (("index", "index.md"), ("blog/index", "posts/index.md"), ("wiki/index", "wiki/index.md")):
        assert f"<h1>T {key}</h1>" in site.page(f"{path}.html")
    assert not any(path.startswith("posts/") for path in site.output)


PATTERNS = {
    "/{year}/{month}/{day}/{slug}.html": "2026/01/30/a.html",
    "/{year}/{slug}/": "2026/a/index.html",
    "/notes/{slug}": "notes/a/index.html",
}


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_site_may_change_the_addresses_of_a_kind(make_site: MakeSite, pattern: str) -> None:
    settings = {"site.yaml": SITE_YAML + f"permalinks: {{post: '{pattern}'}}\n"}
    site = make_site({**sources("posts/2026-01-30-a.md"), **settings})
    assert PATTERNS[pattern] in site.output


def test_a_pattern_that_needs_a_date_asks_for_one(make_site: MakeSite) -> None:
    settings = {"site.yaml": SITE_YAML + "permalinks: {wiki: '/{year}/{slug}/'}\n"}
    assert make_site({**sources("wiki/a.md"), **settings}).codes == ["missing-field"]


def test_an_old_address_leads_to_the_new_one_however_it_was_written(make_site: MakeSite) -> None:
    site = make_site(sources("about.md", extra="aliases: [/old, /older/, /a.html, /caf%C3%A9/, /about/]"))
    assert site.codes == []
    assert {"old/index.html", "older/index.html", "a.html", "café/index.html"} <= site.output.keys()
    assert "has moved" not in site.page("about/index.html")


@pytest.mark.parametrize("alias", ["/a?b=1", "/a#b", "/../x", "//x.example/", "/a\\b"])
def test_an_old_address_no_file_can_answer_is_told(make_site: MakeSite, alias: str) -> None:
    assert make_site(sources("about.md", extra=f"aliases: ['{alias}']")).codes == ["address-outside"]


# who is shown


@pytest.mark.parametrize("why", ["draft: true", "published: false", "visibility: internal"])
def test_what_is_held_back_leaves_no_trace(make_site: MakeSite, why: str) -> None:
    head = f"title: Canary\ntags: canarytag\naliases: /canaryold/\nimage: canary.png\nimagealt: x\n{why}\n"
    page = f"---\n{head}---\ncanary\n"
    site = make_site({**sources("about.md"), "content/wiki/canary.md": page, "content/wiki/canary.png": "x"})
    assert site.codes == []
    for path, data in site.output.items():
        assert "canary" not in path and b"anary" not in data, path


def test_only_dated_kinds_wait_for_their_date(make_site: MakeSite) -> None:
    site = make_site(
        {
            **sources("wiki/a.md", "events/b.md", extra="date: 2027-01-01"),
            "content/documents/c.md": "---\ntitle: C\ntype: x\ndate: 2027-01-01\n---\nText.\n",
        }
    )
    assert {"wiki/a/index.html", "events/b/index.html"} <= site.output.keys()
    assert "documents/c/index.html" not in site.output
    assert site.result.scheduled == 1


def test_a_moment_counts_to_the_minute_in_its_zone(make_site: MakeSite) -> None:
    site = make_site(sources("posts/a.md", extra="").copy(), build=False)
    site.edit("content/posts/a.md", "---\ntitle: A\ndate: 2026-11-22 10:00 +0100\n---\nText.\n")
    site.edit("content/about.md", "# About\n")
    at = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
    assert "blog/a/index.html" not in site.build(as_of=at - dt.timedelta(minutes=1)).output
    assert "blog/a/index.html" in site.build(as_of=at).output


def test_private_fields_are_nowhere(make_site: MakeSite) -> None:
    private = "private:\n  power: 5\n  stance: canarystance\n  email: canary@x.example\n  notes: canarynotes"
    site = make_site(sources("stakeholders/ada.md", extra=private))
    assert site.codes == []
    assert not any(b"canary" in data for data in site.output.values())


def test_what_no_field_claims_is_in_no_export(make_site: MakeSite) -> None:
    site = make_site({**sources("posts/2026-01-30-a.md", "events/fair.md", extra="mood: canarymood")})
    assert not any(b"canarymood" in data for data in site.output.values())


# which files go where


def attached(make_site: MakeSite, value: str, *files: str, key: str = "documents/paper/index.md") -> Site:
    beside = {f"content/{name}": "x" for name in files}
    return make_site({**sources(key, extra=f"attachments: {value}"), **beside})


SHAPES = ("a.csv", "[a.csv]", "{file: a.csv, title: A}", "[{file: a.csv}]", '"a.csv"')


@pytest.mark.parametrize("value", SHAPES)
def test_an_attachment_is_published_at_its_entrys_address(make_site: MakeSite, value: str) -> None:
    site = attached(make_site, value, "documents/paper/a.csv", "documents/paper/unused.csv")
    assert site.codes == []
    assert "documents/paper/a.csv" in site.output
    assert "documents/paper/unused.csv" not in site.output
    assert 'href="a.csv"' in site.page("documents/paper/index.html")


@pytest.mark.parametrize("value", SHAPES)
def test_a_missing_attachment_is_told(make_site: MakeSite, value: str) -> None:
    site = attached(make_site, value)
    assert site.codes == ["missing-attachment"]
    assert site.diagnostics[0].span.line == 5


def test_an_attachment_may_be_below_above_or_static(make_site: MakeSite) -> None:
    site = attached(
        make_site,
        "[data/a.csv, ../b.csv, /c.csv]",
        "documents/paper/data/a.csv",
        "documents/b.csv",
        "static/c.csv",
    )
    assert site.codes == []
    assert {"documents/paper/data/a.csv", "documents/paper/b.csv", "c.csv"} <= site.output.keys()


def test_an_attachment_cannot_be_outside_content(make_site: MakeSite) -> None:
    site = attached(make_site, "../../../site.yaml")
    assert site.codes == ["missing-attachment"]


def test_a_file_that_lies_elsewhere_is_named_by_the_way_to_it(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/posts/2026-01-01-a.md": "---\ntitle: A\n---\n![A map](map.svg)\n",
            "content/wiki/b/index.md": "---\ntitle: B\n---\nWords.\n",
            "content/wiki/b/map.svg": "<svg/>",
        }
    )
    assert [found.fix for found in site.diagnostics] == ["did you mean ../wiki/b/map.svg?"]

    site.edit("content/posts/2026-01-01-a.md", "---\ntitle: A\n---\n![A map](../wiki/b/map.svg)\n").build()
    assert site.codes == []


def test_a_slip_in_a_files_name_is_answered_with_the_nearest(make_site: MakeSite) -> None:
    site = attached(make_site, "minuts.csv", "documents/paper/minutes.csv")
    assert site.diagnostics[0].fix == "did you mean minutes.csv?"


# in which order


def test_collections_stand_in_the_order_of_their_kind_and_order_first(make_site: MakeSite) -> None:
    pages = {
        "content/wiki/a.md": "---\ntitle: Zebra\n---\n",
        "content/wiki/b.md": "---\ntitle: apple\n---\n",
        "content/wiki/c.md": "---\ntitle: Last\norder: 2\n---\n",
        "content/wiki/d.md": "---\ntitle: First\norder: 1\n---\n",
    }
    layout = {"layouts/wiki_pages.html": "{% for item in items %}{{ item.title }} {% endfor %}"}
    assert make_site({**pages, **layout}).page("wiki/index.html") == "First Last apple Zebra "


def test_an_old_address_that_cannot_be_is_underlined_alone(make_site: MakeSite) -> None:
    site = make_site(sources("about.md", extra="aliases: [/old/, Name, /a?b]"))
    assert [(found.span.column, found.span.length) for found in site.diagnostics] == [(24, 4)]
    twice = make_site(sources("about.md", extra="aliases: [/old/, Name]\naliases: [Name, /a?b]"))
    (found,) = (found for found in twice.diagnostics if found.code == "address-outside")
    assert found.span.column == 10


def test_a_picture_from_another_host_is_left_out_with_a_warning(make_site: MakeSite) -> None:
    head = "---\ntitle: A\nimage: https://elsewhere.example/a.png\nimagealt: A\n---\nWords.\n"
    site = make_site({"content/a.md": head})

    assert site.places() == ["content/a.md:3:8 other-host"]
    assert "elsewhere.example" not in site.page("a/index.html")


def test_a_series_too_long_to_show_is_told(make_site: MakeSite) -> None:
    head = "---\ntitle: Watch\nstart: 2020-01-01 09:00\nrepeat: {every: day}\n---\nDaily.\n"
    site = make_site({"content/events/watch.md": head})

    assert site.places() == ["content/events/watch.md:4:9 repeat-too-many"]
    assert "from Wednesday 12 July 2023 to Sunday 31 December 2028" in site.diagnostics[0].message


def test_an_endless_series_within_the_horizon_is_fine(make_site: MakeSite) -> None:
    head = "---\ntitle: Watch\nstart: 2026-11-23 09:00\nrepeat: {every: day}\n---\nDaily.\n"

    assert make_site({"content/events/watch.md": head}).codes == []
