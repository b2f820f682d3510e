"""What search engines read of a page: values in the vocabulary of https://schema.org, written as JSON-LD.

What is UNSET is left out. Addresses are absolute, days and times as in ISO 8601.
"""

from collections.abc import Sequence
from typing import Literal

from msgspec import UNSET, Struct, UnsetType, field

CONTEXT = "https://schema.org"
"""The vocabulary, as the outermost value of a page names it."""
MOST_LISTED = 50
"""The number of entries of a list that are named one by one; how many there are is said in any case."""

Text = str | UnsetType
"""Text, or nothing."""
Texts = tuple[str, ...] | UnsetType
"""Texts, or nothing."""


class Reference(Struct, frozen=True, kw_only=True):
    """A thing that is described elsewhere, by the address of its page."""

    id: str = field(name="@id")


class ListItem(Struct, frozen=True, kw_only=True):
    """One step of a way through the site, or one line of a list."""

    type: Literal["ListItem"] = field(name="@type", default="ListItem")
    position: int
    """Its place, from 1."""
    name: str
    item: Reference | UnsetType = UNSET
    """The page of a step."""
    url: Text = UNSET
    """The address of the page that a line leads to."""


class BreadcrumbList(Struct, frozen=True, kw_only=True, rename="camel"):
    """The way from the front page to a page, which is its last step."""

    type: Literal["BreadcrumbList"] = field(name="@type", default="BreadcrumbList")
    item_list_element: tuple[ListItem, ...]


class ItemList(Struct, frozen=True, kw_only=True, rename="camel"):
    """The entries that a page lists."""

    type: Literal["ItemList"] = field(name="@type", default="ItemList")
    number_of_items: int
    item_list_element: tuple[ListItem, ...]


class EntryPoint(Struct, frozen=True, kw_only=True, rename="camel"):
    """Where something can be done."""

    type: Literal["EntryPoint"] = field(name="@type", default="EntryPoint")
    url_template: str
    """An address in which words in braces are to be replaced (RFC 6570)."""


class SearchAction(Struct, frozen=True, kw_only=True):
    """How a site is searched."""

    type: Literal["SearchAction"] = field(name="@type", default="SearchAction")
    target: EntryPoint
    query: str = field(name="query-input", default="required name=words")


class WebSite(Struct, frozen=True, kw_only=True, rename="camel"):
    """The site as a whole; pages that are part of it say its name and address alone."""

    type: Literal["WebSite", "Blog"] = field(name="@type", default="WebSite")
    name: str
    url: str
    description: Text = UNSET
    in_language: Text = UNSET
    publisher: "Party | UnsetType" = UNSET
    potential_action: SearchAction | UnsetType = UNSET


class Party(Struct, frozen=True, kw_only=True, rename="camel"):
    """A person or an organisation: groups of any sort are organisations."""

    type: Literal["Person", "Organization"] = field(name="@type")
    name: str
    alternate_name: Texts = UNSET
    url: Text = UNSET
    """Its own address on the web, else that of its page here."""
    main_entity_of_page: Text = UNSET
    """The address of its page here."""
    description: Text = UNSET
    image: Text = UNSET
    logo: Text = UNSET
    job_title: Text = UNSET
    member_of: "tuple[Party, ...] | UnsetType" = UNSET


class DefinedTermSet(Struct, frozen=True, kw_only=True):
    """A glossary."""

    type: Literal["DefinedTermSet"] = field(name="@type", default="DefinedTermSet")
    name: str
    url: str


class DefinedTerm(Struct, frozen=True, kw_only=True, rename="camel"):
    """A term that a page explains."""

    type: Literal["DefinedTerm"] = field(name="@type", default="DefinedTerm")
    name: str
    alternate_name: Texts = UNSET
    description: Text = UNSET
    in_defined_term_set: DefinedTermSet | UnsetType = UNSET


class Audience(Struct, frozen=True, kw_only=True, rename="camel"):
    """Whom something is for."""

    type: Literal["Audience"] = field(name="@type", default="Audience")
    audience_type: str
    url: Text = UNSET


class Media(Struct, frozen=True, kw_only=True, rename="camel"):
    """A file of a work, or of a dataset."""

    type: Literal["MediaObject", "DataDownload"] = field(name="@type", default="MediaObject")
    name: str
    content_url: str
    encoding_format: Text = UNSET
    """Its media type (RFC 6838)."""
    content_size: Text = UNSET
    sha256: Text = UNSET
    in_language: Text = UNSET


WorkType = Literal[
    "Article",
    "BlogPosting",
    "CollectionPage",
    "CreativeWork",
    "Dataset",
    "DigitalDocument",
    "PresentationDigitalDocument",
    "Report",
    "TechArticle",
    "WebPage",
]


class Work(Struct, frozen=True, kw_only=True, rename="camel"):
    """Something written: a post, a document, a page of any sort, or another work that one of them names."""

    type: WorkType = field(name="@type")
    name: Text = UNSET
    headline: Text = UNSET
    """The title of a text, in place of a name."""
    url: Text = UNSET
    main_entity_of_page: Text = UNSET
    """The address that counts: where the text first appeared, else its own."""
    description: Text = UNSET
    in_language: Text = UNSET
    date_published: Text = UNSET
    date_modified: Text = UNSET
    expires: Text = UNSET
    image: Text = UNSET
    author: tuple[Party, ...] | UnsetType = UNSET
    publisher: tuple[Party, ...] | UnsetType = UNSET
    keywords: Texts = UNSET
    about: DefinedTerm | UnsetType = UNSET
    audience: tuple[Audience, ...] | UnsetType = UNSET
    citation: "tuple[Work, ...] | UnsetType" = UNSET
    creative_work_status: Text = UNSET
    version: Text = UNSET
    identifier: Text = UNSET
    report_number: Text = UNSET
    license: "str | Work | UnsetType" = UNSET
    encoding: tuple[Media, ...] | UnsetType = UNSET
    distribution: tuple[Media, ...] | UnsetType = UNSET
    is_based_on: Texts = UNSET
    translation_of_work: "Work | UnsetType" = UNSET
    work_translation: "tuple[Work, ...] | UnsetType" = UNSET
    is_part_of: WebSite | UnsetType = UNSET
    main_entity: ItemList | UnsetType = UNSET


class GeoCoordinates(Struct, frozen=True, kw_only=True):
    """A point on Earth, in degrees."""

    type: Literal["GeoCoordinates"] = field(name="@type", default="GeoCoordinates")
    latitude: float
    longitude: float


class Place(Struct, frozen=True, kw_only=True, tag_field="@type", tag="Place"):
    """Where people can go."""

    name: str
    address: str
    geo: GeoCoordinates | UnsetType = UNSET


class VirtualLocation(Struct, frozen=True, kw_only=True, tag_field="@type", tag="VirtualLocation"):
    """Where people can join from afar."""

    url: str


class Offer(Struct, frozen=True, kw_only=True, rename="camel"):
    """How to get a place."""

    type: Literal["Offer"] = field(name="@type", default="Offer")
    url: str
    description: Text = UNSET
    """What it costs, in words."""
    valid_through: Text = UNSET


class EventSchedule(Struct, frozen=True, kw_only=True, rename="camel"):
    """How an event repeats."""

    type: Literal["Schedule"] = field(name="@type", default="Schedule")
    start_date: str
    end_date: Text = UNSET
    repeat_count: int | UnsetType = UNSET
    """How many dates its rule gives."""
    repeat_frequency: str
    """The step, as a duration of ISO 8601: `P2W`."""
    by_day: tuple[str, ...] | UnsetType = UNSET
    """Weekdays in the form of RFC 5545: `TU`, or `1TU` for the first Tuesday."""
    by_month_day: tuple[int, ...] | UnsetType = UNSET
    by_month: tuple[int, ...] | UnsetType = UNSET
    except_date: tuple[str, ...] | UnsetType = UNSET
    start_time: Text = UNSET
    end_time: Text = UNSET
    schedule_timezone: Text = UNSET


class Event(Struct, frozen=True, kw_only=True, rename="camel"):
    """An event, or one date of it."""

    type: Literal["Event"] = field(name="@type", default="Event")
    name: str
    start_date: str
    end_date: Text = UNSET
    event_status: str
    event_attendance_mode: Text = UNSET
    previous_start_date: Text = UNSET
    location: tuple[Place | VirtualLocation, ...] | UnsetType = UNSET
    url: str
    description: Text = UNSET
    in_language: Text = UNSET
    image: Text = UNSET
    organizer: tuple[Party, ...] | UnsetType = UNSET
    performer: tuple[Party, ...] | UnsetType = UNSET
    attendee: tuple[Party, ...] | UnsetType = UNSET
    keywords: Texts = UNSET
    is_accessible_for_free: Literal[True] | UnsetType = UNSET
    offers: Offer | UnsetType = UNSET
    event_schedule: EventSchedule | UnsetType = UNSET
    sub_event: "tuple[Event, ...] | UnsetType" = UNSET
    """Its dates to come, where there are several."""


Thing = WebSite | Party | Work | Event
"""What a page is about."""


class Graph(Struct, frozen=True, kw_only=True):
    """The structured data of a page: its things, in one graph."""

    context: str = field(name="@context", default=CONTEXT)
    graph: tuple[BreadcrumbList | Thing, ...] = field(name="@graph")


def breadcrumb_list(steps: Sequence[tuple[str, str]]) -> BreadcrumbList:
    """Return the way that leads over these pages, each with its name and address."""
    items = (ListItem(position=at, name=name, item=Reference(id=to)) for at, (name, to) in enumerate(steps, 1))
    return BreadcrumbList(item_list_element=tuple(items))


def item_list(lines: Sequence[tuple[str, str]]) -> ItemList:
    """Return the list of these entries, each with its name and address; a long one has only its beginning."""
    items = (ListItem(position=at, name=name, url=url) for at, (name, url) in enumerate(lines[:MOST_LISTED], 1))
    return ItemList(number_of_items=len(lines), item_list_element=tuple(items))
