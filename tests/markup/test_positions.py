"""A reference is found again where it was typed."""

import pytest

from sitegen.markup import Options, convert
from sitegen.markup.positions import locate
from sitegen.model.body import Reference


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
    place = locate(text, reference)
    assert place is not None
    start, length = place
    assert text[start : start + length] == typed
    assert start == text.rindex(typed)


def test_the_nth_of_several_is_found() -> None:
    text = "[a](x.md) ![i](x.md) [b](x.md#y) `[c](x.md)` [d](x.md)"
    links = [r for r in convert(text, Options()).references if r.kind == "link"]
    assert [text[locate(text, r)[0] - 3] for r in links] == ["a", "b", "d"]  # type: ignore[index]


def test_a_picture_found_by_its_folder_is_located_by_its_name() -> None:
    text = "![a](b.png)"
    (reference,) = convert(text, Options(), values={"page.imgdir": "/assets/"}).references
    assert locate(text, reference) == (5, 5)


def test_what_is_nowhere_in_the_text_has_no_place() -> None:
    assert locate("nothing here", Reference(kind="link", target="x.md")) is None
