"""Whatever the site and the order of edits: a build with cache makes what a clean one makes."""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.engine.cache.build_cache import BuildCache
from sitegen.engine.cached_build import cached_build
from sitegen.engine.request import Request, Result
from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.conftest import Site
from tests.engine.any_site import SLOTS, AnySite, Edit, apply, emptied, lay_out
from tests.sizes import drawn

MOMENTS = (
    "2026-11-22 09:00",
    "2026-11-22 17:00",
    "2026-11-23 00:00",
    "2026-11-25 10:30",
    "2026-11-26 09:00",
    "2026-12-02 09:00",
    "2026-12-11 09:00",
    "2027-03-02 09:00",
    "2027-12-01 09:00",
    "2026-10-30 09:00",
)
VERBS = (
    *("add", "delete", "rename", "field", "field", "field", "body", "body", "title", "swap"),
    *(
        "tags",
        "date",
        "permalink",
        "file",
        "file",
        "setting",
        "clock",
        "spoil",
        "nothing",
        "pad",
        "pad",
        "preview",
    ),
)
numbers = st.integers(0, 999)
edits: st.SearchStrategy[Edit] = st.tuples(st.sampled_from(VERBS), numbers, numbers, numbers)
entries = st.tuples(st.integers(1, len(SLOTS) - 1), numbers, numbers)
examples = st.tuples(
    st.lists(entries, min_size=5, max_size=11, unique_by=lambda each: each[0]),
    st.lists(st.tuples(edits, st.booleans()), min_size=1, max_size=7),
)
Example = tuple[list[tuple[int, int, int]], list[tuple[Edit, bool]]]


class Workshop:
    """A site under edit, built with cache, through the store, and from nothing."""

    def __init__(self, root: Path) -> None:
        self.site = Site(root, KINDS, OUTPUTS)
        self.lies: dict[str, str] = {}
        self.checked = 0
        """How often the builds of this site were held against each other."""

    def begin(self) -> None:
        """Clear the table for another site."""
        emptied(self.site.root)
        self.lies = {}
        self.checked = 0
        self.site.cache = BuildCache.empty()
        self.site.as_of = dt.datetime.fromisoformat(MOMENTS[0])

    def write(self, model: AnySite) -> None:
        """Bring the files into the state of a model."""
        files = model.written()
        lay_out(self.site.root, self.lies, files)
        self.lies = files

    def spoil(self, which: int, how: int) -> None:
        """Edit or delete a published file by hand, in both output folders."""
        for output in ("output", "stored"):
            places = sorted(place for place in (self.site.root / output).rglob("*") if place.is_file())
            if places and how % 2:
                places[which % len(places)].write_text("mine", encoding="utf-8")
            elif places:
                places[which % len(places)].unlink()

    def check(self, *, stored: bool) -> bool:
        """Build all ways and hold them against each other; return whether the site was published."""
        before = self.site.at("output").output
        self.site.build()
        clean = self.site.clean_build()
        self._compare(before, self.site.output, self.site.result, clean)
        if stored:
            before = self.site.at("stored").output
            root = self.site.root
            request = Request(root=root, output=root / "stored", config=root / "site.yaml", as_of=self.site.as_of)
            ended = cached_build(request, KINDS, OUTPUTS)
            assert ended.note == ""
            self._compare(before, self.site.output, ended.result, clean)
        self.checked += 1
        return not clean.result.failed

    def preview(self) -> None:
        """Build for another reader, with the same cache: drafts and the future, at another address."""
        site, clean = self.site, Site(self.site.root, KINDS, OUTPUTS)
        clean.as_of = site.as_of
        before = site.at("preview").output
        for each, output in ((site, "preview"), (clean, ".fresh-preview")):
            each.at(output).build(output=output, base_url="https://preview.example/", drafts=True, future=True)
        self._compare(before, site.output, site.result, clean)

    def _compare(self, before: dict[str, bytes], after: dict[str, bytes], result: Result, clean: Site) -> None:
        assert result.diagnostics == clean.diagnostics
        wanted = before if clean.result.failed else clean.output
        assert {path for path in wanted.keys() | after if wanted.get(path) != after.get(path)} == set()
        assert result.next_change == clean.result.next_change
        assert result.next_why == clean.result.next_why


def try_out(workshop: Workshop, example: Example) -> int:
    """Build a site, and again after each edit, and return how often; an edit that was an error is taken back."""
    drafts, changes = example
    model = AnySite.of(drafts)
    workshop.begin()
    workshop.write(model)
    if not workshop.check(stored=True):
        for draft in model.drafts.values():
            draft.body = "Words."
    for number, (edit, stored) in enumerate(changes, 1):
        verb, first, second, _ = edit
        if verb == "clock":
            workshop.site.as_of = dt.datetime.fromisoformat(MOMENTS[first % len(MOMENTS)])
        elif verb == "spoil":
            workshop.spoil(first, second)
        elif verb == "preview":
            workshop.preview()
        after = apply(edit, model)
        workshop.write(after)
        if workshop.check(stored=stored or number == len(changes)):
            model = after
    return 1 + len(changes)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    root = tmp_path_factory.mktemp("any") / "site"
    root.mkdir()
    yield Workshop(root)
    shutil.rmtree(root)


@settings(max_examples=drawn(25), derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(example=examples)
@hypothesis.example(
    # An answer that came out the same got a higher level than an answer that depends on it.
    example=(
        [(1, 0, 0), (2, 0, 0), (3, 0, 0), (5, 0, 0), (11, 0, 0)],
        [(("add", 0, 0, 1), False), (("add", 282, 0, 0), False), (("add", 119, 461, 1), False)],
    )
)
def test_any_edits_in_any_order_give_what_a_clean_build_gives(workshop: Workshop, example: Example) -> None:
    assert try_out(workshop, example) == workshop.checked
