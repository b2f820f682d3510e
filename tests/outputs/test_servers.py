"""What web servers are told of redirects, of what is gone, and of headers."""

import json
import re
from urllib.parse import quote, unquote

import pytest
from lxml import etree

from tests.conftest import MakeSite, Site

SETTINGS = "title: A hub\nurl: https://hub.example/hub/\ntags: {{charts: maps}}\nper_page: 1\nservers: {}\n"
FILES = {
    "site.yaml": SETTINGS.format("[netlify, apache, json]"),
    "content/posts/a.md": "---\ntitle: A\ndate: 2026-01-01\ntags: [maps]\naliases: [/old/, /old-news.html, /街/]\n"
    "---\n",
    "content/posts/b.md": "---\ntitle: B\ndate: 2026-01-02\ntags: [maps]\naliases: ['/a-b/c(1)+d/']\n---\n",
    "content/wiki/caf.md": "---\ntitle: Caf\npermalink: /wiki/café-&-co/\naliases: /wiki/cafe/\n---\n",
    "content/wiki/went.md": "---\ntitle: Went\ngone: true\naliases: /away/\n---\n",
}
MOVED = {
    "/hub/old/": "/hub/blog/a/",
    "/hub/old-news.html": "/hub/blog/a/",
    "/hub/%E8%A1%97/": "/hub/blog/a/",
    "/hub/a-b/c(1)+d/": "/hub/blog/b/",
    "/hub/wiki/cafe/": "/hub/wiki/caf%C3%A9-&-co/",
    "/hub/tags/charts/": "/hub/tags/maps/",
    "/hub/tags/charts/posts/2/": "/hub/tags/maps/posts/2/",
}
GONE = ["/hub/away/", "/hub/wiki/went/"]


def netlify(site: Site) -> list[list[str]]:
    return [line.split() for line in site.page("_redirects").splitlines()]


def answered(site: Site, path: str) -> str:
    """Return what Apache answers at a path below the site: where to, or a status."""
    asked = unquote(path).removeprefix("/hub/")
    for line in site.page(".htaccess").splitlines():
        rule = re.fullmatch(r'RewriteRule "(.*)" (?:"(.*)" \[R=301,L,NE\]|- \[(G)\])', line)
        if rule and re.search(rule[1].replace('\\"', '"'), asked):
            return "410" if rule[3] else re.sub(r"\\(.)", r"\1", rule[2])
    return "200"


def test_nothing_is_written_for_servers_that_the_site_does_not_name(make_site: MakeSite) -> None:
    site = make_site(FILES | {"site.yaml": SETTINGS.format("[]")})

    assert not {"_redirects", "_headers", ".htaccess", "redirects.json"} & site.output.keys()


def test_netlify_is_told_of_old_addresses_and_of_what_is_gone(make_site: MakeSite) -> None:
    site = make_site(FILES)

    assert {old: new for old, new, status in netlify(site) if status == "301!"} == MOVED
    assert [line for line in netlify(site) if line[2] != "301!"] == [
        [path, f"{path}index.html", "410!"] for path in GONE
    ]
    assert "410" not in site.page("_headers")


def test_cloudflare_is_told_what_it_understands(make_site: MakeSite) -> None:
    site = make_site(FILES | {"site.yaml": SETTINGS.format("cloudflare")})

    assert {old: new for old, new, _ in netlify(site)} == MOVED
    assert {status for *_, status in netlify(site)} == {"301"}
    assert ".htaccess" not in site.output


def test_apache_answers_old_addresses_as_they_are_asked_for(make_site: MakeSite) -> None:
    site = make_site(FILES)

    for old, new in MOVED.items():
        ways = (old, old.rstrip("/"), f"{old}index.html") if old.endswith("/") else (old,)
        assert {answered(site, way) for way in ways} == {new}
        assert answered(site, f"{old.rstrip('/')}x") == "200"
    assert [answered(site, path) for path in GONE] == ["410", "410"]
    assert "ErrorDocument 404 /hub/404.html\n" in site.page(".htaccess")
    for path in GONE:
        assert f"ErrorDocument 410 {path}index.html\n" in site.page(".htaccess")


def test_the_list_for_other_servers_is_json(make_site: MakeSite) -> None:
    found = json.loads(make_site(FILES).output["redirects.json"])

    assert {each["from"]: each["to"] for each in found if each["status"] == 301} == MOVED
    assert [each for each in found if each["status"] != 301] == [{"from": path, "status": 410} for path in GONE]


def test_each_page_that_leads_on_by_itself_has_its_line(make_site: MakeSite) -> None:
    site = make_site(FILES)

    led = {
        "/hub/" + quote(path.removesuffix("index.html"), safe="/()+&")
        for path, data in site.output.items()
        if path.endswith(".html") and etree.HTML(data).xpath("//meta[@http-equiv='refresh']")
    }
    assert led == MOVED.keys()


def test_a_site_at_the_top_of_its_host_has_no_path_before_its_addresses(make_site: MakeSite) -> None:
    settings = FILES["site.yaml"].replace("hub.example/hub/", "hub.example/")
    site = make_site(FILES | {"site.yaml": settings})

    assert ["/old/", "/blog/a/", "301!"] in netlify(site)
    assert site.page("_headers").startswith("/*\n")


def headers(site: Site) -> dict[str, list[str]]:
    """Return the headers of `_headers` by their pattern."""
    blocks: dict[str, list[str]] = {}
    for line in site.page("_headers").splitlines():
        if line.startswith("  "):
            blocks[list(blocks)[-1]].append(line.strip())
        else:
            blocks[line] = []
    return blocks


def kept_for_ever(site: Site) -> set[str]:
    """Return the files that browsers are told to keep for ever."""
    found = set()
    for pattern, lines in headers(site).items():
        if any("immutable" in line for line in lines):
            place = pattern.removeprefix("/hub/")
            found |= {
                path for path in site.output if path == place or (place[-1] == "*" and path.startswith(place[:-1]))
            }
    return found


def test_browsers_keep_for_ever_what_has_another_name_when_it_changes_and_nothing_else(
    make_site: MakeSite,
) -> None:
    site = make_site(FILES)

    assert kept_for_ever(site) == {path for path in site.output if path.startswith("assets/")}
    assert list(headers(site)) == ["/hub/*", "/hub/assets/*"]
    assert 'SetEnvIf Request_URI "^/hub/assets/" for-ever\n' in site.page(".htaccess")


def test_a_file_of_the_site_among_the_assets_is_not_kept_for_ever(make_site: MakeSite) -> None:
    site = make_site(FILES | {"content/static/assets/logo.txt": "mine"})

    kept = kept_for_ever(site)
    assert kept == {path for path in site.output if path.startswith("assets/")} - {"assets/logo.txt"}
    assert all(re.search(r"\.[0-9a-f]{10}\.", path) for path in kept)


def test_the_policy_of_the_pages_is_not_doubled(make_site: MakeSite) -> None:
    site = make_site(FILES)

    policies = [line for line in headers(site)["/hub/*"] if line.startswith("Content-Security-Policy")]
    assert policies == ["Content-Security-Policy: frame-ancestors 'self'"]
    (meta,) = etree.HTML(site.output["index.html"]).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "frame-ancestors" not in meta
    for line in headers(site)["/hub/*"]:
        name, _, value = line.partition(": ")
        assert f'Header always set {name} "{value}"\n' in site.page(".htaccess")


@pytest.mark.parametrize("path", ["_redirects", "_headers", ".htaccess", "redirects.json"])
def test_a_file_of_the_same_name_in_static_is_an_error_at_that_file(make_site: MakeSite, path: str) -> None:
    site = make_site(FILES | {"site.yaml": SETTINGS.format("[]"), f"content/static/{path}": "mine"})
    assert site.output[path] == b"mine"

    site.edit("site.yaml", FILES["site.yaml"]).build()

    assert [(each.span.path, each.code) for each in site.diagnostics] == [
        (f"content/static/{path}", "address-collision")
    ]
    server = {".htaccess": "apache", "redirects.json": "json"}.get(path, "netlify")
    assert site.diagnostics[0].fix == (
        f"take it out, or take `{server}` out of `servers` in site.yaml and keep this file"
    )


def test_two_hosts_that_read_one_file_are_an_error_at_the_setting(make_site: MakeSite) -> None:
    site = make_site({"site.yaml": SETTINGS.format("[netlify, cloudflare]")})

    (found,) = site.diagnostics
    assert (found.code, found.span.path, found.span.line) == ("bad-value", "site.yaml", 5)


def test_a_server_that_is_not_known_is_told_with_the_nearest(make_site: MakeSite) -> None:
    site = make_site({"site.yaml": SETTINGS.format("[netlfy]")})

    (found,) = site.diagnostics
    assert found.span.line == 5
    assert "netlify" in found.fix + found.message + found.note


def test_an_old_address_that_comes_and_goes_is_in_the_lists_of_the_next_build(make_site: MakeSite) -> None:
    site = make_site(FILES)

    site.edit(
        "content/posts/b.md", "---\ntitle: B\ndate: 2026-01-02\ntags: [maps]\naliases: /newer/\n---\n"
    ).build()

    assert answered(site, "/hub/newer/") == "/hub/blog/b/"
    assert answered(site, "/hub/a-b/c(1)+d/") == "200"
    assert site.output == site.clean_build().output
