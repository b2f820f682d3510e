"""The configuration of a Hugo site (https://gohugo.io/configuration/), whose names have no capitals here."""

import posixpath
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from sitegen.importers.report import Report
from sitegen.importers.websites.front_matter import data_value
from sitegen.importers.websites.values import is_yes, text, texts

NAMES = ("hugo", "config")
SUFFIXES = (".toml", ".yaml", ".yml", ".json")
PARTS = "config/_default/"
"""The folder of a configuration in several files."""


class Language(Struct, frozen=True, kw_only=True):
    """One language of a site."""

    name: str
    folder: str
    """Where its texts are."""
    prefix: str
    """What its addresses begin with, such as `/en`; "" for the language at the top."""


class HugoConfig(Struct, frozen=True, kw_only=True):
    """What the importer needs of the configuration."""

    path: str
    """The file that reports name for it."""
    values: dict[str, Any]
    languages: tuple[Language, ...]
    """The one at the top first."""
    taxonomies: tuple[str, ...]
    """The plural names of what terms are given in: `tags`."""

    @property
    def url(self) -> str:
        """The address of the site without a slash at its end, "" where it is not said."""
        url = text(self.values.get("baseurl")).rstrip("/")
        return url if "://" in url else ""

    @property
    def base(self) -> str:
        """The path of the site at its host, without a slash at its end."""
        return urlsplit(self.url).path.rstrip("/")

    @property
    def lowers(self) -> bool:
        """Whether addresses are in small letters."""
        return not is_yes(self.values.get("disablepathtolower"))

    @property
    def params(self) -> Mapping[str, Any]:
        """What the site has under `params`."""
        found = self.values.get("params")
        return found if isinstance(found, Mapping) else {}

    @property
    def page_size(self) -> str:
        """How many texts a page of a list has."""
        pagination = self.values.get("pagination")
        own = text(pagination.get("pagersize")) if isinstance(pagination, Mapping) else ""
        return own or text(self.values.get("paginate")) or "10"

    @property
    def page_path(self) -> str:
        """What the addresses of further pages of a list have before the number."""
        pagination = self.values.get("pagination")
        own = text(pagination.get("path")) if isinstance(pagination, Mapping) else ""
        return own or text(self.values.get("paginatepath")) or "page"

    @property
    def dates_in_names(self) -> bool:
        """Whether the day at the beginning of a file's name counts."""
        found = self.values.get("frontmatter")
        return isinstance(found, Mapping) and ":filename" in texts(found.get("date"))

    def is_disabled(self, *kinds: str) -> bool:
        """Return whether pages of one of these kinds are not made."""
        return bool({each.lower() for each in texts(self.values.get("disablekinds"))} & set(kinds))

    def is_ugly(self, section: str) -> bool:
        """Return whether addresses of a section are files, such as `/posts/a.html`."""
        found = self.values.get("uglyurls")
        return is_yes(found.get(section)) if isinstance(found, Mapping) else is_yes(found)

    def permalink(self, section: str, kind: str = "page") -> str:
        """Return the pattern of addresses in a section, or of the terms of a taxonomy; "" for the usual one."""
        found = self.values.get("permalinks")
        if not isinstance(found, Mapping):
            return ""
        own = found.get(kind)
        if isinstance(own, Mapping) and text(own.get(section)):
            return text(own[section])
        return text(found.get(section)) if kind in ("page", "term") else ""

    @property
    def static(self) -> tuple[str, ...]:
        """The folders of files that are published as they are."""
        given = [self.values.get("staticdir"), *(self.values.get(f"staticdir{n}") for n in range(1, 6))]
        return tuple(each.strip("/") for value in given for each in texts(value)) or ("static",)


def read_config(files: Mapping[str, bytes], report: Report) -> HugoConfig:
    """Return the configuration of a folder; that of a site without any, which is one as well."""
    found = [f"{name}{suffix}" for name in NAMES for suffix in SUFFIXES if f"{name}{suffix}" in files][:1]
    parts = [path for path in files if path.startswith(PARTS) and path.endswith(SUFFIXES)]
    values: dict[str, Any] = {}
    for path in (*found, *parts):
        value = data_value(path, files[path], report if path in found else Report(path))
        value = lowered(value) if isinstance(value, Mapping) else {}
        name = posixpath.splitext(path.removeprefix(PARTS))[0].lower()
        if path in found or name in NAMES:
            values = {**values, **value}
        elif "/" not in name:
            values[name.partition(".")[0].replace("menu", "menus") if name == "menu" else name] = value
    return HugoConfig(
        path=(*found, *parts, "hugo.toml")[0],
        values=values,
        languages=_languages(values),
        taxonomies=_taxonomies(values),
    )


def lowered(value: Any) -> Any:
    """Return a value whose mappings have names in small letters."""
    if isinstance(value, Mapping):
        return {str(name).lower(): lowered(inner) for name, inner in value.items()}
    return [lowered(inner) for inner in value] if isinstance(value, list) else value


def _languages(values: Mapping[str, Any]) -> tuple[Language, ...]:
    folder = text(values.get("contentdir")).strip("/") or "content"
    first = text(values.get("defaultcontentlanguage")) or "en"
    below = is_yes(values.get("defaultcontentlanguageinsubdir"))
    given = values.get("languages")
    languages = given if isinstance(given, Mapping) else {}
    names = [first, *(name for name in languages if name != first)]
    found = []
    for name in names:
        own = languages.get(name)
        fields = own if isinstance(own, Mapping) else {}
        if is_yes(fields.get("disabled")):
            continue
        place = text(fields.get("contentdir")).strip("/") or folder
        found.append(Language(name=name, folder=place, prefix=f"/{name}" if name != first or below else ""))
    return tuple(found)


def _taxonomies(values: Mapping[str, Any]) -> tuple[str, ...]:
    found = values.get("taxonomies")
    if not isinstance(found, Mapping):
        return ("tags", "categories")
    return tuple(dict.fromkeys(text(plural).lower() for plural in found.values() if text(plural)))
