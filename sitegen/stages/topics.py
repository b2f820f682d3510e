"""Topics: the bytes of one feed become the latest topics of a forum, or a diagnostic that says why not.

A feed is what strangers wrote. Nothing is fetched, no entity of XML is resolved, and only titles, addresses on the
web and dates are taken.
"""

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any
from xml.parsers import expat

from sitegen.diagnostics import Span, diagnose
from sitegen.disk import digest
from sitegen.facets.schedule import Moment
from sitegen.model.topics import Topic, Topics
from sitegen.patterns import late

MOST_BYTES = 1_000_000
MOST_ITEMS = 500
"""The most items of a feed that are looked at."""
MOST_TOPICS = 5
LONGEST = 120
"""The most characters of a title."""
LONGEST_TEXT = 2_000
"""The most characters of an element that are kept."""

_TAG = late(r"<[^>]*>")
_WEB = late(r"https?://[^\s<>\"]{1,500}")
_ITEMS = ("entry", "item")
_DATES = ("updated", "published", "pubdate", "date")

_Item = dict[str, str]


class _Refused(Exception):
    """A feed declares entities."""


def read_topics(data: bytes, path: str, zone: str) -> Topics:
    """Return the topics of a feed whose path is below the site; `zone` is the site's."""
    found = digest(data)
    if len(data) > MOST_BYTES:
        size = f"{len(data) / 1_000_000:,.1f} MB"
        return _unread(found, path, (1, 1), f"this feed has {size}", "keep a copy of its last topics alone")
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _of_json(data, path, zone, found)
    reader = _Reader()
    try:
        reader.read(data)
    except expat.ExpatError as error:
        words = f"this is no XML: {expat.ErrorString(error.code)}"
        return _unread(found, path, (error.lineno, error.offset + 1), words, "fetch the feed again")
    except _Refused:
        return _unread(found, path, (reader.line, 1), "this feed declares entities", "take the declaration out")
    if not reader.feed:
        fix = "keep a copy of the feed that the forum offers, and not of its page"
        return _unread(found, path, (1, 1), "this is neither Atom nor RSS", fix)
    return Topics(digest=found, topics=_topics(reader.items, zone))


def _of_json(data: bytes, path: str, zone: str, found: str) -> Topics:
    try:
        feed = json.loads(data)
    except json.JSONDecodeError as error:
        return _unread(found, path, (error.lineno, error.colno), f"this is no JSON: {error.msg}", "fetch it again")
    except (ValueError, RecursionError):
        return _unread(found, path, (1, 1), "this is no JSON that can be read", "fetch it again")
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        fix = "keep a copy of the JSON Feed, Atom or RSS that the forum offers"
        return _unread(found, path, (1, 1), "this is no JSON Feed: it has no `items`", fix)
    return Topics(digest=found, topics=_topics(map(_from_json, items[:MOST_ITEMS]), zone))


def _from_json(item: Any) -> _Item:
    if not isinstance(item, dict):
        return {}
    keys = {"title": "title", "url": "link", "date_modified": "updated", "date_published": "published"}
    return {name: item[key][:LONGEST_TEXT] for key, name in keys.items() if isinstance(item.get(key), str)}


class _Reader:
    """Reads titles, addresses and dates of the items of a feed in XML."""

    def __init__(self) -> None:
        self.items: list[_Item] = []
        self.feed = False
        """Whether it is one at all."""
        self._item: _Item | None = None
        self._depth = 0
        self._item_depth = 0
        self._text: list[str] = []
        self._size = 0
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parser.EntityDeclHandler = self._entity

    @property
    def line(self) -> int:
        """The line that was read last."""
        return self._parser.CurrentLineNumber

    def read(self, data: bytes) -> None:
        """Read all of it. Raises ExpatError for what is no XML, and _Refused."""
        self._parser.Parse(data, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2].lower()
        if self._depth == 0:
            self.feed = local in ("feed", "rss", "rdf")
        self._depth += 1
        if local in _ITEMS and self._item is None and len(self.items) < MOST_ITEMS:
            self._item, self._item_depth = {}, self._depth
        elif self._item is not None and self._depth == self._item_depth + 1:
            self._text, self._size = [], 0
            if local == "link" and attributes.get("rel", "alternate") == "alternate" and attributes.get("href"):
                self._item.setdefault("link", attributes["href"])

    def _end(self, name: str) -> None:
        local = name.rpartition(" ")[2].lower()
        if self._item is not None:
            if self._depth == self._item_depth:
                self.items.append(self._item)
                self._item = None
            elif self._depth == self._item_depth + 1 and (text := "".join(self._text).strip()):
                self._item.setdefault(local, text)
        self._depth -= 1

    def _words(self, words: str) -> None:
        if self._item is not None and self._size < LONGEST_TEXT:
            self._text.append(words[: LONGEST_TEXT - self._size])
            self._size += len(words)

    def _entity(self, *_: object) -> None:
        raise _Refused


def _topics(items: Iterable[_Item], zone: str) -> tuple[Topic, ...]:
    """Return the topics of items that have a title and an address on the web, the newest first."""
    found = list(_each(items, zone))
    found.sort(key=lambda topic: -topic.date.aware().timestamp() if topic.date else float("inf"))
    return tuple(found[:MOST_TOPICS])


def _each(items: Iterable[_Item], zone: str) -> Iterator[Topic]:
    for item in items:
        title = " ".join(unescape(_TAG.sub("", unescape(item.get("title", "")))).split())
        link = item.get("link", "").strip()
        if title and _WEB.fullmatch(link):
            title = title if len(title) <= LONGEST else f"{title[: LONGEST - 1].rstrip()}…"
            date = next((each for name in _DATES if (each := _date(item.get(name, "")))), None)
            yield Topic(title=title, to=link, date=date.within(zone) if date else None)


def _date(text: str) -> Moment | None:
    """Return an instant as Atom and JSON Feed (RFC 3339) or RSS (RFC 822) write it; None for anything else."""
    try:
        iso = re.match(r"\d{4}-", text)
        instant = dt.datetime.fromisoformat(text.strip()) if iso else parsedate_to_datetime(text)
        instant = instant if instant.tzinfo else instant.replace(tzinfo=dt.UTC)
        return Moment(local=instant.astimezone(dt.UTC).replace(tzinfo=None), zone="UTC")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _unread(found: str, path: str, place: tuple[int, int], message: str, fix: str) -> Topics:
    span = Span(path=path, line=place[0], column=place[1])
    message = f"{message}, so its topics are not shown"
    return Topics(digest=found, diagnostics=(diagnose("forum-feed", span, message, fix=fix),))
