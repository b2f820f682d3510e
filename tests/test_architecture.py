"""The house keeps its shape: who imports whom, how long files are, how kinds, outputs and constructs arrive."""

import os
import random
import re
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from msgspec import Struct, structs

import sitegen
from sitegen.cli import main
from sitegen.importers import IMPORTERS
from sitegen.importers.draft import Draft, Extract
from sitegen.importers.importer import Context, Importer
from sitegen.importers.report import Report
from sitegen.kinds import KINDS
from sitegen.markup import Options, convert
from sitegen.markup.body.pass_state import Page
from sitegen.markup.constructs import CONSTRUCTS
from sitegen.markup.constructs.contract import Construct
from sitegen.markup.constructs.pairs import pair
from sitegen.markup.flavours import FLAVOURS
from sitegen.markup.placeholders import Mark
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.outputs import OUTPUTS
from sitegen.questions.contract import Output, Question, View
from tests.architecture import circles, violations
from tests.conftest import SITE_YAML, MakeSite
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
    late = "\n\ndef late() -> object:\n    from sitegen.engine.cache.entries import Head\n\n    return Head\n"
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

    assert ("engine.cache.bodies", "engine.cache.entries") in found
    assert any("markup.html" in circle and "markup" in circle and len(circle) > 2 for circle in found)
    assert any(
        "engine.cache.bodies and engine.cache.entries import each other" in each for each in violations(copy)
    )


def test_every_module_can_be_imported_alone() -> None:
    """In a process of its own each, so that no module leans on another's having been imported.

    That is tried with some modules, and in continuous integration with all.
    """
    modules = [
        ".".join(("sitegen", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
        for path in sorted(PACKAGE.rglob("*.py"))
    ]
    code = (
        "import importlib, os, sys\n"
        "failed = []\n"
        "for name in sys.argv[1:]:\n"
        "    child = os.fork()\n"
        "    if not child:\n"
        "        try:\n"
        "            importlib.import_module(name)\n"
        "        except BaseException as error:\n"
        "            print(name, repr(error), flush=True)\n"
        "            os._exit(1)\n"
        "        os._exit(0)\n"
        "    if os.waitpid(child, 0)[1]:\n"
        "        failed.append(name)\n"
        "sys.exit(bool(failed))\n"
    )
    assert "sitegen.cli" in modules
    modules = random.sample(modules, drawn(len(modules)))
    assert os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-c", code, *modules]) == 0


class Recipe(Meta, frozen=True, kw_only=True):
    """A toy kind's fields."""

    title: str
    serves: int = 1


RECIPE = Kind(
    name="recipe",
    folder="recipes",
    meta=Recipe,
    permalink="/recipes/{slug}/",
    layout="recipe.html",
    label="Recipe",
    title="Recipes",
    directory="/recipes/",
    card=("serves",),
)


class Portions(Struct, frozen=True, kw_only=True):
    """A toy answer."""

    total: int


def portions(site: Site) -> Portions:
    return Portions(total=sum(getattr(site.entries[key].meta, "serves", 0) for key in site.collections["recipe"]))


def toy_targets(site: Site) -> Iterable[Target]:
    yield Target(path="portions.txt", output="portions", phase="index")


def toy_render(target: Target, view: View) -> str:
    return f"{view.portions().total} portions"


PORTIONS = Output(
    name="portions", targets=toy_targets, render=toy_render, questions=(Question("portions", portions),)
)


def test_a_new_kind_and_a_new_output_are_one_value_each(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/recipes/soup.md": "---\ntitle: Soup\nserves: 4\ntags: warm\n---\nSee [[Bread]].\n",
            "content/recipes/bread.md": "---\ntitle: Bread\nserves: 2\n---\nFlour and time.\n",
        },
        kinds=(*KINDS, RECIPE),
        outputs=(*OUTPUTS, PORTIONS),
    )

    assert site.codes == []
    assert "Soup" in site.page("recipes/soup/index.html")
    assert 'href="../bread/"' in site.page("recipes/soup/index.html")
    assert "Bread" in site.page("recipes/index.html")
    assert "Soup" in site.page("tags/warm/index.html")
    assert site.page("portions.txt") == "6 portions"


def sparkle(page: Page, mark: Mark) -> None:
    page.out.append("\N{SPARKLES}")


SMALL = pair("small", "@@", "small")
SPARKLES = Construct(name="sparkles", sign="%%", taken=re.compile("%%[a-z_]+%%"), write=sparkle)


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_new_construct_is_one_value_for_every_flavour(flavour: str) -> None:
    text = "# A @@b@@\n\n- @@**c** and ==d== [e](https://x.org)@@ `@@f@@` %%g_h_%% `%%i%%`\n- C@@ and \\@@j@@"

    body = convert(text, Options(flavour=flavour), constructs=(*CONSTRUCTS, SMALL, SPARKLES))

    assert body.title == "A b"
    assert (
        '<li><small><strong>c</strong> and <mark>d</mark> <a href="https://x.org">e</a></small>'
        " <code>@@f@@</code> \N{SPARKLES} <code>%%i%%</code></li>"
    ) in body.html
    assert "<li>C@@ and @@j@@</li>" in body.html
    assert "@@**" not in convert(text, Options(flavour=flavour)).html
    assert "<small>" not in convert(text, Options(flavour=flavour)).html


def test_a_new_kind_has_archives_groups_and_untitled_entries_by_its_flags(make_site: MakeSite) -> None:
    flagged = structs.replace(
        RECIPE,
        meta=Meta,
        card=(),
        order="newest",
        archived=True,
        grouped="type",
        untitled=True,
        list_layout="cookbook.html",
    )
    site = make_site(
        {
            "site.yaml": f"{SITE_YAML}per_page: 1\n",
            "content/recipes/soup.md": "---\ndate: 2010-01-19\n---\nHot.\n",
            "content/recipes/bread.md": "---\ntitle: Bread\ndate: 2010-02-01\n---\nFlour.\n",
            "layouts/cookbook.html": "{% for group in groups %}{{ group.label }}:"
            "{% for card in group.cards %} {{ card.title }}{% endfor %}{% endfor %}",
        },
        kinds=(*KINDS, flagged),
    )

    assert site.codes == []
    assert site.page("recipes/index.html") == "Recipe: Bread Soup"
    assert "recipes/page/2/index.html" not in site.made
    assert "Soup" in site.page("recipes/2010/01/index.html")
    assert "Bread" in site.page("recipes/2010/index.html")


def test_a_list_is_left_to_the_output_that_its_kind_names(make_site: MakeSite) -> None:
    site = make_site(
        {"content/recipes/soup.md": "---\ntitle: Soup\n---\nHot.\n"},
        kinds=(*KINDS, structs.replace(RECIPE, list_by="cookbook")),
    )

    assert site.codes == []
    assert "recipes/soup/index.html" in site.made
    assert "recipes/index.html" not in site.made


def test_a_toy_output_is_rendered_again_only_when_its_answer_changes(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/recipes/soup.md": "---\ntitle: Soup\nserves: 4\nexcerpt: Hot.\n---\nOne.\n",
            "content/recipes/bread.md": "---\ntitle: Bread\nserves: 2\n---\nFlour.\n",
        },
        kinds=(*KINDS, RECIPE),
        outputs=(*OUTPUTS, PORTIONS),
    )

    site.edit("content/recipes/soup.md", "---\ntitle: Soup\nserves: 4\nexcerpt: Hot.\n---\nTwo.\n").build()
    assert "portions.txt" not in site.rendered
    assert "recipes/soup/index.html" in site.rendered

    site.edit("content/recipes/soup.md", "---\ntitle: Soup\nserves: 5\nexcerpt: Hot.\n---\nTwo.\n").build()
    assert "portions.txt" in site.rendered
    assert site.page("portions.txt") == "7 portions"


def rows(files: Mapping[str, bytes], context: Context) -> Extract:
    """Return a draft for each row `uid,title,start,organiser` of some tables; a row with fewer cells is lost."""
    drafts, reports = [], [Report(path) for path in files]
    for report, data in zip(reports, files.values(), strict=True):
        for line, row in enumerate(data.decode().splitlines(), 1):
            if row.count(",") != 3:
                report.lost(line, "this row does not have four cells")
                continue
            uid, title, start, organiser = row.split(",")
            fields = {"title": title, "start": start, "organiser": context.stakeholder(organiser)}
            fields = {name: value for name, value in fields.items() if value}
            drafts.append(Draft(uid=uid, path=report.path, line=line, title=title, fields=fields, body=""))
    return Extract(drafts=tuple(drafts), diagnostics=tuple(each for report in reports for each in report.found))


TABLES = Importer(
    name="csv",
    summary="Make entries of the rows of tables (.csv).",
    suffixes=(".csv",),
    source="table",
    item="a row",
    kind="event",
    extract=rows,
)


def test_a_new_importer_is_one_value(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"content/stakeholders/ada.md": "---\ntitle: Ada\ntype: person\n---\nShe.\n"}
    root = make_site(files, build=False).root
    tables = root / "tables"
    tables.mkdir()
    monkeypatch.setattr("sitegen.importers.IMPORTERS", (*IMPORTERS, TABLES))

    def run(*arguments: str) -> tuple[int | str | None, str]:
        monkeypatch.setattr("sys.argv", ["sitegen", "import", *arguments])
        code: int | str | None = 0
        try:
            main()
        except SystemExit as ended:
            code = ended.code
        return code, "".join(capsys.readouterr())

    def table(text: str) -> tuple[int | str | None, str]:
        (tables / "events.csv").write_text(text, encoding="utf-8")
        return run("csv", "-c", str(root), str(tables))

    assert "csv  Make entries of the rows of tables (.csv)." in run("--help")[1]
    assert "--private" not in run("csv", "--help")[1] and "--private" in run("ics", "--help")[1]
    code, said = table("1,Open day,2026-12-05,Ada\n2,Open day,2026-12-06,Bob\n3,Walk\n4,Talk,someday,\n")

    assert code == 1
    assert "tables/events.csv:3: warning[import-loss]: this row does not have four cells" in said
    assert "tables/events.csv:4: error[import-refused]: Talk: " in said
    first, second = root / "content/events/open-day.md", root / "content/events/open-day-2.md"
    assert "start: 2026-12-05\norganiser: Ada\n" in first.read_text("utf-8")
    assert "start: 2026-12-06\nuid: 2\n" in second.read_text("utf-8")

    code, said = table("1,Open day,2026-12-05,Ada\n2,Open day,2026-12-06,Bob\n")

    assert code == 0
    assert "0 new, 0 updated, 2 unchanged" in said

    second.write_text(second.read_text("utf-8") + "Mine.\n", encoding="utf-8")
    code, said = table("1,Open house,2026-12-05,Ada\n2,Open house,2026-12-06,Bob\n")

    assert code == 0
    assert "title: Open house\n" in first.read_text("utf-8")
    assert "open-day-2.md was edited by hand" in said and "the table now says:" in said
    assert "0 new, 1 updated, 0 unchanged, 1 left as edited." in said
