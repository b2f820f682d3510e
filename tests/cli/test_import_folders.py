"""What `sitegen import` says of a folder that is no old site, and of an importer that there is not."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run, beside


@pytest.mark.parametrize(
    ("name", "looked_for"),
    [
        ("jekyll", "no _config.yml and no folder _posts"),
        ("hugo", "no hugo.toml, no config.toml and no folder config/_default"),
        ("mkdocs", "no mkdocs.yml"),
        ("obsidian", "no note (a file that ends with .md)"),
    ],
)
def test_a_folder_of_something_else_is_refused_with_what_was_looked_for(
    run: Run, site: Path, name: str, looked_for: str
) -> None:
    beside(site, {"list.txt": "milk"})

    ran = run("import", name, "old")

    assert ran.code == 1
    assert looked_for in ran.err
    assert not (site / "site.yaml").exists()
    assert not (site / "content/static").exists()


def test_a_folder_of_another_program_is_refused_with_the_command_that_reads_it(run: Run, site: Path) -> None:
    beside(site, {"hugo.toml": 'title = "Tea"\n'})

    ran = run("import", "jekyll", "old")

    assert ran.code == 1
    assert "it looks like a Hugo site: sitegen import hugo old" in ran.err


def test_the_folder_above_an_old_site_is_refused_with_the_command_for_the_one_within(run: Run, site: Path) -> None:
    beside(site, {"blog/_posts/2020-01-01-a.md": "---\ntitle: A\n---\nWords.\n"})

    ran = run("import", "jekyll", "old")

    assert ran.code == 1
    assert "fix: sitegen import jekyll old/blog" in ran.err


def test_posts_without_a_configuration_are_a_jekyll_site(run: Run, site: Path) -> None:
    beside(site, {"_posts/2020-01-01-a.md": "---\ntitle: A\n---\nWords.\n"})

    ran = run("import", "jekyll", "old")

    assert ran.code == 0, ran.err
    assert "title: A" in (site / "content/posts/2020-01-01-a.md").read_text("utf-8")


@pytest.mark.parametrize(("typed", "meant"), [("jekyl", "jekyll"), ("Hugo", "hugo"), ("mkdoc", "mkdocs")])
def test_the_name_of_an_importer_with_a_slip_is_wrong_usage_with_the_name_that_is_near(
    run: Run, typed: str, meant: str
) -> None:
    ran = run("import", typed, ".")

    assert ran.code == 2
    assert f"There is no importer {typed}. Did you mean {meant}?" in ran.err


def test_the_name_of_no_importer_is_wrong_usage_with_those_that_there_are(run: Run) -> None:
    ran = run("import", "wordpress", ".")

    assert ran.code == 2
    assert "There are ics, jekyll, hugo, obsidian, mkdocs." in ran.err
