"""What we wrote to an output folder, and whether it is still as we left it."""

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from sitegen.disk import digest_of, lies_in, named, packed_stamp, read, record_name, stamp_of, state_folder


class Written(Struct, frozen=True, array_like=True):
    """A file as we left it."""

    digest: str
    size: int
    mtime_ns: int
    ctime_ns: int = 0
    """When the system last noted a change of it; a program that sets the time back cannot set this back."""
    inode: int = 0

    @classmethod
    def left(cls, digest: str, found: os.stat_result) -> "Written":
        """Return a file of these bytes as the file system knows it."""
        return cls(digest, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)

    def stamp(self) -> str:
        """Return its stamp as `disk.stamp_of` does."""
        return packed_stamp(self.mtime_ns, self.size, self.inode, self.ctime_ns).hex()


class Manifest(Struct, frozen=True, kw_only=True):
    """The files we wrote to one output folder."""

    output: str
    """The folder, as `sitegen.disk.named` calls it."""
    files: dict[str, Written] = {}
    internal: bool = False
    """Whether these are of an internal build, so that no other may write there."""


def load(root: Path, output: Path) -> Manifest | None:
    """Return the manifest of an output folder; None when there is none, or none that can be read."""
    try:
        return msgspec.json.decode(read(manifest_path(root, output)), type=Manifest)
    except (OSError, msgspec.DecodeError):
        return None


def stamp(root: Path, output: Path) -> str:
    """Return what the file system says of the manifest of an output folder; "" when there is none."""
    return stamp_of(str(manifest_path(root, output)))


def manifest_path(root: Path, output: Path) -> Path:
    """Return where the manifest of an output folder lies."""
    return Path(state_folder(root), "manifests", f"{record_name(root, output)}.json")


def public_above(root: Path, output: Path) -> str | None:
    """Return the folder of a public build that this output folder lies in; None where it lies in none.

    The folders of previews, which are no published ones, are not counted.
    """
    state = state_folder(root)
    folder, previews = os.path.realpath(output), os.path.realpath(f"{state}/preview")
    for place in sorted(Path(state, "manifests").glob("*.json")):
        try:
            found = msgspec.json.decode(read(place), type=Manifest)
        except (OSError, msgspec.DecodeError):
            continue
        other = os.path.realpath(root / found.output)
        if not found.internal and lies_in(folder, (other,)) and not lies_in(other, (previews,)):
            return found.output
    return None


def forget(root: Path, output: Path) -> None:
    """Remove the manifest of an output folder that is gone."""
    manifest_path(root, output).unlink(missing_ok=True)


def save(root: Path, output: Path, manifest: Manifest) -> None:
    """Replace the manifest of an output folder, whole."""
    place = manifest_path(root, output)
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_suffix(".new")
    draft.write_bytes(msgspec.json.encode(manifest))
    draft.replace(place)


def restore(root: Path, output: Path, made: Mapping[str, str], *, internal: bool) -> bool:
    """Make a manifest that was lost again, of all that still is as we `made` it; return whether there is any.

    `made` are the digests by path. A file with other bytes may be anybody's, so it is not taken for ours.
    """
    files = {}
    for path, digest in made.items():
        try:
            found = os.stat(output / path)  # noqa: PTH116 - as below
            if digest_of(output / path) == digest:
                files[path] = Written.left(digest, found)
        except OSError:
            continue
    if files:
        save(root, output, Manifest(output=named(root, output), files=files, internal=internal))
    return bool(files)


def untouched(output: Path, path: str, manifest: Manifest | None) -> Written | None:
    """Return what the manifest says of a file of ours that is still as we left it, under the stamp it has now.

    A file with another time but the same bytes is the same file: a checkout or a cache has brought it back.
    """
    written = manifest.files.get(path) if manifest else None
    if written is None:
        return None
    place = f"{output}/{path}"
    try:
        found = os.stat(place)  # noqa: PTH116 - asked for every file of a site
        if found.st_size != written.size:
            return None
        if (found.st_mtime_ns, found.st_ctime_ns) == (written.mtime_ns, written.ctime_ns):
            return written
        if digest_of(place) != written.digest:
            return None
    except OSError:
        return None
    return Written.left(written.digest, found)
