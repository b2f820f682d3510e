"""Pages that list what a name may mean."""

from sitegen.outputs import OUTPUTS
from tests.conftest import SITE_YAML, MakeSite

ASKED = {"site.yaml": f"{SITE_YAML}disambiguation: true\n"}
LAYOUTS = {
    "layouts/disambiguation.html": "{{ meanings.name }}:{% for card in meanings.cards %} "
    "{{ card.label }} {{ card.permalink | path }} {{ card.excerpt }};{% endfor %}"
    "{% for part in meanings.parts %}|{{ part.id }} {{ part.text }}:{% for row in part.rows %} "
    "{{ row.to | path }} {{ row.there }};{% endfor %}{% endfor %}",
    "layouts/wiki.html": "{{ entry.body }}",
}


def entry(title: str, text: str = "Text.", more: str = "") -> str:
    return f"---\ntitle: {title}\n{more}---\n{text}\n"


MERCURY = {
    "content/wiki/planets/mercury.md": entry("Mercury", more="excerpt: A planet.\n"),
    "content/wiki/metals/quicksilver.md": entry("Quicksilver", more="aliases: mercury\nexcerpt: A metal.\n"),
    "content/wiki/about.md": entry("About", "See [[Mercury]] and [[wiki:mercury|that]]."),
}
PAGE = "names/mercury/index.html"


def test_a_link_to_a_name_of_two_entries_leads_to_a_page_that_lists_them(make_site: MakeSite) -> None:
    site = make_site(ASKED | LAYOUTS | MERCURY, outputs=OUTPUTS)
    assert site.errors == []
    about = site.page("wiki/about/index.html")
    assert '<a href="../../names/mercury/">Mercury</a>' in about
    assert '<a href="../../names/mercury/">that</a>' in about
    assert site.page(PAGE) == (
        "Mercury: Wiki page /wiki/planets/mercury/ A planet.; Wiki page /wiki/metals/quicksilver/ A metal.;"
    )


def test_without_the_setting_it_is_an_error_still(make_site: MakeSite) -> None:
    assert make_site(LAYOUTS | MERCURY).codes == ["ambiguous-link", "ambiguous-link"]


def test_what_has_to_mean_one_entry_is_an_error_still(make_site: MakeSite) -> None:
    more = {"content/wiki/about.md": entry("About", "![[Mercury]]", "related: Mercury\n")}
    assert make_site(ASKED | LAYOUTS | MERCURY | more).codes == ["ambiguous-link", "ambiguous-link"]


def test_a_name_that_a_link_does_not_leave_open_has_no_page(make_site: MakeSite) -> None:
    more = {"content/wiki/about.md": entry("About", "[[planets/mercury]], [[metals/quicksilver]]")}
    site = make_site(ASKED | LAYOUTS | MERCURY | more)
    assert site.codes == []
    assert not [path for path in site.output if path.startswith("names/")]


def test_the_page_takes_no_address_of_an_entry(make_site: MakeSite) -> None:
    more = {"content/names/mercury.md": entry("Names of planets"), "layouts/page.html": "own"}
    site = make_site(ASKED | LAYOUTS | MERCURY | more, outputs=OUTPUTS)
    assert site.errors == []
    assert site.page(PAGE) == "own"
    assert site.page("names/mercury-2/index.html").startswith("Mercury:")


def test_what_is_hidden_is_not_listed_and_a_name_of_one_leads_to_it(make_site: MakeSite) -> None:
    more = {"content/wiki/bands/mercury.md": entry("Mercury", more="draft: true\nexcerpt: CANARY\n")}
    site = make_site(ASKED | LAYOUTS | MERCURY | more, outputs=OUTPUTS)
    assert "CANARY" not in site.page(PAGE)
    site.remove("content/wiki/planets/mercury.md").build()
    assert PAGE not in site.output
    assert '<a href="../metals/quicksilver/">Mercury</a>' in site.page("wiki/about/index.html")


def test_the_page_is_made_anew_with_what_it_lists_and_is_in_no_feed_and_no_sitemap(make_site: MakeSite) -> None:
    site = make_site(ASKED | LAYOUTS | MERCURY, outputs=OUTPUTS)
    assert "names/" not in site.page("sitemap.xml") + site.page("feed.xml")
    site.edit("content/wiki/planets/mercury.md", entry("Mercury", more="excerpt: The first planet.\n")).build()
    assert PAGE in site.rendered and "The first planet." in site.page(PAGE)
    site.edit("content/wiki/about.md", entry("About", "See [[Mercury]], again.")).build()
    assert PAGE not in site.rendered
    assert "wiki/about/index.html" in site.rendered


KINDS_OF_MERCURY = {
    "content/wiki/mercury.md": entry("Mercury", "## History\n\nOld.", "excerpt: A planet.\n"),
    "content/stakeholders/mercury.md": entry(
        "Mercury", "## The History\n\n## History\n\nNew.", "type: organisation\nexcerpt: A firm.\n"
    ),
    "content/wiki/about.md": entry("About", "See [[Mercury]]."),
    "layouts/stakeholder.html": "{{ entry.body }}",
}


def test_a_name_of_entries_of_two_kinds_is_left_open_like_one_of_two_pages(make_site: MakeSite) -> None:
    site = make_site(ASKED | LAYOUTS | KINDS_OF_MERCURY, outputs=OUTPUTS)
    assert site.codes == []
    assert site.page(PAGE) == (
        "Mercury: Organisation /stakeholders/mercury/ A firm.; Wiki page /wiki/mercury/ A planet.;"
    )
    assert '<a href="../../names/mercury/">Mercury</a>' in site.page("wiki/about/index.html")


def test_a_kind_a_path_a_folder_and_a_part_of_one_alone_tell_kinds_apart(make_site: MakeSite) -> None:
    text = "[[wiki:Mercury]], [[stakeholder:Mercury]], [[wiki/mercury]], [[Mercury#The History]]"
    more = {
        "content/wiki/about.md": entry("About", text),
        "content/wiki/planets/venus.md": entry("Venus", "[[Pluto]]"),
        "content/wiki/planets/pluto.md": entry("Pluto"),
        "content/stakeholders/pluto.md": entry("Pluto", more="type: organisation\n"),
    }
    site = make_site(ASKED | LAYOUTS | KINDS_OF_MERCURY | more, outputs=OUTPUTS)
    assert site.codes == []
    assert not [path for path in site.output if path.startswith("names/")]
    assert 'href="../../stakeholders/mercury/#the-history"' in site.page("wiki/about/index.html")


def test_what_shows_or_names_one_entry_and_a_site_without_the_setting_go_by_the_order_of_kinds(
    make_site: MakeSite,
) -> None:
    more = {"content/wiki/about.md": entry("About", "![[Mercury]]", "related: Mercury\n")}
    site = make_site(ASKED | LAYOUTS | KINDS_OF_MERCURY | more, outputs=OUTPUTS)
    assert site.codes == []
    assert "Old." in site.page("wiki/about/index.html")
    plain = make_site(LAYOUTS | KINDS_OF_MERCURY, outputs=OUTPUTS)
    assert plain.codes == []
    assert '<a href="../mercury/">Mercury</a>' in plain.page("wiki/about/index.html")


def test_a_description_of_a_tag_shares_no_name(make_site: MakeSite) -> None:
    more = {
        "content/wiki/about.md": entry("About", "See [[Boats]].", "tags: [boats]\n"),
        "content/wiki/boats.md": entry("Boats"),
        "content/tags/boats.md": entry("Boats"),
    }
    site = make_site(ASKED | LAYOUTS | more, outputs=OUTPUTS)
    assert site.codes == []
    assert '<a href="../boats/">Boats</a>' in site.page("wiki/about/index.html")


def test_an_anchor_leads_to_a_part_of_the_page_with_what_each_entry_has_of_it(make_site: MakeSite) -> None:
    more = {
        "content/wiki/about.md": entry(
            "About", "[[Mercury#History]], [[mercury#history|both]], [[Mercury#Über uns]]"
        ),
        "content/wiki/mercury.md": entry("Mercury", "## History\n\n## Über uns\n\nOld.", "excerpt: A planet.\n"),
        "content/events/mercury.md": entry(
            "Mercury", "## Über uns\n\nNew.", "start: 2026-03-04\nexcerpt: A day.\n"
        ),
    }
    site = make_site(ASKED | LAYOUTS | KINDS_OF_MERCURY | more, outputs=OUTPUTS)
    assert site.codes == []
    about = site.page("wiki/about/index.html")
    assert '<a href="../../names/mercury/#history">Mercury: History</a>' in about
    assert '<a href="../../names/mercury/#history">both</a>' in about
    assert "names/mercury/#über-uns" in about.replace("%C3%BC", "ü")
    assert site.page(PAGE).partition("|")[2] == (
        "history History: /stakeholders/mercury/#history True; /wiki/mercury/#history True; "
        "/events/mercury/ False;"
        "|über-uns Über uns: /events/mercury/#über-uns True; /wiki/mercury/#über-uns True; "
        "/stakeholders/mercury/ False;"
    )


def test_an_anchor_that_no_entry_of_the_name_has_is_told_with_the_nearest(make_site: MakeSite) -> None:
    more = {"content/wiki/about.md": entry("About", "[[Mercury#Histori]]")}
    site = make_site(ASKED | LAYOUTS | KINDS_OF_MERCURY | more, outputs=OUTPUTS)
    assert site.codes == ["broken-anchor"]
    assert "no entry called 'Mercury' has a heading or anchor 'Histori'" in str(site.errors[0])
    assert "did you mean #" in str(site.errors[0])
