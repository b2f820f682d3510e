"""The next change: the instant at which the clock alone will change a page, and why; and the file that says so."""

import datetime as dt
from collections.abc import Mapping

import msgspec
from msgspec import Struct

from sitegen.engine.graph.record import AnswerRecord, BuildRecord
from sitegen.model.site import Site
from sitegen.model.target import Target

FILE = Target(path="next-change.json", output="next change", phase="index", indexed=False)
"""Made of all that was asked for every other target, so it is planned as they are and made when they all are."""


class NextChange(Struct, frozen=True, kw_only=True):
    """What the clock will change next. Nothing in it depends on the build's own clock as long as it is to come."""

    next_change: dt.datetime | None
    """None: nothing here depends on the clock."""
    why: tuple[str, ...] = ()
    """What happens then, in words: all of it, in the order of the alphabet."""
    pages: tuple[str, ...] = ()
    """The paths of what was made of an answer that ends then. What a new entry will touch is not known before."""


def following(record: BuildRecord, site: Site) -> NextChange:
    """Return the next change of a site, by the answers that its receipts stand on."""
    answers = record.answers
    ends = {answer.until for answer in answers.values() if answer.until}
    at = min((*ends, *([site.until] if site.until else [])), default=None)
    if at is None:
        return NextChange(next_change=None)
    why = {words for answer in answers.values() if answer.until == at for words in answer.why}
    if site.until == at:
        why.update(site.until_why)
    expiring = _expiring(answers, at)
    pages = (path for path, receipt in record.receipts.items() if not expiring.isdisjoint(receipt.asked))
    return NextChange(next_change=at.astimezone(dt.UTC), why=tuple(sorted(why)), pages=tuple(sorted(pages)))


def encoded(change: NextChange) -> bytes:
    """Return the text of the file."""
    return msgspec.json.format(msgspec.json.encode(change), indent=2) + b"\n"


def _expiring(answers: Mapping[int, AnswerRecord], at: dt.datetime) -> set[int]:
    """Return the answers that end at an instant, and all that stand on them."""
    found: set[int] = set()
    more = {number for number, answer in answers.items() if answer.until == at}
    while more:
        found |= more
        more = {number for number, answer in answers.items() if not found.isdisjoint(answer.reads)} - found
    return found
