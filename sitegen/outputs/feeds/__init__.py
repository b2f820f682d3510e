"""Feeds of the site, of each kind, tag, stakeholder and language, and of comments, in two formats."""

from collections.abc import Iterable

from sitegen.model import address_book
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.outputs.feeds import atom, json_feed, opml
from sitegen.outputs.feeds.answer import feed
from sitegen.outputs.feeds.comments import SCOPE as COMMENTS
from sitegen.outputs.feeds.comments import comment_feed, has_comments
from sitegen.outputs.feeds.listing import entry_feed, feeds, site_title
from sitegen.outputs.feeds.scopes import followed, languages, listed_kinds
from sitegen.questions.addresses import is_free
from sitegen.questions.contract import Output, Question, View
from sitegen.urls import output_path

JSON = "json"
"""The first item of the subject of a JSON Feed; that of an Atom feed is the scope."""
OPML = "opml"
"""The subject of the list of all feeds."""


def targets(site: Site) -> Iterable[Target]:
    """Name every feed; the site's own is there even when it is empty, because every page points to it."""
    yield from _both(site, address_book.HOME, "site", "")
    if is_free(site, address_book.OPML):
        yield _target(address_book.OPML, (OPML,))
    for name in listed_kinds(site):
        yield from _both(site, site.kinds[name].directory, "kind", name)
    for tag in languages(site):
        yield from _both(site, address_book.language_folder(tag), "language", tag)
    for key in followed(site):
        yield from _both(site, site.permalinks[key], "entry", key)
    for slug, term in (*site.terms.items(), *site.resting.items()):
        yield from _both(site, term.permalink, "tag", slug)
        for former in term.former:
            yield from _both(site, former, "tag", slug, former)
    if has_comments(site):
        yield from _both(site, address_book.COMMENTS, COMMENTS)


def render(target: Target, view: View) -> str:
    """Write one feed, or the list of all."""
    if target.subject[0] == OPML:
        return opml.written(view)
    if COMMENTS in target.subject:
        said = view.comment_feed()
        written = json_feed.written if target.subject[0] == JSON else atom.written
        return written(said.feed, view, said.written)
    if target.subject[0] == JSON:
        return json_feed.written(view.ask("feed", *target.subject[1:]), view)
    return atom.written(view.ask("feed", *target.subject), view)


def _both(site: Site, page: str, *subject: str) -> Iterable[Target]:
    """Name the two feeds of a page; what the site has of its own at the address of a JSON Feed stays there."""
    yield _target(address_book.feed_of(page), subject)
    address = address_book.json_feed_of(page)
    if is_free(site, address):
        yield _target(address, (JSON, *subject))


def _target(address: str, subject: tuple[str, ...]) -> Target:
    return Target(
        path=output_path(address), output="feeds", subject=subject, phase="index", lasting="tag" in subject[:2]
    )


FEEDS = Output(
    name="feeds",
    targets=targets,
    render=render,
    questions=(
        Question("feed", feed),
        Question("feeds", feeds),
        Question("entry_feed", entry_feed),
        Question("site_title", site_title),
        Question("comment_feed", comment_feed),
    ),
)
