"""The entries that are there already: whose events they are, and which names are taken."""

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from sitegen.disk import read, walk
from sitegen.fields.compose import compose
from sitegen.fields.field_types import raw
from sitegen.fields.frontmatter import decode, split
from sitegen.importers.draft import Draft, Withheld
from sitegen.importers.entry import is_untouched, seal_of, text_of
from sitegen.urls import slugify, stem

Step = Literal["new", "updated", "unchanged", "kept", "removed", "exposed"]
"""What becomes of an entry; `kept` is a person's, of which the calendar says something else.

Of an event that is private in its calendar an entry is removed, or it is a person's and `exposed`.
"""
MARKDOWN = (".md", ".markdown")
TIMES = {"start", "end", "time", "status"}
"""What an override may say of a private date."""
LONGEST = 50
"""Characters of a file's name before its extension."""
_UID = re.compile(r"^uid[ \t]*:.*$", re.MULTILINE)
_DATED = re.compile(r"^(?:\d{4}-\d{1,2}-\d{1,2}-)+(?=.)")
"""Days at the beginning of a name: a build takes the first for the date of the entry."""
_TAKEN = re.compile(r"index|plan|past|\d{4}|\d{4}-\d{1,2}-\d{1,2}")
"""What a file cannot be called: a folder's head, the address of a page of the calendar, a mere date."""


class Known(Struct, frozen=True, kw_only=True):
    """An entry that is there."""

    name: str
    """Its path below the folder."""
    text: str
    head: dict[str, Any]
    """Its front matter as written; of one that cannot be read, the `uid` alone."""
    broken: bool = False
    """Whether its front matter cannot be read."""

    @property
    def hidden(self) -> bool:
        """Whether the site does not show it."""
        return self.head.get("draft") == "true" or self.head.get("visibility") == "internal"

    def tells_of(self, dates: Iterable[str]) -> tuple[str, ...]:
        """Return those dates of which its overrides tell more than when they are."""
        given = self.head.get("overrides")
        overrides = given if isinstance(given, dict) else {}
        told = {name: set(said) - TIMES for name, said in overrides.items() if isinstance(said, dict)}
        return tuple(date for date in dates if told.get(date) and not self.hidden)

    @property
    def aliases(self) -> list[str]:
        """Return its other names and its old addresses."""
        given = [self.head.get(field) for field in ("aliases", "redirect_from")]
        listed = [each for one in given for each in (one if isinstance(one, list) else [one])]
        return [each for each in listed if isinstance(each, str) and each]

    @property
    def old_addresses(self) -> list[str]:
        """Return its old addresses, in the order in which they were given up."""
        return [alias for alias in self.aliases if alias.startswith("/")]

    @property
    def names(self) -> set[str]:
        """Return the slugs that no other entry of its folder can have."""
        own = self.head.get("slug")
        return {slugify(own) if isinstance(own, str) and own else slug(self.name)} | {
            slugify(posixpath.basename(alias.strip("/"))) for alias in self.old_addresses
        }


class Plan(Struct, frozen=True, kw_only=True):
    """What becomes of one draft."""

    draft: Draft | Withheld
    name: str
    """The path of its entry below the folder."""
    step: Step
    text: str
    """What is to be written."""
    before: str = ""
    """What its file says as this is decided."""
    differs: tuple[str, ...] = ()
    """Of an entry that is kept: what the calendar says of it now, by fields. Of one exposed: private dates."""
    broken: bool = False
    """Whether the entry that is there cannot be read."""


def known(folder: Path) -> Iterator[Known]:
    """Yield the entries below a folder; what is wrong with one is left to a build to complain of."""
    for name, place in walk(folder):
        if not name.lower().endswith(MARKDOWN):
            continue
        try:
            data = read(place)
        except OSError:
            continue
        text, _ = decode(data, name)
        head = _head(text) if text is not None else None
        shown = data.decode("utf-8", "replace") if text is None else text
        yield Known(name=name, text=shown, head=_uid_alone(shown) if head is None else head, broken=head is None)


def head_of(text: str) -> dict[str, Any]:
    """Return front matter as texts, lists and mappings; empty where it cannot be read."""
    return _head(text) or {}


def _head(text: str) -> dict[str, Any] | None:
    """Return front matter; None for what cannot be read, empty where there is none."""
    parts = split(text, "")
    if parts.diagnostics:
        return None
    node, _ = compose(parts.head or "", "", parts.head_line)
    found = raw(node) if node is not None else None if (parts.head or "").strip() else {}
    return found if isinstance(found, dict) else None


def _uid_alone(text: str) -> dict[str, Any]:
    """Return the `uid` of an entry with a slip in its front matter, so that it does not get a twin for it."""
    line = _UID.search(text)
    return head_of(f"---\n{line[0]}\n---\n") if line else {}


class Shelf:
    """A folder of entries, those that are to come included."""

    def __init__(self, entries: Iterable[Known], uid: Callable[[Known], str], *, below: str = "") -> None:
        """Take what is there; entries that are new go into the folder `below`. `uid` knows whose event one is."""
        self._entries: dict[str, Known] = {}
        self._names: set[str] = set()
        self._numbers: Counter[str] = Counter()
        self._below = below
        for entry in entries:
            self._entries.setdefault(uid(entry), entry)
            self._names |= entry.names

    def plan(self, draft: Draft) -> Plan:
        """Decide what becomes of a draft."""
        text = text_of(draft)
        there = self._entries.get(draft.uid)
        if there is None:
            name = self._name(draft)
            self._names.add(slug(name))
            return Plan(draft=draft, name=posixpath.join(self._below, name), step="new", text=text)
        step: Step = "unchanged"
        differs: tuple[str, ...] = ()
        if there.broken:
            step = "kept"
        elif is_untouched(there.text):
            step = "unchanged" if text == there.text else "updated"
        elif differs := there.tells_of(draft.withheld):
            step = "exposed"
        elif seal_of(there.text) != seal_of(text) and (differs := _differences(there, draft)):
            step = "kept"
        return Plan(
            draft=draft,
            name=there.name,
            step=step,
            text=text,
            before=there.text,
            differs=differs,
            broken=there.broken,
        )

    def withdraw(self, event: Withheld) -> Plan | None:
        """Decide what becomes of the entry of an event that is private; None where none would be published."""
        there = self._entries.get(event.uid)
        if there is None or there.hidden:
            return None
        step: Step = "removed" if is_untouched(there.text) else "exposed"
        return Plan(draft=event, name=there.name, step=step, text="", before=there.text)

    def _name(self, draft: Draft) -> str:
        """Return a name for a file that no other has: the title's, with the day if need be, then with a number."""
        plain = _DATED.sub("", slugify(draft.title))[:LONGEST].strip("-")
        if not plain or _TAKEN.fullmatch(plain):
            plain = f"event-{plain}".strip("-")
        dated = f"{plain}-{draft.day}"
        for name in (plain, dated):
            if slug(f"{name}.md") not in self._names:
                return f"{name}.md"
        self._numbers[dated] += 1
        while slug(name := f"{plain}-{self._numbers[dated] + 1}-{draft.day}.md") in self._names:
            self._numbers[dated] += 1
        return name


def slug(name: str) -> str:
    """Return what a build makes of a file's name for its address."""
    return slugify(stem(name))


def _differences(there: Known, draft: Draft) -> tuple[str, ...]:
    """Say field by field what a draft has that an entry has not, or has otherwise."""
    said = head_of(text_of(draft))
    found = []
    for name in dict.fromkeys((*said, *draft.fields)):
        if said.get(name) != there.head.get(name):
            found.append(f"{name}: {_shown(said.get(name))}")
    body = split(there.text, "").body.strip()
    if draft.body and body != draft.body.strip():
        first, rest = draft.body.split("\n")[0].strip(), "\n" in draft.body
        found.append(f"text: {first[:80]}{' …' if rest or len(first) > 80 else ''}")
    return tuple(found)


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_shown(inner)}" for name, inner in value.items())
    return ", ".join(_shown(inner) for inner in value) if isinstance(value, list) else str(value or "")
