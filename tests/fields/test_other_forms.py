"""Front matter in TOML and in JSON means what the same fields mean in YAML, and is complained of at its place."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.diagnostics import Diagnostic
from sitegen.fields.compose import compose
from sitegen.fields.convert import convert
from sitegen.fields.field_types import raw
from sitegen.fields.findings import Reading
from sitegen.fields.frontmatter import Form, split
from sitegen.kinds.event import Event

TOML = """+++
title = "Café \\"Blue\\""
start = 2026-12-01T10:00:00
tags = ["a",
  "b, c"]   # two
draft = false
version = 1.10
slug = 'fair'

[venue]
name = "Hall"
geo = "51.5, -0.1"

[[changes]]
date = 2026-11-01
note = "First"

[[changes]]
date = 2026-11-02
note = "Second"
+++
Text.
"""
JSON = """{
  "title": "Caf\\u00e9 \\"Blue\\"",
  "start": "2026-12-01 10:00", "tags": ["a", "b, c"],
  "draft": false, "version": 1.10, "slug": "fair",
  "venue": {"name": "Hall", "geo": "51.5, -0.1"},
  "changes": [{"date": "2026-11-01", "note": "First"},
    {"date": "2026-11-02", "note": "Second"}]
}
Text.
"""
YAML = """---
title: Café "Blue"
start: 2026-12-01 10:00
tags: [a, "b, c"]
draft: false
version: 1.10
slug: fair
venue: {name: Hall, geo: "51.5, -0.1"}
changes:
  - date: 2026-11-01
    note: First
  - date: 2026-11-02
    note: Second
---
Text.
"""


def reading(text: str) -> Reading[Event]:
    parts = split(text, "a.md")
    node, problems = compose(parts.head or "", "a.md", parts.head_line, parts.form)
    assert problems == () and parts.body == "Text.\n"
    return convert(node, Event, path="a.md", zone="Europe/London", what="an event", unknown="keep")


def problem(text: str) -> Diagnostic:
    parts = split(text, "a.md")
    node, (found,) = compose(parts.head or "", "a.md", parts.head_line, parts.form)
    assert node is None
    return found


@pytest.mark.parametrize("text", [TOML, JSON])
def test_the_same_fields_mean_the_same_in_every_language(text: str) -> None:
    found = reading(text)

    assert found.diagnostics == ()
    assert found.value == reading(YAML).value


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            TOML,
            {
                "title": (2, 9, 15), "tags.1": (5, 3, 6), "venue.name": (11, 8, 6), "changes.0.note": (16, 8, 7),
                "changes.1.note": (20, 8, 8), "draft": (6, 9, 5),
            },
        ),
        (
            JSON,
            {
                "title": (2, 12, 20), "tags.1": (3, 46, 6), "venue.name": (5, 21, 6), "changes.1.note": (7, 36, 8),
                "draft": (4, 12, 5),
            },
        ),
    ],
)  # fmt: skip
def test_a_value_has_the_place_at_which_it_is_typed(text: str, places: dict[str, Any]) -> None:
    assert {field: place for field, place in reading(text).places.items() if field in places} == places


@pytest.mark.parametrize(
    ("line", "column", "fix"),
    [
        ("title = My page", 9, 'title = "My page"'),
        ("title: My page", 6, 'title = "My page"'),
        ("draft = True", 9, "draft = true"),
        ("draft = yes", 9, "draft = true"),
        ('title = "A', 11, 'title = "A"'),
        ("title = “A”", 9, 'title = "A"'),
        ("tags = [a, b]", 9, 'tags = ["a", "b"]'),
        ("date = 2026-02-30", 8, 'date = "2026-02-30"'),
        ('title = "C:\\Users"', 14, "title = 'C:\\Users'"),
        ("a = 1\na = 2", 1, ""),
    ],
)
def test_a_slip_in_toml_is_told_at_its_place_with_the_line_to_type(line: str, column: int, fix: str) -> None:
    found = problem(f"+++\nslug = 'x'\n{line}\n+++\nText.\n")

    assert (found.code, found.span.line, found.fix) == ("toml-syntax", 3 + line.count("\n"), fix)
    assert found.span.column == column


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{\n "title": "A"\n "draft": true\n}\n', (3, 2)),
        ('{\n "title": "A",\n}\n', (2, 14)),
        ("{\n title: 'A'\n}\n", (2, 2)),
        ('{\n "title": “A”\n}\n', (2, 11)),
        ('{\n "title": "A\n}\n', (2, 13)),
        ('{\n "title": "A"\n\nText.\n', (4, 1)),
    ],
)
def test_a_slip_in_json_is_told_at_its_place(text: str, place: tuple[int, int]) -> None:
    found = problem(text)

    assert (found.code, (found.span.line, found.span.column)) == ("json-syntax", place)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"title": "a\\u0000b"}\n', "control-character"),
        ('{"title": "\\ud800"}\n', "control-character"),
        ('+++\ntitle = "a\\u0000b"\n+++\n', "control-character"),
        ('{"a": ' + "[" * 5000 + "]" * 5000 + "}\n", "yaml-too-deep"),
        ("+++\na = " + "[" * 5000 + "]" * 5000 + "\n+++\n", "yaml-too-deep"),
        ('{"a": "' + "x" * 300_000 + '"}\n', "yaml-too-large"),
        ("+++\na = '" + "x" * 300_000 + "'\n+++\n", "yaml-too-large"),
    ],
)
def test_what_no_front_matter_should_hold_is_refused(text: str, code: str) -> None:
    assert problem(text).code == code


@pytest.mark.parametrize(
    "text", ["{{ page.title }} Text.\n", "{% raw %}\n", "{: .note}\n", "{#id}\n", "{\n\nText\n"]
)
def test_a_text_that_begins_with_a_brace_is_no_json(text: str) -> None:
    assert split(text, "a.md").head is None


values = st.recursive(
    st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=["C", "Z"]), max_size=8)
    | st.booleans()
    | st.integers(-(10**6), 10**6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abcdef", min_size=1), inner, max_size=3),
    max_leaves=8,
)


@given(found=st.dictionaries(st.text("abcxyz", min_size=1), values, max_size=5), indent=st.sampled_from([None, 1]))
def test_any_json_is_read_as_what_it_says(found: dict[str, Any], indent: int | None) -> None:
    def words(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: words(below) for key, below in value.items()}
        if isinstance(value, list):
            return [words(item) for item in value] or ""
        return str(value).lower() if isinstance(value, bool) else str(value).strip()

    node, problems = compose(json.dumps(found, indent=indent), "a.md", 1, "json")

    assert problems == () and node is not None
    assert {key: value or "" for key, value in _raw(node).items()} == {
        key: words(value) or "" for key, value in found.items()
    }


def _raw(node: Any) -> dict[str, Any]:
    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(below) for key, below in value.items()}
        return [plain(item) for item in value] or "" if isinstance(value, list) else value

    return {key: plain(value) for key, value in raw(node).items()}


@given(text=st.text("ab=[]{}\"'#\n.:, 1-+\\", max_size=60))
def test_any_text_in_toml_or_json_is_read_or_refused(text: str) -> None:
    forms: tuple[tuple[str, Form], ...] = ((text, "toml"), ("{" + text, "json"))
    for typed, form in forms:
        node, problems = compose(typed, "a.md", 2, form)
        assert (node is None) <= (bool(problems) or not typed.strip(" \n{}"))
    for whole in (f"+++\n{text}\n+++\n", "{" + text):
        parts = split(whole, "a.md")
        assert parts.head is not None or parts.diagnostics or parts.body == whole
