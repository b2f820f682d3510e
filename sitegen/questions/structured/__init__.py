"""The question what a page is about, for search engines: the answer is a value of schema.org's vocabulary."""

from collections.abc import Callable

from sitegen.model.schema_org import Event, Party, WebSite, Work
from sitegen.model.site import Site
from sitegen.questions.structured.events import event
from sitegen.questions.structured.parties import party
from sitegen.questions.structured.whole import whole_site
from sitegen.questions.structured.works import article, document, message, page, posting

_WRITTEN: dict[str, Callable[[Site, str], Work]] = {
    "Article": article,
    "BlogPosting": posting,
    "CreativeWork": message,
    "DigitalDocument": document,
    "WebPage": page,
}
"""What makes the value of a written thing, by what its kind is to search engines."""


def structured_data(site: Site, key: str, over: int = 0) -> WebSite | Party | Work | Event | None:
    """Return what an entry is, or the site where the key is empty; None for an event without a date.

    `over` is how many of the first dates of an event are left out, because they are over.
    """
    if not key:
        return whole_site(site)
    schema = site.kinds[site.entries[key].kind].schema
    if schema == "Event":
        return event(site, key, over)
    return party(site, key) if schema == "Organization" else _WRITTEN[schema](site, key)
