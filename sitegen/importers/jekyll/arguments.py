"""The arguments of Liquid's tags."""

import re
from collections.abc import Mapping
from typing import Any

from sitegen.importers.jekyll.expressions import UNKNOWN, Values, evaluated

_ARGUMENT = re.compile(
    r"(?:(?P<name>[\w-]+)\s*(?:=|:(?!//))\s*)?(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s,\"']+))"
)
_OUTPUT = re.compile(r"\{\{-?(.*?)-?\}\}")


def arguments_of(text: str, values: Values) -> dict[str, str]:
    """Return the arguments of a tag: those with a name by it, the others by their number."""
    given: dict[str, str] = {}
    number = 0
    text = _OUTPUT.sub(lambda found: words_of(evaluated(found[1], values)[0]), text)
    for found in _ARGUMENT.finditer(text):
        value = found["double"] if found["double"] is not None else found["single"]
        if value is None:
            value = found["bare"]
            known = evaluated(value, values)[0]
            value = words_of(known) if known is not UNKNOWN and known != "" else value
        if found["name"]:
            given[found["name"]] = value
        else:
            given[str(number)] = value
            number += 1
    return given


def octopress(given: Mapping[str, str]) -> dict[str, str]:
    """Return the arguments of `img [class] source [width [height]] [title [alt]]` by their names."""
    values = [given[key] for key in sorted(given) if key.isdigit()]
    place = next((n for n, each in enumerate(values) if "/" in each or re.search(r"\.\w{3,4}$", each)), 0)
    rest = values[place + 1 :]
    sizes = [each for each in rest if each.isdigit()]
    words = [each for each in rest if not each.isdigit()]
    named = {key: value for key, value in given.items() if not key.isdigit()}
    found = {"src": values[place], "width": sizes[0] if sizes else "", "alt": words[-1] if words else ""}
    return {**{name: value for name, value in found.items() if value}, **named}


def words_of(value: Any) -> str:
    """Return a value as Liquid prints it; what is not known prints nothing."""
    if isinstance(value, list):
        return "".join(map(words_of, value))
    return value if isinstance(value, str) else ""
