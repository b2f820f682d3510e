"""Which feeds there are, for pages that list them."""

from msgspec import Struct, structs

from sitegen.locales.locale import own_name
from sitegen.model import address_book
from sitegen.model.site import Site
from sitegen.outputs.feeds.comments import has_comments
from sitegen.outputs.feeds.scopes import FEED_SCOPES, about, languages, listed_kinds
from sitegen.questions.addresses import marked_address
from sitegen.questions.language import spoken
from sitegen.questions.once import once
from sitegen.urls import Marked


class FeedLink(Struct, frozen=True, kw_only=True):
    """One feed in its two forms."""

    title: str
    """What it is about; empty for everything."""
    page: Marked
    """The page whose news it brings."""
    atom: Marked
    json: Marked
    name: str
    """The kind, the language tag, or the slug of the tag."""


def site_title(site: Site) -> str:
    """Return the title of the site, for the list of all feeds."""
    return site.config.title


def feeds(site: Site, scope: str) -> tuple[FeedLink, ...]:
    """Return feeds: of the `site`, of each `kind`, `language` or `tag` (by label), or of `comments`.

    Raises LookupError for another scope.
    """
    if scope not in FEED_SCOPES:
        raise LookupError(f"there are no feeds of {scope!r}, but of {', '.join(FEED_SCOPES)}")
    if scope == "site":
        return (_link("", "", address_book.HOME),)
    if scope == "comments":
        return (_comments(site),) if has_comments(site) else ()
    if scope == "kind":
        kinds = (site.kinds[name] for name in listed_kinds(site))
        return tuple(_link(kind.name, spoken(site).text(kind.title), kind.directory) for kind in kinds)
    if scope == "language":
        return tuple(_link(tag, own_name(tag), address_book.language_folder(tag)) for tag in languages(site))
    terms = sorted(site.terms.values(), key=lambda term: (term.label.casefold(), term.slug))
    return tuple(_link(term.slug, term.label, term.permalink) for term in terms)


@once
def entry_feed(site: Site, key: str) -> FeedLink | None:
    """Return the feed of a stakeholder; None where there is nothing to follow, and for every other entry."""
    return _link("", site.entries[key].meta.title, site.permalinks[key]) if about(site, key) else None


def _comments(site: Site) -> FeedLink:
    """Return the feed of all comments, which has no page of its own."""
    address = address_book.COMMENTS
    found = _link("comments", spoken(site).text("Comments"), address)
    return structs.replace(found, page=marked_address(address_book.HOME))


def _link(name: str, title: str, page: str) -> FeedLink:
    return FeedLink(
        title=title,
        page=marked_address(page),
        atom=marked_address(address_book.feed_of(page)),
        json=marked_address(address_book.json_feed_of(page)),
        name=name,
    )
