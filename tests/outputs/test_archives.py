from lxml import html

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


PAGED = (
    "{{ count }}:{% for card in items %} {{ card.title }}{% endfor %}"
    "|{% if pages %}{{ pages.number }}/{{ pages.total }}"
    "{% for page in pages.all %} {{ page.to }}{% endfor %}{% endif %} "
    "|{{ previous.text if previous }}|{{ next.text if next }}"
)


def paged(make_site: MakeSite, files: dict[str, str] | None = None) -> Site:
    posts = {
        f"content/posts/{month}{letter}.md": f"---\ntitle: {month}{letter}\ndate: 2010-{month:02}-{day}\n---\n"
        for month in (1, 3)
        for day, letter in enumerate("abcde", 10)
    }
    return make_site({"site.yaml": f"{SITE_YAML}per_page: 2\n", **posts, **(files or {})})


def test_a_month_has_as_many_pages_as_its_posts_fill(make_site: MakeSite) -> None:
    site = paged(make_site, {"layouts/archive.html": PAGED})
    assert [path for path in site.made if path.startswith("blog/2010/01/")] == [
        "blog/2010/01/index.html",
        "blog/2010/01/page/2/index.html",
        "blog/2010/01/page/3/index.html",
    ]
    assert site.page("blog/2010/01/index.html") == "5: 1e 1d|1/3 ./ page/2/ page/3/ ||March 2010"
    assert site.page("blog/2010/01/page/2/index.html") == "5: 1c 1b|2/3 ../../ ./ ../3/ ||March 2010"
    assert site.page("blog/2010/03/page/3/index.html") == "5: 3a|3/3 ../../ ../2/ ./ |January 2010|"


def test_a_year_shows_of_each_month_as_many_posts_as_a_page_of_it(make_site: MakeSite) -> None:
    site = paged(make_site, {"layouts/archive.html": PAGED})
    assert site.page("blog/2010/index.html") == "10: 3e 3d 1e 1d| ||"


def test_a_year_leads_to_all_posts_of_a_month_that_it_has_no_room_for(make_site: MakeSite) -> None:
    page = html.fromstring(paged(make_site).page("blog/2010/index.html"))
    assert [(each.text_content(), each.get("href")) for each in page.xpath("//ol[@class='rows dated']//a")] == [
        ("3e", "../3e/"),
        ("3d", "../3d/"),
        ("All 5 posts from March", "03/"),
        ("1e", "../1e/"),
        ("1d", "../1d/"),
        ("All 5 posts from January", "01/"),
    ]
    chips = page.xpath("//nav[@aria-label='Months']//a")
    assert [each.text_content() for each in chips] == ["All", "March 5", "January 5"]


def test_the_further_pages_of_a_month_say_which_they_are_and_lead_to_the_first(make_site: MakeSite) -> None:
    page = html.fromstring(paged(make_site).page("blog/2010/01/page/2/index.html"))
    assert page.find(".//h1").text_content() == "Posts from January 2010, page 2"
    assert page.xpath("string(//*[@class='meta'])") == "5 posts"
    crumbs = [(each.text_content(), each.get("href")) for each in page.xpath("//*[@class='crumbs']//a")]
    assert crumbs[1:] == [("Blog", "../../../../"), ("2010", "../../../"), ("January 2010", "../../")]
    assert page.xpath("//nav[@aria-label='Pages of this list']//*[@aria-current='page']/@href") == ["./"]


def test_pages_of_the_blog_after_the_first_show_the_archive_of_their_posts_alone(make_site: MakeSite) -> None:
    posts = {
        f"content/posts/p{year}.md": f"---\ntitle: P{year}\ndate: {year}-05-01\n---\nText.\n"
        for year in range(2010, 2016)
    }
    site = make_site({"site.yaml": f"{SITE_YAML}per_page: 2\n", **posts})

    def years(path: str) -> list[tuple[str, str | None]]:
        page = html.fromstring(site.page(path))
        return [(each.text_content().strip(), each.get("href")) for each in page.xpath("//ul[@id='Archive']//a")]

    chips = html.fromstring(site.page("blog/index.html")).xpath("//ul[@id='Archive']//a/text()")
    assert [text.strip() for text in chips] == ["All", "2015", "2014", "2013", "2012", "2011", "2010"]
    assert "<aside" not in site.page("blog/index.html")
    assert years("blog/page/2/index.html") == [
        ("All", "../../"),
        ("2013 1", "../../2013/"),
        ("2012 1", "../../2012/"),
        ("All years", "../../#Archive"),
    ]
    assert 'id="Archive"' in site.page("blog/index.html")
    site.edit("content/posts/p2016.md", "---\ntitle: P2016\ndate: 2016-05-01\n---\nText.\n").build()
    assert site.made == site.clean_build().made
