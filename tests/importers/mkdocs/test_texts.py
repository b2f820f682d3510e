"""What Markdown has with MkDocs' extensions, as Markdown that both flavours here read alike."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.importers.mkdocs.blocks import as_notes
from sitegen.importers.mkdocs.inline import as_html
from sitegen.importers.mkdocs.snippets import Snippets, folders_of
from sitegen.importers.report import Report
from sitegen.importers.websites.formulas import as_code, taken_out
from sitegen.markup import Options, convert

ALL = frozenset(("attr_list", "pymdownx.keys", "pymdownx.caret", "pymdownx.tilde", "pymdownx.critic"))
BLOCKS = {
    "a note": ("!!! note\n    Text.\n\nAfter.", "> [!note]\n> Text.\n\nAfter."),
    "a note with a title": ('!!! warning "Mind *this*"\n\n    Text.', "> [!warning] Mind *this*\n> Text."),
    "a note of another name": ("!!! success\n    Text.", "> [!tip] Success\n> Text."),
    "a note without a title": ('!!! note ""\n    Text.', "> Text."),
    "a note with classes": ('!!! info inline end "T"\n    Text.', "> [!note] T\n> Text."),
    "a quote": ('!!! quote "Who"\n    Text.', "> **Who**\n>\n> Text."),
    "a folded note": ('??? tip "Open"\n    Text.', "> [!tip]- Open\n> Text."),
    "an open note": ('???+ tip "Open"\n    Text.', "> [!tip]+ Open\n> Text."),
    "a note in a note": (
        '!!! note "A"\n    ??? danger "B"\n        In.\n    Out.',
        "> [!note] A\n>\n> > [!caution]- B\n> > In.\n>\n> Out.",
    ),
    "code in a note": (
        '!!! note "A"\n    ```py\n    x\n\n    y\n    ```\nAfter.',
        "> [!note] A\n>\n> ```py\n> x\n>\n> y\n> ```\n\nAfter.",
    ),
    "a note in a list": ("- item\n\n    !!! note\n        In.\n", "- item\n\n    > [!note]\n    > In.\n"),
    "tabs": (
        '=== "Unix"\n    ls\n\n=== "DOS"\n\n    dir\n\nAfter.',
        "**Unix**\n\nls\n\n**DOS**\n\ndir\n\nAfter.",
    ),
    "tabs in a note": ('!!! note\n    === "A"\n        One.\n', "> [!note]\n>\n> **A**\n>\n> One.\n"),
    "a tab of nothing": ('=== "A"\n\nText.', "**A**\n\nText."),
    "a block of slashes": ("/// tip | Do\nText.\n///\n", "> [!tip] Do\n> Text.\n"),
    "a block in code": ("```\n!!! note\n    Text.\n```", "```\n!!! note\n    Text.\n```"),
    "a fence within a fence": (
        '``` md\n=== "C"\n\n    ``` c\n    x\n    ```\n\n!!! note\n```',
        '``` md\n=== "C"\n\n    ``` c\n    x\n    ```\n\n!!! note\n```',
    ),
    "a note behind code in a list": (
        "1.  ```tex\n    x\n    ```\n\n!!! note\n    In.",
        "1.  ```tex\n    x\n    ```\n\n> [!note]\n> In.",
    ),
    "an underlined title": ("Title\n=====\nText.", "Title\n=====\nText."),
    "signs in a sentence": ("What!!! note this ??? === x", "What!!! note this ??? === x"),
}


@pytest.mark.parametrize("what", BLOCKS)
def test_a_block_of(what: str) -> None:
    typed, expected = BLOCKS[what]
    assert as_notes(typed).strip("\n") == expected.strip("\n")


@pytest.mark.parametrize("flavour", ["python-markdown", "commonmark"])
def test_notes_and_tabs_are_shown_alike_in_either_flavour(flavour: str) -> None:
    typed = '??? note "Open"\n    === "A"\n\n        ```py\n        x = 1\n        ```\n\n'
    typed += '    === "B"\n\n        - two\n'
    shown = convert(as_notes(typed), Options(flavour=flavour)).html
    assert '<details class="callout callout-note">' in shown
    assert "<strong>A</strong>" in shown and "<strong>B</strong>" in shown
    assert 'class="language-py"' in shown and "<li>two</li>" in shown


SMALL = {
    "[TOC]\n\nText.": "Text.",
    "![A](a.png){ width=300 loading=lazy }": '<img src="a.png" alt="A" width="300">',
    "![A](a.png){: .right }": "![A](a.png)",
    "![A](a.png#only-dark)": "![A](a.png)",
    "[A]: img/a.svg#only-light": "[A]: img/a.svg",
    "[go](a.md){ .md-button .primary } on": "[go](a.md) on",
    "## Title { #own .big data-toc-label='T' }": "## Title {#own}",
    "## Title <small>x</small> { id=own }": "## Title <small>x</small>{#own}",
    "Text. { #here }": 'Text. <span id="here"></span>',
    ":material-account: Name :smile:": "Name :smile:",
    "++ctrl+alt+del++": "<kbd>Ctrl</kbd>+<kbd>Alt</kbd>+<kbd>Del</kbd>",
    "H~2~O, x^2^, ^^new^^, ~~old~~": "H<sub>2</sub>O, x<sup>2</sup>, <ins>new</ins>, ~~old~~",
    "{++in++} {--out--} {>>why<<}": "<ins>in</ins> <del>out</del> <!-- why -->",
    "{~~a~>b~~}": "<del>a</del><ins>b</ins>",
    "`#!py x` and `x`": "`x` and `x`",
    '``` { .yaml .annotate title="a.yml" }\nx\n```': '```yaml title="a.yml"\nx\n```',
    '``` py hl_lines="1 2" linenums="1"\nx\n```': "```py\nx\n```",
    "```mermaid\nx\n```": "```mermaid\nx\n```",
    "`{ .x }` {{ macro }} {% x %} { a: b }": "`{ .x }` {{ macro }} {% x %} { a: b }",
    '<div class="grid cards" markdown>\n\n- a\n\n</div>': "- a",
}


@pytest.mark.parametrize("typed", SMALL)
def test_small_constructs_become_html_or_go(typed: str) -> None:
    found, _ = as_html(typed, ALL, Counter())
    assert found.replace(" {#", "{#").strip() == SMALL[typed].replace(" {#", "{#")


FORMULAS = {
    "Costs $5 and $6, or $x_1 < y$.": "Costs $5 and $6, or `x_1 < y`.",
    "So \\(a_1\\) it is.": "So `a_1` it is.",
    "$$\na_b\n$$": "```tex\na_b\n```",
    "$$ a_b $$": "```tex\na_b\n```",
    "\\[a\nb\\]": "```tex\na\nb\n```",
    "-   $$\n    a\n    $$\n-   $$\n    b\n    $$": "-   ```tex\n    a\n    ```\n-   ```tex\n    b\n    ```",
    "4.  $$\n    a\n    $$\n\n### Next": "4.  ```tex\n    a\n    ```\n\n### Next",
    "$$\nnever closed\n\n### Next\n\n$$": "$$\nnever closed\n\n### Next\n\n$$",
    "`$x$` and\n```\n$$\nx\n$$\n```": "`$x$` and\n```\n$$\nx\n$$\n```",
}


@pytest.mark.parametrize("typed", FORMULAS)
def test_formulas_are_shown_as_they_are_typed(typed: str) -> None:
    assert as_code(typed, Counter()) == FORMULAS[typed]


KEPT = {
    "Costs $5 and $6, or $x_1 < y$.": "Costs $5 and $6, or $x_1 < y$.",
    "So \\(a_1\\) it is, \\\\(b\\\\).": "So $a_1$ it is, \\\\(b\\\\).",
    "\\[\na^2^\n\\]": "$$\na^2^\n$$",
    "- $$\n  a\n  $$": "- $$\n  a\n  $$",
    "$a^2 + b^2$ and ^c^ {{ d }} $x^{{e}}$": "$a^2 + b^2$ and ^c^ {{ d }} $x^{{e}}$",
    "`$x$` and $a `b$` c$": "`$x$` and $a `b$` c$",
    "\\(a $b$ c\\)": "\\(a $b$ c\\)",
}


@pytest.mark.parametrize("typed", KEPT)
def test_formulas_are_kept_between_dollars_for_a_site_that_shows_them(typed: str) -> None:
    without, restored = taken_out(typed)
    assert restored(without) == KEPT[typed]


def test_nothing_rewrites_a_formula_that_is_kept() -> None:
    without, restored = taken_out("$a^2 + b^2$ ^c^")
    assert restored(as_html(as_notes(without), ALL, Counter())[0]) == "$a^2 + b^2$ <sup>c</sup>"


@given(st.text("$\\()[]a `\n~^", max_size=60))
def test_a_text_without_its_formulas_gets_them_back(typed: str) -> None:
    without, restored = taken_out(typed)
    assert "\ue002" not in restored(without) and "\ue000" not in restored(without)
    if "\\" not in typed:
        assert restored(without) == typed


def test_what_was_left_out_is_counted() -> None:
    dropped: Counter[str] = Counter()
    as_html(":material-a: :octicons-b-16: [x](y){ .z }", ALL, dropped)
    assert dropped["icons"] == 2 and dropped["attributes"] == 1
    assert as_html("[TOC]", ALL, dropped)[1]


@given(st.text("!?=/\"' \n\tab`~[]{}().#:^$\\|<>-+*", max_size=60))
def test_any_text_is_read_without_a_traceback_and_keeps_its_words(typed: str) -> None:
    shown, _ = as_html(as_notes(as_code(typed, Counter())), ALL, Counter())
    assert isinstance(shown, str)


FILES = {
    "parts/a.md": b'One\n--8<-- "b.md"\n',
    "parts/b.md": b"Two\n",
    "parts/loop.md": b"--8<-- 'loop.md'\n",
    "code.py": b"# --8<-- [start:main]\n  def f():\n      pass\n# --8<-- [end:main]\nx\ny\n",
}
SNIPPETS = {
    '--8<-- "a.md"': ("One\nTwo", []),
    '    --8<-- "b.md"': ("    Two", []),
    "```py\n--8<-- 'code.py:main'\n```": ("```py\ndef f():\n    pass\n```", []),
    "--8<-- 'code.py:5:6'": ("x\ny", []),
    "--8<-- 'code.py:6'": ("y", []),
    "--8<--\na.md\nb.md\n--8<--": ("One\nTwo\nTwo", []),
    ';--8<-- "b.md"': ('--8<-- "b.md"', []),
    "-8<- 'b.md'": ("Two", []),
    "Text\n--8<-- 'gone.md'": ("Text\n--8<-- 'gone.md'", ["2: the snippet gone.md is not there"]),
    "--8<-- '../../etc/passwd'": ("--8<-- '../../etc/passwd'", ["1: the snippet ../../etc/passwd is not there"]),
    "--8<-- 'https://x.example/a.md'": (
        "--8<-- 'https://x.example/a.md'",
        ["1: the snippet https://x.example/a.md is on another host"],
    ),
    "--8<-- 'loop.md'": ("--8<-- 'loop.md'", ["1: the snippet loop.md brings itself in"]),
}


@pytest.mark.parametrize("typed", SNIPPETS)
def test_snippets_are_put_in(typed: str) -> None:
    expected, said = SNIPPETS[typed]
    report = Report("p.md")
    assert Snippets(FILES, ("parts", "")).put_in(typed, report).strip("\n") == expected
    assert [f"{each.span.line}: {each.message.partition(',')[0]}" for each in report.found] == said


def test_the_folders_of_snippets_are_as_written() -> None:
    assert folders_of(None) == ("",)
    assert folders_of("docs") == ("docs",)
    assert folders_of([".", "$config_dir/parts", "./x/"]) == ("", "parts", "x")
