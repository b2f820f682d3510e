"""Icons for the screens of telephones, and the manifest that names them."""

import json
import re

from tests.conftest import MakeSite
from tests.pictures.photographs import opened, photograph

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

    assert sorted(made.values()) == [(180, 180), (192, 192), (512, 512)]
    assert next(path for path, size in made.items() if size == (180, 180)) in site.page("index.html")
    manifest = json.loads(site.output["site.webmanifest"])
    assert {icon["src"] for icon in manifest["icons"]} < made.keys()


def test_a_manifest_of_the_site_itself_takes_the_place_of_ours(make_site: MakeSite) -> None:
    site = make_site(HOME | {"content/static/site.webmanifest": "{}"})
    assert site.codes == []
    assert site.output["site.webmanifest"] == b"{}"
