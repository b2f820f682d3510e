"""Macros of compiled layouts: called like functions, and their text remembered where it can only be the same."""

from collections.abc import Mapping
from types import NoneType
from typing import Any

from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup
from msgspec import Struct

MOST_REMEMBERED = 10_000
"""The number of texts of one macro above which it forgets them, and stops remembering when few were of use."""

_SCALARS = frozenset({str, Markup, int, bool, NoneType})
_values: dict[type, bool] = {}
"""Type -> whether its instances are values that never change: frozen structs."""


class PlainMacro(Macro):
    """A macro that is called like any function, without being given a context."""

    def __init__(self, *definition: Any) -> None:
        super().__init__(*definition)
        self._texts: dict[tuple[Any, ...], tuple[Any, ...]] | None = None
        """What makes up a call -> its text, and the arguments, which keep their identity while they are here."""
        self._reused = 0
        self._plain = not (self.caller or self.catch_kwargs or self.catch_varargs)
        self._places = {name: place for place, name in enumerate(self.arguments)}

    def remember(self) -> None:
        """Work out the text of a call with values once.

        Only for a macro that sees nothing but its arguments and constants: one of a layout that was imported
        without context, and that has run.
        """
        if self._plain:
            self._texts = {}

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Return the text of the macro."""
        if self._texts is None or not args or not _is_value(type(args[0])):
            return self._make(args, kwargs)
        key = _key(args, kwargs)
        if key is None:
            return self._make(args, kwargs)
        found = self._texts.get(key)
        if found is not None:
            self._reused += 1
            return found[0]
        text = self._make(args, kwargs)
        if len(self._texts) >= MOST_REMEMBERED:
            self._texts = {} if self._reused > MOST_REMEMBERED else None
            self._reused = 0
        if self._texts is not None:
            self._texts[key] = (text, args, kwargs)
        return text

    def _make(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
        short = self._argument_count - len(args)
        if not self._plain or short < 0:
            return super().__call__(*args, **kwargs)
        if not kwargs:
            return Markup(self._func(*args, *(missing,) * short) if short else self._func(*args))
        given = [*args, *(missing,) * short]
        for name, value in kwargs.items():
            place = self._places.get(name, -1)
            if place < len(args):
                return super().__call__(*args, **kwargs)
            given[place] = value
        return Markup(self._func(*given))

    def __repr__(self) -> str:
        return f"<Macro {self.name!r}>"


def _is_value(kind: type) -> bool:
    """Return whether instances of a type are values that never change, so that each is its own key."""
    if kind not in _values:
        _values[kind] = issubclass(kind, Struct) and bool(kind.__struct_config__.frozen)
    return _values[kind]


def _key(args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """Return what makes up a call: names, types and scalars, and values by identity; None for anything else."""
    key: list[Any] = [len(args), *kwargs]
    for value in (*args, *kwargs.values()) if kwargs else args:
        kind = type(value)
        if kind in _SCALARS:
            key += (kind, value)
        elif _is_value(kind):
            key.append(id(value))
        else:
            return None
    return tuple(key)
