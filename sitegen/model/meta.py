"""The fields every kind has. A kind adds its own by extending `Meta`."""

import datetime as dt
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct, field

from sitegen.facets.actions import Action
from sitegen.facets.consultation import Consultation
from sitegen.facets.gathering import Gathering
from sitegen.facets.private import Private
from sitegen.facets.relations import Person, Relation
from sitegen.facets.schedule import Moment, Occurrence, Schedule

Labels = Annotated[tuple[str, ...], msgspec.Meta(extra={"split": ","})]
"""Words given as a list or as one text with commas."""

Url = Annotated[str, msgspec.Meta(extra={"form": "url"})]
"""An absolute address with a scheme."""

LinkTo = Annotated[str, msgspec.Meta(extra={"form": "link"})]
"""An address from the site's root, or an absolute one."""

PictureFile = Annotated[str, msgspec.Meta(extra={"form": "picture"})]
"""A picture's file, or its address on the web."""

Language = Annotated[str, msgspec.Meta(extra={"form": "language"})]
"""A language tag (RFC 5646)."""

SYNONYMS: dict[str, str] = {
    "lastmod": "updated",
    "last_modified_at": "updated",
    "author": "authors",
    "description": "excerpt",
    "summary": "excerpt",
    "tag": "tags",
    "category": "tags",
    "categories": "tags",
    "image_alt": "imagealt",
    "redirect_from": "aliases",
    "alias": "aliases",
}
"""Other spellings of a field, most of them Jekyll's or Hugo's."""

JOINED = frozenset({"tags", "aliases"})
"""Fields whose repeats and synonyms add up instead of replacing each other."""


class Change(Struct, frozen=True, kw_only=True):
    """A note for readers about one change of the page."""

    date: Moment
    note: str


class Republished(Struct, frozen=True, kw_only=True):
    """Where the text first appeared; that address is canonical."""

    url: Url
    title: str = ""
    date: Moment | None = None

    @classmethod
    def from_text(cls, text: str) -> "Republished":
        """Take a bare address."""
        return cls(url=text)


class GalleryPicture(Struct, frozen=True, kw_only=True):
    """One picture of a gallery, or a folder of pictures."""

    file: Annotated[str, msgspec.Meta(extra={"form": "file"})] = ""
    alt: str = ""
    """What it shows; empty: its file's name in words."""
    caption: str = ""

    @classmethod
    def from_text(cls, text: str) -> "GalleryPicture":
        """Take a bare file or folder."""
        return cls(file=text)


class Meta(Struct, frozen=True, kw_only=True):
    """Front matter, typed."""

    title: str = ""
    date: Moment | None = None
    """When it was published or announced; never when it happens."""
    updated: Moment | None = None
    """When it last really changed."""
    authors: tuple[Person, ...] = ()
    excerpt: str = ""
    """One or two sentences for lists, search engines and the head of the page."""
    tags: Labels = ()
    image: PictureFile = ""
    imagealt: str | None = None
    """None: not given; empty: decorative."""
    images: tuple[GalleryPicture, ...] = ()
    """The gallery below the text."""
    imgdir: str = ""
    aliases: tuple[str, ...] = ()
    """Old addresses (with a leading `/`) and other names."""
    slug: str = ""
    permalink: str = ""
    uid: str = ""
    layout: str = ""
    comments: bool | None = None
    """Whether readers are asked for comments; False also hides those that were filed, None shows them."""
    draft: bool = False
    published: bool = True
    """False makes it a draft."""
    publish_date: Moment | None = None
    """From when it is published; None: from its date on, if its kind waits for dates, else at once."""
    expiry_date: Moment | None = None
    """From when it is published no more."""
    gone: bool = False
    """Whether the page is gone: then its address says so, and nothing else is published of it."""
    visibility: Literal["public", "internal"] = "public"
    related: tuple[Relation, ...] = ()
    programme: tuple[Relation, ...] = ()
    changes: tuple[Change, ...] = ()
    review_by: dt.date | None = None
    republished: Republished | None = None
    supersedes: tuple[Relation, ...] = ()
    superseded_by: tuple[Relation, ...] = ()
    order: float | None = None
    lang: Language = ""
    translation_of: tuple[Relation, ...] = ()
    """The entry that it is a translation of."""
    toc: bool | None = None
    numbered: Literal["", "paragraphs"] = ""
    consultation: Consultation | None = None
    actions: tuple[Action, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)
    """What no field claims, for layouts; never exported."""

    @property
    def names(self) -> tuple[str, ...]:
        """What else it is called."""
        return tuple(alias for alias in self.aliases if not alias.startswith("/"))

    @property
    def old_addresses(self) -> tuple[str, ...]:
        """Where it was before."""
        return tuple(alias for alias in self.aliases if alias.startswith("/"))

    @property
    def revised(self) -> Moment | None:
        """When it last changed, as far as its writer says; None where nothing does."""
        told = [self.updated, self.date, *(change.date for change in self.changes)]
        return max((moment for moment in told if moment), key=lambda moment: moment.aware(), default=None)

    @property
    def is_draft(self) -> bool:
        """Whether it is held back by its author."""
        return self.draft or not self.published

    @property
    def type(self) -> str:
        """What sort of its kind it is, such as `workshop`; empty for kinds without sorts."""
        return ""

    @property
    def status(self) -> str:
        """Its state in the words of its kind, such as `agreed`; empty for kinds without states."""
        return ""

    @property
    def wordings(self) -> dict[str, str]:
        """Its ready-made words by name, which other texts may show; empty for kinds without such."""
        return {}

    @property
    def statements(self) -> dict[str, str]:
        """Its words that others may repeat: a message under "", and its wordings; empty for kinds without such."""
        return {}

    @property
    def used_until(self) -> dt.date | None:
        """The last day on which its words should be used; None where there is none."""
        return None

    def withdrawn(self, today: dt.date) -> str:
        """Say why its words should not be used any more, as `is retired`; "" where they may be."""
        return ""

    @property
    def private(self) -> Private | None:
        """The fields that only the internal build shows; None for kinds without such fields."""
        return None

    @property
    def schedule(self) -> Schedule | None:
        """The start and end of its first date; None for kinds that do not take place."""
        return None

    @property
    def gathering(self) -> Gathering | None:
        """How it takes place; None for kinds that do not."""
        return None

    def occurrences(self, key: str, horizon: dt.date) -> tuple[Occurrence, ...]:
        """Every date on which it happens, up to and including `horizon`, in time order."""
        schedule = self.schedule
        return (Occurrence(key=key, schedule=schedule),) if schedule else ()


@cache
def lists_with(meta: type[Meta], attribute: str) -> tuple[str, ...]:
    """Return the fields of a kind that are lists of values with this attribute, such as `file` or `link`."""
    return tuple(
        name
        for name, annotation in get_type_hints(meta).items()
        if get_origin(annotation) is tuple
        and attribute in getattr(get_args(annotation)[0], "__struct_fields__", ())
    )
