"""What other programs call Markdown: rewritten before a flavour reads it, with the places of what was typed."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.markup import Options, convert
from sitegen.markup.flavours import FLAVOURS
from tests.sizes import drawn

TABS = '=== "Tab A"\n\n    text a\n\n    ```md\n    === "No tab"\n    ```\n\n=== "Tab *B*"\n\n    text *b*\n'
PARTS = (
    *("!!! note\n", '??? tip "T"\n', '=== "A"\n', "    ", "        ", "\n", "\n\n", "- ", "> ", "text ", "```\n"),
    *(":::tip\n", ":::: tip T\n", ":::nope\n", ":::mermaid\n", ":::\n"),
    *("{{< tip >}}\n", "{{< /tip >}}\n", "{% tabs %}\n", "{% tab a b %}\n", "{% endtab %}\n", "{% endtabs %}\n"),
    *(
        "{::comment}",
        "{:/comment}",
        "{:/}",
        "* TOC\n{:toc}\n",
        "[TOC]\n",
        "\t",
        "{% raw %}",
        "{% endraw %}",
        "{: .x}\n",
    ),
    *("[[wiki]] ", "[[wiki]] ", "[[wiki]] ", "[link](nowhere.md) "),
)


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_tabs_of_mkdocs_follow_each_other_under_their_names(flavour: str) -> None:
    html = convert(TABS, Options(flavour=flavour)).html
    assert html.startswith("<p><strong>Tab A</strong></p>\n<p>text a</p>")
    assert html.endswith("<p><strong>Tab *B*</strong></p>\n<p>text <em>b</em></p>")
    assert "=== &quot;No tab" in html or '=== "No tab"' in html


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_section_with_the_name_of_a_program_for_diagrams_is_code_that_says_so(flavour: str) -> None:
    text = "Before\n::: mermaid\ngraph TD\n  A-->B\n\n  C[**x**]\n:::\nAfter [[wiki]]\n\n"
    text += "- item\n\n  :::plantuml\n  a\n  :::\n"
    body = convert(text, Options(flavour=flavour))
    assert body.problems == ()
    assert "<figcaption>Diagram (Mermaid)</figcaption>" in body.html
    assert '<code class="language-mermaid">graph TD\n  A--&gt;B\n\n  C[**x**]\n</code>' in body.html
    assert '<code class="language-plantuml">a\n</code>' in body.html
    (reference,) = body.references
    assert reference.start == text.index("[[wiki]]")


@settings(max_examples=drawn(400), deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=14).map("".join), st.sampled_from(sorted(FLAVOURS)))
def test_whatever_is_rewritten_places_are_those_of_what_was_typed(text: str, flavour: str) -> None:
    body = convert(text, Options(flavour=flavour))
    for reference in body.references:
        if reference.kind == "wiki":
            assert reference.start is not None
            assert text[reference.start : reference.start + reference.length] == "[[wiki]]"
    for problem in body.problems:
        assert problem.start is None or 0 <= problem.start <= len(text)
        if problem.code in ("unknown-liquid", "attribute-list"):
            assert problem.start is not None
            assert (
                text[problem.start] == "{"
                or text[problem.start : problem.start + problem.length].lstrip()[0] == "{"
            )


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_nothing_of_a_remark_is_published(flavour: str) -> None:
    text = "a {::comment}\n\n```\nsecret\n\n{:/comment} b [[c]]\n\n{::comment}secret"
    body = convert(text, Options(flavour=flavour))
    assert "secret" not in body.html
    assert [(each.code, each.start) for each in body.problems] == [("unfinished-markup", text.rindex("{::"))]
    assert [each.start for each in body.references] == [text.index("[[")]


@pytest.mark.thorough
@pytest.mark.parametrize(
    "text",
    [
        "{{< tip >}}\n" * 20_000,
        "{{< tip >}}\n" * 10_000 + "{{< /tip >}}\n" * 10_000,
        "{::comment}" * 20_000,
        "{::comment}{:/}" * 20_000,
        "!!! note\n    " * 20_000,
        "".join(" " * (4 * depth) + "!!! note\n" for depth in range(300)),
        "      !!! note\n          x\n" * 10_000,
        "{% tab a %}{% endtab %}\n" * 10_000,
        '=== "' * 20_000,
        "{% image " * 20_000,
        "![[" * 20_000 + ".png",
        "![[a.png|" * 20_000,
        "* TOC\n" * 20_000 + "{:toc",
    ],
    ids=range(13),
)
def test_sections_without_end_take_no_time(text: str) -> None:
    started = time.process_time()
    convert(text, Options(flavour="commonmark"))
    assert time.process_time() - started < 5


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize(
    ("line", "fix"),
    [
        (":::warnng Mind the *step*", ":::warning Mind the *step*"),
        ("::: kitchen-sink", "put note, tip, info, warning, danger or details behind the colons"),
    ],
)
def test_a_container_of_another_name_is_shown_without_its_signs_and_reported(
    line: str, fix: str, flavour: str
) -> None:
    text = f"%% a %%\n\n- item\n\n  {line}\n  text\n  :::\n"
    body = convert(text, Options(flavour=flavour))
    assert "<p>text</p>" in body.html
    assert ":::" not in body.html
    (problem,) = body.problems
    assert problem.start is not None
    assert text[problem.start : problem.start + problem.length] == line
    assert problem.fix == fix
    assert (problem.edit is not None) == fix.startswith(":::")
