"""`sitegen tidy`: what it shows, when it writes, and what it refuses."""

import io
from pathlib import Path

import pytest

from tests.cli.conftest import Run, write

PASTED = "Notes\n\n2 May 2011\n\n•\tone\n•\ttwo\n"
CLEAN = "---\ntitle: Notes\ndate: 2011-05-02\ntype: paper\n---\n\n- one\n- two\n"
PLACE = "content/documents/notes.md"


def test_it_shows_what_it_would_write_and_writes_when_it_is_told_to(site: Path, run: Run) -> None:
    write(site / PLACE, PASTED)
    ran = run("tidy", PLACE)
    assert ran.code == 0
    assert ran.out.startswith(f"--- {PLACE}\n+++ {PLACE}, tidied\n@@ ")
    assert "\n-•→one\n" in ran.out
    assert "\n+- one\n" in ran.out
    assert ran.err == f"{PLACE}: 2 bullets, 1 heading.\nNothing was written; --write does.\n"
    assert (site / PLACE).read_text("utf-8") == PASTED

    assert run("tidy", "--write", PLACE).err.endswith("Written.\n")
    assert (site / PLACE).read_text("utf-8") == CLEAN
    assert run("tidy", "--write", PLACE) == (0, "", f"{PLACE}: nothing to repair.\n")
    assert run("check").code == 0


def test_on_a_terminal_it_asks(site: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    write(site / PLACE, PASTED)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr("sys.stdin", Terminal("n\n"))
    assert "Write it? [y/N]: " in run("tidy", PLACE).err
    assert (site / PLACE).read_text("utf-8") == PASTED
    monkeypatch.setattr("sys.stdin", Terminal("y\n"))
    run("tidy", PLACE)
    assert (site / PLACE).read_text("utf-8") == CLEAN


def test_line_ends_and_rights_stay_and_breaks_of_pages_become_lines(site: Path, run: Run) -> None:
    place = site / PLACE
    write(place, "")
    place.write_bytes("•\tone\x0b•\ttwo\r\n\x0cEnd.\r\n".encode())
    place.chmod(0o640)
    run("tidy", "-q", "-w", PLACE)
    assert place.read_bytes() == b"- one\r\n- two\r\n\r\nEnd.\r\n"
    place.write_bytes("•\tone\n".encode())
    run("tidy", "-q", "-w", PLACE)
    assert place.read_bytes() == b"- one\n"
    assert place.stat().st_mode & 0o777 == 0o640
    assert not list(place.parent.glob(".*"))


@pytest.mark.parametrize(
    ("data", "said", "cure"),
    [
        (b"PK\x03\x04\0\0", "a document of Word", "copy all of its text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Word", "copy all of its text"),
        (b"{\\rtf1 a}", "Rich Text", "copy all of its text"),
        (b"%PDF-1.7\n", "a PDF", "select its text"),
        (b"\x89PNG\r\n\0\0", "bytes that no letter has", "ends in .md or .txt"),
        (b"caf\xe9", "not UTF-8", "encoding UTF-8"),
        (b"---\ntitle: T\n\n\xc2\xb7 a\n", "never ends", "---"),
    ],
)
def test_what_is_no_text_is_refused_with_a_cure(site: Path, run: Run, data: bytes, said: str, cure: str) -> None:
    (site / "paper.docx").write_bytes(data)
    ran = run("tidy", "-w", "paper.docx")
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err
    assert cure in ran.err.partition("fix:")[2]
    assert (site / "paper.docx").read_bytes() == data


def test_a_file_that_is_not_there_is_a_slip_of_the_command(run: Run) -> None:
    assert run("tidy", "gone.md").code == 2
