"""The build for colleagues: what it shows, how it is marked, and that its files and the public ones never meet."""

import shlex
import subprocess
import sys
from pathlib import Path
from typing import Literal, TypeAlias

import pytest

from sitegen.stages import publish
from tests.conftest import SITE_YAML, MakeSite, Site
from tests.engine.every_kind import FILES

PLAN = "---\ntitle: The plan\nvisibility: internal\n---\nWhom to ask first: Ada.\n"
SETTINGS = str(FILES["site.yaml"])
PRIVATE = {
    "content/wiki/plan.md": PLAN,
    "content/wiki/open.md": "---\ntitle: Open\n---\nSee [[The plan]].\n",
    "content/posts/2026-03-11-inside.md": "---\ntitle: Inside\nvisibility: internal\ntags: hush\n---\nWords.\n",
}
INSIDE = "output-internal"
Sort: TypeAlias = Literal["public", "internal"]


def both(site: Site) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Build for everybody and for colleagues; return the files of both."""
    site.build().build(visibility="internal", output=INSIDE)
    return site.at("output").output, site.at(INSIDE).output


@pytest.fixture
def hub(make_site: MakeSite) -> Site:
    return make_site({**FILES, **PRIVATE})


def test_colleagues_see_internal_entries_and_everybody_else_sees_their_names_at_most(hub: Site) -> None:
    public, internal = both(hub)

    assert {"wiki/plan/index.html", "blog/inside/index.html", "tags/hush/index.html"} <= internal.keys()
    assert not {"wiki/plan/index.html", "blog/inside/index.html", "tags/hush/index.html"} & public.keys()
    assert 'href="../plan/"' in internal["wiki/open/index.html"].decode()
    assert "The plan" in public["wiki/open/index.html"].decode()
    assert not any(b"Whom to ask first" in data or b"Inside" in data for data in public.values())


def test_what_colleagues_know_of_somebody_is_on_the_profile_for_them_alone(hub: Site) -> None:
    known = (
        "{power: 4, interest: 2, stance: unsure, email: a@b.example, last_contact: 2026-03-02, notes: Ring first.}"
    )
    ada = str(FILES["content/stakeholders/ada.md"])
    hub.edit("content/stakeholders/ada.md", ada.replace("{power: 5, notes: CANARY}", known))
    public, internal = both(hub)
    page = internal["stakeholders/ada/index.html"].decode()

    assert [
        words for words in ("4 of 5", "2 of 5", "unsure", "2 March 2026", "Ring first.") if words not in page
    ] == []
    assert 'href="mailto:a@b.example"' in page
    assert not any(b"a@b.example" in data or b"Ring first" in data for data in public.values())


def test_each_page_for_colleagues_is_marked_and_kept_from_search_engines(hub: Site) -> None:
    public, internal = both(hub)
    pages = {path: data.decode() for path, data in internal.items() if path.endswith(".html")}

    assert [path for path, page in pages.items() if "Internal: not for publication" not in page] == []
    assert [
        path for path, page in pages.items() if '<meta name="robots" content="noindex, nofollow">' not in page
    ] == []
    assert internal["robots.txt"] == b"User-agent: *\nDisallow: /\n"
    assert "sitemap.xml" in public and "sitemap.xml" not in internal
    assert not any(b"not for publication" in data for data in public.values())


def test_a_robots_txt_of_the_site_is_for_the_public_build_alone(hub: Site) -> None:
    hub.write({"content/static/robots.txt": "User-agent: *\nAllow: /\n"})
    public, internal = both(hub)

    assert b"Allow" in public["robots.txt"] and b"Disallow: /" in internal["robots.txt"]


def test_servers_are_told_to_keep_every_file_for_colleagues_out_of_search_engines(hub: Site) -> None:
    for server, path in (("netlify", "_headers"), ("apache", ".htaccess")):
        hub.edit("site.yaml", f"{SETTINGS}servers: [{server}]\n")
        public, internal = both(hub)
        assert b"noindex" in internal[path] and b"noindex" not in public[path]


def test_a_page_for_colleagues_names_no_public_address_as_its_own_unless_it_has_one(hub: Site) -> None:
    _, internal = both(hub)
    page = internal["wiki/plan/index.html"].decode()

    assert 'rel="canonical"' not in page and "og:url" not in page and "ld+json" not in page
    assert "application/atom+xml" not in page
    hub.edit("site.yaml", f"{SETTINGS}internal_url: https://inside.example/hub\n")
    public, internal = both(hub)
    page = internal["wiki/plan/index.html"].decode()
    assert '<link rel="canonical" href="https://inside.example/hub/wiki/plan/">' in page
    assert "application/atom+xml" in page
    assert b"https://inside.example/hub/wiki/plan/" in internal["feed.xml"] + internal["wiki/plan/index.html"]
    assert not any(b"inside.example" in data for data in public.values())


@pytest.mark.parametrize(("first", "second"), [("public", "internal"), ("internal", "public")])
def test_a_folder_of_the_other_sort_is_refused_and_left_as_it_is(hub: Site, first: Sort, second: Sort) -> None:
    before = hub.build(visibility=first, output="either").at("either").output
    hub.build(visibility=second, output="either")

    assert [found.code for found in hub.errors] == ["output-visibility"]
    assert before and hub.output == before


def test_no_internal_build_is_written_into_a_folder_that_is_published(hub: Site) -> None:
    hub.build().build(visibility="internal", output="output/inside")

    assert [found.code for found in hub.errors] == ["output-visibility"]
    assert not (hub.root / "output/inside").exists()


def test_a_record_that_was_lost_is_made_again_with_its_sort(hub: Site) -> None:
    folder = hub.build(visibility="internal", output=INSIDE).root / INSIDE
    manifest = publish.load(hub.root, folder)
    publish.forget(hub.root, folder)
    assert manifest is not None
    made = {path: written.digest for path, written in manifest.files.items()}

    assert publish.restore(hub.root, folder, made, internal=True)
    assert [found.code for found in hub.build(output=INSIDE).errors] == ["output-visibility"]


def test_both_builds_stay_exact_while_the_site_is_edited(hub: Site) -> None:
    both(hub)
    for path, text in {
        "content/wiki/plan.md": "---\ntitle: The plan\nvisibility: internal\n---\nNobody, for now.\n",
        "content/stakeholders/ada.md": str(FILES["content/stakeholders/ada.md"]).replace("power: 5", "power: 2"),
        "content/wiki/open.md": "---\ntitle: Open\nvisibility: internal\n---\nSee [[The plan]].\n",
        "content/posts/2026-03-11-inside.md": "---\ntitle: Inside\n---\nWords.\n",
    }.items():
        public, internal = both(hub.edit(path, text))
        fresh = Site(hub.root, hub.kinds, hub.outputs)
        assert public == fresh.build(output=".fresh").at(".fresh").output, path
        assert internal == fresh.build(output=".inside", visibility="internal").at(".inside").output, path


def test_a_private_field_that_is_edited_changes_no_public_file(hub: Site) -> None:
    both(hub)
    ada = "content/stakeholders/ada.md"
    hub.edit(ada, str(FILES[ada]).replace("CANARY", "Somebody else")).build()

    assert hub.result.changed == ()


def test_addresses_for_colleagues_are_not_registered(hub: Site) -> None:
    hub.write({"addresses.txt": ""}).build(visibility="internal", output=INSIDE)
    assert (hub.root / "addresses.txt").read_text() == ""

    hub.build()
    assert "/wiki/open/" in (hub.root / "addresses.txt").read_text()
    assert "/wiki/plan/" not in (hub.root / "addresses.txt").read_text()


def sitegen(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sitegen", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def test_the_command_has_a_folder_for_each_sort_and_a_cure_that_can_be_pasted(make_site: MakeSite) -> None:
    root = make_site(
        {"site.yaml": SITE_YAML, "content/wiki/plan.md": PLAN, "content/wiki/a.md": "# A\n\nB.\n"}
    ).root
    subprocess.run(["rm", "-rf", "output", ".sitegen"], cwd=root, check=True)

    assert sitegen(root, "build", "--visibility", "internal").returncode == 0
    assert (root / "output-internal/wiki/plan/index.html").is_file() and not (root / "output").exists()
    again = sitegen(root, "build", "--visibility=internal")
    assert again.returncode == 0 and "0 changed" in again.stderr
    refused = sitegen(root, "build", "-o", "output-internal")
    assert refused.returncode == 1 and "output-visibility" in refused.stderr
    cure = next(line for line in refused.stderr.splitlines() if "= fix:" in line).partition("sitegen ")[2]
    assert sitegen(root, *shlex.split(cure)).returncode == 0
    assert not any((root / "output-internal").rglob("*.html"))
    assert sitegen(root, "build", "--visibility", "nobody").returncode == 2
