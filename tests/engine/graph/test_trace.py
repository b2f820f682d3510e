"""What is looked up in a site is noted, and what differs between two sites bears the names it was noted by."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec import structs

from sitegen.engine.graph.trace import PLANNED, Trace, differences, traced
from sitegen.model.site import Site
from sitegen.questions.once import once
from tests.conftest import MakeSite

FILES = {
    "content/a.md": "---\ntitle: A\ntags: [x, y]\n---\nSee [B](b.md).\n",
    "content/b.md": "---\ntitle: B\ntags: [x]\n---\nWords.\n",
}


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    made = make_site(FILES)
    assembled = made.cache.records[str(made.root / "output")].assembled
    assert assembled is not None
    return assembled.site


READS: dict[str, tuple[Callable[[Site], Any], set[str]]] = {
    "a key": (lambda site: site.entries["a.md"], {"a.md"}),
    "a key that is not there": (lambda site: site.entries.get("z.md"), {"z.md"}),
    "a key with something in its place": (lambda site: site.links.get("z.md", ()), {"z.md"}),
    "whether a key is there": (lambda site: "z.md" in site.permalinks, {"z.md"}),
    "a text": (lambda site: site.texts["a.md"].digest, {"text a.md"}),
    "a text that is not there": (lambda site: site.texts.get("z.md"), {"text z.md"}),
    "whether a text is there": (lambda site: "z.md" in site.texts, {"text z.md"}),
    "who links to an entry": (lambda site: site.backlinks.get("b.md"), {"backlinks b.md"}),
    "who names an entry": (lambda site: site.connections.get("b.md"), {"connections b.md"}),
    "what is beside an entry": (lambda site: site.neighbours.get("b.md"), {"neighbours b.md"}),
    "where an entry is": (lambda site: site.positions.get("b.md"), {"positions b.md"}),
    "all keys": (lambda site: list(site.tagged), {"*tagged"}),
    "all keys by name": (lambda site: list(site.tagged.keys()), {"*tagged"}),
    "all values": (lambda site: list(site.terms.values()), {"*terms"}),
    "all of a table": (lambda site: list(site.heads.items()), {"*heads"}),
    "how many there are": (lambda site: len(site.backlinks), {"*backlinks"}),
    "whether there are any": (lambda site: bool(site.redirects), {"*redirects"}),
    "the settings": (lambda site: site.config.title, {"*config"}),
    "what happens": (lambda site: site.occurrences, {"*occurrences"}),
    "the clock, which answers say themselves": (lambda site: site.now, set()),
}


@pytest.mark.parametrize("what", READS)
def test_what_is_looked_at_is_noted(site: Site, what: str) -> None:
    look, noted = READS[what]
    trace = Trace()
    said = look(traced(site, trace, lambda *_: None))
    assert trace.keys == noted
    assert said == look(site)


def test_what_is_worked_out_once_is_recalled_with_its_arguments(site: Site) -> None:
    @once
    def count(site: Site, slug: str) -> int:
        return len(site.tagged[slug])

    asked: list[tuple[str, tuple[Any, ...]]] = []

    def recall(once: Any, given: tuple[Any, ...]) -> int:
        asked.append((once.name, given))
        return 7

    told = count(traced(site, Trace(), recall), "x")
    assert told == 7
    assert [(name.rpartition(".")[2], arguments) for name, arguments in asked] == [("count", ("x",))]
    assert count(site, "x") == 2


DIFFERENCES: dict[str, tuple[Callable[[Site], Site], set[str]]] = {
    "nothing": (lambda site: site, set()),
    "a value": (
        lambda site: structs.replace(site, permalinks=site.permalinks | {"a.md": "/c/"}),
        {"a.md", "*permalinks"},
    ),
    "a key more": (lambda site: structs.replace(site, heads=site.heads | {"/z/": "z.md"}), {"/z/", "*heads"}),
    "a key less": (
        lambda site: structs.replace(site, tagged={"x": site.tagged["x"]}),
        {"y", "*tagged"},
    ),
    "the order": (lambda site: structs.replace(site, terms=dict(reversed(site.terms.items()))), {"*terms"}),
    "the settings": (
        lambda site: structs.replace(site, config=structs.replace(site.config, title="Z")),
        {"*config"},
    ),
    "an entry": (
        lambda site: structs.replace(
            site, entries=site.entries | {"a.md": structs.replace(site.entries["a.md"], slug="z")}
        ),
        {"a.md", "*entries"},
    ),
    "the digest of a text": (
        lambda site: retouch(site, structs.replace(site.entries["a.md"], digest="z")),
        {"text a.md", "*texts"},
    ),
    "a link more": (
        lambda site: structs.replace(site, backlinks=site.backlinks | {"a.md": (("b.md", 0),)}),
        {"backlinks a.md", "*backlinks"},
    ),
    "the clock": (lambda site: structs.replace(site, now=site.now.replace(year=2030)), set()),
}


def retouch(site: Site, entry: Any) -> Site:
    entries = site.entries | {entry.key: entry}
    return structs.replace(site, entries=entries, texts=entries)


@pytest.mark.parametrize("what", DIFFERENCES)
def test_differences_bear_the_names_they_were_noted_by(site: Site, what: str) -> None:
    change, names = DIFFERENCES[what]
    assert differences(site, change(site)) == names | {PLANNED}
    assert differences(change(site), site) == names | {PLANNED}
