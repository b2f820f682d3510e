"""What can be added as one value: a kind, an output, a construct, an importer, each a toy here."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from msgspec import Struct, structs

from sitegen.cli import main
from sitegen.importers import IMPORTERS
from sitegen.importers.draft import Copy, Draft, Extract
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
from sitegen.questions.shelves import FEW
from tests.conftest import SITE_YAML, MakeSite


class Recipe(Meta, frozen=True, kw_only=True):
    """A toy kind's fields."""

    title: str
    serves: int = 1


class Meal(Meta, frozen=True, kw_only=True):
    """The fields of a toy kind with shelves."""

    type: str = ""


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
SPARKLES = Construct(name="sparkles", sign="§§", taken=re.compile("§§[a-z_]+§§"), write=sparkle)


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_new_construct_is_one_value_for_every_flavour(flavour: str) -> None:
    text = "# A @@b@@\n\n- @@**c** and ==d== [e](https://x.org)@@ `@@f@@` §§g_h_§§ `§§i§§`\n- C@@ and \\@@j@@"

    body = convert(text, Options(flavour=flavour), constructs=(*CONSTRUCTS, SMALL, SPARKLES))

    assert body.title == "A b"
    assert (
        '<li><small><strong>c</strong> and <mark>d</mark> <a href="https://x.org">e</a></small>'
        " <code>@@f@@</code> \N{SPARKLES} <code>§§i§§</code></li>"
    ) in body.html
    assert "<li>C@@ and @@j@@</li>" in body.html
    assert "@@**" not in convert(text, Options(flavour=flavour)).html
    assert "<small>" not in convert(text, Options(flavour=flavour)).html


def test_a_new_kind_has_archives_shelves_and_untitled_entries_by_its_flags(make_site: MakeSite) -> None:
    flagged = structs.replace(
        RECIPE,
        meta=Meal,
        card=(),
        order="newest",
        archived=True,
        shelves={"type": {"warm": "Warm meals"}},
        untitled=True,
        list_layout="cookbook.html",
    )
    site = make_site(
        {
            "site.yaml": f"{SITE_YAML}per_page: 1\n",
            "content/recipes/soup.md": "---\ndate: 2010-01-19\ntype: warm\n---\nHot.\n",
            "content/recipes/bread.md": "---\ntitle: Bread\ndate: 2010-02-01\n---\nFlour.\n",
            "layouts/cookbook.html": "{% if shelf %}{{ shelf.label }}{% else %}{% for one in front.shelves %}"
            "{{ one.label }}:{% for row in one.rows %} {{ row.card.title }}{% endfor %};{% endfor %}{% endif %}",
        },
        kinds=(*KINDS, flagged),
    )

    assert site.codes == []
    assert site.page("recipes/index.html") == "Warm meals: Soup;: Bread;"
    assert not any(path.startswith("recipes/by/") for path in site.made)
    assert "recipes/page/2/index.html" not in site.made
    assert "Soup" in site.page("recipes/2010/01/index.html")
    assert "Bread" in site.page("recipes/2010/index.html")

    loaves = range(FEW - 1)
    site.write(
        {
            f"content/recipes/{each}.md": f"---\ntitle: Loaf {each}\ndate: 2009-01-0{each + 1}\n---\nFlour.\n"
            for each in loaves
        }
    ).build()

    assert site.codes == []
    others = " ".join(f"Loaf {each}" for each in reversed(loaves))
    assert site.page("recipes/index.html") == f"Warm meals: Soup;: Bread {others};"
    assert site.page("recipes/by/type/warm/index.html") == "Warm meals"
    assert "recipes/page/2/index.html" not in site.made


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

    assert "csv       Make entries of the rows of tables (.csv)." in run("--help")[1]
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


def notes(files: Mapping[str, bytes], context: Context) -> Extract:
    """Return a draft of each `.txt` file, titled by its name, with its old address; and copies of pictures."""
    drafts, copies, reports = [], [], []
    for path, data in files.items():
        name, _, suffix = path.rpartition(".")
        if suffix == "png":
            copies.append(Copy(path=path, key=f"static/{path}"))
        elif suffix == "txt":
            fields = {"title": name.rpartition("/")[2], "rating": {"stars": [{"of": 5, "given": True}]}}
            key, old = f"wiki/{name}.md", f"/{name}.html"
            drafts.append(
                Draft(uid=path, path=path, title=name, key=key, address=old, fields=fields, body=data.decode())
            )
        else:
            reports.append(Report(path))
            reports[-1].lost(1, "this is no note")
    found = tuple(each for report in reports for each in report.found)
    return Extract(drafts=tuple(drafts), copies=tuple(copies), diagnostics=found)


NOTES = Importer(
    name="notes",
    summary="Make wiki pages of a folder of notes.",
    source="folder",
    item="a note",
    extract=notes,
    settings=lambda files: f"title: {files['name.cfg'].decode()}\nurl: https://example.org/\n",
)


def test_an_importer_of_whole_folders_is_one_value(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    old, site = tmp_path / "old", tmp_path / "site"
    site.mkdir()
    for path, text in {"name.cfg": "Ours", "a/Tea.txt": "Hot.", "cup.png": "1", ".git/x.txt": "no"}.items():
        (old / path).parent.mkdir(parents=True, exist_ok=True)
        (old / path).write_text(text, encoding="utf-8")
    monkeypatch.setattr("sitegen.importers.IMPORTERS", (*IMPORTERS, NOTES))
    monkeypatch.chdir(site)

    def run(*arguments: str) -> tuple[int | str | None, str]:
        monkeypatch.setattr("sys.argv", ["sitegen", *arguments])
        code: int | str | None = 0
        try:
            main()
        except SystemExit as ended:
            code = ended.code
        return code, "".join(capsys.readouterr())

    entry, picture = site / "content/wiki/a/Tea.md", site / "content/static/cup.png"
    assert "--output" not in run("import", "notes", "--help")[1]
    code, said = run("import", "notes", "-n", "../old")
    assert code == 0 and not list(site.iterdir())
    assert "new content/wiki/a/Tea.md from a/Tea.txt\n" in said

    code, said = run("import", "notes", "../old")
    assert code == 0
    assert f"{old.as_posix()}/name.cfg:1: warning[import-loss]: this is no note" in said
    assert "new site.yaml\n" in said and (site / "site.yaml").read_text("utf-8").startswith("title: Ours\n")
    assert "permalink: /a/Tea.html\n" in entry.read_text("utf-8")
    assert "rating:\n  stars:\n    - of: 5\n      given: true\n" in entry.read_text("utf-8")
    assert picture.read_text("utf-8") == "1"

    (old / "a/Tea.txt").write_text("Cold.", encoding="utf-8")
    (old / "cup.png").write_text("2", encoding="utf-8")
    assert "1 updated" in run("import", "notes", "../old")[1]
    assert entry.read_text("utf-8").endswith("\nCold.\n") and picture.read_text("utf-8") == "2"

    entry.write_text(entry.read_text("utf-8") + "Mine.\n", encoding="utf-8")
    picture.write_text("mine", encoding="utf-8")
    (old / "a/Tea.txt").write_text("Iced.", encoding="utf-8")
    code, said = run("import", "notes", "../old")
    assert "content/wiki/a/Tea.md was edited by hand and stays as it is" in said and "text: Iced." in said
    assert "content/static/cup.png is another file, and stays as it is" in said
    assert entry.read_text("utf-8").endswith("Mine.\n") and picture.read_text("utf-8") == "mine"
