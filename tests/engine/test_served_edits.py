"""Whatever the site and the order of edits: the dev server shows what a clean preview shows.

It holds the site in cache, trusts its own folder, and is told by the watcher which files to look at.
"""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from sitegen.engine.cache.build_cache import BuildCache
from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.conftest import Site
from tests.engine.any_site import AnySite, apply, emptied, lay_out
from tests.engine.test_any_edits import MOMENTS, Example, examples
from tests.sizes import drawn

SERVED = ".sitegen/preview/8000"
SITES = drawn(20)


class Desk:
    """A site under edit, as the dev server builds it and as a clean preview does."""

    def __init__(self, root: Path) -> None:
        self.site = Site(root, KINDS, OUTPUTS)
        self.lies: dict[str, str] = {}
        self.believed = 0
        """How many builds of all sites looked at nothing but what was said to have changed."""
        self.checked = 0
        """How many builds of this site were held against a clean one."""

    def begin(self) -> None:
        """Clear the table for another site."""
        emptied(self.site.root)
        self.lies = {}
        self.checked = 0
        self.site.cache = BuildCache.empty()
        self.site.as_of = dt.datetime.fromisoformat(MOMENTS[0])

    def write(self, model: AnySite) -> set[str]:
        """Bring the files into the state of a model; return the paths that a watcher would name."""
        files = model.written()
        lay_out(self.site.root, self.lies, files)
        before, self.lies = self.lies, files
        return {path for path in before.keys() | files if before.get(path) != files.get(path)}

    def check(self, touched: set[str]) -> None:
        """Build both ways and hold them against each other."""
        known = self.site.cache.found
        self.site.build(output=SERVED, gate="preview", touched=touched).at(SERVED)
        found = self.site.cache.found
        self.believed += bool(touched and known and found and known.files is found.files)
        clean = Site(self.site.root, KINDS, OUTPUTS)
        clean.build(as_of=self.site.as_of, output=".clean", gate="preview").at(".clean")
        assert self.site.diagnostics == clean.diagnostics
        here, there = self.site.output, clean.output
        assert {path for path in here.keys() | there if here.get(path) != there.get(path)} == set()
        assert self.site.result.next_change == clean.result.next_change
        assert self.site.result.next_why == clean.result.next_why
        shutil.rmtree(self.site.root / ".clean")
        self.checked += 1


def try_out(desk: Desk, example: Example) -> int:
    """Build a site, and again after each edit, and return how often; what one edit spoils is there at the next."""
    drafts, changes = example
    model = AnySite.of(drafts)
    desk.begin()
    desk.check(desk.write(model))
    for edit, _ in changes:
        if edit[0] == "clock":
            desk.site.as_of = dt.datetime.fromisoformat(MOMENTS[edit[1] % len(MOMENTS)])
        model = apply(edit, model)
        desk.check(desk.write(model))
    return 1 + len(changes)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    root = tmp_path_factory.mktemp("served") / "site"
    root.mkdir()
    yield Desk(root)
    shutil.rmtree(root)


@settings(max_examples=SITES, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(example=examples)
def test_any_edits_are_shown_as_a_clean_preview_shows_them(desk: Desk, example: Example) -> None:
    assert try_out(desk, example) == desk.checked


def test_some_of_these_builds_looked_at_no_more_than_the_watcher_named(desk: Desk) -> None:
    if not desk.believed:  # alone, it has none to look back at
        test_any_edits_are_shown_as_a_clean_preview_shows_them(desk)
    assert desk.believed > SITES // 2
