"""Regular expressions that are compiled when they are first used."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import cast

import pytest

import sitegen
from sitegen.patterns import _USED, _Late, late


def all_late() -> Iterator[tuple[str, re.Pattern[str]]]:
    for found in pkgutil.walk_packages(sitegen.__path__, "sitegen."):
        if not found.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(found.name)).items():
                if isinstance(value, _Late):
                    yield f"{found.name}.{name}", cast("re.Pattern[str]", value)


def test_it_acts_as_a_compiled_one(monkeypatch: pytest.MonkeyPatch) -> None:
    words = "One two THREE four"
    compiled, pattern = re.compile(r"(t)\w+", re.I), late(r"(t)\w+", re.I)
    assert pattern.pattern == compiled.pattern
    assert pattern.findall(words) == compiled.findall(words)
    assert [found[0] for found in pattern.finditer(words)] == ["two", "THREE"]
    assert pattern.search(words, 5) is not None and pattern.match(words) is None
    assert pattern.fullmatch("two") is not None and pattern.fullmatch("two ") is None
    assert pattern.split(words) == compiled.split(words)
    assert pattern.sub("x", words) == compiled.sub("x", words)
    assert pattern.subn("x", words) == compiled.subn("x", words)
    assert (pattern.groups, pattern.flags) == (compiled.groups, compiled.flags)
    assert {*_USED} <= {*dir(compiled)}


def test_it_is_compiled_once_and_not_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    real = re.compile

    def noted(pattern: str, flags: int = 0) -> re.Pattern[str]:
        made.append(pattern)
        return real(pattern, flags)

    monkeypatch.setattr(re, "compile", noted)
    pattern = late("a+")
    assert made == []
    assert [pattern.sub("b", "caad"), pattern.sub("b", "a"), pattern.match("b")] == ["cbd", "b", None]
    assert made == ["a+"]


def test_every_one_of_ours_can_be_compiled() -> None:
    found = dict(all_late())
    assert len(found) > 30
    for name, pattern in found.items():
        assert pattern.groups >= 0, name
