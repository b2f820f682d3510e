"""What a layout sees of an entry: its fields by name, with every relation already a link."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from sitegen.facets.relations import Person, Relation
from sitegen.facets.schedule import Moment, Schedule
from sitegen.model.body import Heading
from sitegen.model.meta import Meta
from sitegen.questions.answers import FileAnswer, Link, Picture
from sitegen.urls import Href, Marked


class Profile(Struct, frozen=True, kw_only=True):
    """The answer to `entry`: everything about one entry but its body."""

    key: str
    kind: str
    kind_label: str
    """What its kind is called: `Wiki page`."""
    label: str
    """Its own type in words where it has one, else its kind's: `Workshop`."""
    title: str
    permalink: Marked
    canonical: Href
    """The address that counts: where the text first appeared, else its own."""
    excerpt: str
    lede: str
    """The excerpt, where showing it above the body would not say the same twice."""
    words: int
    contents: tuple[Heading, ...]
    toc: bool
    """Whether the contents are worth showing."""
    tags: tuple[Link, ...]
    newer: tuple[Link, ...]
    """What takes its place, said on either side."""
    older: tuple[Link, ...]
    """What it takes the place of, said on either side."""
    image: Picture | None
    missing_image: str
    """The words for a picture whose file is missing: they stand in its place."""
    breadcrumbs: tuple[Link, ...]
    source_path: str
    edit: Link | None
    schedule: Schedule | None
    files: dict[str, FileAnswer]
    """A file as named in the front matter -> where it is published."""
    names: dict[str, Link]
    """A name as typed in the front matter -> who is meant."""
    meta: Any


class Face:
    """A profile whose kind's own fields can be asked for by name."""

    __slots__ = ("_body", "profile")

    def __init__(self, profile: Profile, body: Callable[[], str]) -> None:
        self.profile = profile
        self._body = body

    @property
    def body(self) -> str:
        """The body as HTML, asked for when it is shown."""
        return self._body()

    def __dir__(self) -> list[str]:
        return [*Profile.__struct_fields__, *self.profile.meta.__struct_fields__, "body"]

    def __getattr__(self, name: str) -> Any:
        if name in Profile.__struct_fields__ and name not in ("names", "meta"):
            return getattr(self.profile, name)
        return present(getattr(self.profile.meta, name), self.profile.names)


def present(value: Any, names: Mapping[str, Link]) -> Any:
    """Return a field's value with relations as links; structs that may hold relations become mappings.

    Who is named twice, by title and by alias, is shown once.
    """
    if isinstance(value, Relation | Person):
        return names.get(value.text) or Link(text=value.text)
    if isinstance(value, tuple):
        shown = tuple(present(item, names) for item in value)
        named = any(isinstance(item, Relation | Person) for item in value)
        return tuple(dict.fromkeys(shown)) if named else shown
    if isinstance(value, Struct) and not isinstance(value, Moment | Schedule | Meta):
        fields = msgspec.structs.fields(value)
        return {field.name: present(getattr(value, field.name), names) for field in fields}
    if isinstance(value, dict):
        return {key: present(item, names) for key, item in value.items()}
    return value
