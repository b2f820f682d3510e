"""A calendar of twice the dates costs twice the work, counted in calls: a busy machine has no say in them."""

import cProfile
import pstats
from pathlib import Path

from occurrences import EACH, LIMIT, lay_out

from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.conftest import Site


def calls(folder: Path, dates: int) -> int:
    """Return how many calls it takes to build a calendar from nothing."""
    lay_out(folder, dates)
    site = Site(folder, KINDS, OUTPUTS)
    profile = cProfile.Profile()
    profile.runcall(site.build)
    assert site.errors == []
    assert site.page("events/meeting-0/index.html").count("data-over=") == EACH
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


def test_work_grows_in_proportion_to_the_dates(tmp_path: Path) -> None:
    calls(tmp_path / "warm", EACH)
    small = calls(tmp_path / "small", 20 * EACH)
    large = calls(tmp_path / "large", 40 * EACH)

    assert 1.5 < large / small < LIMIT
