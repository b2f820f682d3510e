"""Texts drawn of fragments that mean something to Markdown or HTML: none leaves the allow-list or raises."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.markup import Options, convert
from sitegen.markup.flavours import FLAVOURS
from tests.markup.test_safety import VALUES, check
from tests.sizes import drawn

FRAGMENTS = st.sampled_from(
    (
        *"`*_~[]()<>!#-+=|:{}&\\\"'. \n\t^/\x02\x03\x00É",
        "\n\n",
        "    ",
        "\n- ",
        "\n1. ",
        "\n> ",
        "```",
        "[[",
        "]]",
        "{{",
        "}}",
        "{%",
        "%}",
        "![",
        "](",
        "<b>",
        "</b>",
        "<div>",
        "</div>",
        "<!--",
        "-->",
        "[^1]",
        "\n[^1]: ",
        "\n*[a]: ",
        "\n: ",
        "\n!!! note\n",
        "{: .x}",
        "\n{: .x}\n",
        "\n{: #i href=x onclick=y title='\"<b>' }\n",
        "\n\n{: #i .<b> }\n",
        "\n* TOC\n{:toc}\n",
        "\n[TOC]\n",
        "\n??? tip 'a<b>'\n    ",
        '\n=== "a*b"\n\n    ',
        "\n{{< tip >}}\n",
        "\n{{< /tip >}}\n",
        "{% tab a b %}",
        "{% endtab %}",
        "{::comment}",
        "{:/comment}",
        "{{< figure src='javascript:a' caption='<b>' alt=\"'\" >}}",
        '{{< img src="a.png" width=1 >}}',
        '{{< youtube a-b title=""<b>" >}}',
        '![[a<b>.png|c"|30]]',
        "![[a.mp4]]",
        "![[javascript:a.pdf]]",
        "\n^i\n",
        " ^i",
        "<a name=i>",
        "<details>\n",
        "\n</details>\n",
        "{#i}",
        "https://x.org/",
        "www.",
        "| a |\n|---|\n",
        "# ",
        "[!note]",
        "[ ] ",
        "\n---\n",
        "<pre>",
        "<table>",
        "<a href=x>",
        "<li>",
        "<p id=a>",
        "{% raw %}",
        "{% endraw %}",
        "<!--more-->",
        "==",
        " ==",
        "== ",
        "\\==",
        "&#61;",
        "&amp;",
        "<div markdown=1>",
        "zqx0x",
        "word",
        "日本",
    )
)


@settings(max_examples=drawn(400), suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(st.text(max_size=200), st.lists(FRAGMENTS, max_size=40).map("".join)),
    st.booleans(),
    st.sampled_from(sorted(FLAVOURS)),
)
def test_any_text_converts_to_well_formed_html(text: str, smart: bool, flavour: str) -> None:
    check(convert(text, Options(smart=smart, flavour=flavour), values=VALUES))


@settings(max_examples=drawn(100), suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(FRAGMENTS, max_size=40).map("".join), st.sampled_from(sorted(FLAVOURS)))
def test_every_reference_has_exactly_one_slot(text: str, flavour: str) -> None:
    body = convert(text, Options(flavour=flavour))
    numbers = body.html.split("\0")[1::2]
    assert [int(number) for number in numbers] == list(range(len(body.references)))


@settings(max_examples=drawn(100))
@given(st.text(max_size=100))
def test_lone_surrogates_and_controls_do_no_harm(text: str) -> None:
    check(convert(f"a\ud800{text}\r\n\x02", Options()))
