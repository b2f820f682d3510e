"""`sitegen mv`."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run, write

PAGE = "---\ntitle: {}\n---\n{}\n"


@pytest.fixture
def linked(site: Path) -> Path:
    """A page with a link to another one."""
    write(site / "content/wiki/a.md", PAGE.format("A", "Words."))
    write(site / "content/wiki/b.md", PAGE.format("B", "One.\n\n[to A](a.md)"))
    return site


def test_a_move_says_what_it_does(linked: Path, run: Run) -> None:
    ran = run("mv", "content/wiki/a.md", "content/wiki/c.md")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "content/wiki/a.md -> content/wiki/c.md",
        "  /wiki/a/ leads on to /wiki/c/",
        "  content/wiki/b.md:6: a.md -> c.md",
    ]
    assert (linked / "content/wiki/b.md").read_text() == PAGE.format("B", "One.\n\n[to A](c.md)")
    assert run("build", "--strict").code == 0


def test_a_move_back_says_of_no_address_that_it_leads_on(linked: Path, run: Run) -> None:
    run("mv", "content/wiki/a.md", "content/wiki/c.md")
    ran = run("mv", "content/wiki/c.md", "content/wiki/a.md")

    assert ran.out.splitlines() == [
        "content/wiki/c.md -> content/wiki/a.md",
        "  content/wiki/b.md:6: c.md -> a.md",
    ]


def test_a_dry_run_says_the_same_and_changes_nothing(linked: Path, run: Run) -> None:
    before = {place: place.read_bytes() for place in (linked / "content").rglob("*.md")}

    ran = run("mv", "-n", "content/wiki/a.md", "content/wiki/c.md")

    assert ran.out.splitlines()[-1] == "Nothing was changed."
    assert "content/wiki/b.md:6: a.md -> c.md" in ran.out
    assert {place: place.read_bytes() for place in (linked / "content").rglob("*.md")} == before


@pytest.mark.parametrize(
    ("old", "new", "there"),
    [
        ("wiki/a.md", "wiki/c.md", "wiki/c.md"),
        ("content/wiki/a.md", "content/wiki/c", "wiki/c.md"),
        ("content/wiki/a.md", "content/wiki/deep/", "wiki/deep/a.md"),
        ("./content/wiki/a.md", "content/posts", "posts/a.md"),
        ("content/wiki/", "content/handbook", "handbook/a.md"),
    ],
)
def test_places_are_named_as_people_name_them(linked: Path, run: Run, old: str, new: str, there: str) -> None:
    write(linked / "content/wiki/a.md", "---\ntitle: A\ndate: 2026-01-01\n---\nWords.\n")

    ran = run("mv", old, new)

    assert ran.code == 0, ran.err
    assert (linked / "content" / there).is_file()
    assert run("build", "--strict").code == 0


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("content/wiki/nope.md", "content/wiki/c.md", "there is nothing at content/wiki/nope.md"),
        ("content/wiki/a.md", "content/wiki/b.md", "content/wiki/b.md is already there"),
        ("content/wiki/a.md", "content/wiki/a.md", "is there already"),
        ("content/wiki/a.md", "content/wiki", "is there already"),
        ("content/wiki", "content/wiki/sub/", "cannot be moved into itself"),
        ("content/wiki/a.md", "/tmp/c.md", "is not in content/"),
        ("site.yaml", "content/c.yaml", "is not in content/"),
        ("content/wiki/a.md", "content/wiki/a.txt", "would be no entry"),
        ("content/wiki/a.md", "content/wiki/_a.md", "no part of the site, because of the name _a.md"),
        ("content", "content/other", "content/ itself stays where it is"),
    ],
)
def test_what_cannot_be_moved_is_refused_with_the_reason(
    linked: Path, run: Run, old: str, new: str, why: str
) -> None:
    before = {place: place.read_bytes() for place in linked.rglob("*.md")}

    ran = run("mv", old, new)

    assert ran.code == 1
    assert why in ran.err
    assert {place: place.read_bytes() for place in linked.rglob("*.md")} == before


def test_a_move_after_which_a_build_would_fail_is_refused_unless_forced(linked: Path, run: Run) -> None:
    ran = run("mv", "content/wiki/a.md", "content/documents/a.md")
    assert ran.code == 1
    assert "error[missing-field]" in ran.err
    assert (linked / "content/wiki/a.md").is_file()

    assert run("mv", "-f", "content/wiki/a.md", "content/documents/a.md").code == 0
    assert (linked / "content/documents/a.md").is_file()


def test_the_address_of_another_page_is_not_taken(linked: Path, run: Run) -> None:
    write(linked / "content/taken.md", "---\ntitle: Taken\npermalink: /wiki/c/\n---\nWords.\n")

    ran = run("mv", "content/wiki/a.md", "content/wiki/c.md")

    assert ran.code == 1
    assert "error[address-collision]" in ran.err


def test_a_site_with_errors_may_be_put_in_order(linked: Path, run: Run) -> None:
    write(linked / "content/wiki/broken.md", "---\ntitle: [\n---\n[x](a.md)\n")

    assert run("mv", "content/wiki/a.md", "content/wiki/c.md").code == 0


def test_what_a_build_would_say_has_the_cure_with_the_day_of_today(linked: Path, run: Run) -> None:
    ran = run("mv", "content/wiki/a.md", "content/posts/a.md", "--as-of", "2026-03-04")

    assert ran.code == 1
    assert "date: 2026-03-04" in ran.err + ran.out
    assert "\0" not in ran.err + ran.out


def test_a_post_that_would_lose_the_date_in_its_name_is_told_that_date(site: Path, run: Run) -> None:
    write(site / "content/posts/2025-06-07-news.md", PAGE.format("News", "Words."))

    ran = run("mv", "content/posts/2025-06-07-news.md", "content/posts/news.md")

    assert ran.code == 1
    assert "fix: date: 2025-06-07" in ran.err + ran.out
