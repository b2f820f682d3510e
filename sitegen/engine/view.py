"""The view of the site that layouts and outputs get: it records every question that is asked of it.

A target depends on exactly the questions that were asked while it was rendered. No dependency is declared by hand,
so that none can be declared wrongly.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from markupsafe import Markup

from sitegen import __version__
from sitegen.engine.graph.answers import NOT_RECORDED, Answers
from sitegen.engine.graph.trace import Query
from sitegen.locales import Locale
from sitegen.markup.terms import link_terms
from sitegen.model.history import Difference
from sitegen.model.listing import Listing
from sitegen.model.target import Target
from sitegen.questions.entry_view import EntryView
from sitegen.stages.render import fill

LISTING = "partials/listing.html"
"""The layout of lists of entries within texts."""


class RecordingView:
    """The view of one target. Each build derives a class from it with `with_questions`."""

    def __init__(self, answers: Answers, target: Target) -> None:
        self.here = target.path
        self.language = ""
        """The language that it is written in, where that is not the site's."""
        self.layout = ""
        """The layout that it was rendered with; empty for an output without layouts."""
        self.asked: dict[Query, Any] = {}
        """Query -> its answer, for the questions asked so far."""
        self._answers = answers
        self._answer = answers.answer
        self._owner = target.owner
        self._used: set[int] = set()

    def ask(self, name: str, *arguments: Any) -> Any:
        """Answer a question by its name, and record it."""
        return self._ask((self._answers.questions[name], arguments))

    def _ask(self, query: Query) -> Any:
        found = self._answer(query)
        if found.number != NOT_RECORDED:
            self._used.add(found.number)
        elif query[1][0] == self._owner:
            self._used.update(found.dependencies)
        else:
            self._used.add(self._answers.enter(query, found))
        answer = self.asked[query] = found.shown
        return answer

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"there is no question {name!r}")

    def entry(self, key: str) -> EntryView:
        """Return an entry as layouts see it."""
        return EntryView(self.ask("entry", key), partial(self.body, key))

    def head(self, address: str) -> EntryView | None:
        """Return the entry of the `index.md` of a directory; None when it has none."""
        key = self.ask("head", address)
        return self.entry(key) if key else None

    def body(self, key: str, *, inviting: bool = True) -> Markup:
        """Return an entry's body with its slots filled, and its terms linked where the site asks for it.

        It is `inviting` where readers are asked to write the pages that it lacks.
        """
        filling = self.ask("body", key)
        html = fill(filling, self._answers.bodies, self._list, self.locale, inviting=inviting)
        if filling.glossary:
            terms = self.ask("terms_in", key)
            html = link_terms(html, [(term.name, term.to) for term in terms]) if terms else html
        return Markup(html)

    def _list(self, asked: Listing, level: int) -> str:
        """Return a list of entries within a body. Only in a page there is a script that keeps it true."""
        live = self.here.endswith(".html")
        found = self.ask("listing", *asked.arguments, live)
        return self.page(LISTING, found=found, title=asked.title, level=level, live=live)

    def difference(self, after: tuple[str, str], before: tuple[str, str]) -> Difference | None:
        """Return what a change made of a source; None when the clone does not have both versions.

        Each version is a path and its name in git, both empty for none. It needs no record, because these come
        from an answer. Only the settings are asked for.
        """
        self.ask("config")
        return self._answers.versions.difference(self.here, after, before)

    def layout_for(self, *names: str) -> str:
        """Return the first of the named layouts that exists, `entry.html` when none does."""
        found: str = self.ask("layout_for", *names)
        return found

    def entry_layout(self, asked: str, usual: str) -> str:
        """Return the layout of an entry that asks for one, "" for none, and whose kind has the usual one."""
        found: str = self.ask("entry_layout", asked, usual)
        return found

    def page(self, layout: str, **variables: Any) -> str:
        """Return a layout rendered with `view`, `here`, `site`, `language` and the given variables.

        Raises LayoutMistake.
        """
        self.layout = self.layout or layout
        self.ask("layout", *((layout, self.language) if self.language else (layout,)))
        config = self.ask("config")
        common = {
            "view": self,
            "here": self.here,
            "site": config,
            "language": self.language or config.language,
            "generator": f"sitegen {__version__}",
        }
        asked, used = self.asked.copy(), self._used.copy()

        def forget() -> None:
            self.asked, self._used = asked, used

        return self._answers.layouts.spoken(self.language).render(layout, common | variables, forget)

    def locale(self) -> Locale:
        """Return the texts of the language that the target is written in, for what is written without a layout."""
        self.ask("texts", *((self.language,) if self.language else ()))
        return self._answers.layouts.spoken(self.language).locale

    @property
    def used(self) -> tuple[int, ...]:
        """The numbers of all keys and answers that the target depends on so far, in order."""
        return tuple(sorted(self._used))


def with_questions(questions: Mapping[str, str]) -> type[RecordingView]:
    """Return the class of views that have each question as a method, so that asking needs no search for it.

    `questions` has the names of all questions, each with the name that its answers are recorded under.
    """

    def method(recorded: str) -> Callable[..., Any]:
        return lambda view, *arguments: view._ask((recorded, arguments))

    methods = {name: method(recorded) for name, recorded in questions.items() if not hasattr(RecordingView, name)}
    return type("View", (RecordingView,), methods)
