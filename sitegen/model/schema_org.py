"""What search engines read of a page: values in the vocabulary of https://schema.org, written as JSON-LD.

What is UNSET is left out. Addresses are absolute, days and times as in ISO 8601.
"""

from typing import Literal

from msgspec import UNSET, Struct, UnsetType, field

CONTEXT = "https://schema.org"
"""The vocabulary, as the outermost value of a page names it."""

Text = str | UnsetType
"""Text, or nothing."""


class ListItem(Struct, frozen=True, kw_only=True):
    """One step of a way through the site."""

    type: Literal["ListItem"] = field(name="@type", default="ListItem")
    position: int
    """Its place on the way, from 1."""
    name: str
    item: str
    """The address of its page."""


class BreadcrumbList(Struct, frozen=True, kw_only=True, rename="camel"):
    """The way from the front page to a page."""

    context: str = field(name="@context", default=CONTEXT)
    type: Literal["BreadcrumbList"] = field(name="@type", default="BreadcrumbList")
    item_list_element: tuple[ListItem, ...]


class WebSite(Struct, frozen=True, kw_only=True):
    """The site as a whole."""

    context: str = field(name="@context", default=CONTEXT)
    type: Literal["WebSite"] = field(name="@type", default="WebSite")
    name: str
    url: str
    description: str


class Party(Struct, frozen=True, kw_only=True, rename="camel"):
    """A person or an organisation: groups of any sort are organisations."""

    context: Text = field(name="@context", default=UNSET)
    type: Literal["Person", "Organization"] = field(name="@type")
    name: str
    url: Text = UNSET
    description: Text = UNSET
    member_of: "tuple[Party, ...] | UnsetType" = UNSET


class BlogPosting(Struct, frozen=True, kw_only=True, rename="camel"):
    """A post."""

    context: str = field(name="@context", default=CONTEXT)
    type: Literal["BlogPosting"] = field(name="@type", default="BlogPosting")
    headline: str
    url: str
    main_entity_of_page: str
    """The address that counts: where the text first appeared, else its own."""
    date_published: str
    date_modified: Text = UNSET
    description: str
    in_language: str
    image: Text = UNSET
    author: tuple[Party, ...] | UnsetType = UNSET
    publisher: Party


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

    context: Text = field(name="@context", default=UNSET)
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
    is_accessible_for_free: Literal[True] | UnsetType = UNSET
    offers: Offer | UnsetType = UNSET
    event_schedule: EventSchedule | UnsetType = UNSET
    sub_event: "tuple[Event, ...] | UnsetType" = UNSET
    """Its dates to come, where there are several."""


def breadcrumb_list(steps: "list[tuple[str, str]]") -> BreadcrumbList:
    """Return the way that leads over these pages, each with its name and address."""
    items = (ListItem(position=at, name=name, item=address) for at, (name, address) in enumerate(steps, 1))
    return BreadcrumbList(item_list_element=tuple(items))
