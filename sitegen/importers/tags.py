"""The tags of drafts that a site can take: two labels that would share an address are an error in a build."""

from collections.abc import Iterable

from msgspec.structs import replace

from sitegen.diagnostics import Diagnostic, Span, diagnose
from sitegen.importers.draft import Draft
from sitegen.importers.existing import existing
from sitegen.importers.site_reader import SiteReader
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.urls import slugify

DESCRIPTIONS = "term"
"""The kind of the entries that describe a tag."""


class Tags:
    """The tags of a site, by their addresses."""

    def __init__(self, site: SiteReader, entries: Iterable[Entry[Meta]]) -> None:
        """Gather the tags of a site's entries, drafts included."""
        self._same = site.same_tag
        self._merged = {self._same(label): counted for label, counted in site.merged_tags.items()}
        self._described: set[str] = set()
        self._owners: dict[str, str] = {}
        labels: list[str] = []
        for entry in entries:
            labels += entry.meta.tags
            if entry.kind == DESCRIPTIONS:
                self._described |= {self._same(name) for name in (entry.meta.title, *entry.meta.names, entry.slug)}
        for label in labels:
            self.take(label)

    def take(self, label: str) -> bool:
        """Reserve the address of a tag. Return False, and reserve nothing, where another tag has that address."""
        label = self._merged.get(self._same(label), label)
        group = self._same(label)
        return group in self._described or self._owners.setdefault(slugify(label), group) == group


def with_own_addresses(drafts: tuple[Draft, ...], site: SiteReader) -> tuple[tuple[Draft, ...], list[Diagnostic]]:
    """Return drafts without the tags whose address another tag has, and a diagnostic for each loss."""
    if not any(draft.fields.get("tags") for draft in drafts):
        return drafts, []
    tags = Tags(site, (each.entry for each in existing(site, "")))
    kept, found = [], []
    for draft in drafts:
        given = draft.fields.get("tags", [])
        taken = [tag for tag in given if tags.take(tag)]
        if len(taken) < len(given):
            lost = ", ".join(tag for tag in given if tag not in taken)
            message = f"{draft.title}: left out the tags that would share an address with another: {lost}"
            found.append(diagnose("import-loss", Span(path=draft.path, line=draft.line), message))
            fields = {name: taken if name == "tags" else value for name, value in draft.fields.items()}
            draft = replace(draft, fields={name: value for name, value in fields.items() if value})
        kept.append(draft)
    return tuple(kept), found
