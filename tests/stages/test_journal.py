"""A commit that is cut off anywhere: every file is whole, and the next run carries it on."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from sitegen.engine.cache.build_cache import BuildCache
from sitegen.stages import publish
from sitegen.stages.publish.staging import JOURNAL, STAGING
from tests.conftest import MakeSite, Site
from tests.engine.test_incremental import FILES
from tests.sizes import WHOLE

NEW = FILES | {
    "content/posts/2026-03-01-third.md": "---\ntitle: Third\ntags: two\n---\nNew.\n",
    "content/wiki/guide.md": "---\ntitle: The guide\naliases: Guide\n---\n## Part\n\nOther text.\n",
}


class Killed(BaseException):
    """As if the process had been ended from outside."""


def cut_off(site: Site, step: int, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Build, and die at the given change of the file system; return whether it came to that."""
    taken = 0

    def counted(name: str) -> None:
        real = getattr(os, name)

        def act(place: str | Path, *given: object, **named: object) -> object:
            nonlocal taken
            if "output" in Path(place).parts:
                taken += 1
                if taken == step:
                    raise Killed
            return real(place, *given, **named)

        patch.setattr(os, name, act)

    with monkeypatch.context() as patch:
        for name in ("replace", "unlink", "rmdir", "mkdir", "open"):
            counted(name)
        try:
            site.build()
        except Killed:
            return True
    return False


EVERY = 5 if WHOLE else 20
"""How many changes of the file system are passed over from one death to the next: about a hundred are a build."""


@pytest.mark.parametrize("first", [0, 1, 2])
def test_a_build_that_dies_anywhere_leaves_whole_files_and_is_carried_on(
    make_site: MakeSite, first: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site(NEW, build=False).remove("content/about.md").build(output="new").at("new")
    new = site.output
    died = 0
    for step in range(1 + first, 400, EVERY):
        (site.root / "content/posts/2026-03-01-third.md").unlink()
        site = make_site(FILES)
        assert site.errors == []
        old = site.output
        site.write(NEW).remove("content/about.md")
        if not cut_off(site, step, monkeypatch):
            break
        died += 1
        whole = {path: data for path, data in site.output.items() if not path.startswith(STAGING)}
        assert all(data in (old.get(path), new.get(path)) for path, data in whole.items())

        site.cache = BuildCache.empty()
        site.build()

        assert site.errors == []
        assert site.output == new
        assert not (site.root / "output" / STAGING).exists()
    assert died > 25 // EVERY + 1


def test_a_first_build_that_dies_anywhere_leaves_whole_files_and_is_carried_on(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site(FILES)
    new = site.output
    live: set[int] = set()
    for step in range(1, 400, EVERY - 1):
        shutil.rmtree(site.root / "output")
        shutil.rmtree(site.root / ".sitegen")
        site.cache = BuildCache.empty()
        if not cut_off(site, step, monkeypatch):
            break
        found = {path: data for path, data in site.output.items() if not path.startswith(STAGING)}
        assert all(data == new.get(path) for path, data in found.items())
        live.add(len(found))

        site.cache = BuildCache.empty()
        site.build()

        assert site.errors == []
        assert site.output == new
        assert not (site.root / "output" / STAGING).exists()
    assert len(live) > 1, "no build died while its files went live"


def test_files_go_live_one_by_one_into_a_folder_that_somebody_made_meanwhile(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site(FILES)
    new = site.output
    shutil.rmtree(site.root / "output")
    commit = publish.commit

    def late(*given: Any, internal: bool) -> Any:
        (site.root / "output/blog/first").mkdir(parents=True)
        (site.root / "output/blog/first/beside.txt").write_text("mine")
        return commit(*given, internal=internal)

    monkeypatch.setattr(publish, "commit", late)
    site.cache = BuildCache.empty()
    site.build()

    assert site.errors == []
    assert site.output == new | {"blog/first/beside.txt": b"mine"}
    monkeypatch.undo()
    site.cache = BuildCache.empty()
    assert site.build().result.changed == ()


def test_a_commit_that_was_written_down_is_carried_on_even_when_nothing_is_built(make_site: MakeSite) -> None:
    site = make_site(FILES)
    staging = site.root / "output" / STAGING
    staging.mkdir()
    (staging / JOURNAL).write_bytes(b"no journal of ours")

    assert site.build().errors == []
    assert not staging.exists()
