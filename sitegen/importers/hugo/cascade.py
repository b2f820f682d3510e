"""Front matter that a site or a section hands down (https://gohugo.io/configuration/cascade/)."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from sitegen.importers.hugo.config import HugoConfig, lowered
from sitegen.importers.hugo.documents import Read
from sitegen.importers.hugo.globs import as_pattern
from sitegen.importers.websites.values import text

CASCADE = "cascade"
_TARGETS = ("target", "_target")


def with_cascades(texts: Iterable[Read], config: HugoConfig) -> list[Read]:
    """Return texts whose front matter has what is handed down to them, as far as they do not say it themselves.

    A section hands down to itself and to all below it. What is nearer to a text counts more, the site least.
    """
    texts = list(texts)
    handed = {
        (each.file.language.name, each.file.folder): each.fields[CASCADE]
        for each in texts
        if each.file.bundle == "branch" and CASCADE in each.fields
    }
    above = config.values.get(CASCADE)
    return [_with(each, handed, above) for each in texts] if handed or above else texts


def _with(read: Read, handed: Mapping[tuple[str, str], Any], above: Any) -> Read:
    found: dict[str, Any] = {}
    for folder in _folders(read.file.folder):
        for values in _each(handed.get((read.file.language.name, folder))):
            found = {**_for(values, read), **found}
    for values in _each(above):
        found = {**_for(values, read), **found}
    return replace(read, old=replace(read.old, fields={**found, **read.fields})) if found else read


def _folders(folder: str) -> Iterator[str]:
    """Yield a folder and all above it; the top is ""."""
    while folder:
        yield folder
        folder = posixpath.dirname(folder)
    yield ""


def _each(value: Any) -> Iterator[Mapping[str, Any]]:
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, Mapping):
            yield each


def _for(values: Mapping[str, Any], read: Read) -> dict[str, Any]:
    """Return what a cascade says for a text; nothing where it is meant for others."""
    fields = {name.lower(): value for name, value in values.items()}
    targets = lowered([fields.pop(name) for name in _TARGETS if name in fields])
    return fields if all(_is_meant(read, target) for target in targets if isinstance(target, Mapping)) else {}


def _is_meant(read: Read, target: Mapping[str, Any]) -> bool:
    """Return whether a target fits a text. What depends on the build is taken to fit: it may keep a text back."""
    file = read.file
    kind = "page" if file.bundle != "branch" else "section" if file.folder else "home"
    path = "/".join((*file.sections, *([file.called] if file.bundle != "branch" else [])))
    facts = {"kind": kind, "path": f"/{path}", "lang": file.language.name}
    return all(
        re.fullmatch(as_pattern(text(target[name]).lower()), fact.lower()) is not None
        for name, fact in facts.items()
        if text(target.get(name))
    )
