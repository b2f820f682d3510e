"""The simple part of YAML: what is read without a parser is read as a parser of YAML reads it, places and all."""

import string
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.decoding import decode
from sitegen.fields.frontmatter import split
from sitegen.fields.nodes import MappingNode, SequenceNode, YamlNode
from sitegen.fields.simple_yaml import simple_nodes
from sitegen.fields.yaml_nodes import yaml_nodes
from tests.sizes import drawn

CONTENT = Path(__file__).parents[2] / "content"

WORDS = [
    *("Open data", "B", "it's", "a#b", "x - y", "C:D", "1.0", "é – “q”", "-5", "(so)", "no", "~", "null", "😀 z"),
    *("2026-10-14", "2026-11-12 10:00", "2 hours", "/a/b.html", "https://a.example/?q=1&r", "[[Hub, of: it]]"),
    *("Why?", "100 %", "a  b", "fish & chips", "a\xa0b", "x!", "A, B", "`", "first: x", "a ? b", "*"),
]
KEYS = ["title", "date", "who", "all_day", "2027-01-05", "tags", "last-mod", "x"]


def plain(node: YamlNode) -> Any:
    """A node as text, lists and dictionaries."""
    if isinstance(node, MappingNode):
        return {plain(key): plain(value) for key, value in node.pairs}
    if isinstance(node, SequenceNode):
        return [plain(item) for item in node.items]
    return node.value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("title: Open data\ndate: 2026-10-14 10:00", {"title": "Open data", "date": "2026-10-14 10:00"}),
        ("title: 'So: it is' # said\n# no more\n\ntags:", {"title": "So: it is", "tags": ""}),
        (
            'tags: [a b, "c, d", [[E, F: G]]]\nto: {url: /a/, text: A}',
            {"tags": ["a b", "c, d", "[[E, F: G]]"], "to": {"url": "/a/", "text": "A"}},
        ),
        ("tags:\n- a\n- b\nvenue:\n    name: c", {"tags": ["a", "b"], "venue": {"name": "c"}}),
        ("who:\n  -  name: a\n     role: b\n  - c", {"who": [{"name": "a", "role": "b"}, "c"]}),
        ("long: >-\n  One\n  two\nshort: |\n  - Three: #4\n", {"long": "One two", "short": "- Three: #4\n"}),
    ],
)
def test_fields_lists_and_texts_of_lines_need_no_parser(text: str, value: Any) -> None:
    node = simple_nodes(text, 2)
    assert node is not None
    assert plain(node) == value


def test_places_count_from_the_top_of_the_file() -> None:
    node = simple_nodes('title:  "é"\nwho:\n  - name: [a,  b]\n', 2)
    assert node is not None
    (_, title), (_, who) = node.pairs
    assert isinstance(who, SequenceNode)
    (item,) = who.items
    assert isinstance(item, MappingNode)
    ((_, names),) = item.pairs
    assert isinstance(names, SequenceNode)
    assert [title.place, who.place, item.place, names.place] == [(2, 9, 3), (4, 3, 1), (4, 5, 4), (4, 11, 7)]
    assert [name.place for name in names.items] == [(4, 12, 1), (4, 16, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing",
        "- a",
        "title",
        "title: a: b",
        "title: a #1",
        "title: *a",
        "title: !a b",
        "title: a\n  b",
        "title: a\n  date: b",
        "title:\ta",
        "title: a\x85b",
        'title: "a\\n"',
        "title: 'it''s'",
        "tags: [a, [b]]",
        "tags: [a,\n  b]",
        "tags:\n  - a\n - b",
        "tags: a\n- b",
        "<<: *a",
        "? a\n: b",
        "---\na: b",
        "text: |\n  a\n\n  b",
        "".join(" " * depth + "a:\n" for depth in range(70)),
    ],
)
def test_what_may_be_wrong_or_mean_more_is_left_to_the_parser(text: str) -> None:
    assert simple_nodes(text, 2) is None


def test_nine_in_ten_files_of_the_hub_need_no_parser() -> None:
    heads = [split(decode(path.read_bytes(), "")[0] or "", "").head for path in CONTENT.rglob("*.md")]
    simple = [head is None or simple_nodes(head, 2) is not None for head in heads]
    assert sum(simple) > 0.9 * len(simple)


def items() -> st.SearchStrategy[str]:
    text = st.sampled_from(WORDS)
    quoted = st.builds(lambda word, mark: mark + word + mark, text, st.sampled_from("\"'"))
    listed = st.lists(text | quoted, max_size=3).map(lambda found: "[" + ", ".join(found) + "]")
    keyed = st.lists(st.tuples(st.sampled_from(KEYS), text | quoted), max_size=3).map(
        lambda found: "{" + ", ".join(f"{key}: {value}" for key, value in found) + "}"
    )
    return st.one_of(text, text, quoted, listed, keyed, st.just(""))


@st.composite
def blocks(draw: st.DrawFn, indent: int = 0, depth: int = 3) -> list[str]:
    """Draw the lines of a mapping, with lists and mappings below its keys."""
    lines: list[str] = []
    lead = " " * indent
    for _ in range(draw(st.integers(1, 4 if depth == 3 else 2))):
        key = draw(st.sampled_from(KEYS))
        form = draw(st.sampled_from(["value", "value", "value", "keys", "list", "objects", "text", "comment"]))
        more = indent + draw(st.sampled_from([1, 2, 2, 4]))
        if form == "keys" and depth:
            lines += [f"{lead}{key}:", *draw(blocks(more, depth - 1))]
        elif form in ("list", "objects"):
            more = draw(st.sampled_from([indent, more]))
            lines.append(f"{lead}{key}:")
            for _ in range(draw(st.integers(0, 3))):
                below = draw(blocks(0, depth - 1)) if form == "objects" and depth else [draw(items())]
                gap = draw(st.sampled_from([" ", " ", "  "]))
                lines += [
                    " " * more + "-" + gap + below[0],
                    *(" " * (more + 1 + len(gap)) + line for line in below[1:]),
                ]
        elif form == "text":
            lines.append(f"{lead}{key}: {draw(st.sampled_from(['|', '>', '>-', '|-', '>+', '|2']))}")
            lines += [" " * more + word for word in draw(st.lists(st.sampled_from(WORDS), max_size=3))]
        elif form == "comment":
            lines.append(
                draw(st.sampled_from(["", "# so", f"{lead}# so", f"{lead}{key}: x # so", f"{lead}{key}: x #1"]))
            )
        else:
            lines.append(f"{lead}{key}:{draw(st.sampled_from([' ', ' ', '  ', '']))}{draw(items())}")
    return lines


SIGNS = [
    *":-?,[]{}#&*!|>'\"%@\\\t\n ",
    *string.ascii_letters[:3],
    ": ",
    " #",
    "\n  ",
    "- ",
    "---",
    "[[",
    "]]",
    "\x85",
]


@st.composite
def heads(draw: st.DrawFn) -> str:
    """Draw a head of the simple part, most often with a sign or two changed, put in or taken out."""
    text = "\n".join(draw(blocks())) + draw(st.sampled_from(["", "\n"]))
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(SIGNS) | st.just("")) + text[at + draw(st.integers(0, 1)) :]
    return text


@pytest.mark.thorough
@settings(max_examples=drawn(3000))
@given(heads())
def test_what_is_read_without_a_parser_is_what_a_parser_reads(text: str) -> None:
    simple = simple_nodes(text, 2)
    if simple is not None:
        assert (simple, ()) == yaml_nodes(text, "a.md", 2)
