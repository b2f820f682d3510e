"""Which targets are fresh and may stay as they are on disk, and why the others are stale."""

from collections.abc import Sequence, Set

from sitegen.engine.graph.next_change import FILE
from sitegen.engine.graph.record import BuildRecord, Receipt
from sitegen.model.target import Target
from sitegen.stages.publish import Manifest, Staging, Written, untouched

UNKNOWN = "it is not known any more what the last build was made from"


class Freshness:
    """The targets of one build, sorted into fresh and stale ones."""

    def __init__(
        self, previous: BuildRecord, manifest: Manifest | None, staging: Staging | None, *, owned: bool
    ) -> None:
        """Compare with the record and the manifest of the last build.

        `owned` means that only this process writes to the output folder, so that the manifest is
        right and no file there is looked at.
        """
        self.receipts: dict[str, Receipt] = {}
        """Path -> receipt of a fresh target."""
        self.files: dict[str, Written] = {}
        """Path -> file of a fresh target, as it was left on disk."""
        self.reasons: dict[str, str] = {}
        """Path -> why a target is stale, in words."""
        self._previous = previous
        self._manifest = manifest
        self._staging = staging
        self._owned = owned

    def stale_targets(
        self, targets: Sequence[Target], changed: Set[int] | None, record: BuildRecord
    ) -> list[Target]:
        """Return the targets that have to be rendered, given the numbers of the keys and answers that `changed`.

        None stands for all of them. The file about the next change is not among them: it is made after all others.
        """
        previous = self._previous
        stale = previous.receipts.keys() if changed is None else previous.dependants().paths(changed)
        if self._owned and self._manifest and previous.planned and targets is previous.planned[0]:
            self.receipts, self.files = dict(previous.receipts), dict(self._manifest.files)
            lacking = (target for target in targets if target.path not in previous.receipts)
            targets = [*lacking, *(previous.receipts[path].target for path in sorted(stale))]
        elif FILE in targets:
            self.receipts[FILE.path] = previous.receipts.get(FILE.path) or Receipt(FILE, (), "")
        for target in targets:
            if target != FILE:
                receipt = previous.receipts.get(target.path)
                why = ""
                if receipt and target.path in stale:
                    why = UNKNOWN if changed is None else record.cause(receipt.used, changed)
                self.keep_if_unchanged(target, why)
        return [target for target in targets if target.path in self.reasons]

    def keep_if_unchanged(self, target: Target, why: str = "") -> bool:
        """Return whether a target is fresh. A reason `why` means that it is known to be stale."""
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
        """Return the file on disk if it is as the last build left it."""
        if self._owned and self._manifest:
            return self._manifest.files.get(path)
        return untouched(staging.output, path, self._manifest)
