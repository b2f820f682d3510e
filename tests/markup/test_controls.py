"""No character reference brings back a sign that later steps act on: an address, a slot, a dead link."""

import re
from collections.abc import Iterator
from itertools import product

import msgspec
import pytest

from sitegen.markup import Options, convert
from sitegen.markup.flavours import FLAVOURS
from sitegen.model.body import SLOT
from sitegen.model.config import Config
from sitegen.stages.render import settle
from sitegen.urls import MARK

CONFIG = Config(title="A", url="https://x.org/base/", base="https://x.org/base/")

CONTROLS = re.compile("[\0-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
NUMBERS = [0, 1, 2, 3, 7, 8, 11, 12, 13, 27, 30, 31, 127, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF, 0x110000]
FORMS = ["&#{0};", "&#x{0:x};", "&#X{0:X};", "&#000{0};", "&#{0}", "&#&#{0};{0};", "&amp;#{0};", "\\&#{0};"]
PLACES = [
    "words {}/foo/ words",
    "[a]({}/foo/)",
    "[a](/foo/{}) ![b{}]({}/c.png) [d](java{}script:alert(1))",
    '<a href="{}/foo/" title="{}/foo/">a</a>',
    '<img src="{}/c.png" alt="{}/foo/">',
    "## {}/foo/\n\ntext {}/foo/ [[Page]] on",
    "[[{}/foo/|{}/foo/]] ![[{}0{}]]",
    "`{}/foo/`",
    "```x{} title='{}/foo/'\n{}/foo/\n```",
    "    {}/foo/",
    "| {}/foo/ |\n|---|\n| {}0{} |",
    "> [!note] {}/foo/\n> {}0{}",
    "- [ ] {}/foo/",
    "a[^1]\n\n[^1]: {}/foo/",
    "<p id='{}/foo/'>{}0{}</p>",
    "{}0{} [[Page]] {}9{}",
    '<a href="{}">gone</a> {}',
    "{{ page.title }} {}/foo/",
]
VALUES = {"page.title": f"{MARK}/foo/ {SLOT}0{SLOT}", "page.imgdir": f"{MARK}/bar"}


def attacks() -> Iterator[str]:
    for place, form, number in product(PLACES, FORMS, NUMBERS):
        yield place.replace("{}", form.format(number))


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_no_reference_to_a_control_character_makes_a_sign_of_ours(flavour: str) -> None:
    for text in attacks():
        body = convert(text, Options(flavour=flavour), values=VALUES)
        slots = body.html.split(SLOT)[1::2]
        assert slots == [str(number) for number in range(len(body.references))], text
        html = body.html.replace(SLOT, "/")
        for words in strings(msgspec.to_builtins(msgspec.structs.replace(body, html=html))):
            assert not CONTROLS.search(words), (text, words)
        for path in ("a/b/index.html", "404.html", "feed.xml"):
            assert settle(html, path, CONFIG) == html.encode(), text


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("a&#2;/b/", "<p>a/b/</p>"),
        ("a&#9;b&#10;c", "<p>a\tb\nc</p>"),
        ("a&#233;&#x65E5;&#128512;", "<p>aé日😀</p>"),
        ("`&#2;` &amp;#2;", "<p><code>&amp;#2;</code> &amp;#2;</p>"),
        ("a\x02b\x1bc\x7fd\ufffee", "<p>abcde</p>"),
    ],
)
def test_what_can_be_shown_stays(typed: str, html: str) -> None:
    assert convert(typed, Options()).html == html


def test_an_address_that_comes_together_is_looked_at_again() -> None:
    body = convert("<a href='java&#2;script:a'>b</a>", Options())
    assert body.html == "<p><a>b</a></p>"
    assert [problem.code for problem in body.problems] == ["unsafe-link"]
    trusted = convert("<form action='java&#2;script:a'>b</form>", Options(raw_html="trust"))
    assert "script" not in trusted.html
