"""A slip in a layout is an error with its place, never the end of a build or of the dev server."""

from pathlib import Path

import pytest

from sitegen.devserver import preview as module
from sitegen.layouts import endless
from sitegen.layouts.environment import MOST_NUMBERS
from tests.conftest import MakeSite
from tests.devserver.running import make, running, write
from tests.devserver.test_preview import Desk

HOME = {"content/index.md": "# Home\n\nWords.\n"}

SLIPS: dict[str, tuple[dict[str, str | bytes], list[str]]] = {
    "extends itself": ({"home": '<p>\n{% extends "home.html" %}'}, ["home.html:2:12 layout-syntax"]),
    "includes itself": ({"home": '{% include "home.html" %}'}, ["home.html:1:12 layout-syntax"]),
    "includes itself in a loop": (
        {"home": '{% for n in [1] %}\n  {% include "home.html" %}{% endfor %}'},
        ["home.html:2:14 layout-syntax"],
    ),
    "a partial includes itself": (
        {"home": '{% include "partials/p.html" %}', "partials/p": 'p {% include "partials/p.html" %}'},
        ["partials/p.html:1:14 layout-syntax"],
    ),
    "two extend each other": (
        {"home": '{% extends "b.html" %}', "b": '{% extends "home.html" %}'},
        ["b.html:1:12 layout-syntax"],
    ),
    "an own layout extends a packaged one that extends it": (
        {"entry": '{% extends "page.html" %}'},
        ["entry.html:1:12 layout-syntax"],
    ),
    "an own frame extends a packaged layout that it is the frame of": (
        {"base": '{% extends "post.html" %}'},
        ["base.html:1:12 layout-syntax"],
    ),
    "curly quotes": ({"home": "<p>\n{% extends “default/home.html” %}"}, ["home.html:2:12 layout-syntax"]),
    "macros import themselves": (
        {"macros/m": '{% from "macros/m.html" import a %}{% macro a() %}x{% endmacro %}'},
        ["macros/m.html:1:9 layout-syntax"],
    ),
    "macros import each other": (
        {
            "home": '{% import "macros/a.html" as a %}',
            "macros/a": '{% import "macros/b.html" as b %}',
            "macros/b": '{% import "macros/a.html" as a %}',
        },
        ["macros/a.html:1:11 layout-syntax"],
    ),
    "a macro calls itself": (
        {"home": "{% macro a() %}\n{{ a() }}\n{% endmacro %}{{ a() }}"},
        ["home.html:2:1 layout-syntax"],
    ),
    "a block shows itself": (
        {"home": "{% block a %}\n{{ self.a() }}{% endblock %}"},
        ["home.html:2:1 layout-syntax"],
    ),
    "asks the view for itself": ({"home": '<p>\n{{ view.page("home.html") }}'}, ["home.html:2:4 layout-syntax"]),
    "a tag misspelt in a block": (
        {"home": '{% block a %}\n{% includ "x.html" %}{% endblock %}'},
        ["home.html:2:4 layout-syntax"],
    ),
    "no quotes": ({"home": "{% extends default/home.html %}"}, ["home.html:1:12 layout-dynamic-include"]),
    "two blocks of one name": (
        {"home": "{% block a %}{% endblock %}\n{% block a %}{% endblock %}"},
        ["home.html:2:10 layout-syntax"],
    ),
    "an entry that is not there": ({"home": '<p>\n{{ view.card("nope") }}'}, ["home.html:2:15 layout-variable"]),
    "Latin-1": ({"home": "<p>caf\xe9</p>".encode("latin-1")}, ["home.html:1:7 not-utf8"]),
    "a partial in Latin-1": (
        {"home": '{% include "partials/p.html" %}', "partials/p": b"<p>\ncaf\xe9</p>"},
        ["partials/p.html:2:4 not-utf8"],
    ),
    "UTF-16": ({"home": "<p>".encode("utf-16")}, ["home.html:1:1 not-utf8"]),
    "a NUL": ({"home": b"<p>\na\0b"}, ["home.html:2:2 control-character"]),
    "a range without an end": (
        {"home": "<p>{% for n in range(10000000000) %}{{ n }}{% endfor %}"},
        ["home.html:1:16 layout-variable"],
    ),
    "a filter that fails": ({"home": "<p>\n  {{ 3 | day }}"}, ["home.html:2:3 layout-variable"]),
    "half of a character": ({"home": r'{{ "\ud800" }}'}, ["home.html:1:1 layout-variable"]),
    "brackets in brackets": (
        {"home": "{{ " + "(" * 400 + "1" + ")" * 400 + " }}"},
        ["home.html:1:1 layout-syntax"],
    ),
    "a number for a name": ({"other": "{% extends 3 %}"}, ["other.html:1:1 layout-dynamic-include"]),
    "a misspelt variable": ({"home": "<p>\n  {{ veiw.today() }}"}, ["home.html:2:6 layout-variable"]),
    "a misspelt question": ({"home": "<p>\n  {{ view.tody() }}"}, ["home.html:2:11 layout-variable"]),
    "a misspelt filter": ({"home": '<p>\n  {{ "x" | uper }}'}, ["home.html:2:12 layout-syntax"]),
    "a misspelt partial": ({"home": '<p>{% include "partials/lde.html" %}'}, ["home.html:1:15 layout-missing"]),
}


@pytest.mark.parametrize("what", SLIPS)
def test_a_slip_is_told_once_with_line_and_column(what: str, make_site: MakeSite) -> None:
    files, places = SLIPS[what]
    site = make_site({**HOME, **{f"layouts/{name}.html": text for name, text in files.items()}})

    assert site.places() == [f"layouts/{place}" for place in places]
    assert site.diagnostics[0].fix
    assert not (site.root / "output").exists()


@pytest.mark.parametrize(
    ("files", "fix"),
    [
        ({"a": '{% extends "b.html" %}', "b": '{% extends "a.html" %}'}, "take one of these references out"),
        ({"home": "{%- include ‘x.html’ -%}"}, "{%- include 'x.html' -%}"),
    ],
)
def test_a_cure_names_only_what_is_there(files: dict[str, str], fix: str, make_site: MakeSite) -> None:
    site = make_site({**HOME, **{f"layouts/{name}.html": text for name, text in files.items()}})

    assert [found.fix for found in site.errors] == [fix]


def test_a_folder_with_the_name_of_a_layout_is_an_error(make_site: MakeSite) -> None:
    site = make_site({**HOME, "layouts/home.html/notes.txt": "Notes"})

    assert [(found.span.path, found.code) for found in site.diagnostics] == [
        ("layouts/home.html", "unreadable-file")
    ]


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("{{ veiw.today() }}", "'view'"),
        ("{{ view.tody() }}", "'today'"),
        ("{% set total = 3 %}{{ totl }}", "'total'"),
        ("{{ 'x' | uper }}", "'upper'"),
        ("{% fro x in [1] %}{% endfor %}", "{% for %}"),
    ],
)
def test_a_misspelt_name_is_told_with_the_nearest_that_exists(text: str, near: str, make_site: MakeSite) -> None:
    (found,) = make_site({**HOME, "layouts/home.html": text}).diagnostics

    assert f"did you mean {near}?" in found.fix


def test_a_range_that_a_page_can_be_made_of_is_one(make_site: MakeSite) -> None:
    text = f"{{{{ range({MOST_NUMBERS}) | length }}}} {{{{ range(3) | join }}}}"

    assert make_site({**HOME, "layouts/home.html": text}).page("index.html") == f"{MOST_NUMBERS} 012"


def test_a_byte_order_mark_is_no_part_of_a_layout(make_site: MakeSite) -> None:
    assert make_site({**HOME, "layouts/home.html": b"\xef\xbb\xbf<p>"}).page("index.html") == "<p>"


@pytest.mark.thorough
def test_the_dev_server_outlives_every_slip(tmp_path: Path) -> None:
    make(tmp_path)
    with running(tmp_path) as server:
        for files, places in SLIPS.values():
            layouts = {tmp_path / f"layouts/{name}.html": text for name, text in files.items()}
            server.lines.clear()
            for place, text in layouts.items():
                write(place, text)
            server.says(f"layouts/{places[0].split()[0]}: error")
            server.lines.clear()
            for place in layouts:
                place.unlink()
            server.says("no problems any more")
        assert server.get("/hub/about/").status == 200


def test_the_preview_outlives_a_bug_of_ours_and_goes_on_from_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path)
    desk = Desk(tmp_path)

    def fail(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    with monkeypatch.context() as broken:
        broken.setattr(module, "build", fail)
        desk.save("content/about.md", "---\ntitle: About\n---\nSecond words.\n")
    assert [found.code for found in desk.told[-1].diagnostics] == ["bug-of-ours"]
    assert "ZeroDivisionError: division by zero" in desk.preview.shown.problems[0].text

    desk.preview.build()
    assert "Second words" in desk.page("about/index.html") and desk.told[-1].diagnostics == ()


ENDLESS = {
    "a list that grows": "{% set xs = [1] %}{% for x in xs %}\n{{ xs.append(1) or '' }}{% endfor %}",
    "loops in loops": "{% for i in range(99999) %}\n{% for j in range(99999) %}{% endfor %}{% endfor %}",
    "a macro that calls itself twice": (
        "{% macro a(n) %}{% if n %}\n{{ a(n - 1) }}{{ a(n - 1) }}{% endif %}{% endmacro %}{{ a(60) }}"
    ),
}


@pytest.mark.parametrize("what", ENDLESS)
def test_a_layout_without_an_end_is_ended_and_told_once(
    what: str, make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endless, "TICK", 0.2)
    pages = {f"content/{name}.md": f"# {name}\n" for name in "abc"}
    site = make_site({**HOME, **pages, "layouts/page.html": ENDLESS[what]})

    assert [(found.span.path, found.code) for found in site.diagnostics] == [
        ("layouts/page.html", "layout-variable")
    ]
    assert site.diagnostics[0].message == "this layout does not come to an end"
    assert site.diagnostics[0].note.endswith("and 2 more")

    site.edit("layouts/page.html", "<p>{{ entry.title }}").build()
    assert site.codes == [] and site.page("a/index.html") == "<p>a"


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ('{% block a %}{% includ "x.html" %}{% endblock %}', "did you mean {% include %}?"),
        ("{% if title %}{% elseif title %}{% endif %}", "did you mean {% elif %}?"),
        ("{% block a %}{% assign x = 1 %}{% endblock %}", "did you mean {% set %}?"),
        ("{% block a %}{% if title %}{% endblock %}", "close it with {% endif %}"),
        ("{% for a in [1] %}{% endfro %}", "close it with {% endfor %}"),
        ("{% extends default/home.html %}", '{% extends "default/home.html" %}'),
        ("{% include partials/nope.html %}", '{% include "partials/nope.html" %}'),
        ("{% include footer %}", "write the name as plain text"),
        ('{% include "partials/mark.html %}', "close the quotation mark"),
        ("{% block a %}{% endblock %}{% block a %}{% endblock %}", "give one of them another name"),
        ('{{ view.card("flood") }}', "name an entry by its path below content/"),
        ('{{ view.latest("posts", 5) }}', "name a kind by its own word"),
        ('{{ view.asset("site.scss").to }}', "put the file at layouts/assets/site.scss"),
    ],
)
def test_the_cure_of_a_slip_in_a_layout_is_made_of_what_was_typed(
    text: str, fix: str, make_site: MakeSite
) -> None:
    (found,) = make_site({**HOME, "layouts/home.html": text}).diagnostics

    assert found.fix.startswith(fix)
