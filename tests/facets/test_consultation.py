"""How a consultation stands at an instant, and until when."""

import datetime as dt

import pytest

from sitegen.facets.consultation import Consultation, Outcome, Respond
from sitegen.facets.schedule import Moment


def day(number: int) -> Moment:
    return Moment(local=dt.datetime(2026, 3, number), all_day=True)


def midnight(number: int) -> dt.datetime:
    return dt.datetime(2026, 3, number, tzinfo=dt.UTC)


def asked(outcome: Outcome | None) -> Consultation:
    return Consultation(opens=day(5), closes=day(9), respond=Respond(post="Quay"), outcome=outcome)


@pytest.mark.parametrize(
    ("now", "state", "until"),
    [(1, "forthcoming", 5), (5, "open", 10), (9, "open", 10), (10, "closed", 20), (20, "outcome", None)],
)
def test_an_outcome_with_a_date_to_come_leaves_it_as_it_is_until_then(
    now: int, state: str, until: int | None
) -> None:
    found = asked(Outcome(date=day(20))).state(midnight(now))
    assert found == (state, midnight(until) if until else None)


@pytest.mark.parametrize(("told", "now", "until"), [(3, 1, 3), (7, 6, 7)])
def test_an_outcome_may_come_before_it_opens_or_closes(told: int, now: int, until: int) -> None:
    consultation = asked(Outcome(date=day(told)))
    assert consultation.state(midnight(now))[1] == midnight(until)
    assert consultation.state(midnight(until)) == ("outcome", None)


def test_an_outcome_without_a_date_counts_at_once() -> None:
    assert asked(Outcome(said="Aye")).state(midnight(1)) == ("outcome", None)
