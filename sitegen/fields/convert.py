"""A mapping of nodes as a typed struct: every value read by the annotation of its field.

What a type's values look like is worked out once for each struct. Nothing stops at the first problem, and
nothing is guessed: what does not fit leaves its field at the default and a diagnostic behind.
"""

import functools
import types
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Literal, NamedTuple, TypeVar

import msgspec

from sitegen.diagnostics import TODAY, Diagnostic, Severity
from sitegen.fields import moments, scalars
from sitegen.fields.annotations import ZONE, form_of
from sitegen.fields.field_types import Form, No, flow, is_empty, misshapen, raw
from sitegen.fields.findings import ANY_DAY, Notes, Reading
from sitegen.fields.frontmatter import Form as Language
from sitegen.fields.hiding import FIELDS, agree, is_draft, read_as
from sitegen.fields.key_names import meant, name_of
from sitegen.fields.missing import Hints, missing
from sitegen.fields.nodes import MappingNode, ScalarNode, SequenceNode, YamlNode
from sitegen.fields.old_addresses import each_address
from sitegen.fields.swallowed import report_swallowed
from sitegen.fields.unknown_keys import is_hiding_in_vain, is_kept
from sitegen.patterns import late

T = TypeVar("T")

_DATED = late(r"(?P<day>\d{4}-\d\d-\d\d)[\s:,–—-]*(?P<rest>.*)")
"""A day, and what happened on it."""
_NAMED = late(r"[^\W\d_][\w.'’-]*(?:[ ][^\W\d_][\w.'’-]*){0,2}")
"""Matches what may be the name of a person."""
UNWRITTEN = ("base", "portable", "internal", "extra")
"""Fields that are worked out: no key writes them."""


class _Field(NamedTuple):
    """One field of a struct."""

    name: str
    required: bool
    form: Form


class _Spelling(NamedTuple):
    """What may be written at the top of a file beside the names of the fields."""

    synonyms: Mapping[str, str]
    joined: Collection[str]
    defaults: Mapping[str, Any]
    known: Collection[str]
    instead: Mapping[str, str]
    hints: Hints | None = None


_NESTED = _Spelling({}, (), {}, (), {})
_ALSO_OTHERWISE = ("published", "permalink")
"""Fields that other generators give values of another sort, which keep a page back."""
_ANSWERED = ("draft", "published", "visibility")
"""Fields that may not be left empty: an empty one says neither that a page is public nor that it is not."""


def convert(
    node: MappingNode | None,
    struct: type[T],
    *,
    path: str,
    zone: str,
    what: str,
    synonyms: Mapping[str, str] = types.MappingProxyType({}),
    joined: Collection[str] = (),
    defaults: Mapping[str, Any] = types.MappingProxyType({}),
    unknown: Literal["keep", "refuse"] = "refuse",
    known: Collection[str] = (),
    instead: Mapping[str, str] = types.MappingProxyType({}),
    hints: Hints | None = None,
    form: Language = "yaml",
) -> Reading[T]:
    """Read the fields of a msgspec struct from a composed mapping (None: an empty one).

    `zone` is the time zone of moments that name none; `what` is what a complaint calls the whole ("a post").
    `synonyms` are other spellings of fields, `joined` the fields whose repeats add up, `defaults` the values of
    fields that are not written, and `instead` the fields whose values others take that have no default. Unknown
    keys are kept as text in the field `extra`, with a warning when one is nearly a known key; they have a place,
    `extra.NAME`, without such a warning and when they are not in `known`. Or they are refused. `hints` has words
    for fields that are missing, and `form` is the language of the front matter. Raises TypeError for a struct with
    a field of a type that front matter cannot hold.
    """
    notes = Notes(path, zone, what, unknown == "refuse", form)
    spelling = _Spelling(synonyms, joined, defaults, known, instead, hints)
    value = _read(notes, node, "", struct, spelling)
    return Reading(
        value=None if isinstance(value, No) else value,
        places=notes.places,
        keys=notes.keys,
        reaches=tuple(notes.reaches),
        diagnostics=tuple(notes.diagnostics),
        failed=frozenset(notes.failed),
    )


def _keyed(struct: Any) -> Form:
    """The form of a struct: keys below its field."""

    fields = _fields(struct)
    shown = [key for key, field in fields.items() if field.required] or [next(iter(fields))]
    example = f"{{{', '.join(f'{key}: {fields[key].form.example}' for key in shown)}}}"

    def read(notes: Notes, node: YamlNode, field: str) -> Any:
        if isinstance(node, MappingNode):
            if not meant_by(node):
                return _read(notes, node, field + ".", struct, _NESTED)
            node = _on_a_line(node)
        if own := meant_by(node):
            return misshapen(notes, node, field, "keys", example, own)
        return misshapen(notes, node, field, "keys", example, _with_key(notes, node, field, struct))

    def meant_by(node: YamlNode) -> str:
        if isinstance(node, MappingNode):
            return _from_pairs(node, fields)
        return _pair(node.items, fields) if isinstance(node, SequenceNode) else ""

    return Form(read, "keys", example, keyed=True, meant=meant_by)


def _on_a_line(node: MappingNode) -> MappingNode:
    """Return a mapping with the place of all of it, where it is one pair on one line."""
    (key, value), *others = node.pairs
    line, column, _ = key.place
    if others or value.place[0] != line or node.place[:2] != key.place[:2]:
        return node
    return MappingNode((line, column, value.place[1] + value.place[2] - column), node.pairs)


def _from_pairs(node: MappingNode, fields: Mapping[str, _Field]) -> str:
    """Return as keys what was typed as one name with one value, `{2026-01-01: Fixed}`; "" where it is not so."""
    if any(name_of(key) in fields or meant(name_of(key), fields) for key, _ in node.pairs):
        return ""
    found = [_pair(pair, fields) for pair in node.pairs]
    if not found or not all(found):
        return ""
    return found[0] if len(found) == 1 else f"[{', '.join(found)}]"


def _pair(parts: Sequence[YamlNode], fields: Mapping[str, _Field]) -> str:
    """Return two texts as the keys that they are plainly meant for; "" where that cannot be told.

    They are a day with what happened on it, what is to be done with its day or a note, or the name of an address.
    """
    if len(parts) != 2 or not all(isinstance(part, ScalarNode) and part.value.strip() for part in parts):
        return ""
    first, second = (part for part in parts if isinstance(part, ScalarNode))
    days = [moments.begun(part.value.strip(), "UTC") is not None for part in (first, second)]
    if {"date", "note"} <= fields.keys() and days == [True, False]:
        return f"{{date: {first.value.strip()}, note: {flow(second)}}}"
    if {"what", "who"} <= fields.keys() and _NAMED.fullmatch(first.value.strip()) and second.value[:1].islower():
        return f"{{what: {flow(second)}, who: {flow(first)}}}"
    if {"what", "due", "note"} <= fields.keys():
        return f"{{what: {flow(first)}, {'due' if days[1] else 'note'}: {flow(second)}}}"
    if {"to", "text"} <= fields.keys() and scalars.is_link(second.value.strip()):
        return f"{{to: {second.value.strip()}, text: {flow(first)}}}"
    return ""


def _with_key(notes: Notes, node: YamlNode, field: str, struct: type) -> str:
    """Return a text as the value of the key that it is meant for; "" when that cannot be told.

    It is the key that takes a text of its form, such as an e-mail address, else the one that takes any text. Where
    a date is needed as well, it is the day of the build.
    """
    if not isinstance(node, ScalarNode):
        return ""
    fields = _fields(struct)
    if {"date", "note"} <= fields.keys() and (said := _DATED.fullmatch(" ".join(node.value.split()))):
        words = flow(ScalarNode(node.place, said["rest"]))
        return f"{{date: {said['day']}, note: {words}}}" if said["rest"] else ""
    plain = [key for key, each in fields.items() if each.form.wants == "one text"]
    named = ("one text", "anything", "a name", "a list", "a list of names", "keys", "one word")
    formed = [key for key, each in fields.items() if each.form.wants not in named]
    needed = [key for key in plain if fields[key].required]
    for key in [*formed, *(needed or (plain if len(plain) == 1 else []))]:
        pairs = {key: node}
        for other in _required(struct):
            if other not in pairs and fields[other].form.wants == "a date":
                pairs = {other: ScalarNode(node.place, ANY_DAY), **pairs}
        typed = MappingNode(
            node.place, tuple((ScalarNode(node.place, name), each) for name, each in pairs.items())
        )
        scratch = Notes(notes.path, notes.zone, notes.what, notes.config)
        if key not in formed and ("@" in node.value or scalars.is_link(node.value.strip())):
            return ""
        if not isinstance(_read(scratch, typed, field + ".", struct, _NESTED), No) and not scratch.diagnostics:
            shown = (f"{name}: {flow(each) if name == key else TODAY}" for name, each in pairs.items())
            return f"{{{', '.join(shown)}}}"
        told = [found.edit.text for found in scratch.diagnostics if found.edit and found.code == "bad-value"]
        if key in formed and len(pairs) == len(told) == 1:
            return f"{{{key}: {flow(ScalarNode(node.place, told[0]))}}}"
    return ""


@functools.cache
def _fields(struct: type) -> dict[str, _Field]:
    """The fields of a struct by the key that writes them."""
    found: dict[str, _Field] = {}
    for info in msgspec.structs.fields(struct):
        if info.encode_name in UNWRITTEN:
            continue
        form = ZONE if info.encode_name == "timezone" else form_of(info.type, _keyed)
        found[info.encode_name] = _Field(info.name, info.required, form)
    return found


@functools.cache
def _required(struct: type) -> tuple[str, ...]:
    """The keys of a struct that have to be there."""
    return tuple(key for key, field in _fields(struct).items() if field.required)


def _is_error(found: list[Diagnostic]) -> bool:
    return any(one.severity is Severity.ERROR for one in found)


def _read(notes: Notes, node: MappingNode | None, prefix: str, struct: type, spelling: _Spelling) -> Any:
    """Read a struct; No.SENSE when a field that has to be there is not, or makes no sense."""
    fields = _fields(struct)
    given, extra = _sorted(notes, node, prefix, fields, spelling)
    values: dict[str, Any] = {}
    failed: set[str] = set()
    outer = notes.zone, notes.start
    if "timezone" in fields and moments.known_zone(zone := _text_of(given, "timezone")):
        notes.zone = zone
    if "start" in fields and (start := moments.begun(_text_of(given, "start"), notes.zone)):
        notes.start = start.within(notes.start.zone) if start.all_day and notes.start else start
    for key, pairs in given.items():
        for name, value in pairs:
            path = prefix + key
            notes.places[path] = (name if is_empty(value) else value).place
            said_before = len(notes.diagnostics)
            if key in _ANSWERED and not prefix and is_empty(value):
                notes.say("bad-value", name.place, f"`{key}` has no value, so it says neither yes nor no")
            found = fields[key].form.read(notes, value, path)
            if len(notes.diagnostics) > said_before and _is_error(notes.diagnostics[said_before:]):
                notes.failed.add(path.partition(".")[0])
            if path == "title":
                report_swallowed(notes, value, fields.keys() | spelling.synonyms.keys())
            if found is No.SENSE:
                failed.add(key)
            elif found is not No.VALUE:
                values[key] = _joined(notes, key, values.get(key, ()), found) if key in spelling.joined else found
    notes.zone, notes.start = outer
    for key, other in spelling.instead.items():
        if key not in values and fields[key].name not in spelling.defaults and other in values:
            values[key] = values[other]
            notes.places[key] = notes.places[other]
    arguments = dict(spelling.defaults) | {fields[key].name: value for key, value in values.items()}
    lacking = [key for key in _required(struct) if fields[key].name not in arguments]
    if lacking:
        said = failed | {key for key, other in spelling.instead.items() if other in failed}
        unsaid = {key: fields[key].form for key in lacking if key not in said}
        missing(notes, node, prefix, unsaid, spelling.hints)
    if extra:
        arguments["extra"] = extra
    return No.SENSE if lacking else struct(**arguments)


def _joined(notes: Notes, field: str, before: tuple[Any, ...], more: tuple[Any, ...]) -> tuple[Any, ...]:
    """Add to the items of a field those of its repeat, each once; an item that has moved has no place."""
    joined = tuple(dict.fromkeys((*before, *more)))
    if joined != more:
        for number in range(len(more)):
            notes.places.pop(f"{field}.{number}", None)
    return joined


def _text_of(given: "_Pairs", key: str) -> str:
    """The text that stands for a field; empty where there is none."""
    node = given[key][-1][1] if given.get(key) else None
    return node.value.strip() if isinstance(node, ScalarNode) else ""


_Pairs = dict[str, list[tuple[YamlNode, YamlNode]]]


def _sorted(
    notes: Notes,
    node: MappingNode | None,
    prefix: str,
    fields: Mapping[str, _Field],
    spelling: _Spelling,
) -> tuple[_Pairs, dict[str, Any]]:
    """Find the field of every key; return the pairs of each field, and the values of unknown keys as written."""
    given: _Pairs = {}
    extra: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for key, value in node.pairs if node is not None else ():
        name = name_of(key)
        if not name:
            notes.say("bad-value", key.place, "a key is one plain text")
            continue
        if name in lines:
            notes.repeated(
                key.place, name, lines[name], joined=spelling.synonyms.get(name, name) in spelling.joined
            )
        lines[name] = key.place[0]
        field = name if name in fields else spelling.synonyms.get(name, "")
        if field not in fields or field in _ALSO_OTHERWISE:
            read = None if prefix or notes.config else read_as(name, value)
            if read is not None and read.field in fields:
                field, value = read
            elif (prefix or not is_draft(node)) and is_hiding_in_vain(notes, key, name, value, prefix, spelling):
                continue
        if field not in fields:
            fits = functools.partial(_fits, notes, value, fields, spelling)
            if is_kept(notes, key, value, name, prefix, fields, spelling, given, fits):
                extra[name] = raw(value)
        elif field in spelling.joined:
            value = each_address(name, value) if field == "aliases" else value
            given.setdefault(field, []).append((key, value))
        else:
            _choose(notes, given, field, key, value)
    return given, extra


def _fits(notes: Notes, value: YamlNode, fields: Mapping[str, _Field], spelling: _Spelling, name: str) -> bool:
    """Return whether a value can be that of the field with a name, or of the one with this other spelling."""
    scratch = Notes(notes.path, notes.zone, notes.what, notes.config, notes.form)
    field = name if name in fields else spelling.synonyms[name]
    return field in fields and fields[field].form.read(scratch, value, field) is not No.SENSE


def _choose(notes: Notes, given: _Pairs, field: str, key: YamlNode, value: YamlNode) -> None:
    """Keep one of two values of a field: the later one, but of two spellings the field's own."""
    before = given.get(field)
    if before is not None and field in FIELDS and not agree(before[0][1], value):
        other = before[0][0]
        message = f"`{name_of(key)}` and `{name_of(other)}` (line {other.place[0]}) contradict each other"
        notes.say("conflicting-fields", key.place, message, "take one of the two out")
        return
    if before is None or name_of(before[0][0]) == name_of(key):
        given[field] = [(key, value)]
        return
    other, known = before[0]
    if is_empty(known) or (name_of(other) != field and not is_empty(value)):
        given[field] = [(key, value)]
    if not (is_empty(known) or is_empty(value)):
        kept = name_of(given[field][0][0])
        message = f"`{name_of(key)}` and `{name_of(other)}` (line {other.place[0]}) are one field"
        notes.say("repeated-key", key.place, f"{message}; `{kept}` counts", "take one of the two out")
