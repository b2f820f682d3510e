"""What a symbolic link may lead to."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from sitegen.cli.commands import commands
from sitegen.disk import walk
from tests.conftest import SITE_YAML, MakeSite, Site

GOOD = {"content/about.md": "---\ntitle: About\n---\nWe.\n"}
SECRET = "BEGIN PRIVATE KEY"
ENTRY = "---\ntitle: {}\n---\n" + SECRET + "\n"


def link(site: Site, path: str, to: str) -> None:
    place = site.root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(to)


def leaks(site: Site) -> list[str]:
    return [path for path, data in site.output.items() if SECRET.encode() in data]


@pytest.mark.parametrize(
    "path",
    [
        "content/linked.md",
        "content/posts/2026-11-01-linked.md",
        "content/wiki/picture.png",
        "content/static/leak.txt",
        "layouts/post.html",
        "layouts/_part.html",
        "layouts/.part.html",
        "layouts/partials/part.html",
        "layouts/assets/site.js",
    ],
)
def test_a_link_out_of_the_site_is_an_error_and_is_not_published(make_site: MakeSite, path: str) -> None:
    site = make_site(GOOD | {"keys/key": ENTRY.format("Key")}, build=False)
    link(site, path, str(site.root / "keys/key"))
    site.build()
    assert site.places() == [f"{path}:0:0 link-leads-out"]
    assert not site.result.published
    site.build(gate="preview", output="preview").at("preview")
    assert site.codes == ["link-leads-out"]
    assert leaks(site) == []


@pytest.mark.parametrize("path", ["content/wiki", "content/static/more", "layouts/partials", "layouts/assets"])
@pytest.mark.parametrize("to", ["../elsewhere", "/", "/proc"])
def test_a_folder_out_of_the_site_is_not_entered(make_site: MakeSite, path: str, to: str) -> None:
    site = make_site(GOOD | {"elsewhere/key.md": ENTRY.format("Key")}, build=False)
    link(site, path, str(site.root / "elsewhere") if to.startswith(".") else to)
    site.build()
    assert site.places() == [f"{path}:0:0 link-leads-out"]


def test_the_line_in_the_note_about_a_link_allows_what_it_leads_to_when_pasted(make_site: MakeSite) -> None:
    site = make_site(GOOD | {"papers/a: b.txt": SECRET, "more/c.md": ENTRY.format("C")}, build=False)
    link(site, "content/static/a.txt", "../../papers/a: b.txt")
    link(site, "content/wiki", "../more")
    link(site, "content/static/far", "/etc/hostname")
    for count in (3, 2, 1):
        site.build()
        assert site.codes == ["link-leads-out"] * count
        site.edit("site.yaml", SITE_YAML + site.diagnostics[0].note.splitlines()[-1] + "\n")
    site.build()
    assert site.codes == []
    assert leaks(site) == ["a.txt", "wiki/c/index.html"]
    assert '<a href="c/">C</a>' in site.page("wiki/index.html")
    assert site.output["far"] == Path("/etc/hostname").read_bytes()


def test_a_link_is_judged_by_where_it_leads_in_the_end(make_site: MakeSite) -> None:
    site = make_site(GOOD | {"elsewhere/key.txt": SECRET, "listed/x": "x"}, build=False)
    site.edit("site.yaml", SITE_YAML + "links_may_lead_to: [listed]\n")
    link(site, "listed/back.txt", "../content/about.md")
    link(site, "listed/out.txt", "../elsewhere/key.txt")
    link(site, "listed/folder", "../elsewhere")
    link(site, "content/static/back.txt", "../../listed/back.txt")
    link(site, "content/static/chain.txt", "../../listed/out.txt")
    link(site, "content/static/listed", "../../listed")
    site.build()
    assert site.places() == [
        "content/static/chain.txt:0:0 link-leads-out",
        "content/static/listed/folder:0:0 link-leads-out",
        "content/static/listed/out.txt:0:0 link-leads-out",
    ]


def test_links_within_the_site_are_read_as_if_the_files_lay_there(make_site: MakeSite) -> None:
    site = make_site(
        GOOD
        | {"content/static/pics/a.txt": "picture", "layouts/parts/b.html": "part", "content/wiki/c.md": "# C\n"},
        build=False,
    )
    link(site, "content/static/a.txt", "pics/a.txt")
    link(site, "content/static/linked", "pics")
    link(site, "content/us.md", "about.md")
    link(site, "layouts/partials2", "parts")
    link(site, "layouts/page.html", "own.html")
    site.edit("layouts/own.html", "{% include 'partials2/b.html' %}")
    site.build()
    assert site.codes == []
    assert site.output["a.txt"] == site.output["linked/a.txt"] == b"picture"
    assert site.output["us/index.html"] == b"part"


def test_content_and_layouts_may_be_links_themselves(make_site: MakeSite) -> None:
    site = make_site(
        {"there/about.md": "# About\n", "there/static/a.txt": "a", "look/page.html": "own"}, build=False
    )
    link(site, "content", "there")
    link(site, "layouts", "look")
    link(site, "there/static/b.txt", "a.txt")
    site.build()
    assert site.codes == []
    assert site.output["about/index.html"] == b"own"
    site.edit("there/about.md", "# Us\n").build(touched=["content/about.md"])
    assert site.clean_build().output == site.at("output").output


def test_folders_that_lead_round_end_and_are_told(make_site: MakeSite) -> None:
    site = make_site(GOOD | {"content/wiki/a/one.md": "# One\n", "content/wiki/b/two.md": "# Two\n"}, build=False)
    link(site, "content/round", ".")
    link(site, "content/wiki/a/b", "../b")
    link(site, "content/wiki/b/a", "../a")
    link(site, "layouts/up", "../layouts")
    site.build()
    found = site.places()
    assert {"content/round:0:0 folder-linked-again", "layouts/up:0:0 folder-linked-again"} <= set(found)
    assert len(found) == 4
    assert all(place.endswith("folder-linked-again") for place in found)


def test_folders_of_links_to_folders_of_links_are_entered_once_each(tmp_path: Path) -> None:
    for depth in range(8):
        (tmp_path / f"f{depth}").mkdir()
        for number in range(9):
            (tmp_path / f"f{depth}/l{number}").symlink_to(f"../f{depth + 1}")
    (tmp_path / "f8").mkdir()
    (tmp_path / "f8/end.txt").touch()
    found = [path for path, _ in walk(tmp_path, bounds=(str(tmp_path.resolve()),))]
    assert len([path for path in found if path.endswith("end.txt")]) == 2
    assert len(found) < 9 * 8 * 3


def test_links_to_nowhere_and_to_themselves_are_told_with_what_they_lead_to(make_site: MakeSite) -> None:
    site = make_site(GOOD, build=False)
    link(site, "content/dangling.md", "../nowhere.md")
    link(site, "content/itself.md", "itself.md")
    link(site, "layouts/gone.html", "nothing.html")
    link(site, "layouts/.#gone.html", "somebody@somewhere.1234")
    site.build()
    assert {found.span.path: found.message for found in site.diagnostics} == {
        "content/dangling.md": "cannot read this file: it is a link to ../nowhere.md, which is not there",
        "content/itself.md": "cannot read this file: it is a link that leads back to itself",
        "layouts/gone.html": "cannot read this file: it is a link to nothing.html, which is not there",
    }


def test_a_link_that_comes_to_lead_elsewhere_is_noticed_under_the_same_stamp(make_site: MakeSite) -> None:
    site = make_site(GOOD | {"content/wiki/a.md": "# A\n", "layouts/parts/own.html": "own"}, build=False)
    link(site, "layouts/page.html", "parts/own.html")
    link(site, "content/static/a.txt", "../wiki/a.md")
    for place in site.root.rglob("*.*"):
        os.utime(place, (1, 1), follow_symlinks=False)
    assert site.build().codes == []
    for path in ("content/wiki", "layouts/parts"):
        (site.root / path).rename(site.root / "moved")
        link(site, path, str(site.root / "moved"))
        site.build()
        above = path.partition("/")[0]
        assert f"{path}:0:0 link-leads-out" in site.places(), above
        assert not site.result.published
        (site.root / path).unlink()
        (site.root / "moved").rename(site.root / path)
    assert site.build().codes == []


def test_an_edit_that_makes_a_source_a_link_is_looked_at_whole(make_site: MakeSite) -> None:
    site = make_site(GOOD | {"key.md": ENTRY.format("Key")})
    site.remove("content/about.md")
    link(site, "content/about.md", "../key.md")
    site.build(gate="preview", output="preview", touched=["content/about.md"]).at("preview")
    assert "link-leads-out" in site.codes
    assert leaks(site) == []


@pytest.mark.parametrize("root", ["content", "layouts"])
@pytest.mark.parametrize("to", ["../outside", ".", ".git", "/"])
def test_a_root_that_is_a_link_out_of_what_is_visible_is_refused(make_site: MakeSite, root: str, to: str) -> None:
    site = make_site(GOOD, build=False)
    for place in (site.root.parent / "outside", site.root / ".git"):
        (place / "assets").mkdir(parents=True)
        (place / "assets/key.txt").write_text(SECRET)
        (place / "key.md").write_text(ENTRY.format("Key"))
    if (site.root / root).exists():
        (site.root / root).rename(site.root / "old")
    (site.root / root).symlink_to(to)
    site.build()
    assert f"{root}:0:0 link-leads-out" in site.places()
    assert not site.result.published
    site.build(gate="preview", output="preview").at("preview")
    assert leaks(site) == []


def test_a_root_that_is_a_link_does_not_allow_links_of_the_other_to_lead_there(make_site: MakeSite) -> None:
    site = make_site(GOOD, build=False)
    outside = site.root.parent / "outside"
    outside.mkdir()
    (outside / "key.txt").write_text(SECRET)
    (site.root / "layouts").symlink_to(outside)
    link(site, "content/static/key.txt", str(outside / "key.txt"))
    site.build(gate="preview", output="preview").at("preview")
    assert site.places() == ["content/static/key.txt:0:0 link-leads-out", "layouts:0:0 link-leads-out"]
    assert leaks(site) == []


def test_a_root_may_be_a_link_to_a_visible_folder_of_the_site_or_to_a_listed_one(make_site: MakeSite) -> None:
    site = make_site(GOOD, build=False)
    (site.root / "content").rename(site.root / "texts")
    (site.root / "content").symlink_to("texts")
    site.build()
    assert site.codes == []
    (site.root / "texts").rename(site.root.parent / "texts")
    (site.root / "content").unlink()
    (site.root / "content").symlink_to("../texts")
    site.build()
    assert site.codes[0] == "link-leads-out"
    site.edit("site.yaml", SITE_YAML + site.diagnostics[0].note.splitlines()[-1] + "\n").build()
    assert site.codes == []


def test_nothing_is_written_through_a_link_out_of_the_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path / "outside"
    site = tmp_path / "site"
    outside.mkdir()
    (site / "content").mkdir(parents=True)
    (site / "site.yaml").write_text(SITE_YAML)
    (site / "content/wiki").symlink_to(outside)
    (site / "content/events").symlink_to(outside)
    (site / "a.ics").write_text(
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:a@b\nDTSTART:20261201\nSUMMARY:A\n"
        "END:VEVENT\nEND:VCALENDAR\n"
    )
    monkeypatch.chdir(site)
    for arguments in (["new", "wiki", "Foo"], ["import", "ics", "a.ics"]):
        ran = CliRunner().invoke(commands, arguments)
        assert ran.exit_code == 1
        assert "leads out of the site" in ran.output
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("to", ["../secret.txt", ".git/config"])
def test_settings_that_are_a_link_out_of_what_is_visible_are_not_shown(make_site: MakeSite, to: str) -> None:
    site = make_site(GOOD, build=False)
    (site.root / ".git").mkdir()
    (site.root / to).write_text(SECRET)
    (site.root / "site.yaml").unlink()
    (site.root / "site.yaml").symlink_to(to)
    site.build()
    assert site.codes == ["link-leads-out"]
    assert SECRET not in str(site.diagnostics)
