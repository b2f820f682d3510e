"""What must hold between the fields that every kind has."""

from collections.abc import Iterator

from sitegen.model.kind import Complaint
from sitegen.model.meta import Meta


def check(meta: Meta) -> Iterator[Complaint]:
    """Say what does not fit together in the facets; a kind with checks of its own yields from this too."""
    consultation = meta.consultation
    if consultation is None:
        return
    respond = consultation.respond
    if not (respond.email or respond.url or respond.post):
        yield Complaint(
            field="consultation.respond",
            code="missing-field",
            message="a consultation needs a way to answer: `email`, `url` or `post`",
        )
    if consultation.opens is not None and consultation.closing() <= consultation.opens.aware():
        yield Complaint(
            field="consultation.closes",
            code="conflicting-fields",
            message="the consultation closes before it opens",
        )
