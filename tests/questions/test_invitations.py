"""A name without a page is a link to the form in which it can be begun."""

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner

from sitegen.cli.new import new
from tests.conftest import SITE_YAML, MakeSite, Site

YAML = f"{SITE_YAML}repository: https://github.com/org/hub\n"
PAGE = "---\ntitle: Nets\n---\n\nFirst read {}.\n"


def form(page: str) -> tuple[str, str]:
    """Return the path and the text that the form of a page's first link to one has in it."""
    found = re.search(r'<a class="redlink" rel="nofollow" href="([^"]*)">', page)
    assert found, page
    query = parse_qs(urlsplit(html.unescape(found[1])).query)
    return query["filename"][0], query["value"][0]


PATHS = {
    "of the kind of the page": ("wiki/nets.md", "[[Net loft]]", "content/wiki/net-loft.md"),
    "at the top for a plain page": ("nets.md", "[[Net loft]]", "content/net-loft.md"),
    "of the kind that is named": (
        "wiki/nets.md",
        "[[stakeholder:Lea Brandt]]",
        "content/stakeholders/lea-brandt.md",
    ),
    "of the folder that is named": ("nets.md", "[[wiki/Rules/Net loft]]", "content/wiki/rules/net-loft.md"),
    "as a note of a vault": ("wiki/nets.md", "[[Rules/Net loft.md]]", "content/wiki/rules/net-loft.md"),
    "with a heading": ("wiki/nets.md", "[[Net loft#Doors|the doors]]", "content/wiki/net-loft.md"),
    "in another script": ("wiki/nets.md", "[[Ορολογία & έργα]]", "content/wiki/ορολογία-έργα.md"),
}


@pytest.mark.parametrize("row", PATHS.values(), ids=PATHS.keys())
def test_the_file_is_begun_in_the_folder(make_site: MakeSite, row: tuple[str, str, str]) -> None:
    path, link, begun = row
    site = make_site({"site.yaml": YAML, f"content/{path}": PAGE.format(link)})

    assert site.codes == ["redlink"]
    page = site.page(path.replace(".md", "/index.html"))
    assert form(page)[0] == begun
    assert "(not written yet: write it)</small></a>" in page


@pytest.mark.parametrize(
    "name, words",
    [
        ("event:Open day", "Open day"),
        ("wiki/sub/Nets", "Nets"),
        ("tcp/ip", "tcp/ip"),
        ("Note: nets", "Note: nets"),
    ],
)
def test_a_name_without_a_page_is_shown_without_its_kind_and_folder(
    make_site: MakeSite, name: str, words: str
) -> None:
    site = make_site({"site.yaml": YAML, "content/wiki/a.md": PAGE.format(f"So [[{name}]].")})

    assert f">{words} <small>(not written yet" in site.page("wiki/a/index.html")


@pytest.mark.parametrize("kind", ["wiki", "stakeholder", "document", "message", "event", "post"])
def test_the_form_holds_what_a_new_file_holds_but_for_days_and_words(
    make_site: MakeSite, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site({"site.yaml": YAML, "content/nets.md": PAGE.format(f"[[{kind}:Is this: a net?]]")})
    path, text = form(site.page("nets/index.html"))
    monkeypatch.chdir(site.root)
    made = CliRunner().invoke(new, [kind, "Is this: a net?", "--as-of", "2026-11-22"])

    assert re.sub(r"/\d{4}-\d\d-\d\d-", "/", made.output.strip()) == path
    left = r": (\d{4}-\d\d-\d\d( \d\d:\d\d)?|type)\n"
    assert re.sub(left, ":\n", (site.root / made.output.strip()).read_text()) == text
    assert ": \n" not in text and 'title: "Is this: a net?"\n' in text


def test_an_address_in_double_brackets_is_told_with_its_cure(make_site: MakeSite) -> None:
    site = make_site({"content/a.md": PAGE.format("[[https://example.org/x#y]], [[mailto:a@b.org|Ann]]")})
    assert [found.code for found in site.result.diagnostics] == ["redlink", "redlink"]
    fixes = [found.fix for found in site.result.diagnostics]
    assert fixes == ["<https://example.org/x#y>", "[Ann](mailto:a@b.org)"]
    assert "%3A" not in site.page("a/index.html") and "redlink" not in site.page("a/index.html")


STAYING = {
    "without a repository": (SITE_YAML, "[[Net loft]]"),
    "on a forge that is not known": (f"{SITE_YAML}repository: https://code.example/hub\n", "[[Net loft]]"),
    "with a name that makes no file's name": (YAML, "[[???]]"),
    "with a name that is too long for a file": (YAML, f"[[{'long ' * 60}]]"),
}


@pytest.mark.parametrize("row", STAYING.values(), ids=STAYING.keys())
def test_it_stays_plain_words(make_site: MakeSite, row: tuple[str, str]) -> None:
    settings, link = row
    site = make_site({"site.yaml": settings, "content/wiki/nets.md": PAGE.format(link)})
    assert '<span class="redlink">' in site.page("wiki/nets/index.html")
    assert 'class="redlink" rel' not in site.page("wiki/nets/index.html")


def test_feeds_and_hidden_pages_invite_nobody(make_site: MakeSite) -> None:
    site = make_site(
        {
            "site.yaml": YAML,
            "content/posts/2026-01-05-nets.md": PAGE.format("[[Net loft]] and [[Secret plan]]"),
            "content/wiki/secret-plan.md": "---\ntitle: Secret plan\ndraft: true\n---\n\nNo.\n",
        }
    )
    page = site.page("blog/nets/index.html")
    assert page.count('class="redlink"') == 1 and "Secret plan" in page
    feed = site.page("feed.xml")
    assert "Net loft &lt;small&gt;(not written yet)&lt;/small&gt;" in feed and "github.com" not in feed


def test_a_page_that_is_shown_in_another_invites_there_as_well(make_site: MakeSite) -> None:
    nets = PAGE.format("[[Net loft]]")
    site = make_site({"site.yaml": YAML, "content/wiki/nets.md": nets, "content/about.md": "# A\n\n![[Nets]]\n"})
    assert form(site.page("about/index.html"))[0] == "content/wiki/net-loft.md"


def test_the_link_leads_to_the_page_once_it_is_written(make_site: MakeSite) -> None:
    site: Site = make_site({"site.yaml": YAML, "content/wiki/nets.md": PAGE.format("[[Net loft]]")})
    site.edit("site.yaml", f"{SITE_YAML}repository: https://codeberg.org/org/hub\n").build()
    assert 'href="https://codeberg.org/org/hub/_new/main/?filename=' in site.page("wiki/nets/index.html")
    site.edit("content/wiki/net-loft.md", form(site.page("wiki/nets/index.html"))[1]).build()
    assert 'href="../net-loft/"' in site.page("wiki/nets/index.html")
    assert "redlink" not in site.page("wiki/nets/index.html")


def test_a_name_in_the_description_of_a_tag_begins_a_wiki_page(make_site: MakeSite) -> None:
    site = make_site(
        {
            "site.yaml": YAML,
            "content/wiki/nets.md": "---\ntitle: Nets\ntags: [boats]\n---\n",
            "content/tags/boats.md": "---\ntitle: boats\n---\nSee [[Net loft]].\n",
        }
    )
    assert form(site.page("tags/boats/index.html"))[0] == "content/wiki/net-loft.md"
