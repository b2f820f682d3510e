"""`sitegen why` and `--profile`: what a page was made of, and where the time went."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import AS_OF, Run, write

POST = "content/posts/2026-01-01-first.md"
SECOND = "content/posts/2026-02-01-second.md"


@pytest.fixture
def built(site: Path, run: Run) -> Path:
    write(site / SECOND, "---\ntitle: Second\n---\nSee [[First]].\n")
    assert run("build", "--as-of", AS_OF).code == 0
    return site


@pytest.mark.parametrize(
    "name",
    [
        "/blog/first/",
        "blog/first/index.html",
        "output/blog/first/index.html",
        "https://hub.example/blog/first/",
        POST,
    ],
)
def test_a_page_is_known_by_address_path_and_source(built: Path, run: Run, name: str) -> None:
    ran = run("why", name, "--as-of", AS_OF)
    assert ran.code == 0
    assert ran.out.splitlines()[:3] == [
        "blog/first/index.html, made by the output entries",
        "last made because: there was no record of it",
        "now: up to date",
    ]
    assert "it read:\n  all of config\n" in ran.out
    assert "  text posts/2026-01-01-first.md\nit asked:\n" in ran.out
    assert "  related('posts/2026-01-01-first.md', 4)" in ran.out


def test_a_source_is_known_from_anywhere_and_so_is_a_file(
    built: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(built / "content/static/plan.txt", "Plan")
    run("build", "--as-of", AS_OF)
    assert run("why", str(built / POST)).out.startswith("blog/first/index.html")
    monkeypatch.chdir("/")
    for name in (POST, "output/blog/first/index.html", "/blog/first/"):
        assert run("why", "-c", str(built), name).out.startswith("blog/first/index.html")
    assert run("why", "-c", str(built), "content/static/plan.txt").out.startswith(
        "plan.txt, made by the output assets"
    )


@pytest.mark.parametrize("name", ["https://other.example/blog/first/", ""])
def test_what_is_not_of_this_site_is_not_taken_for_it(built: Path, run: Run, name: str) -> None:
    assert run("why", name).code == 2


def test_it_says_which_answer_makes_it_stale_and_what_that_was_worked_out_from(built: Path, run: Run) -> None:
    write(built / SECOND, "---\ntitle: Another title\n---\nSee [[First]].\n")
    ran = run("why", "/blog/first/", "--as-of", AS_OF)
    assert "now: the next build makes it again, because link('posts/2026-02-01-second.md') is answered" in ran.out
    assert "otherwise, by posts/2026-02-01-second.md" in ran.out
    assert "now: up to date" in run("why", "/about/", "--as-of", AS_OF).out

    run("build", "--as-of", AS_OF)

    ran = run("why", "/blog/first/", "--as-of", AS_OF)
    assert "by posts/2026-02-01-second.md\nnow: up to date" in ran.out


def test_a_file_that_was_not_as_left_is_given_as_the_reason(built: Path, run: Run) -> None:
    write(built / "output/about/index.html", "spoilt")
    run("build", "--as-of", AS_OF)
    assert "last made because: its file was not as it had been left" in run("why", "/about/", "--as-of", AS_OF).out


def test_verbose_says_what_each_answer_was_worked_out_from(built: Path, run: Run) -> None:
    out = run("why", "/about/", "-v", "--as-of", AS_OF).out
    assert "  related('about.md', 4)\n" in out
    assert "    from about.md\n" in out


def test_an_edited_page_is_stale_because_its_own_source_has_changed(built: Path, run: Run) -> None:
    write(built / POST, "---\ntitle: First\n---\nOther words.\n")
    out = run("why", "/blog/first/", "--as-of", AS_OF).out
    assert "now: the next build makes it again, because posts/2026-01-01-first.md has changed\n" in out


def test_what_was_never_published_ends_with_2_and_a_guess(built: Path, run: Run) -> None:
    ran = run("why", "/blog/fist/", "--as-of", AS_OF)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "nothing was published at /blog/fist/; did you mean /blog/first/ ?\n"


def test_without_a_build_there_is_nothing_to_tell(site: Path, run: Run) -> None:
    ran = run("why", "/about/")
    assert ran.code == 2
    assert "there is no record of a build into output/" in ran.err and "-o names another folder" in ran.err
    assert not (site / "output").exists() and not (site / ".sitegen").exists()


def test_it_writes_nothing(built: Path, run: Run) -> None:
    write(built / SECOND, "---\ntitle: Another title\n---\nSee [[First]].\n")
    kept = {place: place.read_bytes() for place in built.rglob("*") if place.is_file()}
    run("why", "/blog/first/", "--as-of", AS_OF)
    assert {place: place.read_bytes() for place in built.rglob("*") if place.is_file()} == kept


def test_a_profile_names_stages_outputs_layouts_and_the_slowest_files(
    built: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.cli.profile.SLOWEST", 100)  # which ten are slowest is up to the machine
    err = run("build", "--clean", "--profile", "--as-of", AS_OF).err
    stages = re.findall(r"^(\w[\w ]*\w) +\d+\.\d{3} +\d+%$", err, re.MULTILINE)
    assert stages == [
        "load",
        "discover",
        "parse",
        "assemble",
        "plan",
        "check",
        "ask again",
        "render",
        "publish",
        "save",
    ]
    assert re.search(r"^entries +\d+\.\d{3} +3 +\d+\.\d ms$", err, re.MULTILINE)
    assert re.search(r"^post\.html +\d+\.\d{3} +2 +\d+\.\d ms$", err, re.MULTILINE)
    assert re.search(
        rf"^ +\d+\.\d ms +{re.escape(POST)}$", err.partition("sources slowest to read")[2], re.MULTILINE
    )
    assert re.search(r"^ +\d+\.\d ms +about/index\.html$", err.partition("files slowest to make")[2], re.MULTILINE)


def test_a_profile_of_an_edit_names_what_was_made_again_and_nothing_else(built: Path, run: Run) -> None:
    write(built / POST, "---\ntitle: First\n---\nOther words.\n")
    err = run("build", "--profile", "--as-of", AS_OF).err
    assert err.partition("sources slowest to read")[2].count("content/") == 1
    assert "blog/first/index.html" in err and "about/index.html" not in err


def test_a_profile_of_nothing_says_so(built: Path, run: Run) -> None:
    run("build", "--as-of", f"{AS_OF}Z")
    assert "nothing to profile" in run("build", "--profile", "--as-of", f"{AS_OF}Z").err
