"""Every question of one build, answered once and entered in the books.

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

from sitegen.engine.graph.record import Ledger, Node
from sitegen.engine.graph.trace import PLANNED, Asking, Name, Trace, traced
from sitegen.layouts import Layouts
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions import QUESTIONS
from sitegen.questions.contract import Output, Question, Until
from sitegen.questions.once import Once
from sitegen.stages.render import Bodies

_encode = msgspec.msgpack.Encoder().encode

AT_HAND = 20_000
"""Answers that are kept for the next build: those of some hundred pages."""
ELSEWHERE = "*elsewhere"
"""What is noted by questions about layouts: they are asked again at every build."""
OUTSIDE = {"layout": ELSEWHERE, "layout_for": ELSEWHERE, "plan": PLANNED}
"""Questions that are answered from more than the site, and what they note as read."""


class Answers:
    """Every question of one build, each worked out once, and entered in the books."""

    def __init__(
        self,
        site: Site,
        bodies: Bodies,
        outputs: Iterable[Output],
        layouts: Layouts,
        targets: Iterable[Target],
        books: Ledger,
    ) -> None:
        """Enter into a copy of these books what the site of today has to say."""
        self.site = site
        self.bodies = bodies
        self.layouts = layouts
        self.ledger = books.copy()
        self.entered: dict[int, Node] = {}
        """What was worked out; whoever shares the work among processes empties it first."""
        asked = questions(outputs, layouts, lambda: _plan(site, targets))
        self.questions = {question.name: _name(question) for question in asked}
        self._functions = {_name(question): question.function for question in asked}
        self._trace = Trace()
        self._site = traced(site, self._trace, self._recall)
        self._answers: dict[Name, Any] = {}
        self._books = books
        self._known: dict[Name, Any] = {}
        self._below: float = 0
        """Of what is known, answers of a lower rank hold: all else is yet to be looked at."""

    def ask(self, name: str, arguments: tuple[Any, ...]) -> Any:
        """Answer a question. Raises KeyError for an unknown one, TypeError for arguments it does not take."""
        answer = self._answer((self.questions[name], arguments))
        return answer.answer if isinstance(answer, Until) else answer

    def values(self) -> dict[Name, Any]:
        """Return the answers at hand that the ledger has entered: those of this build and of those before it.

        None, when so many were needed that keeping them costs more memory than working some out again is worth.
        """
        number, nodes = self.ledger.number, self.ledger.nodes
        found = self._known | self._answers
        if len(found) > AT_HAND:
            return {}
        return {asking: answer for asking, answer in found.items() if number(asking) in nodes}

    def renew(self, changed: Set[Name] | None) -> set[int]:
        """Ask again what may be answered otherwise; return the numbers of what has changed.

        `changed` names what differs in the site; None means that nobody knows. What was worked out from least
        comes first, so that nothing is asked again before all it may stand on.
        """
        ledger, before, dependants = self.ledger, self._books.nodes, self._books.dependants()
        stale = {ledger.number(name) for name in (*(changed or ()), ELSEWHERE)}
        if changed is None:
            met = set(before)
        else:
            self._known = dict(self._books.values)
            met = dependants.answers(stale) | dependants.passed(before, self.site.now)
        waiting = [(before[number].rank, number) for number in met]
        heapq.heapify(waiting)
        while waiting:
            self._below, number = heapq.heappop(waiting)
            asking = ledger.names[number]
            self._known.pop(asking, None)
            try:
                self._answer(asking)  # type: ignore[arg-type]
                if ledger.nodes[number].fingerprint == before[number].fingerprint:
                    continue
            except (LookupError, TypeError, ValueError, AttributeError):
                del ledger.nodes[number]  # the question, or what it asked about, is gone
            stale.add(number)
            for answer in dependants.answers([number]) - met:
                met.add(answer)
                heapq.heappush(waiting, (before[answer].rank, answer))
        self._below = math.inf
        return stale

    def _answer(self, asking: Asking, once: Once[Any, Any] | None = None) -> Any:
        if asking in self._answers:
            return self._answers[asking]
        if asking in self._known and self._books.nodes[self.ledger.number(asking)].rank < self._below:
            return self._known[asking]
        return self._work_out(asking, once or self._functions.get(asking[0]) or _shared(asking[0]))

    def _recall(self, once: Once[Any, Any], arguments: tuple[Any, ...]) -> Any:
        """Answer what another question stands on, and let that one note it."""
        asking = (once.name, arguments)
        self._trace.reads.add(asking)
        return self._answer(asking, once)

    def _work_out(self, asking: Asking, function: Callable[..., Any]) -> Any:
        if isinstance(function, Once):
            function = function.function
        trace, nodes, number = self._trace, self.ledger.nodes, self.ledger.number
        outer, trace.reads = trace.reads, set()
        try:
            answer = function(self._site, *asking[1])
        finally:
            names, trace.reads = trace.reads, outer
        if asking[0] in OUTSIDE:
            names.add(OUTSIDE[asking[0]])
        holds = answer if isinstance(answer, Until) else Until(answer=answer, until=None)
        reads = tuple(map(number, names))
        rank = max([nodes[read].rank for read in reads if read in nodes], default=-1) + 1
        node = Node(_fingerprint(holds.answer), reads, rank, holds.until, holds.why)
        nodes[number(asking)] = self.entered[number(asking)] = node
        self._answers[asking] = answer
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
