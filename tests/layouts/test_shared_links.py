"""What other sites are told of a page that is shared there (https://ogp.me)."""

import re

from tests.conftest import MakeSite, Site


def told(site: Site, path: str) -> dict[str, str]:
    """Return the properties of a page with their values."""
    return dict(re.findall(r'<meta property="([^"]+)" content="([^"]*)">', site.page(path)))


def entry(title: str, *lines: str) -> str:
    return "\n".join(("---", f"title: {title}", *lines, "---", "What it is about.", ""))


def test_a_text_is_an_article_with_its_days_and_a_person_a_profile(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/posts/a.md": entry("News", "date: 2026-11-01", "updated: 2026-11-03"),
            "content/wiki/b.md": entry("Knots", "date: 2026-11-02"),
            "content/stakeholders/ada.md": entry("Ada", "type: person", "date: 2026-11-02"),
            "content/stakeholders/crew.md": entry("Crew", "type: team"),
        }
    )

    post = told(site, "blog/a/index.html")
    assert (post["og:type"], post["og:title"], post["og:site_name"]) == ("article", "News", "A hub")
    assert post["og:url"] == "https://hub.example/blog/a/"
    assert post["og:description"] == "What it is about."
    assert post["article:published_time"] == "2026-11-01"
    assert post["article:modified_time"] == "2026-11-03"
    page = told(site, "wiki/b/index.html")
    assert (page["og:type"], page["article:published_time"]) == ("article", "2026-11-02")
    assert "article:modified_time" not in page
    ada = told(site, "stakeholders/ada/index.html")
    assert ada["og:type"] == "profile"
    assert not [name for name in ada if name.startswith("article:")]
    for path in ("stakeholders/crew/index.html", "blog/index.html", "index.html"):
        assert told(site, path)["og:type"] == "website"
