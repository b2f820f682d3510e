"""What changes made of the texts of sources, for the pages that show it: read from git once, and kept."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from sitegen.disk import digest, state_folder
from sitegen.engine.cache.checked import read_checked, replace_checked
from sitegen.engine.cache.fingerprint import engine_fingerprint
from sitegen.model.history import Difference
from sitegen.model.kind import Kind
from sitegen.model.source import Source
from sitegen.stages.discover import kind_of
from sitegen.stages.parse import ParseSettings, parse

if TYPE_CHECKING:  # few builds read versions
    from sitegen.history.blobs import Blobs

LONGEST = 200
"""The number of lines of one change from which on the rest is only counted."""
KEPT = 400
"""The number of differences that are kept for one page; it shows fewer."""
_Named = tuple[str, str]
"""Path and name of a version; two empty ones for none."""


class KeptDifferences(Struct, frozen=True, kw_only=True):
    """The differences that one page has shown, and what they were made with."""

    engine: str
    settings: ParseSettings
    found: dict[str, Difference]
    """Paths and names of two versions -> what differs between them, that which was asked for last at the end."""


class Versions:
    """Compares versions of sources. What it returns depends on two versions and on site.yaml alone."""

    def __init__(self, root: Path, kinds: Mapping[str, Kind], settings: ParseSettings, *, write: bool) -> None:
        """With `write`, what was found for a page is kept on disk, so that git is asked for a version once."""
        self._root = root
        self._folder = Path(state_folder(root), "store", "changes")
        self._kinds = kinds
        self._folders = {kind.folder: kind.name for kind in kinds.values()}
        self._settings = settings
        self._write = write
        self._blobs: Blobs | None = None
        self._last: dict[_Named, tuple[str, ...] | None] = {}
        self._page = ""
        self._found: dict[str, Difference] = {}
        """The differences of the page that is rendered now."""
        self._is_new = False
        """Whether one of them is not on disk."""

    def difference(self, page: str, after: _Named, before: _Named) -> Difference | None:
        """Return what a change made of a source, for the page at a path; None when a version cannot be read."""
        if page != self._page:
            self._keep()
            self._page, self._found = page, self._known(page)
        asked = "\n".join((*before, *after))
        found = self._found.pop(asked, None)
        if found is None:
            found = self._compare(after, before)
            if found is None:
                return None
            self._is_new = True
        self._found[asked] = found
        return found

    def close(self) -> None:
        """Keep what was found, and end what was started to read versions."""
        self._keep()
        if self._blobs:
            self._blobs.close()

    def _place(self, page: str) -> Path:
        return self._folder / digest(page.encode("utf-8", "surrogateescape"))

    def _known(self, page: str) -> dict[str, Difference]:
        try:
            kept = msgspec.msgpack.decode(read_checked(self._place(page)), type=KeptDifferences)
        except (OSError, ValueError):
            return {}
        return kept.found if kept.engine == engine_fingerprint() and kept.settings == self._settings else {}

    def _keep(self) -> None:
        if self._is_new and self._write:
            found = dict([*self._found.items()][-KEPT:])
            kept = KeptDifferences(engine=engine_fingerprint(), settings=self._settings, found=found)
            with suppress(OSError):  # then git is asked again the next time
                self._folder.mkdir(parents=True, exist_ok=True)
                replace_checked(self._place(self._page), msgspec.msgpack.encode(kept))
        self._is_new = False

    def _compare(self, after: _Named, before: _Named) -> Difference | None:
        from sitegen.history.words import changed_lines

        text = self._text(after)
        if text is None:
            return None
        if not before[1]:
            return Difference(begun=sum(len(line.split()) for line in text[1:]))
        earlier = self._text(before)
        if earlier is None:
            return None
        lines = tuple(changed_lines(earlier, text))
        return Difference(lines=lines[:LONGEST], more=max(len(lines) - LONGEST, 0))

    def _text(self, version: _Named) -> tuple[str, ...] | None:
        """Return the title and the text of a version as readers saw it: a line for each paragraph, item or row."""
        if version not in self._last:
            if len(self._last) > 1:
                del self._last[next(iter(self._last))]
            self._last[version] = self._read(*version)
        return self._last[version]

    def _read(self, path: str, blob: str) -> tuple[str, ...] | None:
        from sitegen.history.repository import GitFailed
        from sitegen.markup.body.plain_text import plain_text

        try:
            data = self._git().read(blob)
        except GitFailed:
            return None
        if data is None:
            return None
        key = path.removeprefix("content/")
        kind = kind_of(key, self._folders)
        source = Source(key=key, path=path, kind=kind, digest="")
        entry = parse(source, data, self._kinds[kind], self._settings)
        return (entry.meta.title, *plain_text(entry.body))

    def _git(self) -> "Blobs":
        from sitegen.history.blobs import Blobs
        from sitegen.history.repository import GitFailed, repository_of

        if self._blobs is None:
            repository = repository_of(self._root)
            if repository is None:
                raise GitFailed("there is no repository")
            self._blobs = Blobs(repository)
        return self._blobs
