"""Files that are no text, by what they begin with, and what to do with each."""

from sitegen.diagnostics import Diagnostic, Span, diagnose

_WORD = "open it in its program, copy all of its text, and paste that into a file that ends in .md"
_SORTS: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x03\x04", "a document of Word, LibreOffice or another program (a packed file)", _WORD),
    (b"\xd0\xcf\x11\xe0", "a document of an old Word or Excel", _WORD),
    (b"{\\rtf", "a text in Rich Text Format", _WORD),
    (b"%PDF", "a PDF", "select its text in a reader, and paste that into a file that ends in .md"),
)
_OTHER = "give the command a text: a file that ends in .md or .txt"


def refused(data: bytes, path: str) -> Diagnostic | None:
    """Return why bytes are no text to repair; None for a text."""
    for begins, what, cure in _SORTS:
        if data.startswith(begins):
            return diagnose("not-a-text", Span(path=path), f"this is {what}, and not a text", fix=cure)
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return diagnose(
            "not-a-text", Span(path=path), "this is no text: it has bytes that no letter has", fix=_OTHER
        )
    return None
