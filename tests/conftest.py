"""Sites written inline, built and edited as people would."""

import datetime as dt
import gc
import signal
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, TypeAlias

import pytest
from hypothesis import settings

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.engine.build import build
from sitegen.engine.cache.build_cache import BuildCache
from sitegen.engine.request import Request, Result
from sitegen.kinds import KINDS
from sitegen.model.kind import Kind
from sitegen.outputs import OUTPUTS
from sitegen.questions.contract import Output
from tests.cures import paste_all
from tests.sizes import drawn

AS_OF = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
SITE_YAML = "title: A hub\nurl: https://hub.example/\ntimezone: Europe/London\nsearch: false\n"
SEARCHED = SITE_YAML.replace("search: false\n", "")
"""The same site with a search, whose index takes Pagefind a moment."""

settings.register_profile("drawn", max_examples=drawn(settings().max_examples), deadline=None)
settings.load_profile("drawn")
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # so a shell starts what runs in the background
    signal.signal(signal.SIGINT, signal.default_int_handler)  # else what tests start would ignore it as well


def pytest_collection_finish() -> None:
    """Have the collector of garbage look less often, and never again at what stays until the end.

    Modules and ten thousand tests are most of what it would look through, a fifth of the time of the tests.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(5000, 10, 5)


@pytest.fixture(scope="session", autouse=True)
def cache_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Have compiled layouts kept in a temporary folder."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


class Site:
    """A site in a temporary folder, with the result of its last build."""

    def __init__(self, root: Path, kinds: Sequence[Kind], outputs: Sequence[Output]) -> None:
        self.root = root
        self.kinds = kinds
        self.outputs = outputs
        self.cache = BuildCache.empty()
        self.as_of = AS_OF
        self.result = Result(diagnostics=())

    def write(self, files: Mapping[str, str | bytes]) -> "Site":
        """Write files below the site's folder."""
        for path, text in files.items():
            place = self.root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text if isinstance(text, bytes) else text.encode())
        return self

    def edit(self, path: str, text: str) -> "Site":
        """Change one file."""
        return self.write({path: text})

    def remove(self, path: str) -> "Site":
        """Delete one file."""
        (self.root / path).unlink()
        return self

    def build(
        self,
        *,
        as_of: dt.datetime | None = None,
        output: str = "output",
        base_url: str = "",
        drafts: bool = False,
        future: bool = False,
        visibility: Literal["public", "internal"] = "public",
        strict: bool = False,
        write: bool = True,
        gate: Literal["publish", "preview"] = "publish",
        touched: Collection[str] = (),
    ) -> "Site":
        """Build again, with the cache of the builds before."""
        self.as_of = as_of or self.as_of
        request = Request(
            root=self.root,
            output=self.root / output,
            config=self.root / "site.yaml",
            as_of=self.as_of,
            base_url=base_url,
            drafts=drafts,
            future=future,
            visibility=visibility,
            strict=strict,
            write=write,
            gate=gate,
        )
        self.result = build(request, self.kinds, self.outputs, self.cache, touched)
        return self

    def clean_build(self) -> "Site":
        """Return the same site built from nothing into another folder."""
        fresh = Site(self.root, self.kinds, self.outputs)
        return fresh.build(as_of=self.as_of, output=".fresh-output").at(".fresh-output")

    def at(self, output: str) -> "Site":
        """Look at another output folder."""
        self._output = output
        return self

    _output = "output"

    @property
    def output(self) -> dict[str, bytes]:
        """Every published file by path."""
        folder = self.root / self._output
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    @property
    def made(self) -> dict[str, bytes]:
        """What its outputs have made: every published file but the one in which the engine tells of the clock."""
        return {path: data for path, data in self.output.items() if path != "next-change.json"}

    def page(self, path: str) -> str:
        """The text of one published file."""
        return (self.root / self._output / path).read_text(encoding="utf-8")

    @property
    def rendered(self) -> set[str]:
        """The paths that the last build made anew."""
        return set(self.result.rendered)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What the last build said."""
        return self.result.diagnostics

    @property
    def codes(self) -> list[str]:
        """The codes of what the last build said, in order."""
        return [found.code for found in self.result.diagnostics]

    @property
    def errors(self) -> list[Diagnostic]:
        """The errors of the last build."""
        return [found for found in self.result.diagnostics if found.severity is Severity.ERROR]

    def places(self) -> list[str]:
        """What the last build said, as `path:line:column code`."""
        return [
            f"{found.span.path}:{found.span.line}:{found.span.column} {found.code}"
            for found in self.result.diagnostics
        ]


MakeSite: TypeAlias = Callable[..., Site]


@pytest.fixture
def make_site(tmp_path: Path) -> Iterator[MakeSite]:
    """Yield a function that writes a site (`site.yaml` is given unless named) and builds it.

    Afterwards each cure that the site's last build has shown is pasted into a copy of it.
    """
    made: list[Site] = []

    def make(
        files: Mapping[str, str | bytes],
        *,
        kinds: Sequence[Kind] = KINDS,
        outputs: Sequence[Output] = OUTPUTS,
        build: bool = True,
        as_of: dt.datetime = AS_OF,
    ) -> Site:
        site = Site(tmp_path / "site", kinds, outputs)
        site.as_of = as_of
        site.write({"site.yaml": SITE_YAML, **files})
        made.append(site)
        return site.build() if build else site

    yield make
    for site in made:

        def again(root: Path, like: Site = site) -> Site:
            copy = Site(root, like.kinds, like.outputs)
            copy.as_of = like.as_of
            return copy.build(write=False)

        paste_all(site, again)
