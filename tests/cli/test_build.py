"""`sitegen build` and `sitegen check`: options, environment, and what is printed where."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import AS_OF, SITE, Run, pages, write

BAD = "---\ntitle: Bad\n---\nSee [it](gone.md), 100% sure: [[Soon]].\n"


def test_a_good_build_ends_with_0_and_says_what_it_built(site: Path, run: Run) -> None:
    ran = run("build", "--as-of", AS_OF)
    assert ran.code == 0
    assert ran.out == ""
    assert "built 2 entries into" in ran.err
    assert "python3 -m http.server -d output" in ran.err
    assert pages(site / "output") >= {".", "about", "blog/first"}


def test_an_error_ends_with_1_and_shows_the_line_and_the_cure(site: Path, run: Run) -> None:
    run("build")
    write(site / "content/bad.md", BAD)
    ran = run("build")
    assert ran.code == 1
    assert "content/bad.md:4:10: error[broken-link]: no page at gone.md" in ran.err
    assert "  4 | See [it](gone.md), 100% sure: [[Soon]].\n    |          ^^^^^^^\n" in ran.err
    assert "1 error, 1 warning in 1 file; nothing was written. output/ is as it was." in ran.err
    assert "bad" not in pages(site / "output")


def test_a_check_writes_nothing_and_ends_as_a_build_does(site: Path, run: Run) -> None:
    assert run("check").code == 0
    assert not (site / "output").exists() and not (site / ".sitegen").exists()
    write(site / "content/bad.md", BAD)
    ran = run("check")
    assert ran.code == 1
    assert "nothing was written" not in ran.err


def test_json_is_a_list_on_standard_output_and_nothing_else_is(site: Path, run: Run) -> None:
    assert json.loads(run("build", "--format", "json").out) == []
    write(site / "content/bad.md", BAD)
    ran = run("check", "--format", "json")
    assert ran.code == 1 and ran.err == ""
    link, redlink = json.loads(ran.out)
    assert (link["path"], link["line"], link["column"], link["length"]) == ("content/bad.md", 4, 10, 7)
    assert (link["code"], link["severity"]) == ("broken-link", "error")
    assert (redlink["code"], redlink["severity"]) == ("redlink", "warning")


def test_github_commands_are_one_line_each(site: Path, run: Run) -> None:
    write(site / "content/a,b:c.md", BAD)
    ran = run("check", "--format", "github")
    assert ran.code == 1
    first, second = ran.out.splitlines()
    assert first.startswith(
        "::error file=content/a%2Cb%3Ac.md,line=4,col=10,title=broken-link::no page at gone.md"
    )
    assert second.startswith("::warning ")
    assert all(re.fullmatch(r"::(error|warning) [^:]+::.+", line) for line in (first, second))


def test_as_of_is_the_clock(site: Path, run: Run) -> None:
    write(site / "content/posts/2026-12-24-later.md", "---\ntitle: Later\n---\nText.\n")
    ran = run("build", "--as-of", AS_OF)
    assert "Scheduled: 1, the next for 2026-12-24 00:00." in ran.err
    assert "blog/later" not in pages(site / "output")
    run("build", "--as-of", "2026-12-24")
    assert "blog/later" in pages(site / "output")


def test_the_clock_may_come_from_the_environment_but_as_of_wins(
    site: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(site / "content/posts/2026-06-01-summer.md", "---\ntitle: Summer\n---\nText.\n")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770000000")  # 2 February 2026
    run("build")
    assert "blog/summer" not in pages(site / "output")
    run("build", "--as-of", AS_OF)
    assert "blog/summer" in pages(site / "output")


def test_drafts_and_the_future_are_shown_when_asked_for(site: Path, run: Run) -> None:
    write(site / "content/posts/2026-12-24-later.md", "---\ntitle: Later\n---\nText.\n")
    write(site / "content/draft.md", "---\ntitle: Draft\npublished: false\n---\nText.\n")
    assert "Left out: 1 draft (-D shows them)." in run("build", "--as-of", AS_OF).err
    run("build", "--as-of", AS_OF, "-D", "-F")
    assert {"draft", "blog/later"} <= pages(site / "output")
    run("build", "--as-of", AS_OF, "--drafts", "--future")
    assert {"draft", "blog/later"} <= pages(site / "output")


def test_the_output_can_be_elsewhere(site: Path, run: Run, tmp_path: Path) -> None:
    assert run("build", "-o", "public").code == 0
    assert "about" in pages(site / "public")
    assert not (site / "output").exists()


def test_the_site_can_be_elsewhere(site: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    assert run("build", "-c", "../site.yaml").code == 0
    assert "about" in pages(site / "output")
    write(site / "content/bad.md", BAD)
    assert "  4 | See [it](gone.md)" in run("build", "-c", "../site.yaml").err


def test_a_configuration_may_have_another_name(site: Path, run: Run) -> None:
    write(site / "preview.yaml", SITE.replace("A hub", "A preview"))
    assert run("build", "--config", "preview.yaml").code == 0
    assert "A preview" in (site / "output/index.html").read_text(encoding="utf-8")


def test_a_base_url_replaces_the_sites_own_for_one_build(site: Path, run: Run) -> None:
    run("build", "--base-url", "https://preview.example/pr/7")
    assert "https://preview.example/pr/7/about/" in (site / "output/sitemap.xml").read_text()
    assert run("build", "--base-url", "preview").code == 2


def test_strict_makes_warnings_fatal(site: Path, run: Run) -> None:
    write(site / "content/red.md", "---\ntitle: Red\n---\n[[Soon]]\n")
    ran = run("build")
    assert ran.code == 0 and "warning[redlink]" in ran.err and "1 warning in 1 file; built" in ran.err
    ran = run("build", "--strict")
    assert ran.code == 1 and "error[redlink]" in ran.err


def test_quiet_says_nothing_but_problems(site: Path, run: Run) -> None:
    assert run("build", "-q") == (0, "", "")
    write(site / "content/bad.md", BAD)
    ran = run("build", "--quiet")
    assert "error[broken-link]" in ran.err and "nothing was written" not in ran.err


def test_verbose_names_what_changed_and_stops_no_flood(site: Path, run: Run) -> None:
    assert "  about/index.html\n" in run("build", "-v").err
    write(site / "content/many.md", "---\ntitle: Many\n---\n" + "[[Soon]]\n" * 30)
    assert "10 more of redlink; -v shows all" in run("check").err
    assert run("check", "--verbose").err.count("warning[redlink]") == 30


def test_colour_is_for_those_who_ask(site: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write(site / "content/bad.md", BAD)
    assert "\x1b[" not in run("check").err
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run("check").err
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("check").err


def test_a_build_after_a_build_changes_nothing(site: Path, run: Run) -> None:
    run("build", "--as-of", AS_OF)
    assert "(0 changed)" in run("build", "--as-of", AS_OF).err


def test_nothing_to_build_is_told_with_what_to_do(site: Path, run: Run) -> None:
    for place in (site / "content").rglob("*.md"):
        place.unlink()
    ran = run("build")
    assert ran.code == 1
    assert "error[no-entries]" in ran.err and "sitegen new post" in ran.err


def test_verbose_counts_the_remarks_that_no_page_shows(site: Path, run: Run) -> None:
    page = site / "content/about.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nA %%first%% and %%second%%.\n", encoding="utf-8")

    assert "Left out of texts: 2 remarks, as between %% and %%.\n" in run("build", "-v").err
    assert "remarks" not in run("build", "--clean").err
