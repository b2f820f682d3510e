"""Footnotes: signs without a note, notes without a sign, and second notes of one name."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from sitegen.markup.unfinished.page import Shown
from sitegen.model.problem import Problem
from sitegen.patterns import late

_NOTE = late(r"^[ ]{0,3}(?:>[ ]?)*(\[\^([^\]\n]+)\]:)", re.M)
_SIGN = late(r"(?<!\\)\[\^([^\]\s\[]+)\]")
_NO_SIGN = late(r"[+*?{]")
"""What follows a set of characters of a regular expression, which looks like the sign of a note."""


def footnotes(found: Shown) -> Iterator[Problem]:
    """Yield a problem for each sign without a note, note without a sign, and second note of a name."""
    notes: dict[str, re.Match[str]] = {}
    again: list[re.Match[str]] = []
    for match in _NOTE.finditer(found.prose):
        if notes.setdefault(match[2].lower(), match) is not match:
            again.append(match)
    defined = {match.start(1) for match in (*notes.values(), *again)}
    signs = [match for match in _SIGN.finditer(found.prose) if match.start() not in defined]
    for match in signs:
        label = match[1].lower()
        before, behind = (
            found.prose[match.start() - 1 : match.start()],
            found.prose[match.end() : match.end() + 1],
        )
        meant = match[1].isdigit() or notes or before.strip()
        if label not in notes and meant and not _NO_SIGN.match(behind) and match[0] in found.words:
            near = get_close_matches(label, notes, 1) or (list(notes) if len(notes) == 1 else [])
            fix = (
                f"did you mean [^{notes[near[0]][2]}]?"
                if near
                else f"write its note on a line of its own, behind [^{match[1]}]:"
            )
            yield Problem(
                code="footnote",
                message=f"the sign {match[0]} has no note",
                fix=fix,
                start=match.start(),
                length=len(match[0]),
            )
    used = {match[1].lower() for match in signs}
    for label, match in notes.items():
        if label not in used and 'id="fn:' in found.html:
            sign = match[1][:-1]
            fix = f"put {sign} behind the words that it belongs to, or take the note out"
            yield Problem(
                code="footnote",
                message=f"nothing refers to the note {sign}",
                fix=fix,
                start=match.start(1),
                length=len(sign),
            )
    for match in again:
        sign = match[1][:-1]
        message = f"there is another note {sign} above, and only one of them is shown"
        yield Problem(
            code="footnote",
            message=message,
            fix="give it another name, here and at its sign",
            start=match.start(1),
            length=len(sign),
        )
