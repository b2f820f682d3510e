"""Papers with numbered paragraphs: the numbers their authors typed are addresses."""

import re

from sitegen.markup import Options, convert
from sitegen.markup.body.numbered import number_paragraphs
from sitegen.model.body import Body


def numbered(text: str) -> Body:
    return number_paragraphs(convert(text, Options(), title="T"))


def ids(body: Body) -> list[str]:
    return re.findall(r' id="([^"]*)"', body.html)


def test_an_item_is_a_paragraph_under_its_number() -> None:
    body = numbered("8. One\n9. Two")
    assert body.html.count('<div class="numbered"') == 2
    assert '<a class="number" href="#p8" aria-label="Paragraph 8">8</a><div><p>One</p></div>' in body.html
    assert body.ids == ("p8", "p9")


def test_a_lettered_part_has_an_address_too() -> None:
    body = numbered("8. One\n\n    a) this\n\n    b) that")
    assert body.ids == ("p8", "p8a", "p8b")
    assert (
        '<p class="part" id="p8b"><a class="number" href="#p8b" aria-label="Paragraph 8b">b)</a> that' in body.html
    )


def test_a_list_in_a_paragraph_stays_a_list() -> None:
    body = numbered("1. One\n   1. x\n   2. y\n2. Two\n\n- z")
    assert body.ids == ("p1", "p2")
    assert "<li>x</li>" in body.html
    assert "<li>z</li>" in body.html


def test_footnotes_stay_footnotes() -> None:
    body = numbered("1. One[^1]\n\n[^1]: a note")
    assert ids(body) == ["p1", "fnref:1", "fn:1"]
    assert '<li id="fn:1">' in body.html


def test_a_number_used_twice_is_an_address_once() -> None:
    body = numbered("1. One\n\ntext\n\n1. Again\n\n<p id='p2'>x</p>\n\n2. Two")
    assert sorted(ids(body)) == ["p1", "p2"]
    assert body.html.count('<div class="numbered"') == 3
    assert sorted(body.ids) == ["p1", "p2"]
