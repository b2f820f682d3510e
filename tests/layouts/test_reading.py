"""What a page says for its reading: how long it takes, how to cite it, and what to read before and after it."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.conftest import SITE_YAML, MakeSite, Site
from tests.history.repository import Repo

PLACES = {
    "posts": "blog/long/index.html",
    "wiki": "wiki/long/index.html",
    "documents": "documents/long/index.html",
    "": "long/index.html",
}
"""Folder of content/ -> the page of the entry `long.md` in it."""


def entry(words: int, head: str = "date: 2026-01-01\n") -> str:
    return f"---\ntitle: Long\n{head}---\n" + "word " * words + "\n"


@pytest.mark.parametrize("folder", PLACES)
def test_a_long_text_says_how_long_it_takes_and_a_short_one_does_not(make_site: MakeSite, folder: str) -> None:
    path, head = f"content/{folder}/long.md", "date: 2026-01-01\n" + "type: report\n" * (folder == "documents")
    site = make_site({path: entry(700, head)})
    assert "<span>3 minutes to read</span>" in site.page(PLACES[folder])
    site.edit(path, entry(300, head)).build()
    assert not re.search("minutes? to read", site.page(PLACES[folder]))


def test_each_language_is_read_at_its_own_pace_and_a_site_knows_its_readers(make_site: MakeSite) -> None:
    files = {"site.yaml": f"{SITE_YAML}language: de\n", "content/posts/long.md": entry(700)}
    site = make_site(files)
    assert "4 Minuten Lesezeit" in site.page(PLACES["posts"])
    site.edit("layouts/languages/de.yaml", '"words a minute|230": "100"\n').build()
    assert "7 Minuten Lesezeit" in site.page(PLACES["posts"])


def cited(page: str) -> str:
    """Return how a page says to cite it, as text."""
    found = re.search(r'<p id="Cite">(.*?)</p>', page, re.DOTALL)
    assert found
    return re.sub("<[^>]*>", "", found[1])


@pytest.mark.parametrize(
    ("path", "head", "words"),
    [
        (
            "posts/long.md",
            "date: 2026-01-02\nauthors: [Ann Lee, Bo]\n",
            "Ann Lee, Bo (2 January 2026): Long. A hub. https://hub.example/blog/long/",
        ),
        ("posts/long.md", "date: 2026-01-02\n", "A hub (2 January 2026): Long. https://hub.example/blog/long/"),
        (
            "wiki/long.md",
            "updated: 2026-03-04\n",
            "A hub: Long. Changed 4 March 2026. https://hub.example/wiki/long/",
        ),
        (
            "documents/long.md",
            "date: 2026-01-02\nupdated: 2026-03-04\ntype: report\npublisher: Town\nversion: '2'\n",
            "Town (2 January 2026): Long. A hub. Changed 4 March 2026. Version 2. https://hub.example/documents/long/",
        ),
    ],
)
def test_a_page_says_how_to_cite_it(make_site: MakeSite, path: str, head: str, words: str) -> None:
    site = make_site({f"content/{path}": entry(5, head)})
    assert cited(site.page(PLACES[path.partition("/")[0]])) == words


def test_a_title_that_asks_is_cited_with_its_own_mark(make_site: MakeSite) -> None:
    site = make_site({"content/posts/why.md": "---\ntitle: Why?\ndate: 2026-01-02\n---\nSo.\n"})
    assert cited(site.page("blog/why/index.html")).startswith("A hub (2 January 2026): Why? https")


def pager(page: str) -> list[tuple[str, str]]:
    """Return the words and the title of each link to an entry before or after."""
    found = re.findall(r"<small>(\w+)</small>\s*<a [^>]*>([^<]*)</a>", page)
    return [(word, title) for word, title in found]


@pytest.mark.parametrize(
    ("folder", "page", "head", "words"),
    [
        ("posts", "blog", "", ("Earlier", "Later")),
        ("documents", "documents", "type: report\n", ("Earlier", "Later")),
        ("events", "events", "start: 2026-12-0{number}\n", ("Earlier", "Later")),
        ("messages", "messages", "audience: a-tag\ntags: a-tag\nstatus: agreed\n", ("Previous", "Next")),
    ],
)
def test_a_page_leads_to_the_one_before_and_the_one_after_it(
    make_site: MakeSite, folder: str, page: str, head: str, words: tuple[str, str]
) -> None:
    titles = "Alpha", "Beta", "Gamma"
    site = make_site(
        {
            f"content/{folder}/{title.lower()}.md": f"---\ntitle: {title}\ndate: 2026-02-0{number}\n"
            f"{head.format(number=number)}---\nWords.\n"
            for number, title in enumerate(titles, 1)
        }
    )
    earlier, later = words
    assert pager(site.page(f"{page}/beta/index.html")) == [(earlier, "Alpha"), (later, "Gamma")]
    assert pager(site.page(f"{page}/alpha/index.html")) == [(later, "Beta")]
    site.edit(f"content/{folder}/beta.md", (site.root / f"content/{folder}/beta.md").read_text() + "\nMore.\n")
    site.build()
    assert f"{page}/alpha/index.html" not in site.rendered


def test_the_commit_is_the_version_where_git_is_asked(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "site")
    site = Site(repo.root, KINDS, OUTPUTS)
    site.write({"site.yaml": f"{SITE_YAML}history: true\n", "content/wiki/long.md": entry(5, "")})
    repo.commit("Write it", when="2026-03-04T10:00:00Z")
    commit = repo.git("rev-parse", "HEAD")[:7]
    words = f"A hub: Long. Changed 4 March 2026. Version {commit}. https://hub.example/wiki/long/"
    assert cited(site.build().page(PLACES["wiki"])) == words


def test_a_site_may_ask_whether_a_page_was_useful_by_a_mail_that_names_it(make_site: MakeSite) -> None:
    files = {"content/posts/long.md": entry(5)}
    assert "useful" not in make_site(files).page(PLACES["posts"])
    settings = f"{SITE_YAML}contact: us@hub.example\nfeedback: true\n"
    page = make_site({**files, "site.yaml": settings}).page(PLACES["posts"])
    mail = re.search(r'Was this page useful\?\s*<a href="([^"]*)">Tell us by email', page)
    assert mail
    assert unquote(mail[1]) == (
        "mailto:us@hub.example?subject=Was this page useful? Long&amp;body=https://hub.example/blog/long/"
    )


def test_who_asks_for_answers_needs_an_address_for_them(make_site: MakeSite) -> None:
    site = make_site({"content/posts/long.md": entry(5), "site.yaml": f"{SITE_YAML}feedback: true\n"})
    assert site.places() == [f"site.yaml:{SITE_YAML.count(chr(10)) + 1}:11 bad-value"]
    site.edit("site.yaml", f"{SITE_YAML}feedback: true\ncontact: hub@example.org\n").build()
    assert site.codes == []


def test_a_term_begins_with_what_else_it_is_called_and_a_fact_says_its_source(make_site: MakeSite) -> None:
    links = {f"content/wiki/l{n}.md": f"---\ntitle: L{n}\n---\nSee [[Term]].\n" for n in range(5)}
    proof = "proof: [{text: So, link: /wiki/l1/}, {text: It, link: 'https://a.example/b'}, Plain]"
    said = f"---\ntitle: Say\nstatus: draft\naudience: Crew\n{proof}\n---\n"
    site = make_site(
        {
            "content/wiki/term.md": "---\ntitle: Term\ntype: term\naliases: [Word, Name]\n---\nWhat it is.\n",
            "content/messages/say.md": said,
            "content/stakeholders/crew.md": "---\ntitle: Crew\ntype: team\n---\n",
            **links,
        }
    )
    term = html.fromstring(site.page("wiki/term/index.html"))
    assert term.xpath("string(//header/p[contains(., 'Also known as')])") == "Also known as Word, Name"
    assert [len(part) for part in term.xpath("//section[.//h2[@id='Links']]//ul")] == [3, 2]
    facts = html.fromstring(site.page("messages/say/index.html")).xpath("//section[.//h2='Proof']//li")
    assert [" ".join(fact.xpath(".//text()")) for fact in facts] == ["So L1, Wiki page", "It a.example", "Plain"]
    site.edit("content/wiki/l1.md", "---\ntitle: First\n---\nSee [[Term]].\n").build()
    assert "First, Wiki page" in site.page("messages/say/index.html")
