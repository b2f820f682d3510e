"""A move on disk: as a whole or not at all, with names as file systems spell them, and no empty folder left."""

import unicodedata
from pathlib import Path

import pytest

from sitegen.kinds import KINDS
from sitegen.moving import Refused, carry_out, plan, read_state, renames
from tests.conftest import AS_OF, MakeSite
from tests.moving.conftest import files_of, move

PAGE = "---\ntitle: {}\n---\n{}\n"
NFC = "größe"
NFD = unicodedata.normalize("NFD", NFC)


def folders_of(root: Path) -> set[str]:
    return {place.relative_to(root).as_posix() for place in (root / "content").rglob("*") if place.is_dir()}


def test_folders_that_are_left_empty_are_removed(make_site: MakeSite) -> None:
    site = make_site({"content/wiki/a/b/c.md": PAGE.format("C", ""), "content/about.md": PAGE.format("About", "")})
    before = files_of(site.root), folders_of(site.root)

    move(site.root, "wiki/a/b/c.md", "documents/x/c.md", force=True)
    assert folders_of(site.root) == {"content/documents", "content/documents/x"}
    move(site.root, "documents/x/c.md", "wiki/a/b/c.md", force=True)

    assert (files_of(site.root), folders_of(site.root)) == before


@pytest.mark.parametrize("fails_at", [0, 1, 2, 3])
def test_a_move_that_fails_half_way_restores_everything(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    links = {f"content/wiki/{n}.md": PAGE.format(n, "[x](a/rules.md)") for n in range(3)}
    site = make_site(links | {"content/wiki/a/rules.md": PAGE.format("Rules", "[x](../0.md)")})
    before = files_of(site.root), folders_of(site.root)
    state, _ = read_state(site.root, site.root / "site.yaml", AS_OF, KINDS, 1)
    assert state is not None
    planned = plan(state, renames(state, "content/wiki/a", "content/wiki/new/b"))
    calls = []
    write = Path.write_bytes

    def full(place: Path, data: bytes) -> int:
        calls.append(place)
        if len(calls) == fails_at + 1:
            raise OSError(28, "No space left on device")
        return write(place, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        carry_out(site.root, planned)

    assert (files_of(site.root), folders_of(site.root)) == before
    assert not [*site.root.rglob("*.new")]


def test_a_name_is_found_however_the_file_system_spells_it(make_site: MakeSite) -> None:
    site = make_site(
        {
            f"content/wiki/{NFD}/{NFD}.md": PAGE.format("G", "[x](other.md)"),
            f"content/wiki/{NFD}/other.md": PAGE.format("Other", f"[x]({NFC}.md)"),
            "content/wiki/page.md": PAGE.format("Page", f"[x]({NFC}/{NFC}.md)"),
        }
    )
    before = files_of(site.root)
    assert site.errors == []

    move(site.root, f"wiki/{NFC}", "wiki/deep/new")
    assert f"content/wiki/deep/new/{NFD}.md" in files_of(site.root)
    assert site.build(write=False).errors == []
    move(site.root, f"wiki/deep/new/{NFC}.md", "wiki/deep/new/plain.md")
    assert site.build(write=False).errors == []
    move(site.root, "wiki/deep/new/plain.md", f"wiki/deep/new/{NFD}.md")
    move(site.root, "wiki/deep/new", f"wiki/{NFD}")

    assert files_of(site.root) == before


def test_a_folder_is_met_however_it_is_spelled(make_site: MakeSite) -> None:
    site = make_site({f"content/wiki/{NFD}/a.md": PAGE.format("A", ""), "content/wiki/b.md": PAGE.format("B", "")})

    move(site.root, "wiki/b.md", f"wiki/{NFC}/b.md")

    assert [place.name for place in (site.root / "content/wiki").iterdir()] == [NFD]


def refusal(root: Path, old: str, new: str) -> str:
    state, _ = read_state(root, root / "site.yaml", AS_OF, KINDS, 1)
    assert state is not None
    with pytest.raises(Refused) as refused:
        renames(state, old, new)
    return str(refused.value)


def test_what_cannot_be_moved_is_refused_with_what_was_meant(make_site: MakeSite) -> None:
    site = make_site(
        {"content/wiki/Rules.md": PAGE.format("Rules", ""), "content/wiki/other.md": PAGE.format("Other", "")}
    )

    assert refusal(site.root, "content/wiki/rules.md", "content/wiki/x.md") == (
        "there is nothing at content/wiki/rules.md to move; did you mean content/wiki/Rules.md?"
    )
    assert "did you mean content/wiki/other.md?" in refusal(site.root, "wiki/othr.md", "wiki/x.md")
    assert "would differ in case alone from rules" not in refusal(site.root, "wiki/other.md", "wiki/Rules.md")
    assert refusal(site.root, "wiki/other.md", "wiki/RULES.md") == (
        "content/wiki/RULES.md would differ in case alone from Rules.md, and be the same file on a Mac"
    )
    assert "is not in content/" in refusal(site.root, "wiki/other.md", "../out.md")
    assert "is already there" in refusal(site.root, "wiki/other.md", "wiki/Rules.md")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("wiki/a.md", "wiki/.a.md", "no part of the site, because of the name .a.md; to keep a page back"),
        ("wiki/a.md", "_drafts/a.md", "no part of the site, because of the name _drafts; to keep a page back"),
        ("static/map.pdf", "static/_map.pdf", "no part of the site, because of the name _map.pdf"),
        ("wiki/a.md", "wiki/b.md/", "wiki/b.md/ would be a folder; leave the last sign out"),
        ("wiki/a.md", "", "say where it goes"),
        ("", "wiki/b.md", "say what to move"),
        ("content", "other", "content/ itself stays where it is"),
        ("wiki", "wiki/below", "cannot be moved into itself"),
        ("wiki/a.md", "wiki/a.txt", "would be no entry"),
        ("wiki/a.md", "wiki", "is there already"),
        ("wiki\\a.md", "wiki\\", "is there already"),
        ("site.yaml", "wiki/x.md", "is not in content/"),
    ],
)
def test_a_place_that_cannot_be_is_refused(make_site: MakeSite, old: str, new: str, words: str) -> None:
    site = make_site({"content/wiki/a.md": PAGE.format("A", ""), "content/static/map.pdf": "PDF"})
    before = files_of(site.root)

    assert words in refusal(site.root, old, new)
    assert files_of(site.root) == before


def test_paths_may_be_written_as_windows_writes_them(make_site: MakeSite) -> None:
    site = make_site({"content/wiki/a.md": PAGE.format("A", "")})
    state, _ = read_state(site.root, site.root / "site.yaml", AS_OF, KINDS, 1)
    assert state is not None

    assert renames(state, "content\\wiki\\a.md", "content\\wiki\\deep\\").now == "wiki/deep/a.md"


def test_a_change_of_case_alone_is_a_move(make_site: MakeSite) -> None:
    site = make_site({"content/wiki/Rules.md": PAGE.format("R", ""), "content/wiki/p.md": "[[wiki/Rules]]\n"})

    planned = move(site.root, "wiki/Rules.md", "wiki/rules.md")

    assert planned.addresses == ()
    assert "content/wiki/rules.md" in files_of(site.root)
    assert site.build().errors == []


def test_what_a_link_leads_to_is_written_and_not_the_link(make_site: MakeSite) -> None:
    site = make_site(
        {"content/wiki/a.md": PAGE.format("A", ""), "content/_own/b.md": PAGE.format("B", "[x](a.md)")}
    )
    (site.root / "content/wiki/b.md").symlink_to("../_own/b.md")

    move(site.root, "wiki/a.md", "wiki/c.md")

    assert (site.root / "content/wiki/b.md").is_symlink()
    assert "[x](c.md)" in (site.root / "content/_own/b.md").read_text()
