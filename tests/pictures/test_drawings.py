"""What a browser would run or fetch is cut out of drawings, and nothing else."""

import pytest

from sitegen.pictures.drawings import cleaned, inspected

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'

CUT = {
    "a script": ("<g/><script>alert(1)</script><g/>", "<g/><g/>"),
    "a script without an end": ("<script href='#a'/><g/>", "<g/>"),
    "a script with a prefix": ('<s:script xmlns:s="http://www.w3.org/2000/svg">x</s:script>', ""),
    "a script in a script's place": ("<g><script><script/></script></g>", "<g></g>"),
    "an action": ('<g id="a" onclick="x()"/>', '<g id="a"/>'),
    "an action in other letters": ("<g onLoad = 'x()' id='a'/>", "<g id='a'/>"),
    "a link that runs": ('<a xlink:href="java&#10;script:x()">b</a>', "<a>b</a>"),
    "an animation that sets an action": ('<set attributeName="onclick" to="x()"/>', ""),
    "an animation that sets a link": ('<animate attributeName="xlink:href" values="javascript:x()"/>', ""),
    "a frame in words": ("<foreignObject><p>a</p><iframe src='/'/></foreignObject>", None),
    "a picture elsewhere": ('<image xlink:href="https://x.org/a.png" width="2"/>', '<image width="2"/>'),
    "a picture elsewhere without a scheme": ('<image href="//x.org/a.png"/>', "<image/>"),
    "a shape elsewhere": ('<use href="http://x.org/a.svg#b"/>', "<use/>"),
    "a fill elsewhere": ('<rect fill="url(https://x.org/#a)"/>', "<rect/>"),
    "a font elsewhere": (
        "<style>@import url(https://x.org/a.css); g{fill:red}</style>",
        "<style> g{fill:red}</style>",
    ),
    "a font behind escapes": (r"<style>g{src:u\72l(//x.org)}</style>", "<style>g{src:none}</style>"),
    "a font behind entities": ("<style>g{src:&#117;rl(//x.org)}</style>", "<style>g{src:none}</style>"),
    "a style sheet elsewhere": ('<?xml-stylesheet href="https://x.org/a.css"?><g/>', "<g/>"),
}


@pytest.mark.parametrize("name", CUT)
def test_what_is_dangerous_is_cut(name: str) -> None:
    written, left = CUT[name]
    left = "<foreignObject><p>a</p></foreignObject>" if left is None else left
    clean = cleaned(f"{OPEN}{written}</svg>".encode())

    assert clean == f"{OPEN}{left}</svg>".encode()
    assert inspected(clean).flaw == ""


KEPT = (
    '<a href="https://x.org/">words</a>',
    '<use xlink:href="#a"/><rect fill="url(#b)" clip-path="url(&quot;#c&quot;)"/>',
    '<image href="data:image/png;base64,iVBORw0KGgo="/>',
    '<style>@font-face{src:url("data:font/woff2;base64,AA")} g{fill:url(#a)}</style>',
    '<metadata data-font-src="https://x.org/">https://x.org/ onclick="no"</metadata>',
    "<foreignObject><p>words</p></foreignObject><!-- <script> -->",
)


@pytest.mark.parametrize("written", KEPT)
def test_what_is_harmless_stays_to_the_byte(written: str) -> None:
    data = f"{OPEN}{written}</svg>".encode()
    assert cleaned(data) == data


REFUSED = (
    '<!DOCTYPE svg [<!ENTITY a "<script>">]><svg>&a;</svg>',
    '<!DOCTYPE svg [<!ENTITY a "&#60;script&#62;">]><svg>&a;</svg>',
    '<!DOCTYPE svg [<!ENTITY % a SYSTEM "https://x.org/a.dtd">]><svg/>',
    '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>',
    '<!-- <svg --><!DOCTYPE svg [<!ATTLIST svg onload CDATA "x()">]><svg/>',
    '<!DOCTYPE a [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>',
)


@pytest.mark.parametrize("text", REFUSED)
def test_a_drawing_that_depends_on_entities_is_refused(text: str) -> None:
    assert inspected(text.encode()).flaw == "refused"
    assert cleaned(text.encode()) == b""


def test_namespaces_that_a_drawing_program_writes_as_entities_are_harmless() -> None:
    text = '<!DOCTYPE svg [<!ENTITY ns "http://www.w3.org/2000/svg">]>\n<svg xmlns="&ns;"/>'
    assert cleaned(text.encode()) == text.encode()


def test_what_is_no_xml_is_told_with_its_place() -> None:
    found = inspected(b"<svg>\n <g></svg>")
    assert (found.flaw, found.line, found.column) == ("malformed", 2, 7)
    assert cleaned(b"<svg>\n <g></svg>") == b""
