"""The pictures that pages show, made in the sizes that they need before the site is assembled."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

import msgspec
from msgspec import Struct

from sitegen.disk import digest, read
from sitegen.engine import workers
from sitegen.engine.cache.renditions import RenditionStore
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.model.rendition import Renditions
from sitegen.model.source import File
from sitegen.pictures.flaws import FLAWS, flaw_of_drawing
from sitegen.pictures.formats import DRAWING, RASTER, ending
from sitegen.urls import spelled

Depth = Literal["headers", "decoded", "made"]
"""How closely pictures are looked at: their first bytes; whether they can be decoded; or to make all of it."""
WEIGHT = 100
"""How many times as much work as a page a picture is, at least: two are worth a second process."""


class Pictures(Struct, frozen=True, kw_only=True):
    """What is known of the pictures of a site."""

    renditions: dict[str, Renditions]
    """Path below content/ -> what was made of the picture there, and what is wrong with it."""
    decoded: int
    """How many pictures were decoded for it; the others were known."""


def read_pictures(
    root: Path,
    files: Sequence[File],
    entries: Iterable[Entry[Meta]],
    known: Mapping[str, Renditions],
    depth: Depth,
    jobs: int,
) -> Pictures:
    """Return what is known of each picture that a page may show, or that has a flaw.

    Which file a name means is found out later, so all pictures of that name are made. What is `known` is taken
    from there while the bytes of its file are the same, then from the store; the rest is made in up to `jobs`
    processes; each has one decoded picture at a time.
    """
    found: dict[str, Renditions] = {}
    wanted = [file for file in files if ending(file.path) in RASTER and file.flaw == "" and file.width]
    for file in files:
        if file.flaw:
            past = known.get(file.path)
            found[file.path] = past if past and past.digest == file.digest else _flawed(file)
    if not wanted or depth == "headers":
        return Pictures(renditions=found, decoded=0)
    shown, folders = _shown(entries)
    store = RenditionStore(root)
    unknown: dict[str, File] = {}
    for file in wanted:
        folder, name = posixpath.split(spelled(file.path))
        if name not in shown and posixpath.basename(folder) not in folders and not file.turned:
            continue
        past = known.get(file.path)
        if past is None or past.digest != file.digest or (depth == "made" and not past.made):
            past = store.load(file.digest)
        if past is None:
            unknown.setdefault(file.digest, file)
        else:
            found[file.path] = past
    if unknown:
        made = dict(_made(list(unknown.values()), store, depth, jobs))
        found |= {
            file.path: made[file.digest] for file in wanted if file.digest in made and file.path not in found
        }
    if depth == "made" and unknown:
        store.sweep({each.digest for each in found.values()})
    return Pictures(renditions=dict(sorted(found.items())), decoded=len(unknown))


def _shown(entries: Iterable[Entry[Meta]]) -> tuple[set[str], set[str]]:
    """Return the names of the files and folders that entries may show pictures from, spelled without case."""
    names: set[str] = set()
    listed: set[str] = set()
    for entry in entries:
        if entry.meta.image:
            names.add(entry.meta.image)
        if entry.meta.images:
            listed.update(each.file for each in entry.meta.images)
        for reference in entry.body.references:
            if reference.kind == "image":
                names.add(reference.target)
    written = names | listed
    decoded = {unquote(name.partition("?")[0]) for name in written} | written
    folders = {spelled(posixpath.basename(unquote(name).rstrip("/"))) for name in listed}
    return {spelled(posixpath.basename(name)) for name in decoded}, folders


def _flawed(file: File) -> Renditions:
    if ending(file.path) == DRAWING:
        return Renditions(digest=file.digest, flaw=flaw_of_drawing(read(file.location)))
    return Renditions(digest=file.digest, flaw=FLAWS[file.flaw])


def _made(
    files: Sequence[File], store: RenditionStore, depth: Depth, jobs: int
) -> Iterator[tuple[str, Renditions]]:
    """Yield what is made of each picture, by the digest of its bytes."""

    def make(share: Sequence[File]) -> bytes:
        return msgspec.msgpack.encode([_make(file, store, depth) for file in share])

    with closing(workers.share(files, make, jobs, WEIGHT)) as shares:
        for share in shares:
            for found in msgspec.msgpack.decode(share, type=list[Renditions]):
                yield found.digest, found


def _make(file: File, store: RenditionStore, depth: Depth) -> Renditions:
    from sitegen.pictures.develop import Damaged, develop, verify

    """Return what is made of a picture; nothing of one that was edited or went away since it was found."""
    try:
        data = read(file.location)
    except OSError:
        return Renditions(digest=file.digest)
    if digest(data) != file.digest:
        return Renditions(digest=file.digest)
    try:
        if depth == "decoded":
            verify(data)
            return Renditions(digest=file.digest)
        made = develop(data)
    except Damaged:
        return Renditions(digest=file.digest, made=True, flaw=FLAWS["broken"])
    found = Renditions(
        digest=file.digest, made=True, sizes=made.sizes, fallback=made.fallback, upright=made.upright
    )
    return store.save(found, made.files)
