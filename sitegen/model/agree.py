"""What must hold between fields."""

from collections.abc import Iterator

from sitegen.model.kind import Complaint, Kind
from sitegen.model.meta import Meta


def complaints(kind: Kind, meta: Meta) -> Iterator[Complaint]:
    """Say what does not fit together: in the fields of every kind, then in the kind's own."""
    yield from _facets(meta)
    if kind.check:
        yield from kind.check(meta)


def _facets(meta: Meta) -> Iterator[Complaint]:
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
