"""`sitegen import hugo`: an old site comes over, builds as it is, and answers at all of its addresses."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run, beside, entry, write

OLD = {
    "hugo.toml": """\
baseURL = "https://old.example/hub/"
title = "Tea"
locale = "en-gb"
timeZone = "Europe/London"
[permalinks]
posts = "/:year/:slug/"
[taxonomies]
tag = "tags"
category = "categories"
author = "authors"
[params]
description = "All of it"
city = "Leith"
""",
    "content/_index.md": "---\ntitle: Welcome\n---\nHome words.\n",
    "content/posts/_index.md": "---\ntitle: News\n---\nAll the news.\n",
    "content/posts/first.md": '+++\ntitle = "First"\ndate = 2019-03-05T10:00:00+01:00\ntags = ["tea", "C#"]\n'
    'authors = ["Lea Stern"]\n'
    'aliases = ["/old/first/", "second-name"]\nrating = 5\nlinkTitle = "One"\n+++\n'
    '[cup]({{< ref "cup/index.md" >}}#how-is-it--made) [abs](https://old.example/hub/about/)'
    " {{< chart 7 >}} here\n",
    "content/posts/cup/index.md": '---\ntitle: "Cup: a tale"\ndate: 2019-04-01\nimages: [cup.png]\n'
    'categories:\n\t- "News"\n---\n## How is it & made\n\n{{< figure src="cup.png" caption="A cup" >}}\n\n'
    "`{{</* youtube x */>}}`\n",
    "content/posts/cup/cup.png": "no picture",
    "content/posts/cup/spare.pdf": "no paper",
    "content/posts/json.md": '{"title": "Braces", "date": "2019-05-01", "draft": false}\nWords {{ .Site }}.\n',
    "content/posts/later.md": "---\ntitle: Late\ndate: 2019-05-02\nexpiryDate: 2019-05-03\n---\nA secret offer.\n",
    "content/posts/draft.md": '+++\ntitle = "Draft"\ndate = 2019-05-02\ndraft = true\n+++\nA secret draft.\n',
    "content/posts/headless/index.md": "---\ntitle: Part\nheadless: true\n---\nA secret part.\n",
    "content/about.md": '+++\ntitle = "About"\ndate = 2019-01-01\n+++\nWords. [First](/hub/2019/first/)\n',
    "content/events/fair.md": "---\ntitle: Fair\neventDate: 2019-07-01\ntime: 10:00\nlocation: Hall\n---\nCome.\n",
    "content/authors/lea-stern/_index.md": "---\ntitle: Lea Stern\nrole: Baker\n---\nBakes.\n",
    "content/tags/tea/_index.md": "---\ntitle: Tea\n---\nA hot drink.\n",
    "content/guide.adoc": "---\ntitle: Guide\n---\n= Title\n",
    "static/map one.png": "no picture",
    "static/robots.txt": "x",
    "layouts/index.html": "x",
    "data/prices.toml": "a = 1\n",
}
ADDRESSES = [
    *(
        "index.html",
        "posts/index.html",
        "2019/first/index.html",
        "old/first/index.html",
        "2019/cup-a-tale/index.html",
    ),
    *("2019/second-name/index.html", "2019/braces/index.html", "about/index.html", "events/fair/index.html"),
    *(
        "events/index.html",
        "authors/index.html",
        "authors/lea-stern/index.html",
        "tags/index.html",
        "guide/index.html",
    ),
    *("tags/tea/index.html", "tags/c#/index.html", "categories/index.html", "categories/news/index.html"),
    *("2019/cup-a-tale/cup.png", "2019/cup-a-tale/spare.pdf", "map one.png", "robots.txt", "index.xml"),
    *("posts/index.xml", "page/1/index.html", "sitemap.xml"),
]
"""What the old site published, by its configuration."""


@pytest.fixture
def old(site: Path) -> Path:
    return beside(site, OLD)


def test_a_site_comes_over_and_answers_at_every_old_address(old: Path, run: Run) -> None:
    ran = run("import", "hugo", "old")
    assert ran.code == 0, ran.err
    built = run("build")
    assert built.code == 0, built.err

    assert [address for address in ADDRESSES if not (old / "output" / address).exists()] == []
    published = "".join(place.read_text("utf-8") for place in (old / "output").rglob("*.html"))
    assert "secret" not in published
    assert "All the news." in (old / "output/blog/index.html").read_text("utf-8")
    assert "A hot drink." in (old / "output/tags/tea/index.html").read_text("utf-8")


def test_entries_are_as_a_person_would_write_them(old: Path, run: Run) -> None:
    run("import", "hugo", "old")
    text = entry(old, "posts/2019-03-05-first.md")

    assert "\ntitle: First\ndate: 2019-03-05 10:00 +01:00\n" in text
    assert "\nauthors: [Lea Stern]\ntags: [tea, " in text
    assert "\naliases: [/old/first/, /2019/second-name/, One]\nrating: 5\npermalink: /2019/first/\n" in text
    assert "\nuid: https://old.example/hub/2019/first/\n---\n" in text
    assert "[cup](/2019/cup-a-tale/#how-is-it--made) [abs](/about/) 7 here" in text
    cup = entry(old, "posts/cup/index.md")
    assert '\ntitle: "Cup: a tale"\n' in cup and "\nimage: cup.png\n" in cup and "\ntags: [News]\n" in cup
    assert "## How is it & made {#how-is-it--made}" in cup
    assert (
        '<img src="cup.png" alt="A cup">\n<figcaption>A cup</figcaption>' in cup and "`{{< youtube x >}}`" in cup
    )
    assert "{% raw %}{{ .Site }}{% endraw %}" in entry(old, "posts/2019-05-01-json.md")
    assert "\ndraft: true\n" in entry(old, "posts/headless/index.md")
    assert "\nstart: 2019-07-01\n" in entry(old, "events/fair.md")
    assert "\ntype: person\nrole: Baker\n" in entry(old, "stakeholders/lea-stern/index.md")
    assert "[First](/2019/first/)" in entry(old, "about.md")
    settings = (old / "site.yaml").read_text("utf-8")
    assert "title: Tea\nurl: https://old.example/hub/\nlanguage: en-GB\ntimezone: Europe/London\n" in settings
    assert "  flavour: commonmark\n" in settings


def test_what_stays_behind_is_told_with_its_place(old: Path, run: Run) -> None:
    said = run("import", "hugo", "old", "-v").err

    for place, what in (
        ("content/posts/first.md:10", "the shortcode `chart` is not known"),
        ("content/posts/first.md:7", "`rating` is kept for layouts of your own"),
        ("content/posts/later.md:4", "it expired on 2019-05-03, so it is a draft"),
        ("content/guide.adoc:4", "this text is no Markdown (.adoc), so it stays as it is, as code"),
        ("data/prices.toml:1", "this data is not carried over"),
        ("layouts/index.html:1", "layouts are not carried over"),
        ("static/robots.txt:1", "the new site makes its own /robots.txt"),
    ):
        assert f"old/{place}: warning[import-loss]: {what}" in said, place


def test_a_second_run_renews_what_nobody_has_edited(old: Path, run: Run) -> None:
    run("import", "hugo", "old")
    assert "0 new, 0 updated" in run("import", "hugo", "old").err

    write(old / "old/content/about.md", '+++\ntitle = "About us"\n+++\nNew words.\n')
    write(old / "old/content/posts/cup/cup.png", "a new picture")
    place = old / "content/posts/2019-05-01-json.md"
    place.write_text(place.read_text("utf-8") + "\nMine.\n", encoding="utf-8")
    write(old / "old/content/posts/json.md", '{"title": "Braces!", "date": "2019-05-01"}\nOther words.\n')
    again = run("import", "hugo", "old")

    assert "New words." in entry(old, "about.md")
    assert (old / "content/posts/cup/cup.png").read_text("utf-8") == "a new picture"
    assert entry(old, "posts/2019-05-01-json.md").endswith("\nMine.\n")
    assert "old/content/posts/json.md:1: warning[import-edited]" in again.err and "title: Braces!" in again.err
    assert run("build").code == 0
