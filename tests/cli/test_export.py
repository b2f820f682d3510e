"""Pages that open from a disk: `build --portable`, and the whole of them as one file."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from tests.cli.conftest import AS_OF, Run, write

NOON = ("--as-of", AS_OF)


def nowhere(folder: Path) -> Iterator[str]:
    """Yield every link of every page that leads to no file below a folder, as a disk would follow it."""
    inside = folder.resolve()
    for page in folder.rglob("*.html"):
        for link in etree.HTML(page.read_bytes()).xpath("//@href | //@src"):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            place = (page.parent / unquote(parts.path)).resolve()
            if not place.is_file() or inside not in place.parents or parts.path.startswith("/"):
                yield f"{page.relative_to(folder)}: {link}"


def more(site: Path) -> None:
    write(
        site / "content/wiki/a page.md",
        "---\ntitle: Größe\n---\n## Part\n\n[[First]], [[#Part]], [x](/blog/?a=1#b)\n",
    )
    write(site / "content/wiki/b.md", "---\ntitle: B\naliases: [/old/]\n---\n[[Größe#Part]]\n")
    write(site / "content/events/e.md", "---\ntitle: E\nstart: 2026-12-01\ntags: [one, two]\n---\n")


def test_every_link_of_a_portable_build_leads_to_a_file(site: Path, run: Run) -> None:
    more(site)
    assert run("build", "--portable", *NOON).code == 0
    assert [*nowhere(site / "output-portable")] == []
    assert not (site / "output").exists()
    links = etree.HTML((site / "output-portable/wiki/b/index.html").read_bytes()).xpath("//main//@href")
    assert "../a-page/index.html#part" in links
    run("build", *NOON)
    assert [*nowhere(site / "output")] != []


def test_a_folder_that_is_built_in_the_other_form_is_written_anew(site: Path, run: Run) -> None:
    more(site)
    run("build", *NOON)
    served = {path: path.read_bytes() for path in (site / "output").rglob("*.html")}
    assert run("build", "--portable", "-o", "output", *NOON).code == 0
    assert [*nowhere(site / "output")] == []
    assert run("build", *NOON).code == 0
    assert {path: path.read_bytes() for path in (site / "output").rglob("*.html")} == served
    assert run("build", "--portable", "--verify", *NOON).err.endswith("verify: equal to a clean build\n")


def test_an_edited_text_keeps_its_links_portable(site: Path, run: Run) -> None:
    more(site)
    run("build", "--portable", *NOON)
    write(site / "content/wiki/b.md", "---\ntitle: B\naliases: [/old/]\n---\nMore of [[Größe#Part]]\n")
    assert run("build", "--portable", *NOON).code == 0
    assert "More of" in (site / "output-portable/wiki/b/index.html").read_text("utf-8")
    assert [*nowhere(site / "output-portable")] == []


def test_an_export_has_all_of_it_and_is_the_same_each_time(site: Path, run: Run) -> None:
    more(site)
    ran = run("export", *NOON)
    assert ran.code == 0, ran.err
    first = (site / "hub.zip").read_bytes()
    with zipfile.ZipFile(site / "hub.zip") as archive:
        assert archive.testzip() is None
        archive.extractall(site / "there")
    folder = site / "there/hub"
    assert [*nowhere(folder)] == []
    assert {entry["title"] for entry in json.loads((folder / "hub.json").read_bytes())["entries"]} == {
        *("About", "First", "Größe", "B", "E")
    }
    assert run("export", *NOON).code == 0
    assert (site / "hub.zip").read_bytes() == first


def test_an_export_of_a_broken_site_is_not_written(site: Path, run: Run) -> None:
    write(site / "content/about.md", "---\ntitle: [\n---\n")
    ran = run("export", *NOON)
    assert ran.code == 1
    assert "content/about.md:2" in ran.out + ran.err
    assert not (site / "hub.zip").exists()


def test_an_export_writes_over_no_other_file(site: Path, run: Run) -> None:
    write(site / "notes.txt", "mine")
    ran = run("export", "notes.txt")
    assert ran.code != 0
    assert "notes.txt is there and is no archive" in ran.err
    assert (site / "notes.txt").read_text() == "mine"


def test_an_export_into_a_folder_that_is_not_there_says_so(site: Path, run: Run) -> None:
    ran = run("export", "nowhere/hub.zip", *NOON)
    assert ran.code != 0
    assert "nowhere/hub.zip cannot be written: No such file or directory" in ran.err
