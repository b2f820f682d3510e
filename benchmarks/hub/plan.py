"""Which entries a hub has: their names, files, addresses and days, and which of them others link to."""

import datetime as dt
import itertools
import random
import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from corpus import DAYS, FIRST_DAY, vocabulary
from msgspec import Struct

SEED = 20170130
CLOCK = dt.datetime(2025, 12, 1, 12, tzinfo=dt.UTC)
"""When a hub is built: after everything was published, before some of the events."""
SHARES = {"stakeholder": 26, "wiki": 28, "event": 17, "post": 16, "document": 10, "message": 9, "page": 4}
"""Entries of each kind in a hub of `sum(SHARES.values())` entries."""
FOLDERS = {
    "stakeholder": "stakeholders",
    "event": "events",
    "post": "posts",
    "document": "documents",
    "message": "messages",
    "wiki": "wiki",
    "page": "",
}
ADDRESSES = FOLDERS | {"post": "blog"}
WIKI_FOLDERS = ("guides", "glossary", "writers-guide", "programmes", "guides", "glossary", "strategy")
TAGS_OF_ONE = 1.45
"""How many tags a hub has, by the square root of its entries: 15 of 109."""
GOLDEN = 0.618034
FRESH = {"post": 2, "wiki": 1}
"""How many of the newest entries of a kind no body links to: they are edited, or linked to by what is added."""


class Entry(Struct, frozen=True, kw_only=True):
    """One entry, before it is written."""

    kind: str
    number: int
    """Its place among those of its kind, the oldest first."""
    title: str
    path: str
    """Its file below `content/`."""
    address: str
    """Its page from the site's root, such as `/wiki/guides/dalo-12/`."""
    date: dt.date
    tags: tuple[str, ...]
    person: bool = False
    """Whether this stakeholder is a person."""


def _kinds() -> list[str]:
    """Return kinds in their shares, mixed; the first few are one of each, so that a small hub has all."""
    first = ["stakeholder", *SHARES]
    others = [kind for kind, share in SHARES.items() for _ in range(share - first.count(kind))]
    random.Random(SEED).shuffle(others)
    return first + others


def due(number: int, share: float, salt: str) -> bool:
    """Return whether the entry of this number has what a share of all entries has.

    The entries with it are spread evenly, and another word for salt spreads them from another place.
    """
    start = GOLDEN * sum(map(ord, salt)) % 1
    return int(number * share + start) != int((number + 1) * share + start)


class Hub:
    """The plan of a hub of so many entries: nine at least, or a kind would be missing."""

    def __init__(self, count: int) -> None:
        self.chance = random.Random(SEED)
        self.words = vocabulary(self.chance)
        self.count = count
        self.tags = [f"theme {number + 1}" for number in range(max(4, round(TAGS_OF_ONE * count**0.5)))]
        chosen = list(itertools.islice(itertools.cycle(_kinds()), count))
        totals = {kind: chosen.count(kind) for kind in SHARES}
        numbers: dict[str, int] = defaultdict(int)
        self.entries: list[Entry] = []
        for running, kind in enumerate(chosen):
            self.entries.append(self._entry(kind, numbers[kind], totals[kind], running))
            numbers[kind] += 1

    def of(self, kind: str) -> list[Entry]:
        """Return the entries of a kind, the oldest first."""
        return self._by_kind[kind]

    @cached_property
    def people(self) -> list[Entry]:
        """The stakeholders who are persons."""
        return [entry for entry in self.of("stakeholder") if entry.person]

    @cached_property
    def groups(self) -> list[Entry]:
        """The stakeholders who are not."""
        return [entry for entry in self.of("stakeholder") if not entry.person]

    @cached_property
    def _by_kind(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {kind: [] for kind in SHARES}
        for entry in self.entries:
            found[entry.kind].append(entry)
        return found

    @cached_property
    def _targets(self) -> tuple[list[Entry], list[float]]:
        """The entries that may be linked to, in a random order, and how popular they are, added up."""
        fresh = {entry.path for kind, count in FRESH.items() for entry in self.of(kind)[-count:]}
        entries = [entry for entry in self.entries if entry.path not in fresh]
        random.Random(SEED).shuffle(entries)
        return entries, list(itertools.accumulate(1 / (rank + 20) for rank in range(len(entries))))

    def targets(self, chance: random.Random, count: int, *, but: Entry) -> list[Entry]:
        """Return entries to link to, no one twice: some of those that many link to, and others."""
        entries, weights = self._targets
        found: dict[str, Entry] = {}
        while len(found) < min(count, len(entries) // 2):
            popular = chance.random() < 0.5
            entry = chance.choices(entries, cum_weights=weights)[0] if popular else chance.choice(entries)
            if entry is not but:
                found[entry.path] = entry
        return list(found.values())

    def _entry(self, kind: str, number: int, total: int, running: int) -> Entry:
        chance = self.chance
        person = kind == "stakeholder" and number % 4 == 1
        name = chance.choices(self.words, k=2 if person else chance.choice((2, 3, 3, 4)))
        said = " ".join(name).capitalize()
        if person:
            said = " ".join(name).title()
        elif running % 25 == 3:
            said = f"{name[0].capitalize()}: {' '.join(name[1:])}"
        elif running % 25 == 7:
            said = f"{name[0].capitalize()}'s {' '.join(name[1:])}"
        title = f"{said} {running}"
        slug = re.sub(r"[^a-z0-9]+", "-", title.lower().replace("'", ""))
        date = FIRST_DAY + dt.timedelta(days=number * DAYS // total)
        below = f"{WIKI_FOLDERS[number % len(WIKI_FOLDERS)]}/{slug}" if kind == "wiki" else slug
        name_of_file = {"post": f"{date}-{slug}.md", "document": f"{slug}/index.md"}.get(kind, f"{below}.md")
        return Entry(
            kind=kind,
            number=number,
            title=title,
            path=f"{FOLDERS[kind]}/{name_of_file}".lstrip("/"),
            address=f"/{ADDRESSES[kind]}/{below}/".replace("//", "/"),
            date=date,
            tags=self._tags(chance),
            person=person,
        )

    def _tags(self, chance: random.Random) -> tuple[str, ...]:
        weights: Sequence[float] = [1 / (rank + 2) for rank in range(len(self.tags))]
        return tuple(dict.fromkeys(chance.choices(self.tags, weights, k=chance.choice((1, 2, 2, 2, 3)))))
