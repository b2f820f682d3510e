"""What the tables say of a measurement: ratios, verdicts, and what is put into README.md."""

from pathlib import Path
from typing import Any

import pytest
from goals import LEAN, PLAIN
from measure import Run
from readme import BEGINS, ENDS, put
from table import OURS, Row, document, failed, figures, verdicts

RESULT: dict[str, Any] = {
    "date": "2026-11-30",
    "versions": {"sitegen": "0.1.0 at abc", "Python": "3.11"},
    "machine": {"system": "Linux", "cores": 2, "load before": 0.1},
    "turns": 3,
    "place": "memory",
    "byte code": "written",
    "fast paths": {},
    "absent": {},
    "note": "",
}


def run(wall: float, cpu: float = 1.0, peak: float = 50.0) -> Run:
    return Run(wall=wall, cpu=cpu, peak=peak)


def row(name: str, ours: float, theirs: float = 10.0, count: int = 10_000, **more: Any) -> Row:
    """Return a line of a blog at which plain Hugo was measured."""
    runs = {OURS: [run(ours)], PLAIN: [run(theirs, cpu=2.0, peak=500.0)]}
    return Row(corpus="blog", name=name, title=name, count=count, unit="posts", runs=runs, **more)


@pytest.mark.parametrize(("wall", "verdict"), [(8.0, "met"), (8.1, "not met"), (12.0, "not met"), (12.1, "alarm")])
def test_a_goal_is_met_missed_or_past_its_alarm(wall: float, verdict: str) -> None:
    measured = row("cold-commonmark", wall)
    (plain,) = (goal for goal in measured.goals if goal.against == PLAIN)
    assert measured.verdict(plain) == verdict
    assert failed([measured]) == (verdict == "alarm")


def test_a_goal_against_what_was_not_measured_is_not_compared() -> None:
    measured = row("cold-commonmark", 1.0)
    (lean,) = (goal for goal in measured.goals if goal.against == LEAN)
    assert measured.verdict(lean) == "not compared"
    assert not failed([measured])


def test_a_line_that_broke_fails_even_without_a_goal() -> None:
    assert failed([row("layout", 1.0, broken="no page")])
    assert not failed([row("layout", 100.0)])


def test_goals_bind_the_sizes_they_were_made_for() -> None:
    assert row("body", 1.0, count=1_000).goals[0].most == 0.3
    assert row("body", 1.0, count=10_000).goals[0].most == 0.06
    assert not row("body", 1.0, count=100).goals


def test_memory_is_compared_by_the_largest_process() -> None:
    (said,) = (line for line in verdicts([row("memory", 1.0)]) if "memory" in line)
    assert "| 0.1 of plain Hugo | ≤ 0.3 | 0.4 | met |" in said


def test_milliseconds_and_gib_are_absolute() -> None:
    samples = {OURS: [20.0, 40.0, 99.0]}
    served = Row(corpus="blog", name="served", title="served", count=1_000, unit="posts", samples=samples)
    large = row("memory", 1.0, count=100_000)
    large.runs[OURS] = [run(1.0, peak=2662.4)]
    assert served.found(served.goals[0]) == 40.0
    assert large.verdict(large.goals[0]) == "alarm"


def test_a_line_names_time_by_the_clock_before_that_of_processors() -> None:
    said = figures([row("body", 5.0, full={LEAN: run(20.0, cpu=4.0)})])
    assert "| work | sitegen | of plain Hugo | of lean Hugo |" in said
    assert "| body | 5 s (1) | 0.5 (0.5) | 0.25 (0.25) |" in said


def test_the_table_stands_between_the_comments_of_the_readme(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"# Fast\n\n{BEGINS}\nold\n{ENDS}\n\nMore.\n")
    put(RESULT, [row("body", 5.0)], readme)
    text = readme.read_text()
    assert text.startswith(f"# Fast\n\n{BEGINS}\n\n| posts | work | sitegen | of plain Hugo |")
    assert "| 10,000 | body | 5 s (1) | 0.5 (0.5) |  |  |" in text
    assert text.endswith(f"\n{ENDS}\n\nMore.\n")
    assert "old" not in text


def test_a_readme_without_a_place_for_the_table_is_refused(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("# Fast\n")
    with pytest.raises(ValueError, match="no place for the table"):
        put(RESULT, [], readme)


def test_the_page_of_results_says_whether_byte_code_was_kept() -> None:
    assert "Byte code: written." in document(RESULT, [], [])


def test_a_single_turn_is_one_turn() -> None:
    assert "; 1 turn, in memory." in " ".join(document(RESULT | {"turns": 1}, [], []).split("\n"))
    assert "; 3 turns, in memory." in " ".join(document(RESULT, [], []).split("\n"))


def test_large_figures_have_commas_and_no_exponent() -> None:
    samples = {OURS: [1678.4]}
    first = Row(corpus="demo hub", name="first page", title="page", count=110, unit="entries", samples=samples)
    assert "| demo hub, 110 | page | 1,678 ms | ≤ 1,000 | 2,000 | not met |" in verdicts([first])
    assert "| body | 1,999 s (1) | 200 (0.5) |" in figures([row("body", 1999.4)])
