"""Lists that writers ask for in a text, such as `![[events?tag=clinics&limit=3]]`, with their names resolved."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any
from urllib.parse import quote, unquote

from msgspec import structs

from sitegen.diagnostics import did_you_mean
from sitegen.fields.key_names import nearly
from sitegen.model.entry import Entry
from sitegen.model.kind import Kind
from sitegen.model.listing import EVERY, MOST, USUAL, Listing
from sitegen.model.meta import Meta
from sitegen.model.reference import Reference
from sitegen.stages.assemble.names import Names
from sitegen.urls import same_tag

_ASKED = re.compile(r"\s*([\w-]+)\s*\?(?!\s*$)\s*((?:[\w-]+\s*=|[^=&\s]+&).*)", re.DOTALL)
_BEGUN = re.compile(r"\s*([\w-]+)\s*(\?\s*([\w-]*))?\s*")
_NOBODYS = "-"
"""The slug of no tag, for one that only entries have which this build leaves out: the list of it is empty."""
_DATED = "diary"
"""How the entries of a kind are shown that take place: by their dates."""

WHEN = ("upcoming", "past", "all")
ORDERS = ("newest", "oldest", "title")


class Unlisted(Exception):
    """A list that cannot be made: why, and the text that was probably meant."""

    def __init__(self, message: str, fix: str, meant: str = "", *, hidden: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix
        self.meant = meant
        """What to write between the brackets; empty where it cannot be told."""
        self.hidden = hidden
        """Whether it names something that is not published."""


def asks_for_list(target: str) -> bool:
    """Return whether the text between double brackets is a word, a question mark and a parameter."""
    return "?" in target and _ASKED.fullmatch(target) is not None


class Listings:
    """Reads what lists ask for."""

    def __init__(
        self,
        kinds: Mapping[str, Kind],
        names: Names,
        hidden: Names,
        slug_of: Callable[[str], str],
        tags: Iterable[str],
        left_out: Collection[Entry[Meta]] = (),
    ) -> None:
        """`slug_of` returns the slug of a tag, "" for an unknown one; `tags` are the labels of all.

        A tag that only entries have that are `left_out` for now is no slip: the clock alone must not stop a build.
        """
        self._left_out = left_out
        self._kinds = kinds
        self._names = names
        self._hidden = hidden
        self._slug_of = slug_of
        self._tags = tuple(tags)
        self._words = {word: name for name, kind in kinds.items() if kind.pages for word in _words_for(name, kind)}
        """A word for the entries of a kind -> the kind."""

    def of(self, key: str, reference: Reference) -> Listing:
        """Return what a reference of an entry asks for. Raises Unlisted for the first slip in it."""
        target = f"{reference.target}#{reference.anchor}" if reference.anchor else reference.target
        if reference.kind != "embed":
            message = "a list of entries is a paragraph of its own, with a ! before the brackets"
            raise Unlisted(message, f"![[{target}]]")
        asked = _ASKED.fullmatch(target)
        assert asked
        word, text = asked[1], asked[2]
        kind = "" if word.casefold() == EVERY else self._words.get(word.casefold())
        if kind is None:
            known = (*self._words, EVERY)
            near = _near(word.casefold(), known)
            message = f"there is no kind of entries called {word!r}"
            fix = f"did you mean `{near}`?" if near else f"write one of {', '.join(self._shown())}"
            raise Unlisted(message, fix, near and target.replace(word, near, 1))
        dated = bool(kind) and self._kinds[kind].shown_as == _DATED
        values: dict[str, Any] = {}
        for name, value, typed in _parameters(text):
            values |= self._parameter(name, value, typed, target, values, key, dated=dated)
        if dated:
            values.setdefault("when", "all" if values.get("year") else "upcoming")
        return structs.replace(Listing(kind=kind, title=reference.text), **values)

    def begun(self, target: str) -> Unlisted | None:
        """Return what a list lacks that names a kind and chooses by nothing; None for what begins no list."""
        found = _BEGUN.fullmatch(target)
        if not found or (found[1].casefold() != EVERY and found[1].casefold() not in self._words):
            return None
        if found[3]:
            return Unlisted(f"`{found[3]}` has no value", f"write {found[3]}=… or take it out")
        meant = f"{found[1]}?limit={USUAL}"
        return Unlisted("a list of entries says what it chooses by", f"![[{meant}]]", meant)

    def _shown(self) -> list[str]:
        """Return one word for each kind, for a message."""
        return [
            *dict.fromkeys(next(w for w, k in self._words.items() if k == name) for name in self._words.values())
        ]

    def _parameter(
        self, name: str, value: str, typed: str, target: str, before: Mapping[str, Any], key: str, *, dated: bool
    ) -> dict[str, Any]:
        """Return the field that a parameter gives."""

        def wrong(message: str, near: str, fix: str) -> Unlisted:
            meant = _with(target, typed, f"{name}={_written(near)}") if near else ""
            return Unlisted(message, f"did you mean `{name}={near}`?" if near else fix, meant)

        known = ("tag", "stakeholder", "programme", "year", "limit", "when" if dated else "order")
        if name not in known:
            near = _near(name, known)
            message = f"a list of {'events' if dated else 'entries'} has no parameter {name!r}"
            fix = f"did you mean `{near}`?" if near else f"it takes {', '.join(known)}"
            raise Unlisted(message, fix, near and _with(target, typed, typed.replace(name, near, 1)))
        if not value:
            raise Unlisted(f"`{name}` has no value", f"write {name}=… or take it out")
        if name in before and name != "tag":
            raise Unlisted(f"`{name}` is written twice", "take one of the two out")
        if name == "tag":
            slug = self._slug_of(value)
            if not slug and same_tag(value) in {
                same_tag(tag) for each in self._left_out for tag in each.meta.tags
            }:
                slug = _NOBODYS
            if not slug:
                raise wrong(
                    f"no entry has the tag {value!r}", did_you_mean(value, self._tags), "name a tag that is used"
                )
            return {"tags": (*before.get("tags", ()), slug)}
        if name in ("stakeholder", "programme"):
            people = [each for each, kind in self._kinds.items() if kind.people] if name == "stakeholder" else ()
            found = self._names.find(value, key, people).key
            if not found and self._hidden.find(value, key, people).key:
                raise Unlisted(f"{value!r} is not published", "", hidden=True)
            if not found:
                what = "stakeholder" if people else "entry"
                near = self._names.nearest(value, people)
                raise wrong(f"there is no {what} called {value!r}", near, "name one that there is")
            return {name: found}
        if name in ("when", "order"):
            choices = WHEN if name == "when" else ORDERS
            if value.casefold() not in choices:
                raise wrong(f"`{name}` cannot be {value!r}", _near(value, choices), f"write {_or(choices)}")
            return {name: value.casefold()}
        least, most = (1, MOST) if name == "limit" else (1000, 9999)
        if not (value.isascii() and value.isdecimal() and least <= int(value[:6]) <= most):
            near = self._year_like(value) if name == "year" else _limit_like(value)
            fix = "write a year with four digits" if name == "year" else f"take it out, which shows up to {USUAL}"
            raise wrong(f"`{name}` wants a number from {least} to {most}, not {value!r}", near, fix)
        return {name: int(value)}

    def _year_like(self, value: str) -> str:
        """Return the one year of entries that what was written is a slip of; "" for none, and for more."""
        shorter = {value[:place] + value[place + 1 :] for place in range(len(value))}
        short = [year for year in self._years if len(value) == 2 and year.endswith(value)]
        doubled = [year for year in self._years if year in shorter]
        alike = [year for year in self._years if did_you_mean(value, [year])]
        return next((found[0] for found in (short, doubled, alike) if len(found) == 1), "")

    @cached_property
    def _years(self) -> list[str]:
        """Return the years in which something is dated or takes place, the latest first."""
        found = set()
        for entry in self._names.entries.values():
            moments = (entry.meta.date, entry.meta.schedule.start if entry.meta.schedule else None)
            found |= {f"{moment.day.year:04}" for moment in moments if moment}
        return sorted(found, reverse=True)


def _limit_like(value: str) -> str:
    """Return the number that a list can have and that is nearest to one that was written; "" for no number."""
    found = re.match(r"\d+(?=\D*$)", value, re.ASCII)
    number = int(found[0][:6]) if found else 0
    return str(min(number, MOST)) if number else ""


def _words_for(name: str, kind: Kind) -> Iterator[str]:
    yield kind.folder or f"{name}s"
    yield name
    yield f"{name}s"


def _parameters(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield name and value of each parameter, and how it is written."""
    for part in re.split(r"&amp;|&", text):
        name, _, value = part.partition("=")
        if part.strip():
            yield name.strip().casefold(), unquote(value).strip(), part


def _with(target: str, typed: str, meant: str) -> str:
    return target.replace(typed, meant, 1)


def _written(value: str) -> str:
    """Return a value with what would part it from the rest encoded."""
    return "".join(quote(sign, safe="") if sign in "&#|%[]" else sign for sign in value)


def _near(word: str, known: Sequence[str]) -> str:
    """Return the known word that another is a slip of; short ones, too, whose letters have changed places."""
    return did_you_mean(word, known) or nearly(word, known)


def _or(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} or {last}"
