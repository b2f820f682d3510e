"""A layout's function gives the text that Jinja gives, having asked the same, or none at all."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from markupsafe import Markup

from sitegen.engine import workers
from sitegen.layouts import LayoutMistake, Layouts
from sitegen.layouts.flat.functions import CAREFUL, PLAIN, Functions
from tests.conftest import MakeSite
from tests.layouts.flat.grammar import Recording, Value, layouts
from tests.sizes import drawn


def written(root: Path, files: Mapping[str, str]) -> Layouts:
    for name, text in files.items():
        place = root / "layouts" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return Layouts(root / "layouts")


def variables() -> dict[str, Any]:
    tags = ({"title": "one", "to": "/one"}, SimpleNamespace(title="two & three", to=Markup("/2"), fields={}))
    entry = SimpleNamespace(
        title="A <title>", to="", fields={"title": "t", "keys": 1}, tags=tags, first=None, count=3
    )
    card = Value(title="A card", to="/card", fields={"title": "field"}, key="card")
    return {
        "x": "1 & 2",
        "y": Markup("<b>"),
        "flag": False,
        "items": ["<", entry, card, 3],
        "entry": entry,
        "site": SimpleNamespace(title="Site", key=("k",), tags=[]),
        "d": {"title": "item", "fields": {"count": "deep"}, "key": None},
        "a": "given",
        "b": ("<", 2),
        "card": card,
        "view": Recording(),
    }


def without_places(text: Any) -> Any:
    """Return a text without the places in memory that methods are shown with."""
    return re.sub(r"0x[0-9a-f]+", "", text) if isinstance(text, str) else text


def outcome(render: Any, name: str) -> tuple[Any, list[Any]]:
    given = variables()
    try:
        return without_places(render(name, given)), given["view"].asked
    except LayoutMistake as mistake:
        return mistake.diagnostic, given["view"].asked


@settings(max_examples=drawn(200), derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(layouts())
def test_a_function_gives_the_text_of_jinja_or_raises(files: dict[str, str]) -> None:
    with TemporaryDirectory() as folder:
        found = written(Path(folder), files)
        text, asked = outcome(found.render_by_jinja, "page.html")
        for grade in (PLAIN, CAREFUL):
            function = found.functions.load("page.html", grade)
            if function is None:
                continue
            given = variables()
            try:
                made = function(given)
            except Exception:  # noqa: BLE001 - then Jinja decides
                assert grade == PLAIN or not isinstance(text, str)
            else:
                assert (without_places(made), given["view"].asked) == (text, asked)
        assert outcome(found.render, "page.html")[0] == text
        assert outcome(found.render, "page.html")[0] == text


def test_every_default_layout_has_a_function(tmp_path: Path) -> None:
    found = Layouts(tmp_path)
    assert [name for name in found.choices() if found.functions.load(name, PLAIN) is None] == []


def test_the_demo_hub_is_rendered_by_functions_alone(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[str] = []
    monkeypatch.setattr(Layouts, "render_by_jinja", lambda _self, name, _given: left.append(name))
    root = Path(__file__).parents[3]
    paths = [root / "site.yaml", *(path for path in (root / "content").rglob("*") if path.is_file())]
    site = make_site({path.relative_to(root).as_posix(): path.read_bytes() for path in paths})
    assert len(site.output) > 100
    assert left == []


SHOWS = {
    "a field that is not there, passed on": (
        "{% macro m(p) %}{{ p is defined }}{% endmacro %}{{ m(d.nope) }}",
        "False",
    ),
    "an item where there is no attribute": ("{{ d.title }}{{ d.keys is callable }}", "itemTrue"),
    "an attribute where there is no item": ("{{ entry['count'] }}", "3"),
    "a keyword of Python as a name": ("{{ d.class | default('none') }}{{ {'from': 1}.from }}", "none1"),
    "a list that grows before something fails": (
        "{% set _ = items.append(4) %}{{ items | length }}{{ m(d.nope) }}",
        "",
    ),
}


@pytest.mark.parametrize("what", SHOWS)
def test_what_python_would_look_up_otherwise_is_shown_as_by_jinja(tmp_path: Path, what: str) -> None:
    text, shown = SHOWS[what]
    found = written(tmp_path, {"page.html": text})
    assert outcome(found.render, "page.html") == outcome(found.render_by_jinja, "page.html")
    assert outcome(found.render, "page.html") == outcome(found.render_by_jinja, "page.html")
    assert not shown or outcome(found.render, "page.html")[0] == shown


def test_a_layout_that_changes_what_it_is_given_is_not_begun_twice(tmp_path: Path) -> None:
    text = "{% macro m(p) %}{{ p is defined }}{% endmacro %}{% set _ = items.append(4) %}{{ m(d.nope) }}"
    found = written(tmp_path, {"page.html": text})
    given = variables()
    assert found.render("page.html", given) == "False"
    assert len(given["items"]) == 5


def test_a_receipt_names_nothing_that_only_a_failed_function_asked(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(given: Mapping[str, Any]) -> str:
        given["view"].today()
        raise ValueError

    files = {"content/about.md": "---\ntitle: About\n---\nWords.\n", "layouts/page.html": "{{ entry.body }}"}
    site = make_site(files, build=False)
    monkeypatch.setattr(Functions, "find", lambda _self, name: fail if name == "page.html" else None)
    monkeypatch.setattr(Functions, "failed", lambda _self, _name: None)
    (record,) = site.build().cache.records.values()
    asked = {record.names[number] for number in record.receipts["about/index.html"].used}
    assert ("layout", ("page.html",)) in asked
    assert ("today", ()) not in asked


def test_functions_are_loaded_before_processes_are_forked(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent, real = os.getpid(), Functions._find
    loaded = []

    def find(functions: Functions, name: str) -> Any:
        assert os.getpid() == parent
        loaded.append(name)
        return real(functions, name)

    monkeypatch.setattr(workers, "processes", lambda _pieces, _jobs: 2)
    monkeypatch.setattr(Functions, "_find", find)
    make_site({"content/about.md": "---\ntitle: About\n---\nWords.\n"}, build=False).build()
    assert "page.html" in loaded


def test_a_view_forgets_what_was_asked_before_jinja_begins_anew(tmp_path: Path) -> None:
    text = "{% macro m(p) %}{% endmacro %}{{ view.first('a').title }}{{ m(site.nope) }}{{ view.last().title }}"
    found = written(tmp_path, {"page.html": text})
    given = variables()
    assert found.render("page.html", given, given["view"].asked.clear) == "&lt;first&gt;&lt;last&gt;"
    assert given["view"].asked == [("first", ("a",)), ("last", ())]
