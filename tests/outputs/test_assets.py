import re

import pytest

from sitegen.outputs import OUTPUTS
from sitegen.outputs.assets import ASSETS
from sitegen.outputs.entries import ENTRIES
from tests.conftest import MakeSite, Site

LAYOUTS = {"layouts/page.html": "{{ entry.body }}", "layouts/document.html": "{{ entry.title }}"}


def test_static_files_are_published_as_they_are_and_where_they_are(make_site: MakeSite) -> None:
    site = make_site(
        {
            **LAYOUTS,
            "content/about.md": "# About\n",
            "content/static/img/dot.bin": b"\x00\xff",
            "content/static/CNAME": "hub.example",
        },
        outputs=(ASSETS,),
    )
    assert site.output["img/dot.bin"] == b"\x00\xff"
    assert site.output["CNAME"] == b"hub.example"


def test_a_file_beside_an_entry_goes_where_the_entry_goes(make_site: MakeSite) -> None:
    paper = "---\ntitle: Paper\ntype: paper\ndate: 2010-01-28\nattachments:\n  - file: a.pdf\n---\n"
    site = make_site(
        {
            **LAYOUTS,
            "content/documents/paper/index.md": paper,
            "content/documents/paper/a.pdf": b"%PDF",
            "content/documents/paper/private.txt": "nobody names me",
        },
        outputs=(ENTRIES, ASSETS),
    )
    assert site.output["documents/paper/a.pdf"] == b"%PDF"
    assert "documents/paper/private.txt" not in site.output


def test_an_asset_of_the_layouts_is_published_under_a_name_made_of_its_bytes(make_site: MakeSite) -> None:
    layout = '<link href="{{ view.asset("own.css").to }}">'
    site = make_site(
        {"content/a.md": "# A\n", "layouts/page.html": layout, "layouts/assets/own.css": "a{}"},
        outputs=(ENTRIES, ASSETS),
    )
    name = next(path for path in site.output if path.startswith("assets/own."))
    assert site.output[name] == b"a{}"
    assert site.page("a/index.html") == f'<link href="../{name}">'
    site.edit("layouts/assets/own.css", "b{}").build()
    assert name not in site.output
    assert "a/index.html" in site.rendered


STYLED = {
    "content/a.md": "# A\n",
    "layouts/page.html": '<link href="{{ view.asset("own.css").to }}">',
    "layouts/assets/own.css/b.css": "b {}",
    "layouts/assets/own.css/a.css": "a {}\n",
}


def sheet(site: Site, name: str = "own.css") -> str:
    """Return the one published file that stands for an asset of the layouts."""
    stem, _, suffix = name.rpartition(".")
    (found,) = [path for path in site.output if re.fullmatch(rf"assets/{stem}\.\w+\.{suffix}", path)]
    return site.output[found].decode()


def test_a_folder_with_the_name_of_a_style_sheet_is_published_as_one(make_site: MakeSite) -> None:
    site = make_site(STYLED, outputs=(ENTRIES, ASSETS))
    assert sheet(site) == "a {}\n\nb {}"

    before = site.page("a/index.html")
    site.edit("layouts/assets/own.css/b.css", "b { color: red }").build()
    assert sheet(site) == "a {}\n\nb { color: red }"
    assert site.page("a/index.html") != before

    site.remove("layouts/assets/own.css/a.css").build()
    assert sheet(site) == "b { color: red }"


def test_a_part_of_the_sites_own_replaces_ours_or_is_added(make_site: MakeSite) -> None:
    files = {
        "layouts/assets/site.css/palette.css": ":root { --ink: navy }",
        "layouts/assets/site.css/z.css": "z {}",
    }
    found = sheet(make_site({"content/a.md": "# A\n", **files}, outputs=OUTPUTS), "site.css")

    assert "--ink: navy" in found and "--ink: light-dark" not in found
    assert ".doors a" in found
    assert found.endswith("\nz {}")


def test_a_file_of_the_sites_own_replaces_all_parts_of_ours(make_site: MakeSite) -> None:
    files = {"content/a.md": "# A\n", "layouts/assets/site.css": "p {}"}
    assert sheet(make_site(files, outputs=OUTPUTS), "site.css") == "p {}"


def test_a_script_without_a_last_semicolon_does_not_go_on_in_the_next(make_site: MakeSite) -> None:
    parts = {f"layouts/assets/own.js/{name}.js": f"(() => {{ {name} = 1 }})()" for name in "ab"}
    site = make_site({"content/a.md": "# A\n", "layouts/page.html": "", **parts}, outputs=(ENTRIES, ASSETS))

    assert sheet(site, "own.js") == "(() => { a = 1 })()\n;\n(() => { b = 1 })()"


def test_what_cannot_be_a_part_is_an_error(make_site: MakeSite) -> None:
    site = make_site({**STYLED, "layouts/assets/own.css/paper.png": b"\x89PNG"}, outputs=(ENTRIES, ASSETS))

    (found,) = site.errors
    assert (found.code, found.span.path) == ("address-collision", "layouts/assets/own.css/paper.png")
    assert found.fix == "move it out of that folder"


def test_a_changed_file_is_published_again_and_nothing_else_is(make_site: MakeSite) -> None:
    site = make_site({"content/a.md": "# A\n", "content/static/a.txt": "one"}, outputs=OUTPUTS)
    site.edit("content/static/a.txt", "two").build()
    assert site.rendered == {"a.txt"}
    assert site.output["a.txt"] == b"two"


def test_a_static_file_at_the_address_of_a_page_is_an_error(make_site: MakeSite) -> None:
    site = make_site({"content/a.md": "# A\n", "content/static/a/index.html": "mine"}, outputs=OUTPUTS)
    assert [found.code for found in site.errors] == ["address-collision"]


@pytest.mark.parametrize("name", ["site.css/own.css", "own.js/a.js"])
def test_a_part_that_is_not_utf8_is_an_error_in_every_build(name: str, make_site: MakeSite) -> None:
    site = make_site({"content/a.md": "# A\n", f"layouts/assets/{name}": b"x {}\n/* caf\xe9 */"}, outputs=OUTPUTS)
    assert site.places() == [f"layouts/assets/{name}:2:7 not-utf8"]

    assert site.edit("content/a.md", "# B\n").build().codes == ["not-utf8"]
    assert site.edit(f"layouts/assets/{name}", "x {}").build().codes == []


def test_our_style_sheet_and_scripts_lose_what_only_their_writers_need_and_those_of_a_site_nothing(
    make_site: MakeSite,
) -> None:
    own = "/* Ours.  */\na  { color: red; }\n"
    site = make_site({"content/a.md": "# A\n", "layouts/assets/own.css": own}, outputs=(ASSETS,))

    def published(name: str, ending: str) -> str:
        return next(
            site.page(path) for path in site.output if re.fullmatch(rf"assets/{name}\.\w+\.{ending}", path)
        )

    assert published("own", "css") == own
    assert "/*" not in published("site", "css")
    assert "/*" not in published("site", "js")

    site.edit("layouts/assets/site.css/zz.css", own).build()

    assert published("site", "css").endswith(own)
