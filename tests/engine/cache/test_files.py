"""What one process leaves for the next: right after every edit, and never trusted when it is damaged."""

import os
import shutil
from pathlib import Path

import pytest
from msgspec import structs

from sitegen.engine.cached_build import CachedBuild, cached_build, differences
from sitegen.engine.request import Request, Result
from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.conftest import MakeSite, Site
from tests.engine.test_incremental import EDITS, FILES

STORE = ".sitegen/store"


def request(site: Site) -> Request:
    return Request(root=site.root, output=site.root / "output", config=site.root / "site.yaml", as_of=site.as_of)


def stored(site: Site) -> CachedBuild:
    """Build as a process of its own would: with nothing but what lies on disk."""
    return cached_build(request(site), KINDS, OUTPUTS)


def differ(site: Site, result: Result) -> list[str]:
    return list(differences(request(site), result, KINDS, OUTPUTS))


@pytest.mark.parametrize("what", EDITS)
def test_the_next_process_makes_what_a_clean_build_makes(make_site: MakeSite, what: str) -> None:
    edit, rendered = EDITS[what]
    site = make_site(FILES, build=False)
    assert stored(site).result.published

    edit(site)
    ended = stored(site)

    assert ended.note == ""
    assert differ(site, ended.result) == []
    if rendered is not None:
        assert ended.result.rendered == rendered


def test_an_edit_under_the_stamp_of_the_last_build_is_seen(make_site: MakeSite) -> None:
    site = make_site(FILES, build=False)
    stored(site)
    about = site.root / "content/about.md"
    stamp = about.stat()

    site.edit("content/about.md", about.read_text().replace("Nobody", "Whoody"))
    os.utime(about, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))

    assert stored(site).result.rendered == {"about/index.html"}


@pytest.mark.parametrize("damage", [b"", b"\x00\x01junk", b"\x80"])
@pytest.mark.parametrize("name", ["index", "heads-1", "bodies-1"])
def test_a_damaged_store_is_made_anew_and_said_so(make_site: MakeSite, name: str, damage: bytes) -> None:
    site = make_site(FILES, build=False)
    stored(site)
    (site.root / STORE / name).write_bytes(damage)
    shutil.rmtree(site.root / "output")

    ended = stored(site)

    assert "damaged" in ended.note
    assert differ(site, ended.result) == []
    assert stored(site).note == ""


def test_builds_that_fail_leave_no_more_behind_each_time(make_site: MakeSite) -> None:
    site = make_site(FILES | {"layouts/post.html": "{{ 1 // 0 }}"}, build=False)
    sizes = []
    for words in ("One.", "Two.", "Three."):
        site.edit("content/about.md", f"---\ntitle: About\n---\n{words}\n")
        assert not stored(site).result.published
        sizes.append(sum(place.stat().st_size for place in (site.root / STORE).glob("answers-*")))

    assert sizes == [0, 0, 0]


def test_builds_into_another_folder_that_fail_leave_nothing_damaged(make_site: MakeSite) -> None:
    site = make_site(FILES)
    stored(site)
    site.edit("content/about.md", "---\ntitle: About\nlang: x y\n---\nText.\n")
    other = structs.replace(request(site), output=site.root / "other")
    ended = [cached_build(other, KINDS, OUTPUTS) for _ in range(3)]
    assert all(each.result.failed for each in ended)
    assert [each.note for each in ended] == ["", "", ""]


def test_a_damaged_record_only_costs_time_and_is_said_so(make_site: MakeSite) -> None:
    site = make_site(FILES, build=False)
    stored(site)
    (record,) = (site.root / STORE).glob("record-*")
    record.write_bytes(b"junk")

    ended = stored(site)

    assert "damaged" in ended.note
    assert ended.result.changed == ()
    assert differ(site, ended.result) == []


@pytest.mark.parametrize("name", ["index", "heads-1", "record-*"])
def test_a_single_wrong_letter_in_the_store_is_noticed(make_site: MakeSite, name: str) -> None:
    site = make_site(FILES, build=False)
    stored(site)
    (place,) = (site.root / STORE).glob(name)
    data = place.read_bytes()
    place.write_bytes(data.replace(b"about.md", b"abort.md", 1))
    assert place.read_bytes() != data
    site.edit("content/about.md", "---\ntitle: About\n---\nAnew.\n")

    ended = stored(site)

    assert "damaged" in ended.note
    assert differ(site, ended.result) == []


def test_a_store_that_cannot_be_written_is_said_and_the_site_is_published(make_site: MakeSite) -> None:
    site = make_site(FILES, build=False)
    (site.root / STORE / "index").mkdir(parents=True)

    ended = stored(site)

    assert ended.result.published
    assert "the cache cannot be written" in ended.note


def test_verify_leaves_no_record_and_lets_the_files_of_others_be(make_site: MakeSite) -> None:
    site = make_site(FILES, build=False)
    ended = stored(site)
    (site.root / "output/CNAME").write_text("hub.example")
    records = sorted((site.root / ".sitegen/manifests").iterdir())

    assert differ(site, ended.result) == []
    assert sorted((site.root / ".sitegen/manifests").iterdir()) == records


def test_verify_names_what_is_said_otherwise_first(make_site: MakeSite) -> None:
    site = make_site(FILES, build=False)
    ended = stored(site)
    site.edit("content/about.md", "---\ntitle: About\n---\n[gone](gone.md)\n")

    assert "content/about.md: only a clean build says broken-link" in differ(site, ended.result)[0]


def test_another_engine_builds_anew_and_says_so(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(FILES, build=False)
    stored(site)
    monkeypatch.setattr("sitegen.engine.cache.files.engine_fingerprint", lambda: "another")

    ended = stored(site)

    assert "another version" in ended.note
    assert ended.result.rendered == set(site.output)


def test_a_restored_copy_with_new_times_renders_nothing(make_site: MakeSite, tmp_path: Path) -> None:
    site = make_site(FILES, build=False)
    stored(site)
    for path in site.root.rglob("*"):
        if path.is_file() and ".sitegen" not in path.parts:
            os.utime(path)

    ended = stored(site)

    assert ended.result.rendered == frozenset()
    assert ended.result.changed == ()


def test_two_output_folders_do_not_disturb_each_other(make_site: MakeSite) -> None:
    site = make_site(FILES, build=False)
    stored(site)
    other = Request(
        root=site.root,
        output=site.root / "preview",
        config=site.root / "site.yaml",
        as_of=site.as_of,
        drafts=True,
        base_url="https://preview.example/",
    )
    assert cached_build(other, KINDS, OUTPUTS).result.published

    assert stored(site).result.rendered == frozenset()
    assert cached_build(other, KINDS, OUTPUTS).result.rendered == frozenset()


def test_verify_names_what_differs(make_site: MakeSite) -> None:
    site = make_site(FILES, build=False)
    ended = stored(site)
    page = site.root / "output/about/index.html"
    page.write_text("spoilt")

    assert differ(site, ended.result) == ["about/index.html: a clean build makes other bytes"]


def test_bodies_are_swept_once_most_of_a_segment_is_waste(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.engine.cache.segments.SLACK", 100)
    site = make_site(FILES, build=False)
    stored(site)
    for number in range(12):
        site.edit("content/about.md", f"---\ntitle: About\n---\nEdition {number}. " + "Words. " * 200)
        ended = stored(site)

    kept = sum(path.stat().st_size for path in (site.root / STORE).glob("bodies-*"))
    assert kept < 3 * 2000
    heads = sum(path.stat().st_size for path in (site.root / STORE).glob("heads-*"))
    assert heads < 3 * 5000
    assert differ(site, ended.result) == []


def test_the_store_holds_nothing_executable(make_site: MakeSite) -> None:
    site = make_site(FILES, build=False)
    stored(site)

    for path in (site.root / STORE).iterdir():
        assert not path.read_bytes().startswith((b"\x80\x04", b"\xe3", b"cposix"))
        assert path.stat().st_mode & 0o111 == 0


@pytest.mark.parametrize("damage", [None, b"", b'{"output": "outp'])
def test_a_lost_record_of_what_was_written_is_made_again_of_what_is_still_as_it_was_made(
    make_site: MakeSite, damage: bytes | None
) -> None:
    site = make_site(FILES, build=False)
    stored(site)
    (manifest,) = (site.root / ".sitegen/manifests").iterdir()
    if damage is None:
        manifest.unlink()
    else:
        manifest.write_bytes(damage)
    site.edit("content/about.md", "---\ntitle: About\n---\nAnew.\n")
    site.remove("content/messages/open.md")

    ended = stored(site)

    assert ended.note == "the record of what was written to output/ was lost, and is made again"
    assert "messages/open/index.html" in ended.result.changed
    assert differ(site, ended.result) == []
    assert stored(site).note == ""


def test_with_no_record_at_all_the_files_may_be_anybodys(make_site: MakeSite) -> None:
    site = make_site(FILES, build=False)
    stored(site)
    shutil.rmtree(site.root / ".sitegen")

    assert [found.code for found in stored(site).result.diagnostics if found.code == "output-foreign"]
