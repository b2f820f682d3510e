"""`<a name="x">`, the anchor of old pages, and what is said of attributes that are taken out."""

import pytest

from sitegen.markup import Options, convert
from sitegen.markup.flavours import FLAVOURS


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('<a name="x"></a>', '<p><a id="x"></a></p>'),
        ("a <a NAME='x'>b</a>", '<p>a <a id="x">b</a></p>'),
        ("<a name=x>b</a> c", '<p><a id="x">b</a> c</p>'),
        ('<a name="x"/>a', '<p><a id="x"></a>a</p>'),
        ('## <a name="x"></a>A', '<h2 id="a"><a id="x"></a>A</h2>'),
        ('<a id="y" name="x">b</a>', '<p><a id="y">b</a></p>'),
        ('`<a name="x">`', '<p><code>&lt;a name="x"&gt;</code></p>'),
    ],
)
def test_an_anchor_by_name_is_one_by_id(typed: str, shown: str, flavour: str) -> None:
    body = convert(typed, Options(flavour=flavour))
    assert (body.html, body.problems) == (shown, ())


@pytest.mark.parametrize("raw_html", ["sanitise", "trust"])
def test_a_link_finds_an_anchor_by_name(raw_html: str) -> None:
    body = convert('<a name="x"></a>\n\n[go](#x)', Options(raw_html=raw_html))  # type: ignore[arg-type]
    assert body.ids == ("x",)


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_an_attribute_that_is_taken_out_often_is_said_once(flavour: str) -> None:
    text = 'a <b style="x">b</b> <i STYLE="y">c</i> <i style="z" data-x="1">d</i> <!-- <b style="x"> -->'
    told = [(each.message, each.start) for each in convert(text, Options(flavour=flavour)).problems]
    assert told == [
        ("the attribute style of <b> and <i> is not allowed in content and was taken out, 3 times", 5),
        ("the attribute data-x of <i> is not allowed in content and was taken out", text.index("data-x")),
    ]
