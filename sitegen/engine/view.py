"""The view of the site that layouts and outputs get: it records every question that is asked of it.

A target depends on exactly the questions that were asked while it was rendered. No dependency is declared by hand,
so that none can be declared wrongly.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from markupsafe import Markup

from sitegen import __version__
from sitegen.engine.graph.answers import NOT_RECORDED, Answers
from sitegen.engine.graph.record import Receipt
from sitegen.engine.graph.trace import Query
from sitegen.model.target import Target
from sitegen.questions.entry_view import EntryView
from sitegen.stages.render import fill


class RecordingView:
    """The view of one target."""

    def __init__(self, answers: Answers, target: Target) -> None:
        self.here = target.path
        self.layout = ""
        """The layout that it was rendered with; empty for an output without layouts."""
        self._answers = answers
        self._target = target
        self.asked: dict[Query, Any] = {}
        """Query -> its answer, for the questions asked so far."""
        self._used: set[int] = set()

    def ask(self, name: str, *arguments: Any) -> Any:
        """Answer a question by its name, and record it."""
        query = (self._answers.questions[name], arguments)
        found = self._answers.answer(query)
        if found.number == NOT_RECORDED and arguments[0] == self._target.owner:
            self._used.update(found.dependencies)
        else:
            self._used.add(self._answers.enter(query, found))
        answer = self.asked[query] = found.shown
        return answer

    def __dir__(self) -> list[str]:
        return [*self._answers.questions, "entry", "head", "body", "page"]

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name not in self._answers.questions:
            raise AttributeError(f"there is no question {name!r}")
        return partial(self.ask, name)

    def entry(self, key: str) -> EntryView:
        """Return an entry as layouts see it."""
        return EntryView(self.ask("entry", key), partial(self.body, key))

    def head(self, address: str) -> EntryView | None:
        """Return the entry of the `index.md` of a directory; None when it has none."""
        key = self.ask("head", address)
        return self.entry(key) if key else None

    def body(self, key: str) -> Markup:
        """Return an entry's body with its slots filled."""
        return Markup(fill(self.ask("body", key), self._answers.bodies))

    def layout_for(self, *names: str) -> str:
        """Return the first of the named layouts that exists, `entry.html` when none does."""
        found: str = self.ask("layout_for", *names)
        return found

    def page(self, layout: str, **variables: Any) -> str:
        """Return a layout rendered with `view`, `here`, `site` and the given variables. Raises LayoutMistake."""
        self.layout = self.layout or layout
        self.ask("layout", layout)
        common = {
            "view": self,
            "here": self.here,
            "site": self.ask("config"),
            "generator": f"sitegen {__version__}",
        }
        asked, used = self.asked.copy(), self._used.copy()

        def forget() -> None:
            self.asked, self._used = asked, used

        return self._answers.layouts.render(layout, common | variables, forget)

    def receipt(self, digest: str, reason: str) -> Receipt:
        """Return the receipt of the target, with the questions asked so far."""
        return Receipt(self._target, tuple(sorted(self._used)), digest, reason)
