"""A reference is found again where it was typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.markup import Options, convert
from sitegen.markup.positions import Addresses, Lines, Place, Places, plain
from sitegen.model.reference import Reference


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("see [a](x.md)", "x.md"),
        ("`[a](x.md)` then [a](x.md)", "x.md"),
        ("```\n[a](x.md)\n```\n\n[a](x.md)", "x.md"),
        ("<!-- [a](x.md) --> [a](x.md)", "x.md"),
        ("[a](x.md#y)", "x.md#y"),
        ("[a](<x y.md>)", "x y.md"),
        ('[a](x.md "title")', "x.md"),
        ("[a](x_(y).md)", "x_(y).md"),
        ("[a][r]\n\n[r]: x.md", "x.md"),
        ("<a href='x.md'>a</a>", "x.md"),
        ("<a href=x.md>a</a>", "x.md"),
        ("![a](x.png)", "x.png"),
        ("[![a](x.png)](x.md)", "x.md"),
        ("[a](x%20y.md)", "x%20y.md"),
        ("[a](x&amp;y.md)", "x&amp;y.md"),
        ("[a]({{ site.baseurl }}/x/)", "{{ site.baseurl }}/x/"),
        ("\tcode?\n\nwide 日本 😀 [a](x.md)", "x.md"),
        ("> - [a](x.md)", "x.md"),
        ("| a |\n|---|\n| [a](x.md) |", "x.md"),
        ("a[^1]\n\n[^1]: [a](x.md)", "x.md"),
        ("[a](#nowhere)", "#nowhere"),
        ("see [[Page|words]]", "[[Page|words]]"),
        ("![[Page]]", "![[Page]]"),
    ],
)
def test_the_place_of_a_reference_is_found(text: str, typed: str) -> None:
    reference = convert(text, Options(), values={"site.baseurl": ""}).references[0]
    place = Places(text).locate(reference)
    assert place is not None
    start, length = place
    assert text[start : start + length] == typed
    assert start == text.rindex(typed)


def test_the_nth_of_several_is_found() -> None:
    text = "[a](x.md) ![i](x.md) [b](x.md#y) `[c](x.md)` [d](x.md)"
    links = [r for r in convert(text, Options()).references if r.kind == "link"]
    places = Places(text)
    assert [text[(places.locate(r) or (0, 0))[0] - 3] for r in links] == ["a", "b", "d"]


def test_a_picture_found_by_its_folder_is_located_by_its_name() -> None:
    text = "![a](b.png)"
    (reference,) = convert(text, Options(), values={"page.imgdir": "/assets/"}).references
    assert Places(text).locate(reference) == (5, 5)


def test_what_is_nowhere_in_the_text_has_no_place() -> None:
    assert Places("nothing here").locate(Reference(kind="link", target="x.md")) is None


def test_a_position_is_counted_in_lines_and_columns() -> None:
    lines = Lines("ab\ncd\n見e")
    assert [lines.position(offset) for offset in (0, 2, 3, 4, 7, 8)] == [
        (0, 1),
        (0, 3),
        (1, 1),
        (1, 2),
        (2, 2),
        (2, 3),
    ]


TEXTS = st.text(st.sampled_from("ab\n見"), max_size=30)


@given(TEXTS, st.integers(0, 30))
def test_a_position_is_that_of_the_text_before_it(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    before = text[:offset].split("\n")
    assert Lines(text).position(offset) == (len(before) - 1, len(before[-1]) + 1)


WRITTEN = st.sampled_from(
    [
        "x.md",
        "x.md#",
        "x.md#y",
        "x%20y",
        "{{ site.baseurl }}/x.md",
        "{{ a }}/b/x.png#c",
        "x.png",
        "b/x.png",
        "{{ a }}",
        "#y",
    ]
)
TARGETS = st.sampled_from(["x.md", "x y", "/x.md", "/b/x.png", "b/x.png", "x.png", "a/x.png", "#y", "y", "/"])


def leads_to(written: str, target: str, image: bool) -> bool:
    """Whether a place with this address is one of a reference, as the rule is: asked of each place by itself."""
    written, wanted = plain(written), plain(target)
    if written in (wanted, f"{wanted}#") or ("#" in written and written.partition("#")[0] == wanted):
        return True
    if "{" in written:
        tail = re.sub(r"^.*[}%]\}", "", written).partition("#")[0].lstrip("/")
        return bool(tail) and wanted.endswith(tail)
    return image and "/" not in written and wanted.endswith(f"/{written}")


@given(st.lists(st.tuples(WRITTEN, st.booleans()), max_size=12), TARGETS, st.integers(0, 3), st.booleans())
def test_an_address_is_found_as_by_asking_every_place(
    written: list[tuple[str, bool]], target: str, nth: int, image: bool
) -> None:
    places = [Place(start, text, picture) for start, (text, picture) in enumerate(written)]
    same = [place for place in places if leads_to(place.written, target, image)]
    same = [place for place in same if place.image == image] or same
    expected = same[min(nth, len(same) - 1)] if same else None
    assert Addresses(places).find(target, nth, image=image) == expected
