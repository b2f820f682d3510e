"""`_config.yml`: what it says of addresses, collections and defaults (https://jekyllrb.com/docs/configuration/)."""

import datetime as dt
import fnmatch
import posixpath
from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from msgspec import Struct

from sitegen.importers.report import Report
from sitegen.importers.websites.front_matter import decoded, toml_fields, yaml_fields
from sitegen.importers.websites.values import is_yes, text, texts

NAMES = ("_config.yml", "_config.yaml", "_config.toml")
STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
EXCLUDED = (
    ".sass-cache",
    ".jekyll-cache",
    ".jekyll-metadata",
    "gemfiles",
    "Gemfile",
    "Gemfile.lock",
    "node_modules",
    "vendor/bundle",
    "vendor/cache",
    "vendor/gems",
    "vendor/ruby",
)
"""What Jekyll itself leaves out."""


class Collection(Struct, frozen=True, kw_only=True):
    """A collection of documents."""

    name: str
    published: bool
    """Whether its documents have pages."""
    permalink: str
    """The pattern of their addresses; "" for the usual one."""


class Scope(Struct, frozen=True, kw_only=True):
    """Default values, and the files that they are for."""

    path: str
    sort: str
    """`posts`, `pages`, `drafts` or the name of a collection; "" for all."""
    values: dict[str, Any]

    def covers(self, path: str, sort: str) -> bool:
        """Return whether a file gets these values."""
        if self.sort and self.sort != sort and not (self.sort == "posts" and sort == "drafts"):
            return False
        if not self.path or self.path in (".", "/"):
            return True
        scope = self.path.strip("/")
        if "*" in scope:
            return fnmatch.fnmatchcase(path, scope) or fnmatch.fnmatchcase(path, f"{scope}/*")
        return path == scope or path.startswith(f"{scope}/") or (path.startswith(scope) and "." in scope)


class JekyllConfig(Struct, frozen=True, kw_only=True):
    """What the importer needs of `_config.yml`."""

    path: str
    values: dict[str, Any]
    collections: dict[str, Collection]
    scopes: tuple[Scope, ...]
    """The widest first."""
    zone: dt.tzinfo
    """The zone in which addresses have their days."""
    excludes: tuple[str, ...]
    """Patterns of files that are no part of the site."""
    includes: tuple[str, ...]
    """Patterns of files that are part of it although their names begin with a dot or a line."""

    @property
    def permalink(self) -> str:
        """The style or pattern of addresses."""
        return text(self.values.get("permalink")) or "date"

    @property
    def base(self) -> str:
        """The path of the site at its host, without a slash at its end."""
        base = text(self.values.get("baseurl")).strip("/")
        return f"/{base}" if base and "://" not in base else ""

    @property
    def url(self) -> str:
        """The address of the site without a slash at its end, "" where it is not said."""
        url = text(self.values.get("url")).rstrip("/")
        return f"{url}{self.base}" if "://" in url else ""

    def is_left_out(self, path: str) -> bool:
        """Return whether Jekyll leaves a file out."""
        parts = path.split("/")
        if self.is_included(path):
            return False
        if any(part.startswith((".", "_", "#")) or part.endswith("~") for part in parts):
            return True
        return self.is_excluded(path)

    def is_included(self, path: str) -> bool:
        """Return whether the configuration includes a file, or a folder that it lies in."""
        parts = path.split("/")
        return any(_matches("/".join(parts[: number + 1]), self.includes) for number in range(len(parts)))

    def is_excluded(self, path: str) -> bool:
        """Return whether the configuration excludes a file, or a folder that it lies in."""
        parts = path.split("/")
        return any(_matches("/".join(parts[: number + 1]), self.excludes) for number in range(len(parts)))

    def defaults(self, path: str, sort: str) -> dict[str, Any]:
        """Return the default values of a file."""
        found: dict[str, Any] = {}
        for scope in self.scopes:
            if scope.covers(path, sort):
                found |= scope.values
        return found


def read_config(files: Mapping[str, bytes], report: Report) -> JekyllConfig:
    """Return the configuration of a folder; that of a site without any, which is one as well."""
    path = next((name for name in NAMES if name in files), NAMES[0])
    values: dict[str, Any] = {}
    if path in files:
        source = decoded(files[path])
        values = toml_fields(source, report) if path.endswith(".toml") else yaml_fields(source, report)
    collections = {each.name: each for each in _collections(values.get("collections"))}
    scopes = sorted(_scopes(values.get("defaults")), key=lambda scope: (len(scope.path), bool(scope.sort)))
    zone = text(values.get("timezone"))
    return JekyllConfig(
        path=path,
        values=values,
        collections=collections,
        scopes=tuple(scopes),
        zone=ZoneInfo(zone) if zone in available_timezones() else dt.UTC,
        excludes=(*EXCLUDED, *texts(values.get("exclude"), " ")),
        includes=(".htaccess", *texts(values.get("include"), " ")),
    )


def style(permalink: str) -> str:
    """Return the pattern of a style by its name; a pattern is returned as it is."""
    return STYLES.get(permalink, permalink)


def _collections(value: Any) -> Iterator[Collection]:
    named: Mapping[str, Any] = value if isinstance(value, Mapping) else {}
    if isinstance(value, list):
        named = dict.fromkeys(map(text, value))
    for name, given in named.items():
        fields = given if isinstance(given, Mapping) else {}
        published = is_yes(fields.get("output")) or name == "posts"
        yield Collection(name=str(name), published=published, permalink=text(fields.get("permalink")))


def _scopes(value: Any) -> Iterator[Scope]:
    for each in value if isinstance(value, list) else ():
        if isinstance(each, Mapping) and isinstance(each.get("values"), Mapping):
            scope = each["scope"] if isinstance(each.get("scope"), Mapping) else {}
            yield Scope(
                path=text(scope.get("path")), sort=_sort(text(scope.get("type"))), values=dict(each["values"])
            )


def _sort(name: str) -> str:
    """Return the sort of files in its present spelling: `page` was one of the first."""
    return {"page": "pages", "post": "posts", "draft": "drafts"}.get(name, name)


def _matches(path: str, patterns: tuple[str, ...]) -> bool:
    """Return whether one of some patterns fits a path; a star fits slashes, too."""
    for pattern in patterns:
        cut = pattern.strip("/")
        if path == cut:
            return True
        if "*" not in cut and "?" not in cut and "[" not in cut:
            continue
        if fnmatch.fnmatchcase(path, cut) or (
            "/" not in cut and fnmatch.fnmatchcase(posixpath.basename(path), cut)
        ):
            return True
    return False
