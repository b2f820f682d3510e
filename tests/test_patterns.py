"""Regular expressions that are compiled when they are first used."""

import importlib
import marshal
import pkgutil
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

import sitegen
from sitegen import patterns
from sitegen.engine import precompile
from sitegen.patterns import _USED, LEXERS, OURS, Late, compiled, late


def all_late() -> Iterator[tuple[str, re.Pattern[str]]]:
    for found in pkgutil.walk_packages(sitegen.__path__, "sitegen."):
        if not found.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(found.name)).items():
                if isinstance(value, Late):
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


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of tables, in which there is none yet."""
    monkeypatch.setattr(patterns, "places", lambda table: (tmp_path / table, tmp_path / "none"))
    patterns._read.cache_clear()
    yield tmp_path
    patterns._read.cache_clear()


@pytest.mark.thorough
def test_a_table_holds_what_re_would_compile(tables: Path) -> None:
    for name, kept in precompile._tables():
        precompile._write_table(tables / name, kept)
    patterns._read.cache_clear()
    entries = [(name, pattern) for name in (OURS, LEXERS) for pattern in patterns._read(name)]
    assert len(entries) > 1000
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, (pattern, flags) in entries:
            assert compiled(pattern, flags, name) == re.compile(pattern, flags)  # which compares their code


def test_an_entry_that_the_engine_refuses_is_compiled(tables: Path) -> None:
    wrong = [b"", marshal.dumps(1), marshal.dumps((0, [1, 2, 3], 0, {}, ())), marshal.dumps((0, [-1], 0, {}, ()))]
    for entry in wrong:
        (tables / OURS).write_bytes(marshal.dumps({("a+", 0): entry}))
        patterns._read.cache_clear()
        assert compiled("a+").fullmatch("aaa"), entry


@pytest.mark.parametrize("damaged", [b"", b"x", marshal.dumps({("a+", 0): b""})[:-3]])
def test_a_damaged_table_is_none(tables: Path, damaged: bytes) -> None:
    (tables / OURS).write_bytes(damaged)
    assert compiled("a+").fullmatch("aaa")
