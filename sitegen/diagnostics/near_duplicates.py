"""Words of a list that are nearly the same: a slip of the finger, or a singular and its plural."""

import re
from collections.abc import Iterable
from itertools import combinations

SHORTEST_SLIP = 5
"""Letters of a word from which on another letter may be a slip and not another word."""
_SEPARATORS = re.compile(r"[\s_-]+")
_DIGITS = re.compile(r"\d+")


def nearly_one(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the words that are nearly the same as others, each with these others in the order of `words`.

    A singular is nearly its plural, and so are two words of SHORTEST_SLIP letters or more in which one letter is
    added, left out, changed or swapped with its neighbour. Words that differ in numbers alone are not.
    """
    forms = {word: _SEPARATORS.sub("", word.casefold()) for word in words}
    groups: dict[str, list[str]] = {}
    for word, form in forms.items():
        for key in {_singular(form), *(form[:at] + form[at + 1 :] for at in range(len(form))), form}:
            groups.setdefault(key, []).append(word)
    found: dict[str, set[str]] = {}
    for group in groups.values():
        for first, other in combinations(group, 2):
            if first != other and _is_nearly(forms[first], forms[other]):
                found.setdefault(first, set()).add(other)
                found.setdefault(other, set()).add(first)
    order = {word: number for number, word in enumerate(forms)}
    return {word: tuple(sorted(others, key=order.__getitem__)) for word, others in found.items()}


def _singular(word: str) -> str:
    """Return a word without the endings of an English plural; not always the true singular."""
    for ending, instead in (("ies", "y"), ("ses", "s"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 1 and not word.endswith("ss") and word != "news":
            return word.removesuffix(ending) + instead
    return word


def _is_nearly(first: str, other: str) -> bool:
    if _singular(first) == _singular(other):
        return True
    if _DIGITS.sub("", first) == _DIGITS.sub("", other) or min(len(first), len(other)) < SHORTEST_SLIP:
        return False
    start = next((at for at, (a, b) in enumerate(zip(first, other, strict=False)) if a != b), None)
    if start is None:
        return abs(len(first) - len(other)) == 1
    a, b = first[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
