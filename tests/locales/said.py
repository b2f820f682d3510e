"""Every text that sitegen says to readers, found in the layouts and in the code."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args, get_type_hints

import jinja2
from jinja2 import nodes

import sitegen
from sitegen import dates
from sitegen.facets.actions import Action
from sitegen.facets.recurrence import STATUS_LABELS
from sitegen.kinds import KINDS
from sitegen.layouts import packaged
from sitegen.layouts.file_formats import FORMATS
from sitegen.layouts.filters import filters, in_words
from sitegen.layouts.translation import texts_of
from sitegen.locales import ENGLISH
from sitegen.locales.locale import plural_key
from sitegen.markup.body import labels
from sitegen.model import address_book
from sitegen.model.kind import ROLES
from sitegen.outputs.history import MISSING
from sitegen.questions.colleagues import OF_BUILDS
from sitegen.questions.health import SORTS
from sitegen.questions.links import MENTIONED
from sitegen.questions.shelves import MIXED, OTHERS
from sitegen.repeats import STEPS

PACKAGE = Path(sitegen.__file__).parent
USUAL_TYPES = (
    *("paper", "minutes", "report", "slides", "template", "dataset", "media-kit"),
    *("workshop", "meeting", "webinar", "deadline", "conference", "visit", "clinic", "call"),
)
"""The types of documents and events that the manual names; others are as their writers wrote them."""


@cache
def texts() -> frozenset[str]:
    """Return all texts without plurals."""
    found = {
        *dates.texts(),
        *labels.texts(),
        *STATUS_LABELS.values(),
        *ROLES.values(),
        MENTIONED,
        MISSING,
        "Related",
        *FORMATS.values(),
    }
    found |= set(address_book.titles({kind.name: kind for kind in KINDS}).values())
    for kind in KINDS:
        found |= {kind.label, kind.title, *kind.roles.values(), MIXED, OTHERS}
        found |= {in_words(facet) for facet in kind.shelves}
        found |= {heading for values in kind.shelves.values() for heading in values.values()}
    for title, advice, _ in (sort for name, sort in SORTS.items() if name != OF_BUILDS):
        found |= {title, advice}
    found |= {in_words(word) for word in words_of_fields() if word}
    for tree in trees():
        found |= set(texts_of(tree))
    for call in calls():
        if call.func.attr == "text":  # type: ignore[attr-defined]
            found |= set(constants(call.args[:1]))
    return frozenset(found)


@cache
def plurals() -> frozenset[str]:
    """Return the keys of all texts that count."""
    found = set()
    for tree in trees():
        for node in tree.find_all(nodes.Filter):
            if node.name == "plural":
                one, many = (each.value for each in node.args if isinstance(each, nodes.Const))
                found.add(plural_key(one, many))
    for call in calls():
        if call.func.attr == "plural" and len(call.args) == 3:  # type: ignore[attr-defined]
            said = list(constants(call.args[1:]))
            found |= {plural_key(*said)} if said else set()
    return frozenset(found | {plural_key(*pair) for pair in STEPS.values()})


def words_of_fields() -> Iterator[str]:
    """Yield the values of fields that pages show in words."""
    yield from USUAL_TYPES
    for fields in (*(kind.meta for kind in KINDS), Action):
        for name, hint in get_type_hints(fields).items():
            if name in ("type", "status", "engagement"):
                yield from (
                    word
                    for each in (hint, *get_args(hint))
                    for word in get_args(each)
                    if isinstance(word, str) and word
                )


@cache
def trees() -> tuple[nodes.Template, ...]:
    """Return the packaged layouts as they are written."""
    environment = jinja2.Environment(trim_blocks=True, lstrip_blocks=True)
    environment.filters |= filters(ENGLISH)
    return tuple(
        environment.parse(path.read_text(encoding="utf-8")) for path in sorted(packaged().rglob("*.html"))
    )


@cache
def calls() -> tuple[ast.Call, ...]:
    """Return the calls of methods in the modules that say something."""
    found = []
    for path in sorted(each for each in PACKAGE.rglob("*.py") if "importers" not in each.parts):
        text = path.read_text(encoding="utf-8")
        if ".text(" in text or ".plural(" in text:
            found += [
                node
                for node in ast.walk(ast.parse(text))
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args
            ]
    return tuple(found)


def constants(arguments: list[ast.expr]) -> Iterator[str]:
    """Yield the texts in quotes among arguments."""
    for each in arguments:
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value
