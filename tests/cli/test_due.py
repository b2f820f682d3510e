"""`sitegen due`, and what a build says of its next change."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import AS_OF, SITE, Run, write

EVENT = "---\ntitle: {}\nstart: 2026-11-22 {}\nend: 2026-11-22 16:00\n---\nCome.\n"


@pytest.fixture
def fair(site: Path, run: Run) -> Path:
    """The output of a site on which something ends at four."""
    write(site / "content/events/fair.md", EVENT.format("Fair", "10:00"))
    assert run("build", "--as-of", AS_OF).code == 0
    return site / "output"


def test_there_is_time_until_the_instant_itself(fair: Path, run: Run) -> None:
    before = run("due", "output", "--as-of", "2026-11-22T15:59:59Z")
    after = run("due", "output", "--as-of", "2026-11-22T16:00:00Z")

    assert (before.code, before.out, before.err) == (4, "not due before 2026-11-22 16:00 UTC: “Fair” ends\n", "")
    assert (after.code, after.out, after.err) == (0, "due since 2026-11-22 16:00 UTC: “Fair” ends\n", "")


def test_the_file_itself_may_be_named(fair: Path, run: Run) -> None:
    assert run("due", str(fair / "next-change.json"), "--as-of", "2026-11-22T09:30Z").code == 4


def test_a_time_without_a_zone_is_in_the_sites(fair: Path, run: Run) -> None:
    write(fair.parent / "site.yaml", SITE.replace("Europe/London", "Asia/Tokyo"))

    assert run("due", "output", "--as-of", "2026-11-23T00:59").code == 4
    assert run("due", "output", "--as-of", "2026-11-23T01:00").code == 0


def test_without_a_site_a_time_needs_its_zone(fair: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (fair.parent / "site.yaml").unlink()
    monkeypatch.chdir(fair)
    ran = run("due", ".", "--as-of", "2026-11-22T15:00")

    assert ran.code == 2
    assert "name its zone, as in 2010-01-25T09:00Z; there is no site.yaml that can be read for one" in ran.err


def test_the_clock_may_come_from_the_environment(fair: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770000000")  # 2 February 2026

    assert run("due", "output").code == 4


def test_a_site_without_a_clock_is_never_due(site: Path, run: Run) -> None:
    write(site / "next-change.json", '{"next_change": null}')
    ran = run("due", ".")

    assert (ran.code, ran.out) == (4, "not due: nothing there depends on the clock\n")


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (None, "No such file or directory"),
        ("{", "what is there is not JSON"),
        ("\udcff", "what is there is not JSON"),
        ('{"next_change": 7}', "what is there names no next change"),
        ('{"next_change": "2026-11-22T16:00:00"}', "what is there names no next change"),
        ('{"next_change": "someday"}', "what is there names no next change"),
        ("null", "what is there names no next change"),
    ],
)
def test_what_cannot_be_told_is_due_and_says_why(site: Path, run: Run, found: str | None, words: str) -> None:
    if found is not None:
        (site / "told").write_bytes(found.encode(errors="surrogateescape"))
    ran = run("due", "told", "-q")

    assert (ran.code, ran.out) == (0, f"due, because it cannot be told: told: {words}\n")


def test_quiet_says_nothing_that_the_exit_code_does_not(fair: Path, run: Run) -> None:
    assert run("due", "-q", "output", "--as-of", "2026-11-22T15:00Z") == (4, "", "")
    assert run("due", "-q", "output", "--as-of", "2026-11-22T17:00Z") == (0, "", "")


def test_what_a_site_says_is_told_in_one_line(site: Path, run: Run) -> None:
    said = {"next_change": "2026-11-22T16:00:00Z", "why": ["a\n::error::b", "\x1b[2J", 7]}
    write(site / "next-change.json", json.dumps(said))

    assert run("due", ".", "--as-of", "2026-11-22T15:00Z").out.count("\n") == 1
    assert "\x1b" not in run("due", ".", "--as-of", "2026-11-22T15:00Z").out


def next_line(text: str) -> str:
    (found,) = [line for line in text.splitlines() if line.startswith("Next change: ")]
    return found


def test_a_build_tells_its_next_change_also_when_there_is_nothing_to_do(fair: Path, run: Run) -> None:
    first, again = (run("build", "--as-of", "2026-11-22T09:30Z", *more).err for more in (["--clean"], []))

    assert "(0 changed)" in again
    assert next_line(first) == "Next change: Sunday 22 November 2026, 4pm London time, when “Fair” ends."
    assert next_line(again) == next_line(first)
    assert next_line(run("check", "--as-of", AS_OF).err) == next_line(first)


def test_it_is_told_by_the_clock_of_the_site(fair: Path, run: Run) -> None:
    write(fair.parent / "site.yaml", SITE.replace("Europe/London", "Asia/Tokyo"))

    ran = run("build", "--as-of", "2026-11-22T15:59")
    assert next_line(ran.err) == "Next change: Sunday 22 November 2026, 4pm Tokyo time, when “Fair” ends."


def test_a_few_reasons_are_told_and_the_rest_counted(fair: Path, run: Run) -> None:
    write(fair.parent / "content/events/second.md", EVENT.format("A second", "11:00"))
    both = next_line(run("build", "--as-of", AS_OF).err)
    for name in "BCDEF":
        write(fair.parent / f"content/events/{name}.md", EVENT.format(name, "11:00"))
    many = next_line(run("build", "--as-of", AS_OF).err)

    assert both.endswith("when “A second” ends and “Fair” ends.")
    assert many.endswith("when “A second” ends, “B” ends, “C” ends and 4 more.")


def test_a_writer_is_told_which_file_goes_live(site: Path, run: Run) -> None:
    (site / "content/posts/2026-01-01-first.md").unlink()
    write(site / "content/posts/later.md", "---\ntitle: Later\ndate: 2026-11-22 10:30\n---\nText.\n")
    ran = run("build", "--as-of", AS_OF)

    assert next_line(ran.err).endswith("10:30am London time, when content/posts/later.md is published.")
    assert "Later" not in (site / "output/next-change.json").read_text(encoding="utf-8")


def test_json_and_quiet_leave_the_line_out(fair: Path, run: Run) -> None:
    assert "Next change" not in run("build", "--as-of", AS_OF, "-q").err
    ran = run("build", "--as-of", AS_OF, "--format", "json")
    assert (json.loads(ran.out), ran.err) == ([], "")


def test_a_new_entry_is_begun_on_the_day_that_is_asked_for(site: Path, run: Run) -> None:
    assert run("new", "post", "Hello", "--as-of", "2010-01-25").out == "content/posts/2010-01-25-hello.md\n"
    write(site / "site.yaml", SITE.replace("Europe/London", "Pacific/Auckland"))
    assert run("new", "post", "Hello", "--as-of", "2010-01-25T12:00Z").out == "content/posts/2010-01-26-hello.md\n"


def test_the_folder_of_a_site_stands_for_its_output(fair: Path, run: Run) -> None:
    ran = run("due", ".", "--as-of", "2026-11-22T15:00Z")

    assert (ran.code, ran.out) == (4, "not due before 2026-11-22 16:00 UTC: “Fair” ends\n")


@pytest.mark.parametrize("time", ["", "0001-01-01", "9999-12-31T23:59", "soon"])
def test_a_clock_that_cannot_be_is_refused(fair: Path, run: Run, time: str) -> None:
    for command in (("due", "."), ("build",), ("check",)):
        ran = run(*command, "--as-of", time)
        assert ran.code == 2
        assert "--as-of" in ran.err and "Traceback" not in ran.err
