"""The vocabulary of schema.org, which says what types and properties there are, and what a value may be.

It is read out of schema-dts, which Google makes of the vocabulary itself for TypeScript.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from lxml import html
from msgspec import Struct

from tests.npm import package

VERSION = "2.1.0"
DIGEST = (
    "63f36f3afb89519c2b9be12636a245dccf9b46e7c4449b358791893cb8a552e2"
    "b90f96f9dedb54f976602231056805514e887e89bf9c41ac059b1282e49b7da3"
)
INTERFACE = re.compile(r"^(?:export )?interface (\w+) extends ([\w, <>]+) \{\n(.*?)^\}", re.MULTILINE | re.DOTALL)
PROPERTY = re.compile(r'^    "(\w+)"\?: SchemaValue<(.+), "\w+">;$', re.MULTILINE)
UNION = re.compile(r"^export type (\w+) = (.+);$", re.MULTILINE)
FORMS = {
    "Boolean": r"true|false",
    "Date": r"\d{4}-\d\d-\d\d",
    "DateTime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z)",
    "Duration": r"P\d+[DWMY]",
    "Time": r"\d\d:\d\d:\d\d",
    "URL": r"(https?|mailto):\S+",
    "Text": r"(?s).+",
}
"""How texts of the types are written that are no things; every other one is a name of an enumeration."""


def told(page: str) -> list[dict[str, Any]]:
    """Return all that a page says to search engines, the way to it first."""
    (script,) = html.fromstring(page).xpath("//script[@type='application/ld+json']")
    said = json.loads(script.text)
    assert said.keys() == {"@context", "@graph"}
    assert said["@context"] == "https://schema.org"
    things: list[dict[str, Any]] = said["@graph"]
    return things


class Vocabulary(Struct):
    """All types of schema.org."""

    properties: dict[str, dict[str, frozenset[str]]]
    """Type -> its own and inherited properties, each with the types that its values may have."""
    members: dict[str, frozenset[str]]
    """Type -> the types below it and the addresses of an enumeration, itself among them."""

    def wrong(self, thing: dict[str, Any], way: str = "") -> Iterator[str]:
        """Yield what of a thing, and of those in it, is not said in the words of schema.org."""
        sort = thing.get("@type", "")
        way += f"/{sort}"
        if sort not in self.properties:
            yield f"{way}: there is no such type"
            return
        for name, value in thing.items():
            if name.startswith("@"):
                continue
            plain = name.removesuffix("-input") if "Action" in self.members and self._is(sort, "Action") else name
            allowed = self.properties[sort].get(plain)
            if allowed is None:
                yield f"{way}: {name} is no property of it"
                continue
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, dict) and each.keys() == {"@id"}:
                    if "IdReference" not in allowed:
                        yield f"{way}/{name}: it is no thing that is described elsewhere"
                elif isinstance(each, dict):
                    if not any(self._is(each.get("@type", ""), above) for above in allowed):
                        yield f"{way}/{name}: it is no {each.get('@type')}, but one of {sorted(allowed)}"
                    yield from self.wrong(each, f"{way}/{name}")
                elif plain == name and not self._fits(each, allowed):
                    yield f"{way}/{name}: {each!r} is none of {sorted(allowed)}"

    def _is(self, sort: str, above: str) -> bool:
        return sort in self.members.get(above, ())

    def _fits(self, value: str | int | float | bool, allowed: frozenset[str]) -> bool:
        if not isinstance(value, str):
            return bool(allowed & ({"Boolean"} if isinstance(value, bool) else {"Number", "Integer", "Float"}))
        named = any(value in self.members.get(above, ()) for above in allowed)
        return named or any(re.fullmatch(FORMS[form], value) for form in allowed & FORMS.keys())


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary. Raises RuntimeError, saying what to install, where it cannot be had."""
    text = (package("schema-dts", VERSION, DIGEST) / "dist" / "schema.d.ts").read_text("utf-8")
    above: dict[str, list[str]] = {}
    own: dict[str, dict[str, frozenset[str]]] = {}
    for name, bases, inside in INTERFACE.findall(text):
        above[name] = [base for base in re.split(r", ?", bases) if base.endswith("Base")]
        own[name] = {found: _types(types) for found, types in PROPERTY.findall(inside)}
    unions = {name: _types(types) for name, types in UNION.findall(text)}

    def inherited(name: str) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for base in above.get(name, ()):
            for each, types in inherited(base).items():
                found[each] = found.get(each, frozenset()) | types
        return found | own.get(name, {})

    @cache
    def below(name: str) -> frozenset[str]:
        members = unions.get(name, frozenset())
        return frozenset({name}).union(*(below(each) if each in unions else {each} for each in members))

    leaves = {name.removesuffix("Leaf"): inherited(name) for name in above if name.endswith("Leaf")}
    return Vocabulary(properties=leaves, members={name: below(name) for name in unions})


def _types(union: str) -> frozenset[str]:
    return frozenset(each.strip(' "') for each in union.split("|")) - {"string"}
