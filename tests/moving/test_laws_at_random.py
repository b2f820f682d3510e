"""Moves of random sites: there and back restores every byte, nothing new is said, and old addresses answer."""

import posixpath
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.cli.fixing import paste
from sitegen.kinds import KINDS
from sitegen.moving import Refused, brings_about, carry_out, plan, read_state, renames
from sitegen.outputs import OUTPUTS
from sitegen.register import canonical
from sitegen.urls import output_path
from tests.conftest import AS_OF, SITE_YAML, Site
from tests.moving.conftest import differing, files_of
from tests.sizes import drawn

FOLDERS = ("wiki", "wiki/one", "wiki/one/two", "wiki/three", "events", "handbook")
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
        source, target, renamed = renames(site, old, new)
    except Refused:
        return False
    planned = plan(site, renamed)
    if brings_about(site, planned, OUTPUTS):
        return False
    carry_out(root, planned, source, target)
    return True


PAGES = st.lists(
    st.tuples(st.integers(0, len(FOLDERS) - 1), st.integers(0, 20), st.integers(0, 20), st.integers(0, 4)),
    min_size=1,
    max_size=len(STEMS),
)
MOVES = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, len(FOLDERS) - 1), st.integers(0, 3)), min_size=1, max_size=4
)


@settings(max_examples=drawn(150), suppress_health_check=[HealthCheck.too_slow])
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
            stem = Path(old).stem if name == 3 else f"new-{page % len(pages)}-{name}"
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


EDITS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4), st.integers(0, 5)), max_size=8)


@settings(max_examples=drawn(60), suppress_health_check=[HealthCheck.too_slow])
@given(pages=PAGES, edits=EDITS)
def test_with_a_register_an_address_once_published_answers_for_ever(
    pages: list[Page], edits: list[tuple[int, int, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder) / "site", KINDS, OUTPUTS).write({**files(pages), "addresses.txt": ""}).build()
        published = _registered(site)
        for verb, number, to in edits:
            texts = sorted((site.root / "content").rglob("*.md"))
            if not texts:
                break
            place = texts[number % len(texts)]
            text = place.read_text(encoding="utf-8")
            if verb == 0:
                place.unlink()
            elif verb == 1:
                new = site.root / "content" / FOLDERS[to] / f"renamed-{number}-{to}.md"
                new.parent.mkdir(parents=True, exist_ok=True)
                place.rename(new)
            elif verb == 2:
                place.write_text(text.replace("---\n", f"---\npermalink: /p/{to}/\n", 1), encoding="utf-8")
            elif verb == 3:
                place.write_text(text.replace("---\n", "---\ngone: true\n", 1), encoding="utf-8")
            elif verb == 4:
                moved(
                    site.root,
                    f"content/{place.relative_to(site.root / 'content')}",
                    f"content/{FOLDERS[to]}/m-{number}.md",
                )
            else:
                place.write_text(text.replace("aliases:", "other:", 1), encoding="utf-8")
            _build_with_cures(site)
            now = _registered(site)
            assert published <= now
            published = now
            missing = {address for address in published if output_path(address) not in site.output}
            assert {address for address in missing if address.endswith("/")} == set()
        if not site.build().errors:
            assert site.output == site.clean_build().output


def _registered(site: Site) -> set[str]:
    lines = (site.root / "addresses.txt").read_text(encoding="utf-8").splitlines()
    return {canonical(line.split()[0]) for line in lines if not line.startswith("#")}


def _build_with_cures(site: Site) -> None:
    """Build a site anew, pasting the cures of lost addresses as `check --fix` does."""
    for _ in range(10):
        site.build()
        lost = [found for found in site.errors if found.code == "address-lost"]
        if not [*paste(site.root, lost)]:
            break
