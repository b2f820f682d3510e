"""Discover: what lies on disk, in order."""

from pathlib import Path

import pytest
from PIL import Image

from sitegen.disk import digest
from sitegen.kinds import KINDS
from sitegen.stages.discover import Found, discover, look_again
from tests.conftest import MakeSite


def look(root: Path, *paths: str, assets: tuple[Path, ...] = ()) -> Found:
    for path in paths:
        place = root / "content" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(path.encode())
    content = root / "content"
    return discover(
        root, KINDS, assets, parsed=[path.relative_to(content).as_posix() for path in content.rglob("*")]
    )


def test_the_folder_says_which_kind_a_source_is(tmp_path: Path) -> None:
    found = look(
        tmp_path,
        "about.md",
        "help/faq.md",
        "posts/2026-01-01-a.md",
        "posts/more/b.md",
        "wiki/deep/c.markdown",
        "stakeholders/d.md",
        "messages/e.md",
        "events/f.md",
        "documents/g/index.md",
        "tags/h.md",
    )
    assert {source.key: source.kind for source in found.sources} == {
        "about.md": "page",
        "help/faq.md": "page",
        "posts/2026-01-01-a.md": "post",
        "posts/more/b.md": "post",
        "wiki/deep/c.markdown": "wiki",
        "stakeholders/d.md": "stakeholder",
        "messages/e.md": "message",
        "events/f.md": "event",
        "documents/g/index.md": "document",
        "tags/h.md": "term",
    }


def test_the_index_that_heads_a_folder_is_a_plain_page(tmp_path: Path) -> None:
    found = look(tmp_path, "index.md", "posts/index.md", "events/index.md", "tags/index.md")
    assert {source.kind for source in found.sources} == {"page"}


def test_sources_and_files_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    found = look(tmp_path, "b.md", "a/z.md", "a.md", "B.md", "a/b.png", "static/x.md", "static/a.css")
    assert [source.key for source in found.sources] == ["B.md", "a.md", "a/z.md", "b.md"]
    assert [file.path for file in found.files] == ["a/b.png", "static/a.css", "static/x.md"]


@pytest.mark.parametrize(
    "name", [".hidden.md", "_draft.md", "#lock.md", "a.md~", ".git/a.md", "_parts/a.md", "x~/a.md"]
)
def test_hidden_and_editors_files_are_passed_over(tmp_path: Path, name: str) -> None:
    found = look(tmp_path, "a.md", name)
    assert [source.key for source in found.sources] == ["a.md"]
    assert found.files == ()


def test_a_digest_stands_for_the_bytes_of_a_source_that_was_parsed_before(tmp_path: Path) -> None:
    look(tmp_path, "a.md", "b.md", "new.md")

    first, second, new = discover(tmp_path, KINDS, (), parsed=("a.md", "b.md")).sources

    assert first.digest == digest(b"a.md") != second.digest
    assert new.digest == ""


def test_pictures_are_measured_and_what_is_none_is_not(tmp_path: Path) -> None:
    folder = tmp_path / "content/static"
    folder.mkdir(parents=True)
    for name in ("a.png", "a.jpg", "a.gif", "a.webp"):
        Image.new("RGB", (7, 5)).save(folder / name)
    svg = '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" {}><path/></svg>'
    (folder / "b.svg").write_text(svg.format('width="30" height="20px"'))
    (folder / "c.svg").write_text(svg.format('viewBox="0 0 12.4, 9"'))
    (folder / "d.svg").write_text(svg.format('width="100%"'))
    (folder / "e.png").write_text("no picture")
    (folder / "f.txt").write_text("text")
    sizes = {file.path.removeprefix("static/"): (file.width, file.height) for file in look(tmp_path).files}
    assert sizes == {
        **dict.fromkeys(("a.png", "a.jpg", "a.gif", "a.webp"), (7, 5)),
        "b.svg": (30, 20),
        "c.svg": (12, 9),
        "d.svg": (0, 0),
        "e.png": (0, 0),
        "f.txt": (0, 0),
    }


def test_a_sites_own_assets_stand_before_the_packaged_ones(tmp_path: Path) -> None:
    for folder, names in (("own", ("a.css", "deep/c.js")), ("default", ("a.css", "b.css"))):
        for name in names:
            place = tmp_path / folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(folder)
    found = look(tmp_path, "a.md", assets=(tmp_path / "own", tmp_path / "default"))
    assert {asset.path: asset.digest for asset in found.assets} == {
        "a.css": digest(b"own"),
        "b.css": digest(b"default"),
        "deep/c.js": digest(b"own"),
    }


def test_a_missing_content_folder_holds_nothing(tmp_path: Path) -> None:
    assert discover(tmp_path, KINDS, ()).sources == ()


def test_looking_again_at_an_edited_source_finds_what_looking_at_all_finds(tmp_path: Path) -> None:
    before = look(tmp_path, "a.md", "posts/b.md", "plan.pdf")
    (tmp_path / "content/posts/b.md").write_text("Other words.")
    again = look_again(tmp_path, before, {"content/posts/b.md"})
    assert again == look(tmp_path)
    assert again != before


def test_looking_again_sees_nothing_of_what_it_was_not_told(tmp_path: Path) -> None:
    before = look(tmp_path, "a.md", "b.md")
    for name in ("a.md", "b.md"):
        (tmp_path / "content" / name).write_text("Other words.")
    again = look_again(tmp_path, before, {"content/a.md"})
    assert again is not None
    same = [here == there for here, there in zip(before.sources, again.sources, strict=True)]
    assert same == [False, True]


@pytest.mark.parametrize(
    "touched",
    ["content/new.md", "content/plan.pdf", "content/gone.md", "content/posts", "site.yaml", "layouts/a.html"],
)
def test_looking_again_is_not_enough_for_what_is_no_known_source(tmp_path: Path, touched: str) -> None:
    before = look(tmp_path, "a.md", "gone.md", "posts/b.md", "plan.pdf")
    (tmp_path / "content/new.md").write_text("Words.")
    (tmp_path / "content/gone.md").unlink()
    assert look_again(tmp_path, before, {"content/a.md", touched}) is None


FOR_SERVERS = (
    ".well-known/security.txt",
    ".htaccess",
    "old/.htaccess",
    ".nojekyll",
    "_redirects",
    "_headers",
    "CNAME",
)
PRIVATE = (".env", ".git/config", ".DS_Store", "_notes.txt", "well/.well-known/x", "#plan#", "plan~")


def test_static_publishes_what_servers_look_for_and_no_other_hidden_file(make_site: MakeSite) -> None:
    files = {f"content/static/{name}": "words" for name in (*FOR_SERVERS, *PRIVATE)}
    site = make_site({"content/index.md": "# Home\n", "content/_redirects": "/a /b", **files})

    assert {path for path, data in site.output.items() if data == b"words"} == {*FOR_SERVERS}
    assert site.places() == ["content/static/_notes.txt:0:0 misplaced-file"]

    site.edit("content/static/_redirects", "/a /b").build()
    assert site.output == site.clean_build().output
