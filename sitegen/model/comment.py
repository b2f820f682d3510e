"""What a reader said about an entry: as it was filed, and as it is published."""

from typing import Literal

from msgspec import Struct

from sitegen.diagnostics import Diagnostic, Span
from sitegen.facets.schedule import Moment

FOLDER = "comments/"
"""The folder below content/ whose files are comments, each below a folder named after its entry."""
ENDINGS = (".md", ".markdown", ".yml", ".yaml", ".json")
"""The endings of files that hold a comment."""


def is_comment(key: str) -> bool:
    """Return whether a file, by its path below content/, is a comment of a reader and no page."""
    name = key.lower()
    return key.startswith(FOLDER) and name.endswith(ENDINGS) and not name.startswith(f"{FOLDER}index.")


Status = Literal["approved", "held", "rejected"]
"""What a moderator has decided: the internal build shows a held comment, and no build shows a rejected one."""


class FiledComment(Struct, frozen=True, kw_only=True):
    """One file below content/comments/. An e-mail address in it is not kept."""

    path: str
    """Below the site's folder, for diagnostics."""
    digest: str
    """Of the file's bytes."""
    folder: str = ""
    """The folders between content/comments/ and the file, which say the entry."""
    page: str = ""
    """The address or slug of the entry, as a form gives it."""
    id: str = ""
    """Its own id; empty where it has none."""
    stem: str = ""
    """The name of the file without its ending, by which replies may name it too."""
    date: Moment | None = None
    name: str = ""
    url: str = ""
    consent: bool = False
    """Whether the name may be published."""
    status: Status = "held"
    reply_to: str = ""
    """The id of the comment that it answers, or the number of that among those that answer none."""
    question: int = 0
    """The question of a consultation that it answers, counted from 1; 0 for none."""
    html: str = ""
    """Its text; empty for a file that cannot be read."""
    places: dict[str, tuple[int, int, int]] = {}
    """Field -> line, column, length."""
    diagnostics: tuple[Diagnostic, ...] = ()

    def span(self, field: str) -> Span:
        """Return the place of a field, or the top of the file."""
        line, column, length = self.places.get(field, (1, 1, 1))
        return Span(path=self.path, line=line, column=column, length=length)


class Comment(Struct, frozen=True, kw_only=True):
    """A comment that this build shows."""

    anchor: str
    """The id of its element: `comment-1f3a`."""
    date: Moment
    html: str
    name: str = ""
    """Empty where it may not be shown."""
    url: str = ""
    reply_to: str = ""
    """The anchor of the comment that it answers; empty for none."""
    question: int = 0
    held: bool = False
    """Whether readers do not see it; only in the internal build."""
    withheld: bool = False
    """Whether readers do not see its name; only in the internal build."""
