"""Relations: whom the names in front matter mean, seen from both sides."""

from collections.abc import Iterable, Mapping

from sitegen.diagnostics import Diagnostic, Span, problem
from sitegen.facets.relations import Reach
from sitegen.model.entry import Entry
from sitegen.model.kind import NAMES_TAGS, ROLES, Kind
from sitegen.model.meta import Meta
from sitegen.model.site import Connection
from sitegen.stages.assemble.names import Names
from sitegen.stages.assemble.taxonomy import Taxonomy, same

TAG = "#"
"""Stands before a tag's slug where a name may mean a tag."""


class Relations:
    """Resolves every name in front matter."""

    def __init__(self, kinds: Mapping[str, Kind], names: Names, hidden: Names, taxonomy: Taxonomy) -> None:
        self.kinds = kinds
        self.index = names
        self.hidden = hidden
        self.people = tuple(kind.name for kind in kinds.values() if kind.people)
        self.tags = {same(name): slug for slug, term in taxonomy.terms.items() for name in (term.label, slug)}
        self.names: dict[str, dict[str, str]] = {}
        self.connections: dict[str, list[Connection]] = {}
        self.diagnostics: list[Diagnostic] = []

    def resolve(self, entries: Iterable[Entry[Meta]]) -> None:
        """Work out who is meant, and what it makes of them."""
        for entry in entries:
            named = self.names.setdefault(entry.key, {})
            for reach in entry.reaches:
                target = self._target(entry, reach)
                named[reach.text] = target or named.get(reach.text, "")
                if target and not target.startswith(TAG):
                    self._connect(entry, reach, target)

    def _target(self, entry: Entry[Meta], reach: Reach) -> str:
        match = self.index.find(reach.text, entry.key, () if reach.must else self.people)
        if match.key:
            return "" if self.index.entries[match.key].broken else match.key
        if match.rivals:
            exact = "\n".join(
                f"{self.index.exact(key)} is {self.index.entries[key].meta.title}" for key in match.rivals
            )
            fix = f"write {self.index.exact(match.rivals[0])}"
            message = f"{reach.text!r} could mean {len(match.rivals)} entries"
            self._say("ambiguous-link", entry, reach, message, fix, exact)
            return ""
        if reach.field in NAMES_TAGS and same(reach.text) in self.tags:
            return TAG + self.tags[same(reach.text)]
        if not reach.must:
            return ""
        hidden = self.hidden.find(reach.text, entry.key)
        if hidden.key or hidden.rivals:
            message = "this names something that is not published, so it is shown as plain words"
            self._say("hidden-target", entry, reach, message, "publish that entry, or take the name out")
            return ""
        near = self.index.nearest(reach.text)
        fix = f"did you mean {near!r}?" if near else "name an entry by its title, alias, slug or path"
        self._say("broken-relation", entry, reach, f"there is nothing called {reach.text!r}", fix)
        return ""

    def _connect(self, entry: Entry[Meta], reach: Reach, target: str) -> None:
        role = self.kinds[entry.kind].roles.get(reach.field) or ROLES.get(reach.field) or "Related"
        items = [-1]
        if reach.field == "actions.who":
            owed = enumerate(entry.meta.actions)
            items = [item for item, action in owed if any(who.text == reach.text for who in action.who)]
        known = self.connections.setdefault(target, [])
        for item in items:
            found = Connection(key=entry.key, role=role, field=reach.field, item=item)
            if found not in known:
                known.append(found)

    def _say(self, code: str, entry: Entry[Meta], reach: Reach, message: str, fix: str, note: str = "") -> None:
        span = Span(path=entry.path, line=reach.line, column=reach.column, length=reach.length)
        self.diagnostics.append(problem(code, span, message, fix=fix, note=note))
