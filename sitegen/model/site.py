"""The immutable index of everything: who is where, who links to whom, who is called what."""

import datetime as dt

from msgspec import Struct

from sitegen.facets.schedule import Occurrence
from sitegen.locales import Languages
from sitegen.model.asset import Asset
from sitegen.model.comment import Comment
from sitegen.model.config import Config
from sitegen.model.entry import Entry
from sitegen.model.gone import Gone
from sitegen.model.history import Former, Revision
from sitegen.model.kind import Kind
from sitegen.model.listing import Listing
from sitegen.model.meta import Meta
from sitegen.model.rendition import Made, Sizes
from sitegen.model.section import Folder, Position
from sitegen.model.source import File
from sitegen.model.table import Table
from sitegen.model.term import Term
from sitegen.model.theme import Theme
from sitegen.model.topics import Topic


class Resolved(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of one reference of a body; it fills the slot of the same number."""

    to: str = ""
    """A root-relative address with its anchor, percent-encoded; empty when the reference leads nowhere."""
    key: str = ""
    """The entry it leads to."""
    text: str = ""
    """Words for a wikilink."""
    state: str = ""
    """Empty when all is well; `redlink` for a name without a page, `missing` for anything else that is not there,
    `hidden` for what this build leaves out."""
    anchor: str = ""
    """For an embed: the section to show, empty for the whole body."""
    width: int = 0
    height: int = 0
    wording: str = ""
    """The words of the entry that are shown in place of its text."""
    listing: Listing | None = None
    """For an embed that is a list of entries: what it is to show."""


class Connection(Struct, frozen=True, kw_only=True):
    """A relation seen from the entry it names."""

    key: str
    """Who names it."""
    role: str
    field: str
    item: int = -1
    """Which action, where the field is `actions.who`."""


class Translation(Struct, frozen=True, kw_only=True):
    """One of the languages that a text can be read in."""

    language: str
    """The language tag."""
    key: str
    """The entry in that language."""


class SharedPart(Struct, frozen=True, kw_only=True):
    """A part of an entry that links ask for by a name that several entries have."""

    text: str
    """Its heading, or its id."""
    anchors: dict[str, str]
    """Key of each entry with that part -> the id that it has there."""


class SharedName(Struct, frozen=True, kw_only=True):
    """A name that may mean several entries, with a page that lists them."""

    name: str
    keys: tuple[str, ...]
    parts: dict[str, SharedPart] = {}
    """Id on that page -> a part that links ask for."""


class Site(Struct, frozen=True, kw_only=True):
    """Every question is answered from this and nothing else."""

    config: Config
    """The settings `without_look`."""
    theme: Theme = Theme()
    """Apart from the other settings, which nearly every answer depends on."""
    languages: Languages
    """What the site says in languages other than English, or otherwise than we do."""
    kinds: dict[str, Kind]
    entries: dict[str, Entry[Meta]]
    """Published entries by key, term descriptions and heads of lists included."""
    texts: dict[str, Entry[Meta]]
    """The same, for what an edit of the text alone decides: digest, number of words, the sentences of references.

    An answer that takes one of these from `entries` is not asked for again when only the text was edited.
    """
    collections: dict[str, tuple[str, ...]]
    """Kind -> keys of its entries with a page, in the kind's order."""
    heads: dict[str, str]
    """Address of a directory, or `/` -> key of the `index.md` that heads it."""
    resting_lists: dict[str, str] = {}
    """Kind -> the address of its list, for kinds that only have entries which have expired, wait or are gone."""
    permalinks: dict[str, str]
    """Key -> root-relative address."""
    first_addresses: dict[str, str]
    """Key -> the address by which feeds and calendars know an entry for ever, where it has another by now."""
    at: dict[str, str]
    """Address -> key: the permalinks the other way round, heads of lists included."""
    below: dict[str, tuple[str, ...]]
    """Address of an entry -> keys of the entries whose addresses lie directly below it."""
    neighbours: dict[str, tuple[str, str]]
    """Key -> the keys before and after it in its collection; "" at either end."""
    translations: dict[str, tuple[Translation, ...]]
    """Key -> the entry and its translations, itself among them, the original first; only where there are any."""
    folders: dict[str, Folder]
    """Path of a folder of a section, which ends in `/` -> the folder."""
    positions: dict[str, Position]
    """Key -> where the entry is in its section; only of those in a section."""
    links: dict[str, tuple[Resolved, ...]]
    """Key -> one resolved reference for each reference of its body."""
    backlinks: dict[str, tuple[tuple[str, int], ...]]
    """Key -> who links to it, with the number of the reference."""
    names: dict[str, dict[str, str]]
    """Key -> name as typed in its front matter -> key of the entry meant."""
    connections: dict[str, tuple[Connection, ...]]
    """Key -> who names it in front matter."""
    terms: dict[str, Term]
    """Slug -> tag, by slug."""
    resting: dict[str, Term] = {}
    """Slug -> registered tag that nothing has for now, in no list; its page and its feeds are there, and empty."""
    tagged: dict[str, tuple[str, ...]]
    """Slug of a tag -> keys of its entries, newest first."""
    tags: dict[str, tuple[str, ...]]
    """Key -> slugs of its tags."""
    files: dict[str, File]
    """Root-relative address -> the file published there."""
    sizes: dict[str, Sizes]
    """Root-relative address of a picture -> the sizes that pages show; only of those that have any."""
    made: dict[str, Made]
    """Root-relative address -> the rendition that is published there: a size, or a picture turned upright."""
    tables: dict[str, Table]
    """Root-relative address of a file -> the table in it; of those files that entries show as tables."""
    comments: dict[str, tuple[Comment, ...]] = {}
    """Key -> what readers said about the entry, the oldest first; only of entries with a comment to show."""
    topics: dict[str, tuple[Topic, ...]] = {}
    """Key -> the latest topics of the forum of the entry; only where there are any."""
    attached: dict[str, dict[str, str]]
    """Key -> file as named in its front matter or body -> the file's address."""
    folders_shown: dict[str, dict[str, tuple[str, ...]]]
    """Key -> folder of pictures as named in its front matter -> the addresses of these pictures."""
    assets: dict[str, Asset]
    """Name below layouts/assets/ -> where it is published."""
    occurrences: tuple[Occurrence, ...]
    """Of all events, in time order, up to the horizon; and the closing dates of consultations."""
    redirects: dict[str, str]
    """Old address -> key of the entry that has moved."""
    shared_names: dict[str, SharedName]
    """Address of a page that lists what a name may mean -> the name; only where links ask for it."""
    history: dict[str, tuple[Revision, ...]]
    """Key -> its committed changes, the last first; only of entries that have any."""
    former: dict[str, tuple[Former, ...]]
    """Key -> words that it once had for others to repeat, the last first; only of entries that have any."""
    contributors: dict[str, str]
    """Name of somebody who made such a change -> key of the stakeholder of that name, if there is one."""
    gone: dict[str, Gone]
    """Key -> what is left of an entry that is gone, which is in no other table."""
    now: dt.datetime
    """The build's clock."""
    until: dt.datetime | None
    """The next instant at which the set of published entries, or the horizon, changes."""
    until_why: tuple[str, ...] = ()
    """What happens then, in words that everybody may read."""
