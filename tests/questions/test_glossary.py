"""The terms of the wiki in the texts of a site that asks for links to them."""

from collections.abc import Callable

import pytest

from sitegen.engine.cached_build import cached_build
from sitegen.engine.request import Request
from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.conftest import SITE_YAML, MakeSite, Site

LAYOUTS = {f"layouts/{kind}.html": "{{ entry.body }}" for kind in ("wiki", "page", "post")}
ASKED = {"site.yaml": f"{SITE_YAML}glossary: true\n", **LAYOUTS}


def entry(title: str, text: str = "Text.", more: str = "") -> str:
    return f"---\ntitle: {title}\n{more}---\n{text}\n"


TERMS = {
    "content/wiki/terms/open-data.md": entry("Open data", "Open data is a dataset.", "type: term\n"),
    "content/wiki/terms/dataset.md": entry("Dataset", "Words.", "type: term\naliases: [data set]\n"),
    "content/wiki/guide.md": entry(
        "Guide", "How to publish open data, a data set and a dataset.", "type: guide\n"
    ),
    "content/about.md": entry("About", "We use no such words."),
}
GUIDE = "wiki/guide/index.html"
OPEN = "wiki/terms/open-data/index.html"


def test_a_term_is_linked_at_its_first_use_and_not_on_its_own_page(make_site: MakeSite) -> None:
    site = make_site(ASKED | TERMS)
    assert site.codes == []
    assert site.page(GUIDE).strip() == (
        '<p>How to publish <a class="term" href="../terms/open-data/">open data</a>, '
        'a <a class="term" href="../terms/dataset/">data set</a> and a dataset.</p>'
    )
    assert site.page("wiki/terms/open-data/index.html").strip() == (
        '<p>Open data is a <a class="term" href="../dataset/">dataset</a>.</p>'
    )


def test_a_site_that_does_not_ask_has_no_such_links(make_site: MakeSite) -> None:
    assert "class" not in make_site(LAYOUTS | TERMS).page(GUIDE)


def test_a_term_that_the_writer_links_is_linked_there_and_nowhere_else(make_site: MakeSite) -> None:
    site = make_site(ASKED | TERMS | {"content/wiki/guide.md": entry("Guide", "A dataset, [[dataset|here]].")})
    assert site.page(GUIDE).strip() == '<p>A dataset, <a href="../terms/dataset/">here</a>.</p>'


def test_a_term_in_what_is_embedded_is_linked_too(make_site: MakeSite) -> None:
    about = {"content/about.md": entry("About", "![[Guide]]\n\nA data set.")}
    page = make_site(ASKED | TERMS | about).page("about/index.html")
    assert page.count('href="../wiki/terms/dataset/"') == 1
    assert page.count('href="../wiki/terms/open-data/"') == 1


def test_a_hidden_term_is_not_linked(make_site: MakeSite) -> None:
    hidden = {"content/wiki/terms/dataset.md": entry("Dataset", "CANARY", "type: term\ndraft: true\n")}
    assert "terms/dataset" not in make_site(ASKED | TERMS | hidden).page(GUIDE)


def build_again(site: Site) -> None:
    site.build()


def build_in_another_process(site: Site) -> None:
    request = Request(
        root=site.root, output=site.root / "output", config=site.root / "site.yaml", as_of=site.as_of
    )
    site.result = cached_build(request, KINDS, OUTPUTS).result


EDITS = {
    "a term that a text holds": ("content/wiki/terms/how.md", entry("Publish", "x", "type: term\n"), {GUIDE}),
    "a term that no text holds": ("content/wiki/terms/how.md", entry("Zebra", "x", "type: term\n"), set()),
    "an alias less, whose first word another text has": (
        "content/wiki/terms/dataset.md",
        entry("Dataset", "Words.", "type: term\n"),
        {GUIDE, OPEN},
    ),
    "a term no more": (
        "content/wiki/terms/dataset.md",
        entry("Dataset", "Words."),
        {GUIDE, OPEN},
    ),
    "another text of a term": (
        "content/wiki/terms/dataset.md",
        entry("Dataset", "W.", "type: term\naliases: data set\n"),
        set(),
    ),
    "another word in a text": ("content/about.md", entry("About", "We use a dataset."), {"about/index.html"}),
}


@pytest.mark.parametrize("again", [build_again, build_in_another_process])
@pytest.mark.parametrize("what", EDITS)
def test_an_edit_makes_anew_the_pages_whose_terms_it_changes(
    make_site: MakeSite, what: str, again: Callable[[Site], None]
) -> None:
    path, text, expected = EDITS[what]
    site = make_site(ASKED | TERMS, outputs=OUTPUTS)
    before = dict(site.output)
    again(site)
    site.edit(path, text)
    again(site)
    texts = {path for path in before if path.startswith(("about/", "wiki/guide/", "wiki/terms/open-data/"))}
    assert site.rendered & texts == expected
    made = dict(site.output)
    assert made == dict(site.clean_build().output)
