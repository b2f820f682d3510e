"""The pages that gather a facet from entries of any kind: consultations and next steps."""

import datetime as dt

from sitegen.outputs.actions import ACTIONS
from sitegen.outputs.consultations import CONSULTATIONS
from tests.conftest import MakeSite, Site

LAYOUTS = {
    "layouts/consultations.html": "{% for each in items %}{{ each.card.title }} {{ each.state }};{% endfor %}",
    "layouts/actions.html": "{% for each in items %}{{ each.action.what }} {{ each.action.status }};{% endfor %}",
}
OUTPUTS = (CONSULTATIONS, ACTIONS)


def asked(title: str, closes: str, more: str = "") -> dict[str, str]:
    text = (
        f"---\ntitle: {title}\nconsultation:\n  closes: {closes}\n  respond: {{email: a@b.example}}\n{more}---\n"
    )
    return {f"content/{title.lower()}.md": text}


def gathered(make_site: MakeSite, files: dict[str, str]) -> Site:
    return make_site({**LAYOUTS, **files}, outputs=OUTPUTS)


def test_open_consultations_come_first_and_the_soonest_to_close_before_the_others(make_site: MakeSite) -> None:
    site = gathered(
        make_site,
        {
            **asked("Past", "2010-02-03"),
            **asked("Later", "2027-02-01"),
            **asked("Soon", "2026-12-01"),
            **asked("Coming", "2027-04-16", "  opens: 2027-03-01\n"),
        },
    )
    assert site.page("have-your-say/index.html") == "Soon open;Later open;Coming forthcoming;Past closed;"


def test_the_page_is_made_anew_when_one_closes_and_not_before(make_site: MakeSite) -> None:
    site = gathered(make_site, asked("Soon", "2026-12-01"))
    site.build(as_of=dt.datetime(2026, 12, 1, 23, 59, tzinfo=dt.UTC))
    assert site.rendered == set()
    site.build(as_of=dt.datetime(2026, 12, 2, tzinfo=dt.UTC))
    assert site.page("have-your-say/index.html") == "Soon closed;"


def test_open_steps_come_first_by_the_day_they_are_due(make_site: MakeSite) -> None:
    text = (
        "---\ntitle: Plan\nactions:\n  - {what: done, due: 2026-01-01, status: done}\n"
        "  - {what: later, due: 2027-01-01}\n  - {what: sooner, due: 2026-12-01}\n---\n"
    )
    site = gathered(make_site, {"content/plan.md": text})
    assert site.page("next-steps/index.html") == "sooner open;later open;done done;"


def test_the_log_is_made_anew_when_a_step_is_overdue_and_not_before(make_site: MakeSite) -> None:
    shown = "{% for each in items or owners[0].steps %}{{ each.action.what }} {{ each.overdue }};{% endfor %}"
    text = (
        "---\ntitle: Plan\nactions:\n  - {what: it, due: 2026-12-01}\n  - {what: that, due: 2027-01-01}\n"
        "  - {what: done, due: 2026-01-01, status: done}\n---\n"
    )
    site = gathered(make_site, {"content/plan.md": text, "layouts/actions.html": shown})
    assert site.page("next-steps/index.html") == "it False;that False;done False;"
    site.build(as_of=dt.datetime(2026, 12, 1, 23, 59, tzinfo=dt.UTC))
    assert site.rendered == set()
    site.build(as_of=dt.datetime(2026, 12, 2, tzinfo=dt.UTC))
    assert site.rendered == {"next-steps/index.html", "next-steps/by-owner/index.html", "next-change.json"}
    assert site.page("next-steps/index.html") == "it True;that False;done False;"


def test_a_stakeholder_has_their_open_steps_as_days_of_a_calendar_and_a_table_has_all(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/stakeholders/lea.md": "---\ntitle: Lea\ntype: person\n---\n",
            "content/stakeholders/tom.md": "---\ntitle: Tom\ntype: person\n---\n",
            "content/events/open-day.md": (
                "---\ntitle: Open day\nstart: 2027-02-03 10:00\n---\n- [ ] =2+3 @Lea due:[[Open day]]\n"
                "- [ ] Ring @Lea due:2026-12-24\n- [x] Write @Lea @Tom due:2026-11-01\n- [ ] Some day @Tom\n"
            ),
        }
    )
    calendar = site.page("stakeholders/lea/next-steps.ics")
    assert calendar.count("BEGIN:VEVENT") == 2
    assert calendar.index("SUMMARY:Ring\nDTSTART;VALUE=DATE:20261224") < calendar.index(
        "DTSTART;VALUE=DATE:20270203"
    )
    assert "URL:https://hub.example/events/open-day/#step-2" in calendar
    assert "TRANSP:TRANSPARENT" in calendar
    assert "BEGIN:VEVENT" not in site.page("stakeholders/tom/next-steps.ics")
    rows = site.page("next-steps/next-steps.csv").splitlines()
    assert rows[2].startswith("'=2+3,open,2027-02-03T10:00:00+00:00,Open day,Lea,")
    assert rows[2].endswith("https://hub.example/events/open-day/#step-1")
    assert [row.partition(",")[0] for row in rows[1:]] == ["Ring", "'=2+3", "Some day", "Write"]
    owners = site.page("next-steps/by-owner/index.html")
    assert (
        owners.index('id="Owner-lea"')
        < owners.index("../../stakeholders/lea/next-steps.ics")
        < owners.index("Tom")
    )


def test_steps_of_the_same_words_are_different_days_of_a_calendar(make_site: MakeSite) -> None:
    steps = "- [ ] Report @Lea due:2026-12-24\n- [ ] Report @Lea due:2027-01-24\n"
    site = make_site(
        {
            "content/stakeholders/lea.md": "---\ntitle: Lea\ntype: person\n---\n",
            "content/events/day.md": f"---\ntitle: Day\nstart: 2026-01-03\n---\n{steps}",
        }
    )
    calendar = site.page("stakeholders/lea/next-steps.ics")
    uids = [line for line in calendar.splitlines() if line.startswith("UID:")]
    assert len(uids) == len(set(uids)) == 2


def test_where_nothing_is_asked_or_promised_there_is_no_page_for_it(make_site: MakeSite) -> None:
    site = gathered(make_site, {"content/about.md": "# About\n"})
    assert site.errors == []
    assert list(site.made) == []


def test_a_menu_that_nobody_wrote_has_a_door_to_the_consultations_once_there_are_any(make_site: MakeSite) -> None:
    menu = {
        "layouts/consultations.html": "{% for door in view.menu() %}{{ door.text }} {{ door.to }};{% endfor %}"
    }
    entry = "content/a.md", "---\ntitle: A\n---\n"
    layouts = {**LAYOUTS, **menu, "layouts/page.html": menu["layouts/consultations.html"]}
    without = make_site({**layouts, entry[0]: entry[1]}).page("a/index.html")
    asking = make_site({**layouts, **asked("Soon", "2026-12-01")}).page("have-your-say/index.html")
    assert without == "Home ../;"
    assert asking == "Home ../;Have your say ;"
