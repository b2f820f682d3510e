"""Questions about how entries hang together, seen on the pages that ask them."""

import datetime as dt

from lxml import html

from sitegen.outputs import OUTPUTS
from tests.conftest import MakeSite, Site


def entry(title: str, *lines: str, text: str = "What it is about.") -> str:
    return "\n".join(("---", f"title: {title}", *lines, "---", text, ""))


def listed(site: Site, path: str, heading: str) -> list[str]:
    """The links of the section under a heading."""
    page = html.fromstring(site.page(path))
    return [found.text_content() for found in page.xpath(f"//section[.//h2='{heading}']//ul[@class='rows']/li/a")]


MESSAGES = {
    "content/stakeholders/ada.md": entry("Ada", "type: person"),
    "content/stakeholders/index.md": entry("Everyone"),
    "content/messages/roof.md": entry("Open it", "status: agreed", "audience: Ada", "date: 2026-01-01"),
    "content/messages/pillar.md": entry(
        "Plain files first", "status: agreed", "audience: Ada", "parent: Open it", "date: 2026-02-01"
    ),
    "content/events/fair.md": entry("Fair", "start: 2026-12-01", "messages: Open it", text="See [[Open it]]."),
    "content/posts/news.md": entry(
        "News", "date: 2026-03-01", text="[[Everyone]] should read [[Open it]] by [[Ada]], says [[Ada]]."
    ),
}


def test_a_message_is_used_in_what_names_or_mentions_it_once_each(make_site: MakeSite) -> None:
    site = make_site(MESSAGES, outputs=OUTPUTS)

    assert listed(site, "messages/roof/index.html", "Used in") == ["Fair", "News"]
    assert listed(site, "messages/pillar/index.html", "Used in") == []


def test_what_uses_a_message_in_a_series_has_its_place_by_the_next_date(make_site: MakeSite) -> None:
    weekly = entry("Clinic", "start: 2025-01-07", "repeat: {every: week}", "messages: Open it")
    site = make_site({**MESSAGES, "content/events/clinic.md": weekly}, outputs=OUTPUTS)
    assert listed(site, "messages/roof/index.html", "Used in") == ["Fair", "Clinic", "News"]

    site.build(as_of=dt.datetime(2026, 12, 2, tzinfo=dt.UTC))
    assert listed(site, "messages/roof/index.html", "Used in") == ["Clinic", "Fair", "News"]


def test_a_stakeholder_has_the_messages_meant_for_it_the_newest_first(make_site: MakeSite) -> None:
    site = make_site(MESSAGES, outputs=OUTPUTS)

    assert listed(site, "stakeholders/ada/index.html", "Messages for them") == ["Plain files first", "Open it"]


def test_a_post_lists_the_people_it_links_to_and_not_the_page_that_lists_them_all(make_site: MakeSite) -> None:
    site = make_site(MESSAGES, outputs=OUTPUTS)

    assert listed(site, "blog/news/index.html", "People and groups in this post") == ["Ada"]


def test_a_post_stays_as_it_is_when_a_page_it_links_to_has_another_title(make_site: MakeSite) -> None:
    wiki = {"content/wiki/a.md": entry("Knots", "aliases: Ropes")}
    post = {"content/posts/news.md": entry("News", "date: 2026-03-01", text="On [ropes](../wiki/a.md).")}
    site = make_site({**wiki, **post}, outputs=OUTPUTS)
    site.edit("content/wiki/a.md", entry("Splices", "aliases: Ropes")).build()

    assert "blog/news/index.html" not in site.rendered


def test_a_post_has_those_of_its_years_beside_it_though_older_ones_have_more_tags_in_common(
    make_site: MakeSite,
) -> None:
    posts = {
        "here": ("2026-03-01", "[a, b]"),
        "of long ago": ("2010-01-01", "[a, b]"),
        "of last year": ("2025-03-01", "[a]"),
        "of that year": ("2026-05-01", "[b]"),
        "much the same": ("2024-01-01", "[a, b]"),
        "of another thing": ("2026-03-02", "[c]"),
    }
    site = make_site(
        {
            f"content/posts/{title.replace(' ', '-')}.md": entry(title, f"date: {date}", f"tags: {tags}")
            for title, (date, tags) in posts.items()
        }
    )
    nearest = ["much the same", "of that year", "of last year", "of long ago"]
    assert listed(site, "blog/here/index.html", "Related") == nearest


def test_a_new_post_is_offered_by_those_around_it_alone(make_site: MakeSite) -> None:
    posts = {
        f"content/posts/p{month:02}.md": entry(f"P{month}", f"date: 20{month:02}-01-01", "tags: a")
        for month in range(1, 21)
    }
    site = make_site(posts)
    site.edit("content/posts/p21.md", entry("P21", "date: 2021-01-01", "tags: a")).build()
    again = {path for path in site.rendered if path.startswith("blog/p")}
    assert again == {f"blog/p{number}/index.html" for number in (19, 20, 21)} | {"blog/page/2/index.html"}


def test_a_page_without_a_date_is_as_near_as_its_tags_say(make_site: MakeSite) -> None:
    heads = {
        "Here": ("date: 2026-01-01", "tags: [a, b]"),
        "Two": ("tags: [a, b]",),
        "One": ("tags: [a]",),
        "Old": ("date: 2016-01-01", "tags: [a, b]"),
    }
    site = make_site({f"content/wiki/{title.lower()}.md": entry(title, *lines) for title, lines in heads.items()})
    assert listed(site, "wiki/here/index.html", "Related") == ["Two", "One", "Old"]
    assert listed(site, "wiki/two/index.html", "Related") == ["Here", "Old", "One"]


def test_who_sent_whom_to_an_event_is_on_the_pages_of_both(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/stakeholders/lea.md": "---\ntitle: Lea\ntype: person\n---\n",
            "content/stakeholders/crew.md": "---\ntitle: Crew\ntype: team\n---\n",
            "content/stakeholders/hall.md": "---\ntitle: Hall\ntype: organisation\n---\n",
            "content/events/talk.md": "---\ntitle: Talk\nstart: 2026-01-05\nspeakers:\n"
            "  - {who: Lea, nominated_by: Crew}\n  - {who: Ann, nominated_by: [Crew, Hall]}\n---\n",
            "content/events/fair.md": "---\ntitle: Fair\nstart: 2026-01-06\nspeakers:\n"
            "  - {who: Guild, nominated_by: Crew}\n  - {who: Ann, nominated_by: Guild}\n---\n",
            "content/stakeholders/guild.md": "---\ntitle: Guild\ntype: organisation\n---\n",
        }
    )

    def line(name: str) -> str:
        page = html.fromstring(site.output[f"stakeholders/{name}/index.html"])
        return " ".join(page.xpath("string((//*[@class='when muted'])[last()])").split())

    assert line("lea").startswith("Speaker at, for Crew, 5 January 2026")
    assert line("crew").startswith("Represented at, by Lea, Ann, 5 January 2026")
    assert line("hall").startswith("Represented at, by Ann, 5 January 2026")
    assert line("guild").startswith("Speaker at, for Crew; represented at, by Ann, 6 January 2026")
