"""Whom a name means that several entries have: the nearest, then one of the first kind, then the least deep."""

import posixpath

from hypothesis import given
from hypothesis import strategies as st

from sitegen.kinds import KINDS as ALL_KINDS
from sitegen.model.body import Body
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.stages.assemble.names import Match, Names

KINDS = {kind.name: kind for kind in ALL_KINDS if kind.name in ("post", "wiki", "event")}
FOLDERS = ("", "a", "b", "a/b", "a/bb", "a/b/c", "b/a")
PLACES = st.tuples(st.sampled_from(FOLDERS), st.integers(0, 3), st.sampled_from(tuple(KINDS)))


def entry(folder: str, number: int, kind: str) -> Entry[Meta]:
    key = posixpath.join(folder, f"{kind}-{number}.md")
    meta, body = Meta(title="Minutes"), Body(html="")
    return Entry(
        key=key,
        path=f"content/{key}",
        kind=kind,
        slug="minutes",
        meta=meta,
        body=body,
        digest="",
        body_line=1,
        places={},
    )


def nearness(key: str, kind: str, folder: str) -> tuple[int, int, int]:
    """Count the steps up from a folder to one that holds an entry, then its kind, then the folders above it."""
    here, steps = posixpath.dirname(key), 0
    while folder and here != folder and not here.startswith(folder + "/"):
        folder, steps = posixpath.dirname(folder), steps + 1
    return steps, list(KINDS).index(kind), key.count("/")


@given(
    st.lists(PLACES, max_size=12),
    st.sampled_from((*FOLDERS, "c", "a/b/c/d")),
    st.sets(st.sampled_from(tuple(KINDS))),
)
def test_a_shared_name_means_the_nearest_entry_of_the_first_kind_or_all_that_are_as_near(
    places: list[tuple[str, int, str]], near: str, wanted: set[str]
) -> None:
    entries = {found.key: found for found in (entry(*place) for place in places)}
    fit = [each for each in entries.values() if not wanted or each.kind in wanted]
    ordered = sorted((nearness(each.key, each.kind, near), each.key) for each in fit)
    best = tuple(key for nearest, key in ordered if nearest == ordered[0][0])
    expected = Match() if not best else Match(best[0]) if len(best) == 1 else Match(rivals=best)

    names = Names(entries, KINDS)
    assert names.find("Minutes", posixpath.join(near, "x.md"), wanted) == expected
    if len(wanted) == 1:
        (kind,) = wanted
        assert names.find(f"{kind}:minutes", posixpath.join(near, "x.md")) == expected
