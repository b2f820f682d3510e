"""What one build leaves for the next: parsed entries and receipts."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from sitegen.diagnostics import Span, problem
from sitegen.model.body import Body
from sitegen.model.entry import Entry
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.model.source import Source
from sitegen.model.target import Receipt
from sitegen.stages.parse import ParseSettings, parse


class Memory:
    """Kept by whoever builds more than once in one process."""

    def __init__(self) -> None:
        self.entries: dict[str, tuple[Source, ParseSettings, Entry[Meta]]] = {}
        """Key -> the source and settings an entry was read from, and the entry."""
        self.receipts: dict[str, dict[str, Receipt]] = {}
        """Output folder -> path -> receipt."""

    def parse(
        self, sources: Iterable[Source], root: Path, kinds: Mapping[str, Kind], settings: ParseSettings
    ) -> list[Entry[Meta]]:
        """Return an entry for every source, reading only those that changed."""
        known, self.entries = self.entries, {}
        for source in sources:
            kept = known.get(source.key)
            if kept is None or kept[0] != source or kept[1] != settings:
                kept = (source, settings, _read(source, root, kinds[source.kind], settings))
            self.entries[source.key] = kept
        return [entry for _, _, entry in self.entries.values()]


def _read(source: Source, root: Path, kind: Kind, settings: ParseSettings) -> Entry[Meta]:
    try:
        data = (root / source.path).read_bytes()
    except OSError as error:
        found = problem("unreadable-file", Span(path=source.path), f"cannot read this file: {error.strerror}")
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
    return parse(source, data, kind, settings)
