"""What a line of the table takes for done, with generators of one line."""

import sys
from pathlib import Path

import pytest
from blog import Blog
from corpus import pelican_head, posts, yaml_head
from generators import Generator
from lines import LINES, Line, by_turns, cold, first
from measure import Broken, Run, median, ratio
from msgspec import structs

POSTS = 25
FRAME = "<html><head></head></html>"
MAKES_PAGES = """
import pathlib
for post in pathlib.Path('content/blog').glob('*.md'):
    page = pathlib.Path('output/blog', post.stem, 'index.html')
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(post.read_text())
"""
SCRIBBLES = "import time, pathlib; pathlib.Path('output/scribble').write_text(str(time.time()))"


def site(folder: Path, program: str) -> dict[str, Blog]:
    """Write a site whose generator is a program of Python."""
    frame = folder / "frame.html"
    frame.write_text(FRAME)
    generator = Generator(
        name="small",
        version="1",
        build=(sys.executable, "-c", program),
        prepare=lambda place: (place / "output").mkdir(),
        frame="layouts/base.html",
        original=frame,
    )
    written = Blog(folder / "site", generator, POSTS)
    written.write()
    return {"small": written}


def test_a_build_with_all_pages_is_measured(tmp_path: Path) -> None:
    runs = by_turns(site(tmp_path, MAKES_PAGES), 2, cold)["small"]
    assert len(runs) == 2
    assert all(run.wall > 0 and run.cpu > 0 and run.peak > 0 for run in runs)


def test_what_is_measured_once_is_built_in_the_first_turn_alone(tmp_path: Path) -> None:
    assert len(by_turns(site(tmp_path, MAKES_PAGES), 3, cold, once=["small"])["small"]) == 1


def test_a_build_from_nothing_without_pages_is_broken(tmp_path: Path) -> None:
    with pytest.raises(Broken, match="made 0 of 25 pages"):
        by_turns(site(tmp_path, "pass"), 1, cold)


def test_what_was_compiled_by_builds_before_is_forgotten_but_for_modules(tmp_path: Path) -> None:
    sites = site(tmp_path, MAKES_PAGES)
    kept = tmp_path / "engine"
    folders = [kept / "package/__pycache__", kept / "cache/sitegen"]
    for folder in folders:
        folder.mkdir(parents=True)
        (folder / "layout-1").touch()
        (folder / "module.pyc").touch()
    sites["small"].generator = structs.replace(sites["small"].generator, kept=kept)
    by_turns(sites, 1, first)
    assert [path.name for folder in folders for path in folder.iterdir()] == ["module.pyc", "module.pyc"]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.name)
def test_a_build_that_does_not_do_its_work_is_broken_rather_than_fast(tmp_path: Path, line: Line) -> None:
    lazy = SCRIBBLES if line.name in ("nothing", "checkout") else "pass"
    with pytest.raises(Broken):
        by_turns(site(tmp_path, lazy), 1, line.change)


def test_a_build_that_fails_is_broken_and_says_why(tmp_path: Path) -> None:
    with pytest.raises(Broken, match="no such luck"):
        site(tmp_path, "raise SystemExit('no such luck')")["small"].build()


def test_every_generator_reads_the_same_body() -> None:
    for post in posts(3):
        assert f"{yaml_head(post)}{post.body}".endswith(f"---\n\n{post.body}")
        assert f"{pelican_head(post)}{post.body}".endswith(f"{', '.join(post.tags)}\n\n{post.body}")


def test_a_ratio_is_ours_by_theirs() -> None:
    ours = median([Run(wall=wall, cpu=2.0, peak=30.0) for wall in (9.0, 1.0, 2.0)])
    assert ratio(ours, Run(wall=4.0, cpu=1.0, peak=300.0)) == Run(wall=0.5, cpu=2.0, peak=0.1)
