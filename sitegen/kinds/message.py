"""Messages: what the community wants to be heard saying, to whom, in ready-made words."""

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct, field

from sitegen.facets.relations import Audience, Messages
from sitegen.model.kind import Kind
from sitegen.model.meta import Labels, LinkTo, Meta


class Proof(Struct, frozen=True, kw_only=True):
    """A fact that backs the message."""

    text: str
    """The fact, in a sentence."""
    link: LinkTo = ""
    """Where it can be checked: an address, or a path from the site's root."""

    @classmethod
    def from_text(cls, text: str) -> "Proof":
        """Take a fact without a link."""
        return cls(text=text)


class Message(Meta, frozen=True, kw_only=True):
    """The front matter of a message."""

    title: str
    """The message in one line."""
    audience: Audience
    """Whom it is for: stakeholders or tags."""
    status: Literal["draft", "agreed", "retired"]
    """Whether it may be used; `draft` is about the wording, not about publishing the page."""
    ask: str = ""
    """What we want the audience to do."""
    parent: Messages = ()
    """The message this one supports."""
    proof: tuple[Proof, ...] = ()
    """What backs it."""
    channels: Labels = ()
    """Where it is to be used: press, web pages, talks."""
    expires: dt.date | None = None
    """The last day on which it should be used."""
    variants: dict[str, str] = field(default_factory=dict)
    """Wordings by length or medium: short, medium, long, social, press, speech or a name of your own."""

    @property
    def wordings(self) -> dict[str, str]:
        """Its variants."""
        return self.variants

    @property
    def statements(self) -> dict[str, str]:
        """The message in one line under "", and its variants."""
        return {"": self.title, **self.variants}

    @property
    def used_until(self) -> dt.date | None:
        """The day on which it expires."""
        return self.expires

    def withdrawn(self, today: dt.date) -> str:
        """Say that it is retired, or since when it has expired."""
        if self.status == "retired":
            return "is retired"
        return f"expired on {self.expires.isoformat()}" if self.expires and self.expires < today else ""


def neglected(message: Message, today: dt.date) -> Iterator[str]:
    """Yield what an agreed message lacks to be used with a good conscience."""
    if message.status != "agreed":
        return
    if message.parent and not message.proof:
        yield "nothing proves it"
    if message.expires and message.expires < today:
        yield f"expired on {message.expires.isoformat()}"


MESSAGE = Kind(
    name="message",
    folder="messages",
    other_words=("talking-points", "key-messages"),
    meta=Message,
    permalink="/messages/{slug}/",
    layout="message.html",
    label="Message",
    title="Messages",
    directory="/messages/",
    list_by="house",
    card=("status", "audience", "ask", "parent", "variants"),
    neglected=neglected,
    roles={"audience": "Message for", "parent": "Supported by"},
    schema="CreativeWork",
)
