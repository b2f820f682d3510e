"""What differs between two texts: nothing is lost, and both can be read off it again."""

from hypothesis import given
from hypothesis import strategies as st

from sitegen.history.words import changed_lines
from sitegen.model.history import Line, Piece

TEXTS = st.lists(st.text("ab c.\u00e9", min_size=1, max_size=12), max_size=8)


def side(lines: list[Line], state: str) -> list[str]:
    """Return the lines of one version that differ: the old one for `gone`, the new one for `new`."""
    other = {"gone": "new", "new": "gone"}[state]
    shown = [line for line in lines if line.state in (state, "changed")]
    return ["".join(piece.text for piece in line.pieces if piece.state != other) for line in shown]


@given(before=TEXTS, after=TEXTS)
def test_both_texts_can_be_made_of_what_is_the_same_and_what_differs(before: list[str], after: list[str]) -> None:
    lines = list(changed_lines(before, after))
    for text, state in ((before, "gone"), (after, "new")):
        rest = iter(text)
        assert all(line in rest for line in side(lines, state))
    assert sorted(side(lines, "gone") + after) == sorted(side(lines, "new") + before)


@given(text=TEXTS)
def test_nothing_differs_between_a_text_and_itself(text: list[str]) -> None:
    assert not list(changed_lines(text, text))


def test_words_of_a_line_that_was_rewritten_are_told_apart() -> None:
    (line,) = changed_lines(["Meet on Monday at ten."], ["Meet on Tuesday evening at ten."])

    assert line.state == "changed"
    assert line.pieces == (
        Piece("same", "Meet on "),
        Piece("gone", "Monday"),
        Piece("new", "Tuesday evening"),
        Piece("same", " at ten."),
    )


def test_lines_that_have_nothing_in_common_are_shown_one_after_the_other() -> None:
    lines = list(changed_lines(["Apples and pears."], ["The 19th of May, in Leeds!"]))

    assert [line.state for line in lines] == ["gone", "new"]


def test_equal_lines_between_two_changes_are_a_mark() -> None:
    lines = list(changed_lines(["a one", "b", "c", "d two"], ["a uno", "b", "c", "d due"]))

    assert [line.state for line in lines if line.state == "between"] == ["between"]


def test_texts_of_many_lines_are_not_compared_word_by_word() -> None:
    before, after = [f"old {n}" for n in range(2000)], [f"new {n}" for n in range(2000)]

    lines = list(changed_lines(before, after))
    assert len(lines) == 4000 and {line.state for line in lines} == {"gone", "new"}


def test_scripts_without_blanks_are_compared_letter_by_letter() -> None:
    (line,) = changed_lines(["会議は十時に市役所で始まります。"], ["会議は十一時に市役所で始まります。"])

    assert [piece for piece in line.pieces if piece.state != "same"] == [Piece("new", "一")]
