"""tags.yaml as a typed Vocabulary: the same reader and the same complaints as site.yaml and front matter."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import structs

from sitegen import disk
from sitegen.bounds import is_visible_below, shown
from sitegen.decoding import decode
from sitegen.diagnostics import Diagnostic, Edit, Severity, Span, diagnose, did_you_mean, in_order
from sitegen.fields.compose import compose
from sitegen.fields.convert import convert
from sitegen.fields.field_types import flow, is_empty
from sitegen.fields.findings import Reading
from sitegen.fields.nodes import MappingNode, Place, ScalarNode
from sitegen.merge_conflicts import conflicts
from sitegen.model.vocabulary import FILE, OTHER_NAME, Vocabulary
from sitegen.urls import same_tag

_LIST = re.compile(r"(?:[ \t]*(?:#.*)?\n)*(?:-[ \t]+[^\s#:\[{&*!|>%@][^:\n#]*(?:\n|\Z)|[ \t]*(?:#.*)?\n)+")
"""A file that holds a list of tags and remarks."""
NONE = Vocabulary()
"""The vocabulary of a site that allows all tags."""


def read(root: Path) -> tuple[Vocabulary, tuple[Diagnostic, ...]]:
    """Return the vocabulary of the site at `root`, and what is wrong with it; an empty one without the file."""
    path = root / FILE
    if path.is_symlink() and not is_visible_below(real := os.path.realpath(path), os.path.realpath(root)):
        message = f"this symbolic link leads out of the site, to {shown(real)}"
        fix = "put the file itself in its place"
        return NONE, (diagnose("link-leads-out", Span(path=FILE), message, fix=fix),)
    try:
        return read_data(disk.read(path))
    except FileNotFoundError:
        if not (root / OTHER_NAME).is_file():
            return NONE, ()
        message = f"the tags that a site allows are in {FILE}, so this file is not read"
        return NONE, (diagnose("misplaced-file", Span(path=OTHER_NAME), message, fix=f"rename it to {FILE}"),)
    except OSError as error:
        message = f"{FILE} cannot be read: {error.strerror}"
        return NONE, (diagnose("unreadable-file", Span(path=FILE), message),)


def read_data(data: bytes) -> tuple[Vocabulary, tuple[Diagnostic, ...]]:
    """Return the vocabulary that the bytes of a tags.yaml are, as `read` does."""
    text, problems = decode(data, FILE)
    if text is None:
        return NONE, problems
    if conflicting := conflicts(text, FILE):
        return NONE, conflicting
    node, problems = compose(text, FILE, 1)
    if node is None:
        return NONE, (_list(text),) if problems and _LIST.fullmatch(text) else problems
    reading = convert(_below_tags(node), Vocabulary, path=FILE, zone="UTC", what=FILE)
    complaints = (
        structs.replace(each, message=each.message.replace("`tags.", "`")) for each in reading.diagnostics
    )
    found = in_order((*problems, *complaints, *_contradictions(reading)))
    wrong = any(each.severity is Severity.ERROR for each in found)
    return NONE if wrong or reading.value is None else reading.value, found


def _list(text: str) -> Diagnostic:
    """Return the error of tags that are written as a list, with the same tags as keys."""
    lines = text.rstrip().split("\n")
    first = next(number for number, line in enumerate(lines, 1) if line.startswith("-"))
    keys = "\n".join(re.sub(r"^-[ \t]+(.*?)[ \t]*$", r"\1:", line) for line in lines[first - 1 :])
    return diagnose(
        "bad-value",
        Span(path=FILE, line=first, column=1, length=len(lines[first - 1])),
        "a tag is a key here, with a colon behind it, and not an item of a list",
        fix=keys,
        edit=Edit(text=keys, where="line", lines=len(lines) - first + 1),
    )


def _below_tags(node: MappingNode) -> MappingNode:
    """Return the mapping of a file as the field `tags`; a tag without details has no keys below it."""
    pairs = tuple(
        (key, MappingNode(value.place, ()) if isinstance(value, ScalarNode) and is_empty(value) else value)
        for key, value in node.pairs
    )
    name = ScalarNode(node.place, "tags")
    return MappingNode(node.place, ((name, MappingNode(node.place, pairs)),))


def _contradictions(reading: Reading[Vocabulary]) -> Iterator[Diagnostic]:
    """Yield an error for each word that would be two tags, for unknown parents, and for loops of parents."""
    tags = reading.value.tags if reading.value else {}
    names: dict[str, str] = {}
    for name in tags:
        other = names.setdefault(same_tag(name), name)
        if other != name:
            message = f"{name!r} and {other!r} are one tag: they differ in case, spaces or hyphens alone"
            place = reading.keys[f"tags.{name}"]
            yield diagnose("tag-vocabulary", _span(place), message, fix="take one of the two out")
    owners = dict(names)
    for name, tag in tags.items():
        for number, word in enumerate(tag.synonyms):
            other = owners.setdefault(same_tag(word), name)
            if other != name:
                spot = f"tags.{name}.synonyms"
                place = reading.places.get(f"{spot}.{number}", reading.places[spot])
                what = "a tag of its own" if same_tag(word) in names else f"a synonym of {other!r}"
                message = f"{word!r} cannot be counted as {name!r}: it is {what} in this file"
                yield diagnose("tag-vocabulary", _span(place), message, fix="take one of the two out")
    parents = {name: names.get(same_tag(tag.parent), "") for name, tag in tags.items() if tag.parent}
    for name, parent in parents.items():
        place = reading.places[f"tags.{name}.parent"]
        if not parent:
            yield _unknown_parent(tags[name].parent, tuple(tags), place)
        elif loop := _loop(name, parents):
            way = " is part of ".join(repr(each) for each in loop)
            fix = "take `parent` out of one of them"
            yield diagnose("tag-vocabulary", _span(place), f"the parents run in a circle: {way}", fix=fix)


def _unknown_parent(parent: str, known: tuple[str, ...], place: Place) -> Diagnostic:
    near = did_you_mean(parent, known)
    fix = f"did you mean `{near}`?" if near else f"add a line `{flow(ScalarNode(place, parent))}:` to this file"
    edit = Edit(text=flow(ScalarNode(place, near))) if near else None
    message = f"the parent {parent!r} is no tag of this file"
    return diagnose("tag-vocabulary", _span(place), message, fix=fix, edit=edit)


def _loop(name: str, parents: dict[str, str]) -> list[str]:
    """Return the way from a tag over its parents back to it; nothing for one that is in no circle."""
    way = [name]
    while (parent := parents.get(way[-1], "")) and parent not in way:
        way.append(parent)
    return [*way, name] if parent == name else []


def _span(place: Place) -> Span:
    line, column, length = place
    return Span(path=FILE, line=line, column=column, length=length)
