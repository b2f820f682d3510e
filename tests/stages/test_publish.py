"""Publish: in an order no reader can fall through, and nothing written twice."""

import os
from pathlib import Path

import pytest

from sitegen.stages import publish
from tests.conftest import MakeSite

FILES = {
    "content/a.md": "---\ntitle: A\n---\nOne.\n",
    "content/posts/2026-01-01-p.md": "---\ntitle: P\n---\nOne.\n",
    "content/static/logo.txt": "x",
}


def test_assets_go_first_then_new_pages_then_changed_ones_then_lists_then_deletions(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site({**FILES, "content/gone.md": "---\ntitle: Gone\n---\nOne.\n"})
    site.write({"content/static/new.txt": "x", "content/b.md": "---\ntitle: B\n---\n[[A]] [n](/new.txt)\n"})
    site.remove("content/gone.md").edit("content/a.md", "---\ntitle: A\n---\nTwo.\n")

    live: list[str] = []
    replace = os.replace

    def noted(place: str | Path, target: str | Path) -> None:
        live.append(
            Path(target).relative_to(site.root / "output").as_posix() if "output" in str(target) else "manifest"
        )
        replace(place, target)

    unlink = Path.unlink

    def removed(place: Path, missing_ok: bool = False) -> None:
        live.append(f"-{place.relative_to(site.root / 'output').as_posix()}")
        unlink(place, missing_ok)

    monkeypatch.setattr(os, "replace", noted)
    monkeypatch.setattr(Path, "unlink", removed)
    site.build()
    monkeypatch.undo()
    order = [
        live.index(name) for name in ("new.txt", "b/index.html", "a/index.html", "index.html", "-gone/index.html")
    ]
    assert order == sorted(order)
    assert live[0] == ".sitegen-staging/journal"
    assert live[-2:] == ["manifest", "-.sitegen-staging/journal"]


def test_a_page_that_comes_out_the_same_keeps_its_time(make_site: MakeSite) -> None:
    site = make_site(FILES)
    page = site.root / "output/a/index.html"
    before = page.stat().st_mtime_ns
    site.cache.records.clear()
    site.build()
    assert site.rendered and site.result.changed == ()
    assert page.stat().st_mtime_ns == before


def test_a_page_somebody_spoilt_is_made_whole_again(make_site: MakeSite) -> None:
    site = make_site(FILES)
    before = site.output
    (site.root / "output/a/index.html").write_text("spoilt")
    (site.root / "output/logo.txt").unlink()
    site.build()
    assert site.output == before
    assert set(site.result.changed) == {"a/index.html", "logo.txt"}


def test_an_unreadable_manifest_is_none(tmp_path: Path) -> None:
    place = tmp_path / ".sitegen/manifests"
    assert publish.load(tmp_path, tmp_path / "output") is None
    site_manifest = publish.manifest.manifest_path(tmp_path, tmp_path / "output")
    place.mkdir(parents=True)
    site_manifest.write_text("{not json")
    assert publish.load(tmp_path, tmp_path / "output") is None


def test_clean_counts_and_removes_files_of_ours(make_site: MakeSite) -> None:
    site = make_site(FILES)
    count = len(site.output)
    assert publish.clean(site.root, site.root / "output") == count
    assert site.output == {}
    assert publish.clean(site.root, site.root / "output") == 0
