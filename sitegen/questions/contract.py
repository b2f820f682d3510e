"""The types that questions and outputs are written against: `Question`, `Until`, `View` and `Output`."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from msgspec import Struct

from sitegen.locales import Locale
from sitegen.model.history import Difference
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.entry_view import EntryView

Answer = TypeVar("Answer")


class Until(Struct, Generic[Answer], frozen=True, kw_only=True):
    """An answer that holds until an instant."""

    answer: Answer
    until: dt.datetime | None
    """The instant from which it no longer holds; None when it holds for ever."""
    why: tuple[str, ...] = ()
    """The events of that instant in words, which are published: `“Open day” ends`."""


class Question(Struct, frozen=True):
    """A named pure function of the site and plain arguments.

    Its answer is made of values that msgspec can encode. The build record keeps the digest of that encoding.
    """

    name: str
    function: Callable[..., Any]
    private: bool = False
    """Whether its first argument is the key of an entry and hardly any file but the entry's own page asks it.

    An answer that was computed from that entry and from recorded answers alone is then not recorded for the page:
    what it was computed from is noted with the page itself.
    """


class View(Protocol):
    """The site as outputs and layouts see it: it answers questions and records that they were asked."""

    here: str
    """The path of the target being rendered."""
    language: str
    """The language that it is written in; empty for the site's."""

    def ask(self, name: str, *arguments: Any) -> Any:
        """Return the answer to a question. `view.latest("post", 5)` is `view.ask("latest", "post", 5)`."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Return the question of that name as a function."""

    def entry(self, key: str) -> EntryView:
        """Return an entry as layouts see it."""

    def head(self, address: str) -> EntryView | None:
        """Return the entry that heads the list at an address; None without one."""

    def body(self, key: str, *, inviting: bool = True) -> str:
        """Return an entry's body with its slots filled; `inviting` readers to write the pages that it lacks."""

    def difference(self, after: tuple[str, str], before: tuple[str, str]) -> Difference | None:
        """Return what a change made of a source, by path and name of two versions; None where one is lacking."""

    def entry_layout(self, asked: str, usual: str) -> str:
        """Return the layout of an entry that asks for one, "" for none, and whose kind has the usual one."""

    def layout_for(self, *names: str) -> str:
        """Return the first of these layouts that exists, else `entry.html`."""

    def page(self, layout: str, **variables: Any) -> str:
        """Return the text of a layout rendered with `view`, `here`, `site`, `language` and the given variables."""

    def locale(self) -> Locale:
        """Return the texts of the language that the target is written in, for what is written without a layout."""


class Output(Struct, frozen=True, kw_only=True):
    """A producer of files. A new output is one module that defines one, and its name in `OUTPUTS`."""

    name: str
    targets: Callable[[Site], Iterable[Target]]
    """Return a target for every file it makes, before any is rendered."""
    render: Callable[[Target, View], str | bytes | Path]
    """Return the text or bytes of a file, or the path to copy it from."""
    after_all: Callable[[Site, Mapping[str, Target]], Iterable[Target]] = lambda _site, _targets: ()
    """Return the targets that can be named only when those of all outputs are known, which it gets by path."""
    kept: Callable[[Site, Iterable[str]], Iterable[Target]] = lambda _site, _lost: ()
    """Return the targets at addresses that were published and that nothing else answers by now, as far as the
    output knows what they were."""
    questions: tuple[Question, ...] = ()
    """Its own questions, beside the basic ones."""
