"""The site as a whole, and who publishes it, in the vocabulary of schema.org."""

from msgspec import UNSET

from sitegen.model import address_book
from sitegen.model.schema_org import EntryPoint, Party, SearchAction, WebSite
from sitegen.model.site import Site
from sitegen.questions.addresses import marked_address
from sitegen.questions.icons import SIDES, icon
from sitegen.urls import to_absolute


def whole_site(site: Site) -> WebSite:
    """Return the site with what it is for, who publishes it and how it is searched."""
    config = site.config
    search = EntryPoint(
        url_template=f"{to_absolute(marked_address(address_book.SEARCH), config.base)}?q={{words}}"
    )
    return WebSite(
        name=config.title,
        url=config.base,
        description=config.description or UNSET,
        in_language=config.language,
        publisher=publisher(site),
        potential_action=SearchAction(target=search) if config.search else UNSET,
    )


def named_site(site: Site) -> WebSite:
    """Return the site as what is a part of it names it."""
    return WebSite(name=site.config.title, url=site.config.base)


def publisher(site: Site) -> Party:
    """Return who publishes the site, which is known by the name of the site alone."""
    config = site.config
    logo = icon(site, SIDES[-1])
    return Party(
        type="Organization",
        name=config.title,
        url=config.base,
        logo=to_absolute(logo, config.base) if logo else UNSET,
    )
