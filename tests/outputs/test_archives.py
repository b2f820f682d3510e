from sitegen.outputs.archives import ARCHIVES
from tests.conftest import SITE_YAML, MakeSite, Site

ARCHIVE = (
    "{{ year }}-{{ month }}:{% for card in items %} {{ card.title }}{% endfor %}"
    "|{% for row in months %}{{ row.month }}x{{ row.count }} {% endfor %}"
    "|{{ previous.text if previous }}|{{ next.text if next }}|{{ up.text }}"
)


def archive(make_site: MakeSite, **dates: str) -> Site:
    posts = {
        f"content/posts/{title}.md": f"---\ntitle: {title}\ndate: {date}\n---\nText.\n"
        for title, date in dates.items()
    }
    return make_site({"layouts/archive.html": ARCHIVE, **posts}, outputs=(ARCHIVES,))


def test_each_year_and_month_with_posts_has_a_page_and_no_other(make_site: MakeSite) -> None:
    site = archive(make_site, a="2010-01-19", b="2010-01-27", c="2017-02-06")
    assert list(site.made) == [
        "blog/2010/01/index.html",
        "blog/2010/index.html",
        "blog/2017/02/index.html",
        "blog/2017/index.html",
    ]


def test_a_year_shows_its_posts_newest_first_and_counts_its_months(make_site: MakeSite) -> None:
    site = archive(make_site, a="2010-01-19", b="2010-01-27", c="2010-03-01")
    assert site.page("blog/2010/index.html") == "2010-0: c b a|3x1 1x2 |||Blog"


def test_periods_lead_to_the_nearest_that_has_posts(make_site: MakeSite) -> None:
    site = archive(make_site, a="2010-01-19", b="2010-03-27", c="2017-02-06")
    assert site.page("blog/2010/03/index.html") == ("2010-3: b|3x1 1x1 |January 2010|February 2017|2010")
    assert site.page("blog/2017/index.html") == "2017-0: c|2x1 |2010||Blog"


def test_the_month_of_a_post_is_that_of_its_own_clock(make_site: MakeSite) -> None:
    site = archive(make_site, late="2010-01-31 23:30:00 -0800")
    assert list(site.made) == ["blog/2010/01/index.html", "blog/2010/index.html"]


def test_a_post_whose_name_is_a_year_collides_with_the_archive(make_site: MakeSite) -> None:
    site = make_site({"content/posts/2010.md": "---\ntitle: A year\ndate: 2010-05-01\n---\nText.\n"})
    assert [found.code for found in site.errors] == ["address-collision"]
    assert "content/posts/2010.md" in site.errors[0].message
    assert "/blog/2010/" in site.errors[0].message


def test_without_posts_there_are_no_archives(make_site: MakeSite) -> None:
    site = make_site({"site.yaml": SITE_YAML, "content/about.md": "# About\n"}, outputs=(ARCHIVES,))
    assert site.errors == []
    assert list(site.made) == []


def test_a_new_post_makes_anew_its_month_its_year_and_their_neighbours_only(make_site: MakeSite) -> None:
    site = archive(make_site, a="2010-01-19", b="2010-03-27", c="2017-02-06", d="2026-01-01")
    site.edit("content/posts/e.md", "---\ntitle: e\ndate: 2017-02-07\n---\nText.\n").build()
    assert site.rendered == {"blog/2017/02/index.html", "blog/2017/index.html"}


def test_an_archive_whose_last_post_went_away_goes_too(make_site: MakeSite) -> None:
    site = archive(make_site, a="2010-01-19", b="2010-03-27")
    site.remove("content/posts/a.md").build()
    assert list(site.made) == ["blog/2010/03/index.html", "blog/2010/index.html"]
    assert site.page("blog/2010/03/index.html") == "2010-3: b|3x1 |||2010"
