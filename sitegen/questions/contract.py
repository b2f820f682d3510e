"""The contract of outputs: the questions that an output may ask, and what an output is."""

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

from msgspec import Struct

from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.entry_view import Face


class Until(Struct, frozen=True, kw_only=True):
    """An answer that the clock will change."""

    answer: Any
    until: dt.datetime | None
    """The instant from which it no longer holds; None: it holds for ever."""
    why: tuple[str, ...] = ()
    """What happens then, in words that everybody may read: `“Open day” ends`."""


class Question(Struct, frozen=True):
    """A named pure function of the site and plain arguments.

    Its answer is made of values msgspec can encode; the digest of that encoding is what is remembered of it.
    """

    name: str
    function: Callable[..., Any]


class View(Protocol):
    """The only way an output or a layout learns anything about the site: every question is recorded."""

    here: str
    """The path of the target being rendered."""

    def ask(self, name: str, *arguments: Any) -> Any:
        """Answer a question by its name. `view.latest("post", 5)` is `view.ask("latest", "post", 5)`."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Return the question of that name as a function."""

    def entry(self, key: str) -> Face:
        """Return an entry as layouts see it."""

    def head(self, address: str) -> Face | None:
        """Return the entry that heads a directory, if there is one."""

    def body(self, key: str) -> str:
        """Return an entry's body with its slots filled."""

    def layout_for(self, *names: str) -> str:
        """Return the first of the named layouts that exists, `entry.html` when none does."""

    def page(self, layout: str, **variables: Any) -> str:
        """Render a layout with `view`, `here`, `site` and the given variables."""


class Output(Struct, frozen=True, kw_only=True):
    """A producer of files. A new output is one file that makes one of these, and a name in `OUTPUTS`."""

    name: str
    targets: Callable[[Site], Iterable[Target]]
    """Every file it makes, named before any is rendered."""
    render: Callable[[Target, View], str | bytes | Path]
    """The file's text or bytes, or where to copy it from."""
    questions: tuple[Question, ...] = ()
