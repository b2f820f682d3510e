"""Moves of random sites: there and back restores every byte, nothing new is said, and old addresses answer."""

import posixpath
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.kinds import KINDS
from sitegen.moving import Refused, brings_about, carry_out, plan, read_state, renames
from sitegen.outputs import OUTPUTS
from tests.conftest import AS_OF, SITE_YAML, Site
from tests.moving.conftest import differing, files_of
from tests.sizes import drawn

FOLDERS = ("wiki", "wiki/one", "wiki/one/two", "wiki/trois été", "events", "handbook")
NEW = ("new", "neü", "new one")
STEMS = ("alpha", "beta", "gamma ray", "délta", "eps-ilon")
HEADS = (
    "title: {title}\n",
    "title: {title}\naliases: [Name of {stem}, /an/old/{stem}/]\n",
    "title: {title}\naliases:\n  - Name of {stem}\n",
    "title: {title}\nslug: own-{number}\n",
    "title: {title}\npermalink: /own/{number}/\n",
    "title: {title}\ndraft: true\n",
    "title: {title}\nrelated: '{name}'\n",
    "title: {title}\nrelated: [{path}]\n",
    "title: {title}\nimage: pic-{number}.png\nimagealt: ''\n",
)
BODIES = (
    "[[{title}]] and [[{stem}]].",
    "[x]({way}) [y]({way}#part)\n\n## Part",
    "[x](<{plain}>)",
    '<a href="{way}">x</a> `[[{path}]]`',
    "[[{path}]] and ![[{path}#Part]].",
    "[x][1]\n\n[1]: {way}",
    "![A](pic-{own}.png) [list](list-{own}.csv)",
    "[[#Part]] [x](#part)\n\n## Part",
    "> [[{path}|some\n> words]]\n\n- [x]({way})",
)

Page = tuple[int, int, int, int]
"""Folder, head, body, and the page that it refers to."""
Move = tuple[int, int, int]
"""The page, the folder that it goes to, and its new name."""


def files(pages: Sequence[Page]) -> dict[str, str | bytes]:
    """A site of these pages; each has a picture and a file for download beside it."""
    places = [f"{FOLDERS[folder]}/{STEMS[number]}.md" for number, (folder, *_) in enumerate(pages)]
    found: dict[str, str | bytes] = {
        "site.yaml": SITE_YAML,
        "content/about.md": "---\ntitle: About\n---\nWords.\n",
    }
    for number, (folder, head, body, other) in enumerate(pages):
        to = other % len(pages)
        way = posixpath.relpath(places[to], FOLDERS[folder])
        values = {
            "title": f"Title {number} T",
            "stem": STEMS[number],
            "number": number,
            "own": number,
            "name": f"Title {to} T",
            "path": places[to].removesuffix(".md"),
        }
        heading = HEADS[head % len(HEADS)].format(**values)
        when = "start: 2026-12-01 10:00\n" if FOLDERS[folder] == "events" else ""
        linked = values | {
            "title": f"Title {to} T",
            "stem": STEMS[to],
            "plain": way,
            "way": way.replace(" ", "%20"),
        }
        text = BODIES[body % len(BODIES)].format(**linked)
        part = "" if "## Part" in text else "\n\n## Part\n\nWords."
        found[f"content/{places[number]}"] = f"---\n{heading}{when}---\n{text}{part}\n"
        found[f"content/{FOLDERS[folder]}/pic-{number}.png"] = b"\x89PNG"
        found[f"content/{FOLDERS[folder]}/list-{number}.csv"] = "a,b\n"
    return found


def moved(root: Path, old: str, new: str) -> bool:
    """Move a file, and return whether that could be done."""
    site, _ = read_state(root, root / "site.yaml", AS_OF, KINDS, 1)
    assert site is not None
    try:
        moving = renames(site, old, new)
    except Refused:
        return False
    planned = plan(site, moving)
    if brings_about(site, planned, OUTPUTS):
        return False
    carry_out(root, planned)
    return True


PAGES = st.lists(
    st.tuples(st.integers(0, len(FOLDERS) - 1), st.integers(0, 20), st.integers(0, 20), st.integers(0, 4)),
    min_size=1,
    max_size=len(STEMS),
)
MOVES = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, len(FOLDERS) - 1), st.integers(0, 3)), min_size=1, max_size=4
)


@settings(max_examples=drawn(75), suppress_health_check=[HealthCheck.too_slow])
@given(pages=PAGES, moves=MOVES, register=st.booleans())
def test_moves_keep_what_links_lead_to_and_can_be_taken_back(
    pages: list[Page], moves: list[Move], register: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder) / "site", KINDS, OUTPUTS).write(files(pages))
        if register:
            site.write({"addresses.txt": ""})
        site.build()
        codes, addresses = site.codes, {path for path in site.output if path.endswith("index.html")}
        assert site.errors == []
        before = files_of(site.root)
        places = {n: f"content/{FOLDERS[page[0]]}/{STEMS[n]}.md" for n, page in enumerate(pages)}
        done: list[tuple[str, str]] = []
        for page, to, name in moves:
            old = places[page % len(pages)]
            stem = Path(old).stem if name == 3 else f"{NEW[name % len(NEW)]}-{page % len(pages)}-{name}"
            new = f"content/{FOLDERS[to]}/{stem}.md"
            if moved(site.root, old, new):
                places[page % len(pages)] = new
                done.append((old, new))
                again = Site(site.root, KINDS, OUTPUTS).build(write=False)
                assert [code for code in again.codes if code != "address-new"] == codes
        if done:
            shutil.copytree(site.root, Path(folder) / "copy")
            copy = Site(Path(folder) / "copy", KINDS, OUTPUTS).build()
            assert copy.codes == codes
            assert {path for path in addresses if path.count("/") > 1} <= copy.output.keys()
        for old, new in reversed(done):
            assert moved(site.root, new, old)
        assert differing(before, files_of(site.root)) == {}
        assert files_of(site.root).keys() == before.keys()
