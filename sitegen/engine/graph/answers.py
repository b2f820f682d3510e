"""The answers of one build: every query is answered once, and entered in the build record.

Each answer has a fingerprint, and the traced site notes what it was computed from. While none of that changes, the
answer holds. When it is computed again and its fingerprint is the same, everything that depends on it holds.
"""

import hashlib
import heapq
import math
import sys
from collections.abc import Callable, Iterable, Set
from typing import Any

import msgspec

from sitegen.engine.graph.record import AnswerRecord, BuildRecord
from sitegen.engine.graph.trace import PLANNED, Dependency, Query, Trace, traced
from sitegen.layouts import Layouts
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions import QUESTIONS
from sitegen.questions.contract import Output, Question, Until
from sitegen.questions.once import Once
from sitegen.stages.render import Bodies

_encode = msgspec.msgpack.Encoder().encode

KEPT_ANSWERS = 20_000
"""The number of answers that are kept in memory for the next build: those of some hundred pages."""
ELSEWHERE = "*elsewhere"
"""The dependency of questions about layouts, which are answered anew in every build."""
OUTSIDE = {"layout": ELSEWHERE, "layout_for": ELSEWHERE, "plan": PLANNED}
"""Questions that are answered from more than the site -> the dependency for everything else that they use."""


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
    ) -> None:
        """Answer from `site`; the answers of the `previous` record hold until they are revalidated."""
        self.site = site
        self.bodies = bodies
        self.layouts = layouts
        self.record = previous.copy()
        self.computed: dict[int, AnswerRecord] = {}
        """The answers computed so far, by number. A worker process empties it before it begins."""
        asked = questions(outputs, layouts, lambda: _plan(site, targets))
        self.questions = {question.name: _name(question) for question in asked}
        """Name of a question -> the name that its answers are recorded under."""
        self._functions = {_name(question): question.function for question in asked}
        self._trace = Trace()
        self._site = traced(site, self._trace, self._recall)
        self._values: dict[Dependency, Any] = {}
        self._previous = previous
        self._known: dict[Dependency, Any] = {}
        """Answers of the last build that are still in memory."""
        self._validated: float = 0
        """The level below which all answers of the last build are known to hold."""

    def ask(self, name: str, arguments: tuple[Any, ...]) -> Any:
        """Answer a question. Raises KeyError for an unknown one, TypeError for arguments it does not take."""
        answer = self._answer((self.questions[name], arguments))
        return answer.answer if isinstance(answer, Until) else answer

    def values(self) -> dict[Dependency, Any]:
        """Return query -> answer for the answers in memory that are in the record.

        Empty when there are so many that keeping them costs more than computing some of them again.
        """
        number, recorded = self.record.number, self.record.answers
        found = self._known | self._values
        if len(found) > KEPT_ANSWERS:
            return {}
        return {query: answer for query, answer in found.items() if number(query) in recorded}

    def revalidate(self, changed: Set[Dependency] | None) -> set[int]:
        """Compute again every answer that may have changed; return the numbers of all keys and answers that did.

        `changed` are the keys that differ in the site; None when they are not known, so that every answer is
        computed again. Answers of a lower level come first, so that each is computed from answers that hold.
        """
        record, before, dependants = self.record, self._previous.answers, self._previous.dependants()
        stale = {record.number(name) for name in (*(changed or ()), ELSEWHERE)}
        if changed is None:
            suspects = set(before)
        else:
            self._known = dict(self._previous.values)
            suspects = dependants.answers(stale) | dependants.expired(before, self.site.now)
        waiting = [(before[number].level, number) for number in suspects]
        heapq.heapify(waiting)
        while waiting:
            self._validated, number = heapq.heappop(waiting)
            query = record.names[number]
            self._known.pop(query, None)
            try:
                self._answer(query)  # type: ignore[arg-type]
                if record.answers[number].fingerprint == before[number].fingerprint:
                    continue
            except (LookupError, TypeError, ValueError, AttributeError):
                del record.answers[number]  # the question, or what it asked about, is gone
            stale.add(number)
            for dependant in dependants.answers([number]) - suspects:
                suspects.add(dependant)
                heapq.heappush(waiting, (before[dependant].level, dependant))
        self._validated = math.inf
        return stale

    def _answer(self, query: Query, once: Once[Any, Any] | None = None) -> Any:
        if query in self._values:
            return self._values[query]
        if query in self._known and self._previous.answers[self.record.number(query)].level < self._validated:
            return self._known[query]
        return self._compute(query, once or self._functions.get(query[0]) or _shared(query[0]))

    def _recall(self, once: Once[Any, Any], arguments: tuple[Any, ...]) -> Any:
        """Return the answer of a function marked `@once`, and note it as a dependency."""
        query = (once.name, arguments)
        self._trace.reads.add(query)
        return self._answer(query, once)

    def _compute(self, query: Query, function: Callable[..., Any]) -> Any:
        if isinstance(function, Once):
            function = function.function
        trace, recorded, number = self._trace, self.record.answers, self.record.number
        outer, trace.reads = trace.reads, set()
        try:
            answer = function(self._site, *query[1])
        finally:
            names, trace.reads = trace.reads, outer
        if query[0] in OUTSIDE:
            names.add(OUTSIDE[query[0]])
        held = answer if isinstance(answer, Until) else Until(answer=answer, until=None)
        dependencies = tuple(map(number, names))
        level = max([recorded[each].level for each in dependencies if each in recorded], default=-1) + 1
        found = AnswerRecord(_fingerprint(held.answer), dependencies, level, held.until, held.why)
        recorded[number(query)] = self.computed[number(query)] = found
        self._values[query] = answer
        return answer


def questions(outputs: Iterable[Output], layouts: Layouts, plan: Callable[[], Any]) -> tuple[Question, ...]:
    """Return every question: the basic ones, those of the outputs, and those answered from more than the site."""
    return (
        *QUESTIONS,
        *(question for output in outputs for question in output.questions),
        Question("layout", lambda _site, name: layouts.closure(name)),
        Question("layout_for", lambda _site, *names: layouts.first(*names, "entry.html")),
        Question("plan", lambda _site: plan()),
    )


def _name(question: Question) -> str:
    """Return the name that a question's answers are recorded under; `@once` functions have one for all callers."""
    return question.function.name if isinstance(question.function, Once) else question.name


def _shared(name: str) -> Once[Any, Any]:
    """Return the function marked `@once` that answers are recorded under this name for. Raises KeyError."""
    module, _, function = name.rpartition(".")
    found = getattr(sys.modules[module], function, None)
    if not isinstance(found, Once):  # the name comes from a file, and could be anything
        raise KeyError(name)
    return found


def _fingerprint(answer: Any) -> bytes:
    return hashlib.blake2b(_encode(answer), digest_size=12).digest()


def _plan(site: Site, targets: Iterable[Target]) -> tuple[tuple[str, str], ...]:
    """Return the address of every page that search engines should know, and when it last changed."""
    return tuple(
        ("/" + target.path.removesuffix("index.html"), _last_change(site, target.owner))
        for target in targets
        if target.path.endswith(".html") and target.indexed
    )


def _last_change(site: Site, key: str) -> str:
    """Return when an entry last changed, as sitemaps write it, or ""."""
    entry = site.entries.get(key)
    moment = (entry.meta.updated or entry.meta.date) if entry else None
    if moment is None:
        return ""
    return moment.day.isoformat() if moment.all_day else moment.aware().isoformat()
