"""Relations: whom a name in front matter means, and how it looks from the other side."""

import pytest
from lxml import etree

from tests.conftest import MakeSite, Site

PEOPLE = {
    "content/stakeholders/ada.md": "---\ntitle: Ada Ng\ntype: person\naliases: [Ada]\ntags: transport\n---\n",
    "content/stakeholders/crew.md": "---\ntitle: Crew\ntype: team\n---\nAll hands.\n",
    "content/wiki/ada.md": "---\ntitle: Ada\n---\nA language.\n",
}
EVENT = "---\ntitle: Fair\nstart: 2026-12-01\n{}\n---\nFun.\n"
MESSAGE = "---\ntitle: Say so\nstatus: agreed\naudience: {}\n---\nWords.\n"


def with_event(make_site: MakeSite, fields: str, **more: str) -> Site:
    return make_site({**PEOPLE, "content/events/fair.md": EVENT.format(fields), **more})


@pytest.mark.parametrize(
    "name",
    ["Ada Ng", "ada ng", "stakeholders/ada", "stakeholder:Ada", '"[[Ada Ng]]"', "[[Ada Ng]]", "[[Ada Ng|her]]"],
)
def test_a_relation_is_a_title_alias_slug_or_path_with_or_without_brackets(make_site: MakeSite, name: str) -> None:
    site = with_event(make_site, f"organiser: {name}")
    assert site.codes == []
    assert 'href="../../stakeholders/ada/">Ada Ng</a>' in site.page("events/fair/index.html")


def test_a_person_is_looked_for_among_stakeholders_only(make_site: MakeSite) -> None:
    page = with_event(make_site, "speakers: [Ada, Somebody]").page("events/fair/index.html")
    assert 'href="../../stakeholders/ada/">Ada Ng</a>' in page
    assert "wiki/ada" not in page
    assert "Somebody" in page


def test_what_must_name_something_and_does_not_is_told_with_the_nearest(make_site: MakeSite) -> None:
    site = with_event(make_site, "organiser: Ada Mg")
    assert site.places() == ["content/events/fair.md:4:12 broken-relation"]
    assert site.diagnostics[0].fix == "did you mean 'Ada Ng'?"


def test_a_relation_that_could_mean_two_lists_both(make_site: MakeSite) -> None:
    twin = {"content/stakeholders/other.md": "---\ntitle: Crew\ntype: team\n---\nText.\n"}
    site = with_event(make_site, "organiser: Crew", **twin)
    assert site.codes == ["ambiguous-link"]
    assert "[[stakeholders/crew]]" in site.diagnostics[0].note
    assert "[[stakeholders/other]]" in site.diagnostics[0].note


def test_a_relation_to_something_hidden_is_plain_words_and_a_warning(make_site: MakeSite) -> None:
    hidden = {
        "content/stakeholders/x.md": "---\ntitle: Agent X\ntype: person\nvisibility: internal\n---\nCANARY\n"
    }
    site = with_event(make_site, "organiser: Agent X\nspeakers: Agent X", **hidden)
    assert site.codes == ["hidden-target"]
    assert "Agent X" in site.page("events/fair/index.html")
    assert not any(b"CANARY" in data or b"stakeholders/x" in data for data in site.output.values())


def test_every_relation_is_a_line_of_the_others_timeline(make_site: MakeSite) -> None:
    site = with_event(
        make_site,
        "organiser: Crew\nspeakers: Ada Ng\nactions:\n- {what: Boats, who: [Ada Ng, Crew], due: 2027-01-02}",
        **{
            "content/posts/2026-03-01-a.md": "---\ntitle: News\nauthor: Ada Ng\n---\nBy [[Crew]].\n",
            "content/messages/m.md": MESSAGE.format("Crew"),
        },
    )
    ada, crew = site.page("stakeholders/ada/index.html"), site.page("stakeholders/crew/index.html")
    assert site.codes == []
    for words in ("Speaker at", "To do", "Boats", "Wrote"):
        assert words in ada
    for words in ("Organiser of", "To do", "Messages for them", "Mentioned in"):
        assert words in crew
    assert crew.count('messages/m/">') == 1
    line, mentions = crew.index("Organiser of"), crew.index("Mentioned in")
    assert line < mentions < crew.index(">News</a>")


def test_an_entry_has_one_line_on_a_timeline_for_all_its_relations(make_site: MakeSite) -> None:
    site = with_event(make_site, "organiser: Ada Ng\nspeakers: Ada Ng")
    page = site.page("stakeholders/ada/index.html")
    assert page.count('events/fair/">') == 1
    assert "Organiser of and speaker at" in page


def test_a_person_is_not_bothered_with_pages_of_no_list_that_mention_them_but_messages_are(
    make_site: MakeSite,
) -> None:
    site = with_event(
        make_site,
        "organiser: Crew",
        **{
            "content/privacy.md": "---\ntitle: Privacy\n---\nWrite to [[Ada Ng]]. See [[Words]].\n",
            "content/wiki/rules.md": "---\ntitle: Rules\n---\nAsk [[Ada Ng]].\n",
            "content/messages/words.md": MESSAGE.format("Crew").replace("Say so", "Words"),
        },
    )
    assert "Privacy" not in site.page("stakeholders/ada/index.html")
    assert "Rules" in site.page("stakeholders/ada/index.html")
    assert "Privacy" in site.page("messages/words/index.html")


def test_an_audience_may_be_a_tag(make_site: MakeSite) -> None:
    site = make_site({**PEOPLE, "content/messages/m.md": MESSAGE.format("transport")})
    assert site.codes == []
    assert 'href="../../tags/transport/">transport</a>' in site.page("messages/m/index.html")


def test_other_relations_may_not_be_a_tag(make_site: MakeSite) -> None:
    assert with_event(make_site, "organiser: transport").codes == ["broken-relation"]


NEWS = {"content/posts/2026-03-01-a.md": "---\ntitle: News\n---\nText.\n"}


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ("organiser: News", "`organiser` names a stakeholder, but 'News' is a post"),
        ("organiser: post:News", "`organiser` names a stakeholder, but 'post:News' is a post"),
        ("messages: Crew", "`messages` names a message, but 'Crew' is a stakeholder"),
        ("documents: Crew", "`documents` names a document, but 'Crew' is a stakeholder"),
        ("speakers: {who: Ada, nominated_by: News}", "`speakers.nominated_by` names a stakeholder"),
        ("actions: {what: Row, who: News}", "`actions.who` names a stakeholder"),
        ("actions: {what: Row, due: Crew}", "`actions.due` names an event"),
        ("actions: {what: Row, due: {event: Crew}}", "`actions.due.event` names an event"),
        (
            "consultation: {closes: 2026-12-24, respond: {post: Quay}, for: News}",
            "`consultation.for` names a stakeholder or a tag",
        ),
    ],
)
def test_a_relation_of_another_kind_than_its_field_wants_is_told(
    make_site: MakeSite, fields: str, message: str
) -> None:
    site = with_event(make_site, fields, **NEWS)
    assert site.codes == ["broken-relation"]
    assert site.diagnostics[0].message.startswith(message)


def test_a_name_that_two_kinds_bear_means_the_one_its_field_wants(make_site: MakeSite) -> None:
    site = with_event(make_site, "organiser: Ada\nrelated: wiki/ada")
    assert site.codes == []
    assert 'href="../../stakeholders/ada/"' in site.page("events/fair/index.html")


def test_the_nearest_name_is_looked_for_among_the_kinds_that_fit(make_site: MakeSite) -> None:
    close = {"content/posts/2026-03-01-a.md": "---\ntitle: Crews\n---\nText.\n"}
    assert with_event(make_site, "organiser: Crews", **close).diagnostics[0].fix == "did you mean 'Crew'?"


def message(title: str, parent: str) -> str:
    return f"---\ntitle: {title}\nstatus: agreed\naudience: Crew\nparent: {parent}\n---\nWords.\n"


def test_an_entry_that_leads_to_itself_is_told(make_site: MakeSite) -> None:
    site = make_site({**PEOPLE, "content/messages/a.md": message("A", "A")})
    assert site.places() == ["content/messages/a.md:5:9 conflicting-fields"]
    assert site.diagnostics[0].message == "`parent` names the entry itself"


def test_every_ring_of_entries_is_told_once_with_all_that_stand_in_it(make_site: MakeSite) -> None:
    site = make_site(
        {
            **PEOPLE,
            "content/messages/a.md": message("A", "B"),
            "content/messages/b.md": message("B", "C"),
            "content/messages/c.md": message("C", "A"),
            "content/messages/d.md": message("D", "A"),
            "content/wiki/old.md": "---\ntitle: Old\nsupersedes: New\n---\nText.\n",
            "content/wiki/new.md": "---\ntitle: New\nsupersedes: Old\n---\nText.\n",
        }
    )
    assert site.places() == [
        "content/messages/a.md:5:9 conflicting-fields",
        "content/wiki/new.md:3:13 conflicting-fields",
    ]
    assert site.diagnostics[0].message == "`parent` goes round in a ring: A → B → C → A"


def test_a_consultation_is_where_the_asked_were_asked(make_site: MakeSite) -> None:
    site = with_event(make_site, "consultation: {closes: 2026-12-24, respond: {post: Quay}, for: Crew}")
    assert "Asked in" in site.page("stakeholders/crew/index.html")


def test_who_is_named_twice_by_title_and_alias_is_shown_once(make_site: MakeSite) -> None:
    post = {"content/posts/2026-03-01-a.md": "---\ntitle: News\nauthors: [Ada Ng, Ada]\n---\nText.\n"}
    site = make_site({**PEOPLE, **post})
    assert site.page("blog/a/index.html").count(">Ada Ng</a>") == 1
    assert site.page("blog/index.html").count("Ada Ng") == 1


def test_an_action_due_by_an_event_stands_at_the_event_s_date_on_the_timeline(make_site: MakeSite) -> None:
    action = "{what: Row, who: Ada Ng, due: Fair, status: done}"
    plan = f"---\ntitle: Plan\ndate: 2026-02-03\nactions: {action}\n---\nText.\n"
    site = with_event(make_site, "", **{"content/posts/plan.md": plan})
    assert 'data-from="2026-12-01' in site.page("stakeholders/ada/index.html")


def test_the_page_of_a_group_quotes_who_mentions_it_and_names_each_neighbour_once(make_site: MakeSite) -> None:
    wiki = {f"content/wiki/w{n}.md": f"---\ntitle: Page {n}\n---\nAsk [[Crew]] about {n}.\n" for n in range(7)}
    ben = "---\ntitle: Ben\ntype: person\nmember_of: Crew\nrelated: [Crew]\n---\n"
    site = with_event(make_site, "organiser: Crew", **wiki, **{"content/stakeholders/ben.md": ben})
    page = etree.HTML(site.output["stakeholders/crew/index.html"])

    quotes = page.xpath("//section[.//h2='Mentioned in']//q")
    assert [quote.xpath("string()") for quote in quotes] == [f"Ask Crew about {n}." for n in range(7)]
    assert len(page.xpath("//section[.//h2='Mentioned in']/details//q")) == 2
    assert page.xpath("count(//aside//a[.='Ben'])") == 1
    assert not page.xpath("//ol[@class='timeline']")
    assert page.xpath("//h3/a[.='Fair']")
