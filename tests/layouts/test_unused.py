"""Layouts and blocks that nothing shows, and links in layouts that lead nowhere, are told with their places."""

import pytest

from tests.conftest import MakeSite

SITE = {"content/index.md": "# Home\n", "content/about.md": "# About\n", "content/wiki/rules.md": "# Rules\n"}


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("posst.html", "did you mean 'post.html'?"),
        ("news-letter.html", "name it in the front matter of a page, or delete it"),
        ("partials/fotter.html", "did you mean 'partials/footer.html'?"),
        ("partials/map-of-the-coast.html", 'write {% include "partials/map-of-the-coast.html" %} in a layout'),
        ("macros/coast.html", 'import from "macros/coast.html" in a layout'),
        ("_old.html", 'write {% include "_old.html" %} in a layout'),
    ],
)
def test_a_layout_that_nothing_uses_is_told(name: str, fix: str, make_site: MakeSite) -> None:
    site = make_site({**SITE, f"layouts/{name}": "<p>"})

    assert site.places() == [f"layouts/{name}:1:1 unused-layout"]
    assert site.diagnostics[0].fix.startswith(fix)


def test_a_layout_is_used_by_a_page_by_a_draft_by_another_and_in_the_place_of_a_packaged_one(
    make_site: MakeSite,
) -> None:
    site = make_site(
        {
            **SITE,
            "content/wide.md": "---\ntitle: Wide\nlayout: wide\n---\n",
            "content/later.md": "---\ntitle: Later\nlayout: later.html\ndraft: true\n---\n",
            "layouts/wide.html": '{% extends "frame.html" %}{% block b %}{% include "part.html" %}{% endblock %}',
            "layouts/frame.html": '{% from "macros/m.html" import x %}{% block b %}{{ x() }}{% endblock %}',
            "layouts/later.html": "<p>",
            "layouts/part.html": "<p>",
            "layouts/partials/footer.html": "<footer>",
            "layouts/macros/m.html": "{% macro x() %}<p>{% endmacro %}",
            "layouts/month.html": "<p>",
        }
    )

    assert site.codes == []


@pytest.mark.parametrize(
    "name", ["home.htm", "home.html.txt", "home.jinja2", "home.html.j2", "home.liquid", "home.HTM"]
)
def test_a_layout_whose_name_does_not_end_as_it_should_is_told(name: str, make_site: MakeSite) -> None:
    site = make_site({**SITE, f"layouts/{name}": "<p>", "layouts/assets/notes.txt": "Notes"})

    assert site.places() == [f"layouts/{name}:1:1 unused-layout"]
    assert site.diagnostics[0].fix == "rename it to home.html"


@pytest.mark.parametrize("name", ["style.css", "partials/site.js", "logo.PNG", "_sass/hub.scss"])
def test_what_pages_load_is_told_where_it_belongs(name: str, make_site: MakeSite) -> None:
    site = make_site({**SITE, f"layouts/{name}": "", "layouts/README.md": "# About these layouts\n"})

    assert [(found.span.path, found.code) for found in site.diagnostics] == [(f"layouts/{name}", "unused-layout")]
    assert site.diagnostics[0].fix == f"move it to layouts/assets/{name.rpartition('/')[2]}"


@pytest.mark.parametrize(
    ("folder", "meant"),
    [
        ("_layouts", "layouts/"),
        ("layout", "layouts/"),
        ("Layouts", "layouts/"),
        ("_includes", "layouts/partials/"),
    ],
)
def test_a_folder_of_layouts_with_another_name_is_told(folder: str, meant: str, make_site: MakeSite) -> None:
    site = make_site(SITE)
    site.edit(f"{folder}/post.html", "<p>").build()

    assert [(found.span.path, found.code) for found in site.diagnostics] == [(folder, "misplaced-file")]
    assert site.diagnostics[0].fix == f"move what is in it to {meant}"
    assert site.diagnostics == site.clean_build().diagnostics


@pytest.mark.parametrize(
    ("text", "place", "fix"),
    [
        ('{% extends "default/page.html" %}\n{% block fooot %}x{% endblock %}', "2:10", "did you mean 'foot'?"),
        ('{% extends "default/page.html" %}{%- block zzz -%}x{% endblock %}', "1:44", "take one of these: "),
        (
            '{% extends "entry.html" %}\n{% if x is defined %}{% block nothing %}{% endblock %}{% endif %}',
            "2:31",
            "",
        ),
    ],
)
def test_a_block_that_no_parent_has_is_told(text: str, place: str, fix: str, make_site: MakeSite) -> None:
    site = make_site({**SITE, "layouts/page.html": text})

    assert site.places() == [f"layouts/page.html:{place} unused-block"]
    assert site.diagnostics[0].fix.startswith(fix)


@pytest.mark.parametrize(
    "text",
    [
        '{% extends "default/page.html" %}{% block foot %}{% block mine %}x{% endblock %}{% endblock %}',
        '{% extends "default/page.html" %}{# {% block zzz %}{% endblock %} #}{% block main %}{% endblock %}',
        "{% block mine %}x{% endblock %}",
    ],
)
def test_a_block_that_is_shown_is_not(text: str, make_site: MakeSite) -> None:
    assert make_site({**SITE, "layouts/page.html": text}).codes == []


@pytest.mark.parametrize(
    ("link", "column"),
    [
        ('<a href="/nope/">', 10),
        ("<a class=x href='/wiki/nope/#a'>", 18),
        ('<a href="{{ "/nope/" | address }}">', 14),
        ("<a href=\"{{- '/nope/'|address }}\">", 15),
        ('<img src="/nope.png" alt=""><a>', 11),
        ("<script src=/nope.js></script><a>", 13),
        ('<link rel="stylesheet" href="/nope.css"><a>', 30),
        ('<a href="nope/">', 10),
        ('<a href="../about/">', 10),
        ('<img src="https://a.example/a.png" alt=""><a>', 11),
        ('<script src="//a.example/a.js"></script><a>', 14),
        ('<link href="https://a.example/a.css" rel=stylesheet><a>', 13),
    ],
)
def test_a_link_in_a_layout_that_leads_nowhere_is_told(link: str, column: int, make_site: MakeSite) -> None:
    site = make_site({**SITE, "layouts/partials/footer.html": f"<footer>\n{link}x</a></footer>"})

    assert site.places() == [f"layouts/partials/footer.html:2:{column} layout-link"]


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/about/">',
        '<a href="/about">',
        '<a href="{{ "/wiki/" | address }}">',
        '<a href="/feed.xml">',
        '<a href="//cdn.example/x">',
        '<a href="https://a.example/x">',
        '<link rel="canonical" href="https://a.example/x"><a>',
        '<img src="{{ view.asset("icon.svg").to }}" alt=""><a>',
        '<a data-href="/nope/" href="#top">',
        '<a href="?page=2">',
        '<a href="mailto:lea@a.example">',
        '<a href="/{{ x }}/">',
        '{# <a href="/nope/"> #}',
        '<!-- <a href="/nope/"> -->',
    ],
)
def test_a_link_that_leads_somewhere_or_is_worked_out_is_not(link: str, make_site: MakeSite) -> None:
    text = "{% set x = 'a' %}" + link + "</a>"

    assert make_site({**SITE, "layouts/partials/footer.html": text}).codes == []


@pytest.mark.parametrize(
    ("address", "fix"),
    [
        ("about/", '{{ "/about/" | address }}'),
        ("../wiki/rules/#a", '{{ "/wiki/rules/" | address }}'),
        ("assets/site.css", '{{ view.asset("site.css").to }}'),
        ("/assets/site.css", '{{ view.asset("site.css").to }}'),
        ("nope/", "write it from the top of the site"),
        ("/some/where/else/", "check the address: it starts from the top of the site"),
    ],
)
def test_the_cure_of_an_address_in_a_layout_leads_somewhere(address: str, fix: str, make_site: MakeSite) -> None:
    site = make_site({**SITE, "layouts/partials/footer.html": f'<a href="{address}">x</a>'})

    assert [(found.code, found.fix) for found in site.diagnostics] == [("layout-link", fix)]


def test_a_site_with_a_policy_of_its_own_may_ask_other_hosts(make_site: MakeSite) -> None:
    policy = '<meta http-equiv="Content-Security-Policy" content="img-src *">'
    site = make_site({**SITE, "layouts/home.html": f'{policy}<img src="https://a.example/a.png" alt="">'})

    assert site.codes == []


def test_the_warnings_go_and_come_with_what_they_are_about(make_site: MakeSite) -> None:
    site = make_site({**SITE, "layouts/home.html": '<a href="/nope/">', "layouts/wide.html": "<p>"})
    assert site.codes == ["layout-link", "unused-layout"]

    site.edit("content/nope.md", "---\ntitle: Nope\nlayout: wide\n---\n").build()
    assert site.codes == []

    site.remove("content/nope.md").build()
    assert site.codes == ["layout-link", "unused-layout"]
    assert site.diagnostics == site.clean_build().diagnostics


@pytest.mark.parametrize("text", ["", "\n", "<!-- my look -->\n", "{# my look #}"])
def test_a_layout_of_pages_that_is_empty_is_told(text: str, make_site: MakeSite) -> None:
    site = make_site({**SITE, "layouts/wiki.html": text, "layouts/partials/footer.html": ""})

    assert site.places() == ["layouts/wiki.html:1:1 unused-layout"]
    assert site.diagnostics[0].fix == 'delete it, or begin it with {% extends "default/wiki.html" %}'


def test_a_block_of_a_layout_that_forgets_to_extend_another_is_told(make_site: MakeSite) -> None:
    text = "<!-- my look -->\n{% block after %}<p>Write to us.{% endblock %}"
    site = make_site({**SITE, "layouts/wiki.html": text})

    assert site.places() == ["layouts/wiki.html:2:10 unused-block"]
    assert site.diagnostics[0].fix == 'begin the layout with {% extends "default/wiki.html" %}'


@pytest.mark.parametrize(
    "text",
    [
        "<h1>{{ entry.title }}</h1>",
        "<!doctype html><title>{% block main %}{% endblock %}</title>",
        "{% block main %}{{ entry.body }}{% endblock %}",
        "{% block cover %}A card{% endblock %}",
    ],
)
def test_a_layout_may_show_little(text: str, make_site: MakeSite) -> None:
    assert make_site({**SITE, "layouts/wiki.html": text}).codes == []
