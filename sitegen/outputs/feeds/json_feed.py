"""A feed as JSON Feed, version 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from collections.abc import Callable, Iterator

import msgspec
from msgspec import UNSET, Struct, UnsetType

from sitegen.outputs.feeds.answer import Feed, FeedItem
from sitegen.outputs.feeds.entry_texts import Writer, cleaned, entry_texts
from sitegen.questions.contract import View
from sitegen.urls import to_absolute

_encode = msgspec.json.Encoder().encode


class Author(Struct, frozen=True, kw_only=True):
    """Who wrote the feed or one of its items."""

    name: str
    url: str | UnsetType = UNSET


class Item(Struct, frozen=True, kw_only=True):
    """One entry."""

    id: str
    url: str
    title: str
    content_html: str
    summary: str | UnsetType = UNSET
    date_published: str | UnsetType = UNSET
    date_modified: str
    authors: tuple[Author, ...] | UnsetType = UNSET
    tags: tuple[str, ...] | UnsetType = UNSET
    language: str | UnsetType = UNSET


class Head(Struct, frozen=True, kw_only=True):
    """A feed without its items."""

    version: str = "https://jsonfeed.org/version/1.1"
    title: str
    home_page_url: str
    feed_url: str
    description: str | UnsetType = UNSET
    authors: tuple[Author, ...]
    language: str


def written(found: Feed, view: View, texts: Callable[[Writer, str], Iterator[str]] | None = None) -> str:
    """Return the text of a feed, an item a line, with the texts of its entries or those that are given."""
    base: str = view.base()
    head = Head(
        title=cleaned(found.title),
        home_page_url=to_absolute(found.page, base),
        feed_url=to_absolute(found.json_address, base),
        description=cleaned(found.subtitle) or UNSET,
        authors=(Author(name=cleaned(found.author)),),
        language=found.language,
    )
    items = ",\n".join(texts(_item, base) if texts else entry_texts(found.items, view, base, _item))
    return f'{_encode(head).decode().removesuffix("}")},"items":[\n{items}\n]}}\n'


def _item(item: FeedItem, page: str, html: str, base: str) -> str:
    """Write one item; its id is that of the entry in Atom."""
    authors = (
        Author(name=cleaned(author.text), url=to_absolute(author.to, base) if author.to else UNSET)
        for author in item.authors
    )
    found = Item(
        id=item.id,
        url=page,
        title=cleaned(item.title),
        content_html=html,
        summary=cleaned(item.summary) or UNSET,
        date_published=item.published or UNSET,
        date_modified=item.updated,
        authors=tuple(authors) or UNSET,
        tags=tuple(map(cleaned, item.categories)) or UNSET,
        language=item.language or UNSET,
    )
    return _encode(found).decode()
