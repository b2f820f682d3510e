"""The files of a Jekyll site by what they are: posts, drafts, documents of collections, pages, other files."""

import posixpath
import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from sitegen.importers.jekyll import addresses
from sitegen.importers.jekyll.addresses import MARKDOWN, PAGES
from sitegen.importers.jekyll.config import JekyllConfig

_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n")
MADE = frozenset(("_site", "_layouts", "_includes", "_sass", "_plugins", "_data", ".jekyll-cache", ".git"))
"""Folders that hold no texts."""
BEHIND = {
    "_layouts": "layouts",
    "_includes": "includes",
    "_sass": "style sheets",
    "_plugins": "plugins",
}
"""Folders of the old look and what is in them."""


class SourceFile(Struct, frozen=True, kw_only=True):
    """One file of the site."""

    path: str
    sort: str
    """`posts`, `drafts`, `pages`, the name of a collection, or `static` for a file that is published as it is."""
    inner: str
    """Its path within the collection, without the folder of that; the whole path for a page.

    Of a file that is published as it is, the path at which that is.
    """
    above: tuple[str, ...] = ()
    """The folders above `_posts`, which are categories."""


def source_files(files: Mapping[str, bytes], config: JekyllConfig) -> Iterator[SourceFile]:
    """Yield the files that Jekyll would read, in the order of their paths."""
    top = _folder(config)
    for path in files:
        if path == config.path or (top and not path.startswith(top)):
            continue
        found = _source_file(path.removeprefix(top), files[path] if _may_have_head(path) else b"", config)
        if found:
            yield SourceFile(path=path, sort=found.sort, inner=found.inner, above=found.above)


def _folder(config: JekyllConfig) -> str:
    """Return the folder of all sources, with a slash at its end; "" for the whole folder."""
    folder = str(config.values.get("source") or "").strip("./")
    return f"{folder}/" if folder else ""


def _source_file(path: str, data: bytes, config: JekyllConfig) -> SourceFile | None:
    if config.is_excluded(path) and not config.is_included(path):
        return None
    parts = path.split("/")
    for number, part in enumerate(parts[:-1]):
        if part in ("_posts", "_drafts"):
            above = tuple(parts[:number])
            if any(each.startswith("_") for each in above) and above[:1] != (_collections_folder(config),):
                return None  # a folder of tests or of a theme
            if above and config.is_left_out("/".join((*above, "x"))):
                return None
            sort, inner = part[1:], "/".join(parts[number + 1 :])
            named = posixpath.splitext(path)[1].lower() in PAGES
            return (
                SourceFile(path=path, sort=sort if named else "static", inner=inner, above=above)
                if named
                else None
            )
    folder = _collections_folder(config)
    inside = path if not folder else path.removeprefix(f"{folder}/") if path.startswith(f"{folder}/") else ""
    label, slash, _ = inside.partition("/")
    collection = config.collections.get(label[1:]) if label.startswith("_") and label not in MADE else None
    if collection and slash:
        inner = inside.partition("/")[2]
        if any(part.startswith((".", "#")) or part.endswith("~") for part in inner.split("/")):
            return None
        if _HEAD.match(data):
            return SourceFile(path=path, sort=label[1:], inner=inner)
        published = addresses.of_file(config, inner, collection=collection.name).lstrip("/")
        return SourceFile(path=path, sort="static", inner=published) if collection.published else None
    if config.is_left_out(path) or parts[0] in MADE:
        return None
    if _HEAD.match(data):
        return SourceFile(path=path, sort="pages", inner=path)
    return SourceFile(path=path, sort="static", inner=addresses.of_file(config, path).lstrip("/"))


def _collections_folder(config: JekyllConfig) -> str:
    return str(config.values.get("collections_dir") or "").strip("./")


def _may_have_head(path: str) -> bool:
    """Whether a file may begin with front matter: pictures and their like are not read to find out."""
    suffix = posixpath.splitext(path)[1].lower()
    return suffix in (
        *PAGES,
        *MARKDOWN,
        "",
        ".xml",
        ".txt",
        ".json",
        ".css",
        ".scss",
        ".sass",
        ".js",
        ".coffee",
        ".yml",
        ".svg",
        ".csv",
        ".webmanifest",
        ".ics",
        ".less",
        ".map",
        ".rss",
        ".atom",
    )
