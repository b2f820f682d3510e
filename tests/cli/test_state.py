"""The records of a site can be kept elsewhere, so that a site is built that nobody may write to."""

from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.disk import state_folder
from tests.conftest import SITE_YAML


def make(folder: Path, settings: str = "") -> Path:
    (folder / "content").mkdir(parents=True)
    (folder / "site.yaml").write_text(SITE_YAML + settings)
    (folder / "content/index.md").write_text("# Home\n")
    (folder / "content/about.md").write_text("# About\n\nFirst words.\n")
    return folder


def call(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr("sys.argv", ["sitegen", *map(str, arguments)])
    try:
        main()
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


def names(folder: Path) -> set[str]:
    return {place.name for place in folder.iterdir()}


def test_a_flag_names_another_place_and_nothing_is_written_to_the_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    site = make(tmp_path / "site")
    given = ("-c", site / "site.yaml", "-o", tmp_path / "www", "--state", tmp_path / "records")

    assert call(monkeypatch, "build", *given) == 0
    assert names(site) == {"site.yaml", "content"}
    capfd.readouterr()

    assert call(monkeypatch, "build", *given) == 0
    assert "(0 changed)" in capfd.readouterr().err

    (site / "content/about.md").write_text("# About\n\nOther words.\n")
    assert call(monkeypatch, "build", "--verify", *given) == 0
    assert "Other words" in (tmp_path / "www/about/index.html").read_text()
    assert call(monkeypatch, "why", "/about/", *given) == 0
    assert call(monkeypatch, "clean", *given) == 0
    assert names(site) == {"site.yaml", "content"}
    assert names(tmp_path / "www") == set()


def test_a_setting_names_it_from_the_folder_of_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make(tmp_path / "site", "state: ../records\n")
    monkeypatch.chdir(tmp_path)

    assert call(monkeypatch, "build", "-c", "site/site.yaml", "-o", "www") == 0
    assert names(site) == {"site.yaml", "content"} and names(tmp_path) == {"site", "records", "www"}


def test_the_environment_names_it_and_one_folder_serves_many_sites(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITEGEN_STATE", str(tmp_path / "records"))
    for name in ("one", "two"):
        site = make(tmp_path / name)
        assert call(monkeypatch, "build", "-c", site) == 0
        assert names(site) == {"site.yaml", "content", "output"}

    assert len(names(tmp_path / "records")) == 2


def test_records_and_site_may_move_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "here/site", "state: ../records\n")
    assert call(monkeypatch, "build", "-c", tmp_path / "here/site") == 0
    (tmp_path / "here").rename(tmp_path / "there")

    assert call(monkeypatch, "build", "-c", tmp_path / "there/site") == 0
    assert len(names(tmp_path / "there/records")) == 1


def test_without_a_word_it_is_in_the_site(tmp_path: Path) -> None:
    assert state_folder(tmp_path) == f"{tmp_path}/.sitegen"


def test_a_place_that_cannot_be_written_to_is_told_with_the_flag(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    site = make(tmp_path / "site")
    (site / ".sitegen").write_text("a file in its place")

    assert call(monkeypatch, "build", "-c", site) == 1
    assert "--state FOLDER" in "".join(capfd.readouterr())


def test_a_place_that_cannot_be_made_is_told_with_the_flag(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site = make(tmp_path / "site")
    monkeypatch.chdir(site)
    assert call(monkeypatch, "build", "--state", "/proc/nonexist") == 1

    assert "the records of the site cannot be written" in capsys.readouterr().err


def test_no_site_is_written_to_its_own_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    site, records = make(tmp_path / "site"), tmp_path / "records"
    assert call(monkeypatch, "build", "-c", site, "--state", records) == 0
    (folder,) = records.iterdir()

    assert call(monkeypatch, "build", "-c", site, "--state", records, "-o", folder / "www") == 1
    assert "output-place" in "".join(capfd.readouterr())
