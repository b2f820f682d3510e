"""What can be taken away: `hub.json` by its schema, the tables of each kind, the list of feeds."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from lxml import etree

from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from sitegen.urls import output_path
from tests.conftest import AS_OF, MakeSite, Site

BASE = "https://hub.example/base"
SETTINGS = f"title: A & B\nurl: {BASE}/\ntimezone: Europe/London\nsearch: false\nopen_data: true\n"
FILES = {
    "site.yaml": SETTINGS,
    "content/stakeholders/lea.md": "---\ntitle: Lea\ntype: person\nprivate: {email: a@secret.example}\n---\n",
    "content/stakeholders/ring.md": "---\ntitle: The ring\ntype: network\nvisibility: internal\n---\n",
    "content/messages/plain.md": (
        "---\ntitle: =SUM(A1), plainly\naudience: [Lea]\nstatus: agreed\nproof: [{text: Yes, link: /wiki/w/}]\n"
        "variants: {short: Say it., social: '+1'}\n---\nSee [[W]] and <tags>.\n"
    ),
    "content/wiki/w.md": '---\ntitle: W\naliases: [Double U]\ntags: [maps]\n---\n"Quoted" \\u0002 [[Lea|link]].\n',
    "content/wiki/draft.md": "---\ntitle: Not yet\ndraft: true\n---\n",
    "content/events/e.md": (
        "---\ntitle: E\ndate: 2026-01-03\nstart: 2026-12-01 10:00\nduration: 1h\nrepeat: {every: week, count: 2}\n"
        "speakers: [{who: Lea, role: chair}]\n---\n"
    ),
    "content/documents/d/index.md": "---\ntitle: D\ndate: 2026-01-02\ntype: paper\nattachments: [a.pdf]\n---\n",
    "content/documents/d/a.pdf": "%PDF-1.4 nothing",
    "content/comments/d/1.yml": (
        "_id: one\nname: Anna\nconsent: true\nstatus: approved\ndate: 2026-01-04\nmessage: '*Good*'\n"
    ),
    "content/comments/d/2.yml": (
        "name: Secret\nconsent: false\nstatus: approved\ndate: 2026-01-05\nmessage: Indeed\nreply_to: one\n"
    ),
    "content/comments/d/3.yml": "name: Eve\nname_public: true\nstatus: held\ndate: 2026-01-06\nmessage: Not yet\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    found = Site(tmp_path_factory.mktemp("site"), KINDS, OUTPUTS)
    found.write(FILES)
    return found.build(as_of=AS_OF)


def hub(site: Site) -> Any:
    return json.loads(site.output["hub.json"])


def entry(site: Site, title: str) -> Any:
    (found,) = (each for each in hub(site)["entries"] if each["title"] == title)
    return found


def rows(site: Site, kind: str) -> list[dict[str, str]]:
    text = site.output[f"{kind}/{kind}.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def addresses(value: Any) -> Iterator[str]:
    """Yield every address of the site in a value, but for ids and texts."""
    if isinstance(value, dict):
        for name, each in value.items():
            if name not in ("id", "html"):
                yield from addresses(each)
    elif isinstance(value, list):
        for each in value:
            yield from addresses(each)
    elif isinstance(value, str) and value.startswith(f"{BASE}/"):
        yield value


def test_the_hub_is_as_its_schema_says(site: Site) -> None:
    schema = json.loads(site.output["hub.schema.json"])
    Draft202012Validator.check_schema(schema)
    assert not list(Draft202012Validator(schema).iter_errors(hub(site)))
    broken = hub(site)
    del broken["entries"][0]["title"]
    assert list(Draft202012Validator(schema).iter_errors(broken))


def test_every_address_in_the_hub_leads_to_something(site: Site) -> None:
    found = set(addresses(hub(site)))
    assert f"{BASE}/documents/d/a.pdf" in found
    assert {output_path(each.removeprefix(BASE).partition("#")[0]) for each in found} <= site.output.keys()


def test_an_entry_says_what_its_front_matter_says_and_who_names_it(site: Site) -> None:
    message, person = entry(site, "=SUM(A1), plainly"), entry(site, "Lea")
    lea = {"name": "Lea", "url": f"{BASE}/stakeholders/lea/"}
    assert message["fields"]["audience"] == [lea]
    assert message["fields"]["proof"] == [{"text": "Yes", "link": f"{BASE}/wiki/w/"}]
    assert message["links"] == [f"{BASE}/wiki/w/"]
    assert {(tie["role"], tie["name"]) for tie in person["ties"]} == {
        ("Message for", "=SUM(A1), plainly"),
        ("Speaker at", "E"),
    }
    assert entry(site, "W")["names"] == ["Double U"]
    assert entry(site, "W")["tags"] == ["maps"]


def test_a_text_keeps_its_characters_and_gets_whole_addresses(site: Site) -> None:
    html = etree.HTML(entry(site, "W")["html"])
    assert html.xpath("string(//p)") == '"Quoted" \\u0002 link.'
    assert html.xpath("//a/@href") == [f"{BASE}/stakeholders/lea/"]


def test_a_comment_that_readers_see_is_with_its_entry(site: Site) -> None:
    first, second = entry(site, "D")["comments"]
    assert (first["name"], first["date"][:10], first["html"].strip()) == (
        "Anna",
        "2026-01-04",
        "<p><em>Good</em></p>",
    )
    assert second["reply_to"] == first["url"]
    assert "name" not in second


def test_an_event_has_each_of_its_dates(site: Site) -> None:
    assert entry(site, "E")["dates"] == [
        {"start": "2026-12-01T10:00:00+00:00", "end": "2026-12-01T11:00:00+00:00"},
        {"start": "2026-12-08T10:00:00+00:00", "end": "2026-12-08T11:00:00+00:00"},
    ]


def test_a_sheet_has_a_row_an_entry_and_no_formula(site: Site) -> None:
    (message,) = rows(site, "messages")
    assert message["title"] == "'=SUM(A1), plainly"
    assert message["variants.social"] == "'+1"
    assert message["audience"] == "Lea"
    (event,) = rows(site, "events")
    assert event["dates"] == "2026-12-01T10:00:00+00:00; 2026-12-08T10:00:00+00:00"
    assert [row["title"] for row in rows(site, "wiki")] == ["W"]


def test_what_is_hidden_is_in_no_file(site: Site) -> None:
    for path, data in site.output.items():
        assert b"secret.example" not in data, path
        assert b"The ring" not in data, path
        assert b"Not yet" not in data, path


def test_the_list_of_feeds_names_every_feed(site: Site) -> None:
    found = etree.fromstring(site.output["feeds.opml"])
    assert found.get("version") == "2.0"
    assert found.findtext("head/title") == "A & B"
    named = set(found.xpath("//outline/@xmlUrl"))
    assert {output_path(each.removeprefix(BASE)) for each in named} == {
        path for path in site.output if path.endswith("feed.xml") and not path.startswith("stakeholders/")
    }


def test_without_the_setting_there_is_the_list_of_feeds_alone(make_site: MakeSite) -> None:
    site = make_site(FILES | {"site.yaml": SETTINGS.replace("open_data: true\n", "")})
    assert "feeds.opml" in site.output
    data = {path for path in site.output if path.endswith((".csv", "hub.json", "hub.schema.json"))}
    assert {path for path in data if not path.startswith("events/programme/")} == set()


def test_a_file_of_the_site_at_such_an_address_stays(make_site: MakeSite) -> None:
    site = make_site(FILES | {"content/static/hub.json": "{}"})
    assert site.output["hub.json"] == b"{}"


def test_each_part_of_a_field_is_a_column_and_no_file_of_the_build_is_named(make_site: MakeSite) -> None:
    asks = (
        "consultation: {closes: 2026-12-14, questions: [Why?, How?], respond: {email: a@hub.example, post: Here}}"
    )
    site = make_site(
        {
            "site.yaml": SETTINGS,
            "content/wiki/w.md": f"---\ntitle: W\n{asks}\n---\nText.\n",
            "content/stakeholders/lea.md": "---\ntitle: Lea\ntype: person\nforum_feed: topics.xml\n---\n",
            "content/stakeholders/topics.xml": "<rss/>",
        }
    )
    (row,) = csv.DictReader(io.StringIO(site.page("wiki/wiki.csv")))
    told = {
        name.removeprefix("consultation."): cell for name, cell in row.items() if name.startswith("consultation")
    }
    assert told == {
        "closes": "2026-12-14",
        "questions": "Why?; How?",
        "respond.email": "a@hub.example",
        "respond.post": "Here",
    }
    assert "topics.xml" not in site.page("hub.json")
