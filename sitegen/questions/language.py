"""The languages that answers are given in, and that texts can be read in."""

from sitegen.locales import Locale
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.model.site import Site


def spoken(site: Site, language: str = "") -> Locale:
    """Return the texts of a language; without one, of the site's."""
    return site.languages.locale(language or site.config.language)


def page_language(site: Site, found: Entry[Meta]) -> str:
    """Return the language that the page of an entry is in as a whole: "" for the site's.

    It is another one for a translation into a language that there is a catalogue of. Other entries in another
    language are marked as such on a page in the site's.
    """
    tag = found.meta.lang
    return tag if found.meta.translation_of and site.languages.speaks(tag) else ""


def original(site: Site, key: str) -> str:
    """Return the key of the entry that another is a translation of; its own for every other entry."""
    group = site.translations.get(key)
    return group[0].key if group else key
