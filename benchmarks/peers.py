"""Every generator at the three kinds of work they all can do: from nothing, nothing changed, one post edited."""

from collections.abc import Callable, Mapping
from pathlib import Path

import generators
from blog import Blog, write
from generators import Generator
from installed import Absent
from lines import body, by_turns, cold, nothing
from measure import median
from table import Peer

PEERS: dict[str, Callable[[Path], Generator]] = {
    "Hugo": generators.hugo,
    "Pelican": generators.pelican,
    "MkDocs": generators.mkdocs,
    "Eleventy": generators.eleventy,
}


def present(work: Path) -> tuple[dict[str, Generator], dict[str, str]]:
    """Return the peers that can be had here, installed, and why the others cannot."""
    found, absent = {}, {}
    for name, make in PEERS.items():
        try:
            found[name] = make(work)
        except Absent as reason:
            absent[name] = str(reason)
    return found, absent


def compared(work: Path, peers: Mapping[str, Generator], count: int, pairs: int) -> list[Peer]:
    """Return what each takes for the same posts, sitegen first."""
    asked = [generators.sitegen(work), *peers.values()]
    sites = {one.name: Blog(work / f"peer-{one.name}", one, count) for one in asked}
    write(list(sites.values()))
    first = by_turns(sites, pairs, cold)
    for site in sites.values():
        site.build(again=True)
    second = by_turns(sites, pairs, nothing, again=True)
    third = by_turns(sites, pairs, body, again=True)
    return [
        Peer(
            name=one.name,
            version=one.version,
            posts=count,
            cold=median(first[one.name]),
            nothing=median(second[one.name]),
            body=median(third[one.name]),
            runs={"cold": first[one.name], "nothing": second[one.name], "body": third[one.name]},
        )
        for one in asked
    ]
