"""The search index of a preview: made when somebody searches, of the pages as they are then."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from sitegen.engine.search.documents import document
from sitegen.engine.search.pagefind import IndexingFailed, index_files
from sitegen.model.address_book import SEARCH_INDEX

FOLDER = SEARCH_INDEX.lstrip("/")
ENTRY = f"{FOLDER}index.json"
"""The file that a search loads first."""


class PreviewIndex:
    """The files of the index. No build waits for them: they are made in a thread that answers a request."""

    def __init__(self, folder: Path, build: Callable[[], str]) -> None:
        """Index the pages of a folder; `build` names the last build that changed any of them."""
        self._folder = folder
        self._build = build
        self._files: dict[str, bytes] = {}
        self._made_of = ""
        self._lock = threading.Lock()

    def file(self, path: str) -> bytes | None:
        """Return a file of the index by its path below the site; None when there is none. Raises IndexingFailed.

        With the file that a search loads first comes an index of the pages as they are now.
        """
        with self._lock:
            build = self._build()
            if path == ENTRY and build != self._made_of:
                self._files = index_files(self._documents())
                self._made_of = build
            return self._files.get(path.removeprefix(FOLDER))

    def _documents(self) -> Iterator[tuple[str, str]]:
        for place in sorted(self._folder.rglob("*.html")):
            path = place.relative_to(self._folder).as_posix()
            try:
                found = document(place.read_text(encoding="utf-8"))
            except FileNotFoundError:
                continue  # a build has just taken it away, and names another build
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise IndexingFailed(f"{path}: {error}") from None
            if found is not None:
                yield path, found
