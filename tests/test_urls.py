"""Addresses: slugs, permalinks, and the form each place needs."""

import datetime as dt
import posixpath
import re
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen import urls
from sitegen.facets.schedule import Moment
from sitegen.urls import MARK
from tests.sizes import drawn

FAST = settings(max_examples=drawn(150), derandomize=True)
BASES = ("https://x.example/", "https://x.example/hub/", "https://x.example/a%20b/c/")

segments = st.text(
    st.characters(blacklist_categories=("Cc", "Cs", "Zs", "Zl", "Zp"), blacklist_characters="/\"'<>\\#?%"),
    min_size=1,
    max_size=8,
)
names = segments.filter(lambda name: name not in (".", ".."))
folders = st.lists(names, max_size=3).map(lambda parts: "/" + "".join(f"{part}/" for part in parts))
addresses = st.one_of(
    folders,
    st.tuples(folders, names, st.sampled_from(["html", "xml", "css"])).map(lambda p: f"{p[0]}{p[1]}.{p[2]}"),
)


@FAST
@given(st.text(max_size=40))
def test_a_slug_is_its_own_slug_and_safe_in_a_path(text: str) -> None:
    slug = urls.slugify(text)
    assert urls.slugify(slug) == slug
    assert slug == slug.strip("-") and "--" not in slug
    assert not set(slug) & set("/\\.?#%&:;'\"<> \0") and slug.isprintable()
    assert not slug or urls.stays_inside(f"/{slug}/")


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("The Way Ahead", "the-way-ahead"),
        ("Café", "café"),
        ("Cafe\u0301", "café"),
        ("C++ & C#", "c-c"),
        ("a_b.c", "a-b-c"),
        ("東京 2026", "東京-2026"),
        ("हिन्दी", "हिन्दी"),
        ("  ... ", ""),
        ("İstanbul", "i̇stanbul"),
    ],
)
def test_a_slug_keeps_letters_and_digits_of_any_script(text: str, slug: str) -> None:
    assert urls.slugify(text) == slug


@FAST
@given(addresses, addresses, st.sampled_from(["", "#part"]))
def test_a_relative_address_leads_back_to_where_it_came_from(address: str, here: str, anchor: str) -> None:
    path = urls.output_path(here)
    written = urls.to_relative(MARK + address + anchor, path).decode()
    assert MARK not in written and not written.startswith("/")
    for base in BASES:
        stands = urljoin(base, quote(path))
        reached = urlsplit(urljoin(stands, written))
        assert unquote(reached.path) in {
            unquote(urlsplit(base).path) + end for end in (address[1:], urls.output_path(address))
        }
        assert reached.fragment == anchor[1:]


@FAST
@given(addresses)
def test_rooted_and_absolute_addresses_hold_the_base(address: str) -> None:
    for base in BASES:
        rooted = urls.to_rooted(MARK + address, base)
        absolute = urls.to_absolute(MARK + address, base)
        assert urljoin(base, rooted) == absolute
        assert absolute.startswith(base)
        assert unquote(absolute.removeprefix(base)) == address[1:]


@FAST
@given(addresses)
def test_what_answers_an_address_lies_inside(address: str) -> None:
    path = urls.output_path(address)
    assert path and not path.startswith("/") and ".." not in path.split("/")


def test_every_marked_address_in_a_text_is_turned_and_nothing_else() -> None:
    text = f'<a href="{MARK}/a/">/a/</a> {MARK}/b/#c, <img src="{MARK}/i.png">'
    assert urls.to_relative(text, "a/index.html").decode() == '<a href="./">/a/</a> ../b/#c, <img src="../i.png">'
    assert urls.to_rooted(text, "https://x.example/h/") == '<a href="/h/a/">/a/</a> /h/b/#c, <img src="/h/i.png">'


parts = st.sampled_from(
    ["a", "b", "ab", "a:b", ".", "..", "", "c.html", "é", "x y", "a?b=/c", "a%20b", "A-1", "#a", "b#c/d"]
)
near = st.lists(parts, max_size=4).flatmap(
    lambda found: st.sampled_from(["/" + "/".join(found), f"/{'/'.join(found)}/"])
)
pages = st.lists(st.sampled_from(["a", "b", "ab", "é"]), max_size=3).map(
    lambda found: "/".join([*found, "index.html"])
)


@settings(max_examples=drawn(1000), derandomize=True)
@given(
    st.lists(near, max_size=6), pages, st.sampled_from(['"', "", " ", "\xa0", "\x85", "\x1c", "\u2028", "é", "\\"])
)
def test_addresses_turned_in_one_go_are_those_turned_one_by_one(found: list[str], here: str, end: str) -> None:
    folder = posixpath.dirname(here).split("/") if "/" in here else []

    def turn(match: re.Match[str]) -> str:
        return quote(urls._relative(match[0][1:], folder, here), safe=urls._SAFE)

    text = "".join(f'<a href="{MARK}{address}{end}>{address}</a>' for address in found)
    assert urls.to_relative(text, here).decode() == urls._ADDRESS.sub(turn, text)


RELATIVE = {
    ("/", "index.html"): "./",
    ("/a/", "index.html"): "a/",
    ("/", "a/b/index.html"): "../../",
    ("/a/", "a/index.html"): "./",
    ("/a/#x", "a/index.html"): "#x",
    ("/a/b.html", "a/b.html"): "b.html",
    ("/a/b.html#x", "a/b.html"): "#x",
    ("/a:b", "index.html"): "./a:b",
    ("/a:b/", "index.html"): "./a:b/",
    ("/ü/", "index.html"): "%C3%BC/",
}


@pytest.mark.parametrize(("address", "here"), RELATIVE)
def test_a_relative_address_is_short_and_never_mistaken(address: str, here: str) -> None:
    assert urls.to_relative(MARK + address, here).decode() == RELATIVE[address, here]


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/", "index.html"),
        ("/a/", "a/index.html"),
        ("/a", "a/index.html"),
        ("/a.html", "a.html"),
        ("/a.b/", "a.b/index.html"),
        ("/x/feed.xml", "x/feed.xml"),
    ],
)
def test_an_address_is_a_folder_unless_it_names_a_file(address: str, path: str) -> None:
    assert urls.output_path(address) == path


@pytest.mark.parametrize(
    "address", ["", "a/", "//x.example/", "/../", "/a/../../", "/a/./", "/%2e%2e/", "/a\\b/", "https://x.example/"]
)
def test_an_address_that_climbs_out_or_leaves_is_not_inside(address: str) -> None:
    assert not urls.stays_inside(address)


@pytest.mark.parametrize(
    ("folder", "relative", "joined"),
    [
        ("a/b", "c.md", "a/b/c.md"),
        ("a/b", "../c.md", "a/c.md"),
        ("a", "../../c.md", ""),
        ("", "..", ""),
        ("a", "./c/../d", "a/d"),
        ("", "c", "c"),
    ],
)
def test_a_relative_path_is_joined_but_never_above_the_root(folder: str, relative: str, joined: str) -> None:
    assert urls.join(folder, relative) == joined


def test_a_name_is_compared_without_case_space_or_punctuation() -> None:
    assert urls.normalise("Bus-Routes (2026)!") == urls.normalise("bus routes 2026")
    assert urls.normalise("ﬁne") == "fine"
    assert urls.normalise("...") == ""


def test_a_permalink_pattern_is_filled() -> None:
    date = Moment(local=dt.datetime(2017, 1, 30, 23, 59), zone="Asia/Tokyo")
    assert (
        urls.expand("/{year}/{month}/{day}/{slug}.html", slug="a", path="x/a", date=date) == "/2017/01/30/a.html"
    )
    assert urls.expand("/wiki/{path}/", slug="a", path="x/a", date=None) == "/wiki/x/a/"
    with pytest.raises(ValueError, match="needs a date"):
        urls.expand("/{year}/{slug}/", slug="a", path="a", date=None)


def test_the_path_of_a_base_has_a_slash_at_both_ends() -> None:
    assert [urls.base_path(f"https://x.example{path}") for path in ("", "/", "/hub", "/a/b/")] == [
        "/",
        "/",
        "/hub/",
        "/a/b/",
    ]


STEPS = ("a", "b", "c:d", "..", ".", "", "x.html", "é", "?q=1")


@FAST
@given(
    st.lists(st.sampled_from(STEPS), max_size=4),
    st.sampled_from(["", "/", "#x", "/x.css", "/#a/./b"]),
    st.lists(st.sampled_from(["a", "b", "c:d"]), max_size=3),
)
def test_a_relative_address_is_what_the_standard_library_finds(
    steps: list[str], end: str, folders: list[str]
) -> None:
    address, folder = "/" + "/".join(steps) + end, "/".join(folders)
    path, mark, anchor = address.partition("#")
    found = urls.to_relative(MARK + address, "/".join([*folders, "here.html"])).decode()
    expected = posixpath.relpath(path, "/" + folder) + ("/" if path.endswith("/") else "") + mark + quote(anchor)
    assert found.removeprefix("./") == quote(expected, safe=found).removeprefix("./")
