"""Addresses as Jekyll 4.3.1 gives them: each of these was found in the folder that it made."""

import pytest

from sitegen.importers.importer import Context
from sitegen.importers.jekyll import JEKYLL
from sitegen.urls import output_path

FILES = {
    "_posts/2019-03-05-first-post.md": "title: First\ncategories: News Old",
    "_posts/2019-04-01-Second_Post.md": "category: Big News\ndate: 2019-04-01 23:30:00 +0000",
    "_posts/2019-05-01-naive.md": "date: 2019-05-01 23:30:00",
    "_posts/2019-06-01-with.dots.md": "title: Dots",
    "_posts/2019-06-02-Ünï cödé.md": "title: Letters",
    "_posts/2019-06-03-slugged.md": "slug: My Own Slug",
    "_posts/2019-06-04-own.md": "permalink: /own/:title",
    "_posts/2019-06-05-own2.md": "permalink: /own2/here.html",
    "_posts/sub/2019-06-06-deep.md": "title: Deep",
    "cat/_posts/2019-06-07-in-cat.md": "categories: [x, Y z]",
    "special/_posts/2019-06-08-sp.md": "title: Special",
    "_posts/2019-06-11-quote's & more!.md": "title: Quote",
    "_posts/2019-06-12-a--b.md": "title: Hyphens",
    "_posts/2019-06-13-trailing-.md": "title: Trailing",
    "_docs/intro.md": "title: Intro",
    "_docs/deep/two.md": "title: Two",
    "_docs/index.md": "title: Docs",
    "_people/ann-b.md": "name: Ann B",
    "_recipes/2018-01-02-soup.md": "title: Soup",
    "_recipes/Big_Cake.md": "title: Cake",
    "about.md": "title: About",
    "team/index.md": "title: Team",
    "contact.md": "permalink: /kontakt/",
    "nolead.md": "permalink: nolead/here",
    "Upper Case.md": "title: Up",
}
CONFIG = """\
url: https://old.example
timezone: Europe/Berlin
collections:
  docs: {output: true, permalink: "/docs/:path/"}
  people: {output: true}
  recipes: {output: true, permalink: "/r/:name:output_ext"}
defaults:
  - scope: {path: special, type: posts}
    values: {permalink: "/sp/:year/:title/"}
"""
FIXED = [
    "docs/deep/two/index.html",
    "docs/index/index.html",
    "docs/intro/index.html",
    "kontakt/index.html",
    "nolead/here.html",
    "own/own.html",
    "own2/here.html",
    "r/2018-01-02-soup.html",
    "r/big-cake.html",
    "sp/2019/sp/index.html",
    "team/index.html",
]
MADE = {
    "date": [
        "2019/05/02/naive.html",
        "2019/06/01/with.dots.html",
        "2019/06/02/Ünï-cödé.html",
        "2019/06/03/My-Own-Slug.html",
        "2019/06/06/deep.html",
        "2019/06/11/quote's-&-more!.html",
        "2019/06/12/a-b.html",
        "2019/06/13/trailing.html",
        "Upper Case.html",
        "about.html",
        "big news/2019/04/02/Second_Post.html",
        "cat/x/y z/2019/06/07/in-cat.html",
        "news/old/2019/03/05/first-post.html",
        "people/ann-b.html",
    ],
    "pretty": [
        "2019/05/02/naive/index.html",
        "2019/06/01/with.dots/index.html",
        "2019/06/02/Ünï-cödé/index.html",
        "2019/06/03/My-Own-Slug/index.html",
        "2019/06/06/deep/index.html",
        "2019/06/11/quote's-&-more!/index.html",
        "2019/06/12/a-b/index.html",
        "2019/06/13/trailing/index.html",
        "Upper Case/index.html",
        "about/index.html",
        "big news/2019/04/02/Second_Post/index.html",
        "cat/x/y z/2019/06/07/in-cat/index.html",
        "news/old/2019/03/05/first-post/index.html",
        "people/ann-b/index.html",
    ],
    "/blog/:slug": [
        "blog/naive.html",
        "blog/with-dots.html",
        "blog/ünï-cödé.html",
        "blog/my-own-slug.html",
        "blog/deep.html",
        "blog/quote-s-more.html",
        "blog/a-b.html",
        "blog/trailing.html",
        "Upper Case.html",
        "about.html",
        "blog/second-post.html",
        "blog/in-cat.html",
        "blog/first-post.html",
        "people/ann-b.html",
    ],
}
"""`permalink` -> the pages that it moves."""


@pytest.mark.parametrize("permalink", MADE)
def test_each_text_keeps_the_address_that_jekyll_gave_it(permalink: str) -> None:
    files = {path: f"---\n{head}\n---\nWords.\n".encode() for path, head in FILES.items()}
    files["_config.yml"] = f'{CONFIG}permalink: "{permalink}"\n'.encode()
    context = Context(zone="UTC", stakeholder=str, lists={"/": "index.md", "/blog/": "posts/index.md"})
    found = JEKYLL.extract(files, context)

    answered = {output_path(draft.address) for draft in found.drafts if draft.address}
    answered |= {output_path(alias) for draft in found.drafts for alias in draft.fields.get("aliases", ())}
    assert set(FIXED + MADE[permalink]) - answered == set()
    assert len([draft for draft in found.drafts if draft.address]) == len(FILES)
