"""The generators that are compared: how each is called, and what it needs beside the posts."""

import compileall
import importlib.metadata
import shutil
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import installed
from corpus import Post, pelican_head, yaml_head
from measure import HERE, ROOT, commit
from msgspec import Struct, structs

ENGINE = ("sitegen", "layouts")
"""What a build is made by, in a checkout."""
DEMO = ("content", "site.yaml")
"""The demo hub of a checkout."""
SETTINGS = "title: Benchmark\nurl: https://blog.example.org/\nper_page: 20\nfeeds: [post]\n"

NO_SEARCH = "search: false\n"
"""Neither Hugo nor our own earlier code makes a search index; `search.py` measures what it takes."""


class Generator(Struct, frozen=True, kw_only=True):
    """One that builds the blog."""

    name: str
    version: str
    build: tuple[str, ...]
    """The command, for the folder of the site."""
    prepare: Callable[[Path], None]
    """Writes the settings and layouts of a site."""
    output: str = "output"
    posts: str = "content/blog"
    """Folder of the posts."""
    head: Callable[[Post], str] = yaml_head
    leaves: tuple[str, ...] = ()
    """What else a build leaves behind: caches and stores."""
    environment: dict[str, str] = {}
    kept: Path | None = None
    """The folder in which its processes keep what they have compiled, if that is no part of a site."""
    frame: str = ""
    """The layout that every page stands in, in the site's folder."""
    original: Path = HERE
    """That layout before any edit."""
    comment: str = "<!-- {} -->"
    """How that layout says a comment that reaches the page."""
    again: tuple[str, ...] = ()
    """Arguments that let a build profit from the one before."""
    steady: str = "**/*"
    """The files that are the same to the byte whenever the sources are."""
    plain: bool = False
    """Whether it makes posts, home, lists of tags and one feed alone."""
    checkout: Path = ROOT
    """The folder that has its demo hub: an earlier revision does not know what today's is written in."""
    further: str = ""
    """Settings of ours that an earlier revision does not know."""
    flavour: str = ""
    """How it reads Markdown, where it can be told."""
    serve: tuple[str, ...] = ()
    """The command of its dev server; the port follows."""


def sitegen(work: Path, flavour: str = "python-markdown") -> Generator:
    """Return sitegen as it is now: from a copy, so that no edit of the code meanwhile counts as a new engine."""
    engine = work / "engine"
    if not engine.exists():
        for folder in ENGINE:
            # Another process may be writing byte code just now, under such a name.
            shutil.copytree(ROOT / folder, engine / folder, ignore=shutil.ignore_patterns("*.pyc.*"))
        compileall.compile_dir(engine, quiet=1)
        (engine / "COMMIT").write_text(commit())
    version = f"{importlib.metadata.version('sitegen')} at {(engine / 'COMMIT').read_text()}"
    return _sitegen("sitegen", version, sys.executable, engine, flavour, NO_SEARCH)


def earlier(work: Path, revision: str, flavour: str = "python-markdown") -> Generator:
    """Return sitegen as it was at a revision, with the libraries it asked for. Raises Absent without git."""
    engine = work / f"engine-{revision}"
    if not engine.exists():
        installed.revision(revision, (*ENGINE, *DEMO, "pyproject.toml"), engine)
        compileall.compile_dir(engine, quiet=1)
    python = sys.executable
    wanted, now = (_dependencies(place / "pyproject.toml") for place in (engine, ROOT))
    if wanted != now:
        python = installed.python_with(wanted)
    return structs.replace(_sitegen(f"sitegen {revision}", revision, python, engine, flavour, ""), checkout=engine)


def _sitegen(name: str, version: str, python: str, engine: Path, flavour: str, further: str) -> Generator:
    def prepare(site: Path) -> None:
        (site / "site.yaml").write_text(f"{SETTINGS}{further}markdown: {{flavour: {flavour}}}\n")

    command = (python, "-m", "sitegen")
    return Generator(
        name=name,
        version=version,
        build=(*command, "build"),
        prepare=prepare,
        flavour=flavour,
        further=further,
        posts="content/posts",
        leaves=(".sitegen",),
        environment={"PYTHONPATH": str(engine), "XDG_CACHE_HOME": str(engine / "cache")},
        kept=engine,
        frame="layouts/base.html",
        original=engine / "layouts/base.html",
        serve=(*command, "serve", "--port"),
    )


def _dependencies(project: Path) -> list[str]:
    return list(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["dependencies"])


HUGOS = {"plain": ("hugo-plain",), "lean": ("hugo", "hugo-lean"), "equal": ("hugo",)}
"""Layouts of Hugo -> the folders they are in, a later one over those before it."""


def look(folder: Path) -> None:
    """Put the style sheet, scripts and pictures of our pages into a folder, as sitegen publishes them."""
    shutil.copytree(ROOT / "layouts/assets", folder)
    for parts in [each for each in folder.iterdir() if each.is_dir()]:
        whole = b"\n".join(part.read_bytes() for part in sorted(parts.iterdir()))
        shutil.rmtree(parts)
        parts.write_bytes(whole)


def hugo(work: Path, layouts: str = "equal") -> Generator:
    """Return Hugo with the layouts of `HUGOS`: plain, lean or equal. Raises Absent."""
    program, version = installed.hugo()
    folders = HUGOS[layouts]

    def prepare(site: Path) -> None:
        for folder in folders:
            shutil.copytree(HERE / folder, site, dirs_exist_ok=True)
        if layouts != "plain":
            look(site / "assets")

    return Generator(
        name=f"{layouts} Hugo",
        version=version,
        build=(program,),
        prepare=prepare,
        output="public",
        leaves=("resources", ".hugo_build.lock"),
        environment={"HUGO_CACHEDIR": str(work / "hugo-cache")},
        frame="layouts/baseof.html",
        original=HERE / folders[-1] / "layouts/baseof.html",
        plain=layouts == "plain",
        comment='{{{{ "<!-- {} -->" | safeHTML }}}}',
        serve=(program, "server", "--port"),
    )


def pelican(_: Path) -> Generator:
    """Return Pelican, with the cache of its readers on for what follows another build. Raises Absent."""
    version = installed.python_package("pelican")
    settings = str(HERE / "pelican_settings.py")
    program = (str(installed.PYTHON), "-m", "pelican", "content", "-o", "output", "-s", settings)
    return Generator(
        name="Pelican",
        version=version,
        build=program,
        again=("-e", "LOAD_CONTENT_CACHE=true", "CACHE_CONTENT=true", 'CACHE_PATH="cache"'),
        prepare=lambda site: None,
        posts="content",
        head=pelican_head,
        leaves=("cache",),
    )


def mkdocs(_: Path) -> Generator:
    """Return MkDocs with its default theme; it knows neither tags nor feeds. Raises Absent."""

    def prepare(site: Path) -> None:
        shutil.copy(HERE / "mkdocs.yml", site)
        (site / "content/index.md").write_text("# Benchmark\n")

    version = installed.python_package("mkdocs")
    build = (str(installed.PYTHON), "-m", "mkdocs", "build", "--quiet")
    steady = "blog/*/*"  # its front page says when it was built
    return Generator(name="MkDocs", version=version, build=build, prepare=prepare, steady=steady)


def eleventy(_: Path) -> Generator:
    """Return Eleventy. Raises Absent."""
    packages, version = installed.eleventy()

    def prepare(site: Path) -> None:
        shutil.copytree(HERE / "eleventy", site, dirs_exist_ok=True)
        (site / "node_modules").symlink_to(packages)
        look(site / "assets")

    build = ("node", str(packages / "@11ty/eleventy/cmd.cjs"), "--quiet")
    return Generator(name="Eleventy", version=version, build=build, prepare=prepare)
