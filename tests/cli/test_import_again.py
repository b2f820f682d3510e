"""Importing a calendar again: what nobody has edited follows it, what somebody has edited is theirs."""

from pathlib import Path
from typing import Any

import pytest

from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.stages.parse import parse
from tests.cli.calendars import ENTRY, OPEN_DAY, WALK, files, put
from tests.cli.conftest import Run, write


def test_importing_again_changes_nothing(site: Path, run: Run) -> None:
    put(site, OPEN_DAY, WALK)
    run("import", "ics", "calendar.ics")
    before = files(site)
    ran = run("import", "ics", "calendar.ics")

    assert (ran.code, ran.out, ran.err) == (0, "", "0 new, 0 updated, 2 unchanged.\n")
    assert files(site) == before


def test_what_nobody_has_edited_is_renewed_in_its_place(site: Path, run: Run) -> None:
    put(site, OPEN_DAY, WALK)
    run("import", "ics", "calendar.ics")
    (site / ENTRY).rename(site / "content/events/saturday.md")
    put(site, OPEN_DAY.replace("T10", "T11").replace("Open day", "Open house"), WALK)
    ran = run("import", "ics", "calendar.ics")

    assert ran.out == "updated content/events/saturday.md\n"
    assert files(site).keys() == {"saturday.md", "walk.md"}
    assert "title: Open house\nstart: 2026-12-05 11:00\n" in files(site)["saturday.md"]


EDITS = {
    "one letter of the text": ("Come.", "Come!"),
    "one letter of the title": ("Open day", "Open dax"),
    "a space at the end": ("Come.", "Come. "),
    "a line of its own": ("uid:", "tags: [libraries]\nuid:"),
    "the comment taken out": ("# imported", "#"),
    "a letter of the digest": ("# imported ", "# imported 0"),
    "a word of the comment": ("renews", "keeps"),
}


@pytest.mark.parametrize("name", EDITS)
def test_what_a_person_has_edited_is_never_overwritten(site: Path, run: Run, name: str) -> None:
    put(site, OPEN_DAY, WALK)
    run("import", "ics", "calendar.ics")
    edited = files(site)["open-day.md"].replace(*EDITS[name])
    write(site / ENTRY, edited)
    put(site, OPEN_DAY.replace("T10", "T11"), WALK)

    ran = run("import", "ics", "calendar.ics")

    assert files(site)["open-day.md"] == edited
    assert ran.code == 0
    assert "calendar.ics:3: warning[import-edited]: content/events/open-day.md was edited by hand" in ran.err
    assert "start: 2026-12-05 11:00" in ran.err
    assert ran.err.endswith("1 warning in 1 file; 0 new, 0 updated, 1 unchanged, 1 left as edited.\n")


def test_what_is_saved_while_an_import_runs_is_not_overwritten(
    site: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(site, OPEN_DAY)
    run("import", "ics", "calendar.ics")
    put(site, OPEN_DAY.replace("T10", "T11"))

    def saving(*arguments: Any, **settings: Any) -> Entry[Meta]:
        write(site / ENTRY, "mine")
        return parse(*arguments, **settings)

    monkeypatch.setattr("sitegen.cli.site_reader.parse", saving)
    ran = run("import", "ics", "calendar.ics")

    assert files(site) == {"open-day.md": "mine"}
    assert "[import-edited]" in ran.err and "0 updated" in ran.err


def test_an_edit_is_not_told_of_while_the_calendar_stays_the_same(site: Path, run: Run) -> None:
    put(site, OPEN_DAY)
    run("import", "ics", "calendar.ics")
    write(site / ENTRY, files(site)["open-day.md"].replace("Come.", "Come early."))

    assert run("import", "ics", "calendar.ics").err == "0 new, 0 updated, 1 unchanged.\n"


def test_an_entry_that_a_person_wrote_is_found_by_its_uid(site: Path, run: Run) -> None:
    mine = "---\ntitle: Open day\nstart: 2026-12-05 10:00\nuid: open@example.org\n---\nMine.\n"
    write(site / "content/events/2026/saturday/index.md", mine)
    put(site, OPEN_DAY.replace("T10", "T12"))
    ran = run("import", "ics", "calendar.ics")

    assert files(site) == {"2026/saturday/index.md": mine}
    assert "start: 2026-12-05 12:00" in ran.err and "title:" not in ran.err


def test_an_entry_is_found_by_the_uid_that_the_sites_own_calendar_gives_it(site: Path, run: Run) -> None:
    write(site / ENTRY, "---\ntitle: Open day\nstart: 2026-12-05 10:00\n---\nMine.\n")
    run("build")
    before = files(site)
    ran = run("import", "ics", "output/events/calendar.ics")

    assert files(site) == before
    assert "0 new, 0 updated" in ran.err


def test_line_ends_that_version_control_changed_are_no_edit(site: Path, run: Run) -> None:
    put(site, OPEN_DAY)
    run("import", "ics", "calendar.ics")
    (site / ENTRY).write_bytes((site / ENTRY).read_bytes().replace(b"\n", b"\r\n"))
    assert run("import", "ics", "calendar.ics").err == "0 new, 0 updated, 1 unchanged.\n"
    put(site, OPEN_DAY.replace("T10", "T11"))

    assert run("import", "ics", "calendar.ics").out == "updated content/events/open-day.md\n"


PRIVATE = f"{OPEN_DAY}\nCLASS:PRIVATE"


def test_an_untouched_entry_goes_when_its_event_becomes_private(site: Path, run: Run) -> None:
    put(site, OPEN_DAY, WALK)
    run("import", "ics", "calendar.ics")
    put(site, PRIVATE, WALK)

    assert "open-day.md" in files(site) and "1 removed" in run("import", "ics", "-n", "calendar.ics").err
    assert "open-day.md" in files(site)
    ran = run("import", "ics", "calendar.ics")

    assert (ran.code, ran.out) == (0, "removed content/events/open-day.md\n")
    assert ran.err.endswith("0 new, 0 updated, 1 unchanged, 1 removed.\n")
    assert files(site).keys() == {"walk.md"}
    assert "removed" not in run("import", "ics", "calendar.ics").err


def test_an_edited_entry_of_an_event_that_became_private_is_an_error_until_it_is_hidden(
    site: Path, run: Run
) -> None:
    put(site, OPEN_DAY)
    run("import", "ics", "calendar.ics")
    edited = files(site)["open-day.md"].replace("Come.", "Come early.")
    write(site / ENTRY, edited)
    put(site, PRIVATE)
    ran = run("import", "ics", "calendar.ics")

    assert ran.code == 1
    assert "error[import-refused]: content/events/open-day.md tells of an event, private in its" in ran.err
    assert "1 left as edited" in ran.err
    assert files(site)["open-day.md"] == edited
    assert run("import", "ics", "--private", "calendar.ics").code == 0
    for hidden in ("draft: true", "visibility: internal"):
        write(site / ENTRY, edited.replace("uid:", f"{hidden}\nuid:"))
        assert run("import", "ics", "calendar.ics").code == 0


def test_what_is_edited_while_it_is_to_be_removed_stays(
    site: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(site, OPEN_DAY, WALK)
    run("import", "ics", "calendar.ics")
    put(site, PRIVATE, WALK.replace("06", "07"))

    def saving(*arguments: Any, **settings: Any) -> Entry[Meta]:
        write(site / ENTRY, "mine")
        return parse(*arguments, **settings)

    monkeypatch.setattr("sitegen.cli.site_reader.parse", saving)
    ran = run("import", "ics", "calendar.ics")

    assert files(site)["open-day.md"] == "mine"
    assert (ran.code, "error[import-refused]" in ran.err) == (1, True)


SLIPS = {
    "a bracket that is not closed": ("title: Open day", "title: [Board"),
    "a fence that is gone": ("\n---\n\n", "\n\n"),
    "letters of another encoding": ("Come.", "Caf\udce9"),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_in_an_entry_makes_no_twin(site: Path, run: Run, name: str) -> None:
    put(site, OPEN_DAY)
    run("import", "ics", "calendar.ics")
    slipped = files(site)["open-day.md"].replace(*SLIPS[name]).encode("utf-8", "surrogateescape")
    (site / ENTRY).write_bytes(slipped)
    put(site, OPEN_DAY.replace("T10", "T11"))
    ran = run("import", "ics", "calendar.ics")

    assert [place.name for place in (site / "content/events").iterdir()] == ["open-day.md"]
    assert (site / ENTRY).read_bytes() == slipped
    assert "warning[import-edited]: the front matter of content/events/open-day.md cannot be read" in ran.err
    assert "1 left as edited" in ran.err


def test_a_date_that_became_private_is_not_told_in_an_edited_entry(site: Path, run: Run) -> None:
    series = f"{OPEN_DAY}\nRRULE:FREQ=WEEKLY;COUNT=3"
    about = "UID:open@example.org\nSUMMARY:Open day\nRECURRENCE-ID;TZID=Europe/London:20261212T100000"
    odd = f"{about}\nLOCATION:Ada's house"
    put(site, series, odd)
    run("import", "ics", "calendar.ics")
    edited = files(site)["open-day.md"].replace("Come.", "Come early.")
    write(site / ENTRY, edited)
    put(site, series, f"{odd}\nCLASS:PRIVATE")
    ran = run("import", "ics", "calendar.ics")

    assert ran.code == 1
    assert "error[import-refused]: content/events/open-day.md tells of 2026-12-12, private in its" in ran.err
    write(site / ENTRY, edited.replace("    venue: Ada's house\n", "    status: tentative\n"))
    assert run("import", "ics", "calendar.ics").code == 0
