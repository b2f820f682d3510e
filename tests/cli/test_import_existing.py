"""An import reads the entries of a site as a build does: what hides one, its names, its dates and its tags."""

from pathlib import Path
from typing import Literal, get_args, get_origin

import pytest
from msgspec.structs import fields

from sitegen.fields.scalars import TRUTH_VALUES
from sitegen.model.meta import Meta
from tests.cli.calendars import ENTRY, OPEN_DAY, WALK, files, put
from tests.cli.conftest import Run, pages, write

SPELLINGS = [
    *(
        f"{field.encode_name}: {spelling}"
        for field in fields(Meta)
        if field.type is bool
        for word in TRUTH_VALUES
        for spelling in (word, word.upper(), word.title(), f'"{word}"')
    ),
    *(
        f"{field.encode_name}: {spelling}"
        for field in fields(Meta)
        if get_origin(field.type) is Literal
        for word in get_args(field.type)
        if word
        for spelling in (word, word.upper())
    ),
]
"""Every value of every field of all kinds that is one of a few words, in each spelling that a build reads."""


def test_an_import_takes_an_entry_for_hidden_exactly_when_a_build_leaves_it_out(site: Path, run: Run) -> None:
    for number, line in enumerate(SPELLINGS):
        head = f"title: Event {number}\nstart: 2026-12-05\nuid: event-{number}\n{line}"
        write(site / f"content/events/event-{number}.md", f"---\n{head}\n---\nMine.\n")
    private = "DTSTART;VALUE=DATE:20261205\nCLASS:PRIVATE"
    put(site, *(f"UID:event-{number}\nSUMMARY:E\n{private}" for number in range(len(SPELLINGS))))
    run("build")
    built = {page.removeprefix("events/event-") for page in pages(site / "output") if "/event-" in page}
    said = run("import", "ics", "-n", "--format", "json", "calendar.ics").out

    exposed = {str(number) for number in range(len(SPELLINGS)) if f"event-{number}.md tells of an event" in said}
    assert exposed == built
    hiding = {line for number, line in enumerate(SPELLINGS) if str(number) not in built}
    assert {"draft: yes", "draft: ON", "published: false", "published: No", "visibility: internal"} <= hiding
    assert "draft: no" not in hiding and "published: true" not in hiding


def test_an_entry_that_waits_for_its_date_is_not_hidden(site: Path, run: Run) -> None:
    head = "title: Open day\nstart: 2026-12-05\ndate: 2199-01-01\nuid: open@example.org"
    write(site / ENTRY, f"---\n{head}\n---\nMine.\n")
    put(site, f"{OPEN_DAY}\nCLASS:PRIVATE")

    assert run("import", "ics", "calendar.ics").code == 1


@pytest.mark.parametrize("line", ["draft: yes", "published: off", "visibility: Internal"])
def test_a_hidden_stakeholder_is_nobodys_organiser(site: Path, run: Run, line: str) -> None:
    write(site / "content/stakeholders/ada.md", f"---\ntitle: Ada\ntype: person\n{line}\n---\nShe.\n")
    put(site, f"{OPEN_DAY}\nORGANIZER;CN=Ada:mailto:ada@example.org")
    ran = run("import", "ics", "calendar.ics")

    assert "organiser" not in files(site)["open-day.md"]
    assert "'Ada' names no stakeholder" in ran.err


def test_an_organiser_is_known_by_every_name_that_a_link_may_use(site: Path, run: Run) -> None:
    write(
        site / "content/stakeholders/lib.md", "---\ntype: team\nslug: book-people\n---\n# Library group\n\nWe.\n"
    )
    put(site, f"{OPEN_DAY}\nORGANIZER;CN=Book People:mailto:a@example.org")
    run("import", "ics", "calendar.ics")

    assert "organiser: Library group\n" in files(site)["open-day.md"]
    assert run("check").code == 0


def test_an_organiser_is_named_so_that_a_build_finds_no_other(site: Path, run: Run) -> None:
    for name, alias in (("ada", "The chair"), ("ada-two", "The clerk")):
        head = f"title: Ada\ntype: person\naliases: [{alias}]"
        write(site / f"content/stakeholders/{name}.md", f"---\n{head}\n---\nShe.\n")
    put(
        site,
        f"{OPEN_DAY}\nORGANIZER;CN=The clerk:mailto:a@example.org",
        f"{WALK}\nORGANIZER;CN=Ada:mailto:x@y.org",
    )
    run("import", "ics", "calendar.ics")

    assert 'organiser: "[[stakeholders/ada-two]]"\n' in files(site)["open-day.md"]
    assert "organiser" not in files(site)["walk.md"]
    assert run("check").code == 0


PLACES = {
    "a folder": ("2026/open-day.md", "", "events/open-day"),
    "an index": ("2026/open-day/index.md", "", "events/open-day"),
    "a slug": ("one.md", "slug: Open Day\n", "events/open-day"),
    "a permalink": ("one.md", "permalink: /party/\n", "party"),
    "an old address": ("one.md", "redirect_from: /old/party/\n", "old/party"),
    "two old addresses": ("one.md", "aliases: [The party, /2020/old/]\nredirect_from: /older/\n", "2020/old"),
}


@pytest.mark.parametrize("name", PLACES)
def test_an_entry_without_a_uid_is_found_by_the_one_that_its_address_gives_it(
    site: Path, run: Run, name: str
) -> None:
    path, line, address = PLACES[name]
    write(site / f"content/events/{path}", f"---\ntitle: Party\nstart: 2026-12-05 10:00\n{line}---\nMine.\n")
    run("build")
    calendar = (site / "output/events/calendar.ics").read_text("utf-8")
    assert f"UID:{address}@hub.example" in calendar
    run("import", "ics", "output/events/calendar.ics")

    assert files(site).keys() == {path}


@pytest.mark.parametrize("line", ["category: C", "categories: [C]", "tag: C\ntags: other", "<<: {tags: C}"])
def test_tags_count_under_every_name_of_their_field(site: Path, run: Run, line: str) -> None:
    write(site / "content/posts/2026-01-02-c.md", f"---\ntitle: On C\n{line}\n---\nWords.\n")
    put(site, f"{OPEN_DAY}\nCATEGORIES:C++")
    run("import", "ics", "calendar.ics")

    assert "tags" not in files(site)["open-day.md"]
    assert run("check").code == 0


def test_a_tag_that_a_file_describes_under_another_name_has_an_address_of_its_own(site: Path, run: Run) -> None:
    write(site / "content/posts/2026-01-02-c.md", "---\ntitle: On C\ntags: C\n---\nWords.\n")
    write(site / "content/tags/cpp.md", "---\ntitle: C plus plus\naliases: C++\n---\nA language.\n")
    put(site, f"{OPEN_DAY}\nCATEGORIES:C++")
    run("import", "ics", "calendar.ics")

    assert "tags: " in files(site)["open-day.md"]
    assert run("check").code == 0


def test_the_same_in_other_words_is_no_difference(site: Path, run: Run) -> None:
    event = f"{OPEN_DAY}\nLOCATION:Library\nCATEGORIES:a,b"
    mine = "title: 'Open day'\nstart: 2026/12/5 10 am\nvenue: {name: Library}\ncategories: a, b"
    write(site / ENTRY, f"---\n{mine}\nuid: open@example.org\n---\nCome.\n")
    put(site, event)

    assert run("import", "ics", "calendar.ics").err == "0 new, 0 updated, 1 unchanged.\n"
    put(site, event.replace("Library", "Town hall"))
    ran = run("import", "ics", "calendar.ics")
    assert "the calendar now says:\n          venue: Town hall\n" in ran.err


@pytest.mark.parametrize("date", ["2026-12-12", "2026-12-12 10:00", "2026/12/12 10 am", "2026-12-12 10:00 Z"])
def test_a_private_date_is_found_in_an_edited_entry_however_it_is_written(site: Path, run: Run, date: str) -> None:
    head = (
        "title: Open day\nstart: 2026-12-05 10:00\nrepeat: {every: week, count: 3}\nuid: open@example.org\n"
        f"overrides:\n  {date}: {{venue: The house of Ada}}"
    )
    write(site / ENTRY, f"---\n{head}\n---\nMine.\n")
    about = "RECURRENCE-ID;TZID=Europe/London:20261212T100000\nCLASS:PRIVATE"
    put(site, f"{OPEN_DAY}\nRRULE:FREQ=WEEKLY;COUNT=3", f"UID:open@example.org\nSUMMARY:Open day\n{about}")
    assert run("check").code == 0
    ran = run("import", "ics", "calendar.ics")

    assert "content/events/open-day.md tells of 2026-12-12, private in its calendar" in " ".join(ran.err.split())
    assert ran.code == 1


def test_an_entry_that_lacks_a_field_is_found_and_kept(site: Path, run: Run) -> None:
    write(site / "content/events/mine.md", "---\ntitle: Mine\nuid: open@example.org\n---\nMine.\n")
    put(site, OPEN_DAY)
    ran = run("import", "ics", "calendar.ics")

    assert files(site).keys() == {"mine.md"}
    assert "the front matter of content/events/mine.md cannot be read" in " ".join(ran.err.split())


def test_entries_behind_a_link_are_found_where_a_build_follows_it(site: Path, run: Run) -> None:
    mine = "---\ntitle: Open day\nstart: 2026-12-05 10:00\nuid: open@example.org\n---\nCome.\n"
    write(site / "shared/mine.md", mine)
    (site / "content/events").mkdir()
    (site / "content/events/shared").symlink_to(site / "shared")
    put(site, OPEN_DAY)
    assert run("import", "ics", "-n", "calendar.ics").err.startswith("1 new")

    write(site / "site.yaml", (site / "site.yaml").read_text("utf-8") + "links_may_lead_to: [shared]\n")
    assert run("import", "ics", "-n", "calendar.ics").err.startswith("0 new, 0 updated, 1 unchanged")
