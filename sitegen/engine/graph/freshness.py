"""Which targets may stay as they are on disk, and why the others may not."""

from collections.abc import Sequence, Set

from sitegen.engine.graph.next_change import FILE
from sitegen.engine.graph.record import Ledger, Receipt
from sitegen.model.target import Target
from sitegen.stages.publish import Manifest, Staging, Written, untouched


class Freshness:
    """Sorts the targets of one build into those that are fresh and those that have to be made."""

    def __init__(
        self, books: Ledger, manifest: Manifest | None, staging: Staging | None, *, trusted: bool
    ) -> None:
        """Take the books and the manifest of the last build; `trusted` says that nobody else writes there."""
        self.receipts: dict[str, Receipt] = {}
        self.files: dict[str, Written] = {}
        """Path -> file left as it is on disk."""
        self.reasons: dict[str, str] = {}
        """Path -> why it has to be made, in words."""
        self._books = books
        self._manifest = manifest
        self._staging = staging
        self._trusted = trusted

    def sort(self, targets: Sequence[Target], otherwise: Set[int], ledger: Ledger) -> list[Target]:
        """Return what has to be made, now that the answers of these numbers are others than in the books.

        The file about the next change waits until all else is settled.
        """
        books = self._books
        stale = books.dependants().paths(otherwise)
        if self._trusted and self._manifest and books.planned and targets is books.planned[0]:
            self.receipts, self.files = dict(books.receipts), dict(self._manifest.files)
            lacking = (target for target in targets if target.path not in books.receipts)
            targets = [*lacking, *(books.receipts[path].target for path in sorted(stale))]
        elif FILE in targets:
            self.receipts[FILE.path] = books.receipts.get(FILE.path) or Receipt(FILE, (), "")
        for target in targets:
            if target != FILE:
                receipt = books.receipts.get(target.path)
                why = ledger.cause(receipt.asked, otherwise) if receipt and target.path in stale else ""
                self.settle(target, why)
        return [target for target in targets if target.path in self.reasons]

    def settle(self, target: Target, why: str = "") -> bool:
        """Keep a target that nothing speaks against, with its file as it was left; return whether it was."""
        path = target.path
        receipt = self._books.receipts.get(path)
        if receipt is None:
            why = why or "there was no record of it"
        elif receipt.target != target:
            why = "it is made in another way than before"
        elif not why and self._staging:
            written = self._left(self._staging, path)
            if written and written.digest == receipt.digest:
                self.files[path] = written
            else:
                why = "its file was not as it had been left"
        if receipt and not why:
            self.receipts[path] = receipt
            return True
        self.reasons[path] = why
        self.receipts.pop(path, None)
        self.files.pop(path, None)
        return False

    def _left(self, staging: Staging, path: str) -> Written | None:
        if self._trusted and self._manifest:
            return self._manifest.files.get(path)
        return untouched(staging.output, path, self._manifest)
