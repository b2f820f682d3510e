"""The list of all feeds as OPML 2.0 (http://opml.org/spec2.opml), which feed readers import at once."""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from sitegen.outputs.feeds.listing import FeedLink
from sitegen.questions.contract import View


def written(view: View) -> str:
    """Return the list as text: the feeds of the site and comments, then of kinds, languages and tags."""
    title = view.site_title()
    text = view.locale().text
    groups = (
        (text("Feeds by kind and language"), (*view.feeds("kind"), *view.feeds("language"))),
        (text("By tag"), view.feeds("tag")),
    )
    outlines = [_outline(feed, f"{feed.title or title}", "    ") for feed in view.feeds("site")]
    outlines += [_outline(feed, f"{title}: {feed.title}", "    ") for feed in view.feeds("comments")]
    for name, feeds in groups:
        outlines += _group(name, feeds, title)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0">\n'
        f"  <head>\n    <title>{escape(title)}</title>\n  </head>\n"
        f"  <body>\n{''.join(outlines)}  </body>\n</opml>\n"
    )


def _group(name: str, feeds: Iterable[FeedLink], title: str) -> list[str]:
    lines = [_outline(feed, f"{title}: {feed.title}", "      ") for feed in feeds]
    return [f"    <outline text={quoteattr(name)}>\n", *lines, "    </outline>\n"] if lines else []


def _outline(feed: FeedLink, title: str, indent: str) -> str:
    """Return one feed; the type is `rss` for Atom, too (OPML 2.0, "Subscription lists")."""
    named = quoteattr(title)
    return f'{indent}<outline type="rss" text={named} title={named} xmlUrl="{feed.atom}" htmlUrl="{feed.page}"/>\n'
