"""What makes an importer: its command, what it reads, and the function that makes drafts of it."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from sitegen.importers.draft import Extract


class Context(Struct, frozen=True, kw_only=True):
    """What an importer may know of the site and of the command."""

    zone: str
    """The site's time zone."""
    stakeholder: Callable[[str], str]
    """Return the text by which front matter names the stakeholder of a name; "" for none, or for several."""
    private: bool = False
    """Whether `--private` was given: items that are private in their source become drafts too."""
    today: str = ""
    """The day of the command, such as `2026-12-05`."""
    lists: Mapping[str, str] = {}
    """Addresses of pages that every site has, such as `/blog/` -> path below content/ of the entry that heads it.

    The path is "" for a page that no entry can head, such as `/tags/`.
    """
    per_page: int = 20
    """How many entries a page of a list has."""
    fields: Mapping[str, frozenset[str]] = {}
    """The names of the fields of each kind."""
    maths: bool = False
    """Whether the site makes formulas of what is between dollars."""
    chosen: Mapping[str, str] = {}
    """The value of each choice of the importer, by its name."""


class Choice(Struct, frozen=True, kw_only=True):
    """A decision that an importer leaves to a person: an option of its command."""

    name: str
    """The option without its hyphens: `daily-notes`."""
    values: tuple[str, ...]
    """What may be chosen; the first is taken where nothing is."""
    help: str


class Importer(Struct, frozen=True, kw_only=True):
    """One sort of source. A new importer is one folder that makes one of these, and a name in `IMPORTERS`."""

    name: str
    """The name of its command: `sitegen import NAME`."""
    summary: str
    """The first sentence of the command's help."""
    source: str
    """What the items come from, in messages: `calendar`, `old site`."""
    item: str
    """What an entry is made of, with its article: `an event`."""
    extract: Callable[[Mapping[str, bytes], Context], Extract]
    """Return the drafts of files, which are given as bytes by path.

    A file that cannot be read is a diagnostic and leaves the others to be read.
    """
    suffixes: tuple[str, ...] = ()
    """The endings of the files that are read below a folder, in small letters: `.ics`.

    Empty: its command takes one folder and reads it whole. Paths then count from that folder, also in diagnostics.
    """
    folder: str = ""
    """What its folder is, with an article, in messages: `a Jekyll site`. Empty with `suffixes`."""
    known_by: tuple[str, ...] = ()
    """What its folder is known by: one of these is in it, or the folder is refused. Empty: any folder is taken.

    A name is that of a file at its top, with a slash at its end that of a folder there; one with a star is a
    pattern of paths in small letters.
    """
    missing: str = ""
    """What a folder lacks that has none of these, in messages: `no _config.yml and no folder _posts`."""
    kind: str = ""
    """The name of the kind of its entries; empty: each draft names its own, and has a `key`."""
    settings: Callable[[Mapping[str, bytes]], str] | None = None
    """Return the text of a site.yaml for what a folder holds, which is written where the site has none."""
    private: str = ""
    """The help of `--private`; empty for a source in which nothing is marked as private."""
    choices: tuple[Choice, ...] = ()
    """What a person may decide, each with an option of the command."""
    reserved: tuple[str, ...] = ()
    """File names, without extension, whose addresses other pages of the site have."""
