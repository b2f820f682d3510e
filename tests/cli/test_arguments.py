"""Arguments of a build that are read without click are read as click reads them."""

import click
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitegen.cli.arguments import DEFAULTS, FLAGS, FOLDERS, FORMS, VALUES, build_arguments
from sitegen.cli.build import build
from tests.sizes import drawn

OPTIONS = sorted({*FLAGS, *VALUES})
VALUE = st.sampled_from(
    ["out", "2", "0", "-1", "\u0662", "json", "text", "xml", "2026-11-30", "2026-11-30T09:00Z", "", "-q", "a=b"]
)
WORD = st.one_of(
    st.sampled_from(OPTIONS),
    VALUE,
    st.builds("{}={}".format, st.sampled_from(OPTIONS), VALUE),
    st.builds("{}{}".format, st.sampled_from(["-o", "-j", "-q", "-v", "-c"]), VALUE),
    st.sampled_from(["--", "-", "--help", "-h", "--nope", "--out", "extra"]),
)
PAIR = st.one_of(
    st.tuples(st.sampled_from(sorted(VALUES)), VALUE),
    st.tuples(st.sampled_from(sorted(FLAGS))),
    st.builds("{}={}".format, st.sampled_from(sorted(VALUES)), VALUE).map(lambda word: (word,)),
    WORD.map(lambda word: (word,)),
)


@settings(max_examples=drawn(1000), deadline=None)
@given(st.lists(PAIR, max_size=5))
@example([("-q",), ("-o", "out"), ("--as-of=2026-11-30",), ("-j", "2"), ("--format", "json")])
def test_what_is_understood_is_what_click_understands(groups: list[tuple[str, ...]]) -> None:
    words = [word for group in groups for word in group]
    found = build_arguments(["build", *words])
    if found is not None:
        assert found == build.make_context("build", list(words)).params


def test_every_option_is_known_by_all_its_names_and_defaults() -> None:
    named = {name: option for option in build.params for name in option.opts}
    assert {name: option.name for name, option in named.items()} == FLAGS | VALUES
    assert {name for name, option in named.items() if isinstance(option, click.Option) and option.is_flag} == {
        *FLAGS
    }
    assert build.make_context("build", []).params == DEFAULTS
    (form,) = (option.type for option in build.params if option.name == "form")
    assert isinstance(form, click.Choice) and tuple(form.choices) == FORMS
    (sort,) = (option.type for option in build.params if option.name == "visibility")
    assert isinstance(sort, click.Choice) and tuple(sort.choices) == tuple(FOLDERS)


@pytest.mark.parametrize("name", OPTIONS)
def test_every_option_is_understood(name: str) -> None:
    value = {
        "--as-of": "2026-11-30",
        "-j": "3",
        "--jobs": "3",
        "--format": "json",
        "--visibility": "internal",
    }.get(name, "value")
    assert build_arguments(["build", name, *([value] if name in VALUES else [])]) is not None


NOT_OURS = (
    (),
    ("check",),
    ("--version",),
    ("build", "--help"),
    ("build", "extra"),
    ("build", "-o"),
    ("build", "-qv"),
    ("build", "-q", "-q"),
    ("build", "-D", "--drafts"),
    ("build", "--strict=yes"),
    ("build", "-j", "0"),
    ("build", "--as-of", "yesterday"),
    ("build", "--as-of", "0900-01-01"),
)


@pytest.mark.parametrize("words", NOT_OURS, ids=" ".join)
def test_what_is_not_surely_understood_is_left_to_click(words: tuple[str, ...]) -> None:
    assert build_arguments(words) is None


def test_a_wrong_clock_in_the_environment_is_left_to_click(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert build_arguments(["build"]) is None
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770000000")
    assert build_arguments(["build"]) == DEFAULTS
