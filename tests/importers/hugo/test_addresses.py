"""Addresses as Hugo 0.168 gives them: each of these was found in the folder that it made."""

import pytest

from sitegen.importers.hugo import HUGO
from sitegen.importers.hugo.addresses import filled, sanitized
from sitegen.importers.importer import Context
from sitegen.importers.websites.dates import old_moment
from sitegen.urls import output_path

FILES = {
    "posts/first.md": 'title = "First Post!"\ndate = 2019-03-05T12:00:00Z\ntags = ["Go Lang", "a/b", "C#"]\n'
    'categories = ["News"]',
    "posts/Second One.md": 'title = "Second: & more"\ndate = 2019-04-01\nslug = "My Slug"',
    "posts/third_post.md": 'title = "Third"\ndate = 2019-05-01\nurl = "/own/place.html"',
    "posts/fourth.md": 'title = "Fourth"\ndate = 2019-05-02\nurl = "own/fourth"',
    "posts/fifth.md": 'title = "Fifth"\ndate = 2019-05-03\n'
    'aliases = ["/old/fifth/", "rel-fifth", "/old/file.html", "/no-slash"]',
    "posts/bundle/index.md": 'title = "Bundle"\ndate = 2019-06-01',
    "posts/2020/deep.md": 'title = "Deep"\ndate = 2020-01-01',
    "posts/Ünï.md": 'title = "Uni"\ndate = 2020-01-02',
    "posts/quote's.md": 'title = "Q"\ndate = 2020-01-04',
    "posts/with.dots.md": 'title = "Dots"\ndate = 2020-01-05',
    "docs/_index.md": 'title = "Docs"',
    "docs/a.md": 'title = "A"',
    "docs/sub/_index.md": 'title = "Sub"',
    "docs/sub/b.md": 'title = "B"',
    "about.md": 'title = "About"\ndate = 2019-01-01',
    "Mixed Case.md": 'title = "Mixed"',
    "events/fair.md": 'title = "Fair"\ndate = 2019-08-01\neventDate = 2019-09-01',
}
FIXED = ["old/file.html", "own/place.html", "categories/index.html", "page/1/index.html", "posts/index.html"]
FIXED += ["docs/index.html", "docs/sub/index.html"]
MADE = {
    "": [
        *("about/index.html", "categories/news/index.html", "docs/a/index.html", "docs/sub/b/index.html"),
        *("events/fair/index.html", "mixed-case/index.html", "no-slash/index.html", "old/fifth/index.html"),
        *("own/fourth/index.html", "posts/2020/deep/index.html", "posts/bundle/index.html"),
        *("posts/fifth/index.html", "posts/first/index.html", "posts/my-slug/index.html"),
        *("posts/quotes/index.html", "posts/rel-fifth/index.html", "posts/with.dots/index.html"),
        *("posts/ünï/index.html", "tags/a/b/index.html", "tags/c#/index.html"),
    ],
    '[permalinks]\nposts = "/:year/:month/:slug/"': [
        *("2019/03/first-post/index.html", "2019/04/my-slug/index.html", "2019/05/fifth/index.html"),
        *("2019/05/rel-fifth/index.html", "2019/06/bundle/index.html", "2020/01/deep/index.html"),
        *("2020/01/dots/index.html", "2020/01/q/index.html", "2020/01/uni/index.html", "about/index.html"),
        *("own/fourth/index.html", "tags/a/b/index.html", "tags/c#/index.html"),
    ],
    "uglyURLs = true": [
        *("about.html", "categories/news.html", "docs/a.html", "docs/sub/b.html", "events/fair.html"),
        *("mixed-case.html", "no-slash.html", "old/fifth.html", "own/fourth/index.html"),
        *("posts/2020/deep.html", "posts/bundle.html", "posts/fifth.html", "posts/first.html"),
        *("posts/my-slug.html", "posts/quotes.html", "posts/rel-fifth.html", "posts/with.dots.html"),
        *("posts/ünï.html", "tags/a/b.html", "tags/c#.html", "tags/go-lang.html"),
    ],
}
"""Settings -> the pages that they move."""


@pytest.mark.parametrize("settings", MADE)
def test_each_text_and_each_list_keeps_the_address_that_hugo_gave_it(settings: str) -> None:
    files = {f"content/{path}": f"+++\n{head}\n+++\nWords.\n".encode() for path, head in FILES.items()}
    files["hugo.toml"] = f'baseURL = "https://old.example/"\ntitle = "Old"\n{settings}\n'.encode()
    lists = {"/": "index.md", "/blog/": "posts/index.md", "/events/": "events/index.md", "/tags/": ""}
    found = HUGO.extract(files, Context(zone="UTC", stakeholder=str, lists=lists))

    answered = {output_path(draft.address) for draft in found.drafts if draft.address}
    answered |= {output_path(alias) for draft in found.drafts for alias in draft.fields.get("aliases", ())}
    answered |= {copy.key.removeprefix("static/") for copy in found.copies}
    assert set(FIXED + MADE[settings]) - answered == set()


@pytest.mark.parametrize(
    ("pattern", "address"),
    [
        ("/:year/:month/:day/:slug/", "/2019/03/05/tea-time/"),
        ("/:section/:title/", "/posts/tea-time/"),
        ("/:sections/:filename/", "/posts/2019/my-file/"),
        ("/:sections[1:]/:slugorfilename/", "/2019/my-file/"),
        ("/:sections[last]/:monthname/", "/2019/march/"),
        ("/:weekday/:weekdayname/:yearday/", "/2/tuesday/64/"),
        ("/:unknown/", "/unknown/"),
    ],
)
def test_patterns_are_filled_in(pattern: str, address: str) -> None:
    found = filled(
        pattern,
        date=old_moment("2019-03-05"),
        sections=("posts", "2019"),
        title="Tea & time",
        slug="",
        filename="My File",
    )
    assert found == address


def test_names_are_made_fit_for_addresses() -> None:
    assert sanitized("Mixed  Case - it's C#.v2") == "mixed-case-its-c#.v2"
    assert sanitized("Ünï Cödé", lower=False) == "Ünï-Cödé"
