"""`sitegen import jekyll`: an old site comes over, builds as it is, and answers at all of its addresses."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run, beside, entry, write

OLD = {
    "_config.yml": """\
title: "Tea & more"
url: https://old.example
baseurl: /hub
timezone: Europe/London
lang: en-GB
permalink: /:year/:month/:title.html
paginate: 1
paginate_path: /page:num/
jekyll-archives:
  enabled: [tags, categories, year]
  permalinks: {tag: "/topics/:name/"}
collections:
  people: {output: true}
  events: {output: true, permalink: /when/:title/}
  secret: {output: false}
defaults:
  - scope: {path: "", type: posts}
    values: {layout: wide, author: lea}
exclude: [drafts.txt]
""",
    "_data/authors.yml": "lea:\n  name: Lea Stern\n  url: https://lea.example/\n  email: lea@old.example\n",
    "_data/colours.yml": "- red\n",
    "_layouts/wide.html": "{{ content }}",
    "_posts/2019-03-05-first.md": "---\ntitle: First\ntags: [tea, Open Data]\ncategories: news\n"
    "image: /img/cup.png\nimage_alt: A cup\nrating: 5\nredirect_from: [/2018/first, /old/first.html]\n---\n"
    "See [two]({% post_url 2019-04-01-second %}#whats-new--next), [about]({{ site.baseurl }}/about.html)\n"
    "and [abs](https://old.example/hub/when/fair/). ![Cup]({{ '/img/cup.png' | relative_url }}){: .wide}\n",
    "_posts/2019-04-01-second.md": "---\ntitle:\tSecond: a sequel\ntags: tea\nauthor: Tom Ahn\n---\n"
    "## What's new & next\n\n{% include note.html content='Hot' %}\n\n{% gadget 7 %}\n",
    "_drafts/idea.md": "---\ntitle: Idea\n---\nA secret idea.\n",
    "_posts/2019-05-01-hidden.md": "---\ntitle: Hidden\npublished: false\n---\nA secret post.\n",
    "_people/ann.md": "---\nname: Ann B\nposition: Baker\n---\nBakes.\n",
    "_events/fair.md": "---\ntitle: Fair\neventDate: 2019-07-01\ntime: 10:00\nlocation: Town hall\n---\nCome.\n",
    "_secret/plan.md": "---\ntitle: Plan\n---\nA secret plan.\n",
    "about.md": "---\nlayout: page\ntitle: About\n---\nWords.\n",
    "Tea Cup's.md": "---\ntitle: Cup\n---\nWords.\n",
    "moved.md": "---\nredirect_to: /about.html\n---\n",
    "away.md": "---\nredirect_to: https://example.org/\n---\n",
    "index.html": "---\n---\n{% for post in paginator.posts %}<p>{{ post.title }}</p>{% endfor %}\n",
    "team/index.html": "---\ntitle: Team\n---\n<section>\n\n    <p>All of <b>us</b></p>\n\n</section>\n",
    "atom.xml": "---\n---\n<feed>{{ site.title }}</feed>",
    "img/cup.png": "not really a picture",
    "robots.txt": "User-agent: *",
    "drafts.txt": "A secret note.",
    "css/main.scss": "---\n---\na {}",
}
ADDRESSES = [
    *("2019/03/first.html", "2019/04/second.html", "2018/first/index.html", "old/first.html", "about.html"),
    *("people/ann.html", "when/fair/index.html", "moved.html", "away.html", "index.html", "team/index.html"),
    *("page2/index.html", "topics/tea/index.html", "topics/open-data/index.html", "category/news/index.html"),
    *("Tea Cup's.html", "2019/index.html", "atom.xml", "img/cup.png", "robots.txt"),
]
"""What the old site published, by its configuration; its style sheets were part of its look."""


@pytest.fixture
def old(site: Path) -> Path:
    return beside(site, OLD)


def test_a_site_comes_over_and_answers_at_every_old_address(old: Path, run: Run) -> None:
    ran = run("import", "jekyll", "old")
    assert ran.code == 0, ran.err
    built = run("build")
    assert built.code == 0, built.err

    assert [address for address in ADDRESSES if not (old / "output" / address).exists()] == []
    assert 'href="about/"' in (old / "output/moved.html").read_text("utf-8")
    published = "".join(place.read_text("utf-8") for place in (old / "output").rglob("*.html"))
    assert "secret" not in published and "lea@old.example" not in published


def test_nothing_is_written_in_a_dry_run_that_tells_it_all(old: Path, run: Run) -> None:
    ran = run("import", "jekyll", "-n", "old")

    assert {place.name for place in old.iterdir()} <= {"old", "content", ".sitegen"} and not list(
        (old / "content").rglob("*.md")
    )
    lines = ran.out.splitlines()
    assert "new content/posts/2019-03-05-first.md from _posts/2019-03-05-first.md" in lines
    assert "new content/static/img/cup.png from img/cup.png" in lines
    assert "Nothing was written: a dry run." in ran.err


def test_entries_are_as_a_person_would_write_them(old: Path, run: Run) -> None:
    run("import", "jekyll", "old")
    text = entry(old, "posts/2019-03-05-first.md")

    assert "\ntitle: First\ndate: 2019-03-05\nauthors: [Lea Stern]\ntags: [tea, Open Data, news]\n" in text
    assert "\nimage: /img/cup.png\nimagealt: A cup\naliases: [/2018/first, /old/first.html]\nrating: 5\n" in text
    assert "\npermalink: /2019/03/first.html\nuid: https://old.example/hub/2019/03/first.html\n---\n" in text
    assert "[two](/2019/04/second.html#whats-new--next), [about](/about/)" in text
    assert "[abs](/when/fair/). ![Cup](/img/cup.png){: .wide }" in text
    second = entry(old, "posts/2019-04-01-second.md")
    assert 'title: "Second: a sequel"\n' in second
    assert "## What's new & next {#whats-new--next}" in second
    assert "> [!note]\n> Hot" in second and "<!-- {% gadget 7 %} -->" in second
    assert "\ndraft: true\n" in entry(old, "posts/2019-05-01-idea.md")
    assert '\nstart: 2019-07-01\ntime: "10:00"\nvenue: Town hall\n' in entry(old, "events/fair.md")
    assert "\ntype: person\n" in entry(old, "stakeholders/lea-stern.md")
    settings = (old / "site.yaml").read_text("utf-8")
    assert (
        "title: Tea & more\nurl: https://old.example/hub/\nlanguage: en-GB\ntimezone: Europe/London\n" in settings
    )
    assert "per_page: 1\n" in settings
    assert "fields: [rating]\n" in settings


def test_what_stays_behind_is_told_with_its_place(old: Path, run: Run) -> None:
    said = run("import", "jekyll", "old", "-v").err

    for place, what in (
        ("_posts/2019-04-01-second.md:10", "the tag `gadget` is not known"),
        ("_posts/2019-03-05-first.md:7", "`rating` is kept for layouts of your own"),
        ("_data/colours.yml:1", "this data is not carried over"),
        ("_layouts/wide.html:1", "layouts are not carried over"),
        ("_drafts/idea.md:1", "a draft without a date"),
        ("_secret/plan.md:1", "this collection has no pages in the old site"),
        ("robots.txt:1", "the new site makes its own /robots.txt"),
        ("css/main.scss:1", "a file made by the old generator"),
    ):
        assert f"old/{place}: warning[import-loss]: {what}" in said, place


def test_a_second_run_renews_what_nobody_has_edited(old: Path, run: Run) -> None:
    run("import", "jekyll", "old")
    again = run("import", "jekyll", "old")
    assert "0 new, 0 updated" in again.err and again.out == ""

    write(old / "old/about.md", "---\ntitle: About us\n---\nNew words.\n")
    write(old / "old/moved.md", "---\nredirect_to: /team/\n---\n")
    place = old / "content/posts/2019-03-05-first.md"
    place.write_text(place.read_text("utf-8") + "\nMine.\n", encoding="utf-8")
    write(old / "old/_posts/2019-03-05-first.md", "---\ntitle: First of all\n---\nOther words.\n")
    third = run("import", "jekyll", "old")

    assert "New words." in entry(old, "about.md")
    assert entry(old, "posts/2019-03-05-first.md").endswith("\nMine.\n")
    assert "old/_posts/2019-03-05-first.md:1: warning[import-edited]" in third.err
    assert "title: First of all" in third.err
    assert "removed content/static/away.html" not in third.out
    (old / "old/away.md").unlink()
    assert "removed content/static/away.html" in run("import", "jekyll", "old").out
    assert run("build").code == 0


def test_the_folder_of_the_site_itself_is_refused(old: Path, run: Run) -> None:
    assert "cannot be imported into its own folder" in run("import", "jekyll", ".").err
    assert "there is no folder nowhere" in run("import", "jekyll", "nowhere").err


def test_a_post_without_a_day_which_jekyll_leaves_out_is_a_draft(tmp_path: Path, run: Run) -> None:
    old = tmp_path / "undated"
    write(old / "_config.yml", "title: Old\nurl: https://old.example\n")
    write(old / "_posts/2020-03-05-first.md", "---\ntitle: First\n---\nWords.\n")
    write(old / "_posts/nodate.md", "---\ntitle: Secret\n---\nNot yet.\n")

    run("import", "jekyll", str(old), "-c", str(tmp_path / "new/site.yaml"))

    posts = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "new/content/posts").glob("*.md")}
    assert {name for name, text in posts.items() if "draft: true" in text} == {
        name for name in posts if "nodate" in name
    }
    assert len(posts) == 2


def test_two_people_whose_names_come_to_one_address_get_an_address_each(run: Run, site: Path) -> None:
    person = "---\nname: Ada Byron\nrole: Baker\n---\n"
    beside(site, {"_config.yml": "collections: [authors]\n", "_authors/a.b.md": person, "_authors/a_b.md": person})

    assert run("import", "jekyll", "old").code == 0
    assert run("build").code == 0
    assert (site / "output/stakeholders/a-b-2/index.html").exists()
    assert "2 unchanged" in run("import", "jekyll", "old").err


def test_a_folder_that_the_configuration_includes_has_pages_whatever_it_is_called(run: Run, site: Path) -> None:
    about = "---\ntitle: About\npermalink: /about/us/\n---\nAbout us.\n"
    beside(site, {"_config.yml": "include: [_pages]\n", "_pages/us.md": about, "_others/x.md": about})

    assert run("import", "jekyll", "old").code == 0
    assert run("build").code == 0
    assert (site / "output/about/us/index.html").exists()


def test_a_file_with_front_matter_that_was_not_published_stays_behind(run: Run, site: Path) -> None:
    made = "---\npublished: false\n---\n{}\n"
    beside(site, {"_config.yml": "title: A\n", "index.md": "---\ntitle: A\n---\nWords.\n", "api.json": made})

    ran = run("import", "jekyll", "old")

    assert ran.code == 0
    assert "api.json:1: warning[import-loss]: a file that the old site does not publish" in ran.err
    assert not (site / "content/static").exists()


def test_a_blog_that_moved_elsewhere_before_is_a_page_that_leads_there(run: Run, site: Path) -> None:
    moved = "---\ntitle: Blog\npermalink: /blog/\nredirect_to: https://blog.example/\n---\n"
    about = "---\ntitle: About\n---\nAbout us.\n"
    beside(site, {"_config.yml": "title: A\n", "about.md": about, "blog.md": moved})

    assert run("import", "jekyll", "old").code == 0
    assert run("build").code == 0
    assert "https://blog.example/" in (site / "output/blog/index.html").read_text("utf-8")


def test_a_day_that_no_calendar_has_is_the_date_of_no_post(site: Path, run: Run) -> None:
    beside(
        site,
        {
            "_config.yml": "title: T\n",
            "_posts/2021-13-08-late.md": "---\ntitle: Late\n---\nWords.\n",
            "_posts/2021-05-08-real.md": "---\ntitle: Real\n---\nWords.\n",
            "_drafts/none.md": "---\ntitle: None\n---\nWords.\n",
        },
    )
    ran = run("import", "jekyll", "old")

    assert "that of the newest post, 2021-05-08" in ran.err
    assert "2021-13-08," not in ran.err
    assert "\x00" not in ran.err


def test_roles_hours_and_what_data_say_of_people_come_over(site: Path, run: Run) -> None:
    beside(
        site,
        {
            "_config.yml": "title: T\ncollections: {events: {output: true}, people: {output: true}}\n",
            "_events/fair.md": "---\ntitle: Fair\neventDate: 2021-06-05\ntime: 18:30 - 20:00\n"
            "speakers: [{name: Tom, role: chair}, Ann]\n---\nCome.\n",
            "_people/lea.md": "---\nname: Lea\n---\nBakes.\n",
            "_data/authors.yml": "lea: {name: Lea, url: https://lea.example/, role: Baker}\n",
        },
    )
    run("import", "jekyll", "old")

    fair, lea = entry(site, "events/fair.md"), entry(site, "stakeholders/lea.md")
    assert "start: 2021-06-05 18:30\nend: 2021-06-05 20:00\n" in fair
    assert "speakers:\n  - who: Tom\n    role: chair\n  - Ann\n" in fair
    assert "role: Baker\nurl: https://lea.example/\n" in lea


def test_what_is_among_events_and_has_no_plain_start_is_told(site: Path, run: Run) -> None:
    beside(
        site,
        {
            "_config.yml": "title: T\ncollections: {events: {output: true}, plans: {output: false}}\n",
            "_events/odd.md": "---\ntitle: Odd\nstart: 06/05/2021\n---\nCome.\n",
            "_events/bare.md": "---\ntitle: Bare\n---\nCome.\n",
            "_plans/a.md": "---\ntitle: A\n---\n",
            "_plans/b.md": "---\ntitle: B\n---\n",
        },
    )
    said = run("import", "jekyll", "old").err

    assert (
        "_events/odd.md:3: warning[import-loss]: this is among events and became a page: `start` is no day" in said
    )
    assert "_events/bare.md:1: warning[import-loss]: this is among events and became a page: it has no day" in said
    assert said.count("this collection has no pages") == 1
    assert "so its texts are drafts: plans (2 files)" in said
