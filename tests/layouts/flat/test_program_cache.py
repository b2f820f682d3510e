"""Compiled layouts on disk: read from where only this user can write, and from nowhere else."""

import marshal
import os
import stat
import sys
from pathlib import Path

import pytest

from sitegen.layouts import Layouts
from sitegen.layouts.flat import program_cache
from sitegen.layouts.flat.program_cache import Program, ProgramCache
from tests.conftest import MakeSite

pytestmark = pytest.mark.skipif(os.open not in os.supports_dir_fd, reason="nothing is stored on this platform")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the user, in a process that has compiled nothing yet."""
    monkeypatch.setattr(program_cache, "_kept", {})
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "sitegen" / "layouts"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def program(text: str) -> Program:
    return Program(compile(f"found = {text!r}", "layout", "exec"), {}, {("a", "b"): "c"}, mutates=False)


def found(key: str, monkeypatch: pytest.MonkeyPatch) -> Program | None:
    """Return what another process would find."""
    monkeypatch.setattr(program_cache, "_kept", {})
    return ProgramCache(on_disk=True).find(key, own=True)


def test_a_program_is_found_by_the_next_process_in_a_folder_closed_to_others(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ProgramCache(on_disk=True).keep("key", program("one"), own=True)
    assert found("key", monkeypatch) == program("one")
    assert found("other", monkeypatch) is None
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert names(folder) == ["layout-key"]


def test_a_folder_that_others_can_enter_is_neither_read_nor_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ProgramCache(on_disk=True).keep("key", program("one"), own=True)
    for mode in (0o720, 0o702, 0o750, 0o777):
        folder.chmod(mode)
        assert found("key", monkeypatch) is None
        ProgramCache(on_disk=True).keep("other", program("two"), own=True)
        assert names(folder) == ["layout-key"]


def test_a_folder_of_another_user_and_a_link_to_a_folder_are_not_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ProgramCache(on_disk=True).keep("key", program("one"), own=True)
    with monkeypatch.context() as patched:
        patched.setattr(os, "geteuid", lambda: os.getuid() + 1)
        assert found("key", monkeypatch) is None
    elsewhere = folder.rename(folder.parent / "elsewhere")
    folder.symlink_to(elsewhere)
    assert found("key", monkeypatch) is None


def test_a_file_that_others_can_write_and_a_link_to_a_file_are_not_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ProgramCache(on_disk=True).keep("key", program("one"), own=True)
    file = folder / "layout-key"
    file.chmod(0o666)
    assert found("key", monkeypatch) is None
    file.chmod(0o600)
    assert found("key", monkeypatch) == program("one")
    file.rename(folder / "elsewhere")
    file.symlink_to(folder / "elsewhere")
    assert found("key", monkeypatch) is None


def test_a_damaged_file_is_ignored_and_written_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ProgramCache(on_disk=True).keep("key", program("one"), own=True)
    whole = (folder / "layout-key").read_bytes()
    for damaged in (b"", whole[:-1], whole[:20], whole[:40] + b"!" + whole[41:], marshal.dumps(1)):
        (folder / "layout-key").write_bytes(damaged)
        assert found("key", monkeypatch) is None
    ProgramCache(on_disk=True).keep("key", program("two"), own=True)
    assert found("key", monkeypatch) == program("two")


def test_the_older_half_goes_when_there_are_too_many(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program_cache, "MOST_FILES", 10)
    for number in range(11):
        ProgramCache(on_disk=True).keep(str(number), program("one"), own=True)
        if number < 10:
            os.utime(folder / f"layout-{number}", (number, number))
    assert len(names(folder)) == 6
    assert found("9", monkeypatch) is not None
    assert found("0", monkeypatch) is None


def test_nothing_is_written_where_python_writes_no_byte_code(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    ProgramCache(on_disk=True).keep("key", program("one"), own=True)
    assert not folder.exists()


def test_a_sites_own_layouts_are_kept_with_the_user_and_never_in_the_site(
    folder: Path, make_site: MakeSite
) -> None:
    own = '{% extends "default/page.html" %}{% block after %}<p>mine</p>{% endblock %}'
    files = {"content/about.md": "---\ntitle: About\n---\nWords.\n", "layouts/page.html": own}
    site = make_site(files)
    assert "<p>mine</p>" in site.page("about/index.html")
    assert len(names(folder)) == 1
    assert list(site.root.rglob("layout-*")) == []


def test_a_program_is_another_for_another_text_engine_and_language(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    for text, language, engine in (("a", "en", "1"), ("b", "en", "1"), ("a", "fr", "1"), ("a", "en", "2")):
        (tmp_path / "layouts" / "page.html").write_text(text)
        assert Layouts(tmp_path / "layouts", language, engine=engine).render("page.html", {}) == text
    assert len(names(folder)) == 4
    Layouts(tmp_path / "layouts", "en", engine="1").render("page.html", {})
    assert len(names(folder)) == 4
