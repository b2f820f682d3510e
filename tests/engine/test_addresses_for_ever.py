"""Whatever becomes of a site: what was published answers, and feeds know entries by what they always did."""

import re
import shutil
import tempfile
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree as ET

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.cli.fixing import paste
from sitegen.cli.tag_reader import site_tags
from sitegen.kinds import KINDS
from sitegen.moving import Refused, brings_about, carry_out, plan, read_state, renames
from sitegen.outputs import OUTPUTS
from sitegen.register import canonical
from sitegen.retag.change import Change
from sitegen.retag.change import Refused as TagRefused
from sitegen.retag.plan import planned, write
from sitegen.urls import output_path
from tests.conftest import AS_OF, SITE_YAML, Site
from tests.sizes import drawn

FOLDERS = ("wiki", "wiki/one", "posts", "events", "documents", "handbook")
FIELDS = {
    "posts": "date: 2026-01-02\n",
    "events": "date: 2026-01-02\nstart: 2026-12-01 10:00\n",
    "documents": "date: 2026-01-02\ntype: paper\n",
}
HEADS = (
    "",
    "tags: [red, blue sky]\n",
    "aliases: [/old/{n}/, Name of {n}]\ntags: red\n",
    "aliases:\n  - Name of {n}\ntags: [Red]\n",
    "slug: slug-{n}\n",
    "permalink: /own/{n}.html\n",
    "uid: own-{n}\n",
)
SETTINGS = ("", "permalinks: {post: '/{year}/{slug}/'}\n", "tags: {crimson: red}\n")
PATTERNS = (
    "",
    "permalinks: {wiki: '/w/{slug}/'}\n",
    "permalinks: {event: '/e/{slug}.html', post: '/n/{slug}/'}\n",
)
TAGS = ("red", "blue sky", "green", "rouge é")
VERBS = (
    *("mv", "folder", "rename", "permalink", "slug", "pattern", "delete", "gone", "short", "unalias"),
    *("tag", "merge", "title"),
)
BY_COMMAND = ("mv", "folder", "tag", "merge")
"""The verbs that are commands of ours: a build after them has no error."""

ATOM = "{http://www.w3.org/2005/Atom}"

Step = tuple[str, int, int]
Identities = dict[tuple[str, str], str]
"""What feeds and calendars know each entry by, by the kind of file and the name that its title never loses."""


class Life:
    """A site that is edited on and on."""

    def __init__(self, root: Path, pages: list[tuple[int, int]], setting: int, *, register: bool) -> None:
        settings = f"{SITE_YAML}feeds: [post, wiki, event, document]\n{SETTINGS[setting % len(SETTINGS)]}"
        files = {"site.yaml": settings, "content/about.md": "---\ntitle: About\n---\nWords.\n"}
        files |= {"addresses.txt": ""} if register else {}
        for number, (folder, head) in enumerate(pages):
            place = FOLDERS[folder % len(FOLDERS)]
            fields = FIELDS.get(place, "") + HEADS[head % len(HEADS)].format(n=number)
            files[f"content/{place}/page-{number}.md"] = (
                f"---\ntitle: T{number}x\n{fields}---\nSee [the list](list-{number}.csv).\n"
            )
            files[f"content/{place}/list-{number}.csv"] = "a,b\n"
        self.site = Site(root, KINDS, OUTPUTS).write(files).build()
        self.register = register

    def step(self, verb: str, which: int, how: int) -> None:
        """Change something, as a person or a command does."""
        root = self.site.root
        texts = sorted(place for place in (root / "content").rglob("*.md") if place.name != "about.md")
        place = texts[which % len(texts)]
        folder = FOLDERS[how % len(FOLDERS)]
        if verb == "mv":
            self._move(place, f"content/{folder}/moved-{which % 7}-{how}.md")
        elif verb == "folder" and place.parent.parent != root / "content":
            self._move(place.parent, f"content/wiki/folder-{how}")
        elif verb == "rename":
            new = root / "content" / folder / f"renamed-{which % 7}-{how}.md"
            new.parent.mkdir(parents=True, exist_ok=True)
            if not new.exists():
                place.rename(new)
        elif verb in ("permalink", "slug"):
            value = f"/p/{how % 5}/" if verb == "permalink" else f"s{how % 5}"
            _put(place, f"{verb}: {value}\n", rf"(?m)^{verb}: .*\n")
        elif verb == "pattern":
            _put(root / "site.yaml", PATTERNS[how % len(PATTERNS)], r"(?m)^permalinks: .*\n")
        elif verb == "delete":
            place.unlink()
        elif verb == "gone":
            _put(place, "gone: true\n", r"(?m)^gone: true\n")
        elif verb == "short":
            _give_short_address(place, f"/short-{how}/", first=how % 2 == 0)
        elif verb == "unalias":
            place.write_text(place.read_text(encoding="utf-8").replace("aliases:", "other:", 1), encoding="utf-8")
        elif verb in ("tag", "merge"):
            self._retag(TAGS[which % len(TAGS)], TAGS[how % len(TAGS)], merging=verb == "merge")
        elif verb == "title":
            place.write_text(re.sub(r"(title: T\d+x).*", rf"\1 {how}", place.read_text(encoding="utf-8")))

    def _move(self, old: Path, new: str) -> None:
        root = self.site.root
        state, _ = read_state(root, root / "site.yaml", AS_OF, KINDS, 1)
        assert state is not None
        try:
            moving = renames(state, old.relative_to(root).as_posix(), new)
        except Refused:
            return
        move = plan(state, moving)
        if not brings_about(state, move, OUTPUTS):
            carry_out(root, move)

    def _retag(self, old: str, new: str, *, merging: bool) -> None:
        found, _ = site_tags(self.site.root / "site.yaml")
        assert found is not None
        try:
            change = Change(old=(old,), new=new, merging=merging)
            write(self.site.root, planned(self.site.root, found.files, change))
        except TagRefused:
            return

    def build(self) -> bool:
        """Build with the cures of lost addresses pasted, as `check --fix` does; return whether that went live."""
        for _ in range(10):
            self.site.build()
            lost = [found for found in self.site.errors if found.code == "address-lost"]
            if not [*paste(self.site.root, lost)]:
                break
        return not self.site.errors

    def registered(self) -> set[str]:
        """Every address of the register."""
        place = self.site.root / "addresses.txt"
        lines = place.read_text(encoding="utf-8").splitlines() if self.register else []
        return {canonical(line.split()[0]) for line in lines if not line.startswith("#")}

    def identities(self) -> Identities:
        """What feeds and calendars know entries by; the same in all of them."""
        found: Identities = {}
        for path, data in self.site.output.items():
            if path.endswith("feed.xml"):
                for entry in ET.fromstring(data).iter(f"{ATOM}entry"):
                    name = (entry.findtext(f"{ATOM}title") or "").partition(" ")[0]
                    known = entry.findtext(f"{ATOM}id") or ""
                    assert found.setdefault(("feed", name), known) == known
            elif path.endswith(".ics"):
                for event in data.decode().replace("\r\n ", "").split("BEGIN:VEVENT")[1:]:
                    lines = dict(line.split(":", 1) for line in event.splitlines() if ":" in line)
                    found["ics", lines["SUMMARY"].partition(" ")[0]] = lines["UID"]
        return found


def _put(place: Path, line: str, instead_of: str) -> None:
    """Put a line behind the first of a file, or in its front matter, in place of others."""
    text = re.sub(instead_of, "", place.read_text(encoding="utf-8"))
    first, _, rest = text.partition("\n")
    place.write_text(f"{first}\n{line}{rest}", encoding="utf-8")


def _give_short_address(place: Path, address: str, *, first: bool) -> None:
    """Add an alias before or behind those that a page has."""
    text = place.read_text(encoding="utf-8")
    listed = re.search(r"aliases: \[(.*)\]\n", text)
    if listed:
        names = f"{address}, {listed[1]}" if first else f"{listed[1]}, {address}"
        text = f"{text[: listed.start(1)]}{names}{text[listed.end(1) :]}"
    elif "aliases:\n" in text:
        text = text.replace("aliases:\n", f"aliases:\n  - {address}\n")
    else:
        text = text.replace("---\n", f"---\naliases: [{address}]\n", 1)
    place.write_text(text, encoding="utf-8")


def led_to(output: dict[str, bytes]) -> dict[str, str]:
    """Where each page that only leads on leads to, as files."""
    found = {}
    for path, data in output.items():
        if path.endswith(".html") and (
            moved := re.search(rb'http-equiv="refresh" content="0; url=([^"]*)"', data)
        ):
            way = urljoin(f"https://host.test/{path}", moved[1].decode())
            found[path] = output_path(unquote(urlsplit(way).path))
    return found


numbers = st.integers(0, 40)
STEPS = st.lists(st.tuples(st.sampled_from(VERBS), numbers, numbers), min_size=1, max_size=6)
PAGES = st.lists(st.tuples(numbers, numbers), min_size=2, max_size=5)


@settings(max_examples=drawn(40), suppress_health_check=list(HealthCheck), deadline=None)
@given(pages=PAGES, setting=numbers, steps=STEPS, register=st.sampled_from((True, True, False)))
def test_addresses_answer_and_identities_stay(
    pages: list[tuple[int, int]], setting: int, steps: list[Step], register: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        life = Life(Path(folder) / "site", pages, setting, register=register)
        assert life.site.errors == []
        published, known = life.registered(), life.identities()
        for step in steps:
            kept = Path(folder) / "kept"
            shutil.copytree(life.site.root, kept, ignore=shutil.ignore_patterns("output", ".sitegen"))
            output = life.site.output
            life.step(*step)
            live = life.build() if register else not life.site.build().errors
            if not live:
                assert life.site.output == output
                assert step[0] not in BY_COMMAND, life.site.diagnostics
                _restore(kept, life.site.root)
                life.site.build()
            shutil.rmtree(kept)
            now = life.identities()
            if register or step[0] in (*BY_COMMAND, "short", "title"):
                assert {each: now[each] for each in known.keys() & now} == {
                    each: known[each] for each in known.keys() & now
                }
            known |= now
            assert published <= life.registered()
            published = life.registered()
            gone = {
                output_path(each) for each in published if each.endswith(("/", ".html"))
            } - life.site.output.keys()
            assert gone == set()
            redirects = led_to(life.site.output)
            assert {*redirects.values()} <= life.site.output.keys() - redirects.keys()
        assert life.site.output == life.site.clean_build().output


def _restore(kept: Path, root: Path) -> None:
    """Bring the sources of a site back, as version control does."""
    shutil.rmtree(root / "content")
    shutil.copytree(kept, root, dirs_exist_ok=True)
