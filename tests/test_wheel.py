"""The wheel, installed where nothing of this repository is near."""

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from sitegen import __version__
from tests.sizes import WHOLE

ROOT = Path(__file__).parents[1]
HEAVY = ("markdown", "pygments", "icalendar", "nh3", "watchdog", "PIL", "jinja2", "yaml")
ALLOWANCE = 0.1
"""Seconds of processor time that `sitegen --help` may take beyond bare Python."""


def run(command: Sequence[str | Path], cwd: Path, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)


class Installed:
    """A fresh environment with the wheel in it, and nothing that leads back here.

    In continuous integration what builds the wheel is installed anew as well, by what pyproject.toml asks for.
    """

    def __init__(self, folder: Path) -> None:
        self.bin = folder / "venv/bin"
        self.env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        alone = () if WHOLE else ("--no-isolation",)
        self.python(folder, "-m", "build", *alone, "--wheel", "--outdir", folder / "dist", ROOT)
        self.python(folder, "-m", "venv", "--without-pip", folder / "venv")
        (built,) = (folder / "dist").glob("*.whl")
        install = "install", "--quiet", "--no-compile", built
        self.python(folder, "-m", "pip", "--python", self.bin / "python", *install)

    def python(self, folder: Path, *arguments: str | Path) -> None:
        """Run the Python of the tests, which has what it takes to make the other."""
        made = run([sys.executable, *arguments], folder, self.env)
        assert made.returncode == 0, made.stdout + made.stderr

    def sitegen(self, site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        return run([self.bin / "sitegen", *arguments], site, self.env)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return Installed(tmp_path_factory.mktemp("wheel"))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A post and a page, and no layouts of their own."""
    files = {
        "site.yaml": "title: A hub\nurl: https://hub.example/\ntimezone: Europe/London\n",
        "content/about.md": "---\ntitle: About\n---\nWho we are.\n",
        "content/posts/2026-03-01-meeting.md": "---\ntitle: The first meeting\n---\nWe met.\n",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


class TestTheWheel:
    pytestmark = pytest.mark.thorough

    def test_it_builds_the_demo_hub_whose_layouts_are_in_the_wheel(
        self, installed: Installed, tmp_path: Path
    ) -> None:
        shutil.copytree(ROOT / "content", tmp_path / "content")
        shutil.copy(ROOT / "site.yaml", tmp_path)
        built = installed.sitegen(tmp_path, "build", "--as-of", "2026-11-22")
        assert built.returncode == 0, built.stderr
        home = (tmp_path / "output/index.html").read_text(encoding="utf-8")
        assert "Have your say" in home
        assert list((tmp_path / "output").rglob("site*.css"))

    def test_its_first_build_finds_all_layouts_compiled(self, installed: Installed, tmp_path: Path) -> None:
        shutil.copytree(ROOT / "content", tmp_path / "content")
        shutil.copy(ROOT / "site.yaml", tmp_path)
        script = (
            "import jinja2, sys; from sitegen.__main__ import program\n"
            "jinja2.Environment._parse = lambda self, source, name, filename: sys.exit(f'{name} was read')\n"
            "sys.argv = ['sitegen', 'build', '--as-of', '2026-11-22', '--jobs', '1']\n"
            "program()\n"
        )
        built = run([installed.bin / "python", "-c", script], tmp_path, installed.env)
        assert built.returncode == 0, built.stderr
        assert (tmp_path / "output/index.html").is_file()

    def test_it_tells_its_version(self, installed: Installed, tmp_path: Path) -> None:
        assert installed.sitegen(tmp_path, "--version").stdout == f"sitegen {__version__}\n"

    def test_it_starts_a_post_that_builds(self, installed: Installed, site: Path) -> None:
        begun = installed.sitegen(site, "new", "post", "Opening: the books")
        assert begun.returncode == 0, begun.stderr
        assert (site / begun.stdout.strip()).is_file()
        assert installed.sitegen(site, "build", "--future").returncode == 0
        assert (site / "output/blog/opening-the-books/index.html").is_file()

    def test_it_begins_a_site_that_builds(self, installed: Installed, tmp_path: Path) -> None:
        begun = installed.sitegen(tmp_path, "init", "hub", "--host", "github")
        assert begun.returncode == 0, begun.stderr
        assert (tmp_path / "hub/.github/workflows/site.yml").is_file()
        built = installed.sitegen(tmp_path / "hub", "build", "--strict")
        assert built.returncode == 0, built.stderr

    def test_it_explains_a_diagnostic(self, installed: Installed, tmp_path: Path) -> None:
        explained = installed.sitegen(tmp_path, "explain", "broken-link")
        assert explained.returncode == 0, explained.stderr
        assert len(explained.stdout) > 200

    def test_a_layout_of_the_site_overrides_and_extends_its_own(self, installed: Installed, site: Path) -> None:
        (site / "layouts").mkdir()
        (site / "layouts/post.html").write_text(
            '{% extends "default/post.html" %}{% block after %}<p>Of our own making</p>{% endblock %}'
        )
        built = installed.sitegen(site, "build", "--as-of", "2026-11-22")
        assert built.returncode == 0, built.stderr
        post = (site / "output/blog/meeting/index.html").read_text(encoding="utf-8")
        page = (site / "output/about/index.html").read_text(encoding="utf-8")
        assert "Of our own making" in post
        assert "The first meeting" in post
        assert "Of our own making" not in page


def test_the_command_line_leaves_heavy_modules_out() -> None:
    script = f"import sys, sitegen.cli.commands; print(*(name for name in {HEAVY!r} if name in sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert loaded.stdout.split() == []


def test_help_starts_almost_as_fast_as_bare_python() -> None:
    def cost(*arguments: str) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    pairs = [(cost("-c", ""), cost("-m", "sitegen", "--help")) for _ in range(5)]
    bare, helped = map(min, zip(*pairs, strict=True))
    assert helped - bare < ALLOWANCE
