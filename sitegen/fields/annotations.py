"""What the annotation of a field says about how its values are written."""

import datetime as dt
import types
from collections.abc import Callable
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from sitegen import dates
from sitegen.facets.actions import Due
from sitegen.facets.recurrence import Unclear
from sitegen.facets.relations import Person, Relation
from sitegen.facets.schedule import Moment
from sitegen.fields import lists, moments, naming, scalars
from sitegen.fields.field_types import ANYTHING, Form, No, scalar, text
from sitegen.fields.findings import Notes
from sitegen.fields.nodes import MappingNode, Place, ScalarNode, YamlNode
from sitegen.fields.scalars import Unfit

Keyed = Callable[[Any], Form]
"""The form of a struct."""


def form_of(annotation: Any, keyed: Keyed) -> Form:
    """Return how values of a type are written; `keyed` knows the form of a struct.

    Raises TypeError for a type that front matter cannot hold.
    """
    extra: dict[str, Any] = {}
    if get_origin(annotation) is Annotated:
        annotation, *metas = get_args(annotation)
        for meta in (meta for meta in metas if isinstance(meta, msgspec.Meta)):
            extra |= {"ge": meta.ge, "le": meta.le, "examples": meta.examples, **(meta.extra or {})}
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        (inner,) = (argument for argument in arguments if argument is not types.NoneType)
        return text(blank=True) if inner is str else form_of(inner, keyed)
    if origin is Literal:
        options = [str(option) for option in arguments if option != ""]
        return scalar(lambda word: scalars.choice(word, arguments), "one word", options[0])
    kinds = tuple(extra.get("kinds", ()))
    if origin is tuple and arguments[-1] is Ellipsis:
        item = naming.one_name(Relation, kinds) if kinds else form_of(arguments[0], keyed)
        return lists.many(item, arguments[0], str(extra.get("split", "")))
    if origin is tuple:
        return lists.several([form_of(argument, keyed) for argument in arguments])
    if origin is dict:
        _, *metas = get_args(arguments[0]) if get_origin(arguments[0]) is Annotated else (str,)
        shown = next((str(example) for meta in metas for example in meta.examples or ()), "name")
        return lists.table(form_of(arguments[1], keyed), shown)
    if annotation in (int, float):
        return _number(annotation, extra.get("ge"), extra.get("le"))
    if annotation is str and extra.get("form") in _WORDED:
        return scalar(*_WORDED[extra["form"]])
    if annotation in _SIMPLE:
        return _SIMPLE[annotation]
    if annotation in (Relation, Person):
        return naming.one_name(annotation, kinds)
    if annotation is Due:
        return naming.due(keyed(Due))
    if hasattr(annotation, "from_text"):
        return _from_text(annotation, keyed, next(iter(extra.get("examples") or ()), "text"))
    if _is_struct(annotation):
        return keyed(annotation)
    raise TypeError(f"front matter cannot hold {annotation!r}")


def _moment(notes: Notes, node: YamlNode, field: str) -> Any:
    def parse(words: str) -> Moment:
        if field.rpartition(".")[2] == "end":
            return moments.ending(words, notes.zone, notes.start)
        return moments.moment(words, notes.zone)

    one = scalar(parse, "a date", moments.A_DAY)
    found = one.read(notes, node, field)
    if isinstance(found, Moment) and (words := dates.skipped(found)):
        notes.say("skipped-time", node.place, words, "write the time that is meant, by the clock after the change")
    return found


ZONE = scalar(moments.time_zone, "a time zone", "Europe/London")
"""How a time zone is written."""
_SIMPLE: dict[Any, Form] = {
    str: text(),
    bool: scalar(scalars.yes_or_no, "true or false", "true"),
    dt.date: scalar(moments.day, "a date", moments.A_DAY),
    dt.time: scalar(moments.clock, "a time", "14:00"),
    dt.timedelta: scalar(moments.span, "a length of time", "2 hours"),
    Moment: Form(_moment, "a date", moments.A_DAY),
    Any: ANYTHING,
}


_WORDED: dict[str, tuple[Callable[[str], str], str, str]] = {
    "url": (scalars.address, "an address", "https://example.org/"),
    "link": (scalars.link, "an address", "/about/"),
    "email": (scalars.email, "an e-mail address", "lea@example.org"),
    "colour": (scalars.colour, "a colour", '"#0f3d5c"'),
    "picture": (scalars.picture, "a file", "picture.jpg"),
    "language": (scalars.language, "a language tag", "en-GB"),
}
"""Texts that have to be of a form: how each is read, what it wants, an example."""


def _number(kind: Any, least: Any, most: Any) -> Form:
    def parse(words: str) -> float:
        value = scalars.whole(words) if kind is int else scalars.decimal(words)
        if (least is not None and value < least) or (most is not None and value > most):
            limits = [f"{least} or more"] * (least is not None) + [f"{most} or less"] * (most is not None)
            raise Unfit(f"wants a number: {' and '.join(limits)}")
        return value

    return scalar(parse, "a number", str(1 if least is None else least))


def _from_text(kind: Any, keyed: Keyed, example: str) -> Form:
    """The form of a class that takes a text through `from_text`, or keys too when it is a struct."""
    below = keyed(kind) if _is_struct(kind) else None

    def parse(words: str) -> Any:
        try:
            return kind.from_text(words)
        except Unfit:
            raise
        except Unclear as error:
            raise Unfit(f"cannot be so: {error}", fix=" or ".join(error.fixes)) from error
        except ValueError as error:
            # keys are shown only where a word alone is the exception
            raise Unfit(
                f"cannot be so: {error}", note=f"For example {example}." if example[0] == "{" else ""
            ) from error

    def read(notes: Notes, node: YamlNode, field: str) -> Any:
        if isinstance(node, MappingNode) and below is not None:
            return below.read(notes, node, field)
        if below is not None and below.meant(node):
            return below.read(notes, node, field)
        value = one.read(notes, node, field)
        if isinstance(node, ScalarNode) and _is_struct(type(value)):
            for part in msgspec.structs.fields(value):
                held = getattr(value, part.name)
                _note_names(notes, held, f"{field}.{part.encode_name}", node.place)
                if held and held == node.value.strip() and _is_unfit(notes, node, field, part.type, keyed):
                    return No.SENSE
        return value

    one = scalar(parse, "one text", example)
    if below is None:
        return Form(read, "one text", example)
    return Form(read, "one text", example, keyed=True, meant=below.meant)


def _is_unfit(notes: Notes, node: YamlNode, field: str, annotation: Any, keyed: Keyed) -> bool:
    """Whether a text that stands for a struct is not what the field that takes it whole wants; say so."""
    return form_of(annotation, keyed).read(notes, node, field) is No.SENSE


def _note_names(notes: Notes, value: Any, field: str, place: Place) -> None:
    for item in value if isinstance(value, tuple) else (value,):
        if isinstance(item, Relation | Person):
            notes.reach(field, item.text, isinstance(item, Relation), place)


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)
