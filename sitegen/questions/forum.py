"""Questions about forums: where a page is discussed, and what is talked about on that of a community."""

from urllib.parse import quote, urlencode, urlsplit

from msgspec import Struct

from sitegen.model.site import Site
from sitegen.model.topics import Topic
from sitegen.questions.addresses import entry_address
from sitegen.urls import External, to_absolute

GISCUS = "https://giscus.app"


class ForumFrame(Struct, frozen=True, kw_only=True):
    """The discussion of one page."""

    origin: str
    """The only place that its frame is loaded from."""
    host: str
    frame: External
    """The address of the frame."""
    to: External
    """The forum itself, for readers without a script."""


def forum(site: Site, key: str) -> ForumFrame | None:
    """Return where an entry is discussed.

    None where it does not ask for comments or is a draft, and in builds that are not what readers see at the
    public address.
    """
    meta = site.entries[key].meta
    if not meta.comments or meta.is_draft:
        return None
    config = site.config
    if config.forum is None or config.internal or config.portable:
        return None
    page = to_absolute(entry_address(site, key), config.base)
    if config.forum.giscus is None:
        home = config.forum.discourse.rstrip("/")
        parts = urlsplit(home)
        return ForumFrame(
            origin=f"{parts.scheme}://{parts.netloc}",
            host=parts.hostname or "",
            frame=External(f"{home}/embed/comments?embed_url={quote(page, safe='')}"),
            to=External(f"{home}/"),
        )
    known = config.forum.giscus
    asked = {
        "origin": page,
        "theme": "preferred_color_scheme",
        "reactionsEnabled": "1",
        "emitMetadata": "0",
        "inputPosition": "bottom",
        "repo": known.repository,
        "repoId": known.repository_id,
        "category": known.category,
        "categoryId": known.category_id,
        "strict": "1",
        "description": "",
        "backLink": page,
        "term": urlsplit(page).path,
    }
    return ForumFrame(
        origin=GISCUS,
        host="giscus.app",
        frame=External(f"{GISCUS}/widget?{urlencode(asked)}"),
        to=External(f"https://github.com/{known.repository}/discussions"),
    )


def topics(site: Site, key: str) -> tuple[Topic, ...]:
    """Return the latest topics of the forum of an entry, as far as the site keeps a copy of its feed."""
    return site.topics.get(key, ())
