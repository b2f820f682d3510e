"""Letters and small Roman numbers that count the parts of a paragraph: `a, b, c`, and `i, ii, iii` below them."""

from typing import Literal

from msgspec import Struct

_TENS = ("", "x", "xx")
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
ROMAN = tuple(f"{tens}{ones}" for tens in _TENS for ones in _ONES)
"""Roman numbers from 0, which is empty, to 29."""


class Counter(Struct, frozen=True):
    """How far one sequence has come."""

    style: Literal["a", "i"]
    number: int

    @property
    def sign(self) -> str:
        """Return the number in the style of the sequence; empty above the last one that can be written."""
        if self.style == "a":
            return chr(ord("a") + self.number - 1) if self.number <= 26 else ""
        return ROMAN[self.number] if self.number < len(ROMAN) else ""

    @property
    def next(self) -> "Counter":
        """Return the counter one further on."""
        return Counter(self.style, self.number + 1)


Counters = tuple[Counter, ...]
"""The sequences that are open at a place, the outermost first."""


def counted(sign: str, opened: Counters, *, in_order: bool = True) -> Counters | None:
    """Return the sequences that are open at a part with this sign; None for a word that is no sign there.

    A sign goes on with a sequence that waits for it, the innermost first; `a` and `i` begin one. Others are signs
    only where they need not be `in_order`: then each letter is.
    """
    for depth in reversed(range(len(opened))):
        if opened[depth].next.sign == sign:
            return (*opened[:depth], opened[depth].next)
    if sign in ("a", "i"):
        begun = Counter("a" if sign == "a" else "i", 1)
    elif not in_order and len(sign) == 1:
        begun = Counter("a", ord(sign) - ord("a") + 1)
    else:
        return None
    styles = [each.style for each in opened]
    kept = styles.index(begun.style) if begun.style in styles else len(opened)
    return (*opened[:kept], begun)
