"""Front matter of other generators is read in every form, and as far as it makes sense where it is broken."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.importers import IMPORTERS
from sitegen.importers.importer import Context
from sitegen.importers.report import Report
from sitegen.importers.websites.front_matter import old_text, plain_value
from tests.sizes import drawn


def read(text: str) -> tuple[dict[str, object], str, list[int]]:
    report = Report("a.md")
    found = old_text(text.encode(), report)
    return found.fields, found.body, [each.span.line for each in report.found]


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: Tea\ntags: [a, b]\nnumber: 1.10\nyes: true\nday: 2019-01-02\n---\nWords.\n",
        '+++\ntitle = "Tea"\ntags = ["a", "b"]\nnumber = "1.10"\nyes = true\nday = 2019-01-02\n+++\nWords.\n',
        '{"title": "Tea", "tags": ["a", "b"], "number": "1.10",\n"yes": true, "day": "2019-01-02"}\nWords.\n',
        "\ufeff---\r\ntitle: Tea\r\ntags:\r\n- a\r\n- b\r\nnumber: 1.10\r\nyes: true\r\n"
        "day: 2019-01-02\r\n---\r\nWords.\r\n",
        "---\ntitle:\tTea\ntags:\n\t- a\n\t- b\nnumber: 1.10\nyes: true\nday: 2019-01-02\n...\nWords.\n",
    ],
)
def test_each_form_says_the_same(text: str) -> None:
    fields, body, lost = read(text)

    assert fields == {"title": "Tea", "tags": ["a", "b"], "number": "1.10", "yes": "true", "day": "2019-01-02"}
    assert (body, lost) == ("Words.\n", [])


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("title: Tea: a tale", "title", "Tea: a tale"),
        ("title: [Tea] time", "title", "[Tea] time"),
        ("author: @ada", "author", "@ada"),
        ("link: {{ site.url }}/a", "link", "{{ site.url }}/a"),
        ("authors:\n- @ada\n- bo", "authors", ["@ada", "bo"]),
        ("title: *Tea* time", "title", "*Tea* time"),
        ("title: `Tea`", "title", "`Tea`"),
        ("title: 100% tea: good", "title", "100% tea: good"),
    ],
)
def test_what_yaml_wants_in_quotes_is_read_without_them(line: str, name: str, value: object) -> None:
    fields, _, lost = read(f"---\n{line}\nother: 1\n---\n")

    assert fields == {name: value, "other": "1"}
    assert lost == []


def test_yaml_that_is_broken_is_read_line_by_line_and_reported() -> None:
    fields, _, lost = read("---\ntitle: 'Tea\nday: 2019-01-02\ntags: [a, b]\n---\n")

    assert (fields["day"], fields["tags"]) == ("2019-01-02", ["a", "b"])
    assert len(lost) == 1


def test_a_text_without_front_matter_is_all_body() -> None:
    for text in ("# Tea\n", "{% if a %}", "{{ a }}", "--- \nno end", "{not json}"):
        assert read(text) == ({}, text, [])


def test_a_few_lines_cannot_make_a_million_values() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    assert read("\n".join(["---", *lines, "title: Tea", "---", ""]))[0]["title"] == "Tea"
    with pytest.raises(ValueError, match="too deep"):
        plain_value(json.loads("[" * 80 + "]" * 80))


PARTS = st.sampled_from(
    [
        *(
            "---\n",
            "+++\n",
            "title: ",
            "date: 2019-01-01\n",
            "tags: [a\n",
            "permalink: ../..\n",
            "{",
            "}",
            "\t",
            "\0",
        ),
        *(
            "{% if a %}",
            "{% endif %}",
            "{% for a in site.b %}",
            "{% endfor %}",
            "{% raw %}",
            "{{ page.a | b: 1 }}",
        ),
        *(
            "{{< a >}}",
            "{{< /a >}}",
            "{{</* a */>}}",
            '{{< ref "a" >}}',
            "{: .a}",
            "```\n",
            "`",
            "[a](b)",
            "\n",
            "é",
        ),
        *("<a href=b>", "<!--", "# A\n", "{::comment}", "aliases: [//a, '?', '#']\n", "url: %zz/\n", "Words "),
    ]
)
PATHS = [
    *(
        "_posts/2019-01-02-a.md",
        "_drafts/b.md",
        "c.html",
        "content/posts/d.md",
        "content/e/index.md",
        "_config.yml",
    ),
    *("content/tags/f/_index.md", "hugo.toml", "_data/authors.yml", "feed.xml"),
]


@pytest.mark.thorough
@settings(max_examples=drawn(200), deadline=None)
@given(texts=st.lists(st.lists(PARTS, max_size=12).map("".join), min_size=len(PATHS), max_size=len(PATHS)))
def test_no_old_site_is_the_end_of_an_import(texts: list[str]) -> None:
    files = {path: text.encode() for path, text in zip(PATHS, texts, strict=True)}
    lists = {"/": "index.md", "/blog/": "posts/index.md", "/tags/": ""}
    for importer in IMPORTERS:
        if importer.settings:
            assert importer.settings(files)
            found = importer.extract(files, Context(zone="UTC", stakeholder=str, lists=lists))
            keys = [*(draft.key for draft in found.drafts), *(copy.key for copy in found.copies)]
            assert not [key for key in keys if ".." in key.split("/") or key.startswith("/")]
