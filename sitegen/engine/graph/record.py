"""What the last build of one output folder started from, asked, was told, and made of it."""

import datetime as dt
from collections.abc import Iterable, Mapping, Set
from typing import Any

from msgspec import Struct, field

from sitegen.diagnostics import Diagnostic
from sitegen.engine.graph.trace import Name
from sitegen.layouts import Layouts
from sitegen.model.config import Config
from sitegen.model.source import File
from sitegen.model.target import Target
from sitegen.stages.assemble import Assembled
from sitegen.stages.publish import Manifest


class AnswerRecord(Struct, frozen=True, array_like=True):
    """One answer that was given."""

    fingerprint: bytes
    """The digest of what was said."""
    reads: tuple[int, ...]
    """The numbers of what it was worked out from: keys of the site, and other answers."""
    level: int = 0
    """Above that of every answer it was worked out from."""
    until: dt.datetime | None = None
    """The instant from which the clock may change it."""
    why: tuple[str, ...] = ()
    """What happens then, in words."""


class Receipt(Struct, frozen=True, array_like=True):
    """How one target came about."""

    target: Target
    asked: tuple[int, ...]
    """The numbers of the answers it was made of."""
    digest: str
    """Of the artifact."""
    reason: str = ""
    """Why it was made when it was last made, in words."""


class Inputs(Struct, frozen=True, kw_only=True):
    """All that a site is assembled from, but for the entries, of which `entries` is the digest."""

    config: Config
    files: tuple[File, ...]
    assets: tuple[File, ...]
    now: dt.datetime
    drafts: bool
    future: bool
    fingerprint: bool
    """Whether assets are named after their bytes."""
    entries: str


class Dependants:
    """Number of a key or an answer -> the answers that were worked out from it, and the paths made of it."""

    def __init__(self, answers: Mapping[int, AnswerRecord], receipts: Mapping[str, Receipt]) -> None:
        self._answers: dict[int, list[int]] = {}
        self._paths: dict[int, list[str]] = {}
        self._passing = [number for number, answer in answers.items() if answer.until]
        for number, answer in answers.items():
            for read in answer.reads:
                self._answers.setdefault(read, []).append(number)
        for path, receipt in receipts.items():
            for asked in receipt.asked:
                self._paths.setdefault(asked, []).append(path)

    def answers(self, numbers: Iterable[int]) -> set[int]:
        """Return the answers that were worked out from any of these."""
        return {answer for number in numbers for answer in self._answers.get(number, ())}

    def paths(self, numbers: Iterable[int]) -> set[str]:
        """Return the paths made of any of these answers."""
        return {path for number in numbers for path in self._paths.get(number, ())}

    def passed(self, answers: Mapping[int, AnswerRecord], now: dt.datetime) -> set[int]:
        """Return the answers that the clock has ended by now."""
        ends = ((number, answers[number].until) for number in self._passing)
        return {number for number, until in ends if until and until <= now}


class BuildRecord(Struct, kw_only=True):
    """The previous of one output folder."""

    names: list[Name] = []
    """Number -> what was read: a key of the site, or a question with its arguments."""
    answers: dict[int, AnswerRecord] = {}
    """Number of a question -> its answer."""
    receipts: dict[str, Receipt] = {}
    """Path -> receipt."""
    inputs: Inputs | None = None
    """None before the first build."""
    until: dt.datetime | None = None
    """The instant at which the clock changes what is published."""
    assembled: Assembled | None = None
    """In the process that built it; not stored."""
    planned: tuple[tuple[Target, ...], tuple[Diagnostic, ...]] | None = None
    """Likewise."""
    sound: Layouts | None = None
    """The layouts with which no link, address or layout of the site was found wrong. Likewise."""
    manifest: tuple[str, Manifest] | None = None
    """What was written, and the stamp under which that was saved. Likewise."""
    values: dict[Name, Any] = {}
    """Question -> its answer, of those last worked out. Likewise."""
    _numbers: dict[Name, int] = field(default_factory=dict)
    _dependants: Dependants | None = None

    def number(self, name: Name) -> int:
        """Return the number of a key or a question; a new one for what has none."""
        numbers = self._numbers
        if len(numbers) != len(self.names):
            numbers = self._numbers = {known: number for number, known in enumerate(self.names)}
        found = numbers.get(name)
        if found is None:
            found = numbers[name] = len(self.names)
            self.names.append(name)
        return found

    def copy(self) -> "BuildRecord":
        """Return previous that go on from these; the numbers are shared."""
        return BuildRecord(names=self.names, answers=dict(self.answers), _numbers=self._numbers)

    def forget(self, key: str) -> None:
        """Have what belongs to an entry made anew."""
        self.receipts = {path: each for path, each in self.receipts.items() if each.target.owner != key}
        self._dependants = None

    def prepare(self) -> bool:
        """Work out what stands on what; return whether it was not known already."""
        known = self._dependants is not None
        self.dependants()
        return not known

    def dependants(self) -> Dependants:
        """Return what stands on what."""
        if self._dependants is None:
            self._dependants = Dependants(self.answers, self.receipts)
        return self._dependants

    def follow(self, past: "BuildRecord", receipts: dict[str, Receipt], answered: Iterable[int]) -> None:
        """Take over these receipts, of which those made anew stand on the same as in the previous of the `past`.

        So do the answers `answered` in between; where that is not so, what nothing stands on any more is dropped.
        """
        self.receipts = receipts
        same = len(receipts) == len(past.receipts) and all(
            receipt is (before := past.receipts.get(path)) or (before and {*before.asked} == {*receipt.asked})
            for path, receipt in receipts.items()
        )
        if same and all(_alike(past.answers.get(number), self.answers.get(number)) for number in answered):
            self._dependants = past.dependants()
        else:
            self._settle()

    def _settle(self) -> None:
        """Keep the answers that the receipts stand on, and no others."""
        waiting: set[int] = set()
        for receipt in self.receipts.values():
            waiting.update(receipt.asked)
        used: set[int] = set()
        while waiting:
            used |= waiting
            deeper: set[int] = set()
            for number in waiting:
                deeper.update(self.answers[number].reads)
            waiting = (deeper & self.answers.keys()) - used
        if len(used) < len(self.answers):
            self.answers = {number: answer for number, answer in self.answers.items() if number in used}

    def take(self, names: Iterable[Name], first: int, answers: Mapping[int, AnswerRecord]) -> dict[int, int]:
        """Add what a worker has found out; return our numbers of its names, which begin at `first`."""
        ours = {first + place: self.number(name) for place, name in enumerate(names)}
        for number, answer in answers.items():
            reads = tuple([ours.get(read, read) for read in answer.reads])
            kept = AnswerRecord(answer.fingerprint, reads, answer.level, answer.until, answer.why)
            self.answers[ours.get(number, number)] = kept
        return ours

    def cause(self, asked: Iterable[int], changed_answers: Set[int]) -> str:
        """Return in words which answer changed, and by what: `related('a.md', 5) …, by card('b.md'), by b.md`."""
        chain = []
        found = next((number for number in asked if number in changed_answers), None)
        while found is not None:
            chain.append(called(self.names[found]))
            reads = self.answers[found].reads if found in self.answers else ()
            found = next((number for number in reads if number in changed_answers), None)
        return f"{chain[0]} is answered changed_answers" + "".join(f", by {name}" for name in chain[1:])


def _alike(before: AnswerRecord | None, after: AnswerRecord | None) -> bool:
    """Whether two answers were worked out from the same, and the clock ends both or neither."""
    if before is None or after is None:
        return False
    return set(before.reads) == set(after.reads) and (before.until is None) == (after.until is None)


def called(name: Name) -> str:
    """Return what was read as a person would write it: `card('posts/a.md')`, `posts/a.md`, `all of tagged`."""
    if isinstance(name, str):
        return f"all of {name[1:]}" if name.startswith("*") else name
    return f"{name[0].rpartition('.')[2]}({', '.join(map(repr, name[1]))})"
