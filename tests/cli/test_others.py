"""`sitegen new`, `clean` and `explain`."""

import shutil
from pathlib import Path

import pytest
from markupsafe import escape

from sitegen.diagnostics.codes import CODES
from sitegen.kinds import KINDS
from tests.cli.conftest import Run, pages, write

NAMES = [kind.name for kind in KINDS]


@pytest.mark.parametrize("name", NAMES)
def test_a_new_entry_of_any_kind_builds_without_a_word(site: Path, run: Run, name: str) -> None:
    ran = run("new", name, "A fine start")
    assert ran.code == 0
    place = site / ran.out.strip()
    assert place.is_file()
    assert "title: A fine start" in place.read_text(encoding="utf-8")
    built = run("build", "--strict", "-F")
    assert (built.code, built.out) == (0, ""), built.err


TITLES = (
    "Notes: what changed",
    "Update #2",
    "1984",
    "'Quoted'",
    '"Hello," she said',
    "No",
    "- dash",
    "@home",
    "naïve [x]",
)


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_read_back_as_it_was_given(site: Path, run: Run, title: str) -> None:
    assert run("new", "--", "page", title).code == 0
    ran = run("build", "--strict")
    assert ran.code == 0, ran.err
    found = [place.read_text(encoding="utf-8") for place in (site / "output").rglob("index.html")]
    assert any(f"<h1>{escape(title)}</h1>" in page for page in found)


def test_a_new_message_is_for_somebody_or_waits_for_somebody(site: Path, run: Run) -> None:
    run("new", "message", "Before")
    assert "draft: true" in (site / "content/messages/before.md").read_text(encoding="utf-8")
    run("new", "stakeholder", "Ada")
    run("new", "message", "After")
    assert "audience: stakeholders/ada\n" in (site / "content/messages/after.md").read_text(encoding="utf-8")
    assert run("build", "--strict").code == 0
    assert {"messages/after"} == {page for page in pages(site / "output") if page.startswith("messages/")}


def test_a_kind_may_be_named_by_its_folder(site: Path, run: Run) -> None:
    assert run("new", "stakeholders", "Ada").out.strip() == "content/stakeholders/ada.md"


@pytest.mark.parametrize(
    "words", [("wiki/guides/first",), ("wiki/guides", "--in", "first"), ("wiki", "--in", "guides/first/")]
)
def test_a_new_entry_goes_into_the_folder_that_is_named(site: Path, run: Run, words: tuple[str, ...]) -> None:
    kind, *rest = words
    assert run("new", kind, "A step", *rest).out.strip() == "content/wiki/guides/first/a-step.md"
    assert (
        run("new", "post/trips", "A day", "--as-of", "2010-01-25").out.strip()
        == "content/posts/trips/2010-01-25-a-day.md"
    )
    assert run("build", "--strict").code == 0
    assert {"wiki/guides/first/a-step", "blog/a-day"} <= pages(site / "output")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("wiki/../posts", "not published"),
        ("wiki/_old", "not published"),
        ("page/posts", "sitegen new post"),
        ("page/static", "published as it is"),
    ],
)
def test_a_folder_in_which_it_would_be_no_such_entry_is_refused(
    site: Path, run: Run, kind: str, said: str
) -> None:
    before = sorted(site.rglob("*"))
    ran = run("new", kind, "A step")
    assert ran.code == 2 and said in ran.err
    assert sorted(site.rglob("*")) == before


def test_a_new_entry_is_opened_in_the_editor(site: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write(site / "editor.sh", 'echo "Written by hand." >> "$1"\n')
    monkeypatch.setenv("VISUAL", f"sh {site / 'editor.sh'}")
    run("new", "page", "By hand", "--edit")
    assert "Written by hand." in (site / "content/by-hand.md").read_text("utf-8")


def test_the_help_names_every_kind(run: Run) -> None:
    said = " ".join(run("new", "--help").out.split())
    assert f"KIND is {', '.join(NAMES[:-1])} or {NAMES[-1]}." in said


def test_a_mistyped_kind_is_answered_with_the_one_that_was_meant(run: Run) -> None:
    ran = run("new", "evnt", "Fair")
    assert "Did you mean event?" in ran.err


def test_nothing_is_overwritten(site: Path, run: Run) -> None:
    run("new", "page", "Fresh")
    write(site / "content/fresh.md", "mine")
    ran = run("new", "page", "Fresh")
    assert ran.code == 1 and "already there" in ran.err
    assert (site / "content/fresh.md").read_text() == "mine"


def test_clean_removes_what_we_wrote_and_only_that(site: Path, run: Run) -> None:
    run("build")
    write(site / "output/about/theirs.txt", "mine")
    write(site / "output/.gitkeep", "")
    ran = run("clean")
    assert ran.code == 0 and "removed" in ran.err
    left = sorted(place.relative_to(site).as_posix() for place in (site / "output").rglob("*") if place.is_file())
    assert left == ["output/.gitkeep", "output/about/theirs.txt"]
    assert (site / "content/about.md").exists()


def test_clean_of_what_was_never_built_removes_nothing(site: Path, run: Run) -> None:
    write(site / "output/theirs.txt", "mine")
    assert "removed 0 files" in run("clean").err
    assert (site / "output/theirs.txt").exists()


def test_clean_names_the_flag_where_the_records_cannot_be_written(site: Path, run: Run, tmp_path: Path) -> None:
    run("build")
    shutil.rmtree(site / ".sitegen")
    write(site / ".sitegen", "a file in its place")

    ran = run("clean")
    assert ran.code == 1
    assert "the records of the site cannot be written" in ran.err and "--state FOLDER" in ran.err
    assert run("clean", "--state", str(tmp_path / "records")).code == 0


def test_a_new_entry_that_cannot_be_written_is_told_with_its_path(site: Path, run: Run) -> None:
    shutil.rmtree(site / "content/posts", ignore_errors=True)
    write(site / "content/posts", "a file in its place")

    ran = run("new", "post", "Hello")
    assert ran.code == 1
    assert "hello.md cannot be written: " in ran.err


def test_after_clean_a_build_starts_anew(site: Path, run: Run) -> None:
    run("build", "-o", "public")
    run("clean", "-o", "public")
    assert pages(site / "public") == set()
    assert run("build", "-o", "public").code == 0
    assert "about" in pages(site / "public")


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained(run: Run, code: str) -> None:
    ran = run("explain", code)
    assert ran.code == 0
    assert len(ran.out.split()) > 20
    assert ("it cannot be changed" in ran.out) == (not CODES[code].adjustable)


def test_explain_alone_lists_every_code(run: Run) -> None:
    listed = {line.split()[0] for line in run("explain").out.splitlines()}
    assert listed == set(CODES)


def test_a_mistyped_code_is_answered_with_the_one_that_was_meant(run: Run) -> None:
    assert "Did you mean broken-link?" in run("explain", "brokn-link").err


def test_new_is_for_the_folder_of_a_site(run: Run, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site / "content")

    ran = run("new", "post", "Lost")

    assert ran.code == 2
    assert "not the folder of a site" in ran.err
    assert not (site / "content/content").exists()


def test_a_folder_stands_for_the_site_yaml_in_it(run: Run, site: Path) -> None:
    assert run("check", "-c", str(site)).code == 0
