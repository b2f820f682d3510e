"""The next change: the instant at which the clock alone will change a page, and why; and the file that says so."""

import datetime as dt
from collections.abc import Mapping

from msgspec import Struct

from sitegen.engine.graph.record import AnswerRecord, BuildRecord
from sitegen.json_text import json_text
from sitegen.model.site import Site
from sitegen.model.target import Target

FILE = Target(path="next-change.json", output="next change", phase="index", indexed=False)
"""It is made from the answers of all other targets: planned like them, and made after them."""


class NextChange(Struct, frozen=True, kw_only=True):
    """What the clock will change next. Until that instant, it does not depend on the build's own clock."""

    next_change: dt.datetime | None
    """None when no page depends on the clock."""
    why: tuple[str, ...] = ()
    """Everything that happens at that instant, in words, in alphabetical order."""
    pages: tuple[str, ...] = ()
    """The paths of the artifacts that used an answer which ends then. The pages that a new entry will change are
    not known before."""


def following(record: BuildRecord, site: Site) -> NextChange:
    """Return the next change of a site: the earliest instant at which an answer in its record ends."""
    answers = record.answers
    ends = {answer.until for answer in answers.values() if answer.until}
    at = min((*ends, *([site.until] if site.until else [])), default=None)
    if at is None:
        return NextChange(next_change=None)
    why = {words for answer in answers.values() if answer.until == at for words in answer.why}
    if site.until == at:
        why.update(site.until_why)
    expiring = _expiring(answers, at)
    pages = (path for path, receipt in record.receipts.items() if not expiring.isdisjoint(receipt.used))
    return NextChange(next_change=at.astimezone(dt.UTC), why=tuple(sorted(why)), pages=tuple(sorted(pages)))


def encoded(change: NextChange) -> bytes:
    """Return the bytes of the file."""
    return f"{json_text(change, indented=True)}\n".encode()


def _expiring(answers: Mapping[int, AnswerRecord], at: dt.datetime) -> set[int]:
    """Return the numbers of the answers that end at an instant, and of all that depend on them."""
    found: set[int] = set()
    more = {number for number, answer in answers.items() if answer.until == at}
    while more:
        found |= more
        more = {number for number, answer in answers.items() if not found.isdisjoint(answer.dependencies)} - found
    return found
