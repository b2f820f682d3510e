"""What the dev server shows: the outcome of the last build, and when the clock asks for the next."""

import datetime as dt
import errno
import gc
import time
import traceback
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct, structs

from sitegen import disk
from sitegen.diagnostics import Diagnostic, Severity, Span, diagnose
from sitegen.diagnostics.report import text
from sitegen.engine.build import build
from sitegen.engine.cache.build_cache import BuildCache
from sitegen.engine.cache.segments import DamagedSegment
from sitegen.engine.lock import SiteLocked, site_lock
from sitegen.engine.request import Request, Result
from sitegen.model.kind import Kind
from sitegen.questions.contract import Output
from sitegen.stages.publish import unwritable
from sitegen.urls import base_path

MOST = 50
"""How many errors the overlay lists; the terminal has the rest."""
SECOND_LOOK = 1.0
"""The seconds without an edit after which a build that relied on the watcher is followed by a full look."""
LONGEST_RELIANCE = 5.0
"""The seconds after which a build looks at all files although edits go on."""
LOST = "unreadable-file"
"""The code for a file that could not be read, for example because it went away during the build."""
REFUSED = (errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOSPC)
"""What a system says that does not let a program write."""
WAIT_FOR_LOCK = 0.1
"""Seconds between two attempts while another process builds the site."""


class ShownError(Struct, frozen=True, kw_only=True):
    """An error as the overlay shows it."""

    code: str
    text: str
    """As in the terminal: place and message on the first line, then the excerpt and the cure."""


class Shown(Struct, frozen=True, kw_only=True):
    """The preview as it stands. Sent to every open page; a new value replaces it whole."""

    build: str
    """Names the last build that changed a file; differs from one server to the next, too."""
    before: str = ""
    """Names the one before it."""
    styles: bool = False
    """Whether that build changed nothing but style sheets."""
    base: str = ""
    """The path the site is served under, decoded, with a slash at both ends; empty before it is known."""
    problems: tuple[ShownError, ...] = ()
    more: int = 0
    """How many errors are not listed."""


class Preview:
    """Builds again and again into one folder of its own, and knows what there is to see."""

    def __init__(
        self,
        request: Request,
        kinds: Sequence[Kind],
        outputs: Sequence[Output],
        cache: BuildCache,
        *,
        clock: Callable[[], dt.datetime] | None,
        told: Callable[[Result, float], None],
    ) -> None:
        """Take a request of gate `preview`; each build is made as of `clock`, without one as of the request.

        `told` hears of every build, with the seconds it took.
        """
        self.folder = request.output
        self.shown = Shown(build=_name())
        self._request = request
        self._kinds = kinds
        self._outputs = outputs
        self._cache = cache
        self._clock = clock
        self._told = told
        self._next_change: dt.datetime | None = None
        self._due = 0.0
        self._relying_since = 0.0
        """Since when builds have relied on the watcher; 0 after a look at all files."""

    def build(self, touched: Collection[str] = ()) -> None:
        """Build once, and show what came of it.

        `touched` are the paths that somebody says have changed; without any, all files are looked at.
        """
        started = time.perf_counter()
        now = time.monotonic()
        self._relying_since = self._relying_since or now
        if now > self._relying_since + LONGEST_RELIANCE:
            touched = ()
        if self._clock:
            self._request = structs.replace(self._request, as_of=self._clock())
        result = self._result(touched)
        self._next_change = result.next_change
        lost = result.config is None and any(found.code == LOST for found in result.diagnostics)
        self._due = time.monotonic() + SECOND_LOOK if touched or lost else 0.0
        self._relying_since = self._relying_since if touched else 0.0
        shown = self.shown
        if result.config:
            shown = structs.replace(shown, base=unquote(base_path(result.config.base)))
        if result.changed:
            styles = all(path.endswith(".css") for path in result.changed)
            shown = structs.replace(shown, build=_name(), before=shown.build, styles=styles)
        errors = [found for found in result.diagnostics if found.severity is Severity.ERROR]
        problems = tuple(self._problems(errors[:MOST]))
        self.shown = structs.replace(shown, problems=problems, more=len(errors) - len(problems))
        self._told(result, time.perf_counter() - started)

    def warm_up(self) -> None:
        """Build once more, with all that the first edit would otherwise have to wait for."""
        self._cache.warm_up()
        self.build()
        self.rest()

    def rest(self) -> None:
        """Do in advance what the next edit would wait for.

        After more than texts have changed, that is the index of dependants, and a run of the garbage collector
        over everything known of the site: it finds little, and must not run during an edit.
        """
        if self._cache.index_dependants():
            gc.unfreeze()
            gc.collect()
            gc.freeze()

    def patience(self) -> float | None:
        """Return the seconds until a build is due without an edit; None when none is.

        The clock alone may change a page, and what was only said to have changed is to be looked at.
        """
        waits = [max(self._due - time.monotonic(), 0.0)] if self._due else []
        if self._clock and self._next_change and self._next_change > self._request.as_of:
            waits.append(max((self._next_change - self._clock()).total_seconds(), 0.0))
        return min(waits, default=None)

    def _result(self, touched: Collection[str]) -> Result:
        while True:
            try:
                with site_lock(self._request.root):
                    return build(self._request, self._kinds, self._outputs, self._cache, touched)
            except SiteLocked:
                time.sleep(WAIT_FOR_LOCK)
            except DamagedSegment:
                self._cache.bodies.close()
                self._cache = BuildCache.empty()  # another build has put its store in order under our hands
            except OSError as error:
                # A file went away while it was read, as when a branch is switched: another build will be due.
                return Result(diagnostics=(self._lost(error),))
            except Exception as bug:  # noqa: BLE001 - a writer goes on writing, and the next save tries again
                self._cache.bodies.close()
                self._cache = BuildCache.empty()  # whatever it was in the middle of
                return Result(diagnostics=(bug_of_ours(bug),))

    def _lost(self, error: OSError) -> Diagnostic:
        root = self._request.root
        if error.errno in REFUSED:
            return unwritable(root, error)
        path = Path(str(error.filename or "."))
        shown = path.relative_to(root) if path.is_relative_to(root) else path
        message = f"this was lost while the site was built: {error.strerror}"
        return diagnose(LOST, Span(path=shown.as_posix()), message, fix="put it back; the site is built again")

    def _problems(self, errors: Sequence[Diagnostic]) -> Iterator[ShownError]:
        @cache
        def read(path: str) -> str | None:
            try:
                return disk.read(self._request.root / path).decode("utf-8", "replace")
            except OSError:
                return None

        for error in errors:
            yield ShownError(code=error.code, text=text((error,), read))


def bug_of_ours(bug: Exception) -> Diagnostic:
    """Return the diagnostic of a fault of sitegen itself."""
    place = traceback.extract_tb(bug.__traceback__)[-1]
    where = f"{place.filename.rpartition('sitegen/')[2]}:{place.lineno}"
    words = " ".join(f"{type(bug).__name__}: {bug}".split())
    return diagnose(
        "bug-of-ours",
        Span(path="sitegen"),
        f"a bug of ours: {words} ({where})",
        fix="take back the last edit, and report what sitegen build --traceback says",
    )


def _name() -> str:
    return f"{time.time_ns():x}"
