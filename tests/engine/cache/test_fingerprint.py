"""The fingerprint of the engine changes with the code and with the libraries."""

import os
import sys
from importlib import metadata
from pathlib import Path

import pytest

from sitegen.engine.cache import fingerprint
from sitegen.engine.cache.fingerprint import LIBRARIES, engine_fingerprint, versions_of


def install(folder: Path, name: str, version: str, form: str = "dist-info") -> None:
    """Write what an installer records about a library."""
    record = folder / f"{name}-{version}.{form}"
    record.mkdir(parents=True)
    text = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    for file in ("METADATA", "PKG-INFO"):
        (record / file).write_text(text)


def test_versions_are_those_that_importlib_tells() -> None:
    assert versions_of(LIBRARIES) == {name: metadata.version(name) for name in LIBRARIES}


@pytest.mark.parametrize(
    ("installed", "version"),
    [
        ([("a", "python_dateutil", "9.1", "dist-info")], "9.1"),
        ([("a", "python.dateutil", "9.1", "dist-info")], "9.1"),
        ([("a", "python_dateutil", "9.1", "egg-info")], "9.1"),
        ([("a", "python_dateutil", "9.1", "dist-info"), ("b", "python_dateutil", "9.2", "dist-info")], "9.1"),
        ([("a", "python_dateutil", "9.1", "egg-info"), ("b", "python_dateutil", "9.2", "dist-info")], "9.1"),
        ([("b", "python_dateutil", "9.2", "dist-info"), ("gone", "x", "1", "dist-info")], "9.2"),
        ([("a", "Python_Dateutil_Extra", "9.1", "dist-info")], metadata.version("python-dateutil")),
    ],
)
def test_the_first_installation_on_the_path_counts_in_any_spelling(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, installed: list[tuple[str, str, str, str]], version: str
) -> None:
    before, real = engine_fingerprint.__wrapped__(), metadata.version("python-dateutil")
    for folder, *what in installed:
        install(tmp_path / folder, *what)
    monkeypatch.setattr(sys, "path", [str(tmp_path / "a"), str(tmp_path / "none"), str(tmp_path / "b"), *sys.path])

    assert versions_of(["python-dateutil"]) == {"python-dateutil": version}
    assert metadata.version("python-dateutil") == version
    assert (engine_fingerprint.__wrapped__() == before) == (version == real)


def test_two_records_in_one_folder_are_left_to_importlib(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "nh3", "9.1")
    install(tmp_path, "nh3", "9.2")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])

    assert versions_of(["nh3"]) == {"nh3": metadata.version("nh3")}


def test_an_archive_on_the_path_is_left_to_importlib(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "all.zip").write_bytes(b"PK\5\6" + bytes(18))
    monkeypatch.setattr(sys, "path", [str(tmp_path / "all.zip"), *sys.path])

    assert versions_of(["nh3"]) == {"nh3": metadata.version("nh3")}


def test_a_library_that_is_not_installed_is_absent() -> None:
    assert versions_of(["no-such-library"]) == {"no-such-library": "absent"}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of code, last changed a while ago, whose digest is kept beside it."""
    code = tmp_path / "code"
    for name in ("a.py", "b/c.py"):
        (code / name).parent.mkdir(exist_ok=True)
        (code / name).write_text("x = 1\n")
        os.utime(code / name, (1e9, 1e9))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(fingerprint, "_PACKAGE", code)
    monkeypatch.setattr(fingerprint, "_KEPT", tmp_path / "kept")
    return code


def test_the_digest_of_code_that_nobody_touched_is_read_and_not_worked_out(package: Path, tmp_path: Path) -> None:
    made = fingerprint.code_digest.__wrapped__()
    kept = (tmp_path / "kept").read_text()
    assert kept.endswith(made)
    (tmp_path / "kept").write_text(kept[: -len(made)] + "f" * len(made))
    assert fingerprint.code_digest.__wrapped__() == "f" * len(made)


@pytest.mark.parametrize("kept", ["", "x", "0" * 64, "0" * 63])
def test_a_damaged_record_of_the_digest_is_written_again(package: Path, tmp_path: Path, kept: str) -> None:
    made = fingerprint.code_digest.__wrapped__()
    (tmp_path / "kept").write_text(kept)
    assert fingerprint.code_digest.__wrapped__() == made
    assert (tmp_path / "kept").read_text().endswith(made)


def test_changed_code_has_another_digest_even_at_the_same_time_and_size(package: Path) -> None:
    made = fingerprint.code_digest.__wrapped__()
    (package / "a.py").write_text("x = 2\n")
    os.utime(package / "a.py", (1e9, 1e9))
    changed = fingerprint.code_digest.__wrapped__()
    (package / "d.py").write_text("")
    assert len({made, changed, fingerprint.code_digest.__wrapped__()}) == 3


def test_the_digest_of_code_that_has_just_changed_is_not_kept(package: Path, tmp_path: Path) -> None:
    (package / "a.py").write_text("x = 2\n")
    fingerprint.code_digest.__wrapped__()
    assert not (tmp_path / "kept").exists()
