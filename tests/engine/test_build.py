"""What a build promises whoever runs it: where it writes, what it leaves alone, what its result says."""

import datetime as dt
from pathlib import Path

import pytest

from sitegen.engine.lock import SiteLocked, site_lock
from tests.conftest import AS_OF, SITE_YAML, MakeSite

FILES = {
    "content/about.md": "---\ntitle: About\n---\nWords.\n",
    "content/posts/2026-01-01-first.md": "---\ntitle: First\n---\nWords.\n",
}
LATER = {
    "content/posts/2026-12-01-later.md": "---\ntitle: Later\n---\nSoon.\n",
    "content/posts/2027-02-01-far.md": "---\ntitle: Far\n---\nSome day.\n",
    "content/posts/2026-01-02-draft.md": "---\ntitle: Draft\ndraft: true\n---\nUnfinished.\n",
    "content/events/fair.md": "---\ntitle: Fair\nstart: 2027-03-01\n---\nNothing is hidden for happening later.\n",
}


def test_a_build_says_what_it_did(make_site: MakeSite) -> None:
    result = make_site(FILES).result
    assert result.published and not result.failed
    assert result.entries == 2
    assert result.files == len(result.changed) == len(result.rendered)
    assert result.config and result.config.title == "A hub"


def test_a_check_writes_nothing(make_site: MakeSite) -> None:
    site = make_site(FILES, build=False).build(write=False)
    assert not site.result.published
    assert not (site.root / "output").exists()
    assert not (site.root / ".sitegen").exists()


def test_a_check_finds_what_a_build_finds(make_site: MakeSite) -> None:
    bad = {
        **FILES,
        "content/a.md": "---\ntitle: A\n---\n[x](gone.md) [[Soon]]\n",
        "layouts/page.html": "{{ nobody }}",
    }
    site = make_site(bad)
    told = site.diagnostics
    assert site.build(write=False).diagnostics == told
    assert sorted(site.codes) == ["broken-link", "layout-variable", "redlink"]


def test_two_builds_give_the_same_bytes(make_site: MakeSite) -> None:
    site = make_site({**FILES, **LATER})
    assert site.output == site.clean_build().output


def test_drafts_and_the_future_wait_until_they_are_asked_for(make_site: MakeSite) -> None:
    site = make_site({**FILES, **LATER})
    assert (site.result.drafts, site.result.scheduled) == (1, 2)
    assert site.result.next_due == dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
    assert site.result.next_change == dt.datetime(2026, 11, 23, tzinfo=dt.UTC), "the agenda says which day it is"
    assert "events/fair/index.html" in site.output

    site.build(drafts=True, future=True)
    assert (site.result.drafts, site.result.scheduled) == (0, 0)
    assert site.result.next_due is None
    assert {"blog/draft/index.html", "blog/later/index.html", "blog/far/index.html"} <= site.output.keys()

    site.build()
    assert not any("draft" in path or "later" in path for path in site.output)


def test_what_is_scheduled_goes_live_by_the_clock(make_site: MakeSite) -> None:
    site = make_site({**FILES, **LATER})
    site.build(as_of=dt.datetime(2026, 12, 1, tzinfo=dt.UTC))
    assert "blog/later/index.html" in site.output
    assert site.result.scheduled == 1


def test_a_clock_without_a_zone_is_in_the_sites(make_site: MakeSite) -> None:
    site = make_site(
        {
            "site.yaml": SITE_YAML.replace("Europe/London", "Asia/Tokyo"),
            "content/posts/a.md": "---\ntitle: A\ndate: 2026-11-22 12:00\n---\nText.\n",
            "content/about.md": "# About\n",
        },
        as_of=dt.datetime(2026, 11, 22, 12),
    )
    assert "blog/a/index.html" in site.output
    assert "blog/a/index.html" not in site.build(as_of=AS_OF.replace(hour=2, minute=59)).output


@pytest.mark.parametrize(
    "output",
    [
        "content",
        "content/out",
        "layouts",
        "layouts/assets/out",
        ".",
        "..",
        "/",
        ".sitegen/out",
        ".git",
        "site.yaml",
    ],
)
def test_an_output_that_would_harm_the_site_is_refused(make_site: MakeSite, output: str) -> None:
    site = make_site({**FILES, "layouts/assets/a.css": ""}, build=False)
    before = {place: place.read_bytes() for place in site.root.parent.rglob("*") if place.is_file()}
    site.build(output=output)
    assert site.codes == ["output-place"]
    assert {place: place.read_bytes() for place in site.root.parent.rglob("*") if place.is_file()} == before


def test_a_home_folder_is_refused(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "me").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    assert make_site(FILES, build=False).build(output="../me").codes == ["output-place"]


def test_an_output_reached_by_a_link_is_judged_by_where_it_lies(make_site: MakeSite) -> None:
    site = make_site(FILES, build=False)
    (site.root / "output").symlink_to(site.root / "content")
    assert site.build().codes == ["output-place"]


def test_a_folder_of_somebody_elses_files_is_left_alone(make_site: MakeSite) -> None:
    site = make_site({**FILES, "output/theirs.txt": "mine"}, build=False).build()
    assert site.codes == ["output-foreign"]
    assert site.output == {"theirs.txt": b"mine"}


def test_what_starts_with_a_dot_is_neither_counted_nor_touched(make_site: MakeSite) -> None:
    site = make_site({**FILES, "output/.gitkeep": "", "output/.git/HEAD": "ref"}, build=False).build()
    assert site.result.published
    site.remove("content/about.md").build()
    assert {".gitkeep", ".git/HEAD"} <= site.output.keys()


def test_a_foreign_file_in_a_targets_place_is_not_overwritten(make_site: MakeSite) -> None:
    site = make_site(FILES)
    site.write({"output/blog/new/index.html": "mine", "output/theirs.txt": "mine"})
    assert site.build().codes == []
    assert site.output["theirs.txt"] == b"mine"

    site.edit("content/posts/2026-01-03-new.md", "---\ntitle: New\n---\nText.\n").build()
    assert site.codes == ["output-foreign"]
    assert "blog/new/index.html" in site.diagnostics[0].span.path
    assert site.output["blog/new/index.html"] == b"mine"


def test_only_files_of_ours_are_pruned_and_the_folders_they_leave_empty(make_site: MakeSite) -> None:
    site = make_site({**FILES, "content/deep/down.md": "# Down\n"})
    site.write({"output/about/theirs.txt": "mine"})
    site.remove("content/about.md").remove("content/deep/down.md").build()
    assert "about/index.html" not in site.output
    assert site.output["about/theirs.txt"] == b"mine"
    assert not (site.root / "output/deep").exists()
    assert {"about/index.html", "deep/down/index.html"} <= set(site.result.changed)


def test_a_page_becomes_a_folder_and_back(make_site: MakeSite) -> None:
    site = make_site({"content/a.md": "---\ntitle: A\npermalink: /a.b\n---\n"})
    assert "a.b" in site.output
    site.edit("content/a.md", "---\ntitle: A\npermalink: /a.b/\n---\n").build()
    assert site.codes == []
    assert "a.b/index.html" in site.output
    site.edit("content/a.md", "---\ntitle: A\npermalink: /a.b\n---\n").build()
    assert "a.b" in site.output and "a.b/index.html" not in site.output


def test_somebody_elses_file_where_a_folder_has_to_be_is_told(make_site: MakeSite) -> None:
    site = make_site(FILES).write({"output/deep": "mine"})
    site.edit("content/deep/down.md", "# Down\n").build()
    assert site.codes == ["output-foreign"]
    assert site.output["deep"] == b"mine"


def test_somebody_elses_file_in_a_folder_that_becomes_a_file_is_told(make_site: MakeSite) -> None:
    site = make_site({"content/a.md": "---\ntitle: A\npermalink: /a.b/\n---\n"}).write(
        {"output/a.b/theirs": "mine"}
    )
    site.edit("content/a.md", "---\ntitle: A\npermalink: /a.b\n---\n").build()
    assert site.codes == ["output-foreign"]
    assert "a.b/theirs" in site.diagnostics[0].span.path


def test_an_address_cannot_be_a_file_and_a_folder(make_site: MakeSite) -> None:
    site = make_site({"content/a.md": "---\ntitle: A\npermalink: /feed.xml/\n---\n"})
    assert site.places() == ["content/a.md:3:12 address-collision"]


def test_the_case_of_an_address_can_be_changed(make_site: MakeSite) -> None:
    site = make_site({"content/a.md": "---\ntitle: A\npermalink: /About/\n---\n"})
    site.edit("content/a.md", "---\ntitle: A\npermalink: /about/\n---\n").build()
    assert site.codes == []
    assert "about/index.html" in site.output and "About/index.html" not in site.output


def test_each_output_folder_has_its_own_manifest(make_site: MakeSite) -> None:
    site = make_site(FILES)
    site.build(output="elsewhere", base_url="https://preview.example/x/")
    assert b"preview.example" not in site.output["sitemap.xml"]
    assert b"preview.example" in site.at("elsewhere").output["sitemap.xml"]
    site.at("output").remove("content/about.md").build()
    assert "about/index.html" not in site.output
    assert "about/index.html" in site.at("elsewhere").output


def test_a_lost_manifest_does_not_make_our_output_ours(make_site: MakeSite) -> None:
    site = make_site(FILES)
    for place in (site.root / ".sitegen/manifests").iterdir():
        place.unlink()
    assert site.build().codes == ["output-foreign"]


def test_a_failed_first_build_leaves_no_folder_behind(make_site: MakeSite) -> None:
    site = make_site({"content/a.md": "---\ntitle: A\n---\n[x](gone.md)\n"})
    assert site.result.failed
    assert not (site.root / "output").exists()


def test_a_failure_while_rendering_leaves_no_staging_behind(make_site: MakeSite) -> None:
    site = make_site({**FILES, "layouts/page.html": "{{ nobody }}"})
    assert site.result.failed
    assert not (site.root / "output").exists()


def test_what_a_killed_build_left_in_staging_is_swept_away(make_site: MakeSite) -> None:
    site = make_site(FILES, build=False)
    site.write({"output/.sitegen-staging/0": "half"}).build()
    assert site.result.published
    assert not (site.root / "output/.sitegen-staging").exists()


def test_one_build_at_a_time(make_site: MakeSite) -> None:
    root = make_site(FILES, build=False).root
    with site_lock(root):
        with pytest.raises(SiteLocked, match="another sitegen"), site_lock(root):
            pass
        with site_lock(root, needed=False):
            pass
    with site_lock(root):
        pass


def test_a_broken_configuration_is_all_that_is_told(make_site: MakeSite) -> None:
    site = make_site(
        {**FILES, "site.yaml": "title: T\nurl: nowhere\nmenue: []\n", "content/bad.md": "---\nx: [\n---\n"}
    )
    assert site.result.config is None
    assert {found.span.path for found in site.diagnostics} == {"site.yaml"}
    assert len(site.diagnostics) == 2


def test_a_menu_that_leads_nowhere_is_told_with_its_line(make_site: MakeSite) -> None:
    site = make_site({**FILES, "site.yaml": SITE_YAML + "menu: [/blog/, /abuot/]\n"})
    assert site.places() == ["site.yaml:5:16 broken-link"]
    assert "/about/" in site.diagnostics[0].fix


def test_an_anchor_that_the_menu_or_front_matter_names_has_to_be_on_the_page(make_site: MakeSite) -> None:
    message = (
        "---\ntitle: Roof\naudience: all\nstatus: agreed\nproof:\n- {text: A, link: '/about/#nowhere'}\n---\n"
    )
    about = "---\ntitle: About\ntags: all\n---\n## {}\n\nLine 12.\n"
    site = make_site(
        {
            "site.yaml": f"{SITE_YAML}menu: ['/about/#by-tram', '/about/#by-train', '/blog/#Archive']\n",
            "content/messages/roof.md": message,
            "content/posts/index.md": "---\ntitle: News\n---\nWhat is new.\n",
            "content/posts/2026-01-02-a.md": "---\ntitle: A\n---\nA.\n",
            "content/about.md": about.format("By train"),
        }
    )
    assert site.places() == ["content/messages/roof.md:6:19 broken-anchor", "site.yaml:5:9 broken-anchor"]
    assert site.errors[1].fix == "did you mean /about/#by-train ?"

    site.edit("content/about.md", about.format("By tram")).build()
    assert site.places() == ["content/messages/roof.md:6:19 broken-anchor", "site.yaml:5:28 broken-anchor"]


def test_diagnostics_are_sorted_by_place(make_site: MakeSite) -> None:
    bad = "---\ntitle: A\n---\n[[One]]\n\n[[Two]] [x](gone.md)\n"
    site = make_site({"content/b.md": bad, "content/a.md": bad})
    assert site.places() == [
        f"content/{name}.md:{place}"
        for name in "ab"
        for place in ("4:1 redlink", "6:1 redlink", "6:13 broken-link")
    ]
