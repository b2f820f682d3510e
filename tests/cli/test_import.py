"""`sitegen import ics`: what is written, what is never overwritten, and what is said about it."""

import io
import json
import time
from pathlib import Path

import pytest

from tests.cli.calendars import ENTRY, OPEN_DAY, WALK, files, put
from tests.cli.conftest import Run, pages, write
from tests.importers.conftest import calendar
from tests.importers.expand import expanded


def test_a_calendar_becomes_entries_that_build_without_a_word(site: Path, run: Run) -> None:
    put(site, OPEN_DAY, WALK)
    ran = run("import", "ics", "calendar.ics")

    assert ran.code == 0
    assert ran.out.splitlines() == ["new content/events/open-day.md", "new content/events/walk.md"]
    assert ran.err == "2 new, 0 updated, 0 unchanged.\n"
    built = run("build", "--strict")
    assert built.code == 0, built.err
    assert {"events/open-day", "events/walk"} <= pages(site / "output")
    assert b"UID:open@example.org" in (site / "output/events/open-day/open-day.ics").read_bytes()


def test_the_entry_is_as_a_person_would_write_it(site: Path, run: Run) -> None:
    put(site, OPEN_DAY)
    run("import", "ics", "calendar.ics")
    first, comment, *rest = (site / ENTRY).read_text("utf-8").splitlines()

    assert (first, comment[:11]) == ("---", "# imported ")
    assert rest == ["title: Open day", "start: 2026-12-05 10:00", "uid: open@example.org", "---", "", "Come."]


def test_files_that_are_there_keep_their_names(site: Path, run: Run) -> None:
    write(site / ENTRY, "---\ntitle: Open day\nstart: 2025-12-05\n---\nMine.\n")
    write(site / "content/events/2025-01-01-walk.md", "---\ntitle: Walk\nstart: 2025-01-01\n---\nMine.\n")
    put(
        site,
        OPEN_DAY,
        WALK,
        WALK.replace("walk@", "again@"),
        "UID:y\nSUMMARY:2026\nDTSTART:20261207",
        "UID:i\nSUMMARY:Index\nDTSTART:20261207",
    )
    ran = run("import", "ics", "calendar.ics")

    assert files(site).keys() == {
        "2025-01-01-walk.md",
        "event-2026.md",
        "event-index.md",
        "open-day-2026-12-05.md",
        "open-day.md",
        "walk-2-2026-12-06.md",
        "walk-2026-12-06.md",
    }
    assert files(site)["open-day.md"].endswith("Mine.\n")
    assert ran.code == 0
    assert run("check").code == 0


@pytest.mark.parametrize(
    "title", ["../../evil", "a" * 500, "日本語の会議", "???", ".hidden", "_x", "2026-12-05 Walk", "CON"]
)
def test_any_title_makes_a_name_that_builds(site: Path, run: Run, title: str) -> None:
    put(site, f"UID:a\nSUMMARY:{title}\nDTSTART:20261207")
    assert run("import", "ics", "calendar.ics").code == 0

    (name,) = files(site)
    assert "/" not in name and len(name.encode()) < 250
    assert run("check", "--strict").code == 0


def test_a_dry_run_says_what_would_be_done(site: Path, run: Run) -> None:
    put(site, OPEN_DAY)
    ran = run("import", "ics", "-n", "calendar.ics")

    assert ran.out == "new content/events/open-day.md\n"
    assert ran.err == "1 new, 0 updated, 0 unchanged. Nothing was written: a dry run.\n"
    assert not (site / "content/events").exists()


def test_a_folder_stands_for_the_calendars_below_it(site: Path, run: Run) -> None:
    put(site, OPEN_DAY, name="old/b.ics")
    put(site, OPEN_DAY.replace("Open day", "Open house") + "\nSEQUENCE:2", WALK, name="old/deep/a.ICS")
    write(site / "old/notes.txt", "no calendar")
    ran = run("import", "ics", "old")

    assert sorted(files(site)) == ["open-house.md", "walk.md"]
    assert ran.code == 0


def test_a_calendar_may_come_through_a_pipe(site: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(calendar(OPEN_DAY))))

    assert run("import", "ics", "-").out == "new content/events/open-day.md\n"


def test_new_entries_may_go_into_a_folder_of_their_own(site: Path, run: Run) -> None:
    put(site, OPEN_DAY)
    run("import", "ics", "calendar.ics", "-o", "content/events/library")
    put(site, OPEN_DAY, WALK)
    run("import", "ics", "calendar.ics")

    assert sorted(files(site)) == ["library/open-day.md", "walk.md"]


def test_entries_outside_of_the_events_would_be_no_events(site: Path, run: Run) -> None:
    put(site, OPEN_DAY)
    ran = run("import", "ics", "calendar.ics", "-o", "content/posts")

    assert ran.code == 2
    assert "not below content/events" in ran.err


def test_a_file_that_is_no_calendar_fails_alone(site: Path, run: Run) -> None:
    write(site / "page.ics", "<html>")
    put(site, OPEN_DAY)
    ran = run("import", "ics", "page.ics", "calendar.ics")

    assert ran.code == 1
    assert "page.ics:1: error[not-a-calendar]" in ran.err
    assert sorted(files(site)) == ["open-day.md"]


@pytest.mark.parametrize("path", ["gone.ics", "content"])
def test_a_path_without_calendars_is_a_mistake_in_the_call(run: Run, path: str) -> None:
    ran = run("import", "ics", path)

    assert ran.code == 2
    assert path in ran.err


def test_what_would_break_the_site_is_refused(site: Path, run: Run) -> None:
    put(site, "UID:long\nDTSTART;VALUE=DATE:20260101\nDTEND;VALUE=DATE:20300101", WALK)
    ran = run("import", "ics", "calendar.ics")

    assert ran.code == 1
    assert "calendar.ics:3: error[import-refused]: Clinic: it would last until" in ran.err
    assert sorted(files(site)) == ["walk.md"]
    assert run("check").code == 0


def test_tags_that_would_share_an_address_are_left_out(site: Path, run: Run) -> None:
    write(site / "content/posts/2026-01-02-c.md", "---\ntitle: On C\ntags: [C, open data]\n---\nWords.\n")
    put(site, f"{OPEN_DAY}\nCATEGORIES:C++,Open-Data,c", WALK + "\nCATEGORIES:R&D,R D")
    ran = run("import", "ics", "calendar.ics")

    assert "tags: [Open-Data, c]" in files(site)["open-day.md"]
    assert 'tags: ["R&D"]' in files(site)["walk.md"] or "tags: [R&D]" in files(site)["walk.md"]
    assert ran.err.count("[import-loss]") == 2
    assert run("check").code == 0
    assert "0 new, 0 updated, 2 unchanged" in run("import", "ics", "calendar.ics").err


def test_an_organiser_is_whoever_is_called_so(site: Path, run: Run) -> None:
    write(
        site / "content/stakeholders/library.md",
        "---\ntitle: Library group\ntype: team\naliases: [The library]\n---\nWe.\n",
    )
    put(
        site,
        f'{OPEN_DAY}\nORGANIZER;CN="the Library":mailto:a@example.org',
        f"{WALK}\nORGANIZER;CN=Ada:mailto:ada@example.org",
    )
    ran = run("import", "ics", "calendar.ics")

    assert "organiser: Library group\n" in files(site)["open-day.md"]
    assert "organiser" not in files(site)["walk.md"]
    assert "'Ada' names no stakeholder of the site" in ran.err
    assert "ada@example.org" not in "".join(files(site).values()) + ran.err.replace(
        " | ORGANIZER;CN=Ada:mailto:ada@example.org", ""
    )
    assert run("check", "--strict").code == 0


def test_the_checks_of_the_site_hold_for_a_calendar_too(site: Path, run: Run) -> None:
    put(site, f"{OPEN_DAY}\nATTACH:https://example.org/a.pdf")
    assert "[import-loss]" in run("import", "ics", "calendar.ics", "-n").err
    assert run("import", "ics", "calendar.ics", "-n", "--strict").code == 1

    write(site / "site.yaml", (site / "site.yaml").read_text() + "checks: {import-loss: off}\n")
    assert run("import", "ics", "calendar.ics", "--strict").err == "1 new, 0 updated, 0 unchanged.\n"


def test_the_report_has_the_forms_of_a_build(site: Path, run: Run) -> None:
    put(site, f"{OPEN_DAY}\nRRULE:FREQ=HOURLY")
    ran = run("import", "ics", "calendar.ics", "--format", "json")
    (said,) = json.loads(ran.out)

    assert (ran.code, said["path"], said["line"], said["code"]) == (1, "calendar.ics", 8, "calendar-rule")
    assert run("import", "ics", "calendar.ics", "--format", "github").out.startswith(
        "::error file=calendar.ics,line=8"
    )


def test_an_import_is_for_the_site_that_its_folder_is_in(
    site: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(site, OPEN_DAY)
    monkeypatch.chdir(site / "content")
    ran = run("import", "ics", "../calendar.ics")

    assert ran.code == 0
    assert any((site / "content/events").iterdir())
    assert not (site / "content/content").exists()

    (site / "site.yaml").unlink()
    ran = run("import", "ics", "../calendar.ics")
    assert (ran.code, "config-missing" in ran.err) == (2, True)


def test_a_site_may_be_named_from_elsewhere(site: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put(site, OPEN_DAY + "\nATTACH:x", name="in/calendar.ics")
    monkeypatch.chdir(site / "in")
    ran = run("import", "ics", "-c", str(site), "calendar.ics")

    assert ran.code == 0
    assert ran.err.startswith("calendar.ics:3: warning[import-loss]") and " | BEGIN:VEVENT" in ran.err
    assert sorted(files(site)) == ["open-day.md"]


def test_a_thousand_events_take_seconds(site: Path, run: Run) -> None:
    put(site, *(f"UID:{n}\nSUMMARY:Clinic\nDTSTART:20261207T100000Z\nRRULE:FREQ=WEEKLY" for n in range(1000)))
    started = time.process_time()
    ran = run("import", "ics", "calendar.ics", "-q")

    assert ran.code == 0
    assert len(files(site)) == 1000
    assert time.process_time() - started < 20


def test_the_wrong_zone_is_never_taken_for_the_sites(site: Path, run: Run) -> None:
    put(site, OPEN_DAY.replace("Europe/London", "Headquarters"), WALK)
    ran = run("import", "ics", "calendar.ics")

    assert ran.code == 1
    assert "nobody knows the time zone 'Headquarters'" in ran.err
    assert "write a name such as Europe/London for Headquarters" in " ".join(ran.err.split())
    assert files(site).keys() == {"walk.md"}


def test_what_may_be_meant_for_a_few_is_told_when_it_is_written(site: Path, run: Run) -> None:
    put(site, OPEN_DAY.replace("Come.", "Write to jane@example.org\\, PIN 1234#"), WALK)
    ran = run("import", "ics", "calendar.ics")

    assert ran.code == 0
    assert "an e-mail address (jane@example.org), a code (PIN 1234#)" in " ".join(ran.err.split())
    assert "take it out of content/events/open-day.md" in " ".join(ran.err.split())
    assert "jane@" not in run("import", "ics", "calendar.ics").err


@pytest.mark.parametrize("address", ["https://example.org/a.ics?b=1", "webcal://example.org/a.ics?b=1"])
def test_an_address_is_told_how_to_be_fetched(run: Run, address: str) -> None:
    ran = run("import", "ics", address)

    assert ran.code == 2
    assert "curl -L 'https://example.org/a.ics?b=1' | sitegen import ics -" in " ".join(ran.err.split())


def test_a_calendar_without_events_says_so(site: Path, run: Run) -> None:
    put(site)
    ran = run("import", "ics", "calendar.ics")

    assert ran.code == 0
    assert "calendar.ics:1: warning[import-loss]: there are no events in this calendar" in ran.err


def test_a_series_keeps_its_length_over_a_night_when_clocks_change(site: Path, run: Run) -> None:
    put(site, "UID:a\nDTSTART;TZID=Europe/London:20261024T220000\nDURATION:PT10H\nRRULE:FREQ=WEEKLY;COUNT=2")
    run("import", "ics", "calendar.ics")
    assert run("build").code == 0
    (name,) = (name for name in files(site))
    dates = expanded((site / "output/events/calendar.ics").read_bytes())["a"]

    assert name == "clinic.md" and "duration: 10 hours\n" in files(site)[name]
    assert [(date.start[:16], date.end[:16]) for date in dates] == [
        ("2026-10-24T21:00", "2026-10-25T07:00"),
        ("2026-10-31T22:00", "2026-11-01T08:00"),
    ]


def test_a_series_without_a_date_is_a_note_and_no_failure(site: Path, run: Run) -> None:
    put(
        site,
        OPEN_DAY,
        "UID:n\nSUMMARY:Never\nDTSTART:20261207T100000Z\nRRULE:FREQ=WEEKLY;COUNT=1\nEXDATE:20261207T100000Z",
    )
    ran = run("import", "ics", "calendar.ics")

    assert ran.code == 0
    assert ran.out.splitlines() == ["new content/events/open-day.md"]
    assert "this event was left out: every date of it is left out (EXDATE)" in ran.err
    assert run("build", "--strict").code == 0
