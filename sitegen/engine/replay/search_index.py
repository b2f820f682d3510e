"""The search index after an edit of texts: made anew from the pages on disk and those that were replayed."""

from collections.abc import Mapping
from pathlib import Path

from sitegen.engine.search.index import Indexed, in_index, index_pages, pages_of, remember
from sitegen.stages.publish import Manifest, Staging, Written


class SearchIndex:
    """The index of one output folder."""

    def __init__(self, root: Path, output: Path, manifest: Manifest) -> None:
        """Look up what the last index was made from; `manifest` are the files of the last build."""
        self._root = root
        self._output = output
        self._manifest = manifest
        self._pages = pages_of(root, output) or {}
        self._indexed: Indexed | None = None
        self.files: dict[str, str] = {}
        """Path -> digest of the files of an index that was made anew."""
        self.deleted: tuple[str, ...] = ()
        """The files of the last index that are there no more."""

    @property
    def is_known(self) -> bool:
        """Whether the last index is that of the pages on disk."""
        there = self._manifest.files
        return bool(self._pages) and all(
            path in there and there[path].digest == artifact for path, artifact in self._pages.items()
        )

    def renewed(
        self, staging: Staging, written: Mapping[str, str], fresh: Mapping[str, Written]
    ) -> dict[str, Written]:
        """Stage the index of all pages, `written` are the digests of new ones; return the files that stay.

        `fresh` are the files that stay of the last build. Raises IndexingFailed.
        """
        pages = {path: written.get(path, artifact) for path, artifact in self._pages.items()}
        index = index_pages(self._root, staging, pages, self._manifest, clean=False)
        self._indexed = index.indexed
        if index.reason:
            self.files = index.indexed.files
            self.deleted = tuple(
                path for path in self._manifest.files if in_index(path) and path not in self.files
            )
        return {path: file for path, file in fresh.items() if not in_index(path)} | index.fresh

    def remember(self) -> None:
        """Save what the index was made from, once it is live. Raises OSError."""
        if self._indexed:
            remember(self._root, self._output, self._indexed)
