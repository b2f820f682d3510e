"""Lists by shelves, the pages of each shelf, and the rail that the pages below show."""

import re

import pytest
from lxml import html

from sitegen.outputs.entries import ENTRIES
from sitegen.outputs.lists import LISTS
from sitegen.questions import shelves
from tests.conftest import MakeSite, Site

ROWS = (
    "{{ directory.title }}{% if shelf %} {{ shelf.label }} {{ shelf.count }}:"
    "{% for card in items %} {{ card.title }}{% endfor %}{% else %}"
    "{% for one in front.shelves %} [{{ one.label }} {{ one.count }}:"
    "{% for row in one.rows %} {{ row.card.title }}{% if row.on %}({{ row.on | join('+') }}){% endif %}"
    "{% endfor %}]"
    "{% endfor %}{% endif %} {% for one in shelves %}{{ one.to | path }}={{ one.count }} {% endfor %}"
)
RAIL = (
    "{% set tree = view.section_tree(entry.key) %}{% if tree %}"
    "{{ tree.above[0].text }}@{{ tree.above[0].to | path }}:"
    "{% for one in tree.beside %} {{ one.text }}{% endfor %} {{ tree.before.text if tree.before }}<"
    ">{{ tree.after.text if tree.after }}{% endif %}"
)
LAYOUTS = {
    **{f"layouts/{name}.html": ROWS for name in ("front", "wiki_front", "stakeholders", "documents")},
    **{f"layouts/{name}.html": RAIL for name in ("wiki", "stakeholder", "document", "entry")},
    "layouts/wiki_pages.html": "A to Z",
    "layouts/names.html": "{{ names | map(attribute='title') | join(' ') }}",
}


def shelved(make_site: MakeSite, files: dict[str, str]) -> Site:
    return make_site({**LAYOUTS, **files}, outputs=(LISTS, ENTRIES))


def wiki(*names: str) -> dict[str, str]:
    return {f"content/wiki/{name}.md": f"---\ntitle: {name.rpartition('/')[2]}\n---\n" for name in names}


MANY = wiki(*(f"tools/t{number}" for number in range(6)), "tools/inner/deep", "about-us", "zoo/ape", "zoo/bee")


def test_a_wiki_is_on_shelves_by_folder_with_a_page_for_each_and_an_index_by_letter(make_site: MakeSite) -> None:
    site = shelved(make_site, MANY | {"content/wiki/zoo/index.md": "---\ntitle: Animals\norder: 1\n---\n"})
    section = "section:tools"
    tools = " ".join(f"{name}({section})" for name in ("deep", *(f"t{number}" for number in range(6))))
    assert site.page("wiki/index.html").split(" /")[0] == (
        "Wiki [Animals 3: Animals(section:zoo) ape(section:zoo) bee(section:zoo)] "
        f"[Tools 7: {tools}] [Other pages 1: about-us(section:)]"
    )
    assert "/wiki/by/section/zoo/=3 /wiki/by/section/tools/=7 /wiki/by/section/=1" in site.page("wiki/index.html")
    assert site.page("wiki/by/section/zoo/index.html").startswith("Wiki Animals 3: Animals ape bee ")
    assert site.page("wiki/by/letter/index.html") == "A to Z"
    assert site.page("wiki/zoo/ape/index.html") == "Wiki@/wiki/: ape bee Animals<>bee"
    assert site.page("wiki/tools/t0/index.html").startswith("Tools@/wiki/by/section/tools/: ")


@pytest.mark.parametrize("names", [("a/one", "b/two"), tuple(map(str, range(20)))], ids=["few", "no folders"])
def test_few_pages_and_a_wiki_without_folders_are_an_index_by_letter_alone(
    make_site: MakeSite, names: tuple[str, ...]
) -> None:
    site = shelved(make_site, wiki(*names))
    assert site.page("wiki/index.html") == "A to Z"
    assert [path for path in site.made if "/by/" in path] == []


def people(**states: str) -> dict[str, str]:
    return {
        f"content/stakeholders/{name}.md": f"---\ntitle: {name}\ntype: {type}\n"
        f"{f'status: {status}' if status else ''}\n---\n"
        for name, (type, _, status) in ((name, state.partition("/")) for name, state in states.items())
    }


STATES = people(
    a="team/lapsed", b="team/lapsed", c="person", d="person", e="organisation/wanted", f="organisation/in-touch",
    g="network/in-touch", h="network/lapsed", i="organisation/working-together",
)  # fmt: skip


def test_a_stakeholder_is_on_the_shelf_of_its_state_else_of_its_type_in_the_order_of_the_kind(
    make_site: MakeSite,
) -> None:
    site = shelved(make_site, STATES)
    front = re.sub(r"\([^)]*\)", "", site.page("stakeholders/index.html").split(" /")[0])
    assert front == (
        "Stakeholders [Working together 1: i] [In touch 2: f g] [Wanted 1: e] [Lapsed 3: a b h] [People 2: c d]"
    )
    assert " c(type:person)" in site.page("stakeholders/index.html")
    assert " a(status:lapsed+type:team)" in site.page("stakeholders/index.html")
    assert site.page("stakeholders/by/type/organisation/index.html").startswith(
        "Stakeholders Organisations 3: e f i "
    )
    assert site.page("stakeholders/b/index.html") == "Lapsed@/stakeholders/by/status/lapsed/: a b h a<>h"


def test_a_new_state_makes_anew_the_shelves_left_and_joined_and_no_other_of_a_long_list(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelves, "WHOLE", 5)
    site = shelved(make_site, STATES)
    site.write(people(b="team/wanted")).build()
    assert site.output == site.clean_build().output
    assert {path for path in site.rendered if "/by/" in path} == {
        f"stakeholders/by/{shelf}/index.html" for shelf in ("status/lapsed", "status/wanted", "type/team", "name")
    }
    assert {path for path in site.rendered if "/by/" not in path} == {
        f"stakeholders/{name}index.html" for name in ("", "a/", "b/", "h/", "e/")
    }


def test_a_new_title_makes_anew_the_pages_that_show_it_alone(make_site: MakeSite) -> None:
    many = wiki(*(f"tools/t{number:03}" for number in range(100)), "zoo/ape", "zoo/bee")
    site = shelved(make_site, many)
    site.write({"content/wiki/tools/t050.md": "---\ntitle: t050a\n---\n"}).build()
    lists = {"wiki/index.html", "wiki/by/letter/index.html", "wiki/by/section/tools/index.html"}
    assert site.rendered == lists | {f"wiki/tools/t{number:03}/index.html" for number in range(42, 59)}


def papers(**heads: str) -> dict[str, str]:
    return {
        f"content/documents/{name}.md": f"---\ntitle: {name}\ndate: 2026-01-0{place}\n{head}\n---\n"
        for place, (name, head) in enumerate(heads.items(), 1)
    }


def test_documents_that_have_been_superseded_have_a_page_whichever_side_says_so(make_site: MakeSite) -> None:
    files = papers(
        a="type: paper", b="type: paper\nsupersedes: a", c="type: plan\nsuperseded_by: d", d="type: plan",
        e="type: Media kit", f="type: media-kit", g="type: paper", h="type: paper", i="type: paper",
    )  # fmt: skip
    site = shelved(make_site, files)
    assert site.page("documents/by/superseded/index.html").startswith("Documents Superseded 2: c a ")
    assert re.findall(r"\[([^:]*):", site.page("documents/index.html")) == [" 9"], "few are one list"


def test_types_with_one_document_each_share_a_shelf_and_keep_their_pages(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelves, "ONE_LIST", 5)
    types = ("paper", "paper", "plan", "report", "minutes", "report", "slides", "dataset", "paper")
    site = shelved(
        make_site, papers(**{name: f"type: {type}" for name, type in zip("abcdefghi", types, strict=True)})
    )
    front = site.page("documents/index.html")
    assert re.findall(r"\[([^:]*):", front) == ["Papers 3", "Reports 2", "Others 4"]
    assert "c(type:plan)" in front and "/documents/by/type/plan/=1" in front
    assert "documents/by/type/plan/index.html" in site.made


def test_a_long_list_shows_the_beginning_of_each_shelf_and_the_shelf_has_pages(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelves, "WHOLE", 20)
    monkeypatch.setattr(shelves, "PAGE", 10)
    files = wiki(*(f"tools/t{number:02}" for number in range(25)), "zoo/ape")
    site = make_site(files)
    front = site.page("wiki/index.html")
    assert 't11/">' in front and 't12/">' not in front
    assert '<a href="by/section/tools/">All 25 in Tools</a>' in front
    assert "data-finder" not in front and "data-row" not in front
    assert 't20/">t20</a>' in site.page("wiki/by/section/tools/page/3/index.html")
    site.write({"content/wiki/tools/t22.md": "---\ntitle: t22a\nexcerpt: New.\n---\n"}).build()
    assert "wiki/index.html" not in site.rendered
    assert site.output == site.clean_build().output


def test_the_page_that_introduces_a_shelf_is_its_first_line_by_another_name(make_site: MakeSite) -> None:
    site = make_site(MANY | {"content/wiki/zoo/index.md": "---\ntitle: Animals\nexcerpt: All of them.\n---\n"})
    page = html.fromstring(site.page("wiki/index.html"))
    (zoo,) = page.xpath("//section[contains(., 'Animals')][@data-shelf]")
    assert zoo.xpath(".//h2/text()") == ["Animals"]
    lines = [line.text_content() for line in zoo.xpath(".//li[@data-row]")]
    assert lines == ["Overview: AnimalsAll of them.", "ape", "bee"]
    assert zoo.xpath(".//div/a") == [], "all three are shown"


def test_what_changed_last_is_named_before_the_shelves(make_site: MakeSite) -> None:
    dates = {"a": "2026-03-01", "b": "2026-05-01", "c": "2026-04-01", "d": "2026-02-01"}
    files = {
        f"content/wiki/zoo/{name}.md": f"---\ntitle: {name}\nupdated: {day}\n---\n" for name, day in dates.items()
    }
    site = make_site(MANY | files)
    page = html.fromstring(site.page("wiki/index.html"))
    assert page.xpath("//main//section[1]//li/a/text()") == ["b", "c", "a"]
    assert page.xpath("//main//section[1]//h2/text()") == ["Recently changed"]


def test_a_page_of_a_shelf_names_the_nearest_shelves_and_the_list_all(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelves, "BESIDE", 4)
    monkeypatch.setattr(shelves, "WHOLE", 5)
    site = shelved(make_site, wiki(*(f"s{number}/p{number}" for number in range(9))))

    def named(page: str) -> str:
        return "".join(re.findall(r"/section/s(\d)/=", site.page(page)))

    assert named("wiki/index.html") == "012345678"
    assert [named(f"wiki/by/section/s{number}/index.html") for number in (0, 2, 5, 8)] == [
        "0123", "0123", "3456", "5678",
    ]  # fmt: skip
    site.write(wiki("s8/p9")).build()
    assert {path for path in site.rendered if "/section/" in path} == {"wiki/by/section/s8/index.html"}
    site.write(wiki("s9/p10")).build()
    assert site.output == site.clean_build().output
    assert {path for path in site.rendered if "/section/" in path} == {
        f"wiki/by/section/s{number}/index.html" for number in (8, 9)
    }


def test_documents_have_pages_by_year_and_by_publisher_the_last_year_first(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelves, "WHOLE", 5)

    def paper(number: int, day: str, publisher: str) -> dict[str, str]:
        head = f"title: P{number}\ntype: paper\ndate: {day}\npublisher: [{publisher}]"
        return {f"content/documents/p{number}.md": f"---\n{head}\n---\n"}

    files = people(crew="team", hall="organisation")
    for number in range(9):
        day = f"20{10 + number % 3}-01-0{number + 1}"
        files |= paper(number, day, "Crew" if number % 2 else "'Hall', Somebody else")
    site = shelved(make_site, files)
    links = site.page("documents/index.html")

    assert re.findall(r"by/(year/\d+/=\d)", links) == ["year/2012/=3", "year/2011/=3", "year/2010/=3"]
    assert re.findall(r"by/publisher/([\w-]+/=\d)", links) == ["crew/=4", "hall/=5", "somebody-else/=5"]
    assert site.page("documents/by/year/2012/index.html").startswith("Documents 2012 3: P8 P5 P2 ")
    assert site.page("documents/by/publisher/crew/index.html").startswith("Documents crew 4: P5 P7 P1 P3 ")

    site.edit(
        "content/documents/p8.md",
        site.root.joinpath("content/documents/p8.md").read_text().replace("2012", "2011"),
    )
    site.build()

    assert {path for path in site.rendered if "/by/" in path} == {
        "documents/by/name/index.html",
        "documents/by/year/2011/index.html",
        "documents/by/year/2012/index.html",
        "documents/by/publisher/hall/index.html",
        "documents/by/publisher/somebody-else/index.html",
    }


def test_stakeholders_have_pages_for_the_tags_that_several_of_them_have(make_site: MakeSite) -> None:
    files = people(**{f"p{number}": "person" for number in range(10)})
    for number, (path, text) in enumerate(files.items()):
        tags = ("Care, health", "Care, health", "Care", "alone", "")[min(number, 4)]
        files[path] = text.replace("type:", f"tags: [{tags}]\ntype:")
    site = shelved(make_site, files)

    assert re.findall(r"by/tag/([\w-]+/=\d)", site.page("stakeholders/index.html")) == ["care/=3", "health/=2"]
    assert site.page("stakeholders/by/tag/care/index.html").startswith("Stakeholders Care 3: p0 p1 p2 ")


def test_the_pages_of_a_list_have_the_same_numbers_as_the_list_unless_it_is_long(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    def numbers(path: str) -> list[str]:
        page = html.fromstring(site.page(path))
        return [link.text_content().strip() for link in page.xpath("//*[contains(@class, 'finder')]//li/a[b]")]

    site = make_site(MANY)
    assert numbers("wiki/by/section/zoo/index.html") == numbers("wiki/index.html")
    assert "Tools 7" in numbers("wiki/by/letter/index.html")
    monkeypatch.setattr(shelves, "WHOLE", 5)
    site = make_site(MANY)
    assert "Tools 7" in numbers("wiki/index.html")
    assert numbers("wiki/by/section/zoo/index.html") == []


def test_few_documents_are_one_list_whose_lines_say_their_type_and_their_files(make_site: MakeSite) -> None:
    files = papers(
        a="type: paper", b="type: report\nexcerpt: Who pays.\nattachments: [b.pdf, b.csv]", c="type: paper"
    )
    site = make_site({**files, "content/documents/b.pdf": "PDF", "content/documents/b.csv": "a,b\n1,2\n"})
    page = html.fromstring(site.page("documents/index.html"))
    assert page.xpath("//main//h2/text()") == ["Documents"]
    (line,) = page.xpath("//li[@data-row][.//a = 'b']")
    assert [part.text_content() for part in line] == ["b", "Who pays.", "Report, 2 January 2026, PDF and CSV"]
    assert page.xpath("//li[@data-row]//h3/a/text()") == ["c", "b", "a"]
