"""Earlier versions of sources as plain text, for the pages that show what changed."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.model.history import Version
from sitegen.model.kind import Kind
from sitegen.model.source import Source
from sitegen.stages.discover import kind_of
from sitegen.stages.parse import ParseSettings, parse

if TYPE_CHECKING:  # few builds read versions
    from sitegen.history.blobs import Blobs


class Versions:
    """Reads versions of sources from git. What it returns depends on a version and on site.yaml alone."""

    def __init__(self, root: Path, kinds: Mapping[str, Kind], settings: ParseSettings) -> None:
        self._root = root
        self._kinds = kinds
        self._folders = {kind.folder: kind.name for kind in kinds.values()}
        self._settings = settings
        self._blobs: Blobs | None = None
        self._last: dict[tuple[str, str], Version | None] = {}

    def version(self, path: str, blob: str) -> Version | None:
        """Return a version of a source that had this path; None when the clone does not have it."""
        asked = path, blob
        if asked not in self._last:
            if len(self._last) > 1:
                del self._last[next(iter(self._last))]
            self._last[asked] = self._read(path, blob)
        return self._last[asked]

    def close(self) -> None:
        """End what was started to read versions."""
        if self._blobs:
            self._blobs.close()

    def _read(self, path: str, blob: str) -> Version | None:
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
        return Version(title=entry.meta.title, lines=plain_text(entry.body))

    def _git(self) -> "Blobs":
        from sitegen.history.blobs import Blobs
        from sitegen.history.repository import GitFailed, repository_of

        if self._blobs is None:
            repository = repository_of(self._root)
            if repository is None:
                raise GitFailed("there is no repository")
            self._blobs = Blobs(repository)
        return self._blobs
