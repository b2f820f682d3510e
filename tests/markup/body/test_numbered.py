"""Papers with numbered paragraphs: the numbers their authors typed are addresses."""

import re
from typing import Any

from lxml import html

from sitegen.markup import Options, convert
from sitegen.markup.body.numbered import number_paragraphs
from sitegen.model.body import Body


def numbered(text: str) -> Body:
    return number_paragraphs(convert(text, Options(), title="T"))


def ids(body: Body) -> list[str]:
    return re.findall(r' id="([^"]*)"', body.html)


def tree(body: Body) -> Any:
    return html.fromstring(f"<div>{body.html}</div>")


def outline(body: Body) -> list[Any]:
    """The numbers and signs of a body as nested lists."""

    def inside(node: Any) -> list[Any]:
        found: list[Any] = []
        for each in node:
            if each.get("class") == "number":
                found.append(each.text)
            elif each.get("class") == "parts":
                found.append(inside(each))
            else:
                found += inside(each)
        return found

    return inside(tree(body))


def test_an_item_is_a_paragraph_under_its_number() -> None:
    body = numbered("8. One\n9. Two")
    assert body.html.count('<div class="numbered"') == 2
    assert '<a class="number" href="#p8" aria-label="Paragraph 8">8</a><div><p>One</p></div>' in body.html
    assert body.ids == ("p8", "p9")


def test_a_lettered_part_has_an_address_too() -> None:
    body = numbered("8. One\n\n    a) this\n\n    b) that")
    assert body.ids == ("p8", "p8a", "p8b")
    assert (
        '<li class="part" id="p8b"><a class="number" href="#p8b" aria-label="Paragraph 8b">b)</a> that'
        in body.html
    )


def test_parts_are_a_list_and_parts_of_parts_a_list_in_it() -> None:
    body = numbered("8. One\n\n   a) this\n\n      i) deep\n\n      ii) deeper\n\n   (b) that\n\n9. Two")
    assert outline(body) == ["8", ["a)", ["i)", "ii)"], "(b)"], "9"]
    assert body.ids == ("p8", "p8a", "p8ai", "p8aii", "p8b", "p9")


def test_a_paragraph_between_parts_parts_the_list_and_other_blocks_do_not() -> None:
    body = numbered("7. Ask:\n\n   a) this\n\n   - x\n   - y\n\n   b) that\n\n   And:\n\n   c) more")
    assert outline(body) == ["7", ["a)", "b)"], ["c)"]]
    assert '<ol class="parts" type="a" start="3">' in body.html
    assert len(tree(body).xpath("//li[@id='p7a']/ul/li")) == 2


def test_small_roman_numbers_stand_under_a_number_and_a_word_that_counts_nothing_stays_text() -> None:
    body = numbered("3. Why:\n\n   i. input\n\n   ii. a steer\n\n   e. g. this\n\n4. Next\n\n   h) x\n\n   i) y")
    assert outline(body) == ["3", ["i.", "ii."], "4", ["h)", "i)"]]
    assert body.ids == ("p3", "p3i", "p3ii", "p4", "p4h", "p4i")
    assert "<p>e. g. this</p>" in body.html


def test_items_that_begin_with_letters_have_addresses_too() -> None:
    body = numbered("11. x\n    - a) one\n    - b) two")
    assert body.ids == ("p11", "p11a", "p11b")
    assert '<ul>\n<li class="part" id="p11a">' in body.html


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
