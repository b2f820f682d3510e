"""The site of an import, read by the functions of a build. Only the command line knows both sides."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path

from msgspec import structs

from sitegen.bounds import bounds_of
from sitegen.catalogues import read_catalogues
from sitegen.disk import digest
from sitegen.engine.register import read_register
from sitegen.importers.existing import existing
from sitegen.importers.site_reader import SiteReader
from sitegen.kinds import KINDS
from sitegen.kinds.stakeholder import STAKEHOLDER
from sitegen.model.address_book import HOME, titles
from sitegen.model.config import Config
from sitegen.model.entry import Entry
from sitegen.model.meta import SYNONYMS, Meta
from sitegen.model.source import Source
from sitegen.outputs.ics.invitations import uid
from sitegen.register import first_address
from sitegen.stages import discover
from sitegen.stages.assemble.addresses import Addresses
from sitegen.stages.assemble.names import Names
from sitegen.stages.assemble.selection import select
from sitegen.stages.parse import ParseSettings, parse
from sitegen.urls import same_tag

_KINDS = {kind.name: kind for kind in KINDS}
_FOLDERS = {kind.folder: kind.name for kind in KINDS}
_BEFORE_ALL = dt.datetime.min.replace(tzinfo=dt.UTC)
"""A time at which nothing has expired yet."""


def site_reader(root: Path, config: Config) -> SiteReader:
    """Return the reader of the site at `root`."""
    layouts = root / "layouts"
    languages, _ = read_catalogues(layouts, bounds_of(root, config.links_may_lead_to))
    settings = ParseSettings.of(config, languages)
    register, _ = read_register(root)

    def read(key: str, data: bytes, *, head_only: bool = False) -> Entry[Meta]:
        source = Source(key=key, path=f"content/{key}", kind=kind_of(key), digest=digest(data))
        return parse(source, data, _KINDS[source.kind], settings, head_only=head_only)

    def address_of(entry: Entry[Meta]) -> str:
        addresses = Addresses(config, _KINDS, {})
        addresses.place([entry])
        return addresses.permalinks.get(entry.key, "")

    def uid_of(entry: Entry[Meta]) -> str:
        return uid(config, entry.meta.uid, first_address(entry.meta.old_addresses, address_of(entry), register))

    return SiteReader(
        root=root,
        bounds=bounds_of(root, config.links_may_lead_to),
        merged_tags=config.tags,
        kind_of=kind_of,
        parse=read,
        parse_head=partial(read, head_only=True),
        is_hidden=is_hidden,
        uid=uid_of,
        address=address_of,
        same_tag=same_tag,
    )


def kind_of(key: str) -> str:
    """Return the kind of a path below content/; "" for a file that is no source."""
    return discover.kind_of(key, _FOLDERS)


def lists() -> dict[str, str]:
    """Return the paths of the entries that head a list, by its address; "" for a page that no entry can head."""
    heads = {kind.directory: f"{kind.folder}/index.md" if kind.pages else "" for kind in KINDS if kind.directory}
    return {**dict.fromkeys(titles(_KINDS), ""), **heads, HOME: "index.md"}


def fields() -> dict[str, frozenset[str]]:
    """Return the names of the fields of each kind, other spellings of them included."""
    return {
        kind.name: frozenset(each.encode_name for each in structs.fields(kind.meta)) | SYNONYMS.keys()
        for kind in KINDS
    }


def is_hidden(entry: Entry[Meta]) -> bool:
    """Return whether builds leave an entry out; one that waits for its date, has expired or is gone is not hidden.

    The first is published later, the second may be in what others have kept, the third has a page of its own.
    """
    selection = select([entry], _KINDS, _BEFORE_ALL, drafts=False, future=True)
    return entry.key in selection.hidden and entry.key not in selection.gone


def stakeholders(site: SiteReader) -> Callable[[str], str]:
    """Return a function from a name to the text by which front matter names the stakeholder who is called so.

    The text is "" where no published stakeholder is called so, or more than one. The entries are read at the first
    call.
    """
    names: list[Names] = []

    def find(name: str) -> str:
        if not names:
            found = existing(site, STAKEHOLDER.folder, [STAKEHOLDER.name], bodies=True)
            entries = {each.entry.key: each.entry for each in found if not (each.hidden or each.entry.broken)}
            names.append(Names(entries, _KINDS))
        key = names[0].find(name, "").key
        if not key:
            return ""
        title = names[0].entries[key].meta.title
        return title if names[0].find(title, "").key == key else names[0].exact(key)

    return find
