"""One parsed, typed source."""

from typing import Any, Generic, TypeVar

from msgspec import Struct

from sitegen.diagnostics import Diagnostic, Span
from sitegen.facets.relations import Reach
from sitegen.model.body import Body
from sitegen.model.meta import Meta

M = TypeVar("M", bound=Meta, covariant=True)


class Entry(Struct, Generic[M], frozen=True, kw_only=True):
    """What one source says, as far as it can be known from that source alone."""

    key: str
    """Path below content/: its identity in every index."""
    path: str
    """Path below the site's folder, for diagnostics."""
    kind: str
    meta: M
    slug: str
    body: Body
    lede: str = ""
    """The excerpt of its front matter, where the body does not say the same again."""
    digest: str
    """Of the source: it stands for meta and body in fingerprints."""
    body_line: int
    """The line of the file on which the body begins."""
    places: dict[str, tuple[int, int, int]]
    """Field path -> line, column, length."""
    reaches: tuple[Reach, ...] = ()
    """Every relation its front matter names."""
    diagnostics: tuple[Diagnostic, ...] = ()
    broken: bool = False
    """Its source could not be read: it lends its name to links, so that they are not called broken too."""

    def at(self, field: str) -> Any:
        """Return the value at a field path such as `attachments.0.file`, None when there is none."""
        value: Any = self.meta
        for part in field.split("."):
            value = value[int(part)] if part.isdigit() else getattr(value, part, None)
            if value is None:
                return None
        return value

    def in_text(self, reach: Reach) -> bool:
        """Return whether a name is in the text, as the owner of a task of minutes is, not in front matter."""
        return reach.line >= self.body_line

    def span(self, field: str = "") -> Span:
        """Return the place of a field, of the nearest field above it, or the top of the file."""
        while field and field not in self.places:
            field = field.rpartition(".")[0]
        line, column, length = self.places.get(field, (1, 1, 3))
        return Span(path=self.path, line=line, column=column, length=length)
