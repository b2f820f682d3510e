"""Golden cases: whole sites, small layouts, and the very bytes that come of them.

A case is a folder of `cases/` with a site.yaml. `expected.txt` holds the report and the list of published files;
`expected/` holds their bytes, of those only that `keep.txt` names when there is one. Run with UPDATE_CASES=1
to write both anew, and review the difference as code.
"""

import fnmatch
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import feedparser
import html5lib
import pytest
from icalendar import Calendar
from lxml import etree

from sitegen.diagnostics import report
from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.conftest import Site

CASES = Path(__file__).parent / "cases"
THEME = CASES / "theme"
NAMES = sorted(place.parent.name for place in CASES.glob("*/site.yaml"))
UPDATE = os.environ.get("UPDATE_CASES") == "1"


@pytest.mark.parametrize("name", NAMES)
def test_a_case_gives_what_it_always_gave(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.layouts.environment.packaged", lambda: THEME)
    case = CASES / name
    ignored = shutil.ignore_patterns("expected", "expected.txt", "keep.txt")
    shutil.copytree(case, tmp_path / "site", ignore=ignored)
    site = Site(tmp_path / "site", KINDS, OUTPUTS).build()

    kept = {path: data for path, data in site.output.items() if _keeps(case, path)}
    if UPDATE:
        _write(case, _told(site), kept)

    assert _told(site) == (case / "expected.txt").read_text(encoding="utf-8")
    assert kept == Site(case, KINDS, OUTPUTS).at("expected").output


def _keeps(case: Path, path: str) -> bool:
    chosen = case / "keep.txt"
    patterns = chosen.read_text(encoding="utf-8").split() if chosen.exists() else ["*"]
    return any(fnmatch.fnmatchcase(path, pattern) for pattern in patterns)


def _told(site: Site) -> str:
    """The report, what was published, and when the next page will differ."""

    def read(path: str) -> str | None:
        place = site.root / path
        return place.read_text(encoding="utf-8", errors="replace") if place.is_file() else None

    told = [report.text(site.diagnostics, read), *site.output]
    if site.result.next_change:
        told.append(f"next change: {site.result.next_change.isoformat()}")
    return "\n".join(line for line in told if line) + "\n"


def _write(case: Path, told: str, kept: dict[str, bytes]) -> None:
    (case / "expected.txt").write_text(told, encoding="utf-8")
    shutil.rmtree(case / "expected", ignore_errors=True)
    for path, data in kept.items():
        place = case / "expected" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def read_page(data: bytes) -> None:
    html5lib.HTMLParser(strict=True).parse(data.decode())


def read_feed(data: bytes) -> None:
    found = feedparser.parse(data)
    assert not found.bozo
    assert found.version == "atom10"
    assert found.feed.id and found.feed.title and found.feed.updated_parsed
    for entry in found.entries:
        assert entry.id and entry.title and entry.link and entry.updated_parsed


def read_sitemap(data: bytes) -> None:
    root = etree.fromstring(data)
    assert root.tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset"
    addresses = [place.text for place in root.iter("{*}loc")]
    assert addresses and len(set(addresses)) == len(addresses)
    assert all(address and address.startswith("https://") for address in addresses)


def read_calendar(data: bytes) -> None:
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    calendar = Calendar.from_ical(data)
    for event in calendar.walk("VEVENT"):
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(event)
        assert not event.errors
    described = {zone["TZID"] for zone in calendar.walk("VTIMEZONE")}
    assert {event["DTSTART"].params.get("TZID") for event in calendar.walk("VEVENT")} <= described | {None}


READERS: dict[str, Callable[[bytes], None]] = {
    "*.html": read_page,
    "*feed.xml": read_feed,
    "sitemap.xml": read_sitemap,
    "*.ics": read_calendar,
}


@pytest.mark.parametrize("pattern", READERS)
def test_what_is_expected_is_valid(pattern: str) -> None:
    found = [place for place in sorted(CASES.glob("*/expected/**/*")) if fnmatch.fnmatchcase(place.name, pattern)]
    assert found
    for place in found:
        READERS[pattern](place.read_bytes())
