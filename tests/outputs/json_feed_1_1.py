"""A strict reader of JSON Feed, version 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import datetime as dt
import json
import re
from typing import Any
from urllib.parse import urlsplit

FEED = {
    *(
        "version",
        "title",
        "home_page_url",
        "feed_url",
        "description",
        "user_comment",
        "next_url",
        "icon",
        "favicon",
    ),
    *("authors", "author", "language", "expired", "hubs", "items"),
}
ITEM = {
    *("id", "url", "external_url", "title", "content_html", "content_text", "summary", "image", "banner_image"),
    *("date_published", "date_modified", "authors", "author", "tags", "language", "attachments"),
}
AUTHOR = {"name", "url", "avatar"}
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
RFC_5646 = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def read(data: bytes) -> dict[str, Any]:
    """Return a feed; what the format does not allow fails."""
    assert not data.startswith(b"\xef\xbb\xbf")
    feed = json.loads(data.decode(), parse_constant=_no_number, object_pairs_hook=_once_each)
    assert isinstance(feed, dict)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    _known(feed, FEED)
    _text(feed["title"])
    for name in ("home_page_url", "feed_url", "icon", "favicon", "next_url"):
        _address(feed.get(name, "https://none.example/"))
    _text(feed.get("description", "none"))
    _authors(feed)
    _language(feed)
    assert isinstance(feed["items"], list)
    for item in feed["items"]:
        _item(item)
    ids = [item["id"] for item in feed["items"]]
    assert len(ids) == len(set(ids))
    return feed


def _item(item: dict[str, Any]) -> None:
    _known(item, ITEM)
    _text(item["id"])
    assert "content_html" in item or "content_text" in item
    assert isinstance(item.get("content_html", ""), str)
    for name in ("url", "external_url", "image", "banner_image"):
        _address(item.get(name, "https://none.example/"))
    for name in ("title", "summary"):
        _text(item.get(name, "none"))
    for name in ("date_published", "date_modified"):
        if name in item:
            assert RFC_3339.fullmatch(item[name])
            dt.datetime.fromisoformat(item[name])
    _authors(item)
    _language(item)
    for tag in item.get("tags", ["none"]):
        _text(tag)
    assert item.get("tags") != []


def _authors(part: dict[str, Any]) -> None:
    assert "author" not in part, "deprecated in 1.1"
    assert part.get("authors") != []
    for author in part.get("authors", []):
        _known(author, AUTHOR)
        assert author, "at least one of name, url and avatar"
        _text(author.get("name", "none"))
        _address(author.get("url", "https://none.example/"))


def _known(part: dict[str, Any], names: set[str]) -> None:
    assert {name for name in part if not name.startswith("_")} <= names


def _text(value: Any) -> None:
    assert isinstance(value, str)
    assert value.strip()


def _language(part: dict[str, Any]) -> None:
    assert RFC_5646.fullmatch(part.get("language", "en"))


def _address(value: Any) -> None:
    parts = urlsplit(value)
    assert parts.scheme in ("http", "https", "mailto")
    assert parts.netloc or parts.scheme == "mailto"
    assert value.isascii()
    assert not re.search(r"[\s<>\"]", value)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    assert len(pairs) == len(dict(pairs))
    return dict(pairs)


def _no_number(name: str) -> float:
    raise AssertionError(name)
