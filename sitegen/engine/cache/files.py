"""The store in `.sitegen/store/`: what one process leaves for the next.

Heads (stamps and entries without their HTML) in one file, bodies in segments, receipts in a file for each output
folder; all encoded by msgspec, none of it executable. Each file is replaced whole, bodies first, so that
whatever the heads name is there.
"""

import datetime as dt
import zlib
from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from sitegen.disk import CLOCK_TICK, STATE, record
from sitegen.engine.cache.bodies import Bodies, Place
from sitegen.engine.cache.build_cache import Memory
from sitegen.engine.cache.entries import Head, pack, unpack
from sitegen.engine.cache.fingerprint import engine_fingerprint
from sitegen.engine.graph.record import Inputs, Ledger, Node, Receipt
from sitegen.engine.graph.trace import Name
from sitegen.model.entry import Entry
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.model.source import Source
from sitegen.stages.discover import Stamp
from sitegen.stages.parse import ParseSettings

DAMAGED = "is damaged"
CHECKSUM = 4
"""Bytes of a CRC-32, with which each file begins."""


class Heads(Struct, frozen=True, kw_only=True):
    """The file of that name."""

    engine: str
    settings: ParseSettings
    stamps: dict[str, Stamp]
    kinds: dict[str, msgspec.Raw]
    """Kind -> its heads, decoded by the kind's own fields."""


class Books(Struct, frozen=True, array_like=True):
    """The ledger of one output folder."""

    engine: str
    names: list[Name]
    nodes: dict[int, Node]
    receipts: list[Receipt]
    inputs: Inputs | None
    until: dt.datetime | None


class Store:
    """The store of one site."""

    def __init__(self, root: Path, kinds: Iterable[Kind]) -> None:
        self.root = root
        self.folder = root / STATE / "store"
        self.kinds = {kind.name: kind for kind in kinds}
        self.note = ""
        """Why what was there could not be used, in one line."""

    def load(self, output: Path) -> Memory:
        """Return what is stored for a build into `output`; an empty memory, and a note, when it is of no use."""
        try:
            heads = msgspec.msgpack.decode(self._read("heads"), type=Heads)
            if heads.engine != engine_fingerprint():
                return self.anew("was made by another version")
            memory = self._remember(heads)
        except FileNotFoundError:
            return Memory.empty()
        except (OSError, ValueError, KeyError):
            return self.anew(DAMAGED)
        memory.ledgers[str(output)] = self._ledger(output)
        return memory

    def save(self, memory: Memory, output: Path) -> None:
        """Store a memory, each file whole."""
        if memory.settings is None:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        memory.bodies.save(self.folder)
        places = memory.bodies.places
        found = (Head(source, entry, places.get(key)) for key, (source, entry) in memory.entries.items())
        horizon = memory.looked_ns - CLOCK_TICK
        encode = msgspec.msgpack.encode
        heads = Heads(
            engine=engine_fingerprint(),
            settings=memory.settings,
            stamps={place: stamp for place, stamp in memory.stamps.items() if stamp.mtime_ns < horizon},
            kinds=pack(head for head in found if not head.entry.broken),
        )
        self._replace("heads", encode(heads))
        memory.bodies.sweep(self.folder)
        ledger = memory.ledgers.get(str(output))
        if ledger is not None:
            kept = Books(
                engine_fingerprint(),
                ledger.names,
                ledger.nodes,
                list(ledger.receipts.values()),
                ledger.inputs,
                ledger.until,
            )
            self._replace(self._ledger_name(output), encode(kept))

    def _remember(self, heads: Heads) -> Memory:
        entries: dict[str, tuple[Source, Entry[Meta]]] = {}
        places: dict[str, Place] = {}
        for head in unpack(heads.kinds, self.kinds):
            entries[head.source.key] = (head.source, head.entry)
            if head.place is not None:
                places[head.source.key] = head.place
        return Memory(
            stamps=heads.stamps,
            settings=heads.settings,
            entries=entries,
            bodies=Bodies(self.folder, places),
        )

    def _ledger(self, output: Path) -> Ledger:
        try:
            found = msgspec.msgpack.decode(self._read(self._ledger_name(output)), type=Books)
        except FileNotFoundError:
            return Ledger()
        except (OSError, ValueError):
            self.note = f"what {STATE}/ knows of {output} is damaged; all its files are made anew"
            return Ledger()
        if found.engine != engine_fingerprint():
            return Ledger()
        return Ledger(
            names=found.names,
            nodes=found.nodes,
            receipts={receipt.target.path: receipt for receipt in found.receipts},
            inputs=found.inputs,
            until=found.until,
        )

    def _ledger_name(self, output: Path) -> str:
        return f"receipts-{record(self.root, output)}"

    def anew(self, why: str) -> Memory:
        """Return an empty memory, and note why what was there could not be used."""
        self.note = f"the store in {self.folder.parent.name}/ {why}; everything is built anew"
        return Memory.empty()

    def _read(self, name: str) -> bytes:
        """Return a file of the store. Raises ValueError for one that is not as it was written."""
        data = (self.folder / name).read_bytes()
        if data[:CHECKSUM] != _checksum(data[CHECKSUM:]):
            raise ValueError(name)
        return data[CHECKSUM:]

    def _replace(self, name: str, data: bytes) -> None:
        draft = self.folder / f"{name}.new"
        draft.write_bytes(_checksum(data) + data)
        draft.replace(self.folder / name)


def _checksum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(CHECKSUM, "big")
