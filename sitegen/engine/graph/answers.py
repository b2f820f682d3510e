"""Every question of one build, answered once and entered in the previous.

Each answer has a fingerprint, and the site notes what was read to work it out. When none of that changed, the
answer holds; when it is asked again and comes out the same, all that stands on it holds.
"""

import hashlib
import heapq
import math
import sys
from collections.abc import Callable, Iterable, Set
from typing import Any

import msgspec

from sitegen.engine.graph.record import AnswerRecord, BuildRecord
from sitegen.engine.graph.trace import PLANNED, Name, Query, Trace, traced
from sitegen.layouts import Layouts
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions import QUESTIONS
from sitegen.questions.contract import Output, Question, Until
from sitegen.questions.once import Once
from sitegen.stages.render import Bodies

_encode = msgspec.msgpack.Encoder().encode

KEPT_ANSWERS = 20_000
"""Answers that are kept for the next build: those of some hundred pages."""
ELSEWHERE = "*elsewhere"
"""What is noted by questions about layouts: they are asked again at every build."""
OUTSIDE = {"layout": ELSEWHERE, "layout_for": ELSEWHERE, "plan": PLANNED}
"""Questions that are answered from more than the site, and what they note as read."""


class Answers:
    """Every question of one build, each worked out once, and entered in the previous."""

    def __init__(
        self,
        site: Site,
        bodies: Bodies,
        outputs: Iterable[Output],
        layouts: Layouts,
        targets: Iterable[Target],
        previous: BuildRecord,
    ) -> None:
        """Enter into a copy of these previous what the site of today has to say."""
        self.site = site
        self.bodies = bodies
        self.layouts = layouts
        self.record = previous.copy()
        self.entered: dict[int, AnswerRecord] = {}
        """What was worked out; whoever shares the work among processes empties it first."""
        asked = questions(outputs, layouts, lambda: _plan(site, targets))
        self.questions = {question.name: _name(question) for question in asked}
        self._functions = {_name(question): question.function for question in asked}
        self._trace = Trace()
        self._site = traced(site, self._trace, self._recall)
        self._answers: dict[Name, Any] = {}
        self._previous = previous
        self._known: dict[Name, Any] = {}
        self._below: float = 0
        """Of what is known, answers of a lower level hold: all else is yet to be looked at."""

    def ask(self, name: str, arguments: tuple[Any, ...]) -> Any:
        """Answer a question. Raises KeyError for an unknown one, TypeError for arguments it does not take."""
        answer = self._answer((self.questions[name], arguments))
        return answer.answer if isinstance(answer, Until) else answer

    def values(self) -> dict[Name, Any]:
        """Return the answers at hand that the record has entered: those of this build and of those before it.

        None, when so many were needed that keeping them costs more cache than working some out again is worth.
        """
        number, answers = self.record.number, self.record.answers
        found = self._known | self._answers
        if len(found) > KEPT_ANSWERS:
            return {}
        return {query: answer for query, answer in found.items() if number(query) in answers}

    def revalidate(self, changed: Set[Name] | None) -> set[int]:
        """Ask again what may be answered otherwise; return the numbers of what has changed.

        `changed` names what differs in the site; None means that nobody knows. What was worked out from least
        comes first, so that nothing is asked again before all it may stand on.
        """
        record, before, dependants = self.record, self._previous.answers, self._previous.dependants()
        stale = {record.number(name) for name in (*(changed or ()), ELSEWHERE)}
        if changed is None:
            met = set(before)
        else:
            self._known = dict(self._previous.values)
            met = dependants.answers(stale) | dependants.passed(before, self.site.now)
        waiting = [(before[number].level, number) for number in met]
        heapq.heapify(waiting)
        while waiting:
            self._below, number = heapq.heappop(waiting)
            query = record.names[number]
            self._known.pop(query, None)
            try:
                self._answer(query)  # type: ignore[arg-type]
                if record.answers[number].fingerprint == before[number].fingerprint:
                    continue
            except (LookupError, TypeError, ValueError, AttributeError):
                del record.answers[number]  # the question, or what it asked about, is gone
            stale.add(number)
            for answer in dependants.answers([number]) - met:
                met.add(answer)
                heapq.heappush(waiting, (before[answer].level, answer))
        self._below = math.inf
        return stale

    def _answer(self, query: Query, once: Once[Any, Any] | None = None) -> Any:
        if query in self._answers:
            return self._answers[query]
        if query in self._known and self._previous.answers[self.record.number(query)].level < self._below:
            return self._known[query]
        return self._work_out(query, once or self._functions.get(query[0]) or _shared(query[0]))

    def _recall(self, once: Once[Any, Any], arguments: tuple[Any, ...]) -> Any:
        """Answer what another question stands on, and let that one note it."""
        query = (once.name, arguments)
        self._trace.reads.add(query)
        return self._answer(query, once)

    def _work_out(self, query: Query, function: Callable[..., Any]) -> Any:
        if isinstance(function, Once):
            function = function.function
        trace, answers, number = self._trace, self.record.answers, self.record.number
        outer, trace.reads = trace.reads, set()
        try:
            answer = function(self._site, *query[1])
        finally:
            names, trace.reads = trace.reads, outer
        if query[0] in OUTSIDE:
            names.add(OUTSIDE[query[0]])
        holds = answer if isinstance(answer, Until) else Until(answer=answer, until=None)
        reads = tuple(map(number, names))
        level = max([answers[read].level for read in reads if read in answers], default=-1) + 1
        found = AnswerRecord(_fingerprint(holds.answer), reads, level, holds.until, holds.why)
        answers[number(query)] = self.entered[number(query)] = found
        self._answers[query] = answer
        return answer


def questions(outputs: Iterable[Output], layouts: Layouts, plan: Callable[[], Any]) -> tuple[Question, ...]:
    """Return every question there is: the basic ones, those of the outputs, and those about more than the site."""
    return (
        *QUESTIONS,
        *(question for output in outputs for question in output.questions),
        Question("layout", lambda _site, name: layouts.closure(name)),
        Question("layout_for", lambda _site, *names: layouts.first(*names, "entry.html")),
        Question("plan", lambda _site: plan()),
    )


def _name(question: Question) -> str:
    """Return the name a question is entered under: the same for those who call what it stands on."""
    return question.function.name if isinstance(question.function, Once) else question.name


def _shared(name: str) -> Once[Any, Any]:
    """Return what several questions stand on by the name it is entered under. Raises KeyError."""
    module, _, function = name.rpartition(".")
    found = getattr(sys.modules[module], function, None)
    if not isinstance(found, Once):  # the name comes from a file, and could be anything
        raise KeyError(name)
    return found


def _fingerprint(answer: Any) -> bytes:
    return hashlib.blake2b(_encode(answer), digest_size=12).digest()


def _plan(site: Site, targets: Iterable[Target]) -> tuple[tuple[str, str], ...]:
    """Return the address of every page search engines should know, and when it last changed."""
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
