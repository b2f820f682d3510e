"""Joined rules: the tokens of Pygments, whatever the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pygments.lexers import find_lexer_class_by_name

from sitegen.markup.body import highlight as module
from sitegen.markup.body.joined_rules import joined_rules
from tests.sizes import drawn

JOINED = (
    "python",
    "javascript",
    "html",
    "css",
    "sql",
    "toml",
    "ini",
    "diff",
    "java",
    "go",
    "r",
    "xml",
    "tex",
)
PIECES = (
    *(
        "def f(x):\n",
        "    return x\n",
        "class A(B):",
        "import os\n",
        "from a import b as c\n",
        'f"{a!r:>{w}}"',
        "r'\\d'",
    ),
    *(
        '"""',
        "'''",
        '"',
        "'",
        "`",
        "${a}",
        "\\",
        "\\n",
        "#!x\n",
        "# note\n",
        "// note\n",
        "/* note",
        "*/",
        "<!--",
        "-->",
    ),
    *(
        "<a href='x'>",
        "</a>",
        "&amp;",
        "<script>",
        "</script>",
        "<style>",
        "a{color:red}",
        "@media",
        "--- a\n",
        "+++ b\n",
    ),
    *(
        "@@ -1 +1 @@\n",
        "-old\n",
        "+new\n",
        "SELECT * FROM t;",
        "0x1F",
        "1_000.5e-3j",
        "[a.b]\n",
        "key = 1\n",
        "=",
        "==",
        ":=",
    ),
    *(
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ";",
        ",",
        ".",
        ":",
        " ",
        "\t",
        "\n",
        "\r\n",
        "\n\n",
        "é",
        "變數",
        "\0",
        "word",
        "True",
        "self",
    ),
    *(
        "match x:\n  case 1:\n",
        "async with a: pass",
        "@decorated\n",
        "lambda: 0",
        "func main() {\n",
        "x <- c(1)\n",
        "\\begin{a}",
    ),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@pytest.mark.parametrize("language", JOINED)
@given(text=TEXTS)
@settings(max_examples=drawn(60), deadline=None)
def test_joined_rules_give_the_tokens_that_pygments_gives(language: str, text: str) -> None:
    found = find_lexer_class_by_name(language)
    lexer = found(stripnl=False, ensurenl=False)
    rules = joined_rules(found)

    assert rules is not None
    assert [*rules.tokens(lexer, text)] == [*lexer.get_tokens_unprocessed(text)]


@pytest.mark.parametrize("language", ["bash", "c", "lua", "json", "html+jinja", "csharp"])
def test_rules_that_refer_to_groups_and_lexers_of_other_sorts_are_left_alone(language: str) -> None:
    found = find_lexer_class_by_name(language)
    found(stripnl=False, ensurenl=False)

    assert joined_rules(found) is None


def test_a_block_looks_the_same_before_and_after_the_rules_are_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    code = "def begin(self, *, at: int = 0x1F) -> str:\n    return f'{at!r:>8}'  # note\n"
    before = module.highlight.__wrapped__("python", code)
    monkeypatch.setattr(module, "JOINED_FROM", 0)

    assert module._joined(find_lexer_class_by_name("python")) is not None
    assert module.highlight.__wrapped__("python", code) == before
    assert '<span class="k">def</span>' in before
