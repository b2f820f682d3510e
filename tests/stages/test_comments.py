"""Files below content/comments/ become comments, whatever program has written them, or are told at their line."""

import pytest

from sitegen.model.comment import FiledComment
from sitegen.stages.comments import MOST_BYTES, read_comment


def read(text: str, name: str = "a.md") -> FiledComment:
    return read_comment(text.encode(), f"content/comments/posts/hello/{name}", "Europe/London")


STATICMAN = """\
_id: c840e2f0-e747-11e8-8511-23ef21272bbf
_parent: /articles/hello/
name: Michael
email: 7c78c2359dc31fa27485199a1895d9e2
url: 'https://example.org'
message: "Stay tuned.\\r\\n\\r\\nI'm stretched **thin**."
replying_to: '1'
date: '2018-07-13T13:26:52.744Z'
"""


def test_a_file_of_staticman_is_read_as_it_is() -> None:
    found = read(STATICMAN, "comment-1531488412744.yml")
    assert found.diagnostics == ()
    assert (found.id, found.page, found.reply_to) == (
        *("c840e2f0-e747-11e8-8511-23ef21272bbf", "/articles/hello/"),
        "1",
    )
    assert (found.name, found.url, found.consent, found.status) == (
        *("Michael", "https://example.org", False),
        "approved",
    )
    assert found.date is not None
    assert f"{found.date.local} {found.date.zone}" == "2018-07-13 14:26:52 Europe/London"
    assert found.html == "<p>Stay tuned.</p>\n<p>I'm stretched <strong>thin</strong>.</p>"
    assert "7c78c2359dc31" not in repr(found)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "---\ndate: 2024-04-27 15:26\n---\nHello\n"),
        ("a.yml", "---\ndate: 1714228019\nmessage: Hello\n"),
        ("a.yml", "---\ndate: 2024-04-27T14:26:59Z\n---\nHello\n"),
        ("a.yaml", "date: 1714228019000\ncomment: Hello\n"),
        ("a.json", '{"date": 1714228019, "message": "Hello", "_id": "x"}'),
        ("a.json", '{"date": "2024-04-27T14:26:59.000Z", "message": "Hello\\r\\n"}'),
    ],
)
def test_every_form_of_file_and_date_is_read(name: str, text: str) -> None:
    found = read(text, name)
    assert (found.html, found.diagnostics) == ("<p>Hello</p>", ())
    assert found.date is not None
    assert f"{found.date.local:%Y-%m-%d %H:%M}" == "2024-04-27 15:26"


def filed(fields: str, text: str = "Hello") -> FiledComment:
    return read(f"---\ndate: 2026-01-02\n{fields}\n---\n{text}\n")


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ("status: approved", "approved"),
        ("status: Rejected", "rejected"),
        *((fields, "held") for fields in ("status: held", "status: aproved", "statsu: held", "draft: true")),
        *((fields, "held") for fields in ("hidden: ja", "spam: 1", "published: false", "approved: nein")),
        ("visibility: internal", "held"),
        *((fields, "approved") for fields in ("hidden: false", "published: true", "approved: yes")),
    ],
)
def test_what_may_be_meant_to_keep_a_comment_back_does(fields: str, status: str) -> None:
    assert filed(fields).status == status


def test_a_name_needs_consent_whoever_filed_it() -> None:
    assert not filed("name: Ada").consent
    assert filed("name: Ada\nconsent: true").consent
    assert not filed("name: Ada\nconsent: maybe").consent
    assert not filed("name: Ada\nconsnet: true").consent
    assert not filed("name: Ada\nconsent: ''").consent
    for given, consent in (
        ("", False),
        ("consent: ''\n", False),
        ("consent: true\n", True),
        ("consent: 'yes'\n", True),
    ):
        assert read(f"name: Ada\ndate: 2026-01-02\nmessage: Hi\n{given}", "a.yml").consent == consent
        assert read(f"{given}name: Ada\ndate: 2026-01-02\nmessage: Hi\n", "a.yaml").consent == consent
    assert not read("name: Ada\ndate: 2026-01-02\nmessage: Hi\nconsent: false\n", "a.yml").consent


def test_an_e_mail_address_is_neither_a_name_nor_left_in_the_text_of_its_owner() -> None:
    found = filed(
        "name: Ada <ada@example.org>\nemail: ada@example.org\nurl: mailto:ada@example.org", "I am ADA@example.org"
    )
    assert (found.name, found.url, found.html) == ("Ada", "", "<p>I am …</p>")
    assert "example.org" not in repr(found)


TOLD = {
    "no date": ("---\nname: Ada\n---\nHi\n", 1, "has no date", "add a line such as date: "),
    "no fields": ("Hi\n", 1, "when this comment was made", "begin the file with\n---\ndate: "),
    "no text": ("---\ndate: 2026-01-02\n---\n", 1, "says nothing", "below the second `---`"),
    "another date": ("---\nname: Ada\ndate: 3 May 2026\n---\nHi\n", 3, "wants a date", "date: 2026-05-03"),
    "another status": ("---\ndate: 2026-01-02\nstatus: approvd\n---\nHi\n", 3, "not approvd", "status: approved"),
    "another consent": ("---\ndate: 2026-01-02\nconsent: ture\n---\nHi\n", 3, "true or false", "consent: true"),
    "another question": ("---\ndate: 2026-01-02\nquestion: two\n---\nHi\n", 3, "the number", "question: 1"),
    "a slip": ("---\ndate: 2026-01-02\nquestoin: 2\n---\nHi\n", 3, "`questoin` is not read", "question:"),
    "YAML": ("---\ndate: [\n---\nHi\n", 2, "never closed", "date: []"),
    "depth": (f"---\ndate: 2026-01-02\n---\n{'>' * 60} a\n", 1, "nested too deeply", "use fewer levels"),
    "length": (f"---\ndate: 2026-01-02\n---\n{'a ' * 11_000}\n", 1, "22,00", "shorten it"),
    "size": ("a" * (MOST_BYTES + 1), 1, "too much for a comment", "shorten it"),
}


@pytest.mark.parametrize("row", TOLD.values(), ids=TOLD.keys())
def test_what_is_wrong_is_a_warning_at_its_line_with_a_cure(row: tuple[str, int, str, str]) -> None:
    text, line, message, fix = row
    (said,) = read(text).diagnostics
    assert (said.code, str(said.severity), said.span.line) == ("broken-comment", "warning", line)
    assert message in said.message
    assert fix in said.fix


def test_the_only_day_that_a_date_can_mean_is_pasted_and_one_of_two_is_not() -> None:
    for typed, fix, pasted in (
        ("5 November 2026", "date: 2026-11-05", "2026-11-05"),
        ("05/11/2026", "date: 2026-11-05 or 2026-05-11", None),
        ("5 November", "write it as in 2027-01-30 14:00", None),
    ):
        (said,) = read(f"---\ndate: {typed}\n---\nHi\n").diagnostics
        assert (said.fix, said.edit and said.edit.text) == (fix, pasted)


def test_a_name_keeps_all_its_signs() -> None:
    assert filed("name: 'Zoë <b>x</b>'").name == "Zoë <b>x</b>"


def test_a_date_in_the_name_of_a_file_is_the_cure() -> None:
    (said,) = read("message: Hi\n", "entry1531488412744.yml").diagnostics
    assert said.fix == "date: 2018-07-13 13:26"
