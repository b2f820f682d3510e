"""Documents: papers, minutes and data with the files that belong to them."""

from collections.abc import Iterator
from typing import Annotated

import msgspec
from msgspec import Struct

from sitegen.facets.relations import Person
from sitegen.facets.schedule import Moment
from sitegen.model.kind import Kind
from sitegen.model.meta import Language, Meta, Url
from sitegen.model.problem import Problem


class Attachment(Struct, frozen=True, kw_only=True):
    """A file to take away, beside the entry or elsewhere on the web."""

    file: Annotated[str, msgspec.Meta(extra={"form": "file"})] = ""
    """The name of a file beside the entry."""
    url: Url = ""
    """The address of a file that is kept elsewhere."""
    title: str = ""
    """What the file is called; empty shows its name."""
    lang: Language = ""
    """Its language, where it is not the page's."""

    @classmethod
    def from_text(cls, text: str) -> "Attachment":
        """Take a bare file name or address."""
        return cls(url=text) if "://" in text else cls(file=text)


class Document(Meta, frozen=True, kw_only=True):
    """The front matter of a document."""

    title: str
    """What the document is called."""
    date: Moment
    """When it was published, here or in the file's name."""
    type: str
    """What sort of document it is: paper, minutes, report, slides, template, dataset, media kit."""
    attachments: tuple[Attachment, ...] = ()
    """Its files; a document may also be no more than its page."""
    publisher: tuple[Person, ...] = ()
    """Who issued it."""
    version: str = ""
    """As its publisher counts: `1.10`, `final`."""
    licence: str = ""
    """The terms on which it may be used."""
    ref: str = ""
    """Its publisher's reference number."""


def check(meta: Meta) -> Iterator[Problem]:
    """Say which attachments are not exactly one file."""
    assert isinstance(meta, Document)
    for index, attachment in enumerate(meta.attachments):
        place = f"attachments.{index}"
        if not attachment.file and not attachment.url:
            yield Problem(field=place, code="missing-field", message="an attachment needs a `file` or a `url`")
        if attachment.file and attachment.url:
            yield Problem(
                field=place,
                code="conflicting-fields",
                message="an attachment is either a `file` or a `url`",
                fix="give the second one an entry of its own under `attachments`",
            )


DOCUMENT = Kind(
    name="document",
    folder="documents",
    other_words=(
        *("docs", "library", "papers", "publications", "reports", "minutes", "files", "downloads"),
        *("dokument", "dokumente", "unterlagen", "protokolle", "documentos", "documento", "documenti"),
        *("documenten", "dokumenter", "dokumenty", "asiakirjat", "dokumentumok", "dokumenti", "документы"),
        *("документи", "bibliotheque", "biblioteca", "bibliothek"),
    ),
    meta=Document,
    permalink="/documents/{slug}/",
    layout="document.html",
    label="Document",
    title="Documents",
    directory="/documents/",
    list_layout="documents.html",
    shelves={
        "type": {
            "paper": "Papers",
            "plan": "Plans",
            "proposal": "Proposals",
            "report": "Reports",
            "minutes": "Minutes",
            "slides": "Slides",
            "dataset": "Datasets",
            "template": "Templates",
            "media-kit": "Media kits",
        },
        "superseded": {"superseded": "Superseded"},
        "year": {},
        "publisher": {},
    },
    order="newest",
    card=("type", "publisher", "version", "attachments"),
    dated=True,
    history=True,
    minuted=lambda meta: bool(meta.type.lower() == "minutes"),
    roles={"publisher": "Publisher of"},
    check=check,
    schema="DigitalDocument",
)
