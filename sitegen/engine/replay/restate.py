"""Answers with an edited text in place of the old one: what the question would return now.

An edit of a text changes an answer only where its question looked into `Site.texts`. Those that do are here, and
an answer to any other that was computed from a text is not restated.
"""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct, structs

from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.questions.answers import Backlink
from sitegen.questions.entries import Filling
from sitegen.questions.entry_view import EntryAnswer


class Edit(Struct, frozen=True, kw_only=True):
    """An entry before and after an edit of its text alone."""

    before: Entry[Meta]
    after: Entry[Meta]


Edits = Mapping[str, Edit]
"""Key -> edit."""


class Unanswerable(Exception):
    """The answer to a question after an edit does not follow from the answer before."""


def restated(question: str, answer: Any, edits: Edits) -> Any:
    """Return what a question is answered after the edits, given the answer before. Raises Unanswerable."""
    if question not in RESTATED:
        raise Unanswerable(question)
    return RESTATED[question](answer, edits)


def _entry(answer: EntryAnswer, edits: Edits) -> EntryAnswer:
    edit = edits.get(answer.key)
    return structs.replace(answer, words=edit.after.body.words) if edit else answer


def _body(answer: Filling, edits: Edits) -> Filling:
    edit = edits.get(answer.key)
    embedded = tuple(_body(each, edits) for each in answer.embedded)
    return structs.replace(answer, digest=edit.after.digest if edit else answer.digest, embedded=embedded)


def _backlinks(answer: tuple[Backlink, ...], edits: Edits) -> tuple[Backlink, ...]:
    return tuple(_backlink(each, edits[each.card.key]) if each.card.key in edits else each for each in answer)


def _backlink(answer: Backlink, edit: Edit) -> Backlink:
    """Return a link from an edited entry with its sentence as it is now."""
    references = zip(edit.before.body.references, edit.after.body.references, strict=True)
    sentences = {after.sentence for before, after in references if before.sentence == answer.sentence}
    if len(sentences) != 1:
        raise Unanswerable("backlinks")  # which of the references it is about is not known
    return structs.replace(answer, sentence=sentences.pop())


RESTATED: dict[str, Callable[[Any, Edits], Any]] = {"entry": _entry, "body": _body, "backlinks": _backlinks}
"""Question -> its answer after edits."""
