"""Every code has a text, every text a code, and every example in them really yields what it says.

Run with UPDATE_CASES=1 to write the messages in the texts anew, and review the difference.
"""

import contextlib
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import sitegen
from sitegen.cli import main
from sitegen.diagnostics import report
from sitegen.diagnostics.codes import CODES
from sitegen.engine.lock import SiteLocked, site_lock
from sitegen.tidying.refusal import refused
from tests.conftest import SEARCHED, SITE_YAML, MakeSite, Site
from tests.history.repository import Repo

PACKAGE = Path(sitegen.__file__).parent
TEXTS = PACKAGE / "diagnostics" / "explain"
PARTS = ["What it means", "Why it matters", "Example", "Cure"]
LONGEST = 45

HEAD = "---\ntitle: {}\ndate: 2026-11-03\n---\n\n"
FILE = re.compile(r'^```\w+ title="([^"]+)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
PRINTED = re.compile(r"^```text\n(.*?)\n```$", re.MULTILINE | re.DOTALL)


def told(code: str) -> str:
    return (TEXTS / f"{code}.md").read_text(encoding="utf-8")


def printed(site: Site) -> str:
    """What the command line prints of a site's problems."""

    def read(path: str) -> str | None:
        place = site.root / path
        return place.read_text(encoding="utf-8", errors="replace") if place.is_file() else None

    return report.text(site.diagnostics, read)


def from_bytes(path: str, content: str | bytes) -> Callable[[MakeSite], Site]:
    """A site with a file that a text cannot show."""
    return lambda make_site: make_site({path: content})


def unreadable(make_site: MakeSite) -> Site:
    site = make_site({"content/posts/hello.md": HEAD.format("Hello")}, build=False)
    (site.root / "content/posts/clinic.md").symlink_to("gone.md")
    return site.build()


def from_heic(make_site: MakeSite) -> Site:
    page = {"content/posts/garden.md": HEAD.format("The garden in June") + "![Beans on their poles](beans.heic)\n"}
    return make_site(page | {"content/posts/beans.heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"})


def bomb(make_site: MakeSite) -> Site:
    head = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR" + (90_000).to_bytes(4, "big") * 2 + b"\x08\0\0\0\0" + b"\0" * 4
    page = {"content/posts/map.md": HEAD.format("The map") + "![The whole town](town.png)\n"}
    return make_site(page | {"content/posts/town.png": head + b"\0\0\0\0IEND\xaeB`\x82"})


def heavy(make_site: MakeSite) -> Site:
    head = "---\ntitle: The survey\ndate: 2026-11-03\ntype: report\nattachments: [survey.pdf]\n---\nAll answers.\n"
    site = make_site(
        {"content/documents/survey/index.md": head, "content/documents/survey/survey.pdf": ""}, build=False
    )
    os.truncate(site.root / "content/documents/survey/survey.pdf", 26_000_000)
    return site.build()


def leading_out(make_site: MakeSite) -> Site:
    site = make_site({"content/posts/hello.md": HEAD.format("Hello"), "papers/notes.txt": "Notes"}, build=False)
    (site.root / "content/static").mkdir()
    (site.root / "content/static/notes.txt").symlink_to("../../papers/notes.txt")
    return site.build()


def leading_round(make_site: MakeSite) -> Site:
    site = make_site({"content/wiki/hello.md": HEAD.format("Hello")}, build=False)
    (site.root / "content/wiki/all").symlink_to("../../content")
    return site.build()


def multiplying(make_site: MakeSite) -> Site:
    pages = {"one": "![[Two]]\n\n" * 30, "two": "![[Three]]\n\n" * 30, "three": "Words.\n"}
    return make_site({f"content/wiki/{name}.md": HEAD.format(name.title()) + text for name, text in pages.items()})


def without_config(make_site: MakeSite) -> Site:
    return make_site({"content/posts/hello.md": HEAD.format("Hello")}, build=False).remove("site.yaml").build()


def foreign(make_site: MakeSite) -> Site:
    return make_site({"content/posts/hello.md": HEAD.format("Hello"), "output/notes.txt": "Mine."})


def misplaced(make_site: MakeSite) -> Site:
    return make_site({"content/posts/hello.md": HEAD.format("Hello")}, build=False).build(output="content")


def for_others(make_site: MakeSite) -> Site:
    site = make_site({"content/posts/hello.md": HEAD.format("Hello")}, build=False)
    with contextlib.chdir(site.root):
        return site.build(output="output-internal", visibility="internal").build(output="output-internal")


def shallow(make_site: MakeSite) -> Site:
    site = make_site(
        {"content/wiki/rules.md": "# Rules\n", "site.yaml": f"{SITE_YAML}history: true\n"}, build=False
    )
    whole = Repo(site.root.with_name("whole"))
    whole.commit("Begin", {"rules.md": "Rules"})
    whole.commit("Go on", {"rules.md": "More rules"})
    whole.git("clone", "-q", "--bare", "--depth", "1", whole.root.as_uri(), str(site.root / ".git"))
    return site.build()


def behind(make_site: MakeSite) -> Site:
    page = {"content/wiki/parking.md": HEAD.format("Parking"), "addresses.txt": ""}
    return make_site(page, build=False).build(write=False)


def with_problem(code: str, files: dict[str, str], make_site: MakeSite) -> Site:
    """Return the site of an example, built or, for a problem that nothing else looks for, checked."""
    if code in SITUATIONS:
        return SITUATIONS[code](make_site)
    return make_site(files, build=False).build(write=code not in IN_CHECKS)


def without_pagefind(make_site: MakeSite) -> Site:
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(sys.modules, "pagefind_bin", None)  # as Python does for what cannot be imported
        return make_site({"content/about.md": HEAD.format("About"), "site.yaml": SEARCHED})


IN_CHECKS = ("drifted-wording",)
"""What only a check looks for."""

SITUATIONS: dict[str, Callable[[MakeSite], Site]] = {
    "address-new": behind,
    "not-utf8": from_bytes("content/posts/cafe.md", HEAD.format("A clinic in the café").encode("cp1252")),
    "control-character": from_bytes("content/posts/minutes.md", HEAD.format("Minutes\x0c of October")),
    "source-too-large": from_bytes("content/posts/everything.md", HEAD.format("Everything") + "word " * 300_000),
    "markup-too-complex": from_bytes("content/posts/dump.md", HEAD.format("Dump") + "[" * 4000 + "\n"),
    "picture-format": from_heic,
    "picture-too-large": bomb,
    "large-attachment": heavy,
    "unreadable-file": unreadable,
    "too-many-embeds": multiplying,
    "link-leads-out": leading_out,
    "folder-linked-again": leading_round,
    "config-missing": without_config,
    "output-foreign": foreign,
    "output-place": misplaced,
    "output-visibility": for_others,
    "history-shallow": shallow,
    "search-index": without_pagefind,
}
"""What no file in a text can bring about."""

IMPORTING = sorted(code for code in CODES if code.startswith(("import-", "calendar-")) or code == "not-a-calendar")
"""Said by an import, and not by a build."""

ELSEWHERE = {"build-locked", "bug-of-ours", "not-a-text", *IMPORTING}
"""Said by a command rather than by a build; tested below."""


def test_every_code_has_a_text_and_every_text_a_code() -> None:
    assert {path.stem for path in TEXTS.glob("*.md")} == CODES.keys()


@pytest.mark.parametrize("code", CODES)
def test_a_text_says_what_why_how_it_looks_and_how_to_cure_it(code: str) -> None:
    text = FENCED.sub("(an example)", told(code))

    assert re.match(rf"# {code}: \S.*[^.\n]\n\n", text)
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == PARTS
    assert all(part.strip() for part in re.split(r"^#.*$", text, flags=re.MULTILINE)[2:])
    assert len(told(code).splitlines()) <= LONGEST


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_said_somewhere(code: str) -> None:
    sources = (path for path in PACKAGE.rglob("*.py") if path.name != "codes.py")

    assert any(f'"{code}"' in path.read_text(encoding="utf-8") for path in sources)


@pytest.mark.parametrize("code", sorted(CODES.keys() - ELSEWHERE))
def test_an_example_yields_its_code_alone_in_the_words_that_are_shown(code: str, make_site: MakeSite) -> None:
    text = told(code)
    files = dict(FILE.findall(text))
    assert bool(files) != (code in SITUATIONS), "an example is either shown in files or brought about here"

    site = with_problem(code, files, make_site)
    if os.environ.get("UPDATE_CASES") == "1":
        text = PRINTED.sub(lambda _: f"```text\n{printed(site)}\n```", text)
        (TEXTS / f"{code}.md").write_text(text, encoding="utf-8")

    assert set(site.codes) == {code}
    assert PRINTED.findall(text) == [printed(site)]


@pytest.mark.parametrize("code", IMPORTING)
def test_importing_the_calendar_of_an_example_says_what_is_shown(
    code: str, make_site: MakeSite, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = told(code)
    root = make_site(dict(FILE.findall(text)), build=False).root
    monkeypatch.setattr(
        "sys.argv", ["sitegen", "import", "ics", "-c", str(root), "-q", str(root / "calendar.ics")]
    )

    with pytest.raises(SystemExit):
        main()
    said = capsys.readouterr().err.strip()
    if os.environ.get("UPDATE_CASES") == "1":
        text = PRINTED.sub(lambda _: f"```text\n{said}\n```", text)
        (TEXTS / f"{code}.md").write_text(text, encoding="utf-8")

    assert PRINTED.findall(text) == [said]
    assert re.findall(r"^calendar\.ics:\d+: (?:error|warning)\[(.*)\]", said, re.MULTILINE) == [code]


def test_tidying_a_document_of_word_says_what_is_shown() -> None:
    found = refused(b"PK\x03\x04", "content/documents/paper.docx")

    assert found
    assert PRINTED.findall(told("not-a-text")) == [report.text([found], lambda _: None, colour=False)]


def test_a_second_build_of_a_site_is_turned_away(tmp_path: Path) -> None:
    with site_lock(tmp_path), pytest.raises(SiteLocked) as locked, site_lock(tmp_path):
        pass

    assert locked.value.diagnostic.code == "build-locked"
    assert report.text([locked.value.diagnostic], lambda _: None, colour=False) in told("build-locked")
