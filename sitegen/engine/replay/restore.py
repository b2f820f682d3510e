"""Stored answers restored: the same values, of the same types, as the question returned.

The types are those that the question's function is annotated with. An answer whose annotation says too little is
not restored.
"""

import datetime as dt
import types
import typing
from collections.abc import Callable, Mapping
from contextlib import suppress
from enum import Enum
from functools import cache
from typing import Any, Literal, TypedDict, Union

import msgspec
from msgspec import Struct, UnsetType, structs

from sitegen.facets.relations import Person, Relation
from sitegen.facets.schedule import Moment, Schedule
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.questions.answers import Card, Link
from sitegen.questions.contract import Until
from sitegen.questions.entry_view import EntryAnswer
from sitegen.questions.once import Once

PLAIN = (str, int, bool, float, type(None), dt.date, dt.datetime, dt.time)
BY_KIND = {(Card, "fields"), (EntryAnswer, "meta")}
"""The fields of answers whose types depend on the kind of the entry."""


class Unrestorable(Exception):
    """An answer cannot be restored exactly."""


class Restorer:
    """Restores the answers to the questions of one site."""

    def __init__(self, functions: Mapping[str, Callable[..., Any]], kinds: Mapping[str, Kind]) -> None:
        """Take the functions of the questions by the names that their answers are recorded under."""
        self._functions = functions
        self._kinds = kinds

    def restore(self, question: str, stored: bytes) -> Any:
        """Return an answer to a question. Raises Unrestorable when it might differ from the stored one."""
        function = self._functions.get(question)
        if function is None:
            raise Unrestorable(question)
        try:
            answer = _decoded(function, stored)
            if isinstance(answer, EntryAnswer):
                meta = msgspec.convert(answer.meta, type=self._kinds[answer.kind].meta)
                answer = structs.replace(answer, meta=meta)
            self._restore_cards(answer)
        except (ValueError, TypeError, KeyError, NameError) as error:
            raise Unrestorable(question) from error
        if msgspec.json.encode(answer) != stored:
            raise Unrestorable(question)
        return answer

    def _restore_cards(self, value: Any) -> None:
        """Give the fields of all cards in an answer the types that their kind shows."""
        if isinstance(value, Card):
            for name, field in value.fields.items():
                value.fields[name] = msgspec.convert(field, type=_shown_field(self._kinds[value.kind].meta, name))
        elif isinstance(value, Struct) and not isinstance(value, Meta):
            for name in value.__struct_fields__:
                self._restore_cards(getattr(value, name))
        elif isinstance(value, tuple | list):
            for each in value:
                self._restore_cards(each)
        elif isinstance(value, dict):
            for each in value.values():
                self._restore_cards(each)


def _decoded(function: Callable[..., Any], stored: bytes) -> Any:
    """Return an answer as the one type that a function returns, of those that it may return, that fits."""
    decoders = _decoders(function)
    if len(decoders) == 1:
        return decoders[0].decode(stored)
    found = []
    for decoder in decoders:
        with suppress(msgspec.ValidationError):
            found.append(decoder.decode(stored))
    if len(found) != 1:
        raise Unrestorable(function.__name__)
    return found[0]


@cache
def _decoders(function: Callable[..., Any]) -> "tuple[msgspec.json.Decoder[Any], ...]":
    """Return the decoders of the types that a function returns: one, or several for a union of structs."""
    plain = function.function if isinstance(function, Once) else function
    found = typing.get_type_hints(plain).get("return", Any)
    if typing.get_origin(found) is Until:
        (found,) = typing.get_args(found)
    _check(found)
    members = typing.get_args(found) if typing.get_origin(found) in (Union, types.UnionType) else ()
    several = sum(isinstance(each, type) and issubclass(each, Struct) for each in members) > 1
    return tuple(map(msgspec.json.Decoder, members if several else (found,)))


def _check(annotation: Any, seen: "set[Any] | None" = None) -> None:
    """Raise Unrestorable unless values of this type are decoded to what was encoded."""
    seen = set() if seen is None else seen
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if annotation in seen or annotation in PLAIN or origin is Literal:
        return
    seen.add(annotation)
    if isinstance(annotation, typing.NewType):
        _check(annotation.__supertype__, seen)
    elif origin is typing.Annotated:
        _check(arguments[0], seen)
    elif origin in (Union, types.UnionType, tuple, dict):
        for each in arguments:
            if each is not Ellipsis:
                _check(each, seen)
    elif isinstance(annotation, type) and issubclass(annotation, Struct):
        if issubclass(annotation, Meta):
            return  # the cache of entries restores it, too
        hints = typing.get_type_hints(annotation)
        for name in annotation.__struct_fields__:
            if (annotation, name) not in BY_KIND:
                _check(hints[name], seen)
    elif annotation is not UnsetType and not (isinstance(annotation, type) and issubclass(annotation, Enum)):
        raise Unrestorable(str(annotation))


@cache
def _shown_field(meta: type[Meta], name: str) -> Any:
    """Return the type of a field of a kind once `with_links` has been applied to it. Raises Unrestorable."""
    hints = typing.get_type_hints(meta)
    if name not in hints:
        raise Unrestorable(f"{meta.__name__}.{name}")
    return _shown(hints[name])


def _shown(annotation: Any) -> Any:
    """Return the type of a value of this type once `with_links` has been applied to it."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _shown(arguments[0])
    if origin in (Union, types.UnionType):
        return Union[tuple(map(_shown, arguments))]  # noqa: UP007 - made of a tuple
    if origin is tuple:
        return tuple.__class_getitem__(tuple(each if each is Ellipsis else _shown(each) for each in arguments))
    if origin is dict:
        return dict.__class_getitem__((arguments[0], _shown(arguments[1])))
    if isinstance(annotation, type) and issubclass(annotation, Relation | Person):
        return Link
    if isinstance(annotation, type) and issubclass(annotation, Struct):
        if issubclass(annotation, Moment | Schedule | Meta):
            return annotation
        hints = typing.get_type_hints(annotation)
        shown = {name: _shown(hints[name]) for name in annotation.__struct_fields__}
        return TypedDict(annotation.__name__, shown)  # type: ignore[operator]
    _check(annotation)
    return annotation
