"""Who is rendered after an edit to one event: its page, and the months, lists and feeds that show it."""

from collections.abc import Callable
from fnmatch import fnmatch
from pathlib import Path

import pytest
from msgspec import Struct

from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.conftest import Site
from tests.engine.every_kind import FILES, entry
from tests.engine.test_who_renders import Clean, Edit, beyond, change, clean_builds, paths, remembering, storing

TALK = "content/events/talk.md"
HEAD = (
    "title: Talk\ndate: 2026-11-01\nstart: 2026-12-05 10:00\nend: 2026-12-05 11:00\n"
    "organiser: The network\ntags: one\nexcerpt: We listen.\n"
)
FAIR = "content/events/fair.md"
WEEKLY = "content/events/weekly.md"

LISTS = "/ events/ events/plan/ events/programme/* events/calendar.ics"
"""Who lists what is to come."""
FEEDS = "feed.xml events/feed.xml tags/one/feed.xml stakeholders/network/feed.xml"
NAMED = "tags/one/ tags/one/calendar.ics stakeholders/network/ stakeholders/network/calendar.ics"
"""Who has it under a tag, or as something the network holds."""
OWN = "events/talk/ events/talk/talk.ics"
BESIDE = "events/clinic/ events/fair/"
"""The pages that lead to it as the event before or after."""
DECEMBER = "events/2026/ events/2026/12/ events/2026/12/calendar.ics"
MARCH = "events/2027/ events/2027/03/ events/2027/03/calendar.ics"


MONTH = "events/2026/12/ events/2026/12/calendar.ics"


class Row(Struct, frozen=True):
    """One edit."""

    edit: Edit
    changed: str
    """Every file that comes out different, as patterns; each of them has to."""
    more: str = ""
    """What may be rendered although it comes out the same."""


TABLE: dict[str, Row] = {
    "the title": Row(
        change(TALK, "title: Talk", "title: Speech\naliases: Talk"),
        f"{OWN} {BESIDE} {DECEMBER} {LISTS} {FEEDS} {NAMED}",
    ),
    "another hour": Row(change(TALK, "12-05 1", "12-05 2"), f"{OWN} {MONTH} {LISTS} {FEEDS} {NAMED}"),
    "another month": Row(
        change(TALK, "2026-12-05", "2027-03-05"),
        f"{OWN} {BESIDE} {DECEMBER} {MARCH} {LISTS} {FEEDS} {NAMED}",
        more="events/past/",
    ),
    "a month that had nothing": Row(
        change(TALK, "2026-12-05", "2027-02-05"),
        f"{OWN} {BESIDE} {DECEMBER} {LISTS} {FEEDS} {NAMED} events/2027/ events/2027/02/ events/2027/03/"
        " events/2027/02/calendar.ics sitemap.xml",
        more="events/past/",
    ),
    "cancelled": Row(
        change(TALK, "tags: one", "tags: one\nstatus: cancelled"),
        f"{OWN} {DECEMBER} {LISTS} {FEEDS} {NAMED}",
    ),
    "the venue": Row(
        change(TALK, "tags: one", "tags: one\nvenue: Town hall"),
        f"{OWN} {MONTH} / events/ events/plan/ events/calendar.ics tags/one/"
        " tags/one/calendar.ics stakeholders/network/calendar.ics",
        more=f"stakeholders/network/ events/programme/* {FEEDS}",
    ),
    "the body": Row(change(TALK, "Listen.", "Do listen."), f"events/talk/ {FEEDS}"),
    "the body of what is in no feed": Row(change(FAIR, "Two days.", "Two long days."), "events/fair/"),
    "the title of what nobody names": Row(
        change(FAIR, "title: Fair", "title: Big fair"),
        f"events/fair/ events/fair/fair.ics events/talk/ {MARCH} {LISTS}",
    ),
    "one date more of a series": Row(
        change(WEEKLY, "except: 2026-11-17", "except: 2026-11-17\nalso: 2027-03-09"),
        f"events/weekly/ events/weekly/weekly.ics events/weekly/weekly.next.ics {MARCH} {LISTS}"
        " events/2026/11/calendar.ics events/2026/12/calendar.ics",
        more="events/past/",
    ),
    "one date of a series cancelled": Row(
        change(WEEKLY, "{time: 18:00, note: Later.}", "{time: 18:00, status: cancelled}"),
        f"events/weekly/ events/weekly/weekly.ics events/weekly/weekly.next.ics {DECEMBER} {LISTS}"
        " events/2026/11/calendar.ics",
        more="events/past/ events/2026/11/",
    ),
}


WITH_TALK = {**FILES, TALK: entry(HEAD, "Listen.")}


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Clean:
    return clean_builds(tmp_path_factory, WITH_TALK, {what: row.edit for what, row in TABLE.items()})


@pytest.mark.parametrize("build", [remembering, storing])
@pytest.mark.parametrize("what", TABLE)
def test_an_edit_of_an_event_renders_what_shows_it_and_nothing_else(
    tmp_path: Path, what: str, build: Callable[[Site], Site], clean: Clean
) -> None:
    row = TABLE[what]
    site = build(Site(tmp_path, KINDS, OUTPUTS).write(WITH_TALK))
    before = site.output

    row.edit(site)
    after = build(site).output
    changed = {path for path in after if before.get(path) != after[path]} - {"next-change.json"}

    assert after == clean(what).output
    assert beyond(changed, paths(row.changed)) == set()
    assert [path for path in paths(row.changed) if not any(fnmatch(one, path) for one in changed)] == []
    assert beyond(site.rendered - changed, paths(f"{row.more} next-change.json")) == set()
