"""An entry as layouts see it: its fields by name, with a link in place of every relation."""

from collections.abc import Callable, Mapping
from operator import attrgetter
from types import NoneType
from typing import Any

from msgspec import Struct

from sitegen.facets.relations import Person, Relation
from sitegen.facets.schedule import Moment, Schedule
from sitegen.model.body import Heading
from sitegen.model.meta import Meta
from sitegen.questions.answers import FileAnswer, Link, Picture, TranslatedPage
from sitegen.urls import Href, Marked


class EntryAnswer(Struct, frozen=True, kw_only=True):
    """The answer to `entry`: everything about one entry except its body."""

    key: str
    kind: str
    kind_label: str
    """The label of its kind: `Wiki page`."""
    label: str
    """Its own type in words where it has one, else its kind's: `Workshop`."""
    title: str
    permalink: Marked
    canonical: Href
    """The address for search engines: of the first publication elsewhere, else its own."""
    excerpt: str
    lede: str
    """The excerpt for display above the body; empty when the body begins with the same words."""
    words: int
    """The number of words in its body."""
    contents: tuple[Heading, ...]
    toc: bool
    """Whether the page shows the contents."""
    tags: tuple[Link, ...]
    updated: Moment | None
    """When it last changed: as its front matter says, else as git does."""
    newer: tuple[Link, ...]
    """The entries that supersede it, by either entry's front matter."""
    older: tuple[Link, ...]
    """The entries that it supersedes, by either entry's front matter."""
    image: Picture | None
    gallery: tuple[Picture, ...]
    """The pictures that its front matter lists."""
    missing_image: str
    """The alternative text of a picture whose file is missing, shown in its place."""
    breadcrumbs: tuple[Link, ...]
    source_path: str
    edit: Link | None
    """Where its source can be edited on the web; None without a `repository` in site.yaml."""
    translations: tuple[TranslatedPage, ...]
    """The same text in each of its languages, the original first; none where there is only this one."""
    schedule: Schedule | None
    files: dict[str, FileAnswer]
    """The name of a file in the front matter -> the published file."""
    names: dict[str, Link]
    """A name as typed in the front matter -> a link to the entry meant."""
    meta: Any
    """The `Meta` of its kind."""


_SHOWN = tuple(name for name in EntryAnswer.__struct_fields__ if name not in ("names", "meta"))
_shown = attrgetter(*_SHOWN)


class EntryView:
    """The answer to `entry` with the fields of its kind as attributes, and its body."""

    def __init__(self, answer: EntryAnswer, body: Callable[[], str]) -> None:
        self._meta = answer.meta
        self._names = answer.names
        self._body = body
        # fields of the answer come before those of its kind, and cost no more than those of any object
        self.__dict__.update(zip(_SHOWN, _shown(answer), strict=True))

    @property
    def body(self) -> str:
        """The body as HTML. The question is asked only when a layout shows the body."""
        return self._body()

    def __dir__(self) -> list[str]:
        return [*EntryAnswer.__struct_fields__, *self._meta.__struct_fields__, "body"]

    def __getattr__(self, name: str) -> Any:
        """Return a field of its kind, and keep it for the next time."""
        value = self.__dict__[name] = with_links(getattr(self._meta, name), self._names)
        return value


_PLAIN = (str, bool, NoneType, Moment, Schedule)
"""Types in which there is no relation."""


def with_links(value: Any, names: Mapping[str, Link]) -> Any:
    """Return the value of a field with a link in place of every relation; structs become mappings.

    An entry that a field names twice, by title and by alias, is linked once.
    """
    if not value or isinstance(value, _PLAIN):
        return value
    if isinstance(value, Relation | Person):
        return names.get(value.text) or Link(text=value.text)
    if isinstance(value, tuple):
        shown = tuple(with_links(item, names) for item in value)
        named = any(isinstance(item, Relation | Person) for item in value)
        return tuple(dict.fromkeys(shown)) if named else shown
    if isinstance(value, Struct) and not isinstance(value, Meta):
        return {name: with_links(getattr(value, name), names) for name in value.__struct_fields__}
    if isinstance(value, dict):
        return {key: with_links(item, names) for key, item in value.items()}
    return value
