"""The files that are published, and their addresses. A file beside an entry is published beside its page."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

from sitegen.diagnostics import Diagnostic, Span, Suggestions, Vocabulary, diagnose
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta, lists_with
from sitegen.model.reference import Reference
from sitegen.model.rendition import Flaw
from sitegen.model.source import File
from sitegen.pictures.formats import DRAWING, RASTER, ending
from sitegen.urls import composed, is_external, join, spelled

STATIC = "static/"
MOST_BYTES = 25_000_000
"""The size in bytes above which a file for download is a warning: no mail takes it, and slow connections break."""
UNREAD = (".canvas", ".base", ".excalidraw", ".excalidraw.md")
"""The endings of files of Obsidian that no page can show."""


class Files:
    """The files of content/: those of static/ are published, and any other to which an entry refers."""

    def __init__(
        self, files: Iterable[File], folders: Mapping[str, str], flaws: Mapping[str, Flaw] = MappingProxyType({})
    ) -> None:
        """Take the files, for each folder with an `index` the address of that entry, and the flaws of pictures.

        A picture that cannot be shown is not published: it may hold what was to be taken out of it.
        """
        self.folders = folders
        self.flaws = flaws
        """Path -> what is wrong with the picture there."""
        self.met: set[str] = set()
        """The paths of pictures with flaws that entries name."""
        self.left_out: Files | None = None
        """The files that are not published because of their flaws."""
        if unfit := {path for path, flaw in flaws.items() if not (flaw.shown or flaw.as_file)}:
            every = tuple(files)
            self.left_out = Files((file for file in every if file.path in unfit), folders)
            files = (file for file in every if file.path not in unfit)
        self._homes: dict[str, str] = {}
        self.by_path = {file.path: file for file in files}
        self.published: dict[str, File] = {
            "/" + path.removeprefix(STATIC): file for path, file in self.by_path.items() if path.startswith(STATIC)
        }
        """Address -> file."""
        self.attached: dict[str, dict[str, str]] = {}
        self.folders_shown: dict[str, dict[str, tuple[str, ...]]] = {}
        """Key -> folder as named in its front matter -> the addresses of the pictures in it."""
        self.near = Suggestions()
        self.diagnostics: list[Diagnostic] = list(_unread(self.by_path))

    def attach(self, entry: Entry[Meta], permalink: str) -> None:
        """Publish the files that an entry's front matter names: its image, and every field called `file`."""
        for field, name in named_files(entry):
            if field.startswith("image") and is_external(name):
                self.diagnostics.append(_on_another_host(entry, field, name))
                continue
            address = self.find(entry, name, permalink)
            inside = () if address or not field.startswith("images.") else self._in_folder(entry, name, permalink)
            if inside:
                self.folders_shown.setdefault(entry.key, {})[name] = inside
                continue
            flaw = self.flaw_of(entry, name, permalink, address, shown=field.startswith("image"))
            if flaw and not flaw.line:
                self.diagnostics.append(diagnose(flaw.code, entry.span(field), told(flaw, name), fix=flaw.fix))
            if flaw and not flaw.shown:
                continue
            if address:
                self.attached.setdefault(entry.key, {})[name] = address
                if field.startswith("attachments") and (heavy := self._too_large(entry, field, name, address)):
                    self.diagnostics.append(heavy)
            else:
                self.diagnostics.append(self._missing(entry, field, name))

    def find(self, entry: Entry[Meta], name: str, permalink: str) -> str:
        """Return the address at which a file named by an entry is published, "" when there is no such file.

        The name may be plain or written as an address, percent-encoded and with a query.
        """
        if is_external(name):
            return name
        name = composed(name)
        return self._find(entry, name, permalink) or self._find(
            entry, composed(unquote(name.partition("?")[0])), permalink
        )

    def _find(self, entry: Entry[Meta], name: str, permalink: str) -> str:
        if name.startswith("/"):
            return name if name in self.published else ""
        path = join(posixpath.dirname(entry.key), name)
        if path in self.by_path and not path.startswith(STATIC) and not path.endswith(UNREAD):
            address = self._homes.setdefault(path, self._home(entry, path, permalink))
            self.published.setdefault(address, self.by_path[path])
            return address
        if entry.meta.imgdir and "/" not in name:
            return self._find(entry, posixpath.join("/", entry.meta.imgdir, name), permalink)
        return ""

    def _in_folder(self, entry: Entry[Meta], name: str, permalink: str) -> tuple[str, ...]:
        """Return the addresses of the pictures in a folder that an entry names; none without such a folder."""
        inside = self._by_folder.get(self.folder(entry, name), ())
        name = composed(unquote(name)).rstrip("/")
        found = (self.find(entry, posixpath.join(name, posixpath.basename(path)), permalink) for path in inside)
        return tuple(address for address in found if address)

    def folder(self, entry: Entry[Meta], name: str) -> str:
        """Return the path of the folder with pictures that an entry names; "" without such a folder."""
        name = composed(unquote(name)).rstrip("/")
        folder = f"{STATIC}{name[1:]}" if name.startswith("/") else join(posixpath.dirname(entry.key), name)
        folder = folder.rstrip("/")
        return folder if folder in self._by_folder else ""

    @cached_property
    def _by_folder(self) -> dict[str, list[str]]:
        """Return the paths of the pictures in each folder."""
        found: dict[str, list[str]] = {}
        for path in self.by_path:
            if ending(path) in (*RASTER, DRAWING):
                found.setdefault(posixpath.dirname(path), []).append(path)
        return found

    def flaw_of(
        self, entry: Entry[Meta], name: str, permalink: str, address: str, *, shown: bool = True
    ) -> Flaw | None:
        """Return what is wrong with the picture that a name means; None for a sound one, and for no picture.

        `address` is where `find` has found it, "" for one that is left out. It is `shown` by a page, or linked to.
        """
        if not self.flaws:
            return None
        if self.left_out and not address:
            address = self.left_out.find(entry, name, permalink) or self.left_out.in_vault(entry, name)
            file = self.left_out.published.get(address)
        else:
            file = self.published.get(address)
        flaw = self.flaws.get(file.path) if file else None
        if file is None or flaw is None or (flaw.as_file and not shown):
            return None
        self.met.add(file.path)
        return flaw

    def in_vault(self, entry: Entry[Meta], name: str) -> str:
        """Return the address at which the file is published whose path ends in `name`; "" when there is none.

        Case does not count. Only files are looked at that lie below the first folder of the entry's path, and
        those of static/. Of several it is the one whose whole path below that folder is `name`, then one in the
        nearest folder, then one with the fewest folders above it, as Obsidian finds it.
        """
        path = self._named(entry, name) or self._named(entry, f"{name}.svg") or self._named(entry, f"{name}.png")
        if path.startswith(STATIC):
            return "/" + path.removeprefix(STATIC)
        if not path or path.endswith(UNREAD):
            return ""
        address = self._homes.setdefault(path, "/" + path)
        self.published.setdefault(address, self.by_path[path])
        return address

    def is_unread(self, entry: Entry[Meta], name: str) -> bool:
        """Return whether a file with this name, with or without `.md`, has a format that no page can show."""
        return any(self._named(entry, each).endswith(UNREAD) for each in (name, f"{name}.md"))

    def _named(self, entry: Entry[Meta], name: str) -> str:
        """Return the path of the file that a name means in an entry, "" for none."""
        name = spelled(name).strip("/")
        folder = entry.key.rpartition("/")[0] + "/"
        top = folder.partition("/")[0] + "/"
        fit = [
            path
            for path in self._by_name.get(posixpath.basename(name), ())
            if path.startswith((top, STATIC)) and spelled(f"/{path}").endswith(f"/{name}")
        ]

        def distance(path: str) -> tuple[bool, int, int, str]:
            shared = len(posixpath.commonprefix([path, folder]).rpartition("/")[0])
            return spelled(path) != spelled(top) + name, -shared, path.count("/"), path

        return min(fit, key=distance, default="")

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        """Return the paths of the files by their names, spelled without case."""
        found: dict[str, list[str]] = {}
        for path in self.by_path:
            found.setdefault(spelled(posixpath.basename(path)), []).append(path)
        return found

    def _home(self, entry: Entry[Meta], path: str, permalink: str) -> str:
        """Return the address of a file: below the entry whose folder contains it, else beside `permalink`."""
        folder = posixpath.dirname(path)
        while folder and folder not in self.folders:
            folder = posixpath.dirname(folder)
        permalink = self.folders.get(folder, permalink)
        below = posixpath.relpath(path, folder or posixpath.dirname(entry.key) or ".")
        below = posixpath.basename(path) if below.startswith("..") else below
        return posixpath.join(posixpath.dirname(permalink), below)

    def nearest(self, entry: Entry[Meta], name: str) -> str:
        """Return the file most like `name`, written as this entry would refer to it; "" when none is like it."""
        paths, names = self._names
        path = paths.get(names.nearest(posixpath.basename(name)), "")
        if path.startswith(STATIC):
            return "/" + path.removeprefix(STATIC)
        return posixpath.relpath(path, posixpath.dirname(entry.key) or ".") if path else ""

    @cached_property
    def _names(self) -> tuple[dict[str, str], Vocabulary]:
        """Return the path of the last file of each name, and the names."""
        paths = {posixpath.basename(path): path for path in self.by_path}
        return paths, Vocabulary(paths)

    def _too_large(self, entry: Entry[Meta], field: str, name: str, address: str) -> Diagnostic | None:
        """Return the diagnostic for a file that is long to fetch; None for any other."""
        file = self.published.get(address)
        if file is None or file.size <= MOST_BYTES:
            return None
        message = f"{name} has {file.size / 1_000_000:,.0f} MB, which takes minutes to fetch on a telephone"
        fix = "make it smaller, part it, or keep it elsewhere and name its address under `url`"
        return diagnose("large-attachment", entry.span(field), message, fix=fix)

    def _missing(self, entry: Entry[Meta], field: str, name: str) -> Diagnostic:
        """Return the diagnostic for a file that is not there."""
        asked = (name, posixpath.dirname(entry.key))
        near = self.near.find(asked, lambda: self.nearest(entry, name))
        where = f"at content/static{name}" if name.startswith("/") else "beside this one"
        return diagnose(
            "missing-image" if field.startswith("image") else "missing-attachment",
            entry.span(field),
            f"there is no file {name}",
            fix=f"did you mean {near}?" if near else f"put the file {where}, or take this line out",
        )


def _unread(paths: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield one diagnostic for each format of Obsidian that no page can show."""
    found = [path for path in paths if path.endswith(UNREAD) and not path.startswith(STATIC)]
    for end in UNREAD:
        alike = [path for path in found if path.endswith(end)]
        if alike:
            more = f", nor are {len(alike) - 1:,} more {end} files" if len(alike) > 1 else ""
            message = f"this is not published, because no page can show the format {end}{more}"
            fix = (
                "export it as a picture or write it as Markdown, or say in site.yaml: checks: {unread-format: off}"
            )
            yield diagnose("unread-format", Span(path=f"content/{alike[0]}"), message, fix=fix)


def _on_another_host(entry: Entry[Meta], field: str, name: str) -> Diagnostic:
    """Return the diagnostic for a picture on another site."""
    host = urlsplit(name).hostname or name
    message = f"the picture from {host} is left out: pages ask no other host"
    return diagnose(
        "other-host", entry.span(field), message, fix="put the file into content/static/ and name it /file.png"
    )


def told(flaw: Flaw, name: str) -> str:
    """Return what a diagnostic says of a flaw at the place that names the picture."""
    return f"the picture {name} {flaw.message}"


def named_files(entry: Entry[Meta]) -> Iterator[tuple[str, str]]:
    """Yield the path and value of every field that names a file, written in full or as a bare name."""
    if entry.meta.image:
        yield "image", entry.meta.image
    fields = [field for field in lists_with(type(entry.meta), "file") if getattr(entry.meta, field)]
    for field in sorted(fields, key=list(entry.places).index) if len(fields) > 1 else fields:
        for number, item in enumerate(getattr(entry.meta, field)):
            if item.file:
                yield f"{field}.{number}.file", item.file


def names_table(reference: Reference) -> bool:
    """Return whether a reference names a file of values, by its ending."""
    return reference.target.lower().endswith((".csv", ".tsv"))
