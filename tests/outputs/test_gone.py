"""A page that is gone says so at its address, and is nowhere else."""

import pytest

from tests.conftest import MakeSite

LIVE = {"content/wiki/new.md": "---\ntitle: New\n---\nWords.\n"}
GONE = (
    "---\ntitle: Old rules\ngone: true\ndate: 2026-01-02\nupdated: 2026-11-03\ntags: [rules, walks]\n"
    "aliases: [/older/]\n{}---\nA canary. {}\n"
)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("superseded_by: New\n", ""),
        ("", "[[Nothing]] and [[New]]"),
        ("", "[[#Part]] [x](old.md) [[wiki/old]] [[Older still]] ![[#Part]] [x](#part) and [[New]]\n\n## Part"),
        ("", "[x](new.md)"),
    ],
)
def test_its_address_says_so_and_leads_to_what_is_there_instead(
    make_site: MakeSite, field: str, text: str
) -> None:
    site = make_site(LIVE | {"content/wiki/old.md": GONE.format(field, text)})

    assert site.codes == []
    page = site.page("wiki/old/index.html")
    assert "<h1>Old rules</h1>" in page
    assert "3 November 2026" in page
    assert '<meta name="robots" content="noindex">' in page
    assert '<a href="../new/">New</a>' in page
    assert site.page("older/index.html").count("Old rules") == page.count("Old rules")


def test_nothing_else_is_published_of_it(make_site: MakeSite) -> None:
    site = make_site(LIVE | {"content/wiki/old.md": GONE.format("superseded_by: New\n", "")})

    named = {path for path, data in site.output.items() if b"Old rules" in data or b"/wiki/old" in data}
    assert named == {"wiki/old/index.html", "older/index.html"}
    assert not any(b"canary" in data for data in site.output.values())
    assert "tags/rules/index.html" not in site.output
    assert site.result.entries == 1


def test_links_to_it_are_a_warning_and_words(make_site: MakeSite) -> None:
    links = ("[[Old rules]]", "[x](old.md)", "[x](/wiki/old/)", "[[wiki/old|x]]", "![[Old rules]]")
    site = make_site(
        LIVE
        | {"content/wiki/old.md": GONE.format("", "")}
        | {f"content/wiki/p{n}.md": f"---\ntitle: P{n}\n---\n{text}\n" for n, text in enumerate(links)}
    )

    assert site.codes == ["hidden-target"] * len(links)
    assert all("is gone" in found.message for found in site.diagnostics)
    assert not any(b'href="../old/"' in site.output[f"wiki/p{n}/index.html"] for n in range(len(links)))


def test_a_page_in_its_place_is_told_at_the_field(make_site: MakeSite) -> None:
    site = make_site(LIVE | {"content/old.md": GONE.format("permalink: /wiki/new/\n", "")})

    assert site.places() == ["content/old.md:3:7 address-collision"]


def test_an_old_address_that_another_page_has_taken_is_left_to_it(make_site: MakeSite) -> None:
    site = make_site(
        {"content/wiki/new.md": "---\ntitle: New\naliases: /older/\n---\n"}
        | {"content/wiki/old.md": GONE.format("", "")}
    )

    assert site.codes == []
    assert "../wiki/new/" in site.page("older/index.html")


def test_a_newer_page_that_is_not_there_is_an_error(make_site: MakeSite) -> None:
    site = make_site(LIVE | {"content/wiki/old.md": GONE.format("superseded_by: Nothing\n", "")})

    assert site.codes == ["broken-relation"]


def test_a_registered_page_that_is_gone_is_not_lost(make_site: MakeSite) -> None:
    page = "---\ntitle: Old rules\n{}---\nWords.\n"
    site = make_site(LIVE | {"addresses.txt": "", "content/wiki/old.md": page.format("")})

    site.edit("content/wiki/old.md", page.format("gone: true\n")).build()

    assert site.codes == []
    assert "is gone" in site.page("wiki/old/index.html")


def test_it_is_made_again_when_what_is_there_instead_changes_and_goes_with_its_field(make_site: MakeSite) -> None:
    site = make_site(LIVE | {"content/wiki/old.md": GONE.format("superseded_by: New\n", "")})

    site.edit("content/wiki/new.md", "---\ntitle: Newer\naliases: New\n---\nWords.\n").build()
    assert ">Newer</a>" in site.page("wiki/old/index.html")
    assert site.output == site.clean_build().output
    site.edit("content/wiki/old.md", GONE.format("", "").replace("gone: true\n", "")).build()
    assert "canary" in site.page("wiki/old/index.html")


def test_a_draft_that_is_gone_is_a_draft(make_site: MakeSite) -> None:
    site = make_site(LIVE | {"content/wiki/old.md": GONE.format("draft: true\n", "")})

    assert "wiki/old/index.html" not in site.output


EVENT = "---\ntitle: Fair\n{}date: 2026-01-02\nstart: 2026-12-10 10:00\nend: 2026-12-10 12:00\n{}---\nA canary.\n"


def test_calendars_are_told_that_an_event_is_gone(make_site: MakeSite) -> None:
    weekly = "repeat: every week\ntags: walks\nspeakers: Lea\naliases: /events/first/\n"
    lea = "---\ntitle: Lea\ntype: person\n{}---\n"
    site = make_site(
        LIVE
        | {"addresses.txt": "", "content/events/fair.md": EVENT.format("", weekly)}
        | {
            "content/stakeholders/lea.md": lea.format(""),
            "content/wiki/walks.md": "---\ntitle: W\ntags: walks\n---\n",
        }
    )
    files = ("events/fair/fair.ics", "events/fair/fair.next.ics")
    calendars = ("tags/walks/calendar.ics", "stakeholders/lea/calendar.ics", "events/calendar.ics")
    before = [uid for uid in site.page(files[0]).splitlines() if uid.startswith("UID")]
    number = next(int(each[9:]) for each in site.page(files[0]).splitlines() if each.startswith("SEQUENCE:"))

    site.edit("content/events/fair.md", EVENT.format("gone: true\n", weekly)).build()
    site.edit("content/stakeholders/lea.md", lea.format("gone: true\n")).build()

    assert [found.code for found in site.errors] == []
    for file in files:
        lines = site.page(file).splitlines()
        assert {"SUMMARY:Cancelled: Fair", "STATUS:CANCELLED", *before} <= {*lines}
        assert next(int(each[9:]) for each in lines if each.startswith("SEQUENCE:")) > number
        assert "canary" not in site.page(file)
    for calendar in calendars:
        assert "BEGIN:VCALENDAR" in site.page(calendar)
        assert "BEGIN:VEVENT" not in site.page(calendar)
    assert site.output == site.clean_build().output


def test_an_event_that_was_over_when_its_page_went_is_not_called_off(make_site: MakeSite) -> None:
    site = make_site(LIVE | {"content/events/fair.md": EVENT.format("gone: true\n", "updated: 2026-12-11\n")})

    assert site.codes == []
    assert {"SUMMARY:Fair", "STATUS:CONFIRMED"} <= {*site.page("events/fair/fair.ics").splitlines()}


def test_the_last_day_of_a_consultation_that_is_gone_is_cancelled(make_site: MakeSite) -> None:
    plan = (
        "---\ntitle: Plan\n{}date: 2026-01-02\ntype: paper\nconsultation:\n  closes: 2026-12-20\n"
        "  respond: {{email: a@b.example}}\n---\nWords.\n"
    )
    site = make_site(LIVE | {"addresses.txt": "", "content/documents/plan.md": plan.format("")})
    site.edit("content/documents/plan.md", plan.format("gone: true\n")).build()

    assert site.codes == []
    assert "STATUS:CANCELLED" in site.page("documents/plan/plan.closing.ics")


def test_a_registered_calendar_stays_when_its_page_is_an_event_no_more(make_site: MakeSite) -> None:
    weekly = "repeat: every week\n"
    site = make_site(LIVE | {"addresses.txt": "", "content/events/fair.md": EVENT.format("", weekly)})

    site.edit("content/events/fair.md", EVENT.format("", "")).build()
    assert site.codes == []
    assert "SUMMARY:Fair" in site.page("events/fair/fair.next.ics")

    site.remove("content/events/fair.md")
    site.edit("content/wiki/fair.md", "---\ntitle: Fair\naliases: [/events/fair/]\n---\nWords.\n").build()
    assert site.codes == []
    assert "BEGIN:VEVENT" not in site.page("events/fair/fair.ics")


def test_a_file_of_a_page_that_is_gone_is_told_with_what_can_be_done(make_site: MakeSite) -> None:
    paper = "---\ntitle: Paper\n{}date: 2026-01-02\ntype: paper\nattachments: a.csv\n---\nWords.\n"
    site = make_site(
        LIVE
        | {"addresses.txt": "", "content/documents/paper/index.md": paper.format("")}
        | {"content/documents/paper/a.csv": "a,b\n"}
    )
    site.edit("content/documents/paper/index.md", paper.format("gone: true\n")).build()

    (found,) = site.errors
    assert found.message.endswith("the page that it belongs to is gone")
    site.edit("content/static/documents/paper/a.csv", "a,b\n").build()
    assert site.codes == []
