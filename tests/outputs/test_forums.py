"""A forum is loaded when a reader asks for it, and is allowed on the pages that offer it alone."""

import re

import pytest

from tests.conftest import SITE_YAML, MakeSite, Site

DISCOURSE = "forum: {discourse: https://forum.example.org:8443/talk/}\n"
GISCUS = "forum:\n  giscus: {repository: a/b, repository_id: R_1, category: Ideas, category_id: DIC_2}\n"
FILES = {
    "content/posts/2026-01-05-asks.md": "---\ntitle: Asks\ncomments: true\n---\nText.\n",
    "content/posts/2026-01-06-quiet.md": "---\ntitle: Quiet\n---\nText.\n",
    "content/posts/2026-01-07-draft.md": "---\ntitle: Draft\ncomments: true\ndraft: true\n---\nText.\n",
}


def built(make_site: MakeSite, settings: str, **options: object) -> Site:
    return make_site({"site.yaml": SITE_YAML + settings, **FILES}).build(**options)  # type: ignore[arg-type]


def policy(page: str) -> str:
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    return found[1] if found else ""


@pytest.mark.parametrize(
    ("settings", "origin", "frame", "link"),
    [
        (DISCOURSE, "https://forum.example.org:8443", "/talk/embed/comments?embed_url=https%3A%2F%2F", "/talk/"),
        (GISCUS, "https://giscus.app", "/widget?origin=https%3A%2F%2F", "https://github.com/a/b/discussions"),
    ],
)
def test_only_pages_that_ask_for_comments_offer_the_forum_and_allow_its_frame(
    make_site: MakeSite, settings: str, origin: str, frame: str, link: str
) -> None:
    site = built(make_site, settings, drafts=True)
    page = site.page("blog/asks/index.html")
    assert f"frame-src 'self' {origin};" in policy(page)
    assert f'data-forum="{origin}{frame}' in page
    assert f'{link}">Open the forum</a>' in page
    assert "<iframe" not in page
    assert re.findall(r'src="(https?:[^"]*)"', page) == []
    for other in ("blog/quiet/index.html", "blog/draft/index.html", "blog/index.html", "index.html"):
        assert origin not in site.page(other)
        assert "frame-src" not in policy(site.page(other))


def test_colleagues_and_sites_without_a_forum_are_offered_none(make_site: MakeSite) -> None:
    for site in (built(make_site, DISCOURSE, visibility="internal"), built(make_site, "")):
        assert "data-forum" not in site.page("blog/asks/index.html")


@pytest.mark.parametrize(
    ("settings", "fix"),
    [
        ("forum: {}\n", ""),
        ("forum: {discourse: http://forum.example.org}\n", "discourse: https://forum.example.org"),
        (GISCUS.replace("a/b", "https://github.com/a/b.git"), "repository: a/b"),
        (GISCUS.replace("a/b", "a"), "write it as in repository: owner/name"),
        (GISCUS + "  discourse: https://a.example/\n", "take one of the two out"),
    ],
)
def test_a_forum_that_is_none_is_an_error_at_its_line(make_site: MakeSite, settings: str, fix: str) -> None:
    site = built(make_site, settings, write=False)
    found = [each for each in site.result.diagnostics if each.span.path == "site.yaml"]
    assert fix == "" or [each.fix for each in found] == [fix]
    assert all(each.span.line > 4 for each in found)
