"""A view of the site that remembers every question it was asked.

A target depends on exactly what it read while it was rendered: nothing is declared by hand, so nothing can
be declared wrongly. Each question has a fingerprint of its answer; when no answer changed, the target is
still fresh.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import msgspec
from markupsafe import Markup
from msgspec import structs

from sitegen import __version__
from sitegen.layouts import Layouts
from sitegen.model.face import Face
from sitegen.model.questions import QUESTIONS
from sitegen.model.site import Site
from sitegen.model.target import Asked, Output, Question, Receipt, Target, Until
from sitegen.stages.render import Bodies, fill

_encode = msgspec.msgpack.Encoder(order="deterministic").encode

Answer = tuple[Any, str, dt.datetime | None]
"""What was said, its fingerprint, and until when it holds."""


class Answers:
    """Every question of one build, each worked out once."""

    def __init__(
        self,
        site: Site,
        bodies: Bodies,
        outputs: Iterable[Output],
        layouts: Layouts,
        targets: Iterable[Target],
    ) -> None:
        self.site = site
        self.bodies = bodies
        self.layouts = layouts
        pages = tuple(
            ("/" + target.path.removesuffix("index.html"), _last_change(site, target.owner))
            for target in targets
            if target.path.endswith(".html") and target.indexed
        )
        questions = (
            *QUESTIONS,
            *(question for output in outputs for question in output.questions),
            Question("layout", lambda _site, name: layouts.closure(name)),
            Question("layout_for", lambda _site, *names: layouts.first(*names, "entry.html")),
            Question("plan", lambda _site: pages),
        )
        self.questions = {question.name: question.function for question in questions}
        self._known: dict[tuple[str, tuple[Any, ...]], Answer] = {}

    def ask(self, name: str, arguments: tuple[Any, ...]) -> Answer:
        """Answer a question. Raises KeyError for an unknown one, TypeError for arguments it does not take."""
        found = self._known.get((name, arguments))
        if found is None:
            answer, until = self.questions[name](self.site, *arguments), None
            if isinstance(answer, Until):
                answer, until = answer.answer, answer.until
            fingerprint = hashlib.blake2b(_encode(answer), digest_size=12).hexdigest()
            found = self._known[name, arguments] = (answer, fingerprint, until)
        return found

    def renewed(self, receipt: Receipt) -> Receipt | None:
        """Return the receipt with its new end when asking again gives the same answers, else None."""
        until = self.site.until
        for each in receipt.asked:
            try:
                _, fingerprint, end = self.ask(each.name, each.arguments)
            except (LookupError, TypeError):
                return None  # the question, or what it asked about, is gone
            if fingerprint != each.fingerprint:
                return None
            until = min((instant for instant in (until, end) if instant), default=None)
        return structs.replace(receipt, until=until)


class Recorder:
    """The view of one target."""

    def __init__(self, answers: Answers, target: Target) -> None:
        self.here = target.path
        self._answers = answers
        self._target = target
        self._asked: dict[tuple[str, tuple[Any, ...]], str] = {}
        self._until: dt.datetime | None = answers.site.until

    def ask(self, name: str, *arguments: Any) -> Any:
        """Answer a question by its name, and remember that it was asked."""
        answer, fingerprint, until = self._answers.ask(name, arguments)
        self._asked[name, arguments] = fingerprint
        if until and (self._until is None or until < self._until):
            self._until = until
        return answer

    def __dir__(self) -> list[str]:
        return [*self._answers.questions, "entry", "head", "body", "page"]

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name not in self._answers.questions:
            raise AttributeError(f"there is no question {name!r}")
        return partial(self.ask, name)

    def entry(self, key: str) -> Face:
        """Return an entry as layouts see it."""
        return Face(self.ask("entry", key), partial(self.body, key))

    def head(self, address: str) -> Face | None:
        """Return the entry that heads a directory, if there is one."""
        key = self.ask("head", address)
        return self.entry(key) if key else None

    def body(self, key: str) -> Markup:
        """Return an entry's body with its slots filled."""
        return Markup(fill(self._answers.site, self.ask("body", key), self._answers.bodies))

    def layout_for(self, *names: str) -> str:
        """Return the first of the named layouts that exists, `entry.html` when none does."""
        found: str = self.ask("layout_for", *names)
        return found

    def page(self, layout: str, **variables: Any) -> str:
        """Render a layout with `view`, `here`, `site` and the given variables. Raises LayoutMistake."""
        self.ask("layout", layout)
        common = {
            "view": self,
            "here": self.here,
            "site": self.ask("config"),
            "generator": f"sitegen {__version__}",
        }
        return self._answers.layouts.render(layout, common | variables)

    def receipt(self, digest: str) -> Receipt:
        """Return what was asked so far as the receipt of the target."""
        asked = tuple(
            Asked(name, arguments, fingerprint) for (name, arguments), fingerprint in self._asked.items()
        )
        return Receipt(target=self._target, asked=asked, until=self._until, digest=digest)


def _last_change(site: Site, key: str) -> str:
    """Return when an entry last changed, as sitemaps write it, or ""."""
    entry = site.entries.get(key)
    moment = (entry.meta.updated or entry.meta.date) if entry else None
    if moment is None:
        return ""
    return moment.day.isoformat() if moment.all_day else moment.aware().isoformat()
