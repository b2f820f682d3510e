"""A page with a list of entries is rendered again when what it shows changes, and at no other time."""

import pytest

from tests.conftest import MakeSite

LIST = "wiki/list/index.html"


def post(title: str, day: int, tags: str, text: str = "Words.") -> str:
    return f"---\ntitle: {title}\ndate: 2026-03-{day:02}\ntags: [{tags}]\n---\n{text}\n"


FILES = {
    "content/wiki/list.md": "---\ntitle: A list\n---\n![[posts?tag=boats&limit=2]]\n",
    "content/posts/a.md": post("Alpha", 1, "boats"),
    "content/posts/b.md": post("Beta", 2, "boats"),
    "content/posts/c.md": post("Gamma", 3, "boats, water"),
    "content/posts/d.md": post("Delta", 4, "water"),
}


@pytest.mark.parametrize(
    "path, text, again",
    [
        ("content/posts/c.md", post("Gamma two", 3, "boats, water"), True),  # its title is shown
        ("content/posts/c.md", post("Gamma", 3, "water"), True),  # another comes in its place
        ("content/posts/d.md", post("Delta", 4, "water, boats"), True),  # it comes in
        ("content/posts/e.md", post("Epsilon", 5, "boats"), True),  # a new one
        ("content/posts/a.md", post("Alpha two", 1, "boats"), False),  # it is beyond the limit
        ("content/posts/a.md", post("Alpha", 1, "water"), False),
        ("content/posts/d.md", post("Delta two", 4, "water"), False),  # it has another tag
        ("content/posts/e.md", post("Epsilon", 5, "water"), False),
        (
            "content/posts/c.md",
            post("Gamma", 3, "boats, water", "Words.\n\nAnd more."),
            False,
        ),  # below its excerpt
    ],
)
def test_it_depends_on_what_it_shows(make_site: MakeSite, path: str, text: str, again: bool) -> None:
    site = make_site(FILES)
    before = site.page(LIST)
    site.edit(path, text).build()
    assert (LIST in site.rendered) == again
    assert (site.page(LIST) != before) == again
    assert site.output == site.clean_build().output


def test_another_order_of_what_is_below_the_limit_changes_nothing(make_site: MakeSite) -> None:
    site = make_site(FILES)
    site.edit("content/posts/z.md", post("Zeta", 1, "boats")).build()
    assert LIST not in site.rendered
    site.remove("content/posts/z.md").build()
    assert LIST not in site.rendered


def clinic(number: int, title: str = "", more: str = "", text: str = "Words.") -> str:
    title = title or f"Clinic {number}"
    return f"---\ntitle: {title}\nstart: 2027-03-{number:02}\ntags: clinics\n{more}---\n{text}\n"


PAGE, FEED = "blog/next/index.html", "blog/feed.xml"
DATES = {
    "content/posts/next.md": "---\ntitle: Next\ndate: 2026-03-01\n---\nWords.\n\n![[events?tag=clinics&limit=2]]\n"
    "\n![[wiki?tag=boats]]\n",
    "content/wiki/oar.md": "---\ntitle: Oar\ntags: boats\n---\nWords.\n",
    **{f"content/events/c{number}.md": clinic(number) for number in range(1, 5)},
}


@pytest.mark.parametrize(
    "path, text, again",
    [
        ("content/events/c1.md", clinic(1, text="Other words."), set()),
        ("content/events/c1.md", clinic(1, more="excerpt: Other words.\n"), set()),
        ("content/events/c1.md", clinic(1, more="venue: Town hall\n"), {PAGE, FEED}),
        ("content/events/c1.md", clinic(1, more="status: cancelled\n"), {PAGE, FEED}),
        ("content/events/c2.md", clinic(2, "Evening clinic"), {PAGE, FEED}),
        ("content/events/c3.md", clinic(3, "Evening clinic"), {PAGE}),  # it is spare, for the script of the page
        ("content/wiki/oar.md", "---\ntitle: Oar\ntags: boats\n---\nOther words.\n", set()),
        ("content/wiki/oar.md", "---\ntitle: Oars\ntags: boats\n---\nWords.\n", {PAGE, FEED}),
    ],
)
def test_a_row_is_its_title_and_date_and_no_other_words(
    make_site: MakeSite, path: str, text: str, again: set[str]
) -> None:
    site = make_site(DATES)
    before = site.output
    site.edit(path, text).build()
    assert {each for each in (PAGE, FEED) if each in site.rendered} == again
    assert {each for each in (PAGE, FEED) if site.output[each] != before[each]} == again
    assert site.output == site.clean_build().output
