"""Every line of the table can be measured: small sites are built as the benchmark builds large ones."""

import subprocess
import sys
from pathlib import Path

import pytest
from lines import COLD, LINES
from measure import HERE
from measured import Measuring
from promises import CORPORA, NAMES, arguments
from table import OURS, Row

from tests.sizes import WHOLE

EDITED = tuple(line.name for line in LINES)


def measuring(work: Path, turns: int, *names: str) -> Measuring:
    return Measuring(work=work, hugos={}, against="", turns=turns, names=names, equal=0)


def found(rows: list[Row]) -> dict[str, str]:
    """Return line -> what went wrong with it."""
    return {row.name: row.broken for row in rows}


@pytest.mark.thorough
def test_every_line_of_a_blog_does_what_it_is_timed_for(tmp_path: Path) -> None:
    rows = list(measuring(tmp_path, 1, *COLD, *EDITED).blog(25))
    assert found(rows) == dict.fromkeys((*COLD, "memory", *EDITED), "")
    assert all(row.ours and row.ours.wall > 0 for row in rows)


@pytest.mark.thorough
def test_every_line_of_a_hub_does_what_it_is_timed_for_at_every_turn(tmp_path: Path) -> None:
    lines = EDITED if WHOLE else EDITED[1::3]
    rows = list(measuring(tmp_path, 2, *lines).hub(40))
    assert found(rows) == dict.fromkeys(lines, "")
    assert all(len(row.runs[OURS]) == 2 for row in rows)


def test_starts_of_python_stand_beside_builds_with_nothing_to_do(tmp_path: Path) -> None:
    (row,) = measuring(tmp_path, 1, "nothing").blog(20)
    assert row.ratio("bare Python", "wall")


@pytest.mark.thorough
def test_shares_of_fast_paths_are_counted_in_another_process(tmp_path: Path) -> None:
    counted = measuring(tmp_path, 1).shares()
    assert list(counted) == ["blog", "hub", "demo hub"]
    assert all(0.5 < share <= 1 for of_corpus in counted.values() for share in of_corpus.values())


def test_what_measures_does_not_import_what_is_measured() -> None:
    program = "import sys, promises; sys.exit(any(name.split('.')[0] == 'sitegen' for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", program], cwd=HERE).returncode == 0


@pytest.mark.thorough
def test_small_sites_are_built_and_looked_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(measuring(tmp_path, 1).small())
    assert [row.corpus for row in rows] == ["demo hub"] * 3 + ["three entries"] * 3
    assert not any(row.broken for row in rows)
    said = capsys.readouterr().out
    for row in (row for row in rows if row.name == "first page"):
        (taken,) = row.samples[OURS]
        heading = f"dev server, first page: {row.corpus}, {row.count:,} {row.unit}"
        assert f"{heading}\n  {OURS:22} {taken:8,.1f} ms\n" in said


def test_help_says_what_is_measured_and_when_the_readme_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        arguments(["--help"])
    said = capsys.readouterr().out
    assert "only with --readme is the table put into README.md" in said
    assert all(f"  {name} " in said and meaning in said for name, meaning in {**CORPORA, **NAMES}.items())
    for default in ("100 1000 10000", "2000", "3", "1000"):
        assert f"(default: {default})" in " ".join(said.split())
