"""Small print of bodies: addresses in emphasis, anchors of lifted titles, files of other hosts."""

import re

import pytest

from sitegen.markup import Options, convert
from sitegen.markup.flavours import FLAVOURS
from sitegen.model.body import Body
from tests.conftest import MakeSite


def body(text: str, title: str = "T", flavour: str = "python-markdown", **values: str) -> Body:
    return convert(text, Options(flavour=flavour), title=title, values={"page.imgdir": "", **values})


def codes(found: Body) -> list[str]:
    return [problem.code for problem in found.problems]


def link(address: str) -> str:
    return f'<a href="{address}">{address}</a>'


# Bare addresses


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("*See https://x.org/a*", f"<em>See {link('https://x.org/a')}</em>"),
        ("**https://x.org/g**, yes", f"<strong>{link('https://x.org/g')}</strong>, yes"),
        ("**Site: https://x.org/e_f_g.**", f"<strong>Site: {link('https://x.org/e_f_g')}.</strong>"),
        ("_see https://x.org/b_", f"<em>see {link('https://x.org/b')}</em>"),
        ("~~https://x.org/d~~", f"<del>{link('https://x.org/d')}</del>"),
        ("https://x.org/_a_*b*c", link("https://x.org/_a_*b*c")),
    ],
)
def test_emphasis_may_end_behind_a_bare_address(typed: str, expected: str, flavour: str) -> None:
    assert body(typed, flavour=flavour).html == f"<p>{expected}</p>"
    assert f"<td>{expected}</td>" in body(f"| a | b |\n| - | - |\n| {typed} | c |", flavour=flavour).html


# Places


@pytest.mark.parametrize("typed", ["see [it]({% post_url gone %})", "see {% post_url gone %}"])
def test_a_post_url_says_where_it_stands(typed: str) -> None:
    (reference,) = body(typed).references
    assert reference.start is not None
    assert typed[reference.start :][: reference.length] == "{% post_url gone %}"


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_field_that_asks_something_is_said_to_be_removed(flavour: str) -> None:
    typed = "a <input type=checkbox> b <input type=text> c <input>"
    found = body(typed, flavour=flavour)
    assert found.html.count("<input") == 1
    assert [(problem.code, problem.start) for problem in found.problems] == [
        ("html-removed", typed.index("<input type=text")),
        ("html-removed", typed.index("<input>")),
    ]
    assert not body("<input type='checkbox' checked>", flavour=flavour).problems


# Embeds


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("see ![[B]] and on", ["wiki"]),
        ("## ![[B]]", ["wiki"]),
        ("> [!note] x\n> y ![[B]]", ["wiki"]),
        ("![[B]]", ["embed"]),
        ("- ![[B]]\n\n- ![[C]]", ["embed", "embed"]),
        ("![[B]]\n![[C]]", ["embed", "embed"]),
    ],
)
def test_an_embed_within_a_sentence_is_a_link(typed: str, kinds: list[str], flavour: str) -> None:
    found = body(typed, flavour=flavour)
    assert [reference.kind for reference in found.references] == kinds


# The heading that is the title


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("title", ["", "Guide to X"])
def test_the_heading_that_became_the_title_is_still_an_anchor(title: str, flavour: str) -> None:
    found = body("# Guide to *X*\n\n[top](#guide-to-x)\n\n## Guide to X", title, flavour)
    assert found.ids == ("guide-to-x", "guide-to-x-1")
    assert found.html.startswith('<span id="guide-to-x"></span>')
    assert body("# A {#own}\n\nb", title, flavour).ids == ("own",)


def test_links_to_a_heading_that_became_the_title_lead_to_its_page(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/wiki/g.md": "# Guide to X\n\n[self](#guide-to-x)\n",
            "content/posts/p.md": "---\ntitle: P\ndate: 2026-11-03\n---\n[x](../wiki/g.md#guide-to-x)\n",
        }
    )
    assert not site.codes
    assert 'id="guide-to-x"' in site.page("wiki/g/index.html")


def test_the_title_in_a_text_is_the_page_s_wherever_it_comes_from(make_site: MakeSite) -> None:
    asking = "This is {{ page.title | escape }} - [{{ page.title }}]({{ site.baseurl }}/wiki/one/).\n"
    site = make_site({"content/wiki/one.md": f"# A & *B*\n\n{asking}", "content/wiki/two-three.md": asking})
    assert "This is A &amp; B - " in site.page("wiki/one/index.html")
    assert "This is Two three - " in site.page("wiki/two-three/index.html")


# Tasks


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_task_s_box_is_named_by_what_is_to_do(flavour: str) -> None:
    typed = '- [ ] Ask *"all"*[^1] of [[B|them]]\n  - [x] Book\n- [ ] ![](a.png)\n\n[^1]: x'
    html = body(typed, flavour=flavour).html
    assert re.findall('<input[^>]*aria-label="([^"]*)"', html) == ["Ask &quot;all&quot; of them", "Book", "Done"]
    assert 'aria-label="Ask all"> Ask' in body("- [X] Ask `all`", flavour=flavour).html


# Files of other hosts


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("![A map](https://x.org/m.png)", '<a href="https://x.org/m.png">A map</a>'),
        ("<img src='//x.org/m.png' alt=''>", '<a href="//x.org/m.png">x.org</a>'),
        ("[![A map](https://x.org/m.png)](https://y.org)", '<a href="https://y.org">A map</a>'),
        ("<video src='https://x.org/v.mp4' title='V'>no</video>", '<a href="https://x.org/v.mp4">V</a>'),
        ("<audio><source src='https://x.org/a.ogg'></audio>", '<a href="https://x.org/a.ogg">x.org</a>'),
        ("<video src=v.mp4 poster='https://x.org/p.png'></video>", '<video src="\0' + '0\0"></video>'),
        ("<video src=v.mp4><track src='https://x.org/t.vtt'></video>", '<video src="\0' + '0\0"></video>'),
    ],
)
def test_what_another_host_would_be_asked_for_is_a_link(typed: str, html: str, flavour: str) -> None:
    found = body(f"a {typed} b", flavour=flavour)
    assert found.html == f"<p>a {html} b</p>"
    (problem,) = found.problems
    assert problem.code == "other-host"
    assert "x.org" in problem.message
    assert problem.start is not None
    assert "x.org" in f"a {typed} b"[problem.start :][: problem.length]


# Remarks


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize(
    "typed",
    [
        "<!-- one --> before <!-- two\nLOST --> behind",
        "<!-- one --> before <!-- two\n\nLOST\n\n--> behind",
        "- <!-- one --> before <!-- two\n  LOST --> behind",
        "> <!-- one --> before <!-- two\n> LOST --> behind",
        "<div>before <!-- one\n\nLOST --> behind</div>",
        "<details>\n<summary>before</summary> <!-- one\n\n- LOST -->\n\nbehind\n</details>",
    ],
)
def test_a_remark_over_many_lines_ends_where_it_is_closed(typed: str, flavour: str) -> None:
    found = body(f"{typed}\n\n`<!-- shown\n-->` and the end", flavour=flavour)
    assert found.problems == ()
    assert [word in found.html for word in ("before", "LOST", "behind", "the end", "&lt;!-- shown")] == [
        True, False, True, True, True,
    ]  # fmt: skip


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("typed", ["{:.wide #map}", "{: .wide #map}", "{:#map .wide}", "{#map .wide}"])
def test_a_heading_has_its_attributes_however_they_are_written(typed: str, flavour: str) -> None:
    found = body(f"## The map {typed}\n\n```\n## Code {{:.x}}\n```", flavour=flavour)
    assert found.problems == ()
    assert '<h2 id="map" class="wide">The map</h2>' in found.html
    assert "## Code {:.x}\n" in found.html


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize(
    ("typed", "start"),
    [
        ("[o]({% link assets/x.pdf %})", "{% link"),
        ("![o]({% link assets/x.png %})", "{% link"),
        ('[o]({{ "x.pdf" | relative_url }})', '{{ "x'),
        ("[o][x]\n\n[x]: {% link assets/x.pdf %}", "{% link"),
    ],
)
def test_an_address_that_is_all_liquid_has_its_place(typed: str, start: str, flavour: str) -> None:
    text = f"One\n\nthree {typed}"
    (reference,) = body(text, flavour=flavour).references
    assert reference.start == text.index(start)


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_table_with_blank_lines_in_its_cells_ends_where_it_is_closed(flavour: str) -> None:
    row = '<tr>\n<td><p style="text-align: right">\n{}</p>\n\n</td>\n</tr>\n'
    found = body(
        f"<table>\n{row.format(1)}{row.format(2)}{row.format(3)}</table>\n\n## Aims\n\n*Text*", flavour=flavour
    )
    assert '<h2 id="aims">Aims</h2>\n<p><em>Text</em></p>' in found.html
    assert found.html.count("<td>") == found.html.count("</td>") == 3
