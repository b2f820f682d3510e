"""The order of a manual's texts and their titles there: from `nav:`, from `.pages`, or from the folders."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from sitegen.importers.mkdocs.addresses import HEADS
from sitegen.importers.mkdocs.configuration import Manual, read_yaml
from sitegen.importers.websites.values import is_yes, text
from sitegen.urls import join

OWN = (".pages", ".nav.yml")
"""Files with the order of a folder, of the plugins awesome-pages and awesome-nav."""
_REST = re.compile(r"\.\.\.(?:\s*\|\s*(.*))?")


class Stop(Struct, frozen=True, kw_only=True):
    """One line of the way through a manual."""

    path: str
    """The text below the folder of texts, or an address elsewhere."""
    title: str
    """What the way calls it, "" for what the text says itself."""
    depth: int
    """0 for the top of the way."""
    within: str
    """The title of the part at the top that holds it, "" for a line of the top itself."""

    @property
    def elsewhere(self) -> bool:
        """Whether it leads out of the manual."""
        return bool(re.match(r"[a-zA-Z][\w+.-]*:|//", self.path))


def way(manual: Manual, texts: Iterable[str], files: Mapping[str, bytes]) -> tuple[Stop, ...]:
    """Return the way through a manual: `texts` are the paths of its texts below their folder."""
    known = sorted(texts)
    if isinstance(manual.nav, list):
        return tuple(_stops(manual.nav, "", 0, "", known))
    return tuple(_of_folder("", known, manual, files, 0, ""))


def _stops(items: Any, folder: str, depth: int, within: str, known: list[str]) -> Iterator[Stop]:
    """Yield the lines of a list in `nav:`."""
    for item in items if isinstance(items, list) else ():
        pairs = item.items() if isinstance(item, Mapping) else (("", item),)
        for title, value in pairs:
            if isinstance(value, list):
                yield from _stops(value, folder, depth + 1, within or str(title), known)
            elif isinstance(value, str) and value:
                path = value if re.match(r"[a-zA-Z][\w+.-]*:|//", value) else join(folder, value.strip("/"))
                yield Stop(path=path or value, title=str(title), depth=depth, within=within)


def _of_folder(
    folder: str, known: list[str], manual: Manual, files: Mapping[str, bytes], depth: int, within: str
) -> Iterator[Stop]:
    """Yield the lines of a folder: in the order of its own file, the rest by name with its head first."""
    inside = [path for path in known if path.startswith(folder)]
    texts = [path for path in inside if "/" not in path[len(folder) :]]
    folders = sorted({path[len(folder) :].partition("/")[0] for path in inside if "/" in path[len(folder) :]})
    rest = sorted([*texts, *(f"{folder}{name}/" for name in folders)], key=_by_name)
    own = _own(f"{manual.docs}{folder}", files)
    order = own.get("nav") or own.get("arrange")
    if text(own.get("order")) == "desc" or is_yes(own.get("sort_reverse")):
        rest.reverse()
    named = list(_named(order, folder)) if isinstance(order, list) else [("", "...")]
    listed = {path for _, path in named}
    for title, path in named:
        fitting = (
            [path]
            if path != "..."
            else [each for each in rest if each not in listed and each.rstrip("/") not in listed]
        )
        for each in fitting:
            if each in texts or re.match(r"[a-zA-Z][\w+.-]*:", each):
                yield Stop(path=each, title=title, depth=depth, within=within)
            elif each.rstrip("/") + "/" in rest:
                below = each.rstrip("/") + "/"
                called = title or text(_own(f"{manual.docs}{below}", files).get("title"))
                called = (
                    called
                    or posixpath.basename(below.rstrip("/")).replace("-", " ").replace("_", " ").capitalize()
                )
                yield from _of_folder(below, known, manual, files, depth + 1, within or called)


def _named(order: Iterable[Any], folder: str) -> Iterator[tuple[str, str]]:
    """Yield title and path of the lines of a folder's own order; `...` stands for the rest."""
    for item in order:
        pairs = item.items() if isinstance(item, Mapping) else (("", item),)
        for title, value in pairs:
            if isinstance(value, list):
                yield from ((inner, path) for inner, path in _named(value, folder))
            elif _REST.fullmatch(text(value)):
                yield "", "..."
            elif re.match(r"[a-zA-Z][\w+.-]*:", text(value)):
                yield str(title), text(value)
            else:
                yield str(title), join(folder, text(value))


def _own(folder: str, files: Mapping[str, bytes]) -> dict[str, Any]:
    """Return what the file with the order of a folder says; an empty mapping without one."""
    for name in OWN:
        if f"{folder}{name}" in files:
            try:
                found = read_yaml(files[f"{folder}{name}"])
            except ValueError:
                return {}
            return found if isinstance(found, dict) else {}
    return {}


def _by_name(path: str) -> tuple[bool, str]:
    return posixpath.basename(path).rpartition(".")[0] not in HEADS, path
