"""Twice a site costs twice the work, whatever grows: counted in calls, so that a busy machine has no say."""

import cProfile
import pstats
from pathlib import Path

import pytest
from growth import arguments
from measure import RESULTS
from shapes import SHAPES, Shape, lay_out

from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.conftest import Site

TWICE = 2.1
"""How many times the calls are too many: work in proportion to the site can never come to more than twice."""


def calls(folder: Path, shape: Shape, size: int) -> tuple[int, int]:
    """Return how many calls it takes to build a site from nothing, and again after an edit of one file."""
    lay_out(shape, folder, size)
    site = Site(folder, KINDS, OUTPUTS)
    built = _counted(site)
    page, words = shape.shows(size)
    assert words in site.page(page)
    path, text = next(shape.files(size))
    site.edit(f"content/{path}", text.replace("title: ", "title: Another ", 1))
    again = _counted(site)
    assert "Another " in "".join(site.page(path) for path in site.rendered)
    return built, again


def _counted(site: Site) -> int:
    profile = cProfile.Profile()
    profile.runcall(site.build)
    assert site.errors == []
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


@pytest.mark.thorough
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_work_grows_no_faster_than_the_site(tmp_path: Path, shape: Shape) -> None:
    calls(tmp_path / "warm", shape, shape.step)
    half = calls(tmp_path / "half", shape, shape.counted // 2)
    whole = calls(tmp_path / "whole", shape, shape.counted)

    assert 1.2 < whole[0] / half[0] < TWICE
    assert whole[1] / half[1] < TWICE


def test_only_a_run_of_every_shape_at_full_size_is_kept_unasked() -> None:
    names = [shape.name for shape in SHAPES]
    assert arguments([]).results == RESULTS
    assert arguments([*names, "--part", "1"]).results == RESULTS
    assert arguments(["--part", "0.5"]).results is None
    assert arguments(["wiki", "tags"]).results is None


def test_a_trial_is_kept_where_it_is_asked_to_be(tmp_path: Path) -> None:
    assert arguments(["wiki", "--part", "0.1", "--results", str(tmp_path)]).results == tmp_path


def test_help_lists_every_shape(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        arguments(["--help"])
    said = capsys.readouterr().out
    assert all(f"  {shape.name} " in said and shape.title in said for shape in SHAPES)
