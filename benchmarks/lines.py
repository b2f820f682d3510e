"""The lines of the table: what is changed before a build, and what must be there after it."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from measure import Broken, Run, digest
from msgspec import Struct
from sites import Check, EditedSite, Site, append

S = TypeVar("S", bound=Site)
Change = Callable[[EditedSite, int], Check]
"""Changes a site before the turn of that number, and returns how to tell that the build saw it."""


class Line(Struct, frozen=True, kw_only=True):
    """One kind of work that follows another build."""

    name: str
    title: str
    change: Change


def cold(site: Site, _: int) -> Check:
    """Begin without output, store and cache."""
    site.clear()

    def check() -> None:
        pages = site.pages()
        found = sum(1 for page in pages if (site.output / page).is_file())
        if found != len(pages):
            raise Broken(f"{site.generator.name} made {found} of {len(pages)} pages")

    return check


def first(site: Site, turn: int) -> Check:
    """Begin as `cold` does, but with no layout compiled: byte code of modules is all that is left."""
    if kept := site.generator.kept:
        for path in [*kept.rglob("__pycache__/*"), *kept.glob("cache/**/*")]:
            if path.is_file() and path.suffix != ".pyc":
                path.unlink()
    return cold(site, turn)


def nothing(site: EditedSite, _: int) -> Check:
    """Change nothing: the output stays as it is, to the byte."""
    return _same_output(site)


def body(site: EditedSite, turn: int) -> Check:
    """Add a paragraph to an entry in the middle."""
    source, page = site.middle
    words = f"A paragraph of turn {turn}."
    append(source, words)
    return lambda: site.expect(words, page)


def title(site: EditedSite, turn: int) -> Check:
    """Give another title to the newest post but one, so that neighbours, tags, list, home and feeds follow."""
    return site.retitle(f"Titled in turn {turn}")


def frame(site: EditedSite, turn: int) -> Check:
    """Put a comment into the layout that every page stands in."""
    words = f"frame of turn {turn}"
    site.mark_frame(words)
    return lambda: site.expect(words, *site.lists(), *site.pages())


def added(site: EditedSite, turn: int) -> Check:
    """Add a post newer than all."""
    return site.add(turn)


def checkout(site: EditedSite, _: int) -> Check:
    """Restore the whole folder, store and output with it, as if it had been checked out anew."""
    check = _same_output(site)
    site.renew()
    return check


def by_turns(
    sites: Mapping[str, S],
    pairs: int,
    change: Callable[[S, int], Check],
    *,
    again: bool = False,
    once: Sequence[str] = (),
) -> dict[str, list[Run]]:
    """Build A B A B ..., so that what slows the machine for a while slows all; return the runs by site.

    Those named in `once` are built in the first turn alone.
    """
    runs: dict[str, list[Run]] = {name: [] for name in sites}
    for turn in range(pairs):
        for name, site in sites.items():
            if turn and name in once:
                continue
            check = change(site, turn)
            run = site.build(again=again)
            check()
            runs[name].append(run)
            print(f"  {name:22} {run.wall:8.3f} s {run.cpu:8.3f} s CPU {run.peak:7.0f} MiB", flush=True)
    return runs


def _same_output(site: EditedSite) -> Check:
    before = digest(site.output, site.generator.steady)

    def check() -> None:
        if digest(site.output, site.generator.steady) != before:
            raise Broken(f"{site.generator.name} wrote something else from the same sources")

    return check


COLD = {"cold-commonmark": "commonmark", "cold": "python-markdown"}
"""Line from nothing -> its flavour."""
LINES = (
    Line(name="nothing", title="nothing changed", change=nothing),
    Line(name="body", title="one body edited", change=body),
    Line(name="title", title="one title edited", change=title),
    Line(name="layout", title="base layout edited", change=frame),
    Line(name="added", title="one post added", change=added),
    Line(name="checkout", title="fresh checkout, store and output restored", change=checkout),
)
