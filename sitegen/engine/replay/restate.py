"""Answers with an edited text in place of the old one: what the question would return now.

An edit of a text changes an answer only where its question looked into `Site.texts`. Those that do are here, and
an answer to any other that was computed from a text is not restated.
"""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct, structs

from sitegen.engine.graph.terms import TermsInTexts
from sitegen.engine.graph.trace import Query
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.questions.answers import Backlink
from sitegen.questions.entries import Filling
from sitegen.questions.entry_view import EntryAnswer
from sitegen.questions.glossary import GlossaryTerm
from sitegen.stages.render import Bodies


class Edit(Struct, frozen=True, kw_only=True):
    """An entry before and after an edit of its text alone."""

    before: Entry[Meta]
    after: Entry[Meta]


Edits = Mapping[str, Edit]
"""Key -> edit."""


TERMS = "terms_in"
BODY = "body"


class Unanswerable(Exception):
    """The answer to a question after an edit does not follow from the answer before."""


class Restater:
    """Says what questions are answered after some edits."""

    def __init__(self, edits: Edits, bodies: Bodies, terms: tuple[GlossaryTerm, ...]) -> None:
        """`bodies` give the HTML of each text after the edits; `terms` are those of the site's glossary."""
        self._edits = edits
        self._terms = TermsInTexts(bodies)
        self._glossary = terms

    def restated(self, query: Query, answers: Mapping[Query, Any]) -> Any:
        """Return what a query is answered after the edits. Raises Unanswerable.

        `answers` are what its target was answered before, and those before the query as they are now.
        """
        question = query[0]
        if question == TERMS:
            filling = answers.get((BODY, *query[1:]))
            if not isinstance(filling, Filling):
                raise Unanswerable(question)
            return self._terms.held(filling, self._glossary, {slot.key for slot in filling.slots})
        if question not in RESTATED:
            raise Unanswerable(question)
        return RESTATED[question](answers[query], self._edits)


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


RESTATED: dict[str, Callable[[Any, Edits], Any]] = {"entry": _entry, BODY: _body, "backlinks": _backlinks}
"""Question -> its answer after edits."""
