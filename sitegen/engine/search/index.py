"""The folder of the search index in a build: kept while the indexed text is the same, else made anew and staged.

Pagefind makes an index as a whole. What is indexed of each page is remembered by its digest, so that an edit which
changes no indexed text costs one look at the pages that it changed.
"""

from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from sitegen.diagnostics import Diagnostic, Span, diagnose
from sitegen.disk import digest, read, record_name, state_folder
from sitegen.engine.cache.checked import read_checked, replace_checked
from sitegen.engine.cache.fingerprint import engine_fingerprint
from sitegen.engine.search.documents import document
from sitegen.engine.search.pagefind import IndexingFailed, index_files
from sitegen.model.address_book import SEARCH_INDEX
from sitegen.model.target import Target
from sitegen.stages.publish import Manifest, Staging, Written, untouched
from sitegen.urls import output_path

FOLDER = SEARCH_INDEX.lstrip("/")
"""The folder of the index below the output folder."""
OUTPUT = "search index"
"""The name of the output in the targets of its files."""
CHANGED = "the text of indexed pages has changed"
"""Why an index is made anew, in words."""


class Indexed(Struct, frozen=True, kw_only=True):
    """What the last index was made from, and its files."""

    engine: str
    pages: dict[str, tuple[str, str]]
    """Path of a page -> the digests of its artifact and of its document; no digest of a page without one."""
    files: dict[str, str]
    """Path below the output folder -> digest."""


class IndexFolder(Struct, frozen=True, kw_only=True):
    """The folder as it will be when the build has gone live."""

    indexed: Indexed
    fresh: dict[str, Written] = {}
    """The files that stay as they are on disk."""
    reason: str = ""
    """Why Pagefind has made it in this build, in words."""


def index_pages(
    root: Path, staging: Staging, pages: Mapping[str, str], manifest: Manifest | None, *, clean: bool
) -> IndexFolder:
    """Return the index of the finished pages, whose new files are staged; `pages` are their digests by path.

    A `clean` build trusts no index that is there. Raises IndexingFailed.
    """
    output = staging.output
    staged = {target.path: staging.folder / each.name for target, each in staging.staged}
    known = None if clean else _known(root, output)
    before = known.pages if known else {}
    texts: dict[str, str | None] = {}

    def text(path: str) -> str | None:
        if path not in texts:
            texts[path] = _document(path, staged.get(path) or output / path)
        return texts[path]

    now = {
        path: before[path]
        if path in before and before[path][0] == artifact
        else (artifact, digest(found.encode()) if (found := text(path)) is not None else "")
        for path, artifact in sorted(pages.items())
    }
    if known and _documents(now) == _documents(before):
        left = {path: untouched(output, path, manifest) for path in known.files}
        fresh = {path: file for path, file in left.items() if file and file.digest == known.files[path]}
        if len(fresh) == len(left):
            indexed = Indexed(engine=known.engine, pages=now, files=known.files)
            return IndexFolder(indexed=indexed, fresh=fresh)
    made = index_files((path, text(path) or "") for path in _documents(now))
    files, fresh = {}, {}
    for name, data in made.items():
        path = FOLDER + name
        files[path] = digest(data)
        kept = untouched(output, path, manifest)
        if kept and kept.digest == files[path]:
            fresh[path] = kept
        else:
            staging.take(target_of(path), staging.put(path, data))
    indexed = Indexed(engine=engine_fingerprint(), pages=now, files=files)
    reason = CHANGED if known else "there was no record of an index"
    return IndexFolder(indexed=indexed, fresh=fresh, reason=reason)


def pages_of(root: Path, output: Path) -> dict[str, str] | None:
    """Return the pages that the last index was made from, with their digests; None when that is not known."""
    known = _known(root, output)
    return {path: artifact for path, (artifact, _) in known.pages.items()} if known else None


def in_index(path: str) -> bool:
    """Return whether a path below the output folder belongs to the index."""
    return path.startswith(FOLDER)


def target_of(path: str) -> Target:
    """Return the target of a file of the index. `index.json` goes live when all that it names is there."""
    entry = path == output_path(f"{SEARCH_INDEX}index.json")
    return Target(path=path, output=OUTPUT, phase="index" if entry else "asset", indexed=False)


def not_indexed(failure: IndexingFailed, config: Path) -> Diagnostic:
    """Return the error of a build that could not make the index, at the setting that asks for it."""
    lines = read(config).splitlines()
    line = next((number for number, text in enumerate(lines, 1) if text.startswith(b"search")), 1)
    return diagnose("search-index", Span(path=config.name, line=line, column=1), str(failure), fix=failure.fix)


def remember(root: Path, output: Path, indexed: Indexed) -> None:
    """Save what an index was made from, once it is live. Raises OSError."""
    place = _place(root, output)
    place.parent.mkdir(parents=True, exist_ok=True)
    replace_checked(place, msgspec.msgpack.encode(indexed))


def _known(root: Path, output: Path) -> Indexed | None:
    try:
        known = msgspec.msgpack.decode(read_checked(_place(root, output)), type=Indexed)
    except (OSError, ValueError):
        return None
    return known if known.engine == engine_fingerprint() else None


def _place(root: Path, output: Path) -> Path:
    return Path(state_folder(root), "store", f"search-{record_name(root, output)}")


def _documents(pages: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Return the digests of the documents by path, in the order of the paths."""
    return {path: found for path, (_, found) in sorted(pages.items()) if found}


def _document(path: str, place: Path) -> str | None:
    try:
        return document(place.read_text(encoding="utf-8"))
    except msgspec.DecodeError as error:
        message = f"the data block page.search of {path} cannot be read: {error}"
        raise IndexingFailed(message, "write it in the layout as partials/search_record.html does") from None
