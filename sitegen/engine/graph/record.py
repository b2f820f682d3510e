"""The build record of an output folder: what the last build was made from, and which answers each file used.

Every query and every key of the site has a number, so that answers and receipts name them in a few bytes.
"""

import datetime as dt
import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from typing import Any, NamedTuple

from msgspec import Raw, Struct, structs

from sitegen.diagnostics import Diagnostic
from sitegen.engine.graph.trace import Dependency
from sitegen.layouts import Layouts
from sitegen.model.inputs import Inputs
from sitegen.model.target import Target
from sitegen.stages.assemble import Assembled
from sitegen.stages.publish import Manifest


class AnswerRecord(Struct, frozen=True, array_like=True):
    """One answer: the digest of its value, and what it was computed from."""

    fingerprint: bytes
    """The digest of the answer's encoding."""
    dependencies: tuple[int, ...]
    """The numbers of the keys and other answers that it was computed from."""
    level: int = 0
    """One more than the highest level among the answers that it was computed from; 0 without any."""
    until: dt.datetime | None = None
    """The instant from which the clock may change it; None when the clock never does."""
    why: tuple[str, ...] = ()
    """What happens at that instant, in words."""


class Receipt(Struct, frozen=True, array_like=True):
    """How one target was made: which answers its artifact used."""

    target: Target
    used: tuple[int, ...]
    """The numbers of the answers that were used for it, and of what private answers were computed from."""
    digest: str
    """The digest of the artifact."""
    reason: str = ""
    """Why it was rendered when it was last rendered, in words."""


class Readers(NamedTuple):
    """The answers of one target that were computed from the texts of entries."""

    texts: Mapping[int, Collection[str]]
    """Place among its queries -> the keys of these entries."""
    direct: bool
    """Whether none of them learnt of a text from another answer."""


class Dependants:
    """What depends on what in a build record: the answers and the paths that used a key or an answer.

    They are found by looking at all answers and receipts, which takes some milliseconds at 10,000 pages, and in no
    time once `index` has been called.
    """

    def __init__(
        self,
        answers: Mapping[int, AnswerRecord],
        receipts: Mapping[str, Receipt],
        alike: "Dependants | None" = None,
    ) -> None:
        """Look at these answers and receipts; `alike` has the same ones, and maybe an index of them."""
        self._recorded = answers
        self._receipts = receipts
        self.levels: dict[int, list[int]] = {}
        """Level -> the numbers of its answers, the lowest level first."""
        for number, answer in answers.items():
            self.levels.setdefault(answer.level, []).append(number)
        self.levels = dict(sorted(self.levels.items()))
        self._expiring = [number for number, answer in answers.items() if answer.until]
        self._index: tuple[dict[int, list[int]], dict[int, list[str]]] | None = alike._index if alike else None

    def index(self) -> bool:
        """Make an index; return whether there was none yet."""
        if self._index is not None:
            return False
        answers: dict[int, list[int]] = {}
        paths: dict[int, list[str]] = {}
        for number, answer in self._recorded.items():
            for dependency in answer.dependencies:
                answers.setdefault(dependency, []).append(number)
        for path, receipt in self._receipts.items():
            for used in receipt.used:
                paths.setdefault(used, []).append(path)
        self._index = answers, paths
        return True

    def answers(self, numbers: Set[int], level: int) -> set[int]:
        """Return the numbers of the answers of one level that were computed directly from any of these."""
        recorded = self._recorded
        if self._index is None:
            level_numbers = self.levels[level]
            return {each for each in level_numbers if not numbers.isdisjoint(recorded[each].dependencies)}
        index = self._index[0]
        return {each for number in numbers for each in index.get(number, ()) if recorded[each].level == level}

    def paths(self, numbers: Set[int]) -> set[str]:
        """Return the paths of the artifacts that used any of these answers and keys."""
        if self._index is None:
            return {path for path, receipt in self._receipts.items() if not numbers.isdisjoint(receipt.used)}
        index = self._index[1]
        return {path for number in numbers for path in index.get(number, ())}

    def expired(self, now: dt.datetime) -> set[int]:
        """Return the numbers of the answers whose `until` has been reached."""
        ends = ((number, self._recorded[number].until) for number in self._expiring)
        return {number for number, until in ends if until and until <= now}


Renumber = Callable[[tuple[int, ...]], tuple[int, ...]]
"""A function from the numbers of a worker process to those of the record."""


class Numbers(dict[Dependency, int]):
    """The numbers of the names in a list: their places in it. A name that is not there yet is appended."""

    def __init__(self, names: list[Dependency]) -> None:
        super().__init__(zip(names, range(len(names)), strict=True))
        self._names = names

    def __missing__(self, name: Dependency) -> int:
        number = self[name] = len(self._names)
        self._names.append(name)
        return number


class BuildRecord(Struct, kw_only=True):
    """What is known of the last build of one output folder."""

    names: list[Dependency] = []
    """Number -> the key of the site or the query with that number."""
    answers: dict[int, AnswerRecord] = {}
    """Number of a query -> its answer."""
    receipts: dict[str, Receipt] = {}
    """Path -> receipt."""
    inputs: Inputs | None = None
    """What the site was assembled from, without the entries; None before the first build."""
    entries_digest: str = ""
    """The digest of the entries, as `BuildCache.entries_digest` gives it."""
    until: dt.datetime | None = None
    """The instant at which the clock changes which entries are published."""
    tables: Raw = Raw()
    """The tables of the site in a record that was loaded, as `engine.graph.tables` encodes them."""
    assembled: Assembled | None = None
    """The assembled site; like all fields below it is kept in the process that built it, and not stored."""
    planned: tuple[tuple[Target, ...], tuple[Diagnostic, ...]] | None = None
    """The targets, and the diagnostics of the plan."""
    layouts_checked: Layouts | None = None
    """The layouts with which a check of links, addresses and layouts found no problem; None when it found one."""
    manifest: tuple[str, Manifest] | None = None
    """The manifest of the output folder, after the stamp that its file had once it was saved."""
    values: dict[Dependency, Any] = {}
    """Query -> answer, for the answers that were computed last."""
    _numbers: Numbers | None = None
    _dependants: Dependants | None = None

    @property
    def numbers(self) -> Numbers:
        """Key or query -> its number; one that has none yet gets the next."""
        if self._numbers is None or len(self._numbers) != len(self.names):
            self._numbers = Numbers(self.names)
        return self._numbers

    def copy(self) -> "BuildRecord":
        """Return a record for the next build, with these answers and no receipts; both share the numbers."""
        return BuildRecord(names=self.names, answers=dict(self.answers), _numbers=self._numbers)

    def forget(self, key: str) -> None:
        """Drop the receipts of an entry, so that the next build renders its files again."""
        self.receipts = {path: each for path, each in self.receipts.items() if each.target.owner != key}
        self._dependants = None

    def index_dependants(self) -> bool:
        """Index the dependants ahead of the next build; return whether they were not indexed yet."""
        return self.dependants().index()

    def dependants(self) -> Dependants:
        """Return what depends on what."""
        if self._dependants is None:
            self._dependants = Dependants(self.answers, self.receipts)
        return self._dependants

    def take_receipts(
        self, previous: "BuildRecord", receipts: dict[str, Receipt], answered: Collection[int]
    ) -> None:
        """Set the receipts of a finished build; `answered` are the numbers of the answers computed in it.

        When every receipt and answer has the same dependencies as in the `previous` record, its index of
        dependants is used on; otherwise answers that no receipt leads to are dropped, and the index is made anew.
        """
        self.receipts = receipts
        self._raise_levels(previous, answered)
        same = len(receipts) == len(previous.receipts) and all(
            receipt is (before := previous.receipts.get(path)) or (before and {*before.used} == {*receipt.used})
            for path, receipt in receipts.items()
        )
        if same and all(_alike(previous.answers.get(number), self.answers.get(number)) for number in answered):
            self._dependants = Dependants(self.answers, receipts, previous.dependants())
        else:
            self._drop_unused_answers()

    def _raise_levels(self, previous: "BuildRecord", answered: Iterable[int]) -> None:
        """Raise the level of each answer that depends on one whose level has risen to its own or above.

        An answer that came out the same with another level has answers above it that were not computed again. The
        next build would look at these before it, and keep them although it changes.
        """
        answers, before = self.answers, previous.answers
        risen = any(
            number in before and number in answers and answers[number].level > before[number].level
            for number in answered
        )
        while risen:
            risen = False
            for number, answer in answers.items():
                below = [answers[each].level for each in answer.dependencies if each in answers]
                if below and max(below) >= answer.level:
                    answers[number] = structs.replace(answer, level=max(below) + 1)
                    risen = True

    def _drop_unused_answers(self) -> None:
        answers = self.answers
        waiting = set[int]().union(*[receipt.used for receipt in self.receipts.values()]) & answers.keys()
        used: set[int] = set()
        while waiting:
            used |= waiting
            deeper = set[int]().union(*[answers[number].dependencies for number in waiting])
            waiting = (deeper & answers.keys()) - used
        if len(used) < len(self.answers):
            self.answers = {number: answer for number, answer in self.answers.items() if number in used}

    def merge(self, names: Sequence[Dependency], first: int, answers: Mapping[int, AnswerRecord]) -> Renumber:
        """Add the answers of a worker process; return a function from the worker's numbers to ours.

        `names` are the keys and queries that got a number in the worker; their numbers begin at `first`.
        """
        numbers = self.numbers
        # Numbers of the record itself, so that a large site has each of them in memory once.
        ours = [*itertools.islice(numbers.values(), first), *map(numbers.__getitem__, names)]

        def renumbered(theirs: tuple[int, ...]) -> tuple[int, ...]:
            return tuple([ours[number] for number in theirs])

        for number, found in answers.items():
            dependencies = renumbered(found.dependencies)
            self.answers[ours[number]] = AnswerRecord(
                found.fingerprint, dependencies, found.level, found.until, found.why
            )
        return renumbered

    def cause(self, used: Iterable[int], changed: Set[int]) -> str:
        """Return in words what changed and why: `related('a.md', 5) is answered otherwise, by b.md`.

        `used` are the numbers in a receipt, `changed` those of all keys and answers that changed. A key explains
        more than an answer.
        """
        found = next(self._keys_first(used, changed), None)
        chain = []
        while found is not None:
            chain.append(found)
            dependencies = self.answers[found].dependencies if found in self.answers else ()
            found = next(self._keys_first(dependencies, changed), None)
        first, *others = chain
        how = "has changed" if isinstance(self.names[first], str) else "is answered otherwise"
        return f"{in_words(self.names[first])} {how}" + "".join(
            f", by {in_words(self.names[each])}" for each in others
        )

    def _keys_first(self, numbers: Iterable[int], changed: Set[int]) -> Iterator[int]:
        """Yield the numbers that changed, those of keys before those of answers."""
        found = sorted(number for number in numbers if number in changed)
        yield from (number for number in found if isinstance(self.names[number], str))
        yield from (number for number in found if not isinstance(self.names[number], str))


def _alike(before: AnswerRecord | None, after: AnswerRecord | None) -> bool:
    """Return whether two answers have the same dependencies, and the clock ends both or neither."""
    if before is None or after is None:
        return False
    return set(before.dependencies) == set(after.dependencies) and (before.until is None) == (after.until is None)


def in_words(name: Dependency) -> str:
    """Return a key or query as a person would write it: `posts/a.md`, `all of tagged`, `card('posts/a.md')`."""
    if isinstance(name, str):
        return f"all of {name[1:]}" if name.startswith("*") else name
    return f"{name[0].rpartition('.')[2]}({', '.join(map(repr, name[1]))})"
