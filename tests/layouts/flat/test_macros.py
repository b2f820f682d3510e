"""What a macro of an imported layout made of a value is made once, and only where it can be nothing else."""

from pathlib import Path

import pytest
from markupsafe import Markup
from msgspec import Struct

from sitegen.layouts import LayoutMistake, Layouts
from sitegen.layouts.flat import macros
from sitegen.layouts.flat.functions import PLAIN
from tests.layouts.flat.test_functions import written


class Word(Struct, frozen=True):
    text: str


class Changing(Struct):
    text: str


MACROS = "{% set open = '[' %}{% macro m(word, q='') %}{{ open }}{{ word.text }}{{ q }}]{% endmacro %}"


def calls(found: Layouts) -> int:
    """Return how many texts of the macro are remembered."""
    module = found.functions._module("macros/m.html", careful=False)
    texts = vars(module)["m"]._texts
    return -1 if texts is None else len(texts)


def site(root: Path, page: str) -> Layouts:
    return written(root, {"page.html": '{% from "macros/m.html" import m %}' + page, "macros/m.html": MACROS})


def test_a_value_is_shown_once_for_all_that_it_is_called_with(tmp_path: Path) -> None:
    found = site(tmp_path, "{{ m(word) }}{{ m(word, '&') }}{{ m(word, q='&') }}{{ m(word) }}")
    word = Word("<b>")
    for _ in range(3):
        assert (
            found.render("page.html", {"word": word}) == "[&lt;b&gt;][&lt;b&gt;&amp;][&lt;b&gt;&amp;][&lt;b&gt;]"
        )
    assert calls(found) == 3


def test_arguments_that_are_equal_and_look_otherwise_are_told_apart(tmp_path: Path) -> None:
    found = site(tmp_path, "{{ m(word, one) }}")
    word = Word("")
    shown = [found.render("page.html", {"word": word, "one": one}) for one in ("<", Markup("<"), 1, True, 1.0, 1)]
    assert shown == ["[&lt;]", "[<]", "[1]", "[True]", "[1.0]", "[1]"]


def test_what_may_change_is_shown_anew(tmp_path: Path) -> None:
    found = site(tmp_path, "{{ m(word) }}")
    word = Changing("a")
    assert found.render("page.html", {"word": word}) == "[a]"
    word.text = "b"
    assert found.render("page.html", {"word": word}) == "[b]"
    assert calls(found) == 0


def test_values_that_are_seldom_shown_again_are_no_longer_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(macros, "MOST_REMEMBERED", 5)
    found = site(tmp_path, "{{ m(word) }}")
    for number in range(20):
        assert found.render("page.html", {"word": Word(str(number))}) == f"[{number}]"
    assert calls(found) == -1


def test_an_argument_that_is_given_twice_or_has_no_parameter_is_a_mistake(tmp_path: Path) -> None:
    for call in ("m(word, word=word)", "m(word, r='')", "m(word, '', '')"):
        with pytest.raises(LayoutMistake, match="'m'"):
            site(tmp_path, f"{{{{ {call} }}}}").render("page.html", {"word": Word("")})


def test_a_macro_that_keeps_count_is_not_remembered(tmp_path: Path) -> None:
    counting = "{% set ns = namespace(n=0) %}{% macro m(word) %}{% set ns.n = ns.n + 1 %}{{ ns.n }}{% endmacro %}"
    page = '{% from "macros/m.html" import m %}{{ m(word) }}{{ m(word) }}'
    found = written(tmp_path, {"page.html": page, "macros/m.html": counting})
    assert found.functions.load("page.html", PLAIN) is None
    assert found.render("page.html", {"word": Word("")}) == "12"
