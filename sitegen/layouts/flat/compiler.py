"""The compiler of layouts: their texts in, Python out."""

from collections.abc import Callable, Iterable
from functools import update_wrapper
from typing import Any, cast

from jinja2 import nodes
from jinja2.environment import Environment
from jinja2.optimizer import optimize
from msgspec import Struct

from sitegen.layouts.filters import filters
from sitegen.layouts.flat.generator import FlatGenerator
from sitegen.layouts.flat.plain import PlainGenerator
from sitegen.layouts.flat.unfit import Parsed, parsed
from sitegen.locales import ENGLISH


class Compiled(Struct, frozen=True):
    """The Python of a layout."""

    python: str
    modules: Iterable[str]
    """The names of the layouts that it imports."""
    mutates: bool
    """Whether it, without what it imports, may change a value."""


class Compiler:
    """Writes layouts as Python, with the texts of one language; no filter of ours is called while writing."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment.overlay()
        ours = {name: _never(environment.filters[name]) for name in filters(ENGLISH)}
        self._environment.filters = environment.filters | ours
        self._parsed: dict[str, Parsed] = {}

    def write(self, name: str, *, careful: bool, imported: bool) -> Compiled:
        """Return the Python of a layout. Raises Unfit, and whatever reading a layout raises."""
        read: dict[str, Parsed] = {}

        def parse(part: str) -> Parsed:
            read[part] = self._parse(part)
            return read[part]

        generator: PlainGenerator
        if imported:
            generator = PlainGenerator(self._environment, name, careful=careful)
            generator.visit(parse(name).tree)
            python = generator.text.getvalue()
        else:
            generator = flat = FlatGenerator(self._environment, name, parse, careful=careful)
            python = flat.function()
        python = generator.imports() + python
        return Compiled(python, generator.modules, any(each.mutates for each in read.values()))

    def _parse(self, name: str) -> Parsed:
        if name not in self._parsed:
            environment = self._environment
            source, filename, _ = environment.loader.get_source(environment, name)  # type: ignore[union-attr]
            tree = environment._parse(source, name, filename)
            # constants are worked out once here, and not each time that a layout is written in place
            self._parsed[name] = parsed(cast("nodes.Template", optimize(tree, environment)))
        return self._parsed[name]


def _never(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that takes what `function` takes, and that Jinja cannot call to work out a constant."""

    def refuse(*_: Any, **__: Any) -> Any:
        raise nodes.Impossible

    return update_wrapper(refuse, function)
