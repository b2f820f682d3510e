"""Texts that the plugin include-markdown brings in: `{% include-markdown "../README.md" start="<!--a-->" %}`."""

import posixpath
import re
from collections.abc import Callable, Mapping

from sitegen.importers.report import Report
from sitegen.importers.websites.code import outside_code
from sitegen.importers.websites.front_matter import decoded, old_text
from sitegen.urls import is_external, join

MOST_LEVELS = 10
"""The deepest nesting; more is a circle."""
_INCLUDE = re.compile(
    r"^(?P<indent>[ \t]*)\{%-?\s*include(?:-markdown)?\s+(?P<quote>['\"])(?P<path>[^'\"\n]+)(?P=quote)"
    r"(?P<options>.*?)-?%\}",
    re.MULTILINE | re.DOTALL,
)
_OPTION = re.compile(r"(start|end)\s*=\s*(?P<quote>['\"])(.*?)(?P=quote)", re.DOTALL)
_LINK = re.compile(r"(\]\(<?)([^)\s>#]+)")


def with_includes(text: str, path: str, docs: str, files: Mapping[str, bytes], report: Report, line: int) -> str:
    """Return a text, the file at `path`, with the texts that it asks for; their links lead where they did.

    A path that begins with a dot counts from the file, any other one from the folder `docs`, as the plugin has it.
    """
    return _included(text, path, docs, files, lambda message, at: report.lost(line + at, message), 0)


def _included(
    text: str, path: str, docs: str, files: Mapping[str, bytes], lost: Callable[[str, int], None], level: int
) -> str:
    def one(found: re.Match[str]) -> str:
        name = found["path"].strip()
        place = join(posixpath.dirname(path) if name.startswith(".") else docs, name)
        if place not in files or level >= MOST_LEVELS:
            why = "brings itself in" if place in files else "is not there"
            why = "is on another host" if is_external(name) else why
            lost(f"the text {name} {why}, so the line that asks for it stays", text.count("\n", 0, found.start()))
            return found[0]
        inner = old_text(files[place], Report(place)).body if place.endswith(".md") else decoded(files[place])
        options = {option[1]: option[3] for option in _OPTION.finditer(found["options"])}
        if (start := options.get("start")) and start in inner:
            inner = inner.partition(start)[2]
        if (end := options.get("end")) and end in inner:
            inner = inner.partition(end)[0]
        inner = _included(inner.strip("\n"), place, docs, files, lost, level + 1)
        inner = outside_code(inner, lambda part: _LINK.sub(lambda link: _from(link, place, path), part))
        return "\n".join(f"{found['indent']}{each}" if each.strip() else each for each in inner.split("\n"))

    return outside_code(text, lambda part: _INCLUDE.sub(one, part)) if "{%" in text else text


def _from(link: re.Match[str], place: str, path: str) -> str:
    """Return a link of the file at `place` as the file at `path` has it."""
    if is_external(link[2]) or link[2].startswith("/"):
        return link[0]
    target = join(posixpath.dirname(place), link[2])
    return f"{link[1]}{posixpath.relpath(target, posixpath.dirname(path) or '.')}" if target else link[0]
