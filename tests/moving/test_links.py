"""A move rewrites what has to change for each link to lead to where it led, and no other byte."""

import pytest

from tests.conftest import MakeSite
from tests.moving.conftest import differing, files_of, move
from tests.pictures.photographs import photograph

HEAD = "---\ntitle: {}\n---\n"
RULES = {"content/wiki/rules.md": HEAD.format("Rules") + "\n## By bus\n\nWords.\n"}
BESIDE = {
    "content/wiki/pic.png": photograph(2, 2, "PNG", place=False),
    "content/wiki/list.csv": "a,b\n",
    "content/wiki/other.md": HEAD.format("Other") + "\n## Then\n\nWords.\n",
}

LINKS = {
    # what is typed in content/wiki/page.md: what it is when wiki/rules.md has gone to wiki/old/ways.md
    "[the rules](rules.md#by-bus)": "[the rules](old/ways.md#by-bus)",
    "[the rules](rules.md 'Title')": "[the rules](old/ways.md 'Title')",
    "[the rules](./rules.md)": "[the rules](./old/ways.md)",
    "[the rules](rules)": "[the rules](old/ways)",
    "[the rules](rules/)": "[the rules](old/ways/)",
    "[the rules](<rules.md>)": "[the rules](<old/ways.md>)",
    "[the rules](../wiki/rules.md)": "[the rules](../wiki/old/ways.md)",
    "[the rules](/wiki/rules/#by-bus)": "[the rules](/wiki/old/ways/#by-bus)",
    "[the rules](/wiki/rules)": "[the rules](/wiki/old/ways)",
    "[the rules](https://hub.example/wiki/rules/)": "[the rules](https://hub.example/wiki/old/ways/)",
    "[x](/wiki/rules/) [y](https://hub.example/wiki/rules#by-bus) [z](https://other.example/wiki/rules/)": (
        "[x](/wiki/old/ways/) [y](https://hub.example/wiki/old/ways#by-bus) [z](https://other.example/wiki/rules/)"
    ),
    "<a href='https://hub.example/wiki/rules/'>x</a> <http://www.hub.example/wiki/rules/?a=1>": (
        "<a href='https://hub.example/wiki/old/ways/'>x</a> <http://www.hub.example/wiki/old/ways/?a=1>"
    ),
    "[the rules][1]\n\n[1]: rules.md": "[the rules][1]\n\n[1]: old/ways.md",
    '<a href="rules.md">the rules</a>': '<a href="old/ways.md">the rules</a>',
    "<a href='rules.md#by-bus'>the rules</a>": "<a href='old/ways.md#by-bus'>the rules</a>",
    "[[rules]]": "[[ways]]",
    "[[rules#By bus]]": "[[ways#By bus]]",
    "[[rules|the rules]]": "[[ways|the rules]]",
    "[[wiki/rules]]": "[[wiki/old/ways]]",
    "[[Wiki/Rules.md]]": "[[wiki/old/ways.md]]",
    "[[Rules]] and [[rules]]": "[[Rules]] and [[rules]]",
    "![[wiki/rules#By bus]]": "![[wiki/old/ways#By bus]]",
    "| a | b |\n|---|---|\n| [[wiki/rules\\|x]] | y |": "| a | b |\n|---|---|\n| [[wiki/old/ways\\|x]] | y |",
    "[the rules]({{ site.baseurl }}/wiki/rules/)": "[the rules]({{ site.baseurl }}/wiki/old/ways/)",
    '[x]({{< ref "wiki/rules.md" >}})': '[x]({{< ref "wiki/old/ways.md" >}})',
    "`[the rules](rules.md)` and [x](rules.md)": "`[the rules](rules.md)` and [x](old/ways.md)",
    "```\n[[wiki/rules]]\n```\n[[wiki/rules]]": "```\n[[wiki/rules]]\n```\n[[wiki/old/ways]]",
    "<!-- [x](rules.md) -->": "<!-- [x](rules.md) -->",
    "[x](rules.md) [y](rules.md) [z](other.md)": "[x](old/ways.md) [y](old/ways.md) [z](other.md)",
    "[[wiki/rules|a\nb]]": "[[wiki/old/ways|a\nb]]",
}


@pytest.mark.parametrize("typed", LINKS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_links_to_a_moved_page_are_rewritten_as_they_were_typed(
    make_site: MakeSite, typed: str, newline: str
) -> None:
    titled = "Ways" not in LINKS[typed] and {
        "content/wiki/rules.md": HEAD.format("The rules") + "\n## By bus\n\nW.\n"
    }
    if "[[Rules]]" in typed:
        titled = RULES
    page = (HEAD.format("Page") + f"A é {typed}\n").replace("A é |", "|").replace("A é ```", "```")
    site = make_site({**BESIDE, **(titled or {}), "content/wiki/page.md": page.replace("\n", newline).encode()})
    assert site.codes == []
    before = files_of(site.root)

    move(site.root, "wiki/rules.md", "wiki/old/ways.md")

    after = files_of(site.root)
    assert after["content/wiki/page.md"].decode() == page.replace(typed, LINKS[typed]).replace("\n", newline)
    assert after["content/wiki/old/ways.md"] == before["content/wiki/rules.md"].replace(
        b"\n---\n", b"\naliases: [/wiki/rules/]\n---\n", 1
    )
    assert site.build().codes == []


OWN = {
    # what is typed in content/wiki/page.md: what it is in content/wiki/old/page.md
    "[x](other.md#then)": "[x](../other.md#then)",
    "[x](other)": "[x](../other)",
    "![A list](pic.png)": "![A list](../pic.png)",
    '<img src="pic.png" alt="A list">': '<img src="../pic.png" alt="A list">',
    "[the list](list.csv)": "[the list](../list.csv)",
    "[[Other]] [[wiki/other]] [[#Here]]\n\n## Here": "[[Other]] [[wiki/other]] [[#Here]]\n\n## Here",
    "[x](#here)\n\n## Here": "[x](#here)\n\n## Here",
    "[x](page.md#here)\n\n## Here": "[x](page.md#here)\n\n## Here",
    "[x](/wiki/other/) [y](https://example.org/other.md)": "[x](/wiki/other/) [y](https://example.org/other.md)",
    "[x]: other.md\n\n[x]": "[x]: ../other.md\n\n[x]",
    "[x](../wiki/other.md)": "[x](../../wiki/other.md)",
    "[x](list.csv?v=2)": "[x](../list.csv?v=2)",
}


@pytest.mark.parametrize("typed", OWN)
def test_links_in_a_moved_page_lead_to_where_they_led(make_site: MakeSite, typed: str) -> None:
    page = HEAD.format("Page") + f"\n{typed}\n"
    site = make_site(BESIDE | {"content/wiki/page.md": page})
    assert site.codes == []
    before = files_of(site.root)

    move(site.root, "wiki/page.md", "wiki/old/")

    after = files_of(site.root)
    wanted = page.replace(typed, OWN[typed]).replace("\n---\n", "\naliases: [/wiki/page/]\n---\n", 1)
    assert differing(before, after) == {"content/wiki/old/page.md": wanted}
    assert site.build().codes == []


def test_relations_and_files_of_front_matter_are_rewritten_too(make_site: MakeSite) -> None:
    paper = "---\ntitle: Paper\ndate: 2026-01-01\ntype: paper\n"
    site = make_site(
        {
            "content/stakeholders/lea-day.md": "---\ntitle: Lea\ntype: person\n---\nWords.\n",
            "content/documents/old.md": f"{paper}superseded_by: documents/new\n---\nWords.\n",
            "content/documents/new.md": f"{paper}authors: ['stakeholders/lea-day', Tom]\nattachments: a.csv\n"
            "image: pic.png\nimagealt: ''\n---\nWords.\n",
            "content/documents/a.csv": "a\n",
            "content/documents/pic.png": photograph(2, 2, "PNG", place=False),
            "content/posts/2026-01-01-p.md": "---\ntitle: P\nauthors: lea-day\n"
            "related: '[[new]], [[old]]'\n---\nW.\n",
        }
    )
    assert site.codes == []

    move(site.root, "documents/new.md", "documents/2026/newer.md")
    move(site.root, "stakeholders/lea-day.md", "stakeholders/people/lea.md")

    after = files_of(site.root)
    assert b"superseded_by: documents/2026/newer\n" in after["content/documents/old.md"]
    assert b"authors: lea\nrelated: '[[newer]], [[old]]'\n" in after["content/posts/2026-01-01-p.md"]
    new = after["content/documents/2026/newer.md"].decode()
    assert "authors: ['stakeholders/people/lea', Tom]\nattachments: ../a.csv\nimage: ../pic.png\n" in new
    assert site.build().codes == []


def test_a_folder_moves_with_all_that_is_in_it(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/documents/paper/index.md": "---\ntitle: Paper\ndate: 2026-01-01\ntype: paper\n"
            "attachments: a.csv\n---\n[b](b.md) [c](../c.md)\n",
            "content/documents/paper/a.csv": "a\n",
            "content/documents/paper/.hidden": "x",
            "content/documents/paper/b.md": "---\ntitle: B\ndate: 2026-01-01\ntype: paper\n---\n[p](index.md)\n",
            "content/documents/c.md": "---\ntitle: C\ndate: 2026-01-01\ntype: paper\n---\n"
            "[a](paper/a.csv) [p](paper/)\n",
        }
    )
    assert site.codes == []

    move(site.root, "documents/paper", "documents/old/report")

    after = files_of(site.root)
    assert "content/documents/old/report/.hidden" in after
    assert b"[b](b.md) [c](../../c.md)" in after["content/documents/old/report/index.md"]
    assert b"[a](old/report/a.csv) [p](old/report/)" in after["content/documents/c.md"]
    assert b"aliases: [/documents/paper/]" in after["content/documents/old/report/index.md"]
    assert site.build().codes == []


def test_a_name_that_would_mean_another_page_after_the_move_is_made_exact(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/wiki/a/parking.md": HEAD.format("Parking"),
            "content/wiki/b/parking.md": HEAD.format("Parking"),
            "content/wiki/a/page.md": HEAD.format("Page") + "[[Parking]]\n",
        }
    )
    assert site.codes == []

    move(site.root, "wiki/a/page.md", "wiki/b/page.md")

    assert "[[a/parking]]" in files_of(site.root)["content/wiki/b/page.md"].decode()
    assert site.build().codes == []


def test_a_picture_or_file_may_move_alone(make_site: MakeSite) -> None:
    site = make_site(
        BESIDE | {"content/wiki/page.md": HEAD.format("P") + "![x](pic.png) [l](list.csv) ![[pic.png|y]]\n"}
    )
    assert site.codes == []

    move(site.root, "wiki/pic.png", "wiki/pictures/a b (1).png")
    move(site.root, "wiki/list.csv", "static/lists/list.csv")

    text = files_of(site.root)["content/wiki/page.md"].decode()
    assert "![x](pictures/a%20b%20%281%29.png) [l](/lists/list.csv) ![[pictures/a b (1).png|y]]" in text
    assert site.build().codes == []


def test_a_page_in_the_menu_stays_there(make_site: MakeSite) -> None:
    settings = (
        "title: A hub # /wiki/rules/ once\nurl: https://hub.example/\n"
        "menu: [/wiki/rules/, {text: More, to: '/wiki/rules/#by-bus'}]\nfooter:\n  - /wiki/rules/more/\n"
    )
    site = make_site(RULES | {"site.yaml": settings, "content/wiki/rules/more.md": HEAD.format("More")})
    assert site.codes == []

    move(site.root, "wiki/rules.md", "wiki/ways.md")

    wanted = settings.replace(
        "menu: [/wiki/rules/, {text: More, to: '/wiki/rules/#by-bus'}]",
        "menu: [/wiki/ways/, {text: More, to: '/wiki/ways/#by-bus'}]",
    )
    assert (site.root / "site.yaml").read_text(encoding="utf-8") == wanted
    assert site.build().codes == []
    move(site.root, "wiki/ways.md", "wiki/rules.md")
    assert (site.root / "site.yaml").read_text(encoding="utf-8") == settings


VAULT = {
    # what is typed in content/wiki/deep/page.md: what it is when wiki/notes/a.md has gone to wiki/notes/old/b.md
    "[x](notes/a.md)": "[x](notes/old/b.md)",
    "[x](/notes/a.md)": "[x](/notes/old/b.md)",
    "[[notes/a]]": "[[notes/old/b]]",
    "[[a]]": "[[b]]",
    "[x](a.md)": "[x](b.md)",
    "![[notes/a#Part]]": "![[notes/old/b#Part]]",
}


@pytest.mark.parametrize("typed", VAULT)
def test_paths_from_the_top_of_a_vault_stay_such(make_site: MakeSite, typed: str) -> None:
    page = HEAD.format("Page") + f"{typed}\n"
    site = make_site(
        {"content/wiki/deep/page.md": page, "content/wiki/notes/a.md": HEAD.format("Note") + "## Part\n"}
    )
    assert site.codes == []
    before = files_of(site.root)

    move(site.root, "wiki/notes/a.md", "wiki/notes/old/b.md")
    assert files_of(site.root)["content/wiki/deep/page.md"].decode() == page.replace(typed, VAULT[typed])
    move(site.root, "wiki/notes/old/b.md", "wiki/notes/a.md")

    assert files_of(site.root) == before


def test_a_list_within_a_text_goes_on_naming_the_same_entries(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/stakeholders/lea-day.md": "---\ntitle: Lea\ntype: person\n---\nWords.\n",
            "content/wiki/plan.md": "---\ntitle: Our plan\ntype: programme\n---\nWords.\n",
            "content/events/fair.md": "---\ntitle: Fair\nstart: 2026-12-01\nspeakers: Lea\nprogramme: plan\n---\n",
            "content/wiki/page.md": HEAD.format("Page")
            + "![[events?stakeholder=stakeholders/lea-day&programme=plan&limit=3]]\n\n"
            "![[events?stakeholder=Lea]]\n",
        }
    )
    assert site.codes == []
    before = files_of(site.root)

    move(site.root, "stakeholders/lea-day.md", "stakeholders/people/day.md")
    move(site.root, "wiki/plan.md", "wiki/plans/first.md")

    text = files_of(site.root)["content/wiki/page.md"].decode()
    assert "![[events?stakeholder=stakeholders/people/day&programme=first&limit=3]]" in text
    assert "![[events?stakeholder=Lea]]" in text
    assert site.build().codes == []
    move(site.root, "wiki/plans/first.md", "wiki/plan.md")
    move(site.root, "stakeholders/people/day.md", "stakeholders/lea-day.md")
    assert files_of(site.root) == before


def test_a_wording_of_a_moved_message_is_still_asked_for(make_site: MakeSite) -> None:
    text = "# A\n\n![[plain:short]]\n\nSee [[messages/plain:short]] and [[Plain files:short]].\n"
    site = make_site(
        {
            "content/stakeholders/lea.md": "---\ntitle: Lea\ntype: person\n---\n",
            "content/messages/plain.md": (
                "---\ntitle: Plain files\naudience: [Lea]\nstatus: agreed\nvariants: {short: Words.}\n---\n"
            ),
            "content/wiki/a.md": text,
        }
    )
    move(site.root, "messages/plain.md", "messages/old/first.md")
    assert site.build().codes == []
    assert (site.root / "content/wiki/a.md").read_text() == (
        "# A\n\n![[first:short]]\n\nSee [[messages/old/first:short]] and [[Plain files:short]].\n"
    )
