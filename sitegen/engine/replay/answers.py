"""The answers of a transcript, for a target that is rendered again from them."""

from collections.abc import Mapping
from typing import Any

from sitegen.engine.graph.answers import Answer
from sitegen.engine.graph.trace import Query
from sitegen.layouts import Layouts
from sitegen.stages.render import Bodies

STORED = 0
"""The number of every stored answer: it is in the record already."""


class NotAnswered(Exception):
    """A target asks what its transcript does not answer."""


class ReplayedAnswers:
    """Answers queries from a transcript, in place of the site."""

    def __init__(
        self, answers: Mapping[Query, Any], questions: Mapping[str, str], bodies: Bodies, layouts: Layouts
    ) -> None:
        self.questions = questions
        """Name of a question -> the name that its answers are recorded under."""
        self.bodies = bodies
        self.layouts = layouts
        self._answers = answers

    def answer(self, query: Query) -> Answer:
        """Return the stored answer to a query. Raises NotAnswered when there is none."""
        if query not in self._answers:
            raise NotAnswered(query[0])
        return Answer(self._answers[query], (), STORED)

    def enter(self, _query: Query, answer: Answer) -> int:
        """Return the number of an answer."""
        return answer.number
