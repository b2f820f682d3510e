"""The digest of a month: what it holds, as a page and as plain text."""

import pytest
from lxml import etree

from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from sitegen.outputs.digest import WIDTH
from sitegen.urls import output_path
from tests.conftest import AS_OF, MakeSite, Site

BASE = "https://hub.example/base"
SETTINGS = f"title: A & B\nurl: {BASE}/\ntimezone: Europe/London\nsearch: false\ndigest: true\n"
LONG = "Words that go on and on, so that they do not fit on one line of an e-mail, which is not as wide as a page."
FILES = {
    "site.yaml": SETTINGS,
    "content/posts/a.md": f"---\ntitle: Late <news>\ndate: 2026-10-20\nexcerpt: {LONG}\n---\nText.\n",
    "content/posts/b.md": "---\ntitle: Early news\ndate: 2026-10-02\n---\nText.\n",
    "content/posts/old.md": "---\ntitle: Old\ndate: 2025-12-31\n---\nText.\n",
    "content/posts/draft.md": "---\ntitle: Secret\ndate: 2026-10-03\ndraft: true\n---\nText.\n",
    "content/documents/d.md": (
        "---\ntitle: Paper\ndate: 2026-10-05\ntype: paper\n"
        "consultation: {closes: 2026-11-20, respond: {email: a@b.example}}\n---\nText.\n"
    ),
    "content/events/call.md": (
        "---\ntitle: Call\ndate: 2026-10-01\nstart: 2026-11-03 10:00\nduration: 1h\n"
        "repeat: {every: week, count: 3}\n---\n"
    ),
    "content/events/off.md": "---\ntitle: Fair\ndate: 2026-10-01\nstart: 2026-11-05\nstatus: cancelled\n---\n",
    "content/events/later.md": "---\ntitle: Gala\ndate: 2026-10-01\nstart: 2026-12-05\n---\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    found = Site(tmp_path_factory.mktemp("site"), KINDS, OUTPUTS)
    found.write(FILES)
    return found.build(as_of=AS_OF)


def text(site: Site) -> str:
    return site.page("digest/2026/10/digest-2026-10.txt")


def test_a_month_has_what_was_published_in_it_in_order_of_time_by_kind(site: Site) -> None:
    page = etree.HTML(site.output["digest/2026/10/index.html"])
    new = page.xpath("//section[contains(@class, 'shelved')][position() > 2]")
    assert [(each.findtext(".//h2"), [*each.xpath(".//li/a/text()")]) for each in new] == [
        ("Blog", ["Early news", "Late <news>"]),
        ("Documents", ["Paper"]),
    ]


def test_the_text_has_each_event_of_the_next_month_once_with_what_has_become_of_it(site: Site) -> None:
    coming = text(site).partition("Coming up in November 2026\n\n")[2].partition("\n\nNew: ")[0]
    coming, _, asking = coming.partition("\n\nOpen for comment at the end of October 2026\n\n")
    assert asking == f"Paper\nComments until 20 November 2026\n{BASE}/documents/d/"
    assert coming.split("\n\n") == [
        "Tuesday 3 November 2026, 10am to 11am, and 10 November, 17 November\nCall\n" + f"{BASE}/events/call/",
        f"Thursday 5 November 2026\nCancelled: Fair\n{BASE}/events/off/",
    ]


def test_what_is_open_at_the_end_of_the_month_is_told_with_its_last_day_and_not_once_more(site: Site) -> None:
    page = etree.HTML(site.output["digest/2026/10/index.html"])
    (asking,) = page.xpath("//section[.//h2[starts-with(., 'Open for comment')]]")
    assert [each.xpath("string()").strip() for each in asking.xpath(".//li")] == [
        "Paper\nComments until 20 November 2026"
    ]
    assert "Comments close" not in text(site)
    assert "Open for comment" not in site.page("digest/2025/12/index.html")


def test_the_text_fits_into_an_email_and_its_addresses_lead_somewhere(site: Site) -> None:
    lines = text(site).splitlines()
    addresses = [line for line in lines if line.startswith(BASE)]
    assert LONG in " ".join(lines)
    assert max(len(line) for line in lines) <= WIDTH
    assert {output_path(each.removeprefix(BASE)) for each in addresses} <= site.output.keys()
    shown = etree.HTML(site.output["digest/2026/10/index.html"]).xpath("string(//*[@id='digest-text'])")
    assert shown.strip() == text(site).strip()


def test_what_is_hidden_is_in_no_digest(site: Site) -> None:
    assert not [path for path, data in site.output.items() if path.startswith("digest/") and b"Secret" in data]


def test_months_lead_to_each_other_and_the_list_to_all(site: Site) -> None:
    def links(path: str) -> list[str]:
        found: list[str] = etree.HTML(site.output[path]).xpath("//main//a[contains(@href, '12/')]/@href")
        return found

    assert links("digest/2026/10/index.html") == ["../../2025/12/"]
    assert links("digest/index.html") == ["2025/12/"]
    years = etree.HTML(site.output["digest/index.html"]).xpath("//main//section")
    assert [(each.findtext("h2"), each.xpath(".//a/text()")) for each in years] == [
        ("2026", ["October"]),
        ("2025", ["December"]),
    ]


def test_without_the_setting_there_is_none(make_site: MakeSite) -> None:
    site = make_site(FILES | {"site.yaml": SETTINGS.replace("digest: true\n", "")})
    assert not [path for path in site.output if path.startswith("digest/")]


def test_an_event_that_is_moved_writes_the_digest_of_the_month_before_anew(make_site: MakeSite) -> None:
    site = make_site(FILES)
    site.edit("content/events/off.md", FILES["content/events/off.md"].replace("11-05", "11-06")).build()
    assert {path for path in site.rendered if path.startswith("digest/")} == {
        "digest/2026/10/index.html",
        "digest/2026/10/digest-2026-10.txt",
    }
    assert site.made == site.clean_build().made
