"""What we wrote to an output folder, and whether it is still as we left it."""

import hashlib
from pathlib import Path

import msgspec
from msgspec import Struct

STATE = ".sitegen"
"""Where a site keeps what builds leave for each other."""


class Written(Struct, frozen=True, array_like=True):
    """A file as we left it."""

    digest: str
    size: int
    mtime_ns: int


class Manifest(Struct, frozen=True, kw_only=True):
    """The files we wrote to one output folder."""

    output: str
    """The folder, as `named` calls it."""
    files: dict[str, Written] = {}


def load(root: Path, output: Path) -> Manifest | None:
    """Return the manifest of an output folder; None when there is none, or none that can be read."""
    try:
        return msgspec.json.decode(manifest_path(root, output).read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError):
        return None


def manifest_path(root: Path, output: Path) -> Path:
    """Return where the manifest of an output folder lies."""
    return root / STATE / "manifests" / f"{record(root, output)}.json"


def save(root: Path, output: Path, manifest: Manifest) -> None:
    """Replace the manifest of an output folder, whole."""
    place = manifest_path(root, output)
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_suffix(".new")
    draft.write_bytes(msgspec.json.encode(manifest))
    draft.replace(place)


def named(root: Path, output: Path) -> str:
    """Return what an output folder is called in our records: by its way from the site, so that both may move."""
    place, site = output.resolve(), root.resolve()
    return place.relative_to(site).as_posix() if place.is_relative_to(site) else place.as_posix()


def record(root: Path, output: Path) -> str:
    """Return a file name for the records of an output folder."""
    return hashlib.blake2b(named(root, output).encode(), digest_size=8).hexdigest()


def untouched(output: Path, path: str, manifest: Manifest | None) -> Written | None:
    """Return what the manifest says of a file of ours that is still as we left it, under the stamp it has now.

    A file with another time but the same bytes is the same file: a checkout or a cache has brought it back.
    """
    written = manifest.files.get(path) if manifest else None
    if written is None:
        return None
    place = output / path
    try:
        found = place.stat()
        if found.st_size != written.size:
            return None
        if found.st_mtime_ns == written.mtime_ns:
            return written
        if digest_of(place) != written.digest:
            return None
    except OSError:
        return None
    return Written(written.digest, written.size, found.st_mtime_ns)


def digest_of(place: Path) -> str:
    """Return the digest of a file's bytes."""
    with place.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
