"""The front matter of a hub's entries: which fields, for how many entries of a hundred, and their values."""

import datetime as dt
import json
import random
import re
from collections.abc import Callable, Mapping
from typing import Any

from hub.bodies import picture
from hub.plan import CLOCK, Entry, Hub, due
from hub.prose import Prose

PLAIN = re.compile(r"[A-Za-z][\w ,.;'/()-]*|\d[\d.-]*(?: \d\d:\d\d)?|https://[\w./-]+", re.ASCII)
"""Values that need no quotes."""
SETTINGS = """\
title: Local Public Data
url: https://local-public-data.example/
language: en
timezone: Europe/London
description: A meeting place for councils, charities and developers.
contact: hub@local-public-data.example
repository: https://example.org/local-public-data/hub
menu:
  - {text: Events, to: /events/}
  - {text: Blog, to: /blog/}
  - {text: Messages, to: /messages/}
  - {text: Documents, to: /documents/}
  - {text: Wiki, to: /wiki/}
  - {text: Stakeholders, to: /stakeholders/}
per_page: 10
feeds: [post, document, event]
horizon: 2
"""


def yaml(head: Mapping[str, Any], indent: str = "") -> str:
    """Return front matter as people write it: lists of words in one line, lists of mappings over several."""
    said = []
    for name, value in head.items():
        if isinstance(value, Mapping):
            said.append(f"{indent}{name}:\n{yaml(value, f'{indent}  ')}")
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            said.append(f"{indent}{name}:\n")
            for item in value:
                lines = yaml(item, f"{indent}    ")
                said.append(f"{indent}  - {lines.removeprefix(f'{indent}    ')}")
        elif isinstance(value, list):
            said.append(f"{indent}{name}: [{', '.join(_scalar(each, flow=True) for each in value)}]\n")
        else:
            said.append(f"{indent}{name}: {_scalar(value)}\n")
    return "".join(said)


def _scalar(value: object, *, flow: bool = False) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if PLAIN.fullmatch(text) and not (flow and "," in text) else json.dumps(text)


class Heads:
    """Makes the front matter of each entry of a hub."""

    def __init__(self, hub: Hub, chance: random.Random) -> None:
        self.hub = hub
        self.chance = chance
        self.prose = Prose(chance, hub.words)

    def of(self, entry: Entry) -> dict[str, Any]:
        """Return field -> value, without fields that are empty."""
        head = {"title": entry.title, **KINDS[entry.kind](self, entry), "tags": list(entry.tags)}
        if entry.kind == "page":
            del head["tags"]
        return {name: value for name, value in head.items() if value or value is True}

    def some(self, entry: Entry, share: int, name: str, make: Callable[[], Any]) -> Any:
        """Return a value for this share of a hundred entries, and none for the others."""
        return make() if due(entry.number, share / 100, name) else None

    def post(self, entry: Entry) -> dict[str, Any]:
        """Return the fields of a post; its date is in the name of its file."""
        return {
            "author": self.names(self.hub.people, self.chance.choice((1, 1, 1, 2))),
            "image": picture(entry),
            "imagealt": self.prose.line(11),
            "excerpt": self.some(entry, 44, "excerpt", lambda: f"{self.prose.line(12)}."),
            "aliases": self.some(entry, 12, "aliases", lambda: [f"/news/{entry.date.year}/{entry.number}.html"]),
            "programme": self.some(entry, 19, "programme", lambda: self.programme().title),
            "actions": self.some(entry, 6, "actions", lambda: self.actions(entry)),
            "consultation": self.some(entry, 6, "consultation", lambda: self.consultation(entry)),
            "changes": self.some(entry, 6, "changes", lambda: self.changes(entry)),
        }

    def event(self, entry: Entry) -> dict[str, Any]:
        """Return the fields of an event; six of seventeen repeat, and those differ in how."""
        begins = entry.date + dt.timedelta(days=200)
        sort = entry.number % 17
        return {
            "date": min(entry.date, CLOCK.date()),
            "type": self.chance.choice(("meeting", "workshop", "clinic", "conference", "webinar")),
            **_times(begins, sort),
            "venue": self.some(entry, 41, "venue", self.venue),
            "online": self.some(entry, 47, "online", lambda: "https://meet.local-public-data.example/clinic"),
            "organiser": self.chance.choice(self.hub.groups).title,
            "speakers": self.some(entry, 41, "speakers", lambda: self.roles(2)),
            "attending": self.some(entry, 65, "attending", lambda: self.roles(2)),
            "messages": self.some(entry, 59, "messages", lambda: self.names(self.hub.of("message"), 2)),
            "documents": self.some(entry, 29, "documents", lambda: self.names(self.hub.of("document"), 1)),
            "programme": self.some(entry, 18, "programme", lambda: self.programme().title),
            "follow_up": self.some(entry, 18, "follow_up", lambda: self.follow_up().title),
            "excerpt": self.some(entry, 29, "excerpt", lambda: f"{self.prose.line(10)}."),
            "changes": self.some(entry, 29, "changes", lambda: self.changes(entry)),
            "actions": self.some(entry, 12, "actions", lambda: self.actions(entry)),
        }

    def stakeholder(self, entry: Entry) -> dict[str, Any]:
        """Return the fields of a person or a group: its relations, and what only colleagues read."""
        sorts = ("organisation", "team", "network", "community")
        notes = {"power": 2, "interest": 4, "stance": "supportive", "notes": f"{self.prose.line(9)}."}
        head: dict[str, Any] = {
            "type": "person" if entry.person else self.chance.choice(sorts),
            "role": self.prose.line(3) if entry.person else None,
            "member_of": self.names(self.hub.groups, self.chance.choice((1, 1, 2))) if entry.person else None,
        }
        if not entry.person:
            head |= {
                "engagement": self.chance.choice(("partner", "consult", "inform")),
                "status": self.chance.choice(("approached", "in-touch", "working-together")),
            }
        head |= {"since": entry.date}
        if not entry.person:
            head |= {"owner": self.chance.choice(self.hub.people).title}
        return head | {
            "url": self.some(entry, 19, "url", lambda: f"https://example.org/{entry.number}/"),
            "excerpt": f"{self.prose.line(11)}.",
            "aliases": self.some(entry, 35, "aliases", lambda: [f"Known as {entry.number}"]),
            "private": self.some(entry, 23, "private", lambda: notes),
        }

    def message(self, entry: Entry) -> dict[str, Any]:
        """Return the fields of a message; each ninth is the roof of a house of nine."""
        others = self.hub.of("message")
        roof = others[entry.number // 9 * 9]
        proofs = [
            {"text": self.prose.line(10), "link": self.chance.choice(self.hub.of("document")).address}
            for _ in range(2)
        ]
        variants = {name: f"{self.prose.line(length)}." for name, length in VARIANTS.items()}
        return {
            "date": entry.date,
            "updated": self.some(entry, 44, "updated", lambda: self.later(entry)),
            "parent": roof.title if roof is not entry else None,
            "audience": self.names(self.hub.groups, 2),
            "ask": f"{self.prose.line(11)}.",
            "status": self.chance.choice(("agreed", "agreed", "draft")),
            "channels": ["web pages", "talks", "guidance"],
            "proof": proofs,
            "variants": variants,
            "expires": self.some(entry, 22, "expires", lambda: dt.date(2027, 6, 30)),
            "consultation": self.some(entry, 11, "consultation", lambda: self.consultation(entry)),
            "excerpt": f"{self.prose.line(10)}.",
            "order": entry.number % 9 + 1,
        }

    def document(self, entry: Entry) -> dict[str, Any]:
        """Return the fields of a document, whose files lie beside it."""
        return {
            "date": entry.date,
            "updated": self.some(entry, 50, "updated", lambda: self.later(entry)),
            "type": self.chance.choice(("paper", "report", "dataset", "minutes", "plan")),
            "publisher": self.chance.choice(self.hub.groups).title,
            "author": self.some(entry, 50, "author", lambda: self.names(self.hub.people, 2)),
            "version": f"1.{entry.number % 9}",
            "licence": "CC BY 4.0",
            "attachments": [{"file": name, "title": self.prose.line(4), "lang": "en"} for name in files(entry)],
            "excerpt": self.some(entry, 30, "excerpt", lambda: f"{self.prose.line(14)}."),
            "programme": self.some(entry, 20, "programme", lambda: self.programme().title),
            "consultation": self.some(entry, 30, "consultation", lambda: self.consultation(entry)),
            "actions": self.some(entry, 40, "actions", lambda: self.actions(entry)),
            "changes": self.some(entry, 50, "changes", lambda: self.changes(entry)),
        }

    def wiki(self, entry: Entry) -> dict[str, Any]:
        """Return the fields of a wiki page."""
        folder = entry.path.split("/")[1]
        return {
            "type": TYPES[folder],
            "date": entry.date,
            "updated": self.some(entry, 80, "updated", lambda: self.later(entry)),
            "author": self.some(entry, 68, "author", lambda: self.names(self.hub.people, 1)),
            "excerpt": self.some(entry, 28, "excerpt", lambda: f"{self.prose.line(9)}."),
            "aliases": self.some(entry, 16, "aliases", lambda: [f"Also {entry.number}"]),
            "related": self.some(entry, 12, "related", lambda: self.names(self.hub.of("document"), 2)),
            "order": self.some(entry, 40, "order", lambda: entry.number % 10 + 1),
        }

    def page(self, entry: Entry) -> dict[str, Any]:
        """Return the fields of a page."""
        return {
            "date": entry.date,
            "updated": self.later(entry),
            "changes": self.some(entry, 50, "changes", lambda: self.changes(entry)),
            "excerpt": f"{self.prose.line(12)}.",
        }

    def names(self, entries: list[Entry], count: int) -> list[str]:
        """Return titles of some of these entries."""
        return [entry.title for entry in self.chance.sample(entries, min(count, len(entries)))]

    def programme(self) -> Entry:
        """Return one of a few wiki pages that much belongs to."""
        return self.hub.of("wiki")[self.chance.randrange(max(1, len(self.hub.of("wiki")) // 8))]

    def follow_up(self) -> Entry:
        """Return a post that others may link to."""
        posts = self.hub.of("post")
        return posts[self.chance.randrange(max(1, len(posts) - 2))]

    def roles(self, count: int) -> list[dict[str, str]]:
        """Return people or groups with the parts that they play."""
        chosen = self.names(self.hub.of("stakeholder"), count)
        return [{"who": name, "role": self.prose.phrase(2)} for name in chosen]

    def venue(self) -> dict[str, str]:
        """Return a place."""
        said = f"{self.prose.line(2)} Library"
        return {"name": said, "address": f"{self.prose.line(2)}, London", "access": f"{self.prose.line(8)}."}

    def later(self, entry: Entry) -> dt.date:
        """Return a day after an entry was published and before the hub is built."""
        return min(CLOCK.date(), entry.date + dt.timedelta(days=self.chance.randrange(1, 200)))

    def changes(self, entry: Entry) -> list[dict[str, Any]]:
        """Return a note of what was changed since."""
        return [{"date": self.later(entry), "note": f"{self.prose.line(7)}."}]

    def actions(self, entry: Entry) -> list[dict[str, Any]]:
        """Return two things to do, one of them done."""
        first, second = self.names(self.hub.of("stakeholder"), 2)
        done = {"status": "done", "done": self.later(entry)}
        days = [entry.date + dt.timedelta(days=days) for days in (30, 400)]
        return [
            {"what": self.prose.line(8), "who": first, "due": days[0], **done},
            {"what": self.prose.line(9), "who": second, "due": days[1], "status": "open"},
        ]

    def consultation(self, entry: Entry) -> dict[str, Any]:
        """Return a consultation of three months with two questions."""
        return {
            "opens": entry.date,
            "closes": entry.date + dt.timedelta(days=90),
            "respond": {"email": "hub@local-public-data.example"},
            "for": self.names(self.hub.groups, 2),
            "questions": [f"{self.prose.line(9)}?", f"{self.prose.line(7)}?"],
        }


def _times(begins: dt.date, sort: int) -> dict[str, Any]:
    """Return when an event is: six of seventeen repeat, one of these by an RRULE, the others by rules in words."""
    thursday = begins + dt.timedelta(days=(3 - begins.weekday()) % 7)

    def week(turn: int) -> dt.date:
        return thursday + dt.timedelta(weeks=turn)

    evening = {"start": f"{thursday} 18:00", "duration": "2 hours"}
    match sort:
        case 1:
            rule = {"every": "week", "count": 16}
            moved = {str(week(7)): {"start": week(8) - dt.timedelta(days=2), "status": "rescheduled"}}
            added = [f"{week(5) + dt.timedelta(days=1)} 18:00"]
            return evening | {"repeat": rule, "except": [week(3)], "also": added, "overrides": moved}
        case 4 | 8:
            rule = {"every": "month", "on": "first Thu", "until": begins + dt.timedelta(days=600)}
            first = begins.replace(day=1)
            first += dt.timedelta(days=(3 - first.weekday()) % 7)
            return evening | {"start": f"{first} 18:00", "timezone": "Europe/London", "repeat": rule}
        case 11:
            return {"start": begins, "all_day": True, "repeat": {"every": "year", "count": 4}}
        case 13:
            rule = {"every": "3 months", "count": 8}
            return evening | {"start": f"{begins.replace(day=10)} 18:00", "repeat": rule}
        case 15:
            end = {"end": f"{thursday} 13:00", "timezone": "Europe/London"}
            rrule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;COUNT=34"
            return {"start": f"{thursday} 12:30", **end, "rrule": rrule, "except": [week(4)]}
        case 2 | 6 | 10 | 14:
            return {"start": begins, "end": begins + dt.timedelta(days=2), "all_day": True}
        case _:
            return {"start": f"{begins} 14:00", "end": f"{begins} 16:30"}


def files(entry: Entry) -> list[str]:
    """Return the files that belong to a document: one, or two for every third."""
    return ["figures.csv", "text.txt"] if entry.number % 3 == 0 else ["text.txt"]


KINDS: dict[str, Callable[[Heads, Entry], dict[str, Any]]] = {
    "post": Heads.post,
    "event": Heads.event,
    "stakeholder": Heads.stakeholder,
    "message": Heads.message,
    "document": Heads.document,
    "wiki": Heads.wiki,
    "page": Heads.page,
}
TYPES = {
    "guides": "guide",
    "glossary": "term",
    "writers-guide": "guide",
    "programmes": "programme",
    "strategy": "strategy",
}
"""Folder of the wiki -> type of its pages."""
VARIANTS = {"short": 6, "medium": 14, "long": 40, "social": 18}
"""Wording of a message -> its words."""
