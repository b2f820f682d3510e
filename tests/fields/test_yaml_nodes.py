"""YAML as nodes: the same with both parsers, and never an exception."""

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.diagnostics import Diagnostic
from sitegen.fields.nodes import MappingNode, SequenceNode, YamlNode
from sitegen.fields.yaml_nodes import MAX_CHARACTERS, yaml_nodes
from tests.sizes import drawn

BOTH = pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "python"])


def plain(node: YamlNode | None) -> Any:
    """A node as text, lists and dictionaries."""
    if isinstance(node, MappingNode):
        return {plain(key): plain(value) for key, value in node.pairs}
    if isinstance(node, SequenceNode):
        return [plain(item) for item in node.items]
    return node.value if node else None


def read(text: str, pure: bool = False) -> Any:
    node, problems = yaml_nodes(text, "a.md", 2, pure=pure)
    assert problems == ()
    return plain(node)


def refused(text: str, pure: bool = False) -> Diagnostic:
    node, problems = yaml_nodes(text, "a.md", 2, pure=pure)
    assert node is None
    (problem,) = problems
    return problem


@BOTH
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("imgdir:\t/assets/images/", {"imgdir": "/assets/images/"}),
        ("a:\tb # c\t\nd: e\t\n", {"a": "b", "d": "e"}),
        ("a: b\n\t\n\t# a comment\nc: d", {"a": "b", "c": "d"}),
        ("tags:\n-\ta\n- b\tc", {"tags": ["a", "b c"]}),
        ("date: 2017-01-30 15:17:38 +0000", {"date": "2017-01-30 15:17:38 +0000"}),
        ("time: 14:00", {"time": "14:00"}),
        ("a: [Why?, How?]", {"a": ["Why?", "How?"]}),
        ("a: [Why ?, 'Or?', Who? Me]\n? b\n: {c?: d?e}", {"a": ["Why ?", "Or?", "Who? Me"], "b": {"c?": "d?e"}}),
        ("title: No\nversion: 1.10\nyear: 1984", {"title": "No", "version": "1.10", "year": "1984"}),
        ("on: Tue\nno: 3", {"on": "Tue", "no": "3"}),
        ("organiser: [[LPDU]]", {"organiser": "[[LPDU]]"}),
        ("related: [[A]], [[B]]", {"related": "[[A]], [[B]]"}),
        ("who: [[[A]], '[[B]]', [[C, D: E]]]", {"who": ["[[A]]", "[[B]]", "[[C, D: E]]"]}),
        ("who:\n  - [[C# and C++]]\n  - [[It's so]]", {"who": ["[[C# and C++]]", "[[It's so]]"]}),
        ("image: {{ page.imgdir }}/a.jpg", {"image": "{{ page.imgdir }}/a.jpg"}),
        ("p: {post: /{year}/{month}-{day}/{slug}.html}", {"p": {"post": "/{year}/{month}-{day}/{slug}.html"}}),
        ("title: “Smart”", {"title": "“Smart”"}),
        ("a: x\u2028y\ufeffz", {"a": "x y\u2060z"}),
        ("a: |\n  one\n\n  two\nb: >-\n  three\n  four", {"a": "one\n\ntwo\n", "b": "three four"}),
        ('a: "\\u00e9\\n"', {"a": "é\n"}),
        ("a: b\r\nc: d\re: f", {"a": "b", "c": "d", "e": "f"}),
        ("a: &x {b: c}\nd: *x", {"a": {"b": "c"}, "d": {"b": "c"}}),
        ("a: &x {b: c, d: e}\nf:\n  <<: *x\n  d: g", {"a": {"b": "c", "d": "e"}, "f": {"d": "g", "b": "c"}}),
        ("a: {<<: [{b: 1, c: 2}, {c: 3, d: 4}]}", {"a": {"b": "1", "c": "2", "d": "4"}}),
        ("", None),
        ("# nothing\n", None),
    ],
)
def test_text_reads_as_writers_mean_it(text: str, value: Any, pure: bool) -> None:
    assert read(text, pure) == value


def test_marks_count_from_the_top_of_the_file_and_in_code_points() -> None:
    node, _ = yaml_nodes("é:\t😀 [[a: b]] x\n", "a.md", 2)
    assert node is not None
    ((_, value),) = node.pairs
    assert value.place == (2, 4, len("😀 [[a: b]] x"))


@BOTH
@pytest.mark.parametrize(
    ("text", "code", "line", "column", "fix"),
    [
        ("title: LDEx: workshop", "yaml-colon", 2, 12, 'title: "LDEx: workshop"'),
        ('title: Say "hi": why', "yaml-colon", 2, 16, "title: 'Say \"hi\": why'"),
        ("title: x\n  date: y", "yaml-syntax", 3, 3, "date: y"),
        ("title: x\nkey:value\ndate: y", "yaml-syntax", 3, 4, "key: value"),
        ("key:value", "front-matter-not-a-mapping", 2, 4, "key: value"),
        ("title: x\njust words\ndate: y", "yaml-syntax", 3, 1, ""),
        ('title "x"\na: b', "yaml-syntax", 2, 1, 'title: "x"'),
        ("a: b\n\tc: d", "yaml-syntax", 3, 1, "  c: d"),
        ('a: "x\nb: c', "yaml-syntax", 2, 4, 'a: "x"'),
        ("title: 'It's here'\nx: y", "yaml-syntax", 2, 11, 'title: "It\'s here"'),
        ('title: "He said "hi""\nx: y', "yaml-syntax", 2, 17, "title: 'He said \"hi\"'"),
        ('a: "x\nb: "y"\nc: d', "yaml-syntax", 2, 4, 'a: "x"'),
        ("tags: [a, b\ndate: 2017", "yaml-syntax", 2, 7, "tags: [a, b]"),
        ("venue: {name: a", "yaml-syntax", 2, 8, "venue: {name: a}"),
        ("a: [b}\nc: d", "yaml-syntax", 2, 4, 'a: "[b}"'),
        ("title: [Draft] budget", "yaml-syntax", 2, 16, 'title: "[Draft] budget"'),
        ("title: @home", "yaml-syntax", 2, 8, 'title: "@home"'),
        ("title: `code`", "yaml-syntax", 2, 8, 'title: "`code`"'),
        ("title: %x", "yaml-syntax", 2, 8, 'title: "%x"'),
        ("title: *Important*", "yaml-syntax", 2, 8, 'title: "*Important*"'),
        ("title: *Important", "yaml-syntax", 2, 8, 'title: "*Important"'),
        ("title: & more", "yaml-syntax", 2, 8, 'title: "& more"'),
        ("title: > more", "yaml-syntax", 2, 8, 'title: "> more"'),
        ("title: ? why", "yaml-syntax", 2, 8, 'title: "? why"'),
        ("tags:\n  - @a", "yaml-syntax", 3, 5, '- "@a"'),
        ("title: !important", "yaml-tag", 2, 8, 'title: "!important"'),
        ("a: !!python/name:os.system x", "yaml-tag", 2, 4, 'a: "!!python/name:os.system x"'),
        ('a: "C:\\q"', "yaml-syntax", 2, 7, "a: 'C:\\q'"),
        ("tags: - a", "yaml-syntax", 2, 7, "tags: [a]"),
        ("tags: x\n- a", "yaml-syntax", 3, 1, "tags: [x, a]"),
        ("tags:\n  - a\n - b", "yaml-syntax", 4, 2, "  - b"),
        ("tags:\n  - a\n  b: c", "yaml-syntax", 4, 3, "b: c"),
        ("venue:\n  name: x\n address: y", "yaml-syntax", 4, 2, "  address: y"),
        ("  title: x\ndate: y", "yaml-syntax", 2, 1, "title: x"),
        ("- a\n- b", "front-matter-not-a-mapping", 2, 1, ""),
        ("a: x\n---\nb: y", "yaml-syntax", 3, 1, "delete this line"),
    ],
)
def test_what_is_not_yaml_is_told_with_its_place_and_the_line_to_type(
    text: str, code: str, line: int, column: int, fix: str, pure: bool
) -> None:
    problem = refused(text, pure)
    assert (problem.code, problem.span.line, problem.span.column) == (code, line, column)
    assert problem.fix == fix


@pytest.mark.parametrize("jargon", ["mapping", "scalar", "token", "sequence", "block", "flow", "node"])
def test_no_complaint_speaks_of_the_parser(jargon: str) -> None:
    texts = [
        "a: b: c",
        "a: [b",
        "a: @b",
        "x",
        "a:\n - b\nc",
        "a: 'b",
        "a: - b",
        "a: x\n- b",
        "? [a\n: b",
        "a: ]",
    ]
    for text in texts:
        assert jargon not in refused(text).message


@BOTH
def test_a_hash_that_cuts_a_value_short_is_a_warning_with_the_quoted_line(pure: bool) -> None:
    node, (problem,) = yaml_nodes("title: Update #2", "a.md", 2, pure=pure)
    assert plain(node) == {"title": "Update"}
    assert (problem.code, problem.severity.value) == ("yaml-comment", "warning")
    assert (problem.span.line, problem.span.column, problem.span.length) == (2, 15, 2)
    assert problem.fix == 'title: "Update #2"'


@BOTH
@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("title: #1 news", 'title: "#1 news"'),
        ("tags:\n  - #a\n  - b", '- "#a"'),
        ("tags: [a #b\n  ]", 'tags: ["a #b"'),
    ],
)
def test_a_hash_that_leaves_nothing_is_told_too(text: str, fix: str, pure: bool) -> None:
    _, problems = yaml_nodes(text, "a.md", 2, pure=pure)
    assert [(problem.code, problem.fix) for problem in problems] == [("yaml-comment", fix)]


@BOTH
def test_a_comment_with_a_space_behind_the_hash_is_a_comment(pure: bool) -> None:
    assert read('a: b # so\nc: "d #2"\n#e\nf: |\n  g #h\n', pure) == {"a": "b", "c": "d #2", "f": "g #h\n"}


@BOTH
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: " + "[" * 500 + "]" * 500, "yaml-too-deep"),
        ("a: " + "{b: " * 500, "yaml-too-deep"),
        ("- " * 500 + "a", "yaml-too-deep"),
        ("".join(" " * n + "a:\n" for n in range(500)), "yaml-too-deep"),
        ("a: &a [*a]", "yaml-too-deep"),
        ("a: &a\n  <<: *a\n", "yaml-too-deep"),
        ("x0: &x0 [a]\n" + "".join(f"x{n}: &x{n} [*x{n - 1}]\n" for n in range(1, 200)), "yaml-too-deep"),
        (
            "x0: &x0 [a, a]\n" + "".join(f"x{n}: &x{n} [*x{n - 1}, *x{n - 1}]\n" for n in range(1, 40)),
            "yaml-too-large",
        ),
        ("a: " + "b" * MAX_CHARACTERS, "yaml-too-large"),
        ("a: b\n<<: c", "bad-value"),
        ("a: *b", "yaml-syntax"),
        ('a: "\\0"', "control-character"),
        ('a: "\\x02"', "control-character"),
        ('a: "\\ud800"', "control-character"),
        ("a: \x02", "control-character"),
        ("a: \ud800", "control-character"),
    ],
)
def test_what_could_harm_is_an_error(text: str, code: str, pure: bool) -> None:
    problem = refused(text, pure)
    assert problem.code == code
    assert problem.span.line >= 2


@BOTH
def test_every_escape_that_shows_nothing_is_told_with_what_stands_there(pure: bool) -> None:
    node, problems = yaml_nodes(
        'a: "C:\\backup\\0"\nb: fine\nc: ["\\t", "x\\u0007 [[\\0]]"]', "a.md", 2, pure=pure
    )
    assert node is None
    assert [(found.code, found.span.line, found.span.column, found.span.length) for found in problems] == [
        ("control-character", 2, 7, 2),
        ("control-character", 2, 14, 2),
        ("control-character", 4, 13, 6),
    ]
    assert problems[0].message == "in double quotes `\\b` is one character that shows nothing (U+0008)"
    assert problems[0].fix.endswith("\\\\b")


@pytest.mark.parametrize(
    "text",
    [
        "a" + " " * 200_000 + "b\nc: d",
        "a: '" + "[[" * 100_000 + "'",
        "a: " + "{x" * 100_000,
        "a" + ", !" * 60_000,
        "\n".join(f"k{n}" for n in range(30_000)),
    ],
    ids=["spaces", "brackets", "braces", "signs", "lines"],
)
def test_no_text_takes_long(text: str) -> None:
    start = time.process_time()
    yaml_nodes(text, "a.md", 2)
    assert time.process_time() - start < 5


SIGNS = [
    *":-?,[]{}#&*!|>'\"%@\\\t\n",
    ": ",
    "- ",
    ", ",
    "[[",
    "]]",
    "{{",
    " #",
    "\n  ",
    "? ",
    "|\n",
    "---",
    "<<: ",
]
WORDS = ["a", "b c", "é", "😀", "0", "\ufeff", "\u2028", "a: ", "&x ", "*x", "\n- ", "key: value\n"]


@settings(max_examples=drawn(400))
@given(st.lists(st.sampled_from(SIGNS + WORDS), max_size=14))
def test_both_parsers_agree_on_any_soup_of_signs(signs: list[str]) -> None:
    text = "".join(signs)
    assert yaml_nodes(text, "a.md", 2) == yaml_nodes(text, "a.md", 2, pure=True)


@settings(max_examples=drawn(200))
@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_no_text_makes_it_raise(text: str) -> None:
    assert yaml_nodes(text, "a.md", 1) == yaml_nodes(text, "a.md", 1, pure=True)
