"""The changes of texts by which everything leads to where it led before a move."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import quote, unquote

from sitegen.disk import read
from sitegen.facets.relations import Reach
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta, lists_with
from sitegen.model.reference import Reference
from sitegen.moving.request import Move
from sitegen.moving.resolution import NOWHERE, Goal, Resolution
from sitegen.moving.site import State
from sitegen.moving.text import Change, SourceText, with_addresses
from sitegen.moving.wording import Ends, is_path, is_shortest, names, paths
from sitegen.stages.assemble.files import named_files

_SHOWS_TITLE = ("wiki",)
"""The kinds of references that are shown with the title or name of what they lead to."""


class Changes:
    """Works out the changes, entry by entry."""

    def __init__(self, *, site: State, move: Move, before: Resolution, now: Resolution) -> None:
        self.site = site
        self.move = move
        self.renamed = move.renamed
        self.before = before
        self.now = now
        self.lost: list[tuple[str, str]] = []
        self.paths = {source.key: source.path for source in site.sources}
        """Key -> the path of its file below the site, before the move."""

    def text(self, old: str) -> SourceText:
        """Return the text of the source with an old key."""
        path = self.paths[old]
        return SourceText(read(self.site.root / path), path)

    def after(self, goal: Goal) -> Goal:
        """Return what has to be led to after the move."""
        entry = self.renamed.get(goal.entry, goal.entry)
        if goal.file.endswith("/"):
            return goal._replace(file=self.move.folder(goal.file[:-1]) + "/")
        return goal._replace(entry=entry, file=self.renamed.get(goal.file, goal.file))

    def changes(self, old: str, entry: Entry[Meta]) -> Iterator[Change]:
        """Yield the changes by which everything in an entry leads to where it led before."""
        text: list[SourceText] = []

        def source() -> SourceText:
            if not text:
                text.append(self.text(old))
            return text[0]

        for reference in dict.fromkeys(self.site.entries[old].body.references):
            yield from self._list(source, old, entry, reference)
            was = self.before.link(old, reference)
            if not (was.entry or was.file) or self._holds(old, entry, reference, was):
                continue
            yield from self._link(source(), old, entry, reference, was)
        for reference in self.site.entries[old].body.own_links:
            was = self.before.place(reference.target)
            if was.entry and not self.now.place(reference.target).same(self.after(was)):
                changed = source().hosted(reference, self.now.permalinks[self.after(was).entry])
                if changed:
                    yield changed
                else:
                    self.lost.append((entry.path, reference.target))
        yield from self._fields(source, old, entry)

    def leads_alike(self, old: str, there: Entry[Meta]) -> bool:
        """Return whether all that is named in an entry after the move leads to where it leads before.

        `there` may spell it otherwise, and has as many links, relations and files. What leads nowhere before may
        lead anywhere.
        """
        before = [self.after(goal) for goal in _goals(self.site.entries[old], self.before)]
        after = [*_goals(there, self.now)]
        pairs = zip(before, after, strict=False)
        return len(before) == len(after) and all(was in (NOWHERE, now) or was.same(now) for was, now in pairs)

    def settings(self) -> str:
        """Return site.yaml with the new addresses of pages in menu and footer; "" where none of them moves."""
        config = self.site.config
        moved = {}
        for address in (item.to for item in (*config.menu, *config.footer)):
            path, mark, anchor = address.partition("#")
            was = self.before.place(path)
            if was.entry and not self.now.place(path).same(self.after(was)):
                moved[address] = self.now.permalinks[self.after(was).entry] + mark + anchor
        return with_addresses(read(self.site.settings).decode(), moved) if moved else ""

    def _holds(self, old: str, entry: Entry[Meta], reference: Reference, was: Goal) -> bool:
        """Return whether a link leads to where it led, and is a path from file to file if it was one."""
        wanted = self.after(was)
        if not self.now.link(entry.key, reference).same(wanted):
            return False
        typed = reference.target.partition("?")[0] if reference.kind in ("link", "image") else ""
        return self._is_path_still(typed, old, entry, was)

    def _is_path_still(self, typed: str, old: str, entry: Entry[Meta], was: Goal) -> bool:
        """Return whether what was typed is still the path from file to file, and the shortest, if it was that."""
        wanted = self.after(was)
        before = (old, was.entry or was.file.rstrip("/"))
        now = (entry.key, wanted.entry or wanted.file.rstrip("/"))
        if before == now or not is_path(typed, *before):
            return True
        return is_path(typed, *now) and (not is_shortest(typed, *before) or is_shortest(typed, *now))

    def _link(
        self, text: SourceText, old: str, entry: Entry[Meta], reference: Reference, was: Goal
    ) -> Iterator[Change]:
        wanted, ends = self.after(was), self._ends(old, entry, was)
        typed, query, rest = reference.target, "", ""
        if reference.kind in ("link", "image"):
            typed, query, rest = typed.partition("?")
        named = reference.kind in ("wiki", "embed", "post")
        for place in (names if named else paths)(typed.removesuffix(was.wording), ends):
            way = place + was.wording
            asked = way if named else way.replace("%", "%25")
            found = self.now.link(entry.key, reference, asked)
            if not found.same(wanted):
                continue
            if reference.start is None:
                changes = [*text.links(reference, way)]
            else:
                same_title = self._title(was.entry, self.before) == self._title(wanted.entry, self.now)
                shown = same_title and found.words != was.words and reference.kind in _SHOWS_TITLE
                renamed = text.renamed(reference, way, was.words if shown else "")
                changes = [renamed] if renamed else []
            if changes:
                yield from changes
                return
        self.lost.append((entry.path, reference.target + query + rest))

    def _list(
        self, source: Callable[[], SourceText], old: str, entry: Entry[Meta], reference: Reference
    ) -> Iterator[Change]:
        """Yield the change of a list within a text so that it names the same entries."""
        before = self.before.listed(old, reference)
        if not before:
            return
        target = reference.target
        word = target.partition("?")[0]

        def means(name: str, value: str) -> str:
            found = self.now.listed(entry.key, reference, f"{word}?{name}={_encoded(value)}") or {}
            return found.get(name, "")

        for name, key in before.items():
            wanted = self.renamed.get(key, key)
            parameter = re.search(rf"(?<=[?&;])\s*{name}\s*=\s*([^&#]*)", target, re.I)
            typed = unquote(parameter[1]).strip() if parameter else ""
            if parameter is None or means(name, typed) == wanted:
                continue
            ways = names(typed, self._ends(old, entry, Goal(entry=key)))
            way = next((way for way in ways if means(name, way) == wanted), "")
            if way:
                target = f"{target[: parameter.start(1)]}{_encoded(way)}{target[parameter.end(1) :]}"
            else:
                self.lost.append((entry.path, reference.target))
        changed = source().renamed(reference, target, "") if target != reference.target else None
        if changed:
            yield changed

    def _fields(self, source: Callable[[], SourceText], old: str, entry: Entry[Meta]) -> Iterator[Change]:
        before = self.site.entries[old]
        for reach in before.reaches:
            was = self.before.relation(old, reach)
            if not was.entry or was.entry.startswith("#"):
                continue
            if self.now.relation(entry.key, reach, reach.text).same(self.after(was)):
                continue
            ends = self._ends(old, entry, was)
            ways = (way for way in names(reach.text, ends) if self._means(entry, reach, way, was))
            place = (reach.line, reach.column, reach.length)
            found = next((source().within(place, reach.text, way) for way in ways), None)
            if found:
                yield found
            else:
                self.lost.append((entry.path, reach.text))
        for field, name in named_files(before):
            was = self.before.attached(old, name)
            holds = self.now.attached(entry.key, name).same(self.after(was))
            if was.same(NOWHERE) or (holds and self._is_path_still(name, old, entry, was)):
                continue
            ends = self._ends(old, entry, was)
            for way in paths(name, ends):
                if self.now.attached(entry.key, way).same(self.after(was)):
                    changed = source().within(_place(before, field), name, way)
                    if changed:
                        yield changed
                        break
            else:
                self.lost.append((entry.path, name))
        for field in lists_with(type(before.meta), "link"):
            for number, item in enumerate(getattr(before.meta, field)):
                address, mark, anchor = item.link.partition("#")
                was = self.before.place(address) if address.startswith("/") else NOWHERE
                if was.entry and not self.now.place(address).same(self.after(was)):
                    to = self.now.permalinks[self.after(was).entry] + mark + anchor
                    changed = source().within(_place(before, f"{field}.{number}.link"), item.link, to)
                    if changed:
                        yield changed

    def _means(self, entry: Entry[Meta], reach: Reach, way: str, was: Goal) -> bool:
        return self.now.relation(entry.key, reach, way).same(self.after(was))

    def _ends(self, old: str, entry: Entry[Meta], was: Goal) -> Ends:
        now = self.after(was)
        return Ends(
            source=old,
            source_now=entry.key,
            target=was.entry or was.file.rstrip("/"),
            target_now=now.entry or now.file.rstrip("/"),
            permalink=self.now.permalinks.get(entry.key, "/"),
            address=self.now.permalinks.get(now.entry, "") if now.entry else "",
            title=self._title(now.entry, self.now),
        )

    def _title(self, key: str, state: Resolution) -> str:
        return state.entries[key].meta.title if key in state.entries else ""


def _goals(entry: Entry[Meta], state: Resolution) -> Iterator[Goal]:
    """Yield what each link, relation and file of an entry leads to, in order; NOWHERE for one without a goal."""
    for reference in entry.body.references:
        yield from (Goal(entry=key) for key in (state.listed(entry.key, reference) or {}).values())
        yield state.link(entry.key, reference)
    for reference in entry.body.own_links:
        yield state.place(reference.target)
    for reach in entry.reaches:
        yield state.relation(entry.key, reach, reach.text)
    for _, name in named_files(entry):
        yield state.attached(entry.key, name)
    for field in lists_with(type(entry.meta), "link"):
        for item in getattr(entry.meta, field):
            yield state.place(item.link.partition("#")[0]) if item.link.startswith("/") else NOWHERE


def _encoded(name: str) -> str:
    """Return a name as the value of a parameter of a list."""
    return "".join(quote(sign, safe="") if sign in "&#|%[]" else sign for sign in name)


def _place(entry: Entry[Meta], field: str) -> tuple[int, int, int]:
    """Return the place of a field, or of the nearest field above it."""
    while field and field not in entry.places:
        field = field.rpartition(".")[0]
    return entry.places.get(field, (1, 1, 0))
