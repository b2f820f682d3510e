"""Discover: what lies on disk, ordered by path. The only stage that lists folders."""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from sitegen.diagnostics import Diagnostic, Span, problem
from sitegen.model.kind import Kind
from sitegen.model.source import File, Source

STATIC = "static"
MARKDOWN = (".md", ".markdown")
RASTER = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")


class Found(Struct, frozen=True, kw_only=True):
    """Everything a build starts from."""

    sources: tuple[Source, ...]
    files: tuple[File, ...]
    """Of content/: static ones under `static/`, the others beside entries."""
    assets: tuple[File, ...]
    """Of the layouts; a site's own stand before the packaged ones of the same name."""
    diagnostics: tuple[Diagnostic, ...]


def discover(root: Path, kinds: Iterable[Kind], asset_folders: Iterable[Path]) -> Found:
    """List the sources and files of the site at `root` and the assets of its layouts."""
    content = root / "content"
    folders = {kind.folder: kind.name for kind in kinds}
    sources: list[Source] = []
    files: list[File] = []
    diagnostics: list[Diagnostic] = []
    for key in _walk(content):
        location = content / key
        path = f"content/{key}"
        try:
            key.encode()
            if key.endswith(MARKDOWN) and not key.startswith(STATIC + "/"):
                kind = folders.get(_claimed(key), folders[""])
                sources.append(Source(key=key, path=path, kind=kind, digest=digest(location.read_bytes())))
            else:
                files.append(_file(key, location))
        except (OSError, UnicodeEncodeError) as error:
            diagnostics.append(_unreadable(path, error))
    assets: dict[str, File] = {}
    for folder in asset_folders:
        for name in _walk(folder):
            try:
                if name not in assets:
                    assets[name] = _file(name, folder / name)
            except OSError as error:
                diagnostics.append(_unreadable(f"layouts/assets/{name}", error))
    return Found(
        sources=tuple(sources),
        files=tuple(files),
        assets=tuple(assets[name] for name in sorted(assets)),
        diagnostics=tuple(diagnostics),
    )


def _unreadable(path: str, error: OSError | UnicodeEncodeError) -> Diagnostic:
    shown = path.encode("utf-8", "backslashreplace").decode()
    reason = getattr(error, "strerror", None) or "its name is not UTF-8"
    fix = "make it readable, rename it, or take it away"
    return problem("unreadable-file", Span(path=shown), f"cannot read this file: {reason}", fix=fix)


def digest(data: bytes) -> str:
    """Return the digest that stands for a file's bytes everywhere."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _claimed(key: str) -> str:
    """Return the folder that says what kind a source is; an `index` that heads a folder is a plain page."""
    folder, slash, below = key.partition("/")
    return folder if slash and below.rpartition(".")[0] != "index" else ""


def _walk(folder: Path) -> Iterator[str]:
    """Yield the paths below a folder in order, without hidden, private and editors' files."""
    found = []
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _skipped(name))
        below = Path(top).relative_to(folder).as_posix()
        prefix = "" if below == "." else below + "/"
        found += [prefix + name for name in names if not _skipped(name)]
    yield from sorted(found)


def _skipped(name: str) -> bool:
    return name.startswith((".", "_", "#")) or name.endswith("~")


def _file(path: str, location: Path) -> File:
    data = location.read_bytes()
    width, height = _measure(location, data)
    return File(path=path, location=str(location), digest=digest(data), size=len(data), width=width, height=height)


def _measure(location: Path, data: bytes) -> tuple[int, int]:
    """Return an image's width and height in pixels, (0, 0) for what is no image."""
    suffix = location.suffix.lower()
    if suffix == ".svg":
        return _measure_svg(data[:4096].decode("utf-8", "replace"))
    if suffix not in RASTER:
        return 0, 0
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(location) as image:
            return image.size
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return 0, 0


def _measure_svg(text: str) -> tuple[int, int]:
    """Read the size of an SVG: width and height in pixels, else its viewBox (SVG 2, section 8.2)."""
    tag = re.search(r"<svg\b[^>]*>", text)
    if not tag:
        return 0, 0
    sizes = [re.search(rf'\s{name}\s*=\s*["\']([\d.]+)(?:px)?["\']', tag[0]) for name in ("width", "height")]
    if all(sizes):
        return round(float(sizes[0][1])), round(float(sizes[1][1]))  # type: ignore[index]
    box = re.search(r'\sviewBox\s*=\s*["\'][-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)["\']', tag[0])
    return (round(float(box[1])), round(float(box[2]))) if box else (0, 0)
