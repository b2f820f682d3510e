"""Discover: what lies on disk, ordered by path."""

import os
import posixpath
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct, structs

from sitegen.bounds import Bounds, bounds_of, refusal, unreadable
from sitegen.decoding import decode
from sitegen.diagnostics import Diagnostic, Severity, Span, diagnose
from sitegen.disk import ANYWHERE, digest, identity, lies_in, ordinary, read, walk
from sitegen.model.comment import is_comment
from sitegen.model.kind import Kind
from sitegen.model.place import ASTRAY
from sitegen.model.source import File, Source
from sitegen.pictures.measure import NO_PICTURE, Measured, measure
from sitegen.urls import composed

STATIC = "static"
MARKDOWN = (".md", ".markdown")
DRAWING = ".excalidraw.md"
"""The ending of a drawing of Obsidian's Excalidraw, which is packed into Markdown and no text to read."""
ABOUT_A_FOLDER = ("readme", "license", "licence", "contributing", "changelog")
"""Names of texts that programmers put into folders of all sorts."""
JOINED = (".css", ".js")
"""A folder of assets whose name ends so is published as one file: its parts in the order of their names."""


class Stamp(Struct, frozen=True, array_like=True):
    """What a file system says of a file, and what was found in it when it last said so."""

    mtime_ns: int
    size: int
    inode: int
    ctime_ns: int
    digest: str
    """Empty for a new source, which parse reads; the build fills it in."""
    picture: Measured | None = None
    """What is known of a picture; None for any other file."""
    pages: int = 0
    """The pages of a PDF; 0 for any other file, and where they cannot be told."""
    sha256: str = ""
    """What people compare who took the file away; empty for pictures and sources, which nobody compares."""


class Found(Struct, frozen=True, kw_only=True):
    """Everything a build starts from."""

    sources: tuple[Source, ...]
    files: tuple[File, ...]
    """Of content/: static ones under `static/`, the others beside entries."""
    comments: tuple[File, ...] = ()
    """Of content/comments/: what readers said. No such file is published as it is."""
    assets: tuple[File, ...]
    """Of the layouts; a site's own stand before the packaged ones of the same name."""
    stamps: dict[str, Stamp]
    """Path below the site -> stamp, for the next build."""
    diagnostics: tuple[Diagnostic, ...]


def discover(
    root: Path,
    kinds: Sequence[Kind],
    asset_folders: Sequence[Path],
    known: Mapping[str, Stamp] = MappingProxyType({}),
    bounds: Bounds | None = None,
    parsed: Container[str] = (),
) -> Found:
    """List the sources and files of the site at `root` and the assets of its layouts.

    The last of the `asset_folders` is that of the packaged layouts, which the site's own may be.
    A file whose stamp is as in `known` is not read again. Nor is a new source, whose key is not among those that
    have been `parsed`: parse will read it. Links lead within the `bounds`: by default, those of a site that lists
    no place.
    """
    bounds = bounds or bounds_of(root)
    reader = _Reader(known, bounds)
    folders = {kind.folder: kind.name for kind in kinds}
    sources: list[Source] = []
    files: list[File] = []
    known_keys: set[str] = set()
    unpublished: list[str] = []
    for name, found in walk(root / "content", bounds=bounds.places, unpublished=unpublished):
        path = f"content/{name}"
        key = composed(name)
        # Two files may differ in that alone, on some systems.
        key = name if key in known_keys else key
        known_keys.add(key)
        kind = kind_of(key, folders)
        stamp = reader.stamp(found, path, later=kind != "" and key not in parsed)
        if stamp is None:
            continue
        if kind:
            sources.append(Source(key=key, path=path, kind=kind, digest=stamp.digest))
        else:
            files.append(_file(key, found.path, stamp))
    if known_keys and not all(map(str.isascii, known_keys)):
        sources.sort(key=lambda source: source.key)
        files.sort(key=lambda file: file.path)
    assets: dict[str, File] = {}
    packaged = _Reader(known, Bounds(places=ANYWHERE), measures=(".svg",))
    for folder in asset_folders:
        own = folder.is_relative_to(root / "layouts")
        if own and not lies_in(os.path.realpath(folder), bounds.places):
            continue  # a link that the check of the layouts refuses
        ours = os.path.realpath(folder) == os.path.realpath(asset_folders[-1])
        look = reader if own else packaged  # an installer may make links of all files of a package
        for name, found in walk(folder, bounds=look.bounds.places):
            stamp = None if name in assets else look.stamp(found, f"layouts/assets/{name}")
            if stamp is not None:
                assets[name] = _file(name, found.path, stamp, of_layouts=True, packaged=ours)
    whole, stray = _joined(assets)
    stray += (*_astray(root, kinds), *_unpublished(unpublished))
    stray += _unreadable_parts(assets, root / "layouts")
    return Found(
        sources=tuple(sources),
        files=tuple(file for file in files if not is_comment(file.path)),
        comments=tuple(file for file in files if is_comment(file.path)),
        assets=tuple(whole[name] for name in sorted(whole)),
        stamps=reader.stamps | packaged.stamps,
        diagnostics=(*bounds.refused, *reader.diagnostics, *packaged.diagnostics, *stray),
    )


def look_again(root: Path, before: Found, touched: Collection[str]) -> Found | None:
    """Return what lies on disk if since `before` nothing but the sources at the paths `touched` has changed.

    None where that cannot be told by looking at these alone: when a file came or went, is no source, or is reached
    through a symbolic link.
    """
    sources = {source.path: source for source in before.sources if source.path in touched}
    if len(sources) != len(touched) or any(found.severity is Severity.ERROR for found in before.diagnostics):
        return None
    reader = _Reader({}, Bounds())
    content = os.path.realpath(root / "content")
    for path, source in sources.items():
        below = source.path.partition("/")[2]
        place = os.path.join(content, below)  # noqa: PTH118 - an edit waits for this
        stamp = reader.stamp(Path(place), path) if os.path.realpath(place) == place else None
        if stamp is None:
            return None
        sources[path] = structs.replace(sources[path], digest=stamp.digest)
    return structs.replace(
        before,
        sources=tuple([sources.get(source.path, source) for source in before.sources]),
        stamps=before.stamps | reader.stamps,
    )


class _Reader:
    """Reads files, but only those that the file system says have changed."""

    def __init__(self, known: Mapping[str, Stamp], bounds: Bounds, measures: tuple[str, ...] = ("",)) -> None:
        """Take what is known, where links may lead, and the endings of the pictures that are measured.

        The icons of the packaged layouts are not: they are clean, and most sites have no other picture.
        """
        self.known = known
        self.measures = measures
        self.bounds = bounds
        self.stamps: dict[str, Stamp] = {}
        self.diagnostics: list[Diagnostic] = []

    def stamp(self, found: "os.DirEntry[str] | Path", path: str, *, later: bool = False) -> Stamp | None:
        """Return a file's stamp; None, and a diagnostic under the name `path`, for one that cannot be read.

        With `later`, a file that is not known is not read, and has no digest.
        """
        refused = None if isinstance(found, Path) else refusal(found, path, self.bounds)
        if refused:
            self.diagnostics.append(refused)
            return None
        try:
            path.encode()
            now = found.stat()
            ordinary(now)
            kept = self.known.get(path)
            said = (now.st_mtime_ns, now.st_size, now.st_ino, now.st_ctime_ns)
            if kept is None and later:
                kept = Stamp(now.st_mtime_ns, now.st_size, now.st_ino, now.st_ctime_ns, "")
            elif kept is None or said != (kept.mtime_ns, kept.size, kept.inode, kept.ctime_ns):
                data = read(found)
                measured = measure(path, data) if path.endswith(self.measures) else None
                stamped = (now.st_mtime_ns, len(data), now.st_ino, now.st_ctime_ns, digest(data))
                kept = Stamp(*stamped, measured, _pages(path, data), "" if measured else _checksum(path, data))
            self.stamps[path] = kept
        except (OSError, UnicodeEncodeError) as error:
            self.diagnostics.append(unreadable(os.fspath(found), path, error))
            return None
        return kept


def kind_of(key: str, folders: Mapping[str, str]) -> str:
    """Return the kind of a file by its path below content/, "" for a file that is no source.

    `folders` are the kinds by folder. An `index` that heads the folder of a kind is a plain page.
    """
    if not key.lower().endswith(MARKDOWN) or key.startswith(STATIC + "/") or key.endswith(DRAWING):
        return ""
    if is_comment(key) or "/_" in key:
        return ""  # a note among the files of a vault is as private as any that begins so
    folder, slash, below = key.partition("/")
    return folders.get(folder if slash and below.rpartition(".")[0] != "index" else "", folders[""])


def _astray(root: Path, kinds: Iterable[Kind]) -> Iterator[Diagnostic]:
    """Yield a warning for each folder in which entries or files may be looked for, and sitegen reads none."""
    seen = {identity(root / "content")}  # one folder has many spellings where case does not count
    for place in ASTRAY:
        folder = root / place.path
        if not folder.is_dir() or identity(folder) in seen:
            continue
        seen.add(identity(folder))
        meant = _home_of(posixpath.basename(place.path), kinds)
        what = "layout" if meant.startswith("layouts/") else "file" if meant == f"content/{STATIC}/" else "entry"
        count = sum(_is_one(name, what) for name, _ in walk(folder, every=what == "layout"))
        if count:
            many = {"layout": "layouts", "file": "files", "entry": "entries"}[what]
            fix = f"move what is in it to {meant}"
            if place.path == "drafts":
                fix += " with `draft: true`, or call it _drafts to keep it to yourself"
            message = f"{count} {f'{what} lies' if count == 1 else f'{many} lie'} in a folder that is not read"
            yield diagnose("misplaced-file", Span(path=place.path), message, fix=fix)


def _unpublished(paths: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield a warning for the first of some paths below content/ in each folder: their names keep them back."""
    folders: dict[str, list[str]] = {}
    for path in paths:
        folders.setdefault(posixpath.dirname(path), []).append(posixpath.basename(path))
    for folder, names in sorted(folders.items()):
        first, more = min(names), len(names) - 1
        others = f", nor {'is' if more == 1 else 'are'} {more} more in content/{folder}/" if more else ""
        message = f"this is not published, because its name begins with _{others}"
        plain = first.lstrip("_") or "files"
        fix = f"rename it to content/{folder}/{plain}, and what links to it, or move it out of content/{STATIC}/"
        yield diagnose("misplaced-file", Span(path=f"content/{folder}/{first}"), message, fix=fix)


def _home_of(name: str, kinds: Iterable[Kind]) -> str:
    """Return where what is in a folder with such a name belongs."""
    word = name.lstrip("_").casefold()
    if word == STATIC:
        return f"content/{STATIC}/"
    if word.startswith("layout"):
        return "layouts/"
    if word == "includes":
        return "layouts/partials/"
    if word == "drafts":
        return next((f"content/{kind.folder}/" for kind in kinds if kind.dated_name), "content/")
    words = {
        kind.folder: (kind.folder, kind.directory.strip("/"), *kind.other_words) for kind in kinds if kind.folder
    }
    return next((f"content/{folder}/" for folder, known in words.items() if word in known), "content/")


def _is_one(name: str, what: str) -> bool:
    """Return whether a name may be that of a layout, a file, or a text in Markdown that is meant as an entry."""
    if what == "layout":
        return name.lower().endswith((".html", ".htm", ".j2", ".jinja", ".jinja2", ".css"))
    stem, _, _ = posixpath.basename(name).casefold().rpartition(".")
    return what == "file" or (name.lower().endswith(MARKDOWN) and stem not in ABOUT_A_FOLDER)


def _file(path: str, location: str, stamp: Stamp, *, of_layouts: bool = False, packaged: bool = False) -> File:
    picture = stamp.picture or NO_PICTURE
    return File(
        path=path,
        location=location,
        digest=stamp.digest,
        size=stamp.size,
        width=picture.width,
        height=picture.height,
        turned=picture.turned,
        flaw=picture.flaw,
        pages=stamp.pages,
        sha256=stamp.sha256,
        of_layouts=of_layouts,
        packaged=packaged,
    )


def _checksum(path: str, data: bytes) -> str:
    """Return the SHA-256 of a file that readers may take away; "" for a source and an asset of the layouts."""
    taken = path.startswith("content/") and not path.lower().endswith(MARKDOWN)
    return sha256(data).hexdigest() if taken else ""


def _pages(path: str, data: bytes) -> int:
    """Return the number of pages of a PDF; 0 for any other file."""
    if not path.lower().endswith(".pdf"):
        return 0
    from sitegen.pdf_pages import pages_of_pdf

    return pages_of_pdf(data)


def _joined(assets: Mapping[str, File]) -> tuple[dict[str, File], list[Diagnostic]]:
    """Return the assets by name, those in a folder such as `site.css/` as one file; and what is no part of it.

    A file of the folder's name replaces it whole.
    """
    whole: dict[str, File] = {}
    parts: dict[str, list[File]] = {}
    stray: list[Diagnostic] = []
    for name in sorted(assets):
        folder, inside, _ = name.partition("/")
        if not inside or not folder.endswith(JOINED):
            whole[name] = assets[name]
        elif name.endswith(folder[folder.rindex(".") :]):
            parts.setdefault(folder, []).append(assets[name])
        else:
            message = f"layouts/assets/{folder}/ is published as one file, and this cannot be a part of it"
            span = Span(path=f"layouts/assets/{name}")
            stray.append(diagnose("address-collision", span, message, fix="move it out of that folder"))
    for folder, found in parts.items():
        joined = File(
            path=folder,
            location="",
            digest=digest("".join(part.digest for part in found).encode()),
            size=sum(part.size for part in found),
            parts=tuple(part.location for part in found),
            packaged=all(part.packaged for part in found),
        )
        whole.setdefault(folder, joined)
    return whole, stray


def _unreadable_parts(assets: Mapping[str, File], layouts: Path) -> Iterator[Diagnostic]:
    """Yield what is wrong with the text of each part of a joined asset that is the site's own.

    Its letters would come out wrong, because the whole is UTF-8.
    """
    for name, asset in assets.items():
        folder, inside, _ = name.partition("/")
        joined = inside and folder.endswith(JOINED) and name.endswith(folder[folder.rindex(".") :])
        if joined and Path(asset.location).is_relative_to(layouts):
            with suppress(OSError):  # it has been told of
                yield from decode(read(Path(asset.location)), f"layouts/assets/{name}")[1]
