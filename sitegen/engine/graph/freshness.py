"""Which targets may stay as they are on disk, and why the others may not."""

from collections.abc import Sequence, Set

from sitegen.engine.graph.next_change import FILE
from sitegen.engine.graph.record import BuildRecord, Receipt
from sitegen.model.target import Target
from sitegen.stages.publish import Manifest, Staging, Written, untouched


class Freshness:
    """Sorts the targets of one build into those that are fresh and those that have to be made."""

    def __init__(
        self, previous: BuildRecord, manifest: Manifest | None, staging: Staging | None, *, trusted: bool
    ) -> None:
        """Take the previous and the manifest of the last build; `trusted` says that nobody else writes there."""
        self.receipts: dict[str, Receipt] = {}
        self.files: dict[str, Written] = {}
        """Path -> file left as it is on disk."""
        self.reasons: dict[str, str] = {}
        """Path -> why it has to be made, in words."""
        self._previous = previous
        self._manifest = manifest
        self._staging = staging
        self._trusted = trusted

    def sort(self, targets: Sequence[Target], changed_answers: Set[int], record: BuildRecord) -> list[Target]:
        """Return what has to be made, now that the answers of these numbers are others than in the previous.

        The file about the next change waits until all else is settled.
        """
        previous = self._previous
        stale = previous.dependants().paths(changed_answers)
        if self._trusted and self._manifest and previous.planned and targets is previous.planned[0]:
            self.receipts, self.files = dict(previous.receipts), dict(self._manifest.files)
            lacking = (target for target in targets if target.path not in previous.receipts)
            targets = [*lacking, *(previous.receipts[path].target for path in sorted(stale))]
        elif FILE in targets:
            self.receipts[FILE.path] = previous.receipts.get(FILE.path) or Receipt(FILE, (), "")
        for target in targets:
            if target != FILE:
                receipt = previous.receipts.get(target.path)
                why = record.cause(receipt.asked, changed_answers) if receipt and target.path in stale else ""
                self.settle(target, why)
        return [target for target in targets if target.path in self.reasons]

    def settle(self, target: Target, why: str = "") -> bool:
        """Keep a target that nothing speaks against, with its file as it was left; return whether it was."""
        path = target.path
        receipt = self._previous.receipts.get(path)
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
