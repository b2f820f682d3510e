"""Texts that repeat by hand what a message said before, or what one says that should not be used."""

import datetime as dt

from sitegen.diagnostics import Diagnostic
from sitegen.diagnostics.edits import applied
from tests.conftest import MakeSite, Site
from tests.engine.history_hub import YAML
from tests.history.repository import Repo

OLD = "Publish the plain file before you draw the chart."
NEW = "Put the file online first, the chart can wait."


def message(short: str = NEW, title: str = "Plain files first", more: str = "", status: str = "agreed") -> str:
    return (
        f"---\ntitle: {title}\naudience: [Lea]\nstatus: {status}\n{more}"
        f"variants:\n  short: {short}\n  social: Files!\n---\n"
    )


def drifted(site: Site) -> list[Diagnostic]:
    site.build(write=False)
    return [each for each in site.result.diagnostics if each.code == "drifted-wording"]


def hub(make_site: MakeSite, **texts: str) -> Site:
    """Return a site whose message had other words up to 3 March 2026."""
    files = {f"content/{path.replace('__', '/')}.md": text for path, text in texts.items()}
    lea = {"content/stakeholders/lea.md": "---\ntitle: Lea\ntype: person\n---\n"}
    site = make_site({"site.yaml": YAML, "content/messages/plain.md": message(OLD), **lea, **files}, build=False)
    repo = Repo(site.root)
    repo.commit("Agree", when="2026-01-05T10:00:00Z")
    repo.commit("Agree anew", {"content/messages/plain.md": message()}, when="2026-03-03T10:00:00Z")
    return site


def test_words_of_an_earlier_version_are_found_with_their_place_and_the_words_of_today(
    make_site: MakeSite,
) -> None:
    text = "# A\n\nFine.\n\nWe ask: publish the *plain* file before you\ndraw the [chart](/b/).\n"
    also = f"# B\n\nWe say “{OLD}” to all.\n"
    site = hub(make_site, wiki__a=text, b=also, wiki__c=f"# C\n\n{NEW} And more.\n")
    wrapped, found = sorted(drifted(site), key=lambda each: each.span.path, reverse=True)

    assert (wrapped.span.path, wrapped.span.line, wrapped.span.column) == ("content/wiki/a.md", 5, 9)
    assert wrapped.edit is None
    assert (found.span.line, found.span.column, found.span.length) == (3, 9, len(OLD))
    assert found.message == "“Plain files first” said this until 3 March 2026"
    assert found.fix == "![[Plain files first:short]]"
    assert found.note == f"now it says: {NEW}"

    assert found.edit is not None
    site.edit("content/b.md", applied(also, found.span, found.edit)).build()

    assert f"“{NEW}” to all." in site.page("b/index.html").replace("</a>", "").replace(
        '<a href="../messages/plain/">', ""
    )
    assert [each.span.path for each in drifted(site)] == ["content/wiki/a.md"]


def test_a_build_does_not_look_for_them(make_site: MakeSite) -> None:
    site = hub(make_site, wiki__a=f"# A\n\n{OLD}\n")
    assert site.build().codes == []
    assert [each.code for each in drifted(site)] == ["drifted-wording"]


def test_what_was_said_while_the_words_were_right_is_left_alone(make_site: MakeSite) -> None:
    def post(day: str) -> str:
        return f"---\ntitle: We said\ndate: {day}\n---\n\n{OLD}\n"

    site = hub(
        make_site, **{"posts__2026-02-01-then": post("2026-02-01"), "posts__2026-04-01-now": post("2026-04-01")}
    )

    assert [each.span.path for each in drifted(site)] == ["content/posts/2026-04-01-now.md"]


def test_an_earlier_title_is_found_and_short_words_and_those_still_in_use_are_not(make_site: MakeSite) -> None:
    site = hub(make_site, wiki__a="# A\n\nFiles! Plain files first, as we say. Put the file online first.\n")
    Repo(site.root).commit(
        "Say it at length",
        {"content/messages/plain.md": message("Put the file online first.", "The file comes first, always")},
        when="2026-05-01T10:00:00Z",
    )

    assert [(each.span.line, each.fix) for each in drifted(site)] == []

    site.edit("content/messages/plain.md", message("Something else.", "Another line of argument"))
    Repo(site.root).commit("Say something else", when="2026-06-01T10:00:00Z")
    site.edit("content/wiki/a.md", "# A\n\nThe file comes first, always!\n")

    assert [(each.span.column, each.fix) for each in drifted(site)] == [(1, "[[Another line of argument]]")]


def test_former_words_are_found_though_a_title_of_today_is_within_them(make_site: MakeSite) -> None:
    site = hub(make_site, wiki__a="# A\n\nBring the plain file to the next open evening.\n")
    Repo(site.root).commit(
        "Begin",
        {"content/messages/plain.md": message("Bring the plain file to the next open evening.", "The plain file")},
        when="2026-05-01T10:00:00Z",
    )
    site.edit("content/messages/plain.md", message("Bring nothing.", "The plain file"))
    Repo(site.root).commit("Say less", when="2026-06-01T10:00:00Z")

    assert [(each.span.line, each.fix) for each in drifted(site)] == [(3, "![[The plain file:short]]")]


def test_words_of_a_message_that_is_retired_or_has_expired_are_found_without_a_history(
    make_site: MakeSite,
) -> None:
    lea = {"content/stakeholders/lea.md": "---\ntitle: Lea\ntype: person\n---\n"}
    page = {"content/wiki/a.md": f"# A\n\n> {NEW}\n"}
    site = make_site(lea | page | {"content/messages/plain.md": message(more="expires: 2026-11-30\n")})

    assert drifted(site) == []

    site.build(as_of=dt.datetime(2026, 12, 2, tzinfo=dt.UTC))

    assert [each.message for each in drifted(site)] == [
        "“Plain files first”, which expired on 2026-11-30, says this"
    ]

    site.edit("content/messages/plain.md", message(status="retired"))

    assert [each.message for each in drifted(site)] == ["“Plain files first”, which is retired, says this"]


def test_a_version_that_was_a_draft_was_never_said(make_site: MakeSite) -> None:
    site = hub(make_site, wiki__a="# A\n\nNobody agreed to these words at all.\n")
    draft = message("Nobody agreed to these words at all.", more="draft: true\n")
    Repo(site.root).commit("Try", {"content/messages/plain.md": draft}, when="2026-05-01T10:00:00Z")
    Repo(site.root).commit("Drop it", {"content/messages/plain.md": message()}, when="2026-05-02T10:00:00Z")

    assert drifted(site) == []
