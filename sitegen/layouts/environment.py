"""The Jinja environment: strict, escaping, a site's own layouts over the packaged ones.

A layout's fingerprint is the digest of everything it can include, so a receipt that names a layout
goes stale with any partial or macro file below it.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from msgspec import Struct

from sitegen.bounds import Bounds
from sitegen.diagnostics import Diagnostic
from sitegen.disk import digest, read, walk
from sitegen.layouts.bounded import BoundedLoader, KeepingLoader, is_editors
from sitegen.layouts.endless import Endless
from sitegen.layouts.filters import filters
from sitegen.layouts.flat import Functions
from sitegen.layouts.mistakes import LayoutMistake, Missing, Texts, explain, shows_itself, turns
from sitegen.layouts.quick import QuickEnvironment
from sitegen.layouts.rings import ring_from
from sitegen.layouts.sources import compiled, fields_read, mentioned
from sitegen.locales import ONLY_OURS, Languages
from sitegen.locales.locale import primary

if TYPE_CHECKING:
    from sitegen.disk import Listings

VARIABLES = frozenset({"view", "here", "site", "language", "generator"})
"""What every layout is given."""

ANY_ENTRY = "entry.html"
"""The packaged layout that shows an entry of any kind."""

DEFAULT = "default/"
"""`default/post.html` names the packaged layout, so that a site's `post.html` can extend it."""


PACKAGED = "sitegen/default_layouts"
"""What diagnostics call the folder of the packaged layouts."""

MOST_NUMBERS = 100_000
"""The length of the longest range that a layout may ask for: no page is made of more."""


def bounded_range(*limits: int) -> range:
    """Return a range as Python's own. Raises ValueError for one that would keep a layout busy for ever."""
    numbers = range(*limits)
    if len(numbers) > MOST_NUMBERS:
        raise ValueError(f"a 'range' of more than {MOST_NUMBERS:,} numbers")
    return numbers


class Layouts:
    """All layouts of a site, by name."""

    def __init__(
        self,
        own: Path,
        language: str = "en",
        bounds: Bounds | None = None,
        *,
        engine: str = "",
        languages: Languages = ONLY_OURS,
        wrong: tuple[Diagnostic, ...] = (),
    ) -> None:
        """Take the folder of a site's own layouts, and where links in it may lead: by default to that folder.

        Texts of the layouts are in `language`, as far as `languages` have it. `wrong` is what is wrong with those
        that are the site's own.

        With the digest of what compiles them as `engine`, compiled layouts are kept on disk.
        """
        self.own = own
        self.languages = languages
        self.wrong = wrong
        self.locale = locale = languages.locale(language)
        self._engine = engine
        self._others: dict[str, Layouts] = {}
        self.bounds = bounds or Bounds(site=os.path.realpath(own.parent), places=(os.path.realpath(own),))
        self.default = packaged()
        loaders: list[jinja2.BaseLoader] = [
            BoundedLoader(own, self.bounds.places),
            jinja2.PrefixLoader({DEFAULT.rstrip("/"): jinja2.FileSystemLoader(self.default)}),
            jinja2.FileSystemLoader(self.default),
        ]
        self.environment = QuickEnvironment(
            locale,
            loader=KeepingLoader(loaders),
            autoescape=True,
            undefined=Missing,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            keep_trailing_newline=True,
            bytecode_cache=compiled(locale),
        )
        self.environment.filters |= filters(locale)
        del self.environment.filters["random"]  # the same site has to come out the same
        self.environment.globals = {"range": bounded_range, "dict": dict, "namespace": jinja2.utils.Namespace}
        self.closure = cache(self._closure)
        self.exists = cache(self._exists)
        self._read = cache(self._load)
        self._fields_read: tuple[str, ...] | None = None
        self._at_work: list[str] = []
        """The layouts that are being rendered: each but the first was asked for by the one before."""
        self.endless: dict[str, Diagnostic] = {}
        """The layouts that came to no end since it was emptied: they are not tried for each page."""
        self.functions = Functions(self.environment, self, engine)

    def spoken(self, language: str) -> "Layouts":
        """Return the same layouts in a language; "" is that of the site."""
        if not language or language == self.locale.tag:
            return self
        if language not in self._others:
            self._others[language] = Layouts(
                self.own, language, self.bounds, engine=self._engine, languages=self.languages
            )
        return self._others[language]

    def names(self) -> list[str]:
        """Return the names of the site's own layouts; none where they are the packaged ones themselves."""
        if self.own.resolve() == self.default:
            return []
        return [name for name, _ in self.walk() if name.endswith(".html") and not is_editors(name)]

    def walk(self, listings: "Listings | None" = None) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
        """Yield the path and entry of every file in the folder of the site's own layouts; see `disk.walk`."""
        return walk(self.own, every=True, bounds=self.bounds.places, listings=listings)

    def fields_read(self) -> tuple[str, ...]:
        """Return the names of entries' own fields that the site's layouts read; `*` where they may read any."""
        if self._fields_read is None:
            texts = (self._text(name) for name in self.names())
            self._fields_read = tuple(sorted({name for text in texts for name in fields_read(text)}))
        return self._fields_read

    def choices(self) -> list[str]:
        """Return the layouts a page may name: all but partials and macros."""
        return [name for name in self.environment.list_templates() if "/" not in name and name.endswith(".html")]

    def packaged_names(self) -> frozenset[str]:
        """Return the names of the packaged layouts, partials and macros among them."""
        found = walk(self.default, every=True, bounds=(os.path.realpath(self.default),))
        return frozenset(name for name, _ in found if name.endswith(".html"))

    def mentioned(self, name: str) -> tuple[str, ...]:
        """Return the names of layouts that one may refer to."""
        return self._read(name).mentioned

    def load(self) -> None:
        """Load the functions of all layouts that a page may name: forked processes then have them all."""
        for name in self.choices():
            self.functions.find(name)

    def for_entry(self, asked: str, usual: str) -> str:
        """Return the layout of an entry that asks for one, "" for none, and whose kind has the `usual` one.

        Of the packaged layouts only those serve that are made for any entry, or for its kind.
        """
        return self.first(asked if self.suits(asked, usual) else "", usual, ANY_ENTRY)

    def suits(self, asked: str, usual: str) -> bool:
        """Whether an entry whose kind has the `usual` layout may have the one that it asks for."""
        return asked in (usual, ANY_ENTRY) or self._is_own(asked)

    def _is_own(self, name: str) -> bool:
        """Whether a layout is one of the site's own."""
        try:
            return not (self.source(name)[1] or "").startswith(f"{self.default}{os.sep}") if name else False
        except jinja2.TemplateNotFound:
            return False
        except LayoutMistake:
            return True

    def first(self, *names: str) -> str:
        """Return the first of the named layouts that exists; the last is not asked."""
        return next((name for name in names[:-1] if name and self.exists(name)), names[-1])

    def render(self, name: str, variables: Mapping[str, Any], forget: Callable[[], None] = lambda: None) -> str:
        """Render a layout. Raises LayoutMistake for whatever its author can have caused.

        `forget` undoes what the layout has asked for so far: it is called before rendering begins anew.
        """
        if name in self.endless:
            raise LayoutMistake(self.endless[name])
        if name in self._at_work:
            raise LayoutMistake(shows_itself(name, self.texts()))
        self._at_work.append(name)
        try:
            return self._render(name, variables, forget)
        finally:
            self._at_work.pop()

    def _render(self, name: str, variables: Mapping[str, Any], forget: Callable[[], None]) -> str:
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
        except Endless as error:
            self.endless[name] = explain(error, name, self.texts())
            raise LayoutMistake(self.endless[name]) from error
        except RecursionError as error:
            ring = self.ring(name)
            told = turns(ring[0], ring, self.texts()) if ring else None
            raise LayoutMistake(told or explain(error, name, self.texts())) from error
        except (
            jinja2.TemplateError,
            LookupError,
            TypeError,
            ValueError,
            AttributeError,
            ArithmeticError,
            OSError,
            MemoryError,
        ) as error:
            raise LayoutMistake(explain(error, name, self.texts({*variables, *VARIABLES}))) from error

    def texts(self, known: Iterable[str] = ()) -> Texts:
        """Return what a diagnostic about a layout needs; `known` are the variables that it was given."""
        return Texts(self.place, self._text, sorted(known), self.environment.filters, self.exists)

    def place(self, filename: str | None) -> str:
        """Return a layout file's path as a person knows it."""
        for folder, shown in ((self.own, "layouts"), (self.default, PACKAGED)):
            if filename and Path(filename).is_relative_to(folder):
                return f"{shown}/{Path(filename).relative_to(folder).as_posix()}"
        return f"layouts/{filename}"

    def _text(self, filename: str | None) -> str:
        place = Path(filename or "-")
        for folder in (self.own, self.default):
            with suppress(OSError):
                inside = place if place.is_relative_to(folder) else folder / place
                return read(inside).decode("utf-8", "replace")
        return ""

    def _exists(self, name: str) -> bool:
        try:
            self.source(name)
        except jinja2.TemplateNotFound:
            return False
        except LayoutMistake:
            return True
        return True

    def source(self, name: str) -> tuple[str, str | None]:
        """Return the text of a layout and the place of its file.

        Raises jinja2.TemplateNotFound for one that is nowhere, and LayoutMistake for one that cannot be read.
        """
        source, filename, _ = self.environment.loader.get_source(self.environment, name)  # type: ignore[union-attr]
        return source, filename

    def ring(self, name: str) -> tuple[str, ...]:
        """Return the names of layouts that refer to each other in a ring to which a layout leads; else none."""
        return ring_from(name, lambda each: self._read(each).mentioned)

    def own_parts(self, name: str) -> bool:
        """Whether a layout, anything it refers to, or a text in it is one of the site's own."""
        default = f"{self.default}{os.sep}"
        texts = any(primary(each.tag) == primary(self.locale.tag) for each in self.languages.own)
        return texts or any(not part.filename.startswith(default) for part in self._parts(name).values())

    def _closure(self, name: str) -> str:
        """Return the digest of a layout and all it refers to."""
        digests = sorted((asked, part.digest) for asked, part in self._parts(name).items())
        return digest(repr((*digests, self.locale.digest) if self.locale.digest else digests).encode())

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
            source, filename = self.source(name)
        except (jinja2.TemplateError, LayoutMistake) as error:
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
