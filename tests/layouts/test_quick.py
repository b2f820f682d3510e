"""Tests for the quick environment: what it looks up is what Jinja's own finds."""

from types import SimpleNamespace
from typing import Any

import jinja2
import pytest
from markupsafe import Markup

from sitegen.layouts.mistakes import Missing
from sitegen.layouts.quick import QuickEnvironment
from sitegen.questions.answers import Link


class Mapping:
    """Has an item and an attribute of one name."""

    text = "attribute"

    def __getitem__(self, name: str) -> str:
        if name != "text":
            raise KeyError(name)
        return "item"


class Refusing:
    """Has a property that cannot be read."""

    @property
    def text(self) -> str:
        """Raise as a missing attribute does."""
        raise AttributeError("text")


OBJECTS: tuple[Any, ...] = (
    Link(text="words"),
    SimpleNamespace(text=1),
    Mapping(),
    Refusing(),
    {"text": 1},
    {"other": 1},
    [1, 2],
    (1, 2),
    "word",
    Markup("word"),
    3,
    None,
    list,
    Mapping,
    jinja2.Undefined(name="gone"),
)


@pytest.mark.parametrize("found", OBJECTS, ids=lambda found: type(found).__name__)
@pytest.mark.parametrize("name", ["text", "missing", "__class__", "upper", 0, 7, Markup("text"), None])
def test_an_item_or_attribute_is_found_as_jinja_finds_it(found: Any, name: Any) -> None:
    def outcome(environment: jinja2.Environment) -> Any:
        try:
            value = environment.getitem(found, name)
        except Exception as error:  # noqa: BLE001 - whatever one raises, the other has to
            return type(error), str(error)
        if isinstance(value, jinja2.Undefined):
            return type(value), value._undefined_name, value._undefined_obj
        return repr(value)

    quick, stock = QuickEnvironment(undefined=Missing), jinja2.Environment(undefined=Missing)
    assert outcome(quick) == outcome(stock)
