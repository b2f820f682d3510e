"""The ready-made wordings of an entry that texts show by name: `![[Message:short]]`."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from msgspec import structs

from sitegen.diagnostics import Diagnostic, diagnose, did_you_mean
from sitegen.model.config import LIMITS, Config
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.model.problem import Problem
from sitegen.model.reference import Reference
from sitegen.model.site import Resolved
from sitegen.stages.assemble.cures import leading_to
from sitegen.stages.assemble.matches import Matches
from sitegen.urls import normalise


class Wordings:
    """Finds the wordings that references ask for."""

    def __init__(
        self, entries: Mapping[str, Entry[Meta]], permalinks: Mapping[str, str], matches: Matches
    ) -> None:
        self._entries = entries
        self._permalinks = permalinks
        self._matches = matches
        self.problems: list[tuple[str, Problem]] = []
        """With the key of the entry whose text asks for a wording that is not there."""

    def find(self, entry: Entry[Meta], reference: Reference) -> Resolved | None:
        """Return the wording that a reference names behind a colon; None where no entry with wordings is named.

        The name of an entry may have a colon itself, so the caller looks for the whole name first.
        """
        name, colon, asked = reference.target.rpartition(":")
        if not colon or not name or reference.anchor:
            return None
        match = self._matches.meant(entry, structs.replace(reference, target=name))
        wordings = self._entries[match.key].meta.wordings if match.key else {}
        if not wordings or match.key not in self._permalinks:
            return None
        title = self._entries[match.key].meta.title
        text = next((text for each, text in wordings.items() if normalise(each) == normalise(asked)), "")
        if text:
            to = self._permalinks[match.key]
            words = reference.text or (title if reference.kind == "embed" else text.strip())
            return Resolved(to=to, key=match.key, text=words, wording=text.strip())
        near = did_you_mean(asked, wordings)
        named = f"{'!' if reference.kind == 'embed' else ''}[[{name}:{near or next(iter(wordings))}]]"
        problem = Problem(
            code="unknown-wording",
            message=f"“{title}” has no wording {asked.strip()!r}",
            fix=f"did you mean {named}?" if near else f"name one that it has, such as {named}",
            note=f"its wordings: {', '.join(wordings)}",
            edit=leading_to(f"{name}:{near}", reference) if near else None,
            reference=reference,
        )
        self.problems.append((entry.key, problem))
        return Resolved(text=reference.text or title, state="missing")


def withdrawn(
    entries: Iterable[Entry[Meta]],
    shown: Mapping[str, Entry[Meta]],
    links: Mapping[str, tuple[Resolved, ...]],
    today: dt.date,
) -> Iterator[tuple[str, Problem]]:
    """Yield a problem for each embed of words that should not be used any more."""
    for entry in entries:
        for reference, link in zip(entry.body.references, links[entry.key], strict=True):
            if not link.key or link.state or not (reference.kind == "embed" or link.wording):
                continue
            meta = shown[link.key].meta
            if reason := meta.withdrawn(today):
                message = f"this shows the words of “{meta.title}”, which {reason}"
                fix = "take it out, or show the message that replaces it"
                expired = meta.used_until is not None and meta.used_until < today
                code = "expired-wording" if expired else "retired-wording"
                yield entry.key, Problem(code=code, message=message, fix=fix, reference=reference)


def last_day_of_use(entries: Iterable[Entry[Meta]], today: dt.date) -> dt.date | None:
    """Return the next day after which the words of an entry should not be used; None without one."""
    days = (entry.meta.used_until for entry in entries)
    return min((day for day in days if day and day >= today), default=None)


def too_long(entries: Iterable[Entry[Meta]], config: Config) -> Iterator[Diagnostic]:
    """Yield a warning for each wording that is longer than its medium takes."""
    limits = LIMITS | config.wordings
    for entry in entries:
        for name, text in entry.meta.wordings.items():
            limit = limits.get(name)
            if limit is None:
                continue
            words, characters = len(text.split()), len(text.strip())
            over = [
                f"{number} {unit}, and {most} is the most"
                for number, most, unit in (
                    (words, limit.words, "words"),
                    (characters, limit.characters, "characters"),
                )
                if most and number > most
            ]
            if over:
                message = f"this wording for “{name}” has {' and '.join(over)}"
                fix = f"shorten it, or set another limit for `{name}` under `wordings` in site.yaml"
                yield diagnose("wording-too-long", entry.span(f"variants.{name}"), message, fix=fix)
