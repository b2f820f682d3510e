"""Random sites of every kind, and random edits of them: tables of what people write, chosen by number.

An entry stands in a slot, and its slot gives it a name by which others refer to it whatever its title and file
become. So most sites are valid, while titles, files, dates and relations change as they like.
"""

import copy
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.engine.any_words import ASSETS, BODIES, FIELDS, FRAGMENTS, LAYOUTS, NEEDED, PADS, SETTINGS, TITLES

SLOTS: tuple[tuple[str, str], ...] = (
    ("stakeholder", "content/stakeholders/ada.md"),
    ("post", "content/posts/2026-01-01-one.md"),
    ("wiki", "content/wiki/two.md"),
    ("event", "content/events/six.md"),
    ("message", "content/messages/five.md"),
    ("document", "content/documents/seven/index.md"),
    ("page", "content/three.md"),
    ("term", "content/tags/red.md"),
    ("post", "content/posts/2026-02-02-eleven.md"),
    ("wiki", "content/wiki/two/below.md"),
    ("stakeholder", "content/stakeholders/network.md"),
    ("event", "content/events/nine.md"),
    ("message", "content/messages/ten.md"),
    ("head", "content/index.md"),
    ("head", "content/posts/index.md"),
    ("head", "content/events/index.md"),
    ("post", "content/posts/2026-11-20-twelve.md"),
    ("document", "content/documents/thirteen.md"),
)
"""Kind and first file of each entry there can be."""


@dataclass
class Draft:
    """One entry, as its writer has it before them."""

    path: str
    title: str
    fields: dict[str, str]
    body: str
    note: str = ""
    """Comments in the front matter: they only move what stands below."""

    def source(self, slot: int) -> str:
        """Return the file: the name of its slot is always among its aliases."""
        head = {"title": self.title, **self.fields}
        if SLOTS[slot][0] != "head":
            head["aliases"] = f"[{name(slot)}{head.get('aliases', '')}]"
        return (
            "---\n"
            + "".join(f"{key}: {value}\n" for key, value in head.items())
            + f"{self.note}---\n{self.body}\n"
        )


@dataclass
class AnySite:
    """A site as it lies on disk, all of it plain values."""

    drafts: dict[int, Draft] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=lambda: {key: values[0] for key, values in SETTINGS.items()})
    files: dict[str, str] = field(default_factory=dict)
    """Layouts, assets and pictures."""

    def add(self, slot: int, kinds_of_fields: int, body: int) -> None:
        """Write an entry, over what was in its slot."""
        kind, path = SLOTS[slot]
        self.drafts[slot] = Draft(path, TITLES[slot % len(TITLES)], dict(NEEDED.get(kind, {})), "Words.")
        if kind == "message":
            self.drafts[slot].fields["audience"] = next(
                (name(other) for other in self.drafts if SLOTS[other][0] == "stakeholder"), "red"
            )
        self.set_field(slot, kinds_of_fields, body)
        self.set_body(slot, body, kinds_of_fields)

    def set_field(self, slot: int, which: int, value: int) -> None:
        """Give a field another value, or take it out."""
        draft, kind = self.drafts[slot], SLOTS[slot][0]
        known = [*FIELDS[""], *FIELDS.get(kind, ())] if kind not in ("term", "head") else FIELDS[kind]
        key, values = known[which % len(known)]
        chosen = values[value % len(values)]
        others = [other for other in self.drafts if other != slot and SLOTS[other][0] not in ("head", "term")]
        for wanted in ("stakeholder", "event", "message", "document", "any"):
            fitting = [other for other in others if wanted in ("any", SLOTS[other][0])]
            if f"@{wanted}" in chosen and not fitting:
                return
            chosen = chosen.replace(f"@{wanted}", name(fitting[value % len(fitting)]) if fitting else "")
        draft.fields.pop(key, None)
        if chosen or key in NEEDED.get(kind, ()):
            draft.fields[key] = chosen or NEEDED[kind][key]

    @classmethod
    def of(cls, drafts: Iterable[tuple[int, int, int]]) -> "AnySite":
        """Return a site with a page in the first slot, and these drafts: slot, number, body."""
        site = cls()
        for slot, which, body in ((0, 0, 0), *drafts):
            site.add(slot, which, body)
        return site

    def set_body(self, slot: int, first: int, second: int) -> None:
        """Write another body, of one or two parts or a ready one."""
        if first % 5 == 0:
            self.drafts[slot].body = BODIES[second % len(BODIES)]
            return
        parts = (FRAGMENTS[first % len(FRAGMENTS)], FRAGMENTS[second % len(FRAGMENTS)])
        here = Path(self.drafts[slot].path).parent
        said = []
        for number, part in zip((second, first), parts, strict=True):
            other = number % len(SLOTS)
            draft = self.drafts.get(other)
            to = Path(draft.path if draft else SLOTS[other][1])
            title = draft.title if draft else TITLES[other % len(TITLES)]
            steps = "../" * len(here.relative_to("content").parts) + str(to.relative_to("content"))
            said.append(part.replace("@name", name(other)).replace("@title", title).replace("@file", steps))
        self.drafts[slot].body = "\n\n".join(said)

    def delete(self, slot: int, *, carelessly: bool) -> None:
        """Delete an entry and, with care, the fields that name it."""
        del self.drafts[slot]
        for draft in self.drafts.values():
            for key in [key for key, value in draft.fields.items() if name(slot) in value and not carelessly]:
                del draft.fields[key]
                if key == "audience":
                    draft.fields[key] = "red"

    def written(self) -> dict[str, str]:
        """Return every file of the site."""
        files = {draft.path: draft.source(slot) for slot, draft in self.drafts.items()}
        lines = (f"{key}: {value}\n" for key, value in self.settings.items() if value)
        beside = {
            str(Path(draft.path).with_name("data.csv")): "a,b\n1,2\n"
            for slot, draft in self.drafts.items()
            if SLOTS[slot][0] == "document"
        }
        return {"site.yaml": "".join(lines), **beside, **self.files, **files}


def name(slot: int) -> str:
    """Return what an entry is called for good."""
    return f"Name{slot}n"


Edit = tuple[str, int, int, int]
"""A verb and three numbers, which choose from what there is."""


def apply(edit: Edit, site: AnySite) -> AnySite:
    """Return the site after an edit; an edit of what is not there adds it."""
    site = copy.deepcopy(site)
    verb, first, second, third = edit
    slot = first % len(SLOTS)
    if verb in ("field", "body", "title", "tags", "date", "permalink", "delete", "rename", "swap", "pad"):
        if slot not in site.drafts:
            site.add(slot, second, third)
            return site
        draft = site.drafts[slot]
    if verb == "add":
        site.add(slot, second, third)
    elif verb == "delete":
        site.delete(slot, carelessly=second % 8 == 0)
    elif verb == "rename":
        draft.path = _renamed(draft.path, second)
    elif verb == "field":
        site.set_field(slot, second, third)
    elif verb == "body":
        site.set_body(slot, second, third)
    elif verb == "pad":
        draft.note, draft.body = ("# A note.\n" * (second % 3), f"{PADS[third % len(PADS)]}{draft.body}")
    elif verb == "title":
        draft.title = TITLES[second % len(TITLES)]
    elif verb == "swap" and site.drafts:
        other = site.drafts[sorted(site.drafts)[second % len(site.drafts)]]
        draft.title, other.title = other.title, draft.title
    elif verb in ("tags", "date", "permalink"):
        _set_common(draft, verb, second)
    elif verb == "file":
        places = {**LAYOUTS, **ASSETS}
        path = sorted(places)[first % len(places)]
        site.files.pop(path, None)
        chosen = places[path][second % len(places[path])]
        if chosen:
            site.files[path] = chosen
    elif verb == "setting":
        key = sorted(SETTINGS)[first % len(SETTINGS)]
        site.settings[key] = SETTINGS[key][second % len(SETTINGS[key])]
    return site


def _set_common(draft: Draft, key: str, value: int) -> None:
    values = dict(FIELDS[""])[key]
    chosen = values[value % len(values)]
    draft.fields.pop(key, None)
    if chosen or key in draft.fields:
        draft.fields[key] = chosen


def _renamed(path: str, number: int) -> str:
    """Return another path in the same folder; a date and a folder of its own stay."""
    place = Path(path)
    if place.name == "index.md":
        return path if len(place.parts) < 4 else str(place.parent.with_name(f"renamed-{number % 3}") / place.name)
    date = place.name[:11] if place.name[:2] == "20" else ""
    return str(place.with_name(f"{date}renamed-{number % 3}.md"))


def lay_out(root: Path, before: Mapping[str, str], after: Mapping[str, str]) -> None:
    """Make the files of a site those of another, touching no more than differs."""
    for path in before.keys() - after.keys():
        (root / path).unlink()
    for path, text in after.items():
        if before.get(path) != text:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")


def emptied(root: Path, kept: Sequence[str] = ()) -> None:
    """Empty a folder, for the next site."""
    for place in root.iterdir() if root.is_dir() else ():
        if place.name not in kept:
            shutil.rmtree(place) if place.is_dir() else place.unlink()
