"""The pages that only the internal build has: power and interest, contacts, what needs looking after."""

import datetime as dt
import re
from collections.abc import Callable

import pytest

from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.conftest import SITE_YAML, Site


def who(title: str, private: str = "", more: str = "") -> str:
    known = f"private: {{{private}}}\n" if private else ""
    return f"---\ntitle: {title}\ntype: network\nstatus: in-touch\n{more}{known}---\nSome people.\n"


HUB: dict[str, str | bytes] = {
    "site.yaml": SITE_YAML,
    "content/wiki/open.md": "---\ntitle: Open\nreview_by: 2026-11-01\n---\n[[Nowhere yet]] and [[Leads]].\n",
    "content/wiki/plan.md": "---\ntitle: The plan\nvisibility: internal\n---\n[[Open]]\n",
    "content/stakeholders/leads.md": who("Leads", "power: 5, interest: 4, stance: for it"),
    "content/stakeholders/office.md": who("The office", "power: 5, interest: 3, last_contact: 2026-03-12"),
    "content/stakeholders/circle.md": who("Circle", "power: 3, interest: 4, last_contact: 2027-01-01"),
    "content/stakeholders/others.md": who("Others", "power: 1, interest: 1"),
    "content/stakeholders/ada.md": "---\ntitle: Ada\ntype: person\nmember_of: Leads\n---\nA person.\n",
    "content/events/clinic.md": (
        "---\ntitle: Clinic\nstart: 2026-11-10 10:00\nduration: 1 hour\nattending: Ada\norganiser: Others\n"
        "repeat: {every: week, count: 3}\noverrides: {2026-11-17: {status: cancelled}}\n---\nCome.\n"
    ),
    "content/events/off.md": (
        "---\ntitle: Off\nstart: 2026-11-20\nstatus: cancelled\norganiser: The office\n---\nNot held.\n"
    ),
}
"""Seen as of 22 November 2026: two dates of the clinic are past, of which the second was called off."""


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("colleagues"), KINDS, OUTPUTS).write(HUB)
    return site.build(output="output-internal", visibility="internal").at("output-internal")


@pytest.fixture(scope="module")
def shown(hub: Site) -> Callable[[str], str]:
    """Return a function that gives the words of a page below /internal/."""

    def shown(path: str) -> str:
        main = hub.page(f"internal/{path}index.html").partition("<main")[2].partition("</main>")[0]
        return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", main))

    return shown


def test_there_are_no_such_pages_in_a_public_build(hub: Site) -> None:
    public = Site(hub.root, KINDS, OUTPUTS).build().output

    assert [path for path in public if path.startswith("internal/")] == []
    assert not any(b"power-and-interest" in data for data in public.values() if data[:1] != b"/")


def test_the_front_leads_to_them_and_lists_what_no_other_site_has(hub: Site, shown: Callable[[str], str]) -> None:
    assert "Wiki page" in shown("") and "The plan" in shown("")
    page = hub.page("internal/index.html")
    assert all(f'href="{path}/"' in page for path in ("power-and-interest", "contacts", "looking-after"))


def test_the_table_beside_the_grid_says_who_is_in_which_quarter(hub: Site, shown: Callable[[str], str]) -> None:
    said = shown("power-and-interest/").partition("State")[2]
    quarters = ("Work with them closely", "Keep them satisfied", "Keep them informed", "Keep an eye on them")
    order = [said.index(words) for words in (*quarters,)]

    assert order == sorted(order)
    placed = [said.index(name) for name in ("Leads", "The office", "Circle", "Others")]
    assert all(start < place for start, place in zip(order, placed, strict=True))
    assert placed[0] < order[1] < placed[1] < order[2] < placed[2] < order[3]
    drawing = hub.page("internal/power-and-interest/index.html")
    assert drawing.count("<circle") == 4 and " style=" not in drawing


def test_a_contact_is_an_event_that_took_place_or_a_day_that_a_colleague_noted(
    shown: Callable[[str], str],
) -> None:
    said = shown("contacts/")

    assert "Leads 10 November 2026 12 days Clinic , through Ada" in said
    assert "Others 10 November 2026 12 days Clinic" in said
    assert "The office Nobody spoke to them since March 2026 12 March 2026 255 days" in said
    assert "Circle Nobody is known to have spoken to them" in said, "a day to come is no contact yet"
    assert said.index("Circle") < said.index("The office") < said.index("Leads")


def test_the_days_of_silence_are_those_of_the_day_of_the_build(hub: Site, shown: Callable[[str], str]) -> None:
    assert hub.result.next_change == dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    hub.build(output="output-internal", visibility="internal", as_of=dt.datetime(2026, 11, 25, tzinfo=dt.UTC))

    assert "12 March 2026 258 days" in shown("contacts/")
    assert "Others 24 November 2026 1 day " in shown("contacts/")


def test_the_report_says_what_check_health_says_with_links_to_the_pages(
    hub: Site, shown: Callable[[str], str]
) -> None:
    said = shown("looking-after/")

    assert "Wanted pages 1" in said and "Nowhere yet" in said
    assert "Past their review 1" in said and "to be reviewed by 1 November 2026" in said
    assert 'href="../../wiki/open/"' in hub.page("internal/looking-after/index.html")


def test_an_edit_that_changes_none_of_it_renders_none_of_them(hub: Site) -> None:
    def rendered(path: str, before: str, after: str) -> set[str]:
        hub.edit(path, str(HUB[path]).replace(before, after))
        hub.build(output="output-internal", visibility="internal")
        return {each for each in hub.rendered if each.startswith("internal/")}

    assert rendered("content/wiki/open.md", "and [[Leads]]", "or [[Leads]]") == set()
    grid = "internal/power-and-interest/index.html"
    assert rendered("content/stakeholders/others.md", "interest: 1", "interest: 2") == {grid}
