"""The feed of all comments: Atom, and JSON Feed beside it, of the comments that readers said last."""

from collections.abc import Iterator

from msgspec import Struct

from sitegen.model import address_book
from sitegen.model.comment import Comment
from sitegen.model.site import Site
from sitegen.outputs.feeds.answer import LENGTH, Feed, FeedItem, instant
from sitegen.outputs.feeds.entry_texts import Writer
from sitegen.questions.addresses import entry_address, marked_address
from sitegen.questions.answers import Link
from sitegen.questions.identity import lasting_address, lasting_id
from sitegen.questions.language import spoken
from sitegen.urls import External, to_absolute

SCOPE = "comments"
"""The subject of the feed."""


class CommentFeed(Struct, frozen=True, kw_only=True):
    """The feed, and the text of each of its items."""

    feed: Feed
    texts: tuple[str, ...]

    def written(self, writer: Writer, base: str) -> Iterator[str]:
        """Yield the items in the format of a writer."""
        for item, html in zip(self.feed.items, self.texts, strict=True):
            yield writer(item, to_absolute(item.permalink, base), html, base)


def has_comments(site: Site) -> bool:
    """Return whether readers see any comment."""
    return any(not comment.held for found in site.comments.values() for comment in found)


def comment_feed(site: Site) -> CommentFeed:
    """Return the last comments on all entries, the newest first."""
    config, locale = site.config, spoken(site)
    said = [(key, comment) for key, found in site.comments.items() for comment in found if not comment.held]
    said.sort(key=lambda each: (-each[1].date.aware().timestamp(), each[1].anchor))
    newest = said[:LENGTH]
    address = address_book.feed_of(address_book.COMMENTS)
    feed = Feed(
        id=lasting_address(site, address),
        title=f"{locale.text('Comments')} - {config.title}",
        subtitle="",
        author=config.title,
        language=config.language,
        address=marked_address(address),
        json_address=marked_address(address_book.json_feed_of(address_book.COMMENTS)),
        page=marked_address(address_book.HOME),
        items=tuple(_item(site, key, comment) for key, comment in newest),
    )
    return CommentFeed(feed=feed, texts=tuple(comment.html for _, comment in newest))


def _item(site: Site, key: str, comment: Comment) -> FeedItem:
    locale = spoken(site)
    name = comment.name if not comment.withheld else ""
    name = name or locale.text("Name withheld")
    author = Link(text=name, to=External(comment.url)) if comment.url and not comment.withheld else Link(text=name)
    said = instant(comment.date.aware())
    return FeedItem(
        id=f"{lasting_id(site, key)}#{comment.anchor}",
        key=key,
        title=locale.text("{name} on “{title}”", name=name, title=site.entries[key].meta.title),
        permalink=entry_address(site, key, f"#{comment.anchor}"),
        authors=(author,),
        categories=(),
        summary="",
        published=said,
        updated=said,
        when="",
    )
