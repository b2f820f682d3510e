"""The fields of a struct as JSON Schema (draft-07, which editors of YAML read), for completion while typing.

It refuses less than a build does: a schema cannot say all that is checked, and what it underlined without reason
would be worse than what it misses.
"""

import ast
import datetime as dt
import functools
import inspect
import itertools
import textwrap
import types
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from sitegen.facets.actions import Due
from sitegen.facets.relations import Person, Relation
from sitegen.facets.schedule import Moment
from sitegen.fields.convert import UNWRITTEN

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
_TEXT: Schema = {"type": ["string", "number"]}
"""One text, which may look like a number."""
_NAME: Schema = {"anyOf": [_TEXT, {"type": "array", "items": {"type": "array"}}]}
"""The name of an entry; YAML reads `[[Name]]` without quotes as a list in a list."""
_YES_NO: Schema = {"enum": [True, False, "yes", "no", "on", "off"]}


def json_schema(
    struct: type, title: str, *, synonyms: Mapping[str, str] | None = None, needed: bool = True
) -> Schema:
    """Return the schema of the fields of a struct, which editors call by `title`.

    `synonyms` are other spellings of fields. What has to be there is `needed`, unless something else may say it.
    """
    parts: dict[str, Schema] = {}
    whole = _object(struct, parts)
    fields = whole["properties"]
    for other, name in (synonyms or {}).items():
        if name in fields:
            fields.setdefault(other, {**fields[name], "description": f"Another name for `{name}`."})
    if not needed:
        whole.pop("required", None)
    return {"$schema": DRAFT, "title": title, **whole, "definitions": parts}


def _object(struct: type, parts: dict[str, Schema]) -> Schema:
    """Return the schema of a struct that is written with keys; structs within it are added to `parts`."""
    properties, required = {}, []
    said = descriptions(struct)
    for info in msgspec.structs.fields(struct):
        if info.encode_name in UNWRITTEN:
            continue
        found = _value(info.type, parts)
        words = said.get(info.name, "")
        properties[info.encode_name] = {**found, "description": words} if words else found
        if info.required:
            required.append(info.encode_name)
    whole: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**whole, "required": required} if required else whole


def _value(annotation: Any, parts: dict[str, Schema]) -> Schema:
    """Return the schema of the values of a type."""
    limits: Schema = {}
    if get_origin(annotation) is Annotated:
        annotation, *metas = get_args(annotation)
        for meta in metas:
            if isinstance(meta, msgspec.Meta):
                bounds = {"minimum": meta.ge, "maximum": meta.le, "examples": meta.examples}
                limits |= {name: bound for name, bound in bounds.items() if bound is not None}
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        (inner,) = (argument for argument in arguments if argument is not types.NoneType)
        return _or_empty(_value(inner, parts))
    if origin is Literal:
        return {"enum": [*(option for option in arguments if option != ""), None]}
    if origin is tuple and arguments[-1] is Ellipsis:
        item = _value(arguments[0], parts)
        return {"anyOf": [item, {"type": "array", "items": item}, {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": [_value(argument, parts) for argument in arguments]}
    if origin is dict:
        return {"type": ["object", "null"], "additionalProperties": _value(arguments[1], parts)}
    if annotation is bool:
        return _YES_NO
    if annotation in (int, float):
        return _or_empty(
            {"type": "number", **{name: limits[name] for name in ("minimum", "maximum") if name in limits}}
        )
    if annotation in (Relation, Person):
        return _or_empty(_NAME)
    if annotation is str or annotation in (Moment, dt.date, dt.time, dt.timedelta):
        return _or_empty(_TEXT)
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        return _struct(annotation, parts)
    return _or_empty(_TEXT) if hasattr(annotation, "from_text") else {}


def _struct(struct: type, parts: dict[str, Schema]) -> Schema:
    """Return a reference to the schema of a struct; where a bare text does, too, either."""
    if struct.__name__ not in parts:
        parts[struct.__name__] = {}
        parts[struct.__name__] = _object(struct, parts)
    reference: Schema = {"$ref": f"#/definitions/{struct.__name__}"}
    in_short = struct is Due or hasattr(struct, "from_text")
    return {"anyOf": [_NAME, reference, {"type": "null"}]} if in_short else reference


def _or_empty(schema: Schema) -> Schema:
    """Return a schema that takes a field without a value, too, as half-written ones are."""
    if "type" in schema:
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return {**schema, "type": list(dict.fromkeys((*kinds, "null")))}
    null = {"type": "null"}
    fits = "anyOf" not in schema or null in schema["anyOf"]
    return schema if fits else {**schema, "anyOf": [*schema["anyOf"], null]}


@functools.cache
def descriptions(struct: type) -> dict[str, str]:
    """Return the first sentence of the docstring of each field of a struct, by the name of the field."""
    found: dict[str, str] = {}
    for each in reversed(struct.__mro__[:-1]):
        if each.__module__.startswith("msgspec"):
            continue
        try:
            tree = ast.parse(textwrap.dedent(inspect.getsource(each)))
        except (OSError, TypeError):
            continue  # a struct without a source, such as one that a site defines
        (body,) = (node.body for node in tree.body if isinstance(node, ast.ClassDef))
        for field, after in itertools.pairwise(body):
            said = after.value if isinstance(after, ast.Expr) else None
            name = field.target if isinstance(field, ast.AnnAssign) else None
            if isinstance(name, ast.Name) and isinstance(said, ast.Constant):
                found[name.id] = str(said.value).partition("\n\n")[0].replace("\n", " ")
    return found
