"""`next-change.json`: when the clock alone changes a page, why and which; and that it keeps its word."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.conftest import SITE_YAML, MakeSite, Site
from tests.engine.every_kind import FILES

NAME = "next-change.json"
EVENT = "---\ntitle: {}\nstart: {}\nend: {}\nexcerpt: Come.\n---\nCome.\n"
OPEN_DAY = EVENT.format("Open day", "2026-11-22 10:00", "2026-11-22 16:00")
LATER = "---\ntitle: A secret\nexcerpt: Hush.\n---\nNot yet.\n"
CONSULTATION = "---\ntitle: Draft\ndate: 2026-01-01\ntype: paper\nexcerpt: Read.\nconsultation:\n{}---\nWords.\n"
ANSWER = "  respond: {email: a@hub.example}\n"


def told(site: Site) -> Any:
    return json.loads(site.output[NAME])


def at(moment: str) -> dt.datetime:
    return dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC)


def test_it_names_the_instant_the_reason_and_the_pages(make_site: MakeSite) -> None:
    site = make_site({"content/events/open-day.md": OPEN_DAY})

    found = told(site)
    assert (found["next_change"], found["why"]) == ("2026-11-22T16:00:00Z", ["“Open day” ends"])
    assert {"events/index.html", "index.html"} <= set(found["pages"]) <= set(site.output)
    assert "events/2026/11/index.html" not in found["pages"]
    assert NAME not in site.page("sitemap.xml")


def test_a_site_without_a_clock_never_changes(make_site: MakeSite) -> None:
    site = make_site({"content/about.md": "---\ntitle: About\n---\nWords.\n"}, outputs=())

    assert site.output == {NAME: b'{\n  "next_change": null,\n  "why": [],\n  "pages": []\n}\n'}


def test_a_day_begins_at_midnight_where_the_site_is(make_site: MakeSite) -> None:
    site = make_site(
        {
            "site.yaml": SITE_YAML.replace("Europe/London", "Pacific/Auckland"),
            "content/events/open-day.md": EVENT.format("Open day", "2026-12-24", "2026-12-24"),
        },
        as_of=at("2026-11-22T12:00"),
    )

    assert (told(site)["next_change"], told(site)["why"]) == ("2026-11-23T11:00:00Z", ["a new day begins"])
    assert 'As of <time datetime="2026-11-23">23 November 2026</time>' in site.page("events/index.html")


def test_everything_that_happens_at_one_instant_is_told_once_and_in_order(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/events/b.md": EVENT.format("B", "2026-11-22", "2026-11-22"),
            "content/events/a.md": EVENT.format("A", "2026-11-22 20:00", "2026-11-23 00:00"),
            "content/documents/draft.md": CONSULTATION.format("  closes: 2026-11-22\n" + ANSWER),
            "content/posts/2026-11-23-one.md": LATER,
            "content/posts/2026-11-23-two.md": LATER.replace("secret", "surprise"),
        }
    )

    assert told(site)["next_change"] == "2026-11-23T00:00:00Z"
    assert told(site)["why"] == [
        "a new day begins",
        "a new week begins",
        "a scheduled entry is published",
        "the consultation “Draft” closes",
        "“A” ends",
        "“B” ends",
    ]


@pytest.mark.parametrize(
    ("fields", "why"),
    {
        "it opens": ("  opens: 2026-11-22 12:00\n  closes: 2026-12-01\n", "the consultation “Draft” opens"),
        "it closes": ("  closes: 2026-11-22 12:00\n", "the consultation “Draft” closes"),
        "its outcome": (
            "  closes: 2026-11-20\n  outcome: {date: 2026-11-22 12:00, did: Something.}\n",
            "the outcome of the consultation “Draft” is published",
        ),
        "its outcome as it closes": (
            "  closes: 2026-11-22 12:00\n  outcome: {date: 2026-11-22 12:00, did: Something.}\n",
            "the outcome of the consultation “Draft” is published",
        ),
    }.values(),
)
def test_a_consultation_says_what_becomes_of_it(make_site: MakeSite, fields: str, why: str) -> None:
    site = make_site({"content/documents/draft.md": CONSULTATION.format(fields + ANSWER)})

    assert told(site)["next_change"] == "2026-11-22T12:00:00Z"
    assert why in told(site)["why"]
    assert {"documents/draft/index.html", "documents/index.html"} <= {*told(site)["pages"]}


def test_nobody_learns_the_name_of_what_is_scheduled_but_its_writers(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/posts/first.md": LATER.replace("title", "date: 2026-11-22 12:00\ntitle"),
            "content/about.md": "---\ntitle: About\n---\nWords.\n",
        }
    )

    assert told(site) == {
        "next_change": "2026-11-22T12:00:00Z",
        "why": ["a scheduled entry is published"],
        "pages": [],
    }
    assert site.result.next_why == ("content/posts/first.md is published",)
    assert not any(b"secret" in data for data in site.output.values())


def test_a_draft_changes_nothing(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/about.md": "---\ntitle: About\n---\nWords.\n",
            "content/posts/2026-11-23-later.md": LATER.replace("title", "draft: true\ntitle"),
        }
    )

    assert "a scheduled entry is published" not in told(site)["why"]


def test_the_file_is_rendered_only_when_it_says_something_else(make_site: MakeSite) -> None:
    site = make_site({"content/events/open-day.md": OPEN_DAY})

    site.build(as_of=at("2026-11-22T12:00"))
    assert site.rendered == set()
    site.edit("content/events/open-day.md", OPEN_DAY.replace("title: Open day", "title: Open house")).build()
    assert NAME in site.rendered
    assert told(site)["why"] == ["“Open house” ends"]
    assert site.output == site.clean_build().output


@pytest.mark.parametrize("text", ["mine", None])
def test_a_file_that_somebody_touched_is_put_right(make_site: MakeSite, text: str | None) -> None:
    site = make_site({"content/events/open-day.md": OPEN_DAY})
    before, place = site.output, site.root / "output" / NAME
    if text is None:
        place.unlink()
    else:
        place.write_text(text, encoding="utf-8")

    site.build()

    assert site.output == before
    assert site.result.reasons == {NAME: "its file was not as it had been left"}


def test_a_file_of_that_name_in_content_is_an_error_at_the_file(make_site: MakeSite) -> None:
    site = make_site({"content/events/open-day.md": OPEN_DAY, "content/static/next-change.json": "{}"})

    (found,) = site.errors
    assert found.code == "address-collision"
    assert found.span.path == "content/static/next-change.json"
    assert "/next-change.json" in found.message


def test_a_check_knows_it_and_writes_nothing(make_site: MakeSite) -> None:
    site = make_site({"content/events/open-day.md": OPEN_DAY}, build=False).build(write=False)

    assert site.result.next_change == at("2026-11-22T16:00")
    assert site.result.next_why == ("“Open day” ends",)
    assert site.output == {}


@pytest.mark.thorough
def test_it_keeps_its_word(tmp_path: Path) -> None:
    """Up to the instant no file differs, the file itself included; then pages do, and only those named."""
    site = Site(tmp_path, KINDS, OUTPUTS).write(FILES).build()
    unnamed = {"a scheduled entry is published", "dates of another year are listed"}
    seen = set()
    for _ in range(8):
        before, said = site.output, told(site)
        due = dt.datetime.fromisoformat(said["next_change"])

        site.as_of = due - dt.timedelta(seconds=1)
        assert site.clean_build().output == before
        assert site.build().rendered == set()

        site.build(as_of=due)
        differing = {path for path in before.keys() | site.output if before.get(path) != site.output.get(path)}
        assert NAME in differing
        if not unnamed & {*said["why"]}:
            assert differing - {NAME} <= {*said["pages"]}
            assert differing & {*said["pages"]}
        assert site.output == site.clean_build().output
        seen.update(said["why"])
    assert len(seen) > 2


def test_pages_that_do_not_ask_the_clock_are_the_same_whenever_they_are_built(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/events/open-day.md": OPEN_DAY,
            "content/events/weekly.md": OPEN_DAY.replace("Open day", "Weekly\nrepeat: {every: week}"),
            "content/documents/draft.md": CONSULTATION.format("  closes: 2026-12-01\n" + ANSWER),
            "content/posts/2026-01-01-first.md": "---\ntitle: First\n---\nWords.\n",
            "content/wiki/guide.md": "---\ntitle: Guide\n---\nWords.\n",
        }
    )
    before = site.output

    site.build(as_of=at("2026-12-20T09:00"))

    assert site.errors == []
    assert {path for path in before.keys() | site.output if before.get(path) != site.output.get(path)} == {
        NAME,
        "documents/draft/index.html",
        "documents/index.html",
        "events/index.html",
        "events/open-day/index.html",
        "events/past/index.html",
        "events/plan/index.html",
        "events/programme/index.html",
        "events/programme/programme.csv",
        "events/weekly/index.html",
        "events/weekly/weekly.next.ics",
        "have-your-say/index.html",
        "index.html",
    }


SERIES = "---\ntitle: Series\nstart: {} 10:00\n{}excerpt: Come.\n---\nCome.\n"
YEARS = {
    "every week": ("2026-01-05", "repeat: {every: week}\n", "2027"),
    "every second year": ("2027-06-01", "rrule: FREQ=YEARLY;INTERVAL=2\n", "2027"),
    "every third year": ("2026-06-01", "rrule: FREQ=YEARLY;INTERVAL=3\n", "2027"),
    "every fourth year": ("2026-06-01", "rrule: FREQ=YEARLY;INTERVAL=4\n", "2028"),
    "on leap days": ("2024-02-29", "rrule: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29\n", "2030"),
    "every day for a dozen years": ("2015-01-05", "repeat: {every: day}\n", "2027"),
    "more often than is shown, and over": ("2015-01-05", "rrule: FREQ=DAILY;COUNT=3000\n", ""),
    "so often and no more": ("2026-01-05", "rrule: FREQ=YEARLY;COUNT=3\n", ""),
    "once more often than the horizon shows": ("2026-01-05", "rrule: FREQ=YEARLY;COUNT=4\n", "2027"),
    "until a day before the horizon": ("2026-01-05", "rrule: FREQ=WEEKLY;UNTIL=20281230\n", ""),
    "once, beyond the horizon": ("2040-01-05", "", ""),
}


@pytest.mark.parametrize("what", YEARS)
def test_a_new_year_counts_when_it_brings_another_date(make_site: MakeSite, what: str) -> None:
    """The site shows dates up to two years ahead."""
    start, rule, year = YEARS[what]
    site = make_site({"site.yaml": SITE_YAML + "horizon: 2\n", "content/events/s.md": SERIES.format(start, rule)})
    assert site.errors == []

    assembled = site.cache.records[str(site.root / "output")].assembled
    assert assembled is not None
    until = assembled.site.until
    assert (until.isoformat() if until else "") == (f"{year}-01-01T00:00:00+00:00" if year else "")
    assert assembled.site.until_why == (("dates of another year are listed",) if year else ())


def test_a_date_that_a_new_year_brings_is_found_by_the_next_build(make_site: MakeSite) -> None:
    rare = SERIES.format("2027-06-01", "rrule: FREQ=YEARLY;INTERVAL=2\n")
    site = make_site({"site.yaml": SITE_YAML + "horizon: 2\n", "content/events/s.md": rare})
    assert "events/2029/06/index.html" not in site.output

    site.build(as_of=at("2027-01-02T09:00"))

    assert "events/2029/06/index.html" in site.output
    assert site.output == site.clean_build().output
