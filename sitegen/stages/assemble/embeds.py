"""Embeds: what they bring into a page has an end and a measure.

A page that shows another shows what that one shows, too: nine embeds on each of seven levels are five million.
So what a page brings in is added up from what each of its embeds brings in, once for every page, and nothing is
expanded for it.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from sitegen.diagnostics import Span, problem
from sitegen.model.body import BULK
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.model.site import Resolved
from sitegen.stages.assemble.fault import Fault

MOST_EMBEDS = 500
"""How many embeds one page may show, those inside of others included: no reader looks through more."""
MOST_BULK = 4 * 1024 * 1024 // BULK
"""How much text they may bring in, in steps of BULK: 4 MiB, as four of the longest sources hold."""
MOST_LEVELS = 20
"""How deep they may lie in each other. Each level goes over all the text inside it once more, and is a nested
call: Python allows a thousand."""

_NAMED = 12
"""How many pages of a ring are named."""
_FIX = "link to it instead of embedding it: take the ! away"


class Load(NamedTuple):
    """What the embeds of one page bring into it."""

    embeds: int = 0
    bulk: int = 0
    levels: int = 0

    def over(self) -> str:
        """Return in words which limit this is over; empty when it is over none."""
        if self.embeds > MOST_EMBEDS:
            count = f"{self.embeds:,} embeds, those inside of others included"
            return f"this page shows {count}; {MOST_EMBEDS} is the most"
        if self.bulk > MOST_BULK:
            size, most = (bulk * BULK / 1024 / 1024 for bulk in (self.bulk, MOST_BULK))
            return f"the embeds of this page bring in {size:,.1f} MiB of text; {most:,.0f} MiB is the most"
        if self.levels > MOST_LEVELS:
            return f"embeds lie in each other {self.levels} levels deep here; {MOST_LEVELS} is the most"
        return ""


def cut_embeds(entries: Mapping[str, Entry[Meta]], links: dict[str, tuple[Resolved, ...]]) -> list[Fault]:
    """Cut every embed that ends up inside itself, or brings too much into a page; return what there is to say.

    Of the pages that bring in too much, only those are told of whose embeds are within the limits themselves.
    """
    found = _Embeds(entries, links)
    for key in links:
        found.visit(key)
    for key, cuts in found.cuts.items():
        links[key] = tuple(cuts.get(number, link) for number, link in enumerate(links[key]))
    return found.faults


class _Embeds:
    """The embeds of a site, each page gone through once, after those that it shows."""

    def __init__(self, entries: Mapping[str, Entry[Meta]], links: Mapping[str, tuple[Resolved, ...]]) -> None:
        self.entries = entries
        self.links = links
        self.faults: list[Fault] = []
        self.cuts: dict[str, dict[int, Resolved]] = {}
        """Key -> number of a reference -> what it leads to instead."""
        self.loads: dict[str, Load | None] = {}
        """Key -> what its embeds bring in; None where that is too much, for it or for a page that it shows."""

    def visit(self, key: str) -> None:
        """Go through a page and all that it shows: by a list of pages on the way, for there may be thousands."""
        if key in self.loads:
            return
        way: dict[str, Iterator[tuple[int, str]]] = {key: iter(self._of(key))}
        while way:
            here = next(reversed(way))
            for number, shown in way[here]:
                if shown in way:
                    self._ring(here, number, shown, way)
                elif shown not in self.loads:
                    way[shown] = iter(self._of(shown))
                    break
            else:
                del way[here]
                self.loads[here] = self._load(here)

    def _of(self, key: str) -> list[tuple[int, str]]:
        """Return number and key of what a page shows."""
        return [
            (number, link.key)
            for number, (reference, link) in enumerate(
                zip(self.entries[key].body.references, self.links[key], strict=True)
            )
            if reference.kind == "embed" and link.key and not link.state
        ]

    def _ring(self, key: str, number: int, shown: str, way: dict[str, Iterator[tuple[int, str]]]) -> None:
        """Tell of an embed that leads back to a page on the way to it, and cut it."""
        titles = [self.entries[each].meta.title for each in (shown, *islice(reversed(way), _NAMED))]
        more = " in …" if len(way) > _NAMED else ""
        self._tell(key, number, "embed-cycle", f"this embeds itself: {' in '.join(titles)}{more}")
        self._cut(key, number, "missing")

    def _load(self, key: str) -> Load | None:
        """Return what a page's embeds bring in, and cut those that are too much."""
        cut = self.cuts.get(key, {})
        shown = [(number, each) for number, each in self._of(key) if number not in cut]
        fitting = [(number, self._brought(each)) for number, each in shown]
        total = _sum(load for _, load in fitting if load)
        whole = None not in [load for _, load in fitting]
        over = total.over()
        so_far = Load()
        for number, load in fitting:
            after = _sum((so_far, load)) if load else None
            if after is None or after.over():
                if over and load:
                    self._tell(key, number, "too-many-embeds", over)
                    over = ""
                self._cut(key, number, "hidden")
                whole = False
            else:
                so_far = after
        return so_far if whole else None

    def _brought(self, key: str) -> Load | None:
        """Return what an embed of a page brings in: the page, and what it shows itself."""
        inside = self.loads[key]
        if inside is None:
            return None
        return Load(inside.embeds + 1, inside.bulk + self.entries[key].body.bulk, inside.levels + 1)

    def _tell(self, key: str, number: int, code: str, message: str) -> None:
        entry = self.entries[key]
        found = problem(code, Span(path=entry.path), message, fix=_FIX)
        self.faults.append(Fault(key=key, reference=entry.body.references[number], diagnostic=found))

    def _cut(self, key: str, number: int, state: str) -> None:
        text = self.links[key][number].text
        self.cuts.setdefault(key, {})[number] = Resolved(text=text, state=state)


def _sum(loads: Iterable[Load]) -> Load:
    """Return what several embeds on one page bring in together."""
    embeds = bulk = levels = 0
    for load in loads:
        embeds, bulk, levels = embeds + load.embeds, bulk + load.bulk, max(levels, load.levels)
    return Load(embeds, bulk, levels)
