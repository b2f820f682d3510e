"""What is compiled before the first build: the default layouts and the regular expressions.

A wheel gets the layouts as Python, a checkout gets them as byte code. The table of regular expressions is for the
version of Python that writes it; another one compiles each when it is used.
"""

import marshal
import os
import pkgutil
import warnings
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import sitegen
from sitegen import patterns
from sitegen.engine.cache.fingerprint import compiler_fingerprint
from sitegen.layouts import Layouts, packaged
from sitegen.layouts.flat import Functions, ProgramCache, Shipment
from sitegen.markup.body.joined_rules import prepared_patterns


def ship(folder: Path) -> None:
    """Write the Python of all default layouts, and the table, into a folder: the package's `disk.SHIPPED`."""
    shipment = Shipment()
    _compile(shipment)
    shipment.write(folder)
    for table, kept in _tables():
        _write_table(folder / patterns.places(table)[1].name, kept)


def _compile(cache: ProgramCache) -> None:
    layouts = Layouts(packaged())
    layouts.functions = Functions(layouts.environment, layouts, compiler_fingerprint(), cache)
    layouts.load()


def _tables() -> tuple[tuple[str, Iterable[tuple[str, int]]], ...]:
    """Return the name of each table, and the patterns in it with their flags."""
    return (patterns.OURS, _late_patterns()), (patterns.LEXERS, prepared_patterns())


def _write_table(path: Path, kept: Iterable[tuple[str, int]]) -> None:
    """Write a table of regular expressions. It is empty where this Python keeps them in a form not known here."""
    table = {}
    with suppress(ImportError), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pygments' patterns have sets in sets, which it means as they are
        for pattern, flags in kept:
            table[pattern, flags] = marshal.dumps(_code(pattern, flags))
    path.parent.mkdir(parents=True, exist_ok=True)
    written = path.with_name(f"{path.name}.{os.getpid()}")
    written.write_bytes(marshal.dumps(table))
    written.replace(path)


def _late_patterns() -> Iterator[tuple[str, int]]:
    """Yield the pattern and flags of each regular expression of ours that is compiled late."""
    for found in pkgutil.walk_packages(sitegen.__path__, "sitegen."):
        if not found.name.endswith("__main__"):
            import_module(found.name)
    for each in patterns.all_late:
        yield each.pattern, int(each.given_flags)


def _code(pattern: str, flags: int) -> tuple[Any, ...]:
    """Return what the engine of `re` takes for a pattern: what `re.compile` works out, in plain numbers."""
    parser, compiler = import_module("re._parser"), import_module("re._compiler")
    parsed = parser.parse(pattern, flags)
    code = [int(number) for number in compiler._code(parsed, flags)]
    names: dict[str, int] = parsed.state.groupdict
    named: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        named[number] = name
    return int(flags) | int(parsed.state.flags), code, parsed.state.groups - 1, dict(names), tuple(named)


if __name__ == "__main__":
    _compile(ProgramCache(on_disk=True))
    with suppress(OSError):
        for table, kept in _tables():
            _write_table(patterns.places(table)[0], kept)
