"""Entries as layouts see them: plain attributes, with links in place of names."""

import datetime as dt
from typing import Any

import pytest

from sitegen.facets.relations import Person, Relation
from sitegen.facets.schedule import Moment
from sitegen.kinds.post import Post
from sitegen.model.meta import Republished
from sitegen.questions.answers import Link
from sitegen.questions.entry_view import EntryAnswer, EntryView
from sitegen.urls import Marked

ADA = Link(text="Ada Lovelace", to=Marked("\x02/people/ada/"), key="stakeholders/ada.md")


def answer(meta: Post, **names: Link) -> EntryAnswer:
    """The answer about a post of which only names, title and excerpt matter."""
    values: dict[str, Any] = dict.fromkeys(EntryAnswer.__struct_fields__)
    return EntryAnswer(**values | {"title": "Shown", "excerpt": "Its first words.", "names": names, "meta": meta})


def view(**fields: Any) -> EntryView:
    day = Moment(local=dt.datetime(2026, 3, 1), all_day=True)
    return EntryView(answer(Post(title="Typed", date=day, **fields), Ada=ADA), lambda: "<p>Words.</p>")


def test_a_field_of_the_answer_comes_before_one_of_the_kind() -> None:
    assert (view().title, view(excerpt="").excerpt) == ("Shown", "Its first words.")


def test_names_are_links_or_plain_words_wherever_they_stand() -> None:
    shown = view(authors=(Person(text="Ada"), Person(text="Bob")), related=(Relation(text="Ada"),))
    assert shown.authors == (ADA, Link(text="Bob"))
    assert shown.related == (ADA,)
    assert shown.authors is shown.authors


def test_a_struct_is_a_mapping_and_what_is_not_there_is_nothing() -> None:
    shown = view(republished=Republished(url="https://a.example/"))
    assert shown.republished == {"url": "https://a.example/", "title": "", "date": None}
    assert (view().republished, view().authors, view().date.day) == (None, (), dt.date(2026, 3, 1))


@pytest.mark.parametrize("name", ["venue", "meta"])
def test_what_no_field_is_called_is_no_attribute(name: str) -> None:
    with pytest.raises(AttributeError):
        getattr(view(), name)


def test_the_body_is_asked_for_when_it_is_shown() -> None:
    asked: list[str] = []
    day = Moment(local=dt.datetime(2026, 3, 1), all_day=True)

    def body() -> str:
        asked.append("body")
        return "<p>Words.</p>"

    shown = EntryView(answer(Post(title="Typed", date=day)), body)
    assert not asked
    assert (shown.body, asked) == ("<p>Words.</p>", ["body"])
