"""What becomes of each draft: a new entry, a renewed one, or one that stays as a person has edited it."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import fields, replace

from sitegen.fields.frontmatter import split
from sitegen.importers.draft import Draft, Withheld
from sitegen.importers.entry import is_untouched, recorded_checksum, text_of
from sitegen.importers.existing import Existing
from sitegen.importers.site_reader import SiteReader
from sitegen.model.entry import Entry
from sitegen.model.meta import SYNONYMS, Meta
from sitegen.urls import output_path, slugify, stem

Step = Literal["new", "updated", "unchanged", "kept", "removed", "exposed"]
"""What an import does with an entry.

`kept`: a person has edited it, and the source differs from it. `removed`: its item has become private.
`exposed`: its item has become private, and it stays because a person has edited it.
"""
LONGEST = 50
"""Characters of a file's name before its extension."""
_DATED = re.compile(r"^(?:\d{4}-\d{1,2}-\d{1,2}-)+(?=.)")
"""Days at the beginning of a name: a build takes the first for the date of the entry."""
_TAKEN = re.compile(r"index|\d{4}|\d{4}-\d{1,2}-\d{1,2}")
"""Names that no entry can have: that of a folder's head, of a page for a year, and a date alone."""


class Plan(Struct, frozen=True, kw_only=True):
    """What becomes of one draft, or of the entry of an item that has become private."""

    draft: Draft | Withheld
    key: str
    """The path of the entry below content/."""
    step: Step
    text: str
    """The text to write; empty where nothing is written."""
    before: str = ""
    """The text of the file at the time of this decision."""
    differences: tuple[str, ...] = ()
    """Of an entry that is kept, the fields of the draft that it has otherwise, as lines for a report.

    Of one that is exposed, the private dates that it publishes; none: all of it.
    """
    broken: bool = False
    """Whether the front matter of the existing entry cannot be read."""

    @property
    def path(self) -> str:
        """The path of the entry below the site's folder."""
        return f"content/{self.key}"


class Planner:
    """Decides about one draft after the other, with the entries that exist and those it has planned in mind."""

    def __init__(
        self,
        site: SiteReader,
        entries: Iterable[Existing],
        *,
        kind: str = "",
        folder: str = "",
        reserved: Iterable[str] = (),
        addresses: Iterable[str] = (),
    ) -> None:
        """Take the existing entries.

        A new entry whose draft has no `key` goes to `folder` below content/, under no name that is `reserved`.
        One that has no other name is called after its `kind`. None gets one of the `addresses` that others keep.
        """
        self._site = site
        self._kind = kind
        self._folder = folder
        self._reserved = frozenset(reserved)
        self._entries: dict[str, Existing] = {}
        self._at: dict[str, Existing] = {}
        self._planned: set[str] = set()
        self._slugs: set[str] = set()
        self._addresses = set(map(output_path, addresses))
        self._numbers: Counter[str] = Counter()
        for entry in entries:
            self._entries.setdefault(entry.uid, entry)
            self._at[entry.entry.key] = entry
            self._slugs |= entry.slugs

    def plan(self, draft: Draft) -> Plan:
        """Return what becomes of a draft."""
        found = self._entries.get(draft.uid)
        if found is None and draft.key not in self._planned:
            found = self._at.get(draft.key)
        key = found.entry.key if found else self._new_key(draft)
        self._planned.add(key)
        draft = self._with_permalink(draft, key)
        text = text_of(draft)
        if found is None:
            return Plan(draft=draft, key=key, step="new", text=text)
        step: Step = "unchanged"
        differences: tuple[str, ...] = ()
        if is_untouched(found.text):
            step = "unchanged" if text == found.text else "updated"
        elif found.entry.broken:
            step = "kept"
        elif differences := found.dates_with_details(draft.withheld):
            step = "exposed"
        elif recorded_checksum(found.text) != recorded_checksum(text):
            differences = self._differences(found, draft, text)
            step = "kept" if differences else "unchanged"
        return Plan(
            draft=draft,
            key=found.entry.key,
            step=step,
            text=text,
            before=found.text,
            differences=differences,
            broken=found.entry.broken,
        )

    def withdraw(self, item: Withheld) -> Plan | None:
        """Return what becomes of the entry of a private item; None where no entry publishes it."""
        found = self._entries.get(item.uid)
        if found is None or found.hidden:
            return None
        step: Step = "removed" if is_untouched(found.text) else "exposed"
        return Plan(draft=item, key=found.entry.key, step=step, text="", before=found.text)

    def _with_permalink(self, draft: Draft, key: str) -> Draft:
        """Return a draft with the `permalink` that it needs to keep its address, if it needs one."""
        if "permalink" in draft.fields:
            return draft
        if not draft.address:
            return self._with_slug(draft, key)
        own = self._site.address(self._site.parse_head(key, text_of(draft).encode()))
        if own and output_path(own) == output_path(draft.address):
            return draft
        return replace(draft, fields={**draft.fields, "permalink": draft.address})

    def _with_slug(self, draft: Draft, key: str) -> Draft:
        """Return a draft without an old address with the `slug` that it needs where another has its new one."""
        if not draft.key or draft.fields.get("draft"):
            return draft
        number, fresh = 1, draft
        while own := self._site.address(self._site.parse_head(key, text_of(fresh).encode())):
            if output_path(own) not in self._addresses:
                self._addresses.add(output_path(own))
                break
            number += 1
            fresh = replace(draft, fields={**draft.fields, "slug": f"{_slug(key)}-{number}"})
        return fresh

    def _new_key(self, draft: Draft) -> str:
        """Return a free path below content/: that of the draft, then one with a number; else one of its title."""
        if not draft.key:
            name = self._new_name(draft)
            self._slugs.add(_slug(name))
            return posixpath.join(self._folder, name)
        key, (name, extension) = draft.key, posixpath.splitext(draft.key)
        while key in self._planned:
            self._numbers[name] += 1
            key = f"{name}-{self._numbers[name] + 1}{extension}"
        return key

    def _new_name(self, draft: Draft) -> str:
        """Return a file name whose slug is free: from the title, then with the day, then with a number too."""
        name = _DATED.sub("", slugify(draft.title))[:LONGEST].strip("-")
        if not name or name in self._reserved or _TAKEN.fullmatch(name):
            name = f"{self._kind}-{name}".strip("-")
        dated = f"{name}-{draft.day}".strip("-")
        for each in (name, dated):
            if _slug(f"{each}.md") not in self._slugs:
                return f"{each}.md"
        while True:
            self._numbers[dated] += 1
            numbered = f"{name}-{self._numbers[dated] + 1}-{draft.day}".strip("-")
            if _slug(f"{numbered}.md") not in self._slugs:
                return f"{numbered}.md"

    def _differences(self, found: Existing, draft: Draft, text: str) -> tuple[str, ...]:
        """Return a line for each field of a draft that an entry lacks or has otherwise, and one for the text."""
        planned = self._site.parse_head(found.entry.key, text.encode())
        lines = [
            f"{name}: {_shown(value)}"
            for name, value in draft.fields.items()
            if _value(planned, name) != _value(found.entry, name)
        ]
        body = split(found.text, "").body.strip()
        if draft.body and body != draft.body.strip():
            first, more = draft.body.split("\n")[0].strip(), "\n" in draft.body
            lines.append(f"text: {first[:80]}{' …' if more or len(first) > 80 else ''}")
        return tuple(lines)


def _slug(name: str) -> str:
    """Return the slug that a build makes of a file's name."""
    return slugify(stem(name))


def _value(entry: Entry[Meta], name: str) -> Any:
    """Return the value that a key of front matter has in an entry, None for none."""
    attributes = {field.encode_name: field.name for field in fields(type(entry.meta))}
    attribute = attributes.get(SYNONYMS.get(name, name))
    return getattr(entry.meta, attribute) if attribute else entry.meta.extra.get(name)


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_shown(inner)}" for name, inner in value.items())
    return ", ".join(map(_shown, value)) if isinstance(value, list | tuple) else str(value or "")
