"""The Jinja environment: strict, escaping, a site's own layouts over the packaged ones.

A layout's fingerprint is the digest of everything it can include, so a receipt that names a layout
goes stale with any partial or macro file below it.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from msgspec import Struct

from sitegen.bounds import Bounds, unreadable
from sitegen.diagnostics import Diagnostic, Span, diagnose, did_you_mean
from sitegen.disk import digest, read, walk
from sitegen.layouts.bounded import BoundedLoader, KeepingLoader, is_editors, unusable
from sitegen.layouts.filters import filters
from sitegen.layouts.flat import Functions
from sitegen.layouts.mistakes import LayoutMistake, Missing, explain
from sitegen.layouts.quick import QuickEnvironment
from sitegen.layouts.sources import compiled, mentioned, outline, undeclared
from sitegen.merge_conflicts import conflicts

VARIABLES = frozenset({"view", "here", "site", "generator"})
"""What every layout is given."""

DEFAULT = "default/"
"""`default/post.html` names the packaged layout, so that a site's `post.html` can extend it."""


class Layouts:
    """All layouts of a site, by name."""

    def __init__(self, own: Path, language: str = "en", bounds: Bounds | None = None, *, engine: str = "") -> None:
        """Take the folder of a site's own layouts, and where links in it may lead: by default to that folder.

        With the digest of what compiles them as `engine`, compiled layouts are kept on disk.
        """
        self.own = own
        self.bounds = bounds or Bounds(site=os.path.realpath(own.parent), places=(os.path.realpath(own),))
        self.default = packaged()
        loaders: list[jinja2.BaseLoader] = [
            BoundedLoader(own, self.bounds.places),
            jinja2.PrefixLoader({DEFAULT.rstrip("/"): jinja2.FileSystemLoader(self.default)}),
            jinja2.FileSystemLoader(self.default),
        ]
        self.environment = QuickEnvironment(
            loader=KeepingLoader(loaders),
            autoescape=True,
            undefined=Missing,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            keep_trailing_newline=True,
            bytecode_cache=compiled(language),
        )
        self.environment.filters |= filters(language)
        del self.environment.filters["random"]  # the same site has to come out the same
        self.environment.globals = {"range": range, "dict": dict, "namespace": jinja2.utils.Namespace}
        self.closure = cache(self._closure)
        self.exists = cache(self._exists)
        self._read = cache(self._load)
        self.functions = Functions(self.environment, self, engine)

    def names(self) -> list[str]:
        """Return the names of the site's own layouts; none where they are the packaged ones themselves."""
        if self.own.resolve() == self.default:
            return []
        return [name for name, _ in self._walk() if name.endswith(".html") and not is_editors(name)]

    def _walk(self) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
        return walk(self.own, every=True, bounds=self.bounds.places)

    def choices(self) -> list[str]:
        """Return the layouts a page may name: all but partials and macros."""
        return [name for name in self.environment.list_templates() if "/" not in name and name.endswith(".html")]

    def load(self) -> None:
        """Load the functions of all layouts that a page may name: forked processes then have them all."""
        for name in self.choices():
            self.functions.find(name)

    def first(self, *names: str) -> str:
        """Return the first of the named layouts that exists; the last is not asked."""
        return next((name for name in names[:-1] if name and self.exists(name)), names[-1])

    def render(self, name: str, variables: Mapping[str, Any], forget: Callable[[], None] = lambda: None) -> str:
        """Render a layout. Raises LayoutMistake for whatever its author can have caused.

        `forget` undoes what the layout has asked for so far: it is called before rendering begins anew.
        """
        function = self.functions.find(name)
        if function is None:
            return self.render_by_jinja(name, variables)
        try:
            return function(variables)
        except Exception:  # noqa: BLE001 - Jinja says what is wrong, and where, or finds nothing wrong
            forget()
            text = self.render_by_jinja(name, variables)
        self.functions.failed(name)
        return text

    def render_by_jinja(self, name: str, variables: Mapping[str, Any]) -> str:
        """Render a layout by Jinja, which is what defines the text and the mistakes of a layout."""
        try:
            return self.environment.get_template(name).render(variables)
        except LayoutMistake:
            raise
        except (
            jinja2.TemplateError,
            LookupError,
            TypeError,
            ValueError,
            AttributeError,
            ArithmeticError,
            OSError,
            RecursionError,
        ) as error:
            raise LayoutMistake(explain(error, name, self.place, sorted({*variables, *VARIABLES}))) from error

    def place(self, filename: str | None) -> str:
        """Return a layout file's path as a person knows it."""
        for folder, shown in ((self.own, "layouts"), (self.default, "sitegen/default_layouts")):
            if filename and Path(filename).is_relative_to(folder):
                return f"{shown}/{Path(filename).relative_to(folder).as_posix()}"
        return f"layouts/{filename}"

    def check(self) -> tuple[Diagnostic, ...]:
        """Return what can be known to be wrong with the site's own layouts before anything is rendered."""
        found: list[Diagnostic] = []
        wrong: set[str] = set()
        for name, entry in self._walk():
            refused = unusable(entry, f"layouts/{name}", self.bounds)
            if refused:
                wrong.add(name)
                found.append(refused)
        for name in self.names():
            if name in wrong:
                continue
            span = Span(path=f"layouts/{name}", line=1)
            try:
                source = read(self.own / name).decode("utf-8", "replace")
                if conflicting := conflicts(source, span.path):
                    found += conflicting
                    continue
                self.environment.compile(source, name, str(self.own / name))
                referred = outline(source).referred
            except jinja2.TemplateSyntaxError as error:
                found.append(explain(error, name, self.place, ()))
                continue
            except OSError as error:
                found.append(unreadable(str(self.own / name), span.path, error))
                continue
            for included, line in referred:
                place = Span(path=span.path, line=line, column=1)
                if included is None:
                    found.append(
                        diagnose(
                            "layout-dynamic-include",
                            place,
                            "this layout includes another by a name that is worked out while rendering",
                            fix="write the name as plain text, and choose with {% if %}",
                        )
                    )
                elif not self.exists(included):
                    found.append(self._missing(included, place))
            if name.startswith("macros/"):
                found += self._context_of_macros(source, span)
        return tuple(found)

    def _context_of_macros(self, source: str, span: Span) -> list[Diagnostic]:
        asked = undeclared(source) - set(self.environment.globals)
        return [
            diagnose(
                "layout-macro-context",
                span,
                f"a macro here uses {name!r}, which it was not given",
                fix=f"pass {name!r} to the macro as an argument",
            )
            for name in sorted(asked)
        ]

    def _missing(self, name: str, span: Span) -> Diagnostic:
        near = did_you_mean(name, self.environment.list_templates())
        return diagnose(
            "layout-missing",
            span,
            f"there is no layout {name!r}",
            fix=f"did you mean {near!r}?" if near else f"add layouts/{name}, or name one that exists",
        )

    def _exists(self, name: str) -> bool:
        try:
            self.environment.loader.get_source(self.environment, name)  # type: ignore[union-attr]
        except jinja2.TemplateNotFound:
            return False
        return True

    def own_parts(self, name: str) -> bool:
        """Whether a layout, or anything it refers to, is one of the site's own."""
        default = f"{self.default}{os.sep}"
        return any(not part.filename.startswith(default) for part in self._parts(name).values())

    def _closure(self, name: str) -> str:
        """Return the digest of a layout and all it refers to."""
        digests = ((asked, part.digest) for asked, part in self._parts(name).items())
        return digest(repr(sorted(digests)).encode())

    def _parts(self, name: str) -> dict[str, "Part"]:
        """Return a layout and all it refers to, by name."""
        found: dict[str, Part] = {}
        waiting = [name]
        while waiting:
            asked = waiting.pop()
            if asked not in found:
                found[asked] = self._read(asked)
                waiting += found[asked].mentioned
        return found

    def _load(self, name: str) -> "Part":
        try:
            source, filename, _ = self.environment.loader.get_source(self.environment, name)  # type: ignore[union-attr]
        except (jinja2.TemplateError, OSError) as error:
            return Part(f"broken: {error}")
        return Part(digest(source.encode()), filename or "", mentioned(source))


class Part(Struct, frozen=True):
    """The text of one layout, as far as others depend on it."""

    digest: str
    filename: str = ""
    mentioned: tuple[str, ...] = ()
    """The names of layouts that it may refer to."""


def packaged() -> Path:
    """Return the folder of the default layouts: inside the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "default_layouts"
    return inside if inside.is_dir() else package.parent / "layouts"
