"""`sitegen init`: the folder of a new site."""

import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from sitegen.cli.init import NEXT
from sitegen.cli.origin import requirement
from sitegen.kinds import KINDS
from sitegen.starting.remote import remote_in
from tests.cli.conftest import Run, pages, write

DAY = "2026-12-01"
ORIGINS = {
    "git@github.com:Our-Group/hub.git": ("https://github.com/Our-Group/hub", "https://our-group.github.io/hub/"),
    "https://github.com/a/a.github.io": ("https://github.com/a/a.github.io", "https://a.github.io/"),
    "https://user:word@gitlab.com/a/b/c.git": ("https://gitlab.com/a/b/c", "https://a.gitlab.io/b/c/"),
    "ssh://git@codeberg.org:2222/a/b": ("https://codeberg.org/a/b", ""),
}


@pytest.fixture
def empty(site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without a file, as deep as its name."""
    folder = site / "apart/our_hub"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("TZ", "Europe/London")
    return folder


def there(folder: Path) -> set[str]:
    return {place.relative_to(folder).as_posix() for place in folder.rglob("*") if place.is_file()}


def test_a_new_site_has_an_entry_of_each_kind_and_builds_without_a_warning(empty: Path, run: Run) -> None:
    ran = run("init", "--as-of", DAY)
    assert ran.code == 0, ran.err
    assert ran.out.startswith("Our hub: ") and "sitegen serve --open" in ran.out
    kinds = {path.split("/")[1] for path in there(empty) if path.startswith("content/") and path.count("/") == 2}
    assert kinds == {kind.folder for kind in KINDS if kind.folder and kind.pages}
    assert "timezone: Europe/London" in (empty / "site.yaml").read_text("utf-8")

    for day in (DAY, "2029-07-15"):
        built = run("build", "--strict", "--as-of", day)
        assert (built.code, built.out) == (0, ""), built.err
        assert "warning" not in built.err
    health = run("check", "--health", "--strict", "--as-of", DAY)
    assert health.code == 0 and "[" not in health.out
    made = pages(empty / "output")
    linked = "".join((empty / f"output/{page}/index.html").read_text("utf-8") for page in sorted(made))
    for own in (
        "about",
        "blog/first-post",
        "wiki/how-to-write-here",
        "documents/ground-rules",
        "events/open-hour",
    ):
        assert own in made
        assert len(re.findall(rf'href="[^"]*\b{own.split("/")[-1]}/"', linked)) > 2, own


def test_a_minimal_site_is_settings_and_a_page(empty: Path, run: Run) -> None:
    assert run("init", "--minimal").code == 0
    assert there(empty) == {".gitignore", "content/index.md", "publish.sh", "site.yaml"}
    assert run("build", "--strict").code == 0


@pytest.mark.parametrize("host", NEXT)
def test_each_host_has_its_files_and_names_the_next_step(empty: Path, run: Run, host: str) -> None:
    ran = run("init", "--host", host, "--minimal", "--url", "https://hub.example.net/x", "there")
    assert ran.code == 0 and NEXT[host] in ran.out and "cd there" in ran.out
    folder = empty / "there"
    files = {
        "github": ".github/workflows/site.yml",
        "gitlab": ".gitlab-ci.yml",
        "netlify": "netlify.toml",
        "cloudflare": "wrangler.toml",
        "plain": "publish.sh",
    }
    text = (folder / files[host]).read_text("utf-8")
    assert "sitegen build --strict" in text
    if files[host].endswith("yml"):
        assert yaml.safe_load(text)
    if host != "plain":
        asked = (folder / "requirements.txt").read_text("utf-8")
        assert not re.search(r"^sitegen(?! @ )", asked, re.MULTILINE)
    assert "url: https://hub.example.net/x/\n" in (folder / "site.yaml").read_text("utf-8")
    assert run("check", "--strict", "-c", "there/site.yaml").code == 0


def test_the_script_for_a_server_of_ones_own_is_sound_and_asks_for_the_server(empty: Path, run: Run) -> None:
    run("init", "--minimal")
    ran = subprocess.run(["sh", "publish.sh"], capture_output=True, text=True, check=False)
    assert ran.returncode != 0 and "name the folder on the server" in ran.stderr


def test_address_and_host_are_those_of_the_repository(empty: Path, run: Run) -> None:
    for words in (["init", "--quiet"], ["remote", "add", "origin", "git@github.com:Our-Group/hub.git"]):
        subprocess.run(["git", *words], check=True)
    assert run("init").code == 0
    settings = (empty / "site.yaml").read_text("utf-8")
    assert "url: https://our-group.github.io/hub/\n" in settings
    assert "repository: https://github.com/Our-Group/hub\n" in settings
    assert (empty / ".github/workflows/site.yml").is_file()


@pytest.mark.parametrize("address", ORIGINS)
def test_a_remote_is_read_in_each_form_of_git(address: str) -> None:
    remote = remote_in(address)
    assert remote is not None
    assert (remote.page, remote.pages) == ORIGINS[address]


@pytest.mark.parametrize("address", ["", "/srv/git/hub.git", "../hub", "file:///srv/hub"])
def test_a_folder_is_no_forge(address: str) -> None:
    assert remote_in(address) is None


def test_what_pip_wrote_down_is_what_a_host_installs() -> None:
    kept = {"url": "https://forge.example/a/sitegen", "vcs_info": {"vcs": "git", "commit_id": "abc"}}
    assert requirement(json.dumps(kept)) == "sitegen @ git+https://forge.example/a/sitegen@abc"
    assert requirement(json.dumps({"url": "file:///home/me/sitegen", "dir_info": {}})) == ""
    assert requirement("{}") == ""


@pytest.mark.parametrize("path", [".gitignore", "content/about.md", "site.yaml"])
def test_nothing_is_written_where_a_file_would_be_written_over(empty: Path, run: Run, path: str) -> None:
    write(empty / path, "mine")
    ran = run("init")
    assert ran.code == 1 and path in ran.err and "nothing was written" in ran.err
    assert there(empty) == {path}


def test_nothing_is_written_through_a_link_out_of_the_folder(empty: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (empty / "content").symlink_to(tmp_path / "outside")
    ran = run("init")
    assert ran.code == 1 and "leads out" in ran.err
    assert there(empty) == set() and list((tmp_path / "outside").iterdir()) == []


def test_what_is_no_address_is_refused(empty: Path, run: Run) -> None:
    ran = run("init", "--url", "nowhere")
    assert ran.code == 2 and "https://example.org/hub/" in ran.err
    assert there(empty) == set()
