"""Pages of PDFs, counted as a reader of PDFs counts them, and files that are made to take long."""

import io
import time
import zlib
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from sitegen.pdf_pages import MOST_UNPACKED, pages_of_pdf

CONTENT = Path(__file__).parents[1] / "content"


def pdf(pages: int, password: str = "") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(100, 100)
    if password:
        writer.encrypt(password)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def packed(words: bytes) -> bytes:
    """A PDF of version 1.5 whose objects are in a packed stream."""
    data = zlib.compress(words)
    head = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>" % len(data)
    return b"%PDF-1.5\n1 0 obj\n" + head + b"stream\r\n" + data + b"\nendstream\nendobj\n"


@pytest.mark.parametrize("pages", [1, 2, 250])
def test_the_pages_of_a_pdf_are_counted_also_of_one_with_a_password(pages: int) -> None:
    assert pages_of_pdf(pdf(pages)) == pages
    assert pages_of_pdf(pdf(pages, "secret")) == pages


def test_the_papers_of_the_hub_have_the_pages_that_another_reader_finds() -> None:
    found = {path: pages_of_pdf(path.read_bytes()) for path in CONTENT.rglob("*.pdf")}
    assert len(found) > 5
    assert found == {path: len(PdfReader(path).pages) for path in found}


@pytest.mark.parametrize(
    ("data", "pages"),
    [
        (packed(b"2 0 <</Type/Pages/Kids[3 0 R]/Count 7>>"), 7),
        (packed(b"2 0 <</Type/Pages/Count 3/Parent 9 0 R>> <</Count 8/Kids[2 0 R]/Type /Pages>>"), 8),
        (b"%PDF-1.4 <</Type/Pages/Count 2>> and later <</Type/Pages/Resources<</A<</B 1>>>>/Count 5>>", 5),
        (b"%PDF-1.4 <</Type/Catalog/Pages 2 0 R>> <</Type/Page/Parent 2 0 R>>", 0),
        (b"%PDF-1.4 <</Type/Pages/Count 3 0 R>>", 0),
        (b"%PDF-1.4 <</Type/Pages/Count 999999999>>", 0),
        (packed(b"")[:-40], 0),
        (b"no paper <</Type/Pages/Count 2>>", 0),
        (b"", 0),
    ],
)
def test_only_the_root_of_the_tree_of_pages_says_how_many_there_are(data: bytes, pages: int) -> None:
    assert pages_of_pdf(data) == pages


def test_a_file_that_is_made_to_take_long_or_to_fill_the_memory_does_neither() -> None:
    started = time.process_time()
    for sign in (b"<</Type/Pages", b"/Type/Pages<<", b"/Type/Pages>>", b"/Type/ObjStm stream\n", b"<<", b">>"):
        assert pages_of_pdf(b"%PDF-1.5" + sign * 50_000) == 0
    assert pages_of_pdf(packed(b" " * (8 * MOST_UNPACKED)) * 20) == 0
    assert time.process_time() - started < 10
