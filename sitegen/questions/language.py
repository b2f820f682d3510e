"""The texts in which answers are given: those of the site's language."""

from sitegen.locales import Locale
from sitegen.model.site import Site


def spoken(site: Site, language: str = "") -> Locale:
    """Return the texts of a language; without one, of the site's."""
    return site.languages.locale(language or site.config.language)
