"""What readers said is shown below the entry that it is about, and nothing of it that is not for readers."""

import datetime as dt
import re

import pytest

from tests.conftest import SITE_YAML, MakeSite, Site

POST = "content/posts/2026-01-05-hello.md"
FOLDER = "content/comments/posts/2026-01-05-hello"
PAGE = "blog/hello/index.html"


def comment(fields: str = "", text: str = "Well said.", day: str = "2026-01-06") -> str:
    return f"---\ndate: {day}\n{fields}\n---\n{text}\n"


def site_with(make_site: MakeSite, files: dict[str, str], post: str = "title: Hello") -> Site:
    return make_site({"site.yaml": SITE_YAML, POST: f"---\n{post}\n---\nWords.\n", **files})


def shown(site: Site, path: str = PAGE) -> list[tuple[str, str, int]]:
    """Return anchor, text and depth of each comment on a page."""
    page = site.page(path).partition('id="Comments"')[2]
    found = []
    for match in re.finditer(r'<article id="(comment-[^"]+)">(.*?)</article>', page, re.S):
        before = page[: match.start()]
        depth = before.count("<ol") - before.count("</ol>")
        text = re.search(r'<div class="text">(.*?)</div>', match[2], re.S)
        found.append((match[1], re.sub("<[^>]*>", "", text[1] if text else ""), depth))
    return found


def test_comments_stand_below_their_entry_in_threads(make_site: MakeSite) -> None:
    site = site_with(
        make_site,
        {
            f"{FOLDER}/b.md": comment("reply_to: a", "Second.", "2026-01-08"),
            f"{FOLDER}/a.md": comment("id: one\nname: Ada\nconsent: true", "First.", "2026-01-07"),
            f"{FOLDER}/c.yml": "_id: 9\ndate: 1767700000\nmessage: Earlier.\nname: Bo\n",
            f"{FOLDER}/d.md": comment("reply_to: b", "Third.", "2026-01-09"),
        },
    ).build()
    assert site.result.diagnostics == ()
    assert [(text, depth) for _, text, depth in shown(site)] == [
        *(("Earlier.", 1), ("First.", 1)),
        *(("Second.", 2), ("Third.", 3)),
    ]
    assert [anchor for anchor, *_ in shown(site)][:2] == ["comment-9", "comment-one"]
    assert "4 comments" in site.page(PAGE)
    assert [path for path in site.output if "comments" in path] == ["comments/feed.json", "comments/feed.xml"]
    assert 'href="../../comments/feed.xml"' in site.page(PAGE).replace(" \n", "")
    assert "comments/feed.xml" not in site.page("index.html")
    feed = site.page("comments/feed.xml")
    assert feed.count("<entry>") == 4
    assert feed.index("Third.") < feed.index("First.") < feed.index("Earlier.")
    assert "<title>Ada on “Hello”</title>" in feed
    assert "https://hub.example/blog/hello/#comment-one" in feed
    assert "4 comments" in site.page("blog/index.html")


def test_an_entry_may_be_named_by_its_file_its_address_its_slug_or_in_the_comment(make_site: MakeSite) -> None:
    folders = ("posts/2026-01-05-hello", "blog/hello", "hello", "2026-01-05-hello", "old/hello")
    files = {f"content/comments/{each}/{number}.md": comment() for number, each in enumerate(folders)}
    files["content/comments/x.yml"] = "date: 2026-01-06\nmessage: Hi\n_parent: /blog/hello/\n"
    site = site_with(make_site, files, "title: Hello\naliases: /old/hello/").build()
    assert site.result.diagnostics == ()
    assert len(shown(site)) == len(files)


def test_answers_beyond_the_third_list_say_what_they_answer(make_site: MakeSite) -> None:
    files = {f"{FOLDER}/0.md": comment("name: Ada\nconsent: true", "0")}
    for number in range(1, 7):
        fields = f"reply_to: '{number - 1}'\nname: N{number}\nconsent: true"
        files[f"{FOLDER}/{number}.md"] = comment(fields, str(number), f"2026-01-{number + 6:02}")
    site = site_with(make_site, files).build()
    assert [depth for _, _, depth in shown(site)] == [1, 2, 3, 4, 4, 4, 4]
    assert "in reply to N5" in site.page(PAGE)


def test_lists_of_documents_and_events_count_comments_and_a_page_says_that_it_takes_no_more(
    make_site: MakeSite,
) -> None:
    head = "---\ntitle: {}\ndate: 2026-01-02\n"
    asks = "consultation: {closes: 2026-12-20, respond: {email: a@b.example}}\n"
    site = make_site(
        {
            "site.yaml": f"{SITE_YAML}contact: us@hub.example\n",
            "content/documents/paper.md": f"{head.format('Paper')}type: paper\n---\n",
            "content/documents/other.md": f"{head.format('Other')}type: paper\ncomments: true\n---\n",
            "content/documents/asks.md": f"{head.format('Asks')}type: paper\n{asks}---\n",
            "content/events/fair.md": f"{head.format('Fair')}start: 2026-12-24\n---\n",
            "content/events/gone.md": f"{head.format('Gone')}start: 2026-02-24\n---\n",
            **{f"content/comments/{name}/a.md": comment() for name in ("paper", "other", "asks", "fair", "gone")},
        }
    )
    count = '<p class="muted note">1 comment</p>'
    for page, many in (("documents/index.html", 3), ("events/index.html", 2), ("events/past/index.html", 1)):
        assert site.page(page).count(count) == many, page
    assert "Comments on this page are closed." in site.page("documents/paper/index.html")
    other = site.page("documents/other/index.html")
    assert "Comments on this page are closed." not in other
    assert "Comment by e-mail</a>" in other
    before = dict(site.output)
    site.write({"content/comments/paper/b.md": comment()})
    site.build()
    changed = {path for path, data in site.output.items() if before.get(path) != data}
    assert "documents/index.html" in changed
    assert "events/index.html" not in changed


def test_a_comment_of_a_later_day_is_held_until_then(make_site: MakeSite) -> None:
    later = {f"{FOLDER}/a.md": comment(day="2027-06-01"), f"{FOLDER}/extra.txt": "Notes"}
    site = site_with(make_site, later)
    said, stray = site.diagnostics
    assert (said.code, said.span.line, said.message) == (
        *("broken-comment", 2),
        "this day is still to come, so the comment is held until then",
    )
    assert stray.fix == "rename it to extra.md"
    assert "Well said." not in everything(site)
    site.build(as_of=dt.datetime(2027, 6, 2, tzinfo=dt.UTC))
    assert [text for _, text, _ in shown(site)] == ["Well said."]


def test_a_number_says_which_of_the_first_comments_is_answered(make_site: MakeSite) -> None:
    site = site_with(
        make_site,
        {
            f"{FOLDER}/comment-1.yml": "_id: a\ndate: 2026-01-06\nmessage: One\nreplying_to: ''\n",
            f"{FOLDER}/comment-2.yml": "_id: b\ndate: 2026-01-07\nmessage: Two\n",
            f"{FOLDER}/comment-3.yml": "_id: c\ndate: 2026-01-08\nmessage: To two\nreplying_to: '2'\n",
        },
    ).build()
    assert [(text, depth) for _, text, depth in shown(site)] == [("One", 1), ("Two", 1), ("To two", 2)]


def everything(site: Site) -> str:
    """Return the names and the bytes of all published files."""
    return b"".join(path.encode() + data for path, data in site.output.items()).decode("utf-8", "replace")


TOLD = {
    "another entry": (
        {"content/comments/posts/2026-01-05-helo/a.md": comment()},
        "there is no entry posts/2026-01-05-helo",
        "rename its folder to content/comments/posts/2026-01-05-hello/",
    ),
    "no entry": ({"content/comments/a.md": comment()}, "in none", "move it to a folder such as"),
    "two entries": (
        {"content/comments/hello/a.md": comment(), "content/wiki/hello.md": "---\ntitle: H\n---\nText.\n"},
        "2 entries called hello",
        "move it to content/comments/posts/2026-01-05-hello/ or content/comments/wiki/hello/",
    ),
    "another comment": ({f"{FOLDER}/a.md": comment("reply_to: nobody")}, "no comment nobody", "the `id`"),
    "itself": ({f"{FOLDER}/a.md": comment("reply_to: a")}, "answers itself", "take the line out"),
    "a ring": (
        {f"{FOLDER}/a.md": comment("reply_to: b"), f"{FOLDER}/b.md": comment("reply_to: a")},
        "answers itself, by way of",
        "take the line out",
    ),
    "an id twice": (
        {f"{FOLDER}/a.md": comment("id: x"), f"{FOLDER}/b.md": comment("id: x")},
        "the id x is that of content/comments/posts/2026-01-05-hello/a.md",
        "give one of the two another id",
    ),
    "a question": ({f"{FOLDER}/a.md": comment("question: 2")}, "asks no questions", "take the line out"),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_is_wrong_with_a_comment_is_told_and_stops_nothing(make_site: MakeSite, name: str) -> None:
    files, message, fix = TOLD[name]
    site = site_with(make_site, files).build()
    (said,) = site.result.diagnostics
    assert said.code == "broken-comment"
    assert said.span.path in files
    assert message in said.message
    assert fix in said.fix
    assert site.result.published
    placed = name not in ("another entry", "no entry", "two entries")
    assert len(shown(site)) == (sum("comments" in path for path in files) if placed else 0)


CONSULTATION = (
    "title: Hello\nconsultation: {closes: 2026-12-01, respond: {email: a@b.example}, questions: [Who?, When?]}"
)


def test_answers_stand_below_their_question_with_their_number(make_site: MakeSite) -> None:
    site = site_with(
        make_site,
        {
            f"{FOLDER}/a.md": comment("question: 2", "Soon."),
            f"{FOLDER}/b.md": comment("question: 2\nstatus: held", "Never."),
            f"{FOLDER}/c.md": comment("reply_to: a", "Good."),
            f"{FOLDER}/d.md": comment("", "Thanks."),
        },
        CONSULTATION,
    ).build()
    page = site.page(PAGE)
    first, second, rest = re.split(r'id="Question-2"|Other comments', page.partition('id="Question-1"')[2])
    assert 'No answer yet. <a data-open href="mailto:' in first
    assert "are closed" not in page
    assert '<p class="muted">3 comments</p>' in site.page("have-your-say/index.html")
    assert "1 answer<" in second
    assert "Soon." in second
    assert "Good." in second
    assert "Thanks." in rest
    assert '<a href="#Question-2">1 answer</a>' in page
    assert "3 comments" in page
    assert "Never." not in page


def test_nothing_of_a_comment_that_is_not_for_readers_is_published(make_site: MakeSite) -> None:
    """Each canary but the address of its writer is found in the build for colleagues first."""
    held = {"zqheldtextqz", "zqheldnameqz", "zqwithheldqz", "zqheldurlqz", "zqwithheldurlqz"}
    never = {"zqemailqz", "zqmailedqz", "zqrejectedqz", "zqfilenameqz", "zqotherqz", "zqdraftedqz"}
    site = site_with(
        make_site,
        {
            f"{FOLDER}/zqfilenameqz.md": comment(
                "name: zqwithheldqz\nurl: https://zqwithheldurlqz.example/\nemail: zqemailqz@example.org",
                "Yes. Mine is zqemailqz@example.org",
            ),
            f"{FOLDER}/b.yml": "date: 2026-01-07\nname: zqmailedqz@example.org\nmessage: No.\nemail: zqotherqz\n",
            f"{FOLDER}/c.md": comment(
                "status: held\nname: zqheldnameqz\nconsent: true\nurl: https://zqheldurlqz.example/",
                "zqheldtextqz",
            ),
            f"{FOLDER}/d.md": comment("status: rejected\nname: zqrejectedqz\nconsent: true", "zqrejectedqz"),
            f"{FOLDER}/e.md": comment("reply_to: c\nphone: zqotherqz", "An answer to what is held."),
            "content/comments/posts/2026-01-06-waits/a.md": comment("", "zqdraftedqz"),
            "content/posts/2026-01-06-waits.md": "---\ntitle: Waits\ndraft: true\n---\nText.\n",
        },
    )
    site.build(output="inside", visibility="internal")
    inside = everything(site.at("inside"))
    assert {word for word in held if word not in inside} == set()
    assert {word for word in never if word in inside} == set()
    assert "readers do not see this comment" in inside
    assert "Readers do not see this name" in inside

    site.build()
    assert site.result.diagnostics == ()
    outside = everything(site.at("output"))
    assert {word for word in held | never if word in outside} == set()
    assert [text for _, text, _ in shown(site)] == ["An answer to what is held.", "Yes. Mine is …", "No."]
    assert "3 comments" in outside


def test_an_entry_that_wants_no_comments_shows_none(make_site: MakeSite) -> None:
    site = site_with(make_site, {f"{FOLDER}/a.md": comment()}, "title: Hello\ncomments: false").build()
    assert shown(site) == []


def test_only_files_of_comments_are_taken_for_comments(make_site: MakeSite) -> None:
    site = site_with(make_site, {"content/comments/index.md": "---\ntitle: How to comment\n---\nSo.\n"}).build()
    assert "comments/index.html" in site.output
