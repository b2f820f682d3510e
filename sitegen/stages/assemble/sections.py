"""Sections: the folders of a kind as trees of pages, in the order in which they are read."""

from collections.abc import Iterable, Iterator, Mapping

from sitegen.collation import order
from sitegen.model.entry import Entry
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.model.section import Folder, Position
from sitegen.model.source import in_words


class Sections:
    """The sections of a site. The order of a folder is by `order` first, then by the alphabet of the language."""

    def __init__(self, entries: Iterable[Entry[Meta]], kinds: Mapping[str, Kind], language: str) -> None:
        """Take the entries with pages, but for the heads of lists.

        A section is a folder directly below that of its kind, with its head and all folders in it. What the folder
        of the kind holds is a section of its own as far as it has an `order`, with all that is below it.
        """
        self.folders: dict[str, Folder] = {}
        """Path of a folder, which ends in `/` -> the folder."""
        self.positions: dict[str, Position] = {}
        """Key -> position, of the entries in a section of more than one."""
        self._language = language
        of_kind: dict[str, list[Entry[Meta]]] = {}
        for entry in entries:
            if kinds[entry.kind].sectioned:
                of_kind.setdefault(entry.kind, []).append(entry)
        for kind, found in of_kind.items():
            self._arrange(kinds[kind], found)

    def _arrange(self, kind: Kind, entries: list[Entry[Meta]]) -> None:
        """Add the sections of one kind."""
        top = f"{kind.folder}/" if kind.folder else ""
        self._entries = {entry.key: entry for entry in entries}
        by_name = {entry.key.rpartition(".")[0]: entry.key for entry in entries}
        held: dict[str, list[str]] = {}
        """Folder -> the keys of its pages and the paths of its folders, as they come."""
        for entry in entries:
            folder, _, name = entry.key.rpartition("/")
            path = f"{folder}/" if folder else ""
            for step in _up_to(top, path):
                held.setdefault(step, [])
            if name.rpartition(".")[0] != "index":
                held[path].append(entry.key)
        inner = [folder for folder in held if folder != top]
        self._heads = {folder: _head(folder, by_name) for folder in inner}
        self._headed = {head: folder for folder, head in self._heads.items() if head}
        for folder in inner:
            head, above = self._heads[folder], _above(folder)
            if not head or head.startswith(folder):
                held[above].append(head or folder)
        book = {item for item in held.get(top, ()) if self._place(item) is not None} if top else set()
        if book:
            self._add(top, kind.title, "", book)
        for folder in inner:
            above = _above(folder)
            head = self._heads[folder]
            inside = above != top or (head or folder) in book
            title = self._entries[head].meta.title if head else in_words(folder[:-1].rpartition("/")[2])
            self._add(folder, title, above if inside else "", held[folder])
        for folder in [top, *inner] if book else inner:
            if not self.folders[folder].above:
                self._number(folder)

    def _add(self, path: str, title: str, above: str, items: Iterable[str]) -> None:
        ordered = tuple(sorted(items, key=self._rank))
        self.folders[path] = Folder(title=title, head=self._heads.get(path, ""), above=above, items=ordered)

    def _rank(self, item: str) -> tuple[object, ...]:
        place = self._place(item)
        entry = self._entries.get(item)
        title = entry.meta.title if entry else in_words(item[:-1].rpartition("/")[2])
        return place is None, place or 0, order(title, self._language), item

    def _place(self, item: str) -> float | None:
        """Return the `order` of a page, or of the head of a folder."""
        entry = self._entries.get(item)
        return entry.meta.order if entry else None

    def _number(self, top: str) -> None:
        """Add the positions of the entries of a section; none where it has one entry alone."""
        read = list(self._reading(top))
        if len(read) < 2:
            return
        keys = ["", *(key for key, _ in read), ""]
        for (key, folder), before, after in zip(read, keys, keys[2:], strict=False):
            self.positions[key] = Position(
                folder=folder, heads=self._headed.get(key, ""), before=before, after=after
            )

    def _reading(self, top: str) -> Iterator[tuple[str, str]]:
        """Yield the entries of a section in the order of reading, each with the folder that holds it."""
        waiting = [(self._heads.get(top) or top, "")]
        while waiting:
            item, holder = waiting.pop()
            folder = item if item.endswith("/") else self._headed.get(item, "")
            if not item.endswith("/"):
                yield item, holder
            if folder:
                waiting += [(each, folder) for each in reversed(self.folders[folder].items)]


def _head(folder: str, by_name: Mapping[str, str]) -> str:
    """Return the key of the entry that heads a folder, "" for none, of keys by path without extension."""
    beside = "" if folder.endswith("/index/") else by_name.get(folder[:-1], "")
    return by_name.get(f"{folder}index") or beside


def _above(folder: str) -> str:
    """Return the path of the folder that holds a folder, "" for content/ itself."""
    head, slash, _ = folder[:-1].rpartition("/")
    return head + slash


def _up_to(top: str, folder: str) -> Iterator[str]:
    """Yield a folder and those above it, up to and including the top."""
    while folder and folder != top:
        yield folder
        folder = _above(folder)
    yield top
