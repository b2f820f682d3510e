"""The word that somebody probably meant, among many that are known."""

from collections.abc import Callable, Hashable, Iterable

CUTOFF = 0.7
"""How much alike two words must be, as difflib measures it (`SequenceMatcher.ratio`), for one to be a slip."""
MOST_SUGGESTIONS = 50
"""How many different slips of a build are compared with all the names there are. More of them than this are no
slips, but a text that was pasted, or names that are yet to come."""


class Vocabulary:
    """Words that are known, indexed by their letters, so that few of them are compared with a misspelt one.

    The letters of a word are one number: a bit for its first `a`, another for its second `a`, and so on. The
    letters that two words have in common bound how much alike they are, and counting common bits is fast.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known = {name.casefold(): name for name in known}
        """Words as they are compared -> as they are spelt; the last one of those that differ in case alone."""
        self._bits: dict[tuple[str, int], int] = {}
        self._letters: list[tuple[str, int]] | None = None
        """Word -> its letters, worked out for the first word that is looked up."""

    def nearest(self, word: str) -> str:
        """Return the known word most like `word`; "" when none is near enough to be a slip of the finger.

        It is the one that `difflib.get_close_matches` finds first, and of equals the last in the alphabet.
        """
        from difflib import SequenceMatcher

        if self._letters is None:
            self._letters = [(name, self._letters_of(name)) for name in self._known]
        asked = word.casefold()
        letters, length = self._letters_of(asked), len(asked)
        alike = []
        for name, others in self._letters:
            bound = _ratio((letters & others).bit_count(), length + len(name))
            if bound >= CUTOFF:
                alike.append((bound, name))
        alike.sort(reverse=True)
        best = (0.0, "")
        matcher = SequenceMatcher(b=asked)
        for found in alike:
            if found <= best:
                break
            matcher.set_seq1(found[1])
            measured = (matcher.ratio(), found[1])
            if measured[0] >= CUTOFF:
                best = max(best, measured)
        return self._known.get(best[1], "") if best[0] else ""

    def _letters_of(self, word: str) -> int:
        """Return the letters of a word as bits."""
        bits, seen, letters = self._bits, dict.fromkeys(word, 0), 0
        for letter in word:
            seen[letter] += 1
            letters |= bits.setdefault((letter, seen[letter]), 1 << len(bits))
        return letters


def _ratio(common: int, length: int) -> float:
    """Return how much alike two words of this length together are, as difflib computes it."""
    return 2.0 * common / length if length else 1.0


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the nearest of `known`, or "" when none is near enough to be a slip of the finger.

    Where many words are looked up among the same known ones, a Vocabulary is faster.
    """
    return Vocabulary(known).nearest(word)


class Suggestions:
    """Remembers what was probably meant, and after MOST_SUGGESTIONS different questions works out no more."""

    def __init__(self) -> None:
        self._found: dict[Hashable, str] = {}

    def find(self, asked: Hashable, work_out: Callable[[], str]) -> str:
        """Return the answer to what was asked, worked out the first time; "" when too much has been asked."""
        found = self._found.get(asked)
        if found is None:
            if len(self._found) >= MOST_SUGGESTIONS:
                return ""
            found = self._found[asked] = work_out()
        return found


def alike(path: str, near: str) -> str:
    """Return `near` where the last steps of two paths are the same word or a slip of the finger apart, else ""."""
    last = [step.rstrip("/").rpartition("/")[2].rpartition(".") for step in (path, near)]
    asked, known = (before or behind for before, _, behind in last)
    return near if near and did_you_mean(asked, (known,)) else ""
