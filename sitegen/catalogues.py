"""A site's own texts: `layouts/languages/de.yaml` has German for its layouts, and other German for ours.

Read like site.yaml, and told like it what is wrong.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from sitegen.bounds import Bounds
from sitegen.decoding import decode
from sitegen.diagnostics import Diagnostic, Span, diagnose, did_you_mean, in_order
from sitegen.disk import digest, lies_in, read, walk
from sitegen.fields.compose import compose
from sitegen.fields.nodes import MappingNode, Place, ScalarNode, YamlNode, quoted
from sitegen.locales import Languages, Locale
from sitegen.locales.languages import SPOKEN, shipped
from sitegen.locales.locale import categories, placeholders, primary, without_context
from sitegen.merge_conflicts import conflicts

FOLDER = "languages"
"""Where a site's own catalogues lie, below layouts/."""
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def read_catalogues(layouts: Path, bounds: Bounds) -> tuple[Languages, tuple[Diagnostic, ...]]:
    """Return the languages of a site with these layouts, and what is wrong with its own catalogues."""
    folder = layouts / FOLDER
    if not folder.is_dir():
        return Languages(), ()
    found: list[Diagnostic] = []
    own = []
    for name, entry in walk(folder, bounds=bounds.places):
        path = f"layouts/{FOLDER}/{name}"
        if not lies_in(str(Path(entry.path).resolve()), bounds.places) or not entry.is_file():
            continue  # told of all that lies among the layouts
        if wrong := _misnamed(name, path):
            found.append(wrong)
            continue
        try:
            data = read(Path(entry.path))
        except OSError:
            continue
        locale, wrongs = read_data(data, path, name.removesuffix(".yaml"))
        own.append(locale)
        found += wrongs
    return Languages(tuple(own)), tuple(found)


def _misnamed(name: str, path: str) -> Diagnostic | None:
    stem, dot, suffix = name.rpartition(".")
    if dot and suffix == "yaml" and _TAG.fullmatch(stem):
        return None
    meant = stem.replace("_", "-") if dot and suffix in ("yaml", "yml") else ""
    fix = f"rename it to {meant}.yaml" if _TAG.fullmatch(meant) else "name it after its language, such as de.yaml"
    return diagnose("catalogue", Span(path=path), "the texts of a language are in a file named after it", fix=fix)


def read_data(data: bytes, path: str, tag: str) -> tuple[Locale, tuple[Diagnostic, ...]]:
    """Return what the bytes of a catalogue say, and what is wrong with them."""
    nothing = Locale(tag=tag, digest=digest(data))
    text, problems = decode(data, path)
    if text is None:
        return nothing, problems
    if conflicting := conflicts(text, path):
        return nothing, conflicting
    node, problems = compose(text, path, 1)
    if node is None:
        return nothing, problems
    reading = _Reading(path, tag)
    for key, value in node.pairs:
        if isinstance(key, ScalarNode):
            reading.take(key, value)
    locale = Locale(tag=tag, texts=reading.texts, plurals=reading.plurals, digest=digest(data))
    return locale, in_order((*problems, *reading.found))


class _Reading:
    """Reads the entries of one catalogue."""

    def __init__(self, path: str, tag: str) -> None:
        self.texts: dict[str, str] = {}
        self.plurals: dict[str, dict[str, str]] = {}
        self.found: list[Diagnostic] = []
        self._path = path
        self._tag = tag

    def take(self, key: ScalarNode, value: YamlNode) -> None:
        """Read one text, or the plurals of one."""
        english = key.value
        if isinstance(value, ScalarNode):
            if english in _plurals():
                self._wrong(value.place, *_as_plural(english, value.value, self._tag))
            elif self._fits(english, value):
                self.texts[english] = value.value
        elif isinstance(value, MappingNode) and english not in _texts():
            self._plural(english, key, value)
        else:
            self._wrong(key.place, "this text has no plurals", f"{quoted(english)}: {quoted(english)}")

    def _plural(self, english: str, key: ScalarNode, value: MappingNode) -> None:
        forms: dict[str, str] = {}
        wanted = categories(self._tag)
        for category, words in value.pairs:
            if not isinstance(category, ScalarNode) or not isinstance(words, ScalarNode):
                self._wrong(key.place, "a plural is one text for each of its forms", 'other: "{count} …"')
            elif category.value not in wanted:
                near = did_you_mean(category.value, wanted) or "other"
                message = f"{self._tag} has no plural form `{category.value}`, but {', '.join(wanted)}"
                self._wrong(category.place, message, f"did you mean `{near}`?")
            elif self._fits(english, words, spare="count"):
                forms[category.value] = words.value
        if "other" in forms:
            self.plurals[english] = forms
        elif not self.found:
            self._wrong(key.place, "these plurals lack the form `other`", 'add other: "{count} …"')

    def _fits(self, english: str, words: ScalarNode, spare: str = "") -> bool:
        """Whether a text has the placeholders of the English one, though it may leave out the `spare` one."""
        wanted, given = set(placeholders(english)), set(placeholders(words.value))
        for name in sorted(given - wanted - {spare}):
            near = did_you_mean(name, wanted)
            fix = f"did you mean {{{near}}}?" if near else "write it without braces"
            self._wrong(words.place, f"there is nothing to put for {{{name}}} in this text", fix)
            return False
        if lacking := sorted(wanted - given - {spare}):
            self._wrong(words.place, f"this text lacks {{{lacking[0]}}}", f"put {{{lacking[0]}}} where it belongs")
            return False
        typed = words.value
        if without_context(english).isdecimal() and not (typed.isdecimal() and typed.isascii() and int(typed)):
            self._wrong(words.place, "this text is a number, from 1 up", f'write "{without_context(english)}"')
            return False
        return True

    def _wrong(self, place: Place, message: str, fix: str) -> None:
        line, column, length = place
        span = Span(path=self._path, line=line, column=column, length=length)
        self.found.append(diagnose("catalogue", span, message, fix=fix))


def _texts() -> Mapping[str, str]:
    return shipped("de").texts


def _plurals() -> Mapping[str, Mapping[str, str]]:
    return shipped("de").plurals


def _as_plural(english: str, text: str, tag: str) -> tuple[str, str]:
    forms = "\n".join(f"  {category}: {quoted(text)}" for category in categories(tag))
    return "this text counts, so it has a form for each plural of the language", f"{quoted(english)}:\n{forms}"


def gaps(languages: Languages, language: str, settings: Path) -> Iterator[Diagnostic]:
    """Yield a warning where a site's language lacks texts; `settings` is the file that names the language."""
    tag = primary(language)
    if tag in SPOKEN:
        return
    own = [each for each in languages.own if each.tag in (tag, language)]
    texts = {key for each in own for key in (*each.texts, *each.plurals)}
    lacking = [key for key in (*_texts(), *_plurals()) if key not in texts]
    if not lacking:
        return
    file = f"layouts/{FOLDER}/{tag}.yaml"
    message = f"sitegen has no texts in `{language}`, so readers see its own words in English"
    fix = f"write them into {file}; the manual's page on languages tells how"
    if own:
        message = f"{file} lacks {len(lacking)} texts, which readers see in English: the first is {lacking[0]!r}"
        fix = f"add it to {file}"
    yield diagnose("untranslated", _named(language, settings), message, fix=fix)


def _named(language: str, settings: Path) -> Span:
    """Return the place in the settings that names the language."""
    try:
        lines = read(settings).decode("utf-8", "replace").splitlines()
    except OSError:
        lines = []
    for number, line in enumerate(lines, 1):
        if found := re.match(r"language:.*?(\b[A-Za-z]{2,3}\b[\w-]*)", line):
            return Span(path=settings.name, line=number, column=found.start(1) + 1, length=len(found[1]))
    return Span(path=settings.name)
