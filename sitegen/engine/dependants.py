"""What stands on what was read: the books of an output folder the other way round."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitegen.engine.ledger import Node, Receipt


class Dependants:
    """Number of a key or an answer -> the answers that were worked out from it, and the paths made of it."""

    def __init__(self, nodes: Mapping[int, "Node"], receipts: Mapping[str, "Receipt"]) -> None:
        self._answers: dict[int, list[int]] = {}
        self._paths: dict[int, list[str]] = {}
        self._passing = [number for number, node in nodes.items() if node.until]
        for number, node in nodes.items():
            for read in node.reads:
                self._answers.setdefault(read, []).append(number)
        for path, receipt in receipts.items():
            for asked in receipt.asked:
                self._paths.setdefault(asked, []).append(path)

    def answers(self, numbers: Iterable[int]) -> set[int]:
        """Return the answers that were worked out from any of these."""
        return {answer for number in numbers for answer in self._answers.get(number, ())}

    def paths(self, numbers: Iterable[int]) -> set[str]:
        """Return the paths made of any of these answers."""
        return {path for number in numbers for path in self._paths.get(number, ())}

    def passed(self, nodes: Mapping[int, "Node"], now: dt.datetime) -> set[int]:
        """Return the answers that the clock has ended by now."""
        ends = ((number, nodes[number].until) for number in self._passing)
        return {number for number, until in ends if until and until <= now}
