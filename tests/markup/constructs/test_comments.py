"""Remarks, however their signs are misspelt, are on no page, and the words around them are."""

import pytest

from sitegen.markup import Options, convert
from sitegen.markup.flavours import FLAVOURS
from tests.conftest import MakeSite

REMARKS = (
    "<!- S ->",
    "<!-- S --!>",
    "<!—S—>",
    "<!– S –>",
    "<!— S -->",
    "<!-- S —>",
    "<!-- S -> T --!>",
    "{!-- S --}",
    "{!- S -}",
    "{{!-- S --}}",
    "{{!-- a }} S --}}",
    "{{! S }}",
    "<comment>S</comment>",
    '<comment lang="de">S</comment>',
    "%% S %%",
)
SECTIONS = (
    "::: comment\nS\n:::",
    ":::hidden\nS\n:::: note\nS\n::::\nS\n:::",
    "::: {.private}\nS\n:::",
    '::: {.content-hidden when-format="html"}\nS\n:::',
)


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("remark", REMARKS)
def test_a_remark_is_on_no_page(remark: str, flavour: str) -> None:
    text = f"Before <!-- ok -> x --> it\n\nText {remark} and\n\n{remark}\n\nBehind `<!- x ->`\n"
    body = convert(text, Options(flavour=flavour))
    assert "S" not in body.html
    assert not body.problems
    assert "Text" in body.html
    assert "and" in body.html
    assert "<code>&lt;!- x -&gt;</code>" in body.html


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_that_is_a_remark_is_on_no_page(section: str, flavour: str) -> None:
    body = convert(
        f"Before\n\n{section}\n\n- item\n\n  {section.replace(chr(10), chr(10) + '  ')}\n",
        Options(flavour=flavour),
    )
    assert "S" not in body.html
    assert ":::" not in body.html
    assert "Before" in body.html
    assert "item" in body.html
    assert not body.problems


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("text", ["::: comment\nS", "> ::: comment\n> S\n> :::"])
def test_a_section_that_would_show_a_remark_stops_the_build(text: str, flavour: str) -> None:
    codes = {problem.code for problem in convert(text, Options(flavour=flavour)).problems}
    assert "hides-nothing" in codes


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize(
    "text", ["a <!-- b —> c --> d", "```\n<!-- S —>\n```\n", "Use {{!name and <!DOCTYPE html> here."]
)
def test_what_is_whole_or_code_stays(text: str, flavour: str) -> None:
    body = convert(text, Options(flavour=flavour))
    assert body.remarks == 0


def test_a_remark_in_a_field_stops_the_build(make_site: MakeSite) -> None:
    page = '---\ntitle: T %% S %%\nexcerpt: "about: <!-- S --> it"\n---\nA.\n'
    site = make_site({"content/wiki/a.md": page})
    told = [(found.code, found.span.line, found.fix) for found in site.build().diagnostics]
    assert told == [("hides-nothing", 2, "title: T"), ("hides-nothing", 3, 'excerpt: "about: it"')]
