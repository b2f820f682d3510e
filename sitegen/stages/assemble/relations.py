"""The entries that names in front matter mean, indexed from both sides."""

import re
from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from msgspec import structs

from sitegen.diagnostics import TODAY, Diagnostic, Edit, Span, Suggestions, diagnose
from sitegen.facets.relations import Reach
from sitegen.model.entry import Entry
from sitegen.model.kind import ROLES, STEPS, Kind
from sitegen.model.meta import Meta
from sitegen.model.site import Connection
from sitegen.patterns import late
from sitegen.stages.assemble.bare_names import begins_name, whole_name
from sitegen.stages.assemble.names import Match, Names, listed
from sitegen.stages.assemble.taxonomy import Taxonomy
from sitegen.stages.assemble.translations import is_translation
from sitegen.urls import same_tag

_BETWEEN = late(
    r"\s*[,;&/+]\s*(?:and\s+)?|\s+(?:and|und|et|y|en|e|i|a|och|og|ja|és|ir|un|și|ve|oraz|и|і|та)\s+", re.I
)
"""What people put between names."""

DUE_AT = ("actions.due", "actions.due.event")
"""The fields by which a next step is due at an event."""
TAG = "#"
"""The prefix of a tag's slug where a name may mean an entry or a tag."""


class Relations:
    """The index of the names in front matter."""

    def __init__(self, kinds: Mapping[str, Kind], names: Names, hidden: Names, taxonomy: Taxonomy) -> None:
        self.kinds = kinds
        self.index = names
        self.hidden = hidden
        self.people = tuple(kind.name for kind in kinds.values() if kind.people)
        self.describing = frozenset(kind.name for kind in kinds.values() if not kind.pages)
        self.tags = taxonomy.slugs
        self.names: dict[str, dict[str, str]] = {}
        self.connections: dict[str, dict[Connection, None]] = {}
        self.near = Suggestions()
        self.diagnostics: list[Diagnostic] = []

    def resolve(self, entries: Iterable[Entry[Meta]]) -> None:
        """Resolve every name in the front matter of these entries, and add the connections."""
        steps: dict[str, dict[str, dict[str, Reach]]] = {field: {} for field in STEPS}
        for entry in entries:
            named = self.names.setdefault(entry.key, {})
            owed = _owed(entry)
            connected: set[tuple[str, str]] = set()
            for reach in entry.reaches:
                target = self._target(entry, reach)
                named[reach.text] = target or named.get(reach.text, "")
                if target and not target.startswith(TAG):
                    if (reach.field, reach.text) not in connected and not is_translation(entry):
                        connected.add((reach.field, reach.text))
                        self._connect(entry, reach, target, owed.get(reach.text, ()))
                    if reach.field in steps:
                        steps[reach.field].setdefault(entry.key, {}).setdefault(target, reach)
            self._report_repeated(entry, named)
        for graph in steps.values():
            self._report_cycles(graph)

    def meant(self, entry: Entry[Meta], reach: Reach) -> str:
        """Return the key of the entry that a name means in another, "" for none or several."""
        return self._find(self.index, entry, reach).key

    def _target(self, entry: Entry[Meta], reach: Reach) -> str:
        """Return the key, or `#` and the slug of a tag, that a name means; "" when it means nothing published."""
        match = self._find(self.index, entry, reach)
        if self._goes_on(entry, reach, match):
            return match.key
        if match.key:
            self._report_off(entry, reach, match.key)
            return "" if self.index.entries[match.key].broken else match.key
        if match.rivals:
            entries = self.index.entries
            exact = listed(match.rivals, lambda key: f"{self.index.exact(key)} is {entries[key].meta.title}")
            fix = f"write {self.index.exact(match.rivals[0])}"
            message = f"{reach.text!r} could mean {len(match.rivals)} entries"
            self._report("ambiguous-link", entry, reach, message, fix, exact)
            return ""
        if not self.describing.isdisjoint(reach.kinds) and same_tag(reach.text) in self.tags:
            return TAG + self.tags[same_tag(reach.text)]
        several = self._several(entry, reach)
        if not reach.must:
            if several:
                known = [
                    name
                    for name in several
                    if self._find(self.index, entry, structs.replace(reach, text=name)).key
                ]
                verb = "are" if len(known) > 1 else "is"
                message = f"{reach.text!r} is nobody's name, but {' and '.join(known)} {verb}"
                fix = _as_list(entry, reach, several)
                self._report("several-names", entry, reach, message, fix, edit=_pasted(fix))
            return ""
        hidden = self._find(self.hidden, entry, reach)
        if hidden.key or hidden.rivals:
            message = "this names something that is not published, so it is shown as plain words"
            self._report("hidden-target", entry, reach, message, "publish that entry, or take the name out")
            return ""
        wanted = " or ".join(self._with_article(kind) for kind in reach.kinds) or "an entry"
        asked = (reach.text, reach.kinds)
        near = self.near.find(asked, lambda: self.index.nearest(reach.text, reach.kinds))
        if several:
            fix = _as_list(entry, reach, several)
            near = ""
        else:
            fix = f"did you mean {near!r}?" if near else f"name {wanted} by its title, alias, slug or path"
            fix += _otherwise(entry, reach) if not near else ""
        other = self.index.find(reach.text, entry.key)
        message = f"there is nothing called {reach.text!r}"
        if key := other.key or next(iter(other.rivals), ""):
            found = self._with_article(self.index.entries[key].kind)
            message = f"`{reach.field}` names {wanted}, but {reach.text!r} is {found}"
        plain = near and not entry.in_text(reach) and not set(near) & set(",[]{}:#\"'")
        edit = _pasted(fix) if several else Edit(text=near if plain else f"[[{near}]]") if near else None
        if begins_name(reach.following):
            edit = None
        self._report("broken-relation", entry, reach, message, fix, edit=edit)
        return ""

    def _goes_on(self, entry: Entry[Meta], reach: Reach, match: Match) -> bool:
        """Return whether a name without quotes in the text goes on behind its first word, and report it."""

        def known(name: str) -> bool:
            found = self._find(self.index, entry, structs.replace(reach, text=name))
            return bool(found.key or found.rivals)

        name = whole_name(reach.text, reach.following, known) if reach.following else ""
        if name:
            message = f"{reach.text!r} without quotes ends before {name[len(reach.text) :].strip()!r}"
            typed = f"[[{name}]]" if reach.field != "actions.who" or '"' in name else f'"{name}"'
            sign = "@" if reach.field == "actions.who" else "due:"
            code = "ambiguous-link" if match.key or match.rivals else "broken-relation"
            whole = structs.replace(reach, length=len(name))
            self._report(code, entry, whole, message, f"write {sign}{typed}", edit=Edit(text=typed))
        return bool(name)

    def _report_off(self, entry: Entry[Meta], reach: Reach, key: str) -> None:
        """Report a next step that is due at an event which does not take place."""
        gathering = self.index.entries[key].meta.gathering
        if reach.field in DUE_AT and gathering and gathering.status == "cancelled":
            message = f"a next step is due at {reach.text!r}, which is cancelled"
            self._report("doubtful-date", entry, reach, message, "write the day by which it is due")

    def _several(self, entry: Entry[Meta], reach: Reach) -> tuple[str, ...]:
        """Return the names in a text that is itself no name; none unless each of them means an entry.

        `Roth, Lea` is the one name of Lea Roth. Of people, who need no entry, one that has one is enough.
        """
        parts = [part.strip() for part in _BETWEEN.split(reach.text) if part.strip()]
        if len(parts) < 2 and not reach.text.endswith((",", ";")):
            return ()
        if len(parts) == 2 and "," in reach.text:
            turned = " ".join(reversed(parts))
            if self._find(self.index, entry, structs.replace(reach, text=turned)).key:
                return (turned,)
        each = [bool(self._find(self.index, entry, structs.replace(reach, text=part)).key) for part in parts]
        return tuple(parts) if (all(each) if reach.must else any(each)) else ()

    def _find(self, names: Names, entry: Entry[Meta], reach: Reach) -> Match:
        """Return the entry that a name means among the kinds that its field allows.

        A prefix may ask for another kind (`event:Name`); then the name means none.
        """
        match = names.find(reach.text, entry.key, reach.kinds or (() if reach.must else self.people))
        keys = match.rivals or (match.key,)
        misfit = (match.key or match.rivals) and not all(names.entries[key].kind in reach.kinds for key in keys)
        return Match() if reach.kinds and misfit else match

    def _with_article(self, kind: str) -> str:
        """Return the label of a kind with its article: `an event`."""
        label = self.kinds[kind].label.lower()
        return f"{'an' if label[0] in 'aeiou' else 'a'} {label}"

    def _report_cycles(self, graph: dict[str, dict[str, Reach]]) -> None:
        """Report every cycle in the relations of one field, each once."""
        while True:
            try:
                TopologicalSorter(graph).prepare()
            except CycleError as error:
                cycle: list[str] = error.args[1][:0:-1]
                first = cycle.index(min(cycle))
                cycle = cycle[first:] + cycle[:first]
                reach = graph.pop(cycle[0])[cycle[1 % len(cycle)]]
                entry = self.index.entries[cycle[0]]
                names = [self.index.entries[key].meta.title for key in (*cycle, cycle[0])]
                message = f"`{reach.field}` goes round in a ring: {' → '.join(names)}"
                if len(cycle) == 1:
                    message = f"`{reach.field}` names the entry itself"
                self._report("conflicting-fields", entry, reach, message, "take one of these names out")
            else:
                return

    def _report_repeated(self, entry: Entry[Meta], named: Mapping[str, str]) -> None:
        """Report an owner that one next step names twice, under one name or two."""
        for item, action in enumerate(entry.meta.actions):
            owners: dict[str, str] = {}
            for number, who in enumerate(action.who):
                target = named.get(who.text, "")
                if target in owners:
                    first = "" if owners[target] == who.text else f" as {owners[target]!r}"
                    message = f"{who.text!r} owns this next step already{first}"
                    span = entry.span(f"actions.{item}.who.{number}")
                    said = diagnose("repeated-owner", span, message, fix="take one of the two out")
                    self.diagnostics.append(said)
                elif target:
                    owners[target] = who.text

    def _connect(self, entry: Entry[Meta], reach: Reach, target: str, owed: Iterable[int]) -> None:
        """Add the connection from an entry to the one that it names; for next steps, one for each step `owed`."""
        role = self.kinds[entry.kind].roles.get(reach.field) or ROLES.get(reach.field) or "Related"
        known = self.connections.setdefault(target, {})
        for item in owed if reach.field == "actions.who" else (-1,):
            known[Connection(key=entry.key, role=role, field=reach.field, item=item)] = None

    def _report(
        self,
        code: str,
        entry: Entry[Meta],
        reach: Reach,
        message: str,
        fix: str,
        note: str = "",
        edit: Edit | None = None,
    ) -> None:
        span = Span(path=entry.path, line=reach.line, column=reach.column, length=reach.length)
        self.diagnostics.append(diagnose(code, span, message, fix=fix, note=note, edit=edit))


def _otherwise(entry: Entry[Meta], reach: Reach) -> str:
    """Return a further cure for a name in a task where no entry has that name."""
    if not entry.in_text(reach):
        return ""
    if reach.field == "actions.who":
        return ", or write \\@ for a plain @"
    return f", or write a day, as in due:{TODAY}"


def _pasted(fix: str) -> Edit | None:
    """Return the edit for a field made a list; None for a cure in words."""
    return Edit(text=fix, where="field") if fix.endswith("]") else None


def _as_list(entry: Entry[Meta], reach: Reach, names: Iterable[str]) -> str:
    """Return the cure for one text that is several names; a line to paste where it is all that the field has."""
    if entry.in_text(reach):
        return f"write {' '.join(f'@[[{name}]]' for name in names)}"
    if sum(each.field == reach.field for each in entry.reaches) > 1:
        return f"make each an item of its own: {', '.join(names)}"
    first, _, last = reach.field.rpartition(".")
    keyed = any(place.startswith(f"{first}.") and place.endswith(f".{last}") for place in entry.places)
    return f"{last if keyed or not first else first.rpartition('.')[2]}: [{', '.join(names)}]"


def _owed(entry: Entry[Meta]) -> dict[str, list[int]]:
    """Return, for each name that an entry's next steps are owed by, the numbers of these steps."""
    owed: dict[str, list[int]] = {}
    for item, action in enumerate(entry.meta.actions):
        for name in dict.fromkeys(who.text for who in action.who):
            owed.setdefault(name, []).append(item)
    return owed
