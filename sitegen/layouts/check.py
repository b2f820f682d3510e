"""What can be known to be wrong with a site's own layouts before anything is rendered."""

import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from sitegen.diagnostics import Diagnostic, Span, diagnose, did_you_mean
from sitegen.layouts.bounded import text_of, unusable
from sitegen.layouts.environment import DEFAULT, Layouts
from sitegen.layouts.mistakes import LayoutMistake, explain, turns
from sitegen.layouts.rings import ring_from
from sitegen.layouts.sources import outline, undeclared
from sitegen.layouts.spots import named_in_tag, spot, unquoted
from sitegen.merge_conflicts import conflicts

if TYPE_CHECKING:
    from sitegen.disk import Listings


def check(layouts: Layouts) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of a site's own layouts and texts, used or not."""
    found: list[Diagnostic] = [*layouts.wrong]
    wrong: set[str] = set()
    folders: Listings = {}
    for name, entry in layouts.walk(folders):
        refused = unusable(entry, f"layouts/{name}", layouts.bounds)
        if refused:
            wrong.add(name)
            found.append(refused)
    found += _folders(layouts, folders)
    rings: dict[tuple[str, ...], None] = {}
    for name in layouts.names():
        if name in wrong:
            continue
        path = f"layouts/{name}"
        try:
            source = text_of(layouts.own / name, path)
            if conflicting := conflicts(source, path):
                found += conflicting
                continue
            layouts.environment.compile(source, name, str(layouts.own / name))
            found += _references(layouts, path, source)
            if name.startswith("macros/"):
                found += _context_of_macros(layouts, path, source)
        except LayoutMistake as mistake:
            found.append(mistake.diagnostic)
        except jinja2.TemplateSyntaxError as error:
            found.append(explain(error, name, layouts.texts()))
        except RecursionError:
            message = "this layout cannot be read: its tags or brackets are nested too deeply"
            found.append(
                diagnose("layout-syntax", spot(path, source, 1), message, fix="part it into several layouts")
            )
        else:
            if ring := ring_from(name, lambda each: _certain(layouts, each)):
                rings[ring] = None
    found += (told for ring in rings if (told := turns(ring[0], ring, layouts.texts())))
    return tuple(found)


def _folders(layouts: Layouts, folders: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield an error for each folder with the name of a layout, which would not be found."""
    for folder in sorted(folders):
        if folder.endswith(".html"):
            path = f"layouts/{Path(folder).relative_to(layouts.own).as_posix()}"
            message = "this is a folder, and its name is that of a layout"
            yield diagnose(
                "unreadable-file", Span(path=path), message, fix="put a file in its place, or rename it"
            )


def _references(layouts: Layouts, path: str, source: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with the names of other layouts in the text of a layout."""
    for name, line in outline(source).referred:
        if name is None:
            bare = unquoted(path, source, line)
            message = "this layout includes another by a name that is worked out while rendering"
            fix = "write the name as plain text, and choose with {% if %}"
            if bare and (name := _meant(layouts, bare[1], path.removeprefix("layouts/"))):
                message, fix = "the name of a layout is written in quotes", f'{{% {bare[2]} "{name}" %}}'
            yield diagnose(
                "layout-dynamic-include", bare[0] if bare else spot(path, source, line), message, fix=fix
            )
        elif not layouts.exists(name):
            named = named_in_tag(path, source, name)
            near = _nearest(name, layouts)
            yield diagnose(
                "layout-missing",
                named[0] if named else spot(path, source, line),
                f"there is no layout {name!r}",
                fix=f"did you mean {near!r}?" if near else f"add layouts/{name}, or name one that exists",
            )


def _nearest(name: str, layouts: Layouts) -> str:
    """Return the layout whose path is near, and whose file's name is by itself; "" without one."""
    near = did_you_mean(name, layouts.environment.list_templates())
    return near if did_you_mean(_file(name), (_file(near),)) or _file(name) == _file(near) else ""


def _file(path: str) -> str:
    return posixpath.basename(path).partition(".")[0]


def _meant(layouts: Layouts, word: str, own: str) -> str:
    """Return the layout that a word without quotes is meant as in the layout `own`; "" for a variable."""
    names = (word, f"{word}.html") if own not in (word, f"{word}.html") else (f"{DEFAULT}{own}",)
    return next((each for each in names if layouts.exists(each)), word if word.endswith(".html") else "")


def _context_of_macros(layouts: Layouts, path: str, source: str) -> Iterator[Diagnostic]:
    for name in sorted(undeclared(source) - set(layouts.environment.globals)):
        yield diagnose(
            "layout-macro-context",
            _first(path, source, name),
            f"a macro here uses {name!r}, which it was not given",
            fix=f"pass {name!r} to the macro as an argument",
        )


def _first(path: str, source: str, name: str) -> Span:
    """Return the first place in the tags of a layout at which a name stands."""
    places = (spot(path, source, number, name) for number in range(1, source.count("\n") + 2))
    lines = source.split("\n")
    for place in places:
        if lines[place.line - 1][place.column - 1 :].startswith(name):
            return place
    return spot(path, source, 1)


def _certain(layouts: Layouts, name: str) -> tuple[str, ...]:
    """Return the layouts that one refers to whenever it is rendered."""
    try:
        return outline(layouts.source(name)[0]).certain
    except (jinja2.TemplateError, LayoutMistake, RecursionError):
        return ()
