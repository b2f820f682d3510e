"""A permalink is an address that any web server answers, or an error with the address that was meant."""

import datetime as dt

import pytest

from sitegen.facets.schedule import Moment
from sitegen.markup.slips import home_of
from sitegen.stages.assemble.permalinks import old_address, permalink
from tests.conftest import MakeSite

DAY = Moment(local=dt.datetime(2026, 1, 5), zone="UTC", all_day=True)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("/about/", "/about/"),
        ("/about", "/about"),
        ("/2019/x.html", "/2019/x.html"),
        ("home", "/home/"),
        ("docs/a", "/docs/a/"),
        ("./docs/a/", "/docs/a/"),
        ("2014/05/x.html", "/2014/05/x.html"),
        ("/2019/11/caf%C3%A9/", "/2019/11/café/"),
        ("/{year}/{month}/{day}/{slug}.html", "/2026/01/05/flood.html"),
        ("/{path}/", "/news/flood/"),
        ("/:year/:month/:title/", "/2026/01/flood/"),
        ("/:year-:i_month-:slug:output_ext", "/2026-1-flood.html"),
        (":year/:slug", "/2026/flood/"),
    ],
)
def test_a_permalink_is_filled_in_decoded_and_read_from_the_root(typed: str, address: str) -> None:
    found = permalink(typed, slug="flood", path="news/flood", date=DAY)

    assert (found.address, found.code) == (address, "")


@pytest.mark.parametrize(
    ("typed", "code", "fix"),
    [
        ("/:categories/:year/:title/", "bad-value", "permalink: /2026/flood/"),
        ("/{slug}-{titel}/", "bad-value", "permalink: /flood/"),
        ("/{yaer}/{slug}/", "bad-value", 'permalink: "/{year}/{slug}/"'),
        ("/{year/", "bad-value", ""),
        ("/a b/", "address-outside", "permalink: /a-b/"),
        ("/c%20d/", "address-outside", "permalink: /c-d/"),
        ("/a?b/", "address-outside", "permalink: /a-b/"),
        ("/e%23f/", "address-outside", "permalink: /e-f/"),
        ("/caf%E9/", "address-outside", "permalink: /caf-E9/"),
        ("/%2e%2e/up/", "address-outside", "begin it with /"),
        ("../up/", "address-outside", "begin it with /"),
        ("//host/", "address-outside", "begin it with /"),
        ("//host/a/", "address-outside", "begin it with /"),
        ("https://other.example/a/", "address-outside", "permalink: /a/"),
        ("/$year/x/", "bad-value", "permalink: /{year}/x/"),
        ("/${year}/{slug}/", "bad-value", "permalink: /{year}/{slug}/"),
        ("/[year]/[month]/x/", "bad-value", "permalink: /{year}/{month}/x/"),
        ("/<year>/x/", "bad-value", "permalink: /{year}/x/"),
        ("/{{ page.slug }}/", "bad-value", "permalink: /{slug}/"),
        ("/{Year}/x/", "bad-value", "permalink: /{year}/x/"),
        ("/%Y/%m/%d/x/", "bad-value", "permalink: /{year}/{month}/{day}/x/"),
        ("/%year%/x/", "bad-value", "permalink: /{year}/x/"),
        ("/YYYY-MM-DD/x/", "bad-value", "permalink: /{year}-{month}-{day}/x/"),
        ("/(year)/x/", "bad-value", "permalink: /{year}/x/"),
        ("/$section/{slug}/", "bad-value", "permalink: /flood/"),
        ("/caf&eacute;-3/", "address-outside", "permalink: /café-3/"),
        ("/caf%25C3%25A9-2/", "address-outside", "permalink: /café-2/"),
        ("/flood/?lang=de", "address-outside", "permalink: /flood/"),
    ],
)
def test_a_permalink_that_is_no_address_is_an_error_with_the_one_that_was_meant(
    typed: str, code: str, fix: str
) -> None:
    found = permalink(typed, slug="flood", path="flood", date=DAY)

    assert (found.address, found.code) == ("", code)
    assert found.fix.startswith(fix)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://hub.example/base/a/", "/a/"),
        ("http://www.Hub.example/base/a.html", "/a.html"),
        ("hub.example/base/a/", "/a/"),
        ("/mercury_(planet)/", "/mercury_(planet)/"),
        ("/@lea/", "/@lea/"),
        ("/DDR/", "/DDR/"),
    ],
)
def test_an_address_with_the_sites_own_host_is_its_path(typed: str, address: str) -> None:
    found = permalink(typed, slug="flood", path="flood", date=DAY, home=home_of("https://hub.example/base/"))

    assert (found.address, found.code) == (address, "")


@pytest.mark.parametrize(
    ("typed", "code", "fix"),
    [
        ("/:year/x/", "bad-value", "/2026/x/"),
        ("/{year}/x/", "bad-value", "/2026/x/"),
        ("/$section/x/", "bad-value", ""),
        ("/index.php?id=7", "address-outside", "take it out"),
        ("/old#part", "address-outside", "/old"),
        ("https://other.example/old/", "address-outside", "take it out"),
    ],
)
def test_an_old_address_that_no_file_can_answer_is_an_error(typed: str, code: str, fix: str) -> None:
    found = old_address(typed, slug="flood", path="flood", date=DAY, home="hub.example/")

    assert found is not None
    assert (found.address, found.code) == ("", code)
    assert found.fix.startswith(fix) and bool(found.fix) == bool(fix)


@pytest.mark.parametrize("name", ["The other name", "Note: a name", "a/b", "C++"])
def test_what_is_no_address_is_another_name(name: str) -> None:
    assert old_address(name, slug="flood", path="flood", date=DAY, home="hub.example/") is None


def test_a_slug_is_decoded(make_site: MakeSite) -> None:
    site = make_site({"content/posts/flood.md": "---\ntitle: A\ndate: 2026-01-01\nslug: caf%C3%A9\n---\nB\n"})

    assert site.codes == []
    assert "blog/café/index.html" in site.output


def test_a_pattern_with_a_day_needs_one() -> None:
    found = permalink("/{year}/{slug}/", slug="flood", path="flood", date=None)

    assert "needs a date" in found.message


def page(permalink: str) -> str:
    return f"---\ntitle: Page of {permalink.strip('/')}\npermalink: {permalink}\n---\n\nWords.\n"


def test_an_encoded_address_is_a_folder_of_that_name_and_is_linked_encoded(make_site: MakeSite) -> None:
    site = make_site(
        {"content/a.md": page("/caf%C3%A9/"), "content/b.md": "# B\n\n[x](a.md) and [y](/caf%C3%A9/)\n"}
    )

    assert site.codes == []
    assert "café/index.html" in site.output
    assert site.page("b/index.html").count('href="../caf%C3%A9/"') >= 2


def test_addresses_without_a_slash_are_said_once_for_the_whole_site(make_site: MakeSite) -> None:
    site = make_site({"content/a.md": page("home"), "content/b.md": page("docs/a"), "content/c.md": page("/c/")})

    assert site.places() == ["content/a.md:3:12 address-without-slash"]
    assert "(as in 1 more)" in site.diagnostics[0].message
    assert site.diagnostics[0].fix == "permalink: /home/"
    assert {"home/index.html", "docs/a/index.html"} <= site.output.keys()


def test_a_wrong_address_is_told_at_its_place_and_makes_no_folder(make_site: MakeSite) -> None:
    site = make_site({"content/a.md": page("/:section/:title/"), "content/b.md": "# B\n\n[a](a.md)\n"})

    assert site.places() == ["content/a.md:3:12 bad-value"]


@pytest.mark.parametrize(
    ("kind", "head", "address"),
    [
        ("posts", "date: 2014-05-01", "blog/2015-fest/index.html"),
        ("events", "start: 2014-05-01", "events/2015-fest/index.html"),
    ],
)
def test_the_year_of_a_folder_parts_two_of_one_name(
    kind: str, head: str, address: str, make_site: MakeSite
) -> None:
    text = f"---\ntitle: Fest\n{head}\n---\n"
    site = make_site({f"content/{kind}/2014/fest.md": text, f"content/{kind}/2015/fest.md": text})

    assert site.codes == []
    assert {address, address.replace("2015-", "")} <= site.output.keys()
    assert site.output == site.clean_build().output
