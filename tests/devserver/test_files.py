"""From the path of a request to a file, and to none outside."""

from pathlib import Path

import pytest

from sitegen.devserver.files import find, media_type, with_script
from tests.devserver.running import write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "secret.md", "secret")
    preview = tmp_path / "preview"
    write(preview / "index.html", "home")
    write(preview / "blog/index.html", "blog")
    write(preview / "feed.xml", "<feed/>")
    write(preview / ".sitegen-staging/0", "half")
    (preview / "out.md").symlink_to(tmp_path / "secret.md")
    (preview / "up").symlink_to(tmp_path)
    (preview / "loop").symlink_to(preview / "loop")
    return preview


def test_files_and_folders_are_found(folder: Path) -> None:
    assert find(folder, "") == folder
    assert find(folder, "feed.xml") == folder / "feed.xml"
    assert find(folder, "blog") == find(folder, "blog/") == folder / "blog"


NOWHERE = (
    "../secret.md",
    "blog/../../secret.md",
    "/etc/passwd",
    "//etc/passwd",
    "blog//index.html",
    "./feed.xml",
    "..",
    "out.md",
    "up/secret.md",
    "up/",
    "loop",
    ".sitegen-staging/0",
    "feed.xml/",
    "feed.xml/more",
    "nothing.html",
    "a\0b",
    "x" * 5000,
)


@pytest.mark.parametrize("path", NOWHERE, ids=lambda path: path[:30].replace("\0", "NUL"))
def test_nothing_else_is(folder: Path, path: str) -> None:
    assert find(folder, path) is None


def test_a_folder_that_is_not_there_yet_holds_nothing(tmp_path: Path) -> None:
    assert find(tmp_path / "preview", "") is None


def test_types_do_not_depend_on_the_computer() -> None:
    assert [
        media_type(Path(name)) for name in ("a.ics", "a.XML", "a.svg", "a.js", "a.css", "a.png", "LICENSE")
    ] == [
        "text/calendar",
        "application/xml",
        "image/svg+xml",
        "text/javascript",
        "text/css",
        "image/png",
        "application/octet-stream",
    ]


def test_the_script_ends_the_body() -> None:
    page = b"<body><pre>&lt;/body&gt;</pre><script>'</body>'</script></BODY ></html>"
    assert with_script(page, "/r.js") == page.replace(b"</BODY", b'<script src="/r.js" defer></script></BODY')


def test_a_page_without_a_body_has_the_script_at_its_end() -> None:
    assert with_script(b"<p>Words", "/r.js") == b'<p>Words<script src="/r.js" defer></script>'
