from pathlib import Path

import pytest

from sitegen.outputs.archives import ARCHIVES
from sitegen.outputs.lists import LISTS
from tests.conftest import SITE_YAML, MakeSite, Site
from tests.pages import dead_links, skimmed

OUTPUTS = (LISTS, ARCHIVES)
LIST = (
    "{{ head.title if head else directory.title }} {{ pages.number }}/{{ pages.total }}:"
    "{% for card in items %} {{ card.title }}{% endfor %}"
)
GROUPS = (
    "{% for group in groups %}[{{ group.label }}:"
    "{% for card in group.cards %} {{ card.title }}{% endfor %}]{% endfor %}"
)
SHELVES = (
    "{% if front %}{% for one in front.shelves %}[{{ one.label }}:"
    "{% for row in one.rows %} {{ row.card.title }}{% endfor %}]{% endfor %}{% endif %}"
    "{% if shelf %}{{ shelf.label }}:{% for card in items %} {{ card.title }}{% endfor %}{% endif %}"
)
LAYOUTS = {
    "layouts/list.html": LIST,
    "layouts/posts.html": LIST,
    "layouts/wiki_pages.html": LIST,
    "layouts/archive.html": "",
    "layouts/wiki_front.html": SHELVES,
    "layouts/stakeholders.html": SHELVES,
    "layouts/documents.html": SHELVES,
}


def posts(number: int) -> dict[str, str]:
    """The first is the oldest."""
    return {
        f"content/posts/p{day}.md": f"---\ntitle: P{day}\ndate: 2026-01-{day:02}\n---\nText.\n"
        for day in range(1, number + 1)
    }


def blog(make_site: MakeSite, files: dict[str, str], per_page: int = 2) -> Site:
    settings = {"site.yaml": f"{SITE_YAML}per_page: {per_page}\n"}
    return make_site({**settings, **LAYOUTS, **files}, outputs=OUTPUTS)


def index_pages(site: Site) -> list[str]:
    return [path for path in site.output if path == "blog/index.html" or path.startswith("blog/page/")]


def test_posts_stand_on_pages_newest_first(make_site: MakeSite) -> None:
    site = blog(make_site, posts(5))
    assert site.page("blog/index.html") == "Blog 1/3: P5 P4"
    assert site.page("blog/page/2/index.html") == "Blog 2/3: P3 P2"
    assert site.page("blog/page/3/index.html") == "Blog 3/3: P1"


@pytest.mark.parametrize(("number", "pages"), [(1, 1), (2, 1), (3, 2), (4, 2)])
def test_a_full_page_is_not_followed_by_an_empty_one(make_site: MakeSite, number: int, pages: int) -> None:
    assert len(index_pages(blog(make_site, posts(number)))) == pages


def test_a_kind_without_entries_has_no_directory(make_site: MakeSite) -> None:
    site = blog(make_site, {"content/about.md": "# About\n"})
    assert site.errors == []
    assert list(site.made) == []


def test_an_index_file_alone_makes_a_directory_because_links_lead_to_it(make_site: MakeSite) -> None:
    site = blog(make_site, {"content/posts/index.md": "---\ntitle: Notes\ndate: 2026-01-01\n---\n"})
    assert site.page("blog/index.html") == "Notes 1/1:"
    assert list(site.made) == ["blog/index.html"]


def test_an_index_file_heads_the_directory_and_is_not_listed_in_it(make_site: MakeSite) -> None:
    site = blog(make_site, {**posts(1), "content/posts/index.md": "---\ntitle: Notes\ndate: 2026-01-02\n---\n"})
    assert site.page("blog/index.html") == "Notes 1/1: P1"


def test_an_index_of_names_is_never_cut_into_pages(make_site: MakeSite) -> None:
    wiki = {f"content/wiki/{name}.md": f"# {name}\n" for name in ("Cod", "Ape", "Bee")}
    site = blog(make_site, {**wiki, "layouts/wiki_pages.html": GROUPS}, per_page=1)
    assert list(site.made) == ["wiki/index.html"]
    assert site.page("wiki/index.html") == "[A: Ape][B: Bee][C: Cod]"


def test_stakeholders_without_a_state_are_on_the_shelf_of_their_type_sorted_by_title(make_site: MakeSite) -> None:
    people = {
        f"content/stakeholders/{name}.md": f"---\ntitle: {name}\ntype: {type}\n---\n"
        for name, type in (("Lea", "person"), ("Nesta", "organisation"), ("Kate", "person"))
    }
    site = blog(make_site, people, per_page=1)
    assert site.page("stakeholders/index.html") == "[Organisations: Nesta][People: Kate Lea]"


def test_few_documents_are_one_list_newest_first(make_site: MakeSite) -> None:
    papers = {
        f"content/documents/{name}.md": f"---\ntitle: {name}\ntype: {type}\ndate: {date}\n---\n"
        for name, type, date in (
            ("Old", "paper", "2009-12-07"),
            ("New", "paper", "2010-01-28"),
            ("Notes", "minutes", "2010-01-19"),
        )
    }
    site = blog(make_site, papers, per_page=1)
    assert site.page("documents/index.html") == "[: New Notes Old]"


def test_a_wiki_is_grouped_by_first_letter_and_sorted_whatever_the_case(make_site: MakeSite) -> None:
    titles = ("bee", "Ant", "apple", "Über", "Bat", "2010")
    wiki = {f"content/wiki/{number}.md": f"---\ntitle: '{title}'\n---\n" for number, title in enumerate(titles)}
    site = blog(make_site, {**wiki, "layouts/wiki_pages.html": GROUPS})
    assert site.page("wiki/index.html") == "[0–9: 2010][A: Ant apple][B: Bat bee][U: Über]"


def test_a_theme_with_one_list_for_all_serves_every_kind(
    make_site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/list.html").write_text(LIST)
    (tmp_path / "theme/archive.html").write_text("")
    monkeypatch.setattr("sitegen.layouts.environment.packaged", lambda: tmp_path / "theme")
    files = {**posts(1), "content/wiki/a.md": "# A\n", "site.yaml": SITE_YAML}
    site = make_site(files, outputs=OUTPUTS)
    assert (site.page("blog/index.html"), site.page("wiki/index.html")) == ("Blog 1/1: P1", "Wiki 1/1: A")


def test_only_posts_have_archives_beside_their_list(make_site: MakeSite) -> None:
    years = "{% for year in archives %}{{ year.year }} {{ year.count }}{% endfor %}"
    own = {"layouts/posts.html": years, "layouts/wiki_pages.html": years}
    site = blog(make_site, {**posts(1), "content/wiki/a.md": "# A\n", **own})
    assert (site.page("blog/index.html"), site.page("wiki/index.html")) == ("2026 1", "")


def test_a_new_title_makes_anew_only_the_page_of_the_list_that_shows_it(make_site: MakeSite) -> None:
    site = blog(make_site, posts(5))
    site.edit("content/posts/p3.md", "---\ntitle: Renamed\ndate: 2026-01-03\n---\nText.\n").build()
    assert site.rendered & set(index_pages(site)) == {"blog/page/2/index.html"}
    assert site.page("blog/page/2/index.html") == "Blog 2/3: Renamed P2"


def test_a_new_body_makes_no_page_of_the_list_anew(make_site: MakeSite) -> None:
    files = {"content/posts/a.md": "---\ntitle: A\ndate: 2026-01-01\nexcerpt: Short.\n---\nText.\n"}
    site = blog(make_site, files)
    site.edit("content/posts/a.md", files["content/posts/a.md"] + "More.\n").build()
    assert site.rendered == set()


def test_pages_that_are_no_longer_needed_go_away(make_site: MakeSite) -> None:
    site = blog(make_site, posts(3))
    site.remove("content/posts/p1.md").build()
    assert index_pages(site) == ["blog/index.html"]
    assert site.page("blog/index.html") == "Blog 1/1: P3 P2"


LINES = (
    "{% for group in groups %}[{{ group.label }}:{% for line in group.lines %} {{ line.text }}"
    "{% if line.alias %} > {{ line.card.title }}{% endif %};{% endfor %}]{% endfor %}"
)


def test_the_other_names_of_a_wiki_page_are_listed_and_lead_to_it(make_site: MakeSite) -> None:
    wiki = {
        "content/wiki/panel.md": "---\ntitle: Local panel\n"
        "aliases: [LPDP, /old/panel/, local-panel, The panel, lpdp]\n---\n",
        "content/wiki/law.md": "---\ntitle: Law\n---\n",
    }
    site = blog(make_site, {**wiki, "layouts/wiki_pages.html": LINES})
    assert site.page("wiki/index.html") == (
        "[L: Law; Local panel; LPDP > Local panel;][T: The panel > Local panel;]"
    )


def test_a_name_that_several_pages_have_is_one_line_and_letters_without_names_are_there(
    make_site: MakeSite,
) -> None:
    wiki = {f"content/wiki/{name}.md": f"---\ntitle: {name}\naliases: [clinic]\n---\n" for name in ("how", "when")}
    lines = (
        "{% for one in groups[0].lines %}{{ one.text }}: {{ one.card.title }}"
        "{% for card in one.others %}, {{ card.title }}{% endfor %}{% endfor %}"
    )
    letters = " {% for letter, number in letters %}{{ letter }}{{ number or '' }}{% endfor %}"
    site = blog(make_site, {**wiki, "layouts/wiki_pages.html": lines + letters})
    assert site.page("wiki/index.html") == "clinic: how, when ABC1DEFGH2IJKLMNOPQRSTUVW3XYZ"


def test_an_index_is_in_the_order_of_the_language_of_the_site(make_site: MakeSite) -> None:
    wiki = {f"content/wiki/{name.lower()}.md": f"# {name}\n" for name in ("Ål", "Zebra", "Ärt", "Alm")}
    site = blog(make_site, {**wiki, "layouts/wiki_pages.html": LINES})
    assert site.page("wiki/index.html") == "[A: Ål; Alm; Ärt;][Z: Zebra;]"
    site.edit("site.yaml", f"{SITE_YAML}language: sv\n").build()
    assert site.page("wiki/index.html") == "[A: Alm;][Z: Zebra;][Å: Ål;][Ä: Ärt;]"


def test_another_alias_makes_the_index_anew_and_one_elsewhere_does_not(make_site: MakeSite) -> None:
    wiki = {"content/wiki/a.md": "---\ntitle: A\naliases: B\n---\n", "content/about.md": "# About\n"}
    site = blog(make_site, {**wiki, "layouts/wiki_pages.html": LINES})
    site.edit("content/about.md", "---\naliases: Us\n---\n# About\n").build()
    assert site.rendered == set()
    site.edit("content/wiki/a.md", "---\ntitle: A\naliases: C\n---\n").build()
    assert site.page("wiki/index.html") == "[A: A;][C: C > A;]"


@pytest.mark.parametrize("folder", ["posts", "wiki", "messages", "events", "documents", "stakeholders"])
def test_a_list_whose_head_is_written_before_any_entry_is_there_with_its_feed(
    make_site: MakeSite, folder: str
) -> None:
    settings = f"{SITE_YAML}feeds: [post, wiki, message, document, stakeholder, event]\n"
    files = {
        "site.yaml": settings,
        "content/about.md": "---\ntitle: About\ntags: red\n---\nSee [[All of it]].\n",
        f"content/{folder}/index.md": "---\ntitle: All of it\ntags: red\n---\nWelcome.\n",
    }
    site = make_site(files)
    pages = {path: skimmed(data) for path, data in site.output.items() if path.endswith(".html")}

    assert site.codes == []
    assert dead_links(site.output, pages) == []

    site.remove(f"content/{folder}/index.md").edit("content/about.md", "---\ntitle: About\n---\nAlone.\n").build()
    assert site.output == site.clean_build().output
    assert not [path for path in site.output if path.startswith(f"{folder}/")]
