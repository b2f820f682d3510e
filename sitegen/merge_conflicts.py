"""The lines that a version control system leaves in a file where two changes met and nobody has chosen."""

import re
from collections.abc import Callable

from sitegen.diagnostics import Diagnostic, Span, diagnose
from sitegen.patterns import late

_LINE = late(
    r"^(?P<lead>(?:[ \t]+|>[ \t])*)(?P<mark>(?:<{7}(?!<)|>{7}(?!>))(?:[ \t].*)?|\|{7}[ \t]+[^|\n]+)$", re.MULTILINE
)
"""What Git, Mercurial and Subversion write at the beginning of a line: seven signs, and perhaps a name.

They may be set in with the item of a list, or quoted.
Bars are above what both changes began with, in Git's form diff3. Without a name they may be a table's.
"""
_NAMED = late(r">{7}(?:[ \t]+\S+(?:[ \t]+\(.*\))?)?[ \t]*")
_ITEM = late(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]")
_CODE = 4
_LOOKS = 200
"""So many lines above are looked at for the item that a line belongs to."""
_PARTS = late(r"^={7}$", re.MULTILINE)


def conflicts(text: str, path: str, without_code: Callable[[str], str] = str) -> tuple[Diagnostic, ...]:
    """Return an error for each conflict that is left in a text.

    `without_code` blanks out the code in a text, which may show such lines on purpose, and moves nothing.
    """
    if "<<<<<<<" not in text and ">>>>>>>" not in text and not ("|" in text and "|||||||" in text):
        return ()
    found: list[Diagnostic] = []
    opened = False
    for mark in _LINE.finditer(without_code(text)):
        if mark["lead"] and not _is_within(text, mark):
            continue
        sign = mark["mark"][0]
        if sign == "<" or not (opened or (sign == ">" and _is_answer(text, mark))):
            line = text.count("\n", 0, mark.start()) + 1
            found.append(
                diagnose(
                    "merge-conflict",
                    Span(
                        path=path,
                        line=line,
                        column=len(mark["lead"]) + 1,
                        length=len(mark["mark"].rstrip()),
                    ),
                    "two changes of this file met here, and nobody has chosen between them",
                    fix="keep the lines that are right, and delete those with <<<<<<<, ======= and >>>>>>>",
                )
            )
        opened = sign != ">"
    return tuple(found)


def _is_within(text: str, mark: re.Match[str]) -> bool:
    """Whether a line within an item or a quote belongs to a conflict there that is opened, parted and closed.

    Quotations have the last of its signs alone. Lines set in by four without an item above them are code.
    """
    lead = mark["lead"]
    if not all(f"\n{lead}{sign * 7}" in f"\n{text}" for sign in "<=>"):
        return False
    if lead.strip() or len(lead.expandtabs(4)) < _CODE:
        return True
    above = text[: mark.start()].rstrip().split("\n")[-_LOOKS:]
    outer = next((line for line in reversed(above) if line.strip() and not line.startswith(lead)), "")
    return _ITEM.match(outer) is not None


def _is_answer(text: str, mark: re.Match[str]) -> bool:
    """Whether a line with seven signs `>` quotes a quotation, as mails do.

    Then a line beside it is one, too; or it says more than a name, and nothing above parts two changes.
    """
    if not _NAMED.fullmatch(mark["mark"]) and not _PARTS.search(text, 0, mark.start()):
        return True
    before = text[: mark.start()].removesuffix("\n").rpartition("\n")[2]
    return before.startswith(">") or text[mark.end() + 1 :].startswith(">")
