"""Which entries are one text in several languages."""

from collections.abc import Iterable, Iterator, Mapping

from sitegen.diagnostics import Diagnostic, Span, diagnose
from sitegen.facets.relations import Reach
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.model.site import Translation

FIELD = "translation_of"


def is_translation(entry: Entry[Meta]) -> bool:
    """Whether an entry says that it is a translation: then no list, calendar or tag has it beside its original."""
    return bool(entry.meta.translation_of)


class Translations:
    """The entries that are translations of each other."""

    def __init__(
        self, entries: Iterable[Entry[Meta]], names: Mapping[str, Mapping[str, str]], language: str
    ) -> None:
        """Take all published entries, what the names in their front matter mean, and the language of the site."""
        self.diagnostics: list[Diagnostic] = []
        self._language = language
        self._entries = {entry.key: entry for entry in entries}
        self._names = names
        groups: dict[str, dict[str, str]] = {}
        for entry in self._entries.values():
            if is_translation(entry) and (original := self._original(entry)):
                self._add(groups.setdefault(original, {}), entry, original)
        self.groups = {
            key: (Translation(language=self._tag(self._entries[original]), key=original), *others)
            for original, found in groups.items()
            for others in [[Translation(language=tag, key=found[tag]) for tag in sorted(found)]]
            for key in (original, *found.values())
        }
        """Key -> the entry and its translations, the original first."""

    def _tag(self, entry: Entry[Meta]) -> str:
        return entry.meta.lang or self._language

    def _original(self, entry: Entry[Meta]) -> str:
        """Return the key of the entry that another is a translation of; "" where it cannot be one."""
        relation, *more = entry.meta.translation_of
        key = self._names.get(entry.key, {}).get(relation.text, "")
        original = self._entries.get(key)
        if not entry.meta.lang:
            message = "a translation says in `lang` which language it is in"
            self._report(entry, message, "add its language, such as lang: cy", code="missing-field")
            return ""
        if more:
            self._report(
                entry, "an entry is the translation of one other", "keep one of these names", more[0].text
            )
        if original is None:
            return ""  # told as a name that means nothing
        if key == entry.key:
            self._report(entry, "this entry is called a translation of itself", "name the original")
        elif original.meta.translation_of:
            first = original.meta.translation_of[0].text
            message = f"{relation.text!r} is a translation itself"
            self._report(entry, message, f"{FIELD}: {first}")
        elif original.kind != entry.kind:
            message = f"a translation is of the same kind as its original, and {relation.text!r} is not"
            self._report(entry, message, f"move one of them, or take out {FIELD}")
        elif self._tag(original) == self._tag(entry):
            message = f"this translation is in the language of its original ({self._tag(entry)})"
            self._report(entry, message, "say its own language in `lang`, such as lang: cy")
        else:
            return key
        return ""

    def _add(self, group: dict[str, str], entry: Entry[Meta], original: str) -> None:
        tag = self._tag(entry)
        if tag in group:
            other = self._entries[group[tag]].path
            message = f"{other} is a translation of the same page into the same language ({tag})"
            self._report(entry, message, "change `lang` in one of them, or take one out")
            return
        group[tag] = entry.key

    def _report(
        self, entry: Entry[Meta], message: str, fix: str, name: str = "", code: str = "conflicting-fields"
    ) -> None:
        reach = next(each for each in _reaches(entry) if not name or each.text == name)
        span = Span(path=entry.path, line=reach.line, column=reach.column, length=reach.length)
        self.diagnostics.append(diagnose(code, span, message, fix=fix))


def _reaches(entry: Entry[Meta]) -> Iterator[Reach]:
    return (each for each in entry.reaches if each.field == FIELD)
