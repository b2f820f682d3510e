"""Fields about a stakeholder that only the internal build shows."""

import datetime as dt
from typing import Annotated

import msgspec
from msgspec import Struct

Score = Annotated[int, msgspec.Meta(ge=1, le=5)]
"""From 1, little, to 5, much."""
HIGH = 4
"""The score from which something is much."""


class Private(Struct, frozen=True, kw_only=True):
    """What only the internal build shows."""

    power: Score | None = None
    """How much they can change, from 1 to 5."""
    interest: Score | None = None
    """How much they care, from 1 to 5."""
    stance: str = ""
    """Where they stand: supportive, neutral, opposed, in a word or two."""
    email: str = ""
    """How to write to them."""
    last_contact: dt.date | None = None
    """When somebody last spoke with them, where no event says so."""
    notes: str = ""
    """What colleagues need to know."""
