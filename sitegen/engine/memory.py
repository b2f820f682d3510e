"""What one build leaves for the next: stamps, heads, bodies and receipts."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct, structs

from sitegen.diagnostics import Span, problem
from sitegen.engine.bodies import Bodies
from sitegen.model.body import Body
from sitegen.model.entry import Entry
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.model.source import Source
from sitegen.model.target import Receipt
from sitegen.stages.discover import Stamp
from sitegen.stages.parse import ParseSettings, parse


class Memory(Struct, kw_only=True):
    """Kept by whoever builds more than once, in one process or from one to the next."""

    stamps: dict[str, Stamp] = {}
    """Location -> what was found in the file there."""
    settings: ParseSettings | None = None
    """Those with which the entries were read."""
    entries: dict[str, tuple[Source, Entry[Meta]]] = {}
    """Key -> the source an entry was read from, and the entry without its HTML."""
    bodies: Bodies
    """Key -> the HTML."""
    receipts: dict[str, dict[str, Receipt]] = {}
    """Output folder -> path -> receipt."""

    @classmethod
    def empty(cls) -> "Memory":
        """Return the memory of somebody who has never built this site."""
        return cls(bodies=Bodies())

    def parse(
        self, sources: Iterable[Source], root: Path, kinds: Mapping[str, Kind], settings: ParseSettings
    ) -> list[Entry[Meta]]:
        """Return an entry for every source, reading only those that changed."""
        known = self.entries if settings == self.settings else {}
        self.settings, self.entries = settings, {}
        for source in sources:
            kept = known.get(source.key)
            if kept is None or kept[0] != source:
                kept = (source, self._read(source, root, kinds[source.kind], settings))
            self.entries[source.key] = kept
        self.bodies.keep(self.entries)
        return [entry for _, entry in self.entries.values()]

    def _read(self, source: Source, root: Path, kind: Kind, settings: ParseSettings) -> Entry[Meta]:
        try:
            data = (root / source.path).read_bytes()
        except OSError as error:
            return _unreadable(source, error)
        entry = parse(source, data, kind, settings)
        self.bodies.put(source.key, entry.body.html)
        return structs.replace(entry, body=structs.replace(entry.body, html=""))


def _unreadable(source: Source, error: OSError) -> Entry[Meta]:
    """Return a broken entry for a source that went away while we were looking."""
    message = f"cannot read this file: {error.strerror}"
    found = problem("unreadable-file", Span(path=source.path), message, fix="make it readable, or take it away")
    return Entry(
        key=source.key,
        path=source.path,
        kind=source.kind,
        meta=Meta(),
        slug="",
        body=Body(),
        digest=source.digest,
        body_line=1,
        places={},
        diagnostics=(found,),
        broken=True,
    )
