"""Whatever is typed, what comes out is on the allow-list, canonical and well formed."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
import pytest

from sitegen.markup import Options, convert
from sitegen.markup.flavours import FLAVOURS
from sitegen.markup.sanitise import SCHEMES, Policy, policy
from sitegen.model.body import Body

VALUES = {"page.imgdir": "javascript:", "site.baseurl": ""}

SCHEMES_TO_TRY = [
    "javascript:",
    "JaVaScRiPt:",
    "java\tscript:",
    "java\nscript:",
    "&#106;avascript:",
    "&#x6A;avascript:",
    " javascript:",
    "\x01javascript:",
    "vbscript:",
    "data:text/html,",
    "data:text/html;base64,",
    "feed:javascript:",
    "view-source:",
    "blob:",
    "file:///",
    "{{page.imgdir}}",
    "{{ page.imgdir }}",
    '{{ "javascript:" | relative_url }}',
    "javascript&colon;",
]
PLACES = [
    "[a]({})",
    "[a](<{}>)",
    "[a]: {}\n\n[a]",
    "![a]({})",
    "<{}>",
    '<a href="{}">x</a>',
    "<a href='{}'>x</a>",
    "<a href={}>x</a>",
    '<img src="{}">',
    '<iframe src="{}"></iframe>',
    '<video src="{}" poster="{}"></video>',
    '<form action="{}"><button formaction="{}">x</button></form>',
    '<object data="{}"></object><embed src="{}">',
    '<svg><a xlink:href="{}">x</a></svg>',
    '<math href="{}">x</math>',
    "[x](y){: href='{}' }",
    '<base href="{}"><link rel="stylesheet" href="{}">',
    '<blockquote cite="{}">q</blockquote>',
    '<div style="background:url({})">x</div>',
    '<meta http-equiv="refresh" content="0;url={}">',
    "https://x.org/{}",
]
OTHERS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//x.org/a.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    '<img src="x" onerror="alert(1)"//>',
    "<img/src=x/onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mi><script>alert(1)</script>",
    "<details open ontoggle=alert(1)>",
    "<body onload=alert(1)>",
    "<p onclick\n=\nalert(1)>x",
    "<p style='x:expression(alert(1))'>x</p>",
    '<td style="text-align: left; background: url(javascript:alert(1))">x</td>',
    '<table><tr><td style="text-align: left">x</td></tr></table>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    '<textarea><p title="</textarea><img src=x onerror=alert(1)>"></textarea>',
    '<title><p title="</title><img src=x onerror=alert(1)>"></title>',
    '<style><p title="</style><img src=x onerror=alert(1)>"></style>',
    '<xmp><p title="</xmp><img src=x onerror=alert(1)>"></xmp>',
    "<!--><img src=x onerror=alert(1)>-->",
    "<!--<img src='--><img src=x onerror=alert(1)>'>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?php <img src=x onerror=alert(1)> ?>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=alert(1)&gt;">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<a id=x name=y href=z target=_blank ping=//evil>x</a>",
    "<input type=password name=p autofocus onfocus=alert(1)>",
    "<input type=checkbox onclick=alert(1)>",
    "<select><option>a<p>b</select>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe src=//evil.example><script>alert(1)</script></iframe>",
    "<link rel=import href=//evil>",
    "<template><script>alert(1)</script></template>",
    "<p data-x='1' hidden contenteditable>x</p>",
    'https://x/"onmouseover="alert(1)',
    'www.x.org/"onmouseover="alert(1)',
    "https://x/'><script>alert(1)</script>",
    '[a](x"onmouseover=alert(1)//)',
    '[a](x "t\\"onmouseover=alert(1)")',
    '![a"onerror="alert(1)](x.png)',
    "![a](x.png){onerror=alert(1) .c}",
    "## H {onclick=alert(1) #i}",
    'p\n{: onclick="alert(1)" }',
    '[[a"onmouseover="alert(1)|<script>alert(1)</script>]]',
    "![[<img src=x onerror=alert(1)>]]",
    '<p title="[[a"onmouseover="alert(1)]]">x</p>',
    "<p title='{{ \"x\" }}'>x</p>",
    '<a href="[[javascript:alert(1)]]">x</a>',
    "{{ <script>alert(1)</script> }}",
    "{% raw %}<script>alert(1)</script>{% endraw %}",
    "{% post_url <script>alert(1)</script> %}",
    '{% highlight "><script>alert(1)</script> %}\nx\n{% endhighlight %}',
    '```"><script>alert(1)</script>\n<script>alert(1)</script>\n```',
    '```x title="</figcaption><script>alert(1)</script>"\n<b>\n```',
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "<pre><script>alert(1)</script><code>x</code></pre>",
    "<PRE>\n\n\n\n\n\n0",
    "<pre><code class='language-python' onclick=alert(1)><b>x</b></code></pre>",
    "> [!<script>] alert(1)",
    "> [!note] <img src=x onerror=alert(1)>\n> b",
    '!!! note "<script>alert(1)</script>"\n    x',
    '!!! "onclick=alert(1)"\n    x',
    'x[^"><script>alert(1)</script>]\n\n[^"><script>alert(1)</script>]: y',
    '*[x"onclick=alert(1)]: y"><script>alert(1)</script>\n\nx',
    "- [x] <script>alert(1)</script>",
    "| a |\n|---|\n| <script>alert(1)</script> |",
    "<table><tr><td></table><script>alert(1)</script>",
    "<table><caption><img src=x onerror=alert(1)></caption><tr><td>x</table>",
    "<table><a href=x><tr><td>y</a></table>",
    "<div><p><a href=x><a href=y><b><i></b></i>",
    "</div></section></blockquote></article></pre></code></a>",
    "<blockquote><p>[!note]+ <b>x\n</p></blockquote></div>",
    "<h1><h2><h3>x</h1></h2></h3>",
    "<h1 id=a>x</h1><p id=a>y</p><p id=a>z</p>",
    "<div class=footnote><hr><ol><li><a class=footnote-backref href=#fnref:9 title=x>y</a>",
    "<sup id=x><a class=footnote-ref href=#fn:<b>>1</a></sup>",
    "<p>\0<img src=\0x onerror\0=alert(1)>",
    "\x020\x03 \x02wzxhzdk:0\x03 \x02klzzwxh:0000\x03",
    "zqx0x [[a]] zqx1x",
    "<ruby>a<rt>b</ruby><wbr><kbd>",
    "<video><source src=javascript:alert(1)><track src=a.vtt onerror=alert(1)></video>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\\<script>alert(1)</script>",
    '<a href="https://ok.example" style="position:fixed">x</a>',
]
WAYS = {
    **{place: [place.replace("{}", f"{scheme}alert(1)") for scheme in SCHEMES_TO_TRY] for place in PLACES},
    **{text: [text] for text in OTHERS},
}
"""Each way to attack, and the texts that try it."""
ATTACKS = [text for texts in WAYS.values() for text in texts]


def filled(body: Body) -> str:
    """The HTML with its slots filled as a page would."""
    parts = body.html.split("\0")
    for at in range(1, len(parts), 2):
        reference = body.references[int(parts[at])]
        parts[at] = {"image": 'src="/i.png"', "wiki": '<a href="/w/">w</a>', "embed": "<b>e</b>"}.get(
            reference.kind, "/p/"
        )
    return "".join(parts)


def elements(html: str) -> Iterator[Element]:
    """Every element an HTML parser sees, without the frame it adds."""
    tree = html5lib.parse(f"<!DOCTYPE html><body>{html}", namespaceHTMLElements=False)
    page = tree.find("body")
    assert page is not None
    for element in page.iter():
        if element.tag != "body":
            yield element


def check(body: Body, *, raw_html: str = "sanitise") -> None:
    rules = policy(raw_html)
    html = filled(body)
    assert "\0" not in html
    ids = []
    for element in elements(html):
        assert isinstance(element.tag, str), html
        assert element.tag in rules.tags, (element.tag, html)
        for name, value in element.attrib.items():
            assert isinstance(name, str), html
            assert rules.allows(element.tag, name), (element.tag, name, html)
            assert not name.startswith("on")
            if name in ("href", "src", "poster", "action", "formaction"):
                scheme = re.match(r"[\0-\x20]*([^/?#]*?):", re.sub(r"[\t\n\r]", "", value))
                assert not scheme or scheme[1].lower() in SCHEMES, (value, html)
            if name == "id":
                ids.append(value)
            if name == "style" and raw_html == "sanitise":
                raise AssertionError(html)
        if element.tag == "input" and raw_html == "sanitise":
            assert element.attrib["type"] == "checkbox"
            assert "disabled" in element.attrib
        if element.tag == "iframe" and raw_html == "sanitise":
            assert element.attrib["src"].startswith("https://ok.example/")
    assert len(ids) == len(set(ids)), html
    assert set(body.ids) == set(ids)
    assert rules.clean(html) == html


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("way", WAYS)
def test_no_attack_string_leaves_the_allow_list(flavour: str, way: str) -> None:
    for text in WAYS[way]:
        for wrapped in (text, f"words {text} words", f"- {text}\n- [[x]] {text}", f"> {text}"):
            check(convert(wrapped, Options(flavour=flavour, frames=("ok.example",)), values=VALUES))


@pytest.mark.parametrize("way", WAYS)
def test_trusted_html_never_holds_a_script_or_a_handler(way: str) -> None:
    for text in WAYS[way]:
        body = convert(text, Options(raw_html="trust"), values=VALUES)
        for element in elements(filled(body)):
            assert element.tag != "script", text
            handlers = [name for name in element.attrib if str(name).startswith("on") or str(name) == "srcdoc"]
            assert not handlers, text


def test_a_trusted_button_says_whether_what_it_controls_is_open() -> None:
    html = '<p><button aria-expanded="true" aria-controls="a">b</button></p>'
    body = convert(html, Options(raw_html="trust"))
    assert body.html == html
    assert body.problems == ()


@pytest.mark.parametrize("raw_html", ["sanitise", "trust"])
def test_every_name_on_the_allow_list_is_whole(raw_html: str) -> None:
    """A name that the end of a line cuts in two leaves one half with a hyphen at its end, and a stray other."""
    rules = policy(raw_html)
    names = rules.tags | rules.any | {name for own in rules.own.values() for name in own}
    assert [name for name in names if not re.fullmatch(r"[a-zA-Z]+[0-9]?(-[a-z]+)*", name)] == []
    assert not {"expanded", "labelledby", "controls", "live"} & rules.any


def test_what_is_raised_while_nh3_asks_us_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(tag: str, attribute: str, value: str) -> str | None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sitegen.markup.sanitise._filter", interrupted)
    with pytest.raises(KeyboardInterrupt):
        Policy(trust=False).clean('<p class="a">Words</p>')
