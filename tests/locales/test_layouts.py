"""Layouts and scripts say nothing in English alone: each visible word goes through `_()` or `plural`."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import jinja2
import pytest
from jinja2 import nodes

from sitegen.layouts import packaged
from sitegen.layouts.filters import filters
from sitegen.layouts.translation import is_text
from sitegen.locales import ENGLISH

LAYOUTS = sorted(path.relative_to(packaged()).as_posix() for path in packaged().rglob("*.html"))
SCRIPTS = sorted(path.relative_to(packaged()).as_posix() for path in packaged().rglob("*.js") if path.is_file())
SHOWN = ("alt", "aria-description", "aria-label", "aria-roledescription", "label", "placeholder", "title")
"""Attributes whose values are read by people."""
IDS = ("data-copy",)
"""Attributes whose values are ids."""
HEADINGS = ("head", "heading")
"""Macros whose second argument is an id."""
IN_ATTRIBUTES = ("size",)
"""Blocks that a layout has within an attribute."""

_LETTER = re.compile(r"[^\W\d_]")
_WORDS = re.compile(r"[^\W\d_] [^\W\d_]|\b[A-Z][a-z]")
"""In a value that may also be a name for scripts: what only words for people have."""
_ATTRIBUTES = re.compile(r' [a-z-]+="0"')
"""What a macro writes into a tag that is opened elsewhere."""
_SAID_BY_SCRIPT = re.compile(
    r"""(?:textContent|innerText|title|ariaLabel|placeholder|alt)\s*[:=]\s*(["'`])[^"'`$]*[^\W\d_]"""
    r"""|\belement\("\w+",\s*(["'`])[^"'`$]*[^\W\d_]"""
)


class Visible(HTMLParser):
    """Collects the words of a layout that are no text of a language."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.code = tag in ("script", "style")
        for name, value in attrs:
            wanted = _LETTER if name in SHOWN else _WORDS if name.startswith("data-") and name not in IDS else None
            if wanted and wanted.search(value or ""):
                self.found.append(f'{name}="{value}"')

    def handle_endtag(self, tag: str) -> None:
        self.code = False

    def handle_data(self, data: str) -> None:
        said = _ATTRIBUTES.sub("", data)
        if not self.code and _LETTER.search(said):
            self.found.append(said.strip())


def literal(layout: str) -> list[str]:
    """Return the visible words that a layout has outside of its texts."""
    environment = jinja2.Environment(trim_blocks=True, lstrip_blocks=True)
    environment.filters |= filters(ENGLISH)
    tree = environment.parse(layout)
    page = Visible()
    page.feed("".join(_written(tree)))
    page.close()
    return [
        *page.found,
        *(words for words in _in_expressions(tree) if _WORDS.search(re.sub(r"<[^>]*>", "", words))),
    ]


def _written(node: nodes.Node) -> Iterator[str]:
    """Yield what a layout writes with all of its branches, and a digit for each value that is not in it."""
    if isinstance(node, nodes.TemplateData):
        yield node.data
    elif isinstance(node, nodes.Const):
        yield str(node.value)
    elif isinstance(node, nodes.CondExpr | nodes.Concat | nodes.Output):
        for child in node.iter_child_nodes(exclude=("test",)):
            yield from _written(child)
    elif isinstance(node, nodes.Expr):
        yield "0"
    elif isinstance(node, nodes.Block) and node.name in IN_ATTRIBUTES:
        return
    elif not isinstance(
        node, nodes.Assign | nodes.Include | nodes.ImportedName | nodes.FromImport | nodes.Extends
    ):
        for child in node.iter_child_nodes():
            if not isinstance(child, nodes.Expr):
                yield from _written(child)


def _in_expressions(node: nodes.Node) -> Iterator[str]:
    """Yield the quoted words in expressions that are not texts, nor names of pages, nor sizes of pictures."""
    if is_text(node) or (isinstance(node, nodes.Call) and getattr(node.node, "attr", "") == "address"):
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str) and not node.value.startswith("("):
        yield node.value
    plural = isinstance(node, nodes.Filter) and node.name == "plural"
    ids = node.args[1:2] if isinstance(node, nodes.Call) and getattr(node.node, "name", "") in HEADINGS else []
    for child in node.iter_child_nodes(exclude=("args",) if plural else None):
        if child not in ids:
            yield from _in_expressions(child)


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_has_no_visible_word_outside_of_its_texts(name: str) -> None:
    assert literal((packaged() / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_shows_no_words_but_those_that_the_page_gives_it(name: str) -> None:
    found = _SAID_BY_SCRIPT.search((packaged() / name).read_text(encoding="utf-8"))
    assert found is None, found


@pytest.mark.parametrize(
    ("layout", "words"),
    [
        ("<p>{{ x }} Show more</p>", "0 Show more"),
        ("<p>{% if x %}{{ _('Yes') }}{% else %}no{% endif %}</p>", "0no"),
        ('<a aria-label="{{ x }} filters" href="x">{{ x }}</a>', 'aria-label="0 filters"'),
        ('<img alt="map">', 'alt="map"'),
        ('<form data-nothing="Nothing found"></form>', 'data-nothing="Nothing found"'),
        ('{% set title = "Search" %}', "Search"),
        ("{{ 'unread' if x else y }}", "unread0"),
        ("{{ links(x, 'all of them') }}", "all of them"),
        ("{% for x in y %}{% else %}none{% endfor %}", "none"),
        ("{% block head %}{% macro x(y) %}some{% endmacro %}{% endblock %}", "some"),
    ],
)
def test_a_word_outside_of_texts_is_found_wherever_it_is(layout: str, words: str) -> None:
    assert literal(layout) == [words]


@pytest.mark.parametrize(
    "layout",
    [
        '<p{% if x %} data-filter="kind"{% endif %}>{{ _("Kind") }}: {{ x | plural("tag", "tags") }}</p>',
        '<script>let shown = "Some words";</script><style>p { color: Red }</style>',
        '{% include "partials/a.html" %}{{ picture(one, "(min-width: 40em) 16rem, 50vw") }}',
        '<a href="{{ view.address("some page") }}" title="{{ _("Go") }}">{{ "·" if x == "y" }}</a>',
        '{% macro at(x) %}{% if x %} data-opens="{{ x }}"{% endif %}{% endmacro %}<p{{ at(x) }}>{{ x }}</p>',
        "{% block size %} big{% endblock %}",
    ],
)
def test_what_is_no_word_for_people_is_left_alone(layout: str) -> None:
    assert literal(layout) == []
