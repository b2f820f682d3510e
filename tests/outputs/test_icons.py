"""Icons for the screens of telephones, and the manifest that names them."""

import json
import re

from sitegen.layouts.environment import packaged
from tests.conftest import MakeSite, Site
from tests.pictures.photographs import opened, photograph

LAYOUTS = packaged()
HOME: dict[str, str | bytes] = {"content/index.md": "# Hub\n"}


def test_every_page_names_a_touch_icon_and_the_manifest(make_site: MakeSite) -> None:
    site = make_site(HOME | {"content/a/b.md": "# B\n"})
    page = site.page("a/b/index.html")
    icon = re.search(r'rel="apple-touch-icon" href="../../(assets/icon-180\.\w+\.png)"', page)

    assert icon
    assert opened(site.output[icon[1]]).size == (180, 180)
    assert 'rel="manifest" href="../../site.webmanifest"' in page


def test_the_manifest_names_icons_where_they_are(make_site: MakeSite) -> None:
    site = make_site(HOME)
    manifest = json.loads(site.output["site.webmanifest"])

    assert manifest["start_url"] == "."
    for icon in manifest["icons"]:
        side = int(icon["sizes"].partition("x")[0])
        assert opened(site.output[icon["src"]]).size == (side, side)


def test_all_icons_are_made_of_the_logo_of_a_site(make_site: MakeSite) -> None:
    site = make_site(HOME | {"layouts/assets/icon.png": photograph(600, 300, "PNG", place=False)})
    made = {path: opened(data).size for path, data in site.output.items() if path.startswith("assets/icons/")}
    assert opened(site.output["favicon.ico"]).size == (48, 48)

    assert sorted(made.values()) == [(180, 180), (192, 192), (512, 512)]
    assert next(path for path, size in made.items() if size == (180, 180)) in site.page("index.html")
    manifest = json.loads(site.output["site.webmanifest"])
    assert {icon["src"] for icon in manifest["icons"]} < made.keys()


def test_a_manifest_or_favicon_of_the_site_itself_takes_the_place_of_ours(make_site: MakeSite) -> None:
    site = make_site(HOME | {"content/static/site.webmanifest": "{}", "content/static/favicon.ico": b"\0\0"})
    assert site.codes == []
    assert site.output["site.webmanifest"] == b"{}"
    assert site.output["favicon.ico"] == b"\0\0"


def test_the_favicon_is_the_mark_in_a_file_that_any_browser_reads(make_site: MakeSite) -> None:
    site = make_site(HOME | {"content/a/b.md": "# B\n"})
    icon = opened(site.output["favicon.ico"])

    assert icon.format == "ICO"
    assert icon.size == (180, 180)
    assert 'rel="icon" href="../../favicon.ico" sizes="48x48"' in site.page("a/b/index.html")


def test_the_edges_of_a_page_have_the_colours_of_the_band_by_day_and_by_night(make_site: MakeSite) -> None:
    def colours(site: Site) -> list[str]:
        return re.findall(
            r'name="theme-color" content="(.+?)" media="\(prefers-color-scheme: (?:light|dark)\)"',
            site.page("index.html"),
        )

    palette = (LAYOUTS / "assets/site.css/palette.css").read_text("utf-8")
    site = make_site(HOME)
    day, night = colours(site)
    assert f"--band: light-dark({day}, {night});" in palette
    site.edit("layouts/assets/site.css/palette.css", ":root { --band: light-dark(#700, #300) }").build()
    assert colours(site) == ["#700", "#300"]
    site.edit("layouts/assets/site.css/palette.css", ":root { --band: #070 }").build()
    assert colours(site) == ["#070", "#070"]
