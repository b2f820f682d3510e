"""The house keeps its shape: who imports whom, how long files are, and which words and clocks are where."""

import os
import random
import shutil
import sys
from pathlib import Path

import pytest

import sitegen
from tests.architecture import circles, violations
from tests.sizes import drawn

PACKAGE = Path(sitegen.__file__).parent


def test_the_package_keeps_the_rules() -> None:
    assert violations(PACKAGE) == []


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PACKAGE, tmp_path / "sitegen", ignore=shutil.ignore_patterns("__pycache__")))


PLANTED = {
    "an upward import": ("urls.py", "\nfrom sitegen.engine import build\n", "it stands above"),
    "an import for typing only": (
        "model/meta.py",
        "\nfrom typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from sitegen.engine.build import Request\n",
        "it stands above",
    ),
    "an import inside a function": (
        "dates.py",
        "\ndef late():\n    from sitegen.cli import main\n    return main\n",
        "it stands above",
    ),
    "a relative import of a neighbour": (
        "outputs/sitemap.py",
        "\nfrom . import lists\n",
        "neighbours never see each other",
    ),
    "a neighbour in outputs": (
        "outputs/home.py",
        "\nfrom sitegen.outputs.lists import LISTS\n",
        "neighbours never see each other",
    ),
    "a sibling": ("kinds/post.py", "\nfrom sitegen.outputs.lists import LISTS\n", "they are siblings"),
    "urls that know the model": ("urls.py", "\nfrom sitegen.model.site import Site\n", "they are siblings"),
    "a noun that asks a question": (
        "model/site.py",
        "\nfrom sitegen.questions.entries import card\n",
        "it stands above",
    ),
    "Markdown that asks a question": (
        "markup/body/links.py",
        "\nfrom sitegen.questions.entries import card\n",
        "they are siblings",
    ),
    "Markdown that reads front matter": (
        "markup/limits.py",
        "\nfrom sitegen.fields.compose import compose\n",
        "they are siblings",
    ),
    "layouts that read the settings": (
        "layouts/sources.py",
        "\nfrom sitegen.config import read\n",
        "it stands above",
    ),
    "Markdown that knows a stage": (
        "markup/html.py",
        "\nfrom sitegen.stages.parse import parse\n",
        "it stands above",
    ),
    "an importer that knows a stage": (
        "importers/ics/lines.py",
        "\nfrom sitegen.stages.parse import parse\n",
        "they are siblings",
    ),
    "an importer's own module in what serves all": (
        "importers/plan.py",
        "\nfrom sitegen.importers.ics.lines import Component\n",
        "what serves every importer knows none",
    ),
    "a cache in the graph of answers": (
        "engine/graph/freshness.py",
        "\nfrom sitegen.engine.cache.bodies import Bodies\n",
        "the graph of answers knows no cache",
    ),
    "a construct in a flavour": (
        "markup/flavours/fence.py",
        "\nfrom sitegen.markup.constructs import CONSTRUCTS\n",
        "a flavour knows no construct",
    ),
    "a name of a kind": (
        "stages/plan.py",
        "\n\ndef dated(kind: str) -> bool:\n    return kind == 'event'\n",
        "of a kind",
    ),
    "another stage": ("stages/plan.py", "\nfrom sitegen.stages.parse import parse\n", "a stage sees no other"),
    "a file of 351 lines": ("dates.py", None, "has 351 lines"),
    "a global registration": ("outputs/home.py", "\nOUTPUTS = []\nOUTPUTS.append(HOME)\n", "registers at import"),
    "a registration by assignment": ("kinds/post.py", "\nimport os\nos.environ['x'] = 'y'\n", "registers at"),
    "a clock": ("stages/plan.py", "\nimport datetime as dt\nNOW = dt.datetime.now(dt.UTC)\n", "reads the clock"),
    "a clock under another name": ("dates.py", "\nfrom time import time as moment\n", "reads the clock"),
    "another clock beside the one that may": (
        "engine/cache/up_to_date.py",
        "\nNOW = dt.date.today()\n",
        "reads the clock",
    ),
    "an output that marks an address itself": (
        "outputs/home.py",
        "\nfrom sitegen.urls import marked\n",
        "uses marked of urls",
    ),
    "a stage that takes the mark off": (
        "stages/plan.py",
        "\nfrom sitegen import urls\nADDRESS = urls.plain('/')\n",
        "uses plain of urls",
    ),
    "an index that holds the mark": ("stages/assemble/files.py", "\nHOME = '\x02/'\n", "uses MARK of urls"),
    "an address that is only called marked": (
        "questions/lists.py",
        "\nfrom sitegen.urls import Marked\nHOME = Marked('/')\n",
        "uses Marked() of urls",
    ),
    "a file named after nothing": ("model/utils.py", '"""Odds and ends."""\n', "named after nothing"),
}


@pytest.mark.parametrize("what", PLANTED)
def test_a_planted_violation_is_found(copy: Path, what: str) -> None:
    name, added, complaint = PLANTED[what]
    place = copy / name
    text = place.read_text(encoding="utf-8") if place.exists() else ""
    place.write_text("x = 1\n" * 351 if added is None else text + added, encoding="utf-8")

    assert any(name in found and complaint in found for found in violations(copy))


def test_modules_that_import_each_other_are_found_however_long_the_circle(copy: Path) -> None:
    assert circles(copy) == []
    late = "\n\ndef late() -> object:\n    from sitegen.engine.cache.index import Index\n\n    return Index\n"
    for name, added in (
        ("engine/cache/bodies.py", late),
        (
            "markup/html.py",
            "\nfrom typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from sitegen.markup import Options\n",
        ),
    ):
        place = copy / name
        place.write_text(place.read_text(encoding="utf-8") + added, encoding="utf-8")

    found = circles(copy)

    assert ("engine.cache.bodies", "engine.cache.index") in found
    assert any("markup.html" in circle and "markup" in circle and len(circle) > 2 for circle in found)
    assert any("engine.cache.bodies and engine.cache.index import each other" in each for each in violations(copy))


ALONE = """
import contextlib, importlib, os, sys
names = sys.argv[1:]
reading, writing = os.pipe()
if not os.fork():
    for name in names:
        with contextlib.suppress(BaseException):
            importlib.import_module(name)
    os.write(writing, " ".join(sys.modules).encode())
    os._exit(0)
os.close(writing)
with open(reading) as found:
    for name in found.read().split():
        if name.partition(".")[0] not in ("sitegen", "__main__"):
            importlib.import_module(name)
failed = []
for name in names:
    child = os.fork()
    if not child:
        try:
            importlib.import_module(name)
        except BaseException as error:
            print(name, repr(error), flush=True)
            os._exit(1)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        failed.append(name)
sys.exit(bool(failed))
"""
"""Imports each module in a process of its own, which has the libraries already: they take longest to import."""


@pytest.mark.thorough
def test_every_module_can_be_imported_alone() -> None:
    """In a process of its own each, so that no module leans on another's having been imported.

    That is tried with some modules, and in continuous integration with all.
    """
    modules = [
        ".".join(("sitegen", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
        for path in sorted(PACKAGE.rglob("*.py"))
    ]
    assert "sitegen.cli" in modules
    modules = random.sample(modules, drawn(len(modules)))
    assert os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-c", ALONE, *modules]) == 0
