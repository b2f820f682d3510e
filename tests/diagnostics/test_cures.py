"""A cure is made of what was typed and can be pasted, or there is none: each row is a file before and after."""

import datetime as dt

import pytest

from sitegen.diagnostics import Diagnostic, Edit, Span, diagnose
from sitegen.diagnostics.codes import CODES
from sitegen.diagnostics.edits import applied, dated
from tests.conftest import MakeSite
from tests.diagnostics.test_explain import ELSEWHERE, FILE, told, with_problem

WORDS: dict[str, str] = {
    "address-collision": "a person chooses which page moves",
    "address-new": "a build writes it",
    "address-outside": "it may be meant for any address",
    "address-too-long": "a person finds a shorter one",
    "ambiguous-link": "a person chooses between pages",
    "attribute-list": "it has to move",
    "bad-date": "the example can be meant in two ways",
    "bad-value": "the example is nothing like a value",
    "broken-anchor": "the part is not written",
    "broken-logo": "the picture is not there",
    "broken-picture": "the picture is not there",
    "config-missing": "a person names the site",
    "conflicting-fields": "a person chooses what is true",
    "control-character": "what was to be there is not known",
    "date-disagrees": "a person chooses which day is true",
    "doubtful-date": "a person knows the date",
    "embed-cycle": "a person chooses which page embeds",
    "empty-slug": "it needs a name",
    "event-end-before-start": "a person knows the end",
    "exception-matches-nothing": "a person knows the date",
    "folder-linked-again": "it is no text",
    "doubtful-formula": "a person knows what was meant",
    "forum-feed": "the file has to be fetched",
    "broken-comment": "a person knows the day",
    "doubtful-table": "a person knows which cells belong together",
    "footnote": "the note is not written",
    "frame-host": "it is a setting of the whole site",
    "front-matter-not-a-mapping": "no line of the example names a field",
    "front-matter-unclosed": "nothing in the example was to be its end",
    "hidden-target": "a person decides what is published",
    "html-removed": "the page is right as it is",
    "image-alt": "it needs words",
    "json-syntax": "its fields are not read",
    "layout-dynamic-include": "layouts are code",
    "layout-link": "layouts are code",
    "layout-macro-context": "layouts are code",
    "layout-missing": "layouts are code",
    "layout-syntax": "layouts are code",
    "layout-variable": "layouts are code",
    "catalogue": "a person knows the language",
    "untranslated": "a person knows the language",
    "link-in-link": "a person chooses which link stays",
    "link-leads-out": "it is no text",
    "markup-too-complex": "it has to be written otherwise",
    "markup-too-deep": "it has to be written otherwise",
    "merge-conflict": "a person chooses what is true",
    "misplaced-file": "the file has to move",
    "large-attachment": "the file has to be made smaller",
    "missing-attachment": "the file is not there",
    "missing-field": "the example says nothing of it",
    "missing-image": "the picture is not there",
    "no-entries": "nothing is written",
    "no-online-address": "a person knows the address",
    "history-missing": "a person commits the site to git, or installs git",
    "history-shallow": "it is done on a server, or at the command line",
    "not-utf8": "it is saved anew",
    "other-host": "the file is not there",
    "output-foreign": "it is no text",
    "output-place": "it is no text",
    "output-visibility": "it is a command, or another folder",
    "own-address": "the page may be anywhere",
    "picture-format": "the picture has to be exported",
    "picture-too-large": "the picture has to be made smaller",
    "redlink": "the page is not written",
    "repeat-too-many": "a person chooses the end",
    "repeat-until-before-start": "a person knows the end",
    "repeated-key": "a person chooses which counts",
    "search-index": "a program is installed",
    "skipped-time": "a person knows the time",
    "source-too-large": "it has to be parted",
    "tag-collision": "it takes files of their own",
    "too-many-embeds": "a person chooses which stay",
    "uid-collision": "a person knows which is the copy",
    "unknown-liquid": "what it stands for is not known",
    "unread-field": "it may say something to a person",
    "unread-format": "the file has to be saved otherwise",
    "unreadable-file": "it is no text",
    "unused-block": "layouts are code",
    "unused-layout": "layouts are code",
    "retired-wording": "a person chooses what to say instead",
    "repeated-owner": "a person says which of the two was meant",
    "drifted-wording": "a person chooses what to say instead",
    "expired-wording": "a person chooses what to say instead",
    "wording-too-long": "a person shortens it",
    "unsafe-drawing": "the picture is drawn anew",
    "unsafe-link": "where it leads is not known",
    "yaml-too-deep": "it has to be written otherwise",
    "yaml-too-large": "it has to be written otherwise",
}
"""Codes whose example in `explain` has a cure in words, and why it cannot be pasted."""


def looks_pasteable(found: Diagnostic) -> bool:
    """Whether a cure without an edit looks like a line of front matter all the same."""
    key, colon, _ = found.fix.partition(": ")
    return not found.edit and bool(colon) and key.isidentifier()


@pytest.mark.parametrize("code", sorted(CODES.keys() - ELSEWHERE))
def test_the_cure_of_each_code_can_be_pasted_or_is_words_for_a_reason(code: str, make_site: MakeSite) -> None:
    files = dict(FILE.findall(told(code)))
    site = with_problem(code, files, make_site)

    assert any(found.edit for found in site.diagnostics) != (code in WORDS)
    assert not any(looks_pasteable(found) for found in site.diagnostics)


def test_an_edit_keeps_line_ends_and_indentation() -> None:
    text = "---\r\nvenue:\r\n  name: A\r\n  geo: B\r\n---\r\n"
    span = Span(path="a.md", line=3, column=9, length=1)

    assert applied(text, span, Edit(text="C\nD: E")) == text.replace("name: A", "name: C\r\n  D: E")
    assert applied(text, span, Edit(text="name: C", where="field")) == text.replace("name: A", "name: C")
    assert applied(text, span, Edit(text="x: y", where="fields")) == text.replace("geo: B", "geo: B\r\nx: y")
    assert applied("A.", span, Edit(text="x: y", where="fields")) == "---\nx: y\n---\nA."


def test_a_cure_names_the_day_of_the_build() -> None:
    found = diagnose(
        "missing-field", Span(path="a.md"), "m", fix="date: \0\0", edit=Edit(text="date: \0\0 or \x0001-05\0")
    )
    today = dt.date(2026, 11, 22)

    assert dated(found, today).fix == "date: 2026-11-22"
    assert dated(found, today).edit == Edit(text="date: 2026-11-22 or 2027-01-05")
