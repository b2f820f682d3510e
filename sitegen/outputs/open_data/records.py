"""Everything that is published of an entry, as values that any program can read."""

import datetime as dt
from typing import Any

import msgspec
from msgspec import UNSET, Struct

from sitegen.dates import iso
from sitegen.facets.schedule import Moment, Schedule
from sitegen.model.meta import Meta
from sitegen.model.site import Site
from sitegen.outputs.open_data.schema import CommentRecord, DateRecord, FileRecord, Named, Record, Tie
from sitegen.questions.addresses import entry_address, written_address
from sitegen.questions.answers import Link
from sitegen.questions.changes import revised
from sitegen.questions.entries import image, label, name_links, published_file, tag_links
from sitegen.questions.entry_view import with_links
from sitegen.questions.events import happenings
from sitegen.questions.identity import lasting_id
from sitegen.questions.language import page_language
from sitegen.questions.once import once

_NAMED = frozenset({"title", "date", "updated", "authors", "excerpt", "tags", "image", "imagealt", "aliases"})
"""Fields of front matter that a record has under a name of its own."""
_BUILDING = frozenset(
    {
        *("imgdir", "slug", "permalink", "uid", "layout", "comments", "draft", "published", "publish_date"),
        *(
            "forum_feed",
            "expiry_date",
            "gone",
            "visibility",
            "order",
            "lang",
            "toc",
            "numbered",
            "extra",
            "images",
        ),
    }
)
"""Fields that say how the page is made; readers of data have no use for them."""


def records(site: Site, kind: str) -> dict[str, Record]:
    """Return all entries of a kind by key, without their texts, in the order of its list."""
    return {key: _record(site, key) for key in site.collections.get(kind, ())}


@once
def _record(site: Site, key: str) -> Record:
    """Return what is published of one entry, without its text."""
    found = site.entries[key]
    meta, names = found.meta, name_links(site, key)
    changed, pictured = revised(site, key), image(site, found)
    own = {name: plain(with_links(getattr(meta, name), names)) for name in _told(type(meta))}
    others = tuple(
        Tie(role=tie.role, name=site.entries[tie.key].meta.title, url=entry_address(site, tie.key))
        for tie in site.connections.get(key, ())
    )
    linked = dict.fromkeys(link.key for link in site.links.get(key, ()) if link.key and not link.state)
    files = (published_file(site, to) for to in site.attached.get(key, {}).values())
    return Record(
        id=lasting_id(site, key),
        url=entry_address(site, key),
        kind=found.kind,
        label=label(site, found),
        title=meta.title,
        language=page_language(site, found) or site.config.language,
        published=iso(meta.date) if meta.date else UNSET,
        updated=iso(changed) if changed else UNSET,
        excerpt=meta.excerpt or found.body.excerpt or UNSET,
        authors=plain(with_links(meta.authors, names)) or UNSET,
        tags=tuple(tag.text for tag in tag_links(site, key)) or UNSET,
        names=meta.names or UNSET,
        image=pictured.to if pictured else UNSET,
        fields={name: value for name, value in own.items() if value not in (None, "", (), {}, False)} or UNSET,
        dates=tuple(_date(each.schedule, each.status) for each in happenings(site, key)) or UNSET,
        files=tuple(FileRecord(name=file.name, url=file.to, bytes=file.size or UNSET) for file in files) or UNSET,
        ties=tuple(dict.fromkeys(others)) or UNSET,
        links=tuple(entry_address(site, to) for to in linked if to in site.permalinks) or UNSET,
        comments=_comments(site, key) or UNSET,
    )


def _comments(site: Site, key: str) -> tuple[CommentRecord, ...]:
    """Return the comments on an entry that readers see."""
    return tuple(
        CommentRecord(
            url=entry_address(site, key, f"#{each.anchor}"),
            date=iso(each.date),
            name="" if each.withheld else each.name,
            reply_to=entry_address(site, key, f"#{each.reply_to}") if each.reply_to else "",
            question=each.question,
            html=each.html,
        )
        for each in site.comments.get(key, ())
        if not each.held
    )


def _told(meta: type[Meta]) -> tuple[str, ...]:
    return tuple(name for name in meta.__struct_fields__ if name not in _NAMED and name not in _BUILDING)


def _date(schedule: Schedule, status: str) -> DateRecord:
    return DateRecord(
        start=iso(schedule.start), end=iso(schedule.end) if schedule.end else "", status=status or ""
    )


def plain(value: Any) -> Any:
    """Return the value of a field as JSON has it: links as `Named`, times as text, without what is empty."""
    if isinstance(value, Link):
        return Named(name=value.text, url=value.to or UNSET)
    if isinstance(value, Moment):
        return iso(value)
    if isinstance(value, dt.date | dt.timedelta):
        return value.isoformat() if isinstance(value, dt.date) else msgspec.to_builtins(value)
    if isinstance(value, tuple | list):
        return tuple(plain(each) for each in value)
    if isinstance(value, Struct) and not isinstance(value, Named):
        value = {name: getattr(value, name) for name in value.__struct_fields__}
    if isinstance(value, dict):
        told = {
            _key(name): written_address(each) if name == "link" else plain(each) for name, each in value.items()
        }
        return {name: each for name, each in told.items() if each not in (None, "", (), {})}
    return value


def _key(name: Any) -> str:
    return iso(name) if isinstance(name, Moment) else str(name)
