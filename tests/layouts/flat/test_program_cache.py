"""Compiled layouts on disk: read from where only this user can write, and from nowhere else."""

import marshal
import os
import stat
import sys
from pathlib import Path

import pytest

from sitegen.layouts import Layouts
from sitegen.layouts.flat import program_cache
from sitegen.layouts.flat.program_cache import Program, ProgramCache, Shipment, Source
from sitegen.locales import Languages, Locale
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


def name(key: str) -> str:
    return program_cache._PREFIX + key


def source(text: str) -> Source:
    return Source("page.html", f"found = {text!r}", mutates=False)


def text_of(program: Program | None) -> str | None:
    """Return the text of the source that a program was compiled from."""
    space: dict[str, str] = {}
    if program is None:
        return None
    exec(program.code, space)
    return space["found"]


def found(key: str, monkeypatch: pytest.MonkeyPatch) -> str | None:
    """Return the text of what another process would find."""
    monkeypatch.setattr(program_cache, "_kept", {})
    return text_of(ProgramCache(on_disk=True).find(key, own=True))


def test_a_program_is_found_by_the_next_process_in_a_folder_closed_to_others(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ProgramCache(on_disk=True).keep("key", source("one"), own=True)
    assert found("key", monkeypatch) == "one"
    assert found("other", monkeypatch) is None
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert names(folder) == [name("key")]


def test_a_folder_that_others_can_enter_is_neither_read_nor_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ProgramCache(on_disk=True).keep("key", source("one"), own=True)
    for mode in (0o720, 0o702, 0o750, 0o777):
        folder.chmod(mode)
        assert found("key", monkeypatch) is None
        ProgramCache(on_disk=True).keep("other", source("two"), own=True)
        assert names(folder) == [name("key")]


def test_a_folder_of_another_user_and_a_link_to_a_folder_are_not_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ProgramCache(on_disk=True).keep("key", source("one"), own=True)
    with monkeypatch.context() as patched:
        patched.setattr(os, "geteuid", lambda: os.getuid() + 1)
        assert found("key", monkeypatch) is None
    elsewhere = folder.rename(folder.parent / "elsewhere")
    folder.symlink_to(elsewhere)
    assert found("key", monkeypatch) is None


def test_a_file_that_others_can_write_and_a_link_to_a_file_are_not_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ProgramCache(on_disk=True).keep("key", source("one"), own=True)
    file = folder / name("key")
    file.chmod(0o666)
    assert found("key", monkeypatch) is None
    file.chmod(0o600)
    assert found("key", monkeypatch) == "one"
    file.rename(folder / "elsewhere")
    file.symlink_to(folder / "elsewhere")
    assert found("key", monkeypatch) is None


def test_a_damaged_file_is_ignored_and_written_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ProgramCache(on_disk=True).keep("key", source("one"), own=True)
    whole = (folder / name("key")).read_bytes()
    for damaged in (b"", whole[:-1], whole[:20], whole[:40] + b"!" + whole[41:], marshal.dumps(1)):
        (folder / name("key")).write_bytes(damaged)
        assert found("key", monkeypatch) is None
    ProgramCache(on_disk=True).keep("key", source("two"), own=True)
    assert found("key", monkeypatch) == "two"


def test_the_older_half_goes_when_there_are_too_many(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program_cache, "MOST_FILES", 10)
    for number in range(11):
        ProgramCache(on_disk=True).keep(str(number), source("one"), own=True)
        if number < 10:
            os.utime(folder / name(str(number)), (number, number))
    assert len(names(folder)) == 6
    assert found("9", monkeypatch) is not None
    assert found("0", monkeypatch) is None


def test_nothing_is_written_where_python_writes_no_byte_code(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    ProgramCache(on_disk=True).keep("key", source("one"), own=True)
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


def test_a_program_is_another_for_another_text_engine_and_catalogue(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    month = "{{ 3 | month_name }}"
    for text, language, engine in (("a", "en", "1"), ("b", "en", "1"), ("a", "en", "2"), (month, "en", "1")):
        (tmp_path / "layouts" / "page.html").write_text(text)
        shown = Layouts(tmp_path / "layouts", language, engine=engine).render("page.html", {})
        assert shown == text.replace(month, "March")
    assert len(names(folder)) == 4
    for number, texts in enumerate(({"Spring": "Lenz"}, {"Spring": "Frühling"}), 1):
        languages = Languages((Locale(tag="xx", texts=texts, digest=str(number)),))
        (tmp_path / "layouts" / "page.html").write_text("{{ _('Spring') }}")
        layouts = Layouts(tmp_path / "layouts", "xx", engine="1", languages=languages)
        assert layouts.render("page.html", {}) == texts["Spring"]
        assert len(names(folder)) == 4 + number


def test_what_came_with_the_package_is_found_and_only_for_default_layouts(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipment = Shipment()
    shipment.keep("key", source("one"), own=False)
    shipment.keep("changing", Source("page.html", "found = 1", mutates=True), own=False)
    shipment.write(tmp_path)
    monkeypatch.setattr(program_cache, "_SHIPPED", tmp_path)
    for _ in range(2):  # the second time from the byte code
        monkeypatch.setattr(program_cache, "_kept", {})
        assert ProgramCache(on_disk=True).find("key", own=True) is None
        assert ProgramCache(on_disk=True).find("changing", own=False) is None
        assert text_of(ProgramCache(on_disk=True).find("key", own=False)) == "one"
    assert len(list(tmp_path.rglob("*.pyc"))) == 1


def test_a_damaged_file_of_the_package_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program_cache, "_SHIPPED", tmp_path)
    (tmp_path / "key.py").write_text("found = (")
    assert ProgramCache(on_disk=True).find("key", own=False) is None
