"""The file of an entry that is begun: its path, and a text with the fields that its kind needs."""

import datetime as dt
import json
import re
from functools import lru_cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from sitegen.facets.schedule import Moment
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta


def path_of(kind: Kind, slug: str, today: dt.date | None) -> str:
    """Return the path below content/ of a new entry; its name begins with the day where its kind has it so.

    Without a day the name has none, and the date is left to the front matter.
    """
    name = f"{today}-{slug}.md" if kind.dated_name and today else f"{slug}.md"
    return f"{kind.folder}/{name}" if kind.folder else name


def draft(kind: Kind, title: str, today: dt.date | None, whom: str) -> str:
    """Return a source that builds: the kind's required fields, each with a value to be changed.

    What needs to name somebody is held back as a draft while there is nobody to name. Without a day, dates and
    words are left to be filled in, so that a build asks for them.
    """
    lines = [f"title: {quoted(title)}"]
    for name, hint in _required(kind.meta):
        lines.append(f"{name}: {_example(hint, name, today, whom)}".rstrip())
        if get_origin(hint) is tuple and not whom:
            lines.append("draft: true")
    announced = kind.dated or kind.order == "start"  # feeds tell of what happens by the day it was announced
    if announced and not any(line.startswith("date:") for line in lines):
        lines.append(f"date: {today or ''}".rstrip())
    return "---\n" + "\n".join(lines) + "\n---\n\nWrite here.\n"


@lru_cache(maxsize=64)
def _required(meta: type[Meta]) -> tuple[tuple[str, Any], ...]:
    """Return the names and types of the fields that a kind requires beside the title."""
    hints = get_type_hints(meta)
    fields = (field for field in msgspec.structs.fields(meta) if field.required and field.name != "title")
    return tuple((field.encode_name, hints[field.name]) for field in fields)


def _example(hint: Any, name: str, today: dt.date | None, whom: str) -> str:
    """Return a value of the right sort for a required field."""
    if get_origin(hint) is Literal:
        return str(get_args(hint)[0])
    if hint is Moment:
        if today is None:
            return ""
        return f"{today + dt.timedelta(days=7)} 10:00" if name == "start" else str(today)
    if hint is str:
        return name if today else ""
    return whom or "Name of a stakeholder"


def quoted(title: str) -> str:
    """Return a title as YAML reads it back: quoted only where it must be."""
    plain = re.fullmatch(r"[^\W_][^\n]*", title) and not re.search(r": |\s#|:$|\s$", title)
    return title if plain else json.dumps(title, ensure_ascii=False)
