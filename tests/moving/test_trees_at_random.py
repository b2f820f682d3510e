"""Moves of files and folders in random trees, with links in every style: there and back restores every byte."""

import posixpath
import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.diagnostics import Severity
from sitegen.kinds import KINDS
from sitegen.moving import Refused, brings_about, carry_out, plan, read_state, renames
from sitegen.outputs import OUTPUTS
from tests.conftest import AS_OF, SITE_YAML, Site
from tests.moving.conftest import differing, files_of
from tests.pictures.photographs import photograph
from tests.sizes import drawn

PICTURE = photograph(2, 2, "PNG", place=False)
PAPER = "date: 2026-01-01\ntype: paper\n"
TREE: dict[str, str | bytes] = {
    "content/static/map.pdf": "PDF",
    "content/static/maps/city.pdf": "PDF",
    "content/static/logo.png": PICTURE,
    "content/wiki/list.csv": "a,b\n",
    "content/wiki/pics/a.png": PICTURE,
    "content/wiki/pics/b.png": PICTURE,
    "content/wiki/sub/pic.png": PICTURE,
    "content/wiki/sub/other.md": "---\ntitle: Other page\n---\n\n## Then\n\nW.\n",
    "content/wiki/sub/deep/crlf.md": b"---\r\ntitle: Crlf page\r\n---\r\n\r\n## Then\r\n\r\nW.\r\n",
    "content/wiki/ends/index.md": "\ufeff---\ntitle: Ends\n---\n\n## Then\n\nW.\n",
    "content/documents/paper/index.md": f"---\ntitle: Paper\n{PAPER}attachments: list.csv\n---\n## Then\n\nW.\n",
    "content/documents/paper/list.csv": "a,b\n",
    "content/posts/2026-01-02-first.md": "---\ntitle: First post\n---\n## Then\n\nW.\n",
}
PAGES = ("wiki/page.md", "wiki/sub/page.md", "page.md", "documents/page.md", "posts/2026-03-01-page.md")
THINGS = (
    *sorted(path.removeprefix("content/") for path in TREE),
    *("wiki/sub", "wiki/sub/deep", "wiki/pics", "wiki/ends", "static/maps", "documents/paper", *PAGES),
)
FOLDERS = ("wiki", "wiki/x/y", "wiki/sub", "static/q", "documents", "static", "wiki/täglich 1")
LOST = ("missing-image", "redlink", "hidden-target")
"""What a build warns of where a link leads nowhere."""

Link = tuple[int, int]
"""What is linked to, and how."""


def line(page: str, target: str, how: int) -> str:
    """A link to a file of the tree in one of many styles, as a line of a text or, with a `:`, of front matter."""
    here = posixpath.dirname(page) or "."
    relative, bare = posixpath.relpath(target, here), posixpath.splitext(target)[0]
    below = target.removeprefix("static/")
    bang = "!" if target.endswith(".png") else ""
    up = "../" * (page.count("/")) + target
    if target.endswith(".md"):
        name = bare.removesuffix("/index").rpartition("/")[2]
        short = posixpath.splitext(relative)[0]
        forms = [f"[x]({relative}#then)", f"[x]({up})", f"[x][r]\n\n[r]: {short}", f'<a href="{relative}">x</a>']
        forms += [
            f"[[{bare}]]",
            f"[[{name}|words]]",
            f"![[{bare}#Then]]",
            f"[[{relative}]]",
            f"[x](<{short}> 'T')",
        ]
        forms += [f":related: '{bare}'", f":related: ['[[{bare}]]']", f"[[{bare.partition('/')[2]}]]"]
    else:
        forms = [f"{bang}[x]({relative})", f"[x]({up})", f"[x][r]\n\n[r]: {relative}", f"{bang}[[{below}]]"]
        forms += [f'<a href="{relative}">x</a>', f"![[{target}]]", f"{bang}[x]({posixpath.basename(target)})"]
        forms += [f"[[{relative}|words]]", f"[x](/{below})", f":attachments: {relative}"]
        if bang:
            forms += [f":image: {relative}\nimagealt: ''", f":images: {posixpath.dirname(relative) or '.'}"]
            forms += [f"![[{posixpath.basename(target)}|100]]", f":images: [{relative}]"]
    return forms[how % len(forms)]


def text(number: int, page: str, links: Sequence[Link], *, windows: bool, marked: bool) -> bytes:
    """A page with these links."""
    targets = sorted(path.removeprefix("content/") for path in TREE)
    lines = [line(page, targets[target % len(targets)], how) for target, how in links]
    fields = {each[1:].partition(":")[0]: each[1:] for each in lines if each.startswith(":")}
    body = [each.replace("[r]", f"[r{n}]") for n, each in enumerate(lines) if not each.startswith(":")]
    head = "".join(f"{each}\n" for each in fields.values())
    dated = PAPER if page.startswith("documents/") else ""
    whole = f"---\ntitle: Page {number}\n{dated}{head}---\n\n" + "\n\n".join(body) + "\n"
    return ("\ufeff" * marked + (whole.replace("\n", "\r\n") if windows else whole)).encode()


def mend(site: Site) -> None:
    """Take out of the pages what leads nowhere in them."""
    wrong: dict[str, set[int]] = {}
    for each in site.build(write=False).result.diagnostics:
        if each.code in LOST or each.severity is Severity.ERROR:
            wrong.setdefault(each.span.path, set()).add(each.span.line)
    for path, numbers in wrong.items():
        lines = (site.root / path).read_bytes().split(b"\n")
        kept = [each for number, each in enumerate(lines, 1) if number not in numbers]
        (site.root / path).write_bytes(b"\n".join(kept))


def moved(root: Path, old: str, new: str) -> str:
    """Move a file or folder, and return where it is now below content/; "" where that could not be done."""
    site, wrong = read_state(root, root / "site.yaml", AS_OF, KINDS, 1)
    assert site is not None, wrong
    try:
        move = renames(site, f"content/{old}", f"content/{new}")
    except Refused:
        return ""
    planned = plan(site, move)
    if planned.lost or brings_about(site, planned, OUTPUTS):
        return ""
    carry_out(root, planned)
    return move.now


LINKS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=8)
MOVES = st.lists(
    st.tuples(st.integers(0, len(THINGS) - 1), st.integers(0, len(FOLDERS) - 1), st.integers(0, 3)),
    min_size=1,
    max_size=3,
)


@settings(max_examples=drawn(60), suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(links=st.lists(LINKS, min_size=len(PAGES), max_size=len(PAGES)), moves=MOVES, register=st.booleans())
def test_moves_of_files_and_folders_can_be_taken_back_to_the_byte(
    links: list[list[Link]], moves: list[tuple[int, int, int]], register: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pages = {
            f"content/{page}": text(n, page, links[n], windows=n % 2 == 1, marked=n % 3 == 0)
            for n, page in enumerate(PAGES)
        }
        site = Site(Path(folder) / "site", KINDS, OUTPUTS).write({"site.yaml": SITE_YAML} | TREE | pages)
        if register:
            site.write({"addresses.txt": ""})
        mend(site)
        assert site.build(write=False).errors == []
        before, folders = files_of(site.root), folders_of(site.root)
        done: list[tuple[str, str]] = []
        for thing, to, name in moves:
            old = THINGS[thing]
            stem, end = posixpath.splitext(posixpath.basename(old))
            new = f"{FOLDERS[to]}/{stem if name == 3 else f'new-{name}'}{end}"
            if there := moved(site.root, old, new):
                done.append((old, there))
        for old, new in reversed(done):
            assert moved(site.root, new, old)
        assert differing(before, files_of(site.root)) == {}
        assert files_of(site.root).keys() == before.keys()
        assert folders_of(site.root) == folders


def folders_of(root: Path) -> set[str]:
    """Every folder below content/."""
    return {place.relative_to(root).as_posix() for place in (root / "content").rglob("*") if place.is_dir()}
