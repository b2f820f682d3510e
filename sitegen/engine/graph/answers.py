"""The answers of one build: every query is answered once, and entered in the build record.

Each answer has a fingerprint, and the traced site notes what it was computed from. While none of that changes, the
answer holds. When it is computed again and its fingerprint is the same, everything that depends on it holds.
"""

import hashlib
import math
import sys
from collections.abc import Iterable, Set
from typing import Any

import msgspec

from sitegen.engine.graph.planned import questions_of_plan
from sitegen.engine.graph.record import AnswerRecord, BuildRecord, Readers
from sitegen.engine.graph.terms import TermsInTexts
from sitegen.engine.graph.trace import PLANNED, TEXT, Dependency, Query, Trace, own_keys, traced
from sitegen.engine.versions import Versions
from sitegen.layouts import Layouts
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions import QUESTIONS
from sitegen.questions.contract import Output, Question, Until
from sitegen.questions.once import Once
from sitegen.stages.render import Bodies

_encode = msgspec.msgpack.Encoder().encode
_NO_TEXTS: Set[str] = frozenset()

KEPT_ANSWERS = 20_000
"""The number of answers that are kept in memory for the next build: those of some hundred pages."""
NOT_RECORDED = -1
"""The number of an answer that is private so far: the record has it as soon as another file uses it."""
ELSEWHERE = "*elsewhere"
"""The dependency of questions about layouts, which are answered anew in every build."""
OUTSIDE = {
    "layout": ELSEWHERE,
    "texts": ELSEWHERE,
    "layout_for": ELSEWHERE,
    "entry_layout": ELSEWHERE,
    "plan": PLANNED,
    "moves": PLANNED,
    "named_by_content": PLANNED,
}
"""Questions that are answered from more than the site -> the dependency for everything else that they use."""


class Answer:
    """One answer, and what it was computed from."""

    __slots__ = ("dependencies", "number", "raw", "shown", "texts")

    def __init__(self, raw: Any, dependencies: tuple[int, ...], number: int = NOT_RECORDED) -> None:
        self.raw = raw
        """What the function returned."""
        self.shown = raw.answer if isinstance(raw, Until) else raw
        """What layouts and outputs get."""
        self.dependencies = dependencies
        """The numbers of the keys and other answers that it was computed from."""
        self.number = number
        """Its number in the build record, or NOT_RECORDED."""
        self.texts: tuple[Set[str], Set[str]] | None = None
        """The entries whose texts it was computed from, itself and by way of others; None until it is asked."""


class Answers:
    """The answers of one build, each computed once and entered in a new build record."""

    def __init__(
        self,
        site: Site,
        bodies: Bodies,
        outputs: Iterable[Output],
        layouts: Layouts,
        targets: Iterable[Target],
        previous: BuildRecord,
        versions: Versions,
    ) -> None:
        """Answer from `site`; the answers of the `previous` record hold until they are revalidated."""
        self.site = site
        self.bodies = bodies
        self.layouts = layouts
        self.versions = versions
        self.record = previous.copy()
        self._numbers = self.record.numbers
        self.computed: dict[int, AnswerRecord] = {}
        """The answers computed so far, by number. A worker process empties it before it begins."""
        asked = questions(outputs, layouts, targets, bodies)
        self.questions = {question.name: recorded_name(question) for question in asked}
        """Name of a question -> the name that its answers are recorded under."""
        self._functions = {
            recorded_name(question): question.function if isinstance(question.function, Once) else question
            for question in asked
        }
        self._private = {question.name for question in asked if question.private}
        self._trace = Trace()
        self._site = traced(site, self._trace, self._recall)
        self._answers: dict[Query, Answer] = {}
        self._own: tuple[str, Set[str]] = "", own_keys("")
        """The key that a private answer was computed for last, and its own keys."""
        self._previous = previous
        self._known: dict[Dependency, Any] = {}
        """Answers of the last build that are still in memory."""
        self._read_texts: dict[int, Set[str]] = {}
        self._validated: float = 0
        """The level below which all answers of the last build are known to hold."""

    def answer(self, query: Query) -> Answer:
        """Answer a query. Raises KeyError for an unknown question, TypeError for arguments it does not take."""
        return self._answers.get(query) or self._find(query, None)

    def enter(self, query: Query, answer: Answer) -> int:
        """Enter an answer in the record unless it is there, and return its number."""
        if answer.number == NOT_RECORDED:
            record, raw = self.record, answer.raw
            recorded, number = record.answers, self._numbers[query]
            level = max([recorded[each].level for each in answer.dependencies if each in recorded], default=-1) + 1
            held = raw if isinstance(raw, Until) else Until(answer=raw, until=None)
            entered = AnswerRecord(fingerprint(held.answer), answer.dependencies, level, held.until, held.why)
            recorded[number] = self.computed[number] = entered
            answer.number = number
        return answer.number

    def forget_private(self, asked: Iterable[Query]) -> None:
        """Drop those of these answers that one target alone has used, so that memory keeps what is shared."""
        for query in asked:
            if self._answers[query].number == NOT_RECORDED:
                del self._answers[query]

    def readers(self, asked: Iterable[Query]) -> Readers:
        """Return which of these answers were computed from the texts of entries."""
        texts: dict[int, Set[str]] = {}
        direct = True
        for place, query in enumerate(asked):
            answer = self._answers[query]
            if answer.texts is None:
                recorded = self.record.answers.get(answer.number)
                answer.texts = self._texts(recorded.dependencies if recorded else answer.dependencies)
            own, others = answer.texts
            if own or others:
                texts[place] = own | others
                direct &= not others
        return Readers(texts, direct)

    def _texts(self, dependencies: Iterable[int]) -> tuple[Set[str], Set[str]]:
        """Return the keys of the entries whose texts are among these dependencies, and among those of others."""
        own = others = _NO_TEXTS
        known = self._read_texts
        for each in dependencies:
            found = known.get(each)
            if found is None:
                found = known[each] = self._text_of(each)
            if not found:
                continue
            if isinstance(self.record.names[each], str):
                own |= found
            else:
                others |= found
        return own, others

    def _text_of(self, number: int) -> Set[str]:
        """Return the keys of the entries whose texts are behind a dependency."""
        name = self.record.names[number]
        if isinstance(name, str):
            return frozenset([name.removeprefix(TEXT)]) if name.startswith(TEXT) else _NO_TEXTS
        own, others = self._texts(self.record.answers[number].dependencies)
        return own | others

    def values(self) -> dict[Dependency, Any]:
        """Return query -> answer for the answers in memory that are in the record.

        Empty when there are so many that keeping them costs more than computing some of them again.
        """
        numbers, recorded = self.record.numbers, self.record.answers
        found = self._known | {query: answer.raw for query, answer in self._answers.items()}
        if len(found) > KEPT_ANSWERS:
            return {}
        return {query: answer for query, answer in found.items() if numbers[query] in recorded}

    def revalidate(self, changed: Set[Dependency] | None) -> set[int] | None:
        """Compute again every answer that may have changed; return the numbers of all keys and answers that did.

        `changed` are the keys that differ in the site; None when they are not known. Then no answer of the last
        build holds, and None is returned. Answers of a lower level come first, so that each is computed from
        answers that hold.
        """
        record, before = self.record, self._previous.answers
        if changed is None:
            record.answers.clear()
            return None
        dependants = self._previous.dependants()
        stale = {self._numbers[name] for name in (*changed, ELSEWHERE)}
        self._known = dict(self._previous.values)
        expired = dependants.expired(self.site.now)
        for level, numbers in dependants.levels.items():
            self._validated = level
            for number in dependants.answers(stale, level) | expired.intersection(numbers):
                query = record.names[number]
                self._known.pop(query, None)
                try:
                    self.enter(query, self.answer(query))  # type: ignore[arg-type]
                    if record.answers[number].fingerprint == before[number].fingerprint:
                        continue
                except (LookupError, TypeError, ValueError, AttributeError):
                    del record.answers[number]  # the question, or what it asked about, is gone
                stale.add(number)
        self._validated = math.inf
        return stale

    def _find(self, query: Query, once: Once[Any, Any] | None) -> Answer:
        known = self._known
        if query in known and self._previous.answers[number := self._numbers[query]].level < self._validated:
            found = self._answers[query] = Answer(known[query], (), number)
            return found
        name, arguments = query
        function = (once or self._functions.get(name) or _shared(name)).function
        trace = self._trace
        keys, answers = trace.keys, trace.answers
        read: set[str] = set()
        used: set[int] = set()
        trace.keys, trace.answers = read, used
        try:
            raw = function(self._site, *arguments)
        finally:
            trace.keys, trace.answers = keys, answers
        if name in OUTSIDE:
            read.add(OUTSIDE[name])
        found = self._answers[query] = Answer(raw, (*map(self._numbers.__getitem__, read), *used))
        if name not in self._private or isinstance(raw, Until) or not read <= self._own_keys(arguments[0]):
            self.enter(query, found)
        return found

    def _own_keys(self, key: str) -> Set[str]:
        if self._own[0] != key:
            self._own = key, own_keys(key)
        return self._own[1]

    def _recall(self, once: Once[Any, Any], arguments: tuple[Any, ...]) -> Any:
        """Return the answer of a function marked `@once`, and note it as a dependency."""
        query = (once.name, arguments)
        found = self._answers.get(query) or self._find(query, once)
        self._trace.answers.add(found.number)
        return found.raw


def questions(
    outputs: Iterable[Output], layouts: Layouts, targets: Iterable[Target], bodies: Bodies
) -> tuple[Question, ...]:
    """Return every question: the basic ones, those of the outputs, and those answered from more than the site."""
    terms = TermsInTexts(bodies)

    def layout(_site: Site, name: str, language: str = "") -> str:
        return layouts.spoken(language).closure(name)

    def texts(_site: Site, language: str = "") -> str:
        return layouts.spoken(language).locale.digest

    def layout_for(_site: Site, *names: str) -> str:
        return layouts.first(*names, "entry.html")

    def entry_layout(_site: Site, asked: str, usual: str) -> str:
        return layouts.for_entry(asked, usual)

    return (
        *QUESTIONS,
        *(question for output in outputs for question in output.questions),
        Question("layout", layout),
        Question("texts", texts),
        Question("layout_for", layout_for),
        Question("entry_layout", entry_layout),
        Question("terms_in", terms.terms_in),
        *questions_of_plan(targets),
    )


def recorded_name(question: Question) -> str:
    """Return the name that a question's answers are recorded under; `@once` functions have one for all callers."""
    return question.function.name if isinstance(question.function, Once) else question.name


def _shared(name: str) -> Once[Any, Any]:
    """Return the function marked `@once` that answers are recorded under this name for. Raises KeyError."""
    module, _, function = name.rpartition(".")
    found = getattr(sys.modules[module], function, None)
    if not isinstance(found, Once):  # the name comes from a file, and could be anything
        raise KeyError(name)
    return found


def fingerprint(answer: Any) -> bytes:
    """Return the digest of the encoding of an answer."""
    return hashlib.blake2b(_encode(answer), digest_size=12).digest()
