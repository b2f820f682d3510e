"""HTML in a description becomes text, and nothing that it says is lost."""

import re
import time
from html import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from sitegen.importers.html_text import plain
from sitegen.markup import Options, convert
from tests.importers.conftest import Import
from tests.sizes import drawn

HTML = {
    "Bring <b>a question</b>.<br>And a <i>friend</i>.": "Bring a question.\nAnd a friend.",
    '<p>See <a href="https://example.org/x">the page</a></p><p>Bye</p>': "See the page (https://example.org/x)\n\nBye",
    '<a href="https://example.org/">https://example.org/</a>': "https://example.org/",
    "<ul><li>one</li><li>two</li></ul>": "- one\n- two",
    '<a href="javascript:alert(1)">x</a>': "x",
    "a < b, x <y> z": "a < b, x <y> z",
    "R&amp;D": "R&D",
    "R&D; &nosuch; &copy=1": "R&D; &nosuch; &copy=1",
    "Sat&nbsp;5 &#8211; 6 &lt;free&gt;": "Sat 5 \u2013 6 <free>",
    "<style>p {color: red}</style><p>Come.</p><script>let a = '<b>no</b>'</script>": "Come.",
    "<title>Mail</title>Come<br>all": "Come\nall",
    "Join<https://example.org/l/x>\nUse <i>any</i> door": "Join (https://example.org/l/x)\nUse any door",
    "<https://example.org/l/x>": "https://example.org/l/x",
    "Ask Lea <mailto:lea@example.org> or <lea@example.org>": "Ask Lea (lea@example.org) or <lea@example.org>",
    '<a href="mailto:lea@example.org">Lea</a>, <a href="tel:+4420">us</a>': "Lea (lea@example.org), us (+4420)",
    '<a href="mailto:lea@example.org">lea@example.org</a>': "lea@example.org",
    "<a href='https://example.org/?a=1&amp;b=2&copy=3'>x</a>": "x (https://example.org/?a=1&b=2&copy=3)",
    '<a href="https://example.org/my file.pdf">x</a>': "x (https://example.org/my%20file.pdf)",
    '<a href=https://example.org/1>one<a href="https://example.org/2">two</a>': (
        "one (https://example.org/1) two (https://example.org/2)"
    ),
    "<tr><td>10:00</td><td>Tea</td></tr><tr><td>11:00</td><td>Talk</td></tr>": "10:00 Tea\n11:00 Talk",
    '<img src="https://example.org/map.png" alt="Map">': "Map (https://example.org/map.png)",
    "Write <title> and <name>, then <b>sign</b>": "Write <title> and <name>, then sign",
    "Write to <address> by <time>": "Write to <address> by <time>",
    "<style> of the hall: <b>loud</b>": "<style> of the hall: loud",
    "Come <!-- not --> in <!-- but <b>stay</b>": "Come in <!-- but stay",
    "<!DOCTYPE html><html><head><meta charset=x></head><body>Hi<o:p></o:p></body></html>": "Hi",
    "<b>2 < 3 > 1</b> <- here": "2 < 3 > 1 <- here",
}


@pytest.mark.parametrize("text", HTML)
def test_html_that_a_program_put_into_a_text_becomes_text(text: str) -> None:
    assert plain(text) == HTML[text]


WORDS = st.integers(0, 9999).map("word{}".format)
ADDRESSES = st.one_of(
    st.builds("https://example.org/{}".format, WORDS),
    st.builds("https://example.org/{}?a=1&b=({})".format, WORDS, WORDS),
    st.builds("http://example.org/~{}#x".format, WORDS),
)
MAILS = st.builds("{}@example.org".format, WORDS)
BITS = st.one_of(
    WORDS,
    ADDRESSES,
    MAILS,
    st.builds("{}<{}>".format, WORDS, ADDRESSES),
    st.builds("<{}>".format, st.one_of(WORDS, ADDRESSES, MAILS)),
    st.builds("<mailto:{}>".format, MAILS),
    st.builds(
        '<a href="{}">{}</a>'.format, st.one_of(ADDRESSES, MAILS.map("mailto:{}".format)).map(escape), WORDS
    ),
    st.builds("<a class=x href={}>{}".format, ADDRESSES, WORDS),
    st.builds(
        "<{0}>{1}</{0}>".format, st.sampled_from(["b", "p", "li", "td", "h2", "span", "code", "pre"]), WORDS
    ),
    st.builds(
        "<{}>{}".format, st.sampled_from(["b", "/i", "br/", "BR", "p", "title", "style", "!--", "td", "a"]), WORDS
    ),
    st.builds(
        "{}{}{}".format, WORDS, st.sampled_from(["&amp;", "&lt;", "&nbsp;", "&#39;", "&", "<", ">", " < "]), WORDS
    ),
    st.builds("[{}]({})".format, WORDS, ADDRESSES),
    st.sampled_from(["\n", "\n\n", " ", "* ", "# ", "> ", "`", "&lt;b&gt;", "<", ">", "</", "<a", "    ", "-->"]),
)
TEXTS = st.lists(BITS, min_size=1, max_size=12).map(" ".join)


def said(text: str) -> set[str]:
    """The words and addresses of a text, other than those that HTML itself hides."""
    shown = re.sub(r"<!--.*?-->|<(title|style)>.*?</\1>", "", text, flags=re.DOTALL)
    return set(re.findall(r"https?://[\w./~?=&;()#-]+\w\)?|\w+@example\.org|word\d+", shown.replace("&amp;", "&")))


@pytest.mark.parametrize("flavour", ["python-markdown", "commonmark"])
@given(text=TEXTS)
@settings(max_examples=drawn(300), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_word_and_address_of_a_description_is_in_the_entry_and_on_its_page(
    imported: Import, flavour: str, text: str
) -> None:
    value = text.replace("\\", "\\\\").replace("\n", "\\n").replace(",", "\\,").replace(";", "\\;")
    (draft,) = imported(f"DTSTART;VALUE=DATE:20261205\nDESCRIPTION:{value}").drafts
    body = convert(draft.body, Options(flavour=flavour))
    page = str(html.fromstring(f"<div>{re.sub(chr(0) + '[0-9]+' + chr(0), '', body.html)}</div>").text_content())

    assert body.problems == ()
    assert {each for each in said(text) if each not in page} == set()


@pytest.mark.parametrize(
    "piece", ["<!--", "<style>", "<style></style>", "<a href=x>", "<b ", "&amp", " <", "<a a", "<p>", "((", "</a>"]
)
def test_a_long_description_takes_no_long_time(piece: str) -> None:
    begun = time.process_time()
    plain(piece * 30_000)
    plain(f"<b>{piece * 30_000}</b>-->")

    assert time.process_time() - begun < 2
