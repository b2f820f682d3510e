"""A link, picture or embed of a body, before it is known where it leads."""

from typing import Literal

from msgspec import Struct


class Reference(Struct, frozen=True, kw_only=True):
    """A link, picture or embed as its author wrote it: not resolved yet."""

    kind: Literal["link", "image", "wiki", "embed", "post"]
    """`wiki` and `embed` are double brackets, `post` is Jekyll's post_url or link, or Hugo's ref, the
    rest is Markdown or HTML."""
    target: str
    """The address or name as typed, without its anchor."""
    anchor: str = ""
    """The text after `#`, as typed."""
    text: str = ""
    """The words of the link, the alternative text of an image; empty where the target's own title serves."""
    start: int | None = None
    """Offset in the normalised body text where known exactly; None asks `locate`."""
    length: int = 0
    """Characters to underline from `start`."""
    nth: int = 0
    """Which of the references with the same target and kind on this page, from 0."""
    sentence: str = ""
    """The sentence around the reference, as plain text: a backlink shows it."""
    told: bool = False
    """Whether a relation has the same name, so that it is enough to report what is wrong with that."""
    exact: bool = False
    """An image whose author names the sizes to choose from: it is shown from this very file."""
