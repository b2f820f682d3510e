"""What is repaired in a pasted text, line by line, and what is left alone."""

from pathlib import Path

import pytest

from sitegen.tidying import tidied

ROOT = Path(__file__).parents[2]


def tidy(body: str) -> str:
    return tidied(body, "x.md").text


@pytest.mark.parametrize(
    ("pasted", "clean"),
    [
        pytest.param("A:\n•\tone\n•\ttwo\n", "A:\n\n- one\n- two\n", id="smart bullets"),
        pytest.param("A:\n· one\no\tin\no\tin\n· two\n", "A:\n\n- one\n  - in\n  - in\n- two\n", id="an o below"),
        pytest.param("A:\n– one\n– two\n", "A:\n\n- one\n- two\n", id="dashes below a colon"),
        pytest.param("A:\n•\n\none\n•\n\ntwo\n", "A:\n\n- one\n- two\n", id="bullets alone on their lines"),
        pytest.param("1.\tOne\n(2)\tTwo\n", "1. One\n\n2. Two\n", id="tabs and brackets"),
        pytest.param(
            "(1) One.\n\n(a) x;\n\n(b) y.\n", "1. One.\n\n   (a) x;\n\n   (b) y.\n", id="parts in brackets"
        ),
        pytest.param("9. N:\nh) x\ni) y\n", "9. N:\n\n   h) x\n\n   i) y\n", id="an i that is a letter"),
        pytest.param("Mr\u00a0Hall\u00a0 came\u00a0\n", "Mr Hall came\n", id="hard spaces"),
        pytest.param(
            "10\u00a0km, «\u00a0oui\u00a0»\u00a0!\n", "10\u00a0km, «\u00a0oui\u00a0»\u00a0!\n", id="wanted ones"
        ),
        pytest.param("neigh\u00adbour\n\t\nhood\n", "neighbour\n\nhood\n", id="soft hyphens, and a tab alone"),
        pytest.param(
            "The end of\n\n- 4 -\n\nthis page.\n", "The end of\nthis page.\n", id="a page within a sentence"
        ),
        pytest.param("A.\n\n7\n\nB.\n\n8\n\nC.\n", "A.\n\nB.\n\nC.\n", id="pages that count"),
        pytest.param("Sum:\n\n7\n8\n", "Sum:\n\n7\n8\n", id="numbers that are no pages"),
        pytest.param("• a\n\n    A paragraph.\n", "- a\n\nA paragraph.\n", id="words set in are no code"),
        pytest.param("• a\n\n```\n· as it is\n```\n", "- a\n\n```\n· as it is\n```\n", id="code stays"),
        pytest.param(
            "• a\n\n| x | y |\n|---|---|\n| 1 | 2 |\n",
            "- a\n\n| x | y |\n|---|---|\n| 1 | 2 |\n",
            id="a table stays",
        ),
        pytest.param(
            "• a\n\n1 Quay Street\nHarbour Town\nHT1 2AB\n",
            "- a\n\n1 Quay Street  \nHarbour Town  \nHT1 2AB\n",
            id="an address",
        ),
        pytest.param(
            "• a\n\nThe first of May.\n\nEnd\n", "- a\n\nThe first of May.\n\nEnd\n", id="no heading above nothing"
        ),
        pytest.param(
            "• a sentence that was\nbroken by the program that\nwrote it to fit.\n",
            "- a sentence that was\n  broken by the program that\n  wrote it to fit.\n",
            id="lines of one paragraph",
        ),
    ],
)
def test_a_slip_of_a_word_processor_is_repaired(pasted: str, clean: str) -> None:
    assert tidy(pasted) == clean
    assert tidy(clean) == clean


@pytest.mark.parametrize(
    "clean",
    [
        "1. One\n2. Two\n   - x\n\n   More.\n\nText\n\n    code\n",
        "– Who goes there?\n– A friend.\n",
        "Two\n\nLine one\nline two\n\n> said\n\n* a\n* b\n\n---\n\nTerm\n:   Meaning\n",
        "One o clock\no later\n\n8. Eight\n\n    a) set in\n\n    b) by four\n",
        "",
    ],
)
def test_clean_markdown_is_left_as_it_is(clean: str) -> None:
    assert tidied(clean, "x.md").text == clean
    assert tidied(clean, "x.md").repairs == ()


def test_every_text_of_the_hub_and_the_manual_is_left_as_it_is() -> None:
    texts = [*(ROOT / "content").rglob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")]
    assert len(texts) > 100
    changed = [path for path in texts if tidied(text := path.read_text("utf-8"), str(path)).text != text]
    assert changed == []


def test_a_text_without_front_matter_gets_a_title_and_what_its_kind_needs() -> None:
    found = tidied("Notes: of May\n\n2nd May 2011\n\n• a\n", "x.md", ["type: paper"]).text
    assert found == '---\ntitle: "Notes: of May"\ndate: 2011-05-02\ntype: paper\n---\n\n- a\n'


def test_bare_headings_alone_make_a_paste_of_a_text_without_any_markdown() -> None:
    found = tidied("Then\n\nWe met at the lock.\n\nNow\n\nWe meet again.\n", "x.md").text
    assert found == "---\ntitle: Then\n---\n\nWe met at the lock.\n\n## Now\n\nWe meet again.\n"
    marked = "Then\n\nWe met at the *lock*.\n\nNow\n\nWe meet again.\n"
    assert tidy(marked) == marked
