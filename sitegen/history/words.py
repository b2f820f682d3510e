"""What differs between two versions of a text, word by word."""

from collections.abc import Iterator, Sequence

from sitegen.model.history import Line, Piece
from sitegen.patterns import UNSPACED, late

MOST = 1_000_000
"""The product of the numbers of lines, or words, from which on two texts are not compared but shown one after the
other: the comparison takes time in proportion to it."""
LIKE = 0.35
"""How much of two lines is the same, from 0 to 1, from where on one counts as the other rewritten."""
_MARKS = "[\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u3099\u309a]*"
"""Marks on the letter before them."""
_WORDS = late(rf"\s+|{UNSPACED}{_MARKS}|(?:(?!{UNSPACED})\w)+{_MARKS}|[^\w\s]")
"""What is compared: blanks, words, single letters of scripts without blanks, and all other signs."""


def changed_lines(before: Sequence[str], after: Sequence[str]) -> Iterator[Line]:
    """Yield the lines that differ, in the order of the text, with a mark where lines between them are the same."""
    begun = apart = False
    for equal, old, new in _runs(before, after):
        if not equal:
            if begun and apart:
                yield Line("between")
            begun = True
            yield from _replaced(old, new)
        apart = equal


def _runs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    """Yield how one sequence becomes the other: runs that are equal in both, and runs that replace each other.

    What both begin and end with is found first, because that is nearly everything after most edits.
    """
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    if start:
        yield True, before[:start], after[:start]
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    if len(old) * len(new) > MOST or not (old and new):
        if old or new:
            yield False, old, new
    else:
        from difflib import SequenceMatcher

        for name, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            yield name == "equal", old[i:j], new[k:m]
    if end:
        yield True, before[len(before) - end :], after[len(after) - end :]


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    """Yield the lines that took the place of others: in pairs, as long as they are alike."""
    paired = min(len(old), len(new)) if len(old) * len(new) <= MOST else 0
    for before, after in zip(old[:paired], new[:paired], strict=True):
        pieces = tuple(_pieces(_WORDS.findall(before), _WORDS.findall(after)))
        same = sum(len(piece.text) for piece in pieces if piece.state == "same")
        if same >= LIKE * max(len(before), len(after)):
            yield Line("changed", pieces)
        else:
            yield Line("gone", (Piece("gone", before),))
            yield Line("new", (Piece("new", after),))
    yield from (Line("gone", (Piece("gone", line),)) for line in old[paired:])
    yield from (Line("new", (Piece("new", line),)) for line in new[paired:])


def _pieces(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    """Yield the words of a line that was rewritten; a blank between two words that differ goes with them."""
    gone = new = ""
    for equal, old, changed in _runs(before, after):
        kept = "".join(old)
        if equal and not (kept.isspace() and (gone or new)):
            yield from _both(gone, new)
            gone = new = ""
            yield Piece("same", kept)
        else:
            gone, new = gone + kept, new + "".join(changed)
    yield from _both(gone, new)


def _both(gone: str, new: str) -> Iterator[Piece]:
    """Yield what was taken out, and what was put in, where there is any."""
    if gone:
        yield Piece("gone", gone)
    if new:
        yield Piece("new", new)
