import datetime as dt

from sitegen.outputs import OUTPUTS
from sitegen.outputs.house import HOUSE
from tests.conftest import MakeSite, Site

HOUSE_LAYOUT = (
    "roof: {{ roof.title if roof }};"
    "{% for pillar in pillars %}pillar: {{ pillar.card.title }} <"
    "{% for card in pillar.below %}{{ card.title }} {% endfor %}>;{% endfor %}"
    "others:{% for card in others %} {{ card.title }}{% endfor %};"
    "retired:{% for card in retired %} {{ card.title }}{% endfor %};"
)
MATRIX_LAYOUT = (
    "{% for row in matrix %}{{ row.audience.text }}"
    "{% for cell in row.cells %} | {% for card in cell %}{{ card.title }} {% endfor %}{% endfor %}"
    " || {% for card in row.elsewhere %}{{ card.title }} {% endfor %};{% endfor %}"
)


def message(title: str, parent: str = "", status: str = "agreed", audience: str = "Lea") -> dict[str, str]:
    under = f"parent: {parent}\n" if parent else ""
    return {
        f"content/messages/{title.lower()}.md": (
            f"---\ntitle: {title}\naudience: [{audience}]\nstatus: {status}\n{under}---\nText.\n"
        )
    }


PEOPLE = {
    "content/stakeholders/lea.md": "---\ntitle: Lea\ntype: person\n---\n",
    "content/stakeholders/kate.md": "---\ntitle: Kate\ntype: person\n---\n",
}


def messages(make_site: MakeSite, *files: dict[str, str], layout: str = HOUSE_LAYOUT) -> Site:
    written = {path: text for file in files for path, text in file.items()}
    return make_site({"layouts/messages.html": layout, **PEOPLE, **written}, outputs=(HOUSE,))


def test_the_message_with_most_others_under_it_is_the_roof(make_site: MakeSite) -> None:
    site = messages(
        make_site,
        message("Alone"),
        message("Small"),
        message("Under", parent="Small"),
        message("Roof"),
        message("P1", parent="Roof"),
        message("P2", parent="Roof"),
        message("Deep", parent="P1"),
        message("Deeper", parent="Deep"),
    )
    assert site.page("messages/index.html") == (
        "roof: Roof;pillar: P1 <Deep Deeper >;pillar: P2 <>;others: Alone Small Under;retired:;"
    )


def test_messages_without_parents_build_no_house(make_site: MakeSite) -> None:
    site = messages(make_site, message("A"), message("B"))
    assert site.page("messages/index.html") == "roof: ;others: A B;retired:;"


def test_retired_messages_stand_apart_and_hold_nothing_up(make_site: MakeSite) -> None:
    site = messages(
        make_site,
        message("Roof"),
        message("Live", parent="Roof"),
        message("Old", parent="Roof", status="retired"),
    )
    assert site.page("messages/index.html") == "roof: Roof;pillar: Live <>;others:;retired: Old;"


def test_a_message_past_its_last_day_is_on_no_sheet_and_says_so(make_site: MakeSite) -> None:
    offer = "---\ntitle: The offer\nstatus: agreed\naudience: [Ada]\nexpires: 2026-11-30\n---\n"
    other = "---\ntitle: Another\nstatus: agreed\naudience: [Ada]\n---\n"
    ada = "---\ntitle: Ada\ntype: person\n---\n"
    files = {"messages/offer": offer, "messages/other": other, "stakeholders/ada": ada}
    site = make_site({f"content/{name}.md": text for name, text in files.items()}, outputs=OUTPUTS)
    assert "The offer" in site.page("messages/sheet/index.html")
    assert ">Expired<" not in site.page("messages/offer/index.html")

    site.build(as_of=dt.datetime(2026, 12, 1, tzinfo=dt.UTC))
    assert "The offer" not in site.page("messages/sheet/index.html")
    assert ">Expired<" in site.page("messages/offer/index.html")
    assert "Ready to use" not in site.page("messages/offer/index.html")
    assert "<p>Expired</p>" in site.page("messages/index.html")
    assert site.output == site.clean_build().output


def test_the_matrix_has_a_row_for_each_audience_and_a_cell_for_each_pillar(make_site: MakeSite) -> None:
    site = messages(
        make_site,
        message("Roof", audience="Kate"),
        message("P1", parent="Roof", audience="Lea, Kate"),
        message("P2", parent="Roof", audience="Lea"),
        message("Deep", parent="P2", audience="Kate"),
        message("Other", audience="Lea"),
        layout=MATRIX_LAYOUT,
    )
    assert site.page("messages/index.html") == "Kate | P1  | Deep  || Roof ;Lea | P1  | P2  || Other ;"


def test_without_messages_there_is_no_house(make_site: MakeSite) -> None:
    assert list(messages(make_site).made) == []


def test_what_is_agreed_is_on_one_sheet_the_roof_first(make_site: MakeSite) -> None:
    layouts = {"layouts/message_sheet.html": "{% for card in messages %}{{ card.title }};{% endfor %}"}
    files = (
        message("Roof"),
        message("Pillar", "Roof"),
        message("Old", "Roof", "retired"),
        message("New", "", "draft"),
    )
    site = messages(make_site, *files, message("Below", "Pillar"), layouts, layout="{{ sheet | path }}")

    assert site.page("messages/sheet/index.html") == "Roof;Pillar;Below;"
    assert site.page("messages/index.html") == "/messages/sheet/"

    site.edit("content/messages/roof.md", message("Roof", status="draft")["content/messages/roof.md"])
    site.edit("content/messages/sheet.md", message("Sheet")["content/messages/sheet.md"]).build()

    assert site.errors == []
    assert "messages/sheet/index.html" not in site.output
    assert site.page("messages/index.html") == ""
