"""The limits of embeds: no cycles, and not too many embeds, too much text or too many levels in one page.

An embedded page brings its own embeds with it: nine embeds on each of seven levels are five million. So the load
of a page is the sum of the loads of its embeds, computed once for each page without expanding any.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from sitegen.model.body import BULK
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.model.problem import Problem
from sitegen.model.site import Resolved

MOST_EMBEDS = 500
"""The most embeds in one page, nested ones included: no reader looks through more."""
MOST_BULK = 4 * 1024 * 1024 // BULK
"""The most text that they may add, in steps of BULK: 4 MiB, as much as four of the longest sources."""
MOST_LEVELS = 20
"""The deepest nesting. Each level copies the text inside it once more, and is a nested call: Python allows a
thousand."""

CARDS = 16
"""How many cards of a list have the size of BULK, about."""
_NAMED = 12
"""How many pages of a cycle the message names."""
_FIX = "link to it instead of embedding it: take the ! away"


def shows_text(link: Resolved) -> bool:
    """Return whether an embed shows the text of an entry, and not some words of it."""
    return bool(link.key) and not link.state and not link.wording


class Load(NamedTuple):
    """What the embeds of one page add to it."""

    embeds: int = 0
    bulk: int = 0
    levels: int = 0

    def over(self) -> str:
        """Return in words the limit that this exceeds; "" when it exceeds none."""
        if self.embeds > MOST_EMBEDS:
            count = f"{self.embeds:,} embeds, those inside of others included"
            return f"this page shows {count}; {MOST_EMBEDS} is the most"
        if self.bulk > MOST_BULK:
            size, most = (bulk * BULK / 1024 / 1024 for bulk in (self.bulk, MOST_BULK))
            return f"the embeds of this page bring in {size:,.1f} MiB of text; {most:,.0f} MiB is the most"
        if self.levels > MOST_LEVELS:
            return f"embeds lie in each other {self.levels} levels deep here; {MOST_LEVELS} is the most"
        return ""


NO_EMBEDS = Load()
"""The load of nearly every page."""


def cut_embeds(
    entries: Mapping[str, Entry[Meta]], links: dict[str, tuple[Resolved, ...]]
) -> list[tuple[str, Problem]]:
    """Cut every embed that leads back to itself or exceeds a limit, in `links`, and return the problems.

    A page over a limit is reported only when each of its embeds alone is within the limits.
    """
    found = _Embeds(entries, links)
    for key in links:
        found.visit(key)
    for key, cuts in found.cuts.items():
        links[key] = tuple(cuts.get(number, link) for number, link in enumerate(links[key]))
    return found.problems


class _Embeds:
    """The embeds of a site, each page visited once, after those that it embeds."""

    def __init__(self, entries: Mapping[str, Entry[Meta]], links: Mapping[str, tuple[Resolved, ...]]) -> None:
        self.entries = entries
        self.links = links
        self.problems: list[tuple[str, Problem]] = []
        self.cuts: dict[str, dict[int, Resolved]] = {}
        """Key -> number of a reference -> the resolved reference in its place."""
        self.loads: dict[str, Load | None] = {}
        """Key -> the load of its embeds; None when that exceeds a limit, in it or in a page that it embeds."""

    def visit(self, key: str) -> None:
        """Visit a page and all that it embeds, without recursion, because there may be thousands."""
        if key in self.loads:
            return
        if not self._of(key) and not self._lists(key):
            self.loads[key] = NO_EMBEDS
            return
        way: dict[str, Iterator[tuple[int, str]]] = {key: iter(self._of(key))}
        while way:
            here = next(reversed(way))
            for number, shown in way[here]:
                if shown in way:
                    self._report_cycle(here, number, shown, way)
                elif shown not in self.loads:
                    way[shown] = iter(self._of(shown))
                    break
            else:
                del way[here]
                self.loads[here] = self._load(here)

    def _of(self, key: str) -> list[tuple[int, str]]:
        """Return the number and the key of each embed of a page."""
        links = self.links[key]
        return [
            (number, links[number].key)
            for number, reference in enumerate(self.entries[key].body.references)
            if reference.kind == "embed" and shows_text(links[number])
        ]

    def _lists(self, key: str) -> list[tuple[int, Load | None]]:
        """Return the number and the load of each list of entries on a page."""
        return [
            (number, Load(1, link.listing.limit // CARDS))
            for number, link in enumerate(self.links[key])
            if link.listing
        ]

    def _report_cycle(self, key: str, number: int, shown: str, way: dict[str, Iterator[tuple[int, str]]]) -> None:
        """Report an embed that leads back to a page on the way to it, and cut it."""
        titles = [self.entries[each].meta.title for each in (shown, *islice(reversed(way), _NAMED))]
        more = " in …" if len(way) > _NAMED else ""
        self._report(key, number, "embed-cycle", f"this embeds itself: {' in '.join(titles)}{more}")
        self._cut(key, number, "missing")

    def _load(self, key: str) -> Load | None:
        """Return the load of a page's embeds, and cut those that exceed a limit."""
        cut = self.cuts.get(key, {})
        shown = [(number, each) for number, each in self._of(key) if number not in cut]
        fitting = [(number, self._load_of(each)) for number, each in shown]
        fitting = sorted([*fitting, *self._lists(key)], key=itemgetter(0))
        total = _sum(load for _, load in fitting if load)
        whole = None not in [load for _, load in fitting]
        over = total.over()
        so_far = Load()
        for number, load in fitting:
            after = _sum((so_far, load)) if load else None
            if after is None or after.over():
                if over and load:
                    self._report(key, number, "too-many-embeds", over)
                    over = ""
                self._cut(key, number, "hidden")
                whole = False
            else:
                so_far = after
        return so_far if whole else None

    def _load_of(self, key: str) -> Load | None:
        """Return the load of one embed: the page and its own embeds."""
        inside = self.loads[key]
        if inside is None:
            return None
        return Load(inside.embeds + 1, inside.bulk + self.entries[key].body.bulk, inside.levels + 1)

    def _report(self, key: str, number: int, code: str, message: str) -> None:
        """Add a problem of an embed."""
        reference = self.entries[key].body.references[number]
        self.problems.append((key, Problem(code=code, message=message, fix=_FIX, reference=reference)))

    def _cut(self, key: str, number: int, state: str) -> None:
        """Put plain words in the place of an embed."""
        text = self.links[key][number].text
        self.cuts.setdefault(key, {})[number] = Resolved(text=text, state=state)


def _sum(loads: Iterable[Load]) -> Load:
    """Return the load of several embeds on one page together."""
    embeds = bulk = levels = 0
    for load in loads:
        embeds, bulk, levels = embeds + load.embeds, bulk + load.bulk, max(levels, load.levels)
    return Load(embeds, bulk, levels)
