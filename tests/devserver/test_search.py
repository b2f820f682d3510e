"""The search in a preview: no build waits for an index, and every search finds what the pages say now."""

import gzip
import json
from pathlib import Path

from sitegen.devserver.search import PreviewIndex
from tests.conftest import SEARCHED, MakeSite
from tests.devserver.running import make, running, write

ENTRY = "search/pagefind/index.json"


def fragments(index: PreviewIndex) -> list[str]:
    """The texts that the index has, after a search has loaded its first file."""
    assert index.file(ENTRY)
    files = [gzip.decompress(data) for path, data in index._files.items() if path.startswith("fragment/")]
    return sorted(json.loads(data.removeprefix(b"pagefind_dcd"))["content"] for data in files)


def test_the_first_search_makes_an_index_and_one_after_an_edit_another(make_site: MakeSite) -> None:
    site = make_site({"site.yaml": SEARCHED, "content/about.md": "---\ntitle: About\n---\nUs.\n"}, build=False)
    builds = ["one"]
    site.build(gate="preview", output="preview")
    index = PreviewIndex(site.root / "preview", lambda: builds[-1])

    assert fragments(index) == ["Us. About."]
    site.edit("content/about.md", "---\ntitle: About\n---\nThem.\n").build(gate="preview", output="preview")
    assert fragments(index) == ["Us. About."], "the preview has told of no new build yet"
    builds.append("two")
    assert fragments(index) == ["Them. About."]


def test_a_file_that_the_index_does_not_have_is_none(tmp_path: Path) -> None:
    index = PreviewIndex(tmp_path, lambda: "one")

    assert index.file("search/pagefind/fragment/en_1.pf_fragment") is None
    assert index.file(ENTRY) == b"{}\n"


def test_a_server_answers_with_an_index_of_its_pages_and_writes_none(tmp_path: Path) -> None:
    site = make(tmp_path)
    write(site / "site.yaml", (site / "site.yaml").read_text().replace("search: false\n", ""))
    with running(site) as server:
        entry = server.get(f"/hub/{ENTRY}")
        meta = json.loads(entry.body)["en"]["meta"]

        assert entry.status == 200 and entry.headers["cache-control"] == "no-store"
        assert server.get(f"/hub/search/pagefind/{meta}").body[:2] == b"\x1f\x8b"
        assert server.get("/hub/search/pagefind/nothing").status == 404
        assert server.get("/hub/search/").status == 200
        assert not [place for place in site.rglob("*pagefind*") if place.is_dir()]
