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


def test_next_steps_never_ask_the_clock(make_site: MakeSite) -> None:
    site = gathered(
        make_site, {"content/plan.md": "---\ntitle: Plan\nactions:\n  - {what: it, due: 2026-12-01}\n---\n"}
    )
    site.build(as_of=dt.datetime(2027, 6, 1, tzinfo=dt.UTC))
    assert site.rendered == set()


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
