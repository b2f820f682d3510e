"""Several labels, names or addresses in one text are taken apart as they are meant, or asked about."""

import re

import pytest

from tests.conftest import MakeSite

HEAD = "---\ntitle: Flood\ndate: 2026-01-02\n"
PEOPLE = {f"content/stakeholders/{name}.md": f"---\ntitle: {name}\ntype: person\n---\n" for name in ("Lea", "Tom")}


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("tags: news; data; open days", {"news", "data", "open-days"}),
        ("tags: news, data; maps", {"news", "data", "maps"}),
        ("tags: [news; data, maps]", {"news", "data", "maps"}),
        ("tags: [[news]]", {"news"}),
        ("tags: [[news]], [[open days]]", {"news", "open-days"}),
        ('tags: ["[[news]]", data]', {"news", "data"}),
        ("tags: '#news #data'", {"news", "data"}),
        ("tags: ['#news']", {"news"}),
        ("category: news; data", {"news", "data"}),
        ("tags: C#", {"c"}),
        ("tags: news | data | open days", {"news", "data", "open-days"}),
        ("tags: news / data", {"news", "data"}),
        ("tags: • news", {"news"}),
        ("tags: news • data", {"news", "data"}),
        ("tags: [news / data]", {"news-data"}),
        ("tags: news/data", {"news-data"}),
        ("tags: (news, data)", {"news", "data"}),
        ("tags: <news, data>", {"news", "data"}),
        ('tags: \'["news", "data"]\'', {"news", "data"}),
        ("tags: news、data，maps", {"news", "data", "maps"}),
        ("tags: news · data", {"news", "data"}),
        ("tags: “news”, „open days“", {"news", "open-days"}),
        ("tags: news]", {"news"}),
        ("tags: news,\u00a0data\u200b", {"news", "data"}),
        ("tags:\n  • news\n  • open days", {"news", "open-days"}),
        ("tags:\n  1. news\n  2. data", {"news", "data"}),
        ("tags: |\n  news\n  data", {"news", "data"}),
        ("tags: none", set()),
        ("tags: Python (3), 3D printing, Rock 'n' Roll", {"python-3", "3d-printing", "rock-n-roll"}),
        ("tags: open days", {"open-days"}),
    ],
)
def test_labels_are_parted_as_they_are_meant(line: str, tags: set[str], make_site: MakeSite) -> None:
    site = make_site({"content/posts/flood.md": f"{HEAD}{line}\n---\n"})

    assert site.codes == []
    assert {path.split("/")[1] for path in site.output if path.startswith("tags/") and path.count("/") > 1} == tags


@pytest.mark.parametrize("text", ["Lea, Tom", "Lea and Tom", "Lea & Tom", "Lea; Tom", "Lea / Tom", "Lea und Tom"])
def test_two_people_in_one_text_are_asked_about(text: str, make_site: MakeSite) -> None:
    site = make_site({**PEOPLE, "content/posts/flood.md": f"{HEAD}author: {text}\n---\n"})

    assert site.places() == ["content/posts/flood.md:4:9 several-names"]
    assert site.diagnostics[0].fix == "authors: [Lea, Tom]"


@pytest.mark.parametrize(
    "text", ["Ann, Bob", "Lea (chair)", "Smith, John", "[Lea, Tom]", "[[Lea]], [[Tom]]", "Lea"]
)
def test_a_text_that_is_not_all_names_of_entries_is_left_alone(text: str, make_site: MakeSite) -> None:
    assert make_site({**PEOPLE, "content/posts/flood.md": f"{HEAD}authors: {text}\n---\n"}).codes == []


def test_two_in_one_item_of_many_are_not_cured_by_dropping_the_others(make_site: MakeSite) -> None:
    (found,) = make_site(
        {**PEOPLE, "content/posts/flood.md": f"{HEAD}authors: ['Lea, Tom', Bob]\n---\n"}
    ).diagnostics

    assert found.fix == "make each an item of its own: Lea, Tom"


def test_a_relation_to_two_in_one_text_has_the_list_for_its_cure(make_site: MakeSite) -> None:
    event = "---\ntitle: Meeting\nstart: 2026-12-02 10:00\norganiser: Lea and Tom\n---\n"
    site = make_site({**PEOPLE, "content/events/meeting.md": event})

    assert [(found.code, found.fix) for found in site.diagnostics] == [
        ("broken-relation", "organiser: [Lea, Tom]")
    ]


@pytest.mark.parametrize(
    ("lines", "paths"),
    [
        ("redirect_from: [foo, 2019/bar.html]", {"foo/index.html", "2019/bar.html"}),
        ("redirect_from: foo", {"foo/index.html"}),
        ("redirect_from:\n  /one/\n  /two/", {"one/index.html", "two/index.html"}),
        ("redirect_from:\n  one/\n  two.html", {"one/index.html", "two.html"}),
        ("redirect_from: /one/, /two/", {"one/index.html", "two/index.html"}),
        ("redirect_from:\n  - ./one/\n  - /two/", {"one/index.html", "two/index.html"}),
        ("redirect_from: /one/;/two/", {"one/index.html", "two/index.html"}),
        ('redirect_from: "/one/ -> /new/"', {"one/index.html"}),
        ("aliases: /one/ /two/", {"one/index.html", "two/index.html"}),
        ("aliases:\n  /one/,\n  /two/", {"one/index.html", "two/index.html"}),
        ("aliases: [/one/, The other name]", {"one/index.html"}),
        ("aliases: [one.html, two/a.php, Mr. Two]", {"one.html", "two/a.php"}),
        ("aliases: one.htm", {"one.htm"}),
        ('redirect_from: ["2019/a b.html"]', {"2019/a b.html"}),
        ('redirect_from: "2019/a b.html"', {"2019/a b.html"}),
        (
            "redirect_from: [https://hub.example/one/, //www.hub.example/two/]",
            {"one/index.html", "two/index.html"},
        ),
        ("aliases: The other name, in full", set()),
    ],
)
def test_old_addresses_are_addresses_however_they_are_written(
    lines: str, paths: set[str], make_site: MakeSite
) -> None:
    site = make_site({"content/posts/flood.md": f"{HEAD}{lines}\n---\n"})

    assert site.codes == []
    assert {path for path in site.output if path.startswith(("foo", "2019/", "one", "two"))} == paths


def test_one_person_with_an_entry_is_enough_to_ask_for_a_list(make_site: MakeSite) -> None:
    site = make_site({**PEOPLE, "content/posts/flood.md": f"{HEAD}authors: Lea, Bob\n---\n"})

    assert site.codes == ["several-names"]
    assert site.diagnostics[0].fix == "authors: [Lea, Bob]" and "but Lea is" in site.diagnostics[0].message


@pytest.mark.parametrize("line", ["Lea + Tom", "Lea i Tom", "Lea y Tom", "Lea és Tom", "Lea oraz Tom"])
def test_names_are_parted_by_and_in_any_language(line: str, make_site: MakeSite) -> None:
    site = make_site({**PEOPLE, "content/posts/flood.md": f"{HEAD}authors: {line}\n---\n"})

    assert [(found.code, found.fix) for found in site.diagnostics] == [("several-names", "authors: [Lea, Tom]")]


def test_a_name_that_begins_with_the_surname_is_one(make_site: MakeSite) -> None:
    person = {"content/stakeholders/roth.md": "---\ntitle: Lea Roth\ntype: person\n---\n"}
    site = make_site({**PEOPLE, **person, "content/posts/flood.md": f"{HEAD}authors: Roth, Lea\n---\n"})

    assert [(found.code, found.fix) for found in site.diagnostics] == [("several-names", "authors: [Lea Roth]")]


def test_a_label_has_no_sign_that_parts_it_from_the_one_before(make_site: MakeSite) -> None:
    site = make_site({"content/posts/flood.md": f"{HEAD}tags: one / two | three • four\n---\n"})

    for label in ("two", "three", "four"):
        text = site.output[f"tags/{label}/index.html"].decode()
        assert not re.search(rf"[/|•] {label}", text)


def test_links_side_by_side_are_names_of_their_own(make_site: MakeSite) -> None:
    site = make_site({**PEOPLE, "content/posts/flood.md": f"{HEAD}authors: [[Lea]] and [[Tom]]\n---\n"})

    assert site.codes == []
    assert "stakeholders/tom/" in site.page("blog/flood/index.html")


def test_names_with_bullets_are_a_list(make_site: MakeSite) -> None:
    site = make_site({**PEOPLE, "content/posts/flood.md": f"{HEAD}authors:\n  • Lea\n  • Tom\n---\n"})

    assert site.codes == []
    assert "stakeholders/lea/" in site.page("blog/flood/index.html")


@pytest.mark.parametrize(
    ("lines", "fix"),
    [
        ("tags: {news, data}", "tags: [news, data]"),
        ("authors: {Lea}", "authors: [Lea]"),
        ("tags: -news -data", "tags: [news, data]"),
        ("tags:\n  news\n  data", ""),
        ("authors:\n  Lea\n  Tom", ""),
    ],
)
def test_what_is_no_list_is_asked_for_as_one(lines: str, fix: str, make_site: MakeSite) -> None:
    site = make_site({**PEOPLE, "content/posts/flood.md": f"{HEAD}{lines}\n---\n"})

    assert [(found.code, found.fix) for found in site.diagnostics] == [("bad-value", fix)]
