"""What `raw_html: trust` lets through, and what it never does."""

import pytest

from sitegen.markup import Options, convert
from tests.markup.test_convert import codes, pointed


def test_trusted_html_keeps_forms_drawings_and_styles() -> None:
    text = "\n\n".join(
        (
            '<form action="/a"><input name="b" type="text"></form>',
            '<p style="color:red" data-x="1">c</p>',
            '<svg viewBox="0 0 1 1"><path d="M0 0"></path></svg>',
            '<iframe src="https://x.org/"></iframe>',
        )
    )
    found = convert(text, Options(raw_html="trust", frames=("x.org",)))
    assert codes(found) == []
    for kept in (
        '<form action="/a">',
        'type="text"',
        'style="color:red"',
        'data-x="1"',
        'viewBox="0 0 1 1"',
        "<iframe",
    ):
        assert kept in found.html


@pytest.mark.parametrize(
    ("text", "code", "underlined"),
    [
        ('<iframe src="https://x.org/a"></iframe>', "frame-host", "https://x.org/a"),
        ('<p style="background: url(https://x.org/a.png)">c</p>', "other-host", "https://x.org/a.png"),
        ("<p style=\"background: url('//x.org/a.png')\">c</p>", "other-host", "//x.org/a.png"),
    ],
)
def test_trusted_html_asks_no_other_host_without_a_word(text: str, code: str, underlined: str) -> None:
    found = convert(f"One\n\n{text}", Options(raw_html="trust"))

    assert codes(found) == [code]
    assert pointed(f"One\n\n{text}", found) == [underlined]
    fine = '`<p style="background: url(https://x.org/a.png)">` <b style="background: url(/a.png)">c</b>'
    assert codes(convert(fine, Options(raw_html="trust"))) == []


def test_trusted_html_still_loses_scripts_and_handlers_and_says_so() -> None:
    found = convert('<script>a</script>\n\n<p onclick="b" style="c">d</p>', Options(raw_html="trust"))
    assert codes(found) == ["html-removed", "html-removed"]
    assert "script" not in found.html
    assert "onclick" not in found.html
