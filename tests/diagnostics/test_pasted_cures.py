"""Cures that are pasted make the file that was meant; what was typed does not tell every cure."""

import pytest

from sitegen.diagnostics.edits import applied
from tests.conftest import SITE_YAML, MakeSite, Site
from tests.diagnostics.test_cures import looks_pasteable

HELLO = {"content/wiki/hello.md": "---\ntitle: Hello\n---\nHi.\n"}
EVENT = "---\ntitle: Fair\nstart: 2026-12-01\n{}\n---\nA.\n"
PAGE = "---\ntitle: Plan\n{}\n---\nA.\n"
CONSULTATION = PAGE.format("consultation:\n  closes: 2026-12-30\n  respond: {}")

PASTED: dict[str, tuple[str, str]] = {
    # a colon or a sign forgotten
    "wiki: tags news, data": (PAGE.format("tags news, data"), PAGE.format("tags: news, data")),
    "wiki: tags=news": (PAGE.format("tags=news"), PAGE.format("tags: news")),
    "wiki: a wide colon": (PAGE.format("draft： false"), PAGE.format("draft: false")),
    "wiki: a dash for a colon": (PAGE.format("tags - news"), PAGE.format("tags: news")),
    "wiki: tags = news": (PAGE.format("tags = news"), PAGE.format("tags: news")),
    "wiki: a colon too late": (PAGE.format("toc :true"), PAGE.format("toc: true")),
    "wiki: a semicolon": (PAGE.format("tags; news"), PAGE.format("tags: news")),
    "wiki: an arrow": (PAGE.format("tags → news"), PAGE.format("tags: news")),
    "wiki: a hard space": (PAGE.format("draft:\u00a0true"), PAGE.format("draft: true")),
    "wiki: no colon before a pattern": (PAGE.format('permalink "/%slug%/"'), PAGE.format('permalink: "/{slug}/"')),
    "wiki: a bold key": (PAGE.format("**draft**: true"), PAGE.format("draft: true")),
    "wiki: a dash before a field": (PAGE.format("- draft: true"), PAGE.format("draft: true")),
    "wiki: no colon but in the value": (PAGE.format('excerpt "Why: so"'), PAGE.format('excerpt: "Why: so"')),
    "wiki: no colon but a colon": (PAGE.format("excerpt Why: so"), PAGE.format('excerpt: "Why: so"')),
    "wiki: no colon and a back-tick": (PAGE.format("excerpt `a`"), PAGE.format('excerpt: "`a`"')),
    "wiki: a sign before a word": (PAGE.format("lang: @de"), PAGE.format("lang: de")),
    "wiki: a number with a sign": (PAGE.format("order: #1"), PAGE.format("order: 1")),
    "wiki: back-ticks in a list": (PAGE.format("tags: [a, `b c`]"), PAGE.format("tags: [a, b c]")),
    "wiki: a brace open": (PAGE.format("tags: {x"), PAGE.format("tags: [x]")),
    "wiki: lists side by side": (PAGE.format("tags: [x], [y]"), PAGE.format("tags: [x, y]")),
    "wiki: quotes side by side": (PAGE.format("tags: \"x y\", 'z'"), PAGE.format("tags: [x y, z]")),
    "wiki: quotes astray": (PAGE.format("tags: [\"x\", 'y\", z]"), PAGE.format("tags: [x, y, z]")),
    "wiki: dashes in a line": (PAGE.format("tags: - x - y"), PAGE.format("tags: [x, y]")),
    "wiki: a star for a dash": (PAGE.format("tags:\n  * x"), PAGE.format("tags:\n  - x")),
    "wiki: a link for a name": (PAGE.format("related: [Hello](hello.md)"), PAGE.format("related: Hello")),
    "wiki: a link for an address": (
        PAGE.format("republished: [A](https://a.example/)"), PAGE.format("republished: https://a.example/")),
    "wiki: a picture": (PAGE.format("image: ![A](a.jpg)"), PAGE.format("image: a.jpg")),
    "wiki: an embedded picture": (PAGE.format("image: ![[a.jpg]]"), PAGE.format("image: a.jpg")),
    "events: venue Town Hall": (EVENT.format("venue Town Hall"), EVENT.format("venue: Town Hall")),
    "wiki: a colon in a value": (PAGE.format("excerpt: Why: because"), PAGE.format('excerpt: "Why: because"')),
    "wiki: set in": (PAGE.format(" tags: x"), PAGE.format("tags: x")),
    "wiki: a hashtag": (PAGE.format("excerpt: Update #2"), PAGE.format('excerpt: "Update #2"')),
    "wiki: a mention": (PAGE.format("authors: @lea"), PAGE.format('authors: "@lea"')),
    "wiki: a mention in a list": (PAGE.format("authors:\n  - @lea"), PAGE.format('authors:\n  - "@lea"')),
    "wiki: Windows": (PAGE.format("tags news").replace("\n", "\r\n"), PAGE.format("tags: news").replace("\n",
    "\r\n")),
    "wiki: front matter on one line": (
        "--- title: X draft: true tags: [a, b] ---\n\nA.\n",
        "---\ntitle: X\ndraft: true\ntags: [a, b]\n---\n\nA.\n",
    ),
    "wiki: a file on one line": (
        "--- title: Our plan status: wip --- Not *yet*.\n",
        "---\ntitle: Our plan\nstatus: wip\n---\nNot *yet*.\n",
    ),
    "wiki: set in without a colon": (
        "---\ntitle: P\n  date 2026-12-03\n---\nA.\n",
        "---\ntitle: P\ndate: 2026-12-03\n---\nA.\n",
    ),
    "wiki: set in without a colon, and it hides": (
        "---\ntitle: P\n    draft true\n---\nA.\n",
        "---\ntitle: P\ndraft: true\n---\nA.\n",
    ),
    "wiki: a list set in without a colon": (
        "---\ntitle: P\n   tags news, data\n---\nA.\n",
        "---\ntitle: P\ntags: news, data\n---\nA.\n",
    ),
    "wiki: a list below a field without a colon": (
        PAGE.format("excerpt: A day out\ntags\n  - news"),
        PAGE.format("excerpt: A day out\ntags:\n  - news"),
    ),
    "wiki: a colon within a tag": (PAGE.format("tags: [news: x, data]"), PAGE.format('tags: ["news: x", data]')),
    "wiki: a country for a language": (PAGE.format("lang: GB"), PAGE.format("lang: en-GB")),
    "wiki: a country in small letters": (PAGE.format("lang: cz"), PAGE.format("lang: cs")),
    "wiki: a long code": (PAGE.format("lang: DEU"), PAGE.format("lang: de")),
    "wiki: a language in its own words": (PAGE.format("lang: Deutsch"), PAGE.format("lang: de")),
    "wiki: a name and an address to answer": (
        CONSULTATION.format("Lea <lea@example.org>"),
        CONSULTATION.format("{email: lea@example.org}"),
    ),
    "wiki: a form to answer without https": (
        CONSULTATION.format("www.example.org/form"),
        CONSULTATION.format("{url: https://www.example.org/form}"),
    ),
    "wiki: an action with its person": (
        PAGE.format("actions:\n  - Lea: book the hall"),
        PAGE.format("actions:\n  - {what: book the hall, who: Lea}"),
    ),
    # fields that are missing
    "posts: an empty date": (
        "---\ntitle: Plan\ndate:\ntags: a\n---\nA.\n",
        "---\ntitle: Plan\ndate: 2026-11-22\ntags: a\n---\nA.\n",
    ),
    "posts: no date": (
        "---\ntitle: Plan\n---\nA.\n",
        "---\ntitle: Plan\ndate: 2026-11-22\n---\nA.\n",
    ),
    "posts/20261105-x.md: nearly a date": (
        "---\ntitle: Plan\n---\nA.\n",
        "---\ntitle: Plan\ndate: 2026-11-05\n---\nA.\n",
    ),
    "posts/2026_11_5 x.md: nearly a date": (
        "---\ntitle: Plan\n---\nA.\n",
        "---\ntitle: Plan\ndate: 2026-11-05\n---\nA.\n",
    ),
    "posts: no fields": (
        "# Hello, *you*\n\nA.\n",
        '---\ntitle: "Hello, *you"\ndate: 2026-11-22\n---\n# Hello, *you*\n\nA.\n',
    ),
    "posts/2026-11-05-town-fair.md: no fields and no heading": (
        "A.\n",
        "---\ntitle: Town fair\n---\nA.\n",
    ),
    "events: its date": (
        "---\ntitle: Fair\ndate: 2026-12-05\n---\nA.\n",
        "---\ntitle: Fair\ndate: 2026-12-05\nstart: 2026-12-05\n---\nA.\n",
    ),
    # a shape that is another
    "events: a list of dates": (
        EVENT.format("repeat: weekly\noverrides:\n  - 2026-12-08: cancelled\n  - 2026-12-15: tentative"),
        EVENT.format(
            "repeat: weekly\noverrides: {2026-12-08: {status: cancelled}, 2026-12-15: {status: tentative}}"
        ),
    ),
    "wiki: an address to answer": (
        CONSULTATION.format("lea@example.org"),
        CONSULTATION.format("{email: lea@example.org}"),
    ),
    "wiki: a form to answer": (
        CONSULTATION.format("https://example.org/form"),
        CONSULTATION.format("{url: https://example.org/form}"),
    ),
    "wiki: a place to answer": (
        CONSULTATION.format("Town Hall, High Street"),
        CONSULTATION.format('{post: "Town Hall, High Street"}'),
    ),
    "wiki: no address": (
        CONSULTATION.format("{email: lea at example.org}"),
        CONSULTATION.format("{email: lea@example.org}"),
    ),
    "wiki: a name with its key in a list": (
        PAGE.format("related:\n  - title: Hello\n  - Plan"),
        PAGE.format("related:\n  - Hello\n  - Plan"),
    ),
    "wiki: a name with its key in a list that is not set in": (
        PAGE.format("authors:\n- Lea\n- name: Tom\ntags: [a]"),
        PAGE.format("authors:\n- Lea\n- Tom\ntags: [a]"),
    ),
    "wiki: a name with its key in a list within an item": (
        PAGE.format("changes:\n  - date: 2026-01-01\n    note:\n      - a\nauthors:\n  -\n    name: Tom\n  - Lea"),
        PAGE.format('changes:\n  - date: 2026-01-01\n    note: "a"\nauthors:\n  -\n    name: Tom\n  - Lea'),
    ),
    "events: a day in quotes in a list": (
        EVENT.format('repeat: weekly\nexcept:\n  - 2026-12-08\n  - "15 December"'),
        EVENT.format("repeat: weekly\nexcept:\n  - 2026-12-08\n  - 2026-12-15"),
    ),
    "wiki: actions": (
        PAGE.format("actions:\n  - Book the hall\n  - what: Call Lea"),
        PAGE.format("actions:\n  - {what: Book the hall}\n  - what: Call Lea"),
    ),
    "wiki: one action": (
        PAGE.format("actions: Book the hall, soon"),
        PAGE.format('actions: {what: "Book the hall, soon"}'),
    ),
    "wiki: a change": (
        PAGE.format("changes: fixed a typo"),
        PAGE.format("changes: {date: 2026-11-22, note: fixed a typo}"),
    ),
    "wiki: a change with its day": (
        PAGE.format("changes: 2026-01-05 – fixed a typo"),
        PAGE.format("changes: {date: 2026-01-05, note: fixed a typo}"),
    ),
    "wiki: a day for a key": (
        PAGE.format("changes: {2026-01-05: Fixed}"), PAGE.format("changes: {date: 2026-01-05, note: Fixed}")),
    "wiki: days for keys": (
        PAGE.format("changes:\n  2026-01-05: Fixed\n  2026-01-06: Again\ntags: x"),
        PAGE.format("changes: [{date: 2026-01-05, note: Fixed}, {date: 2026-01-06, note: Again}]\ntags: x"),
    ),
    "wiki: a day for a key of an item": (
        PAGE.format("changes:\n  - 2026-01-05: Fixed"),
        PAGE.format("changes:\n  - {date: 2026-01-05, note: Fixed}"),
    ),
    "wiki: an action and its day": (
        PAGE.format("actions: {Book the hall: 2026-12-01}"),
        PAGE.format("actions: {what: Book the hall, due: 2026-12-01}"),
    ),
    "wiki: an action and where": (
        PAGE.format("actions: {Book: /hall/}"), PAGE.format('actions: {what: Book, note: "/hall/"}')),
    "posts/05-13-2026-x.md: a day at the end": (
        "---\ntitle: Plan\n---\nA.\n",
        "---\ntitle: Plan\ndate: 2026-05-13\n---\nA.\n",
    ),
    "wiki: an author with keys": (PAGE.format("author: {name: Lea}"), PAGE.format("author: Lea")),
    "wiki: an author below": (PAGE.format("author:\n  name: Lea"), PAGE.format("author: Lea")),
    "wiki: a list for a text": (PAGE.format("excerpt: [a, b]"), PAGE.format('excerpt: "a, b"')),
    # values
    "wiki: a language": (PAGE.format("lang: fr_FR"), PAGE.format("lang: fr-FR")),
    "wiki: a locale": (PAGE.format("lang: de_DE.UTF-8"), PAGE.format("lang: de-DE")),
    "wiki: a country": (PAGE.format("lang: en-UK"), PAGE.format("lang: en-GB")),
    "wiki: curly quotes": (PAGE.format("toc: “false”"), PAGE.format("toc: false")),
    "wiki: a day in words": (PAGE.format("date: 5 November 2026"), PAGE.format("date: 2026-11-05")),
    "events: from and to": (
        "---\ntitle: A\nstart: 2026-12-01 10:00 to 12:00\n---\nA.\n",
        "---\ntitle: A\nstart: 2026-12-01 10:00\nend: 12:00\n---\nA.\n",
    ),
    "wiki: yes in another language": (PAGE.format("toc: sí"), PAGE.format("toc: true")),
    "wiki: a linked picture": (PAGE.format("image: [[a.jpg|wide]]"), PAGE.format("image: a.jpg")),
    "wiki: an address in angles": (
        PAGE.format("republished: <https://a.example/>"), PAGE.format("republished: https://a.example/")),
    "events: a status in German": (EVENT.format("status: abgesagt"), EVENT.format("status: cancelled")),
    "events: an address to write to": (
        EVENT.format("register: lea@example.org"), EVENT.format("register: mailto:lea@example.org")),
    "wiki: a picture behind a name": (PAGE.format("tags 🏷️: news"), PAGE.format('tags: "news"')),
    "wiki: a slip in a key": (PAGE.format("exerpt: A"), PAGE.format("excerpt: A")),
    "wiki: a slip in a name": (PAGE.format("related: [Helo]"), PAGE.format("related: [Hello]")),
    "wiki: a word that hides elsewhere": (PAGE.format("private: true"), PAGE.format("draft: true")),
    "wiki: of Hugo": (PAGE.format("build:\n  list: never\ntags: x"), PAGE.format("draft: true\ntags: x")),
    "wiki: a tab before": (PAGE.format("venue:\n\tname: x"), PAGE.format("venue:\n  name: x")),
    # links
    "wiki: a link": ("---\ntitle: P\n---\n[x](helo.md#a)\n", "---\ntitle: P\n---\n[x](hello.md#a)\n"),
    "wiki: an address of e-mail": (
        "---\ntitle: P\n---\n[x](lea+a@example.org)\n", "---\ntitle: P\n---\n[x](mailto:lea+a@example.org)\n"),
    "wiki: a host": (
        "---\ntitle: P\n---\n[x](example.org/a.html#b)\n", "---\ntitle: P\n---\n[x](https://example.org/a.html#b)\n"),
    "wiki: a quote in an address": (
        "---\ntitle: P\n---\n> [x](hello.md 't)\n", "---\ntitle: P\n---\n> [x](hello.md)\n"),
    "wiki: a wikilink": ("---\ntitle: P\n---\n[[Helo|words]]\n", "---\ntitle: P\n---\n[[Hello|words]]\n"),
    # fences
    "wiki: a dash": ("—\ntitle: P\n---\nA.\n", "---\ntitle: P\n---\nA.\n"),
    "wiki: no fence": ("title: P\ndraft: yes\n\nA.\n", "---\ntitle: P\ndraft: yes\n---\n\nA.\n"),
    "wiki: the first fence missing": ("title: P\ntags: x\n---\nA.\n", "---\ntitle: P\ntags: x\n---\nA.\n"),
    "wiki: a fence and a field": ("---title: P\n---\nA.\n", "---\ntitle: P\n---\nA.\n"),
    "wiki: the end": ("---\ntitle: P\n—\nA.\n", "---\ntitle: P\n---\nA.\n"),
    # TOML
    "wiki: TOML without quotes": ("+++\ntitle = My page\n+++\nA.\n", '+++\ntitle = "My page"\n+++\nA.\n'),
    "wiki: TOML with a colon": ("+++\ntitle: My page\n+++\nA.\n", '+++\ntitle = "My page"\n+++\nA.\n'),
    "wiki: TOML that hides": ("+++\ntitle = 'P'\nhidden = true\n+++\nA.\n",
    "+++\ntitle = 'P'\ndraft = true\n+++\nA.\n"),
}  # fmt: skip

UNTOLD: dict[str, str] = {
    "a link with nothing near": "---\ntitle: P\n---\n[x](../wiki/nope.md)\n",
    "a date for a change of which nothing is said": PAGE.format("changes: {note: A}"),
    "a day of which nothing is said": PAGE.format("changes: 2026-01-05"),
    "a way to answer": PAGE.format("consultation: {closes: 2026-12-30}"),
    "days without a status": EVENT.format("repeat: weekly\noverrides: [2026-12-08]"),
    "a status without a day": EVENT.format("repeat: weekly\noverrides: cancelled"),
    "words for a date": EVENT.format("repeat: weekly\noverrides: {2026-12-08: no meeting}"),
    "a time without a day": "---\ntitle: A\nstart: 16:00\n---\nA.\n",
    "a time to leave out": EVENT.format("repeat: weekly\nexcept: 16:00"),
    "an answer in another language": PAGE.format("draft: nein"),
    "a language by its name": PAGE.format("lang: french"),
    "a name that could be two": PAGE.format("author: {first: Lea, last: Day}"),
    "two addresses to answer": CONSULTATION.format("a@example.org, b@example.org"),
    "a name with more of a person": PAGE.format("authors:\n  - name: Lea\n    email: lea@example.org"),
    "a word alone": PAGE.format("draft"),
    "a text without a key": PAGE.format("just words"),
    "a list without a key": "---\n- a\n- b\n---\nA.\n",
    "a place that is none": EVENT.format("venue: {name: A, geo: here}"),
}
"""What a person has to find words for, or to choose: no line is shown that could be pasted."""


def written(make_site: MakeSite, name: str, text: str) -> Site:
    folder = name.partition(":")[0]
    path = f"content/{folder}" if folder.endswith(".md") else f"content/{folder}/plan.md"
    return make_site({**HELLO, path: text})


@pytest.mark.parametrize("name", PASTED)
def test_a_cure_that_is_pasted_makes_the_file_that_was_meant(make_site: MakeSite, name: str) -> None:
    before, after = PASTED[name]
    site = written(make_site, name, before)
    found = next(each for each in site.diagnostics if each.edit)

    assert found.edit is not None
    assert applied(before, found.span, found.edit) == after


@pytest.mark.parametrize("name", UNTOLD)
def test_a_cure_that_what_was_typed_does_not_tell_is_not_given(make_site: MakeSite, name: str) -> None:
    folder = "events" if "start:" in UNTOLD[name] else "wiki"
    site = written(make_site, folder, UNTOLD[name])

    assert site.codes
    assert [found.edit for found in site.diagnostics if found.edit] == []
    assert not any(looks_pasteable(found) for found in site.diagnostics)


@pytest.mark.parametrize("name", ["2026-02-30-x", "03-02-2026-x", "26-02-03-x"])
def test_a_file_s_name_with_a_day_that_is_none_or_two_tells_no_date(make_site: MakeSite, name: str) -> None:
    site = make_site({**HELLO, f"content/posts/{name}.md": "---\ntitle: A\n---\nA.\n"})

    assert [(found.code, found.fix) for found in site.diagnostics] == [("missing-field", "")]


@pytest.mark.parametrize(
    ("menu", "fix"),
    [
        ("{Hello: /wiki/hello/}", "menu: {to: /wiki/hello/, text: Hello}"),
        (
            "\n  Hello: /wiki/hello/\n  Wiki: /wiki/",
            "menu: [{to: /wiki/hello/, text: Hello}, {to: /wiki/, text: Wiki}]",
        ),
        ("\n  - Hello: /wiki/hello/", "- {to: /wiki/hello/, text: Hello}"),
        ("\n  - [Hello, /wiki/hello/]", "- {to: /wiki/hello/, text: Hello}"),
        ("\n  - name: Hello\n    to: /wiki/hello/", "did you mean `text`?"),
        ("Hello", ""),
    ],
)
def test_the_menu_of_another_program_becomes_ours(make_site: MakeSite, menu: str, fix: str) -> None:
    site = make_site({**HELLO, "site.yaml": f"{SITE_YAML}menu: {menu}\n"})

    assert [found.fix for found in site.diagnostics] == [fix]


def test_a_field_of_consultations_beside_one_is_set_in(make_site: MakeSite) -> None:
    site = make_site({**HELLO, "content/wiki/plan.md": PAGE.format("respond: lea@example.org")})

    assert [(found.code, found.fix) for found in site.diagnostics] == [
        ("unread-field", "set it in below `consultation:`")
    ]
