"""Questions about how entries hang together, seen on the pages that ask them."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from sitegen.outputs import OUTPUTS
from sitegen.questions.links import _most_shared
from tests.conftest import MakeSite, Site
from tests.sizes import drawn


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


orders = st.integers(0, 30).map(lambda number: (float(number), f"posts/{number}.md"))
windows = st.lists(st.sets(orders, max_size=12).map(lambda found: tuple(sorted(found))), max_size=5)


@settings(max_examples=drawn(500))
@given(windows, st.integers(1, 8))
def test_the_most_shared_are_those_in_most_windows_and_of_these_the_first(
    windows: list[tuple[tuple[float, str], ...]], number: int
) -> None:
    shared = Counter(order for window in windows for order in window)
    expected = sorted(shared, key=lambda order: (-shared[order], order))
    assert _most_shared(windows, number)[:number] == expected[:number]
