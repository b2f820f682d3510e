"""The documents name what there is, all of it and nothing else; their links lead somewhere."""

import ast
import inspect
import re
import tomllib
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec
import pytest

import sitegen
from sitegen.cli.build import build
from sitegen.diagnostics.codes import CODES
from sitegen.engine.graph.answers import questions
from sitegen.facets.recurrence import Every, On
from sitegen.facets.relations import Person, Relation
from sitegen.facets.schedule import Moment
from sitegen.kinds import KINDS
from sitegen.layouts import Layouts, packaged
from sitegen.layouts.environment import VARIABLES
from sitegen.layouts.filters import filters
from sitegen.locales import ENGLISH
from sitegen.model.config import Config
from sitegen.model.kind import Kind
from sitegen.model.meta import SYNONYMS, Meta
from sitegen.model.vocabulary import AllowedTag
from sitegen.outputs import OUTPUTS
from sitegen.questions.answers import Card
from sitegen.questions.entry_view import EntryAnswer
from tests.architecture import ORDER

PACKAGE = Path(sitegen.__file__).parent
ROOT = PACKAGE.parent
MANUAL = ROOT / "docs" / "manual"
ONE_TEXT = (Moment, Relation, Person, Every, On)
"""Structs that a writer gives as one value."""
HIDDEN = {"extra", "base", "internal", "portable"}
"""Worked out; nobody writes them."""


def page(name: str) -> str:
    return (MANUAL / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """What stands under a heading of the second level."""
    found = re.search(rf"^## {re.escape(heading)}$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


def rows(text: str) -> list[tuple[str, str]]:
    """The first two cells of every row that begins with a name in back-ticks."""
    found = re.findall(r"^\| `([^`]+)` \|((?:[^|\\\n]|\\.)*)\|", text, re.MULTILINE)
    return [(name, cell.strip()) for name, cell in found]


def fields(struct: type[msgspec.Struct], prefix: str = "") -> Iterator[str]:
    """Every field of a struct and of those inside it, with dots between."""
    for field in msgspec.structs.fields(struct):
        if field.name not in HIDDEN:
            yield prefix + field.encode_name
            for inner in structs(field.type):
                yield from fields(inner, f"{prefix}{field.encode_name}.")


def structs(annotation: Any) -> Iterator[type[msgspec.Struct]]:
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        if annotation not in ONE_TEXT:
            yield annotation
    elif get_origin(annotation) in (tuple, dict, Annotated, Union, types.UnionType):
        for argument in get_args(annotation):
            yield from structs(argument)


def test_every_field_of_every_kind_is_in_the_manual() -> None:
    common, _, _ = section(page("front-matter.md"), "Every kind").partition("### Other spellings")

    assert sorted(name for name, _ in rows(common)) == sorted(fields(Meta))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_field_of_one_kind_is_in_its_section(kind: Kind) -> None:
    heading = "Wiki" if kind.name == "wiki" else kind.label
    own = set(fields(kind.meta)) - set(fields(Meta))

    assert {name for name, _ in rows(section(page("front-matter.md"), heading))} == own


def test_every_other_spelling_is_in_the_manual() -> None:
    _, _, spellings = section(page("front-matter.md"), "Every kind").partition("### Other spellings")

    assert {written: read.strip("`") for written, read in rows(spellings)} == SYNONYMS


def test_every_setting_is_in_the_manual() -> None:
    assert sorted(name for name, _ in rows(page("site-yaml.md"))) == sorted(fields(Config))


def test_every_key_of_the_vocabulary_is_in_the_manual() -> None:
    keys = {name for name, _ in rows(section(page("tags.md"), "A list of the tags that are meant"))}
    assert keys == {field.encode_name for field in msgspec.structs.fields(AllowedTag)}


def test_every_question_is_in_the_manual_with_its_arguments(tmp_path: Path) -> None:
    asked = {
        f"{question.name}({', '.join(list(inspect.signature(question.function).parameters)[1:])})"
        for question in questions(OUTPUTS, Layouts(tmp_path), (), str)
    }

    assert {name for name, _ in rows(section(page("layouts.md"), "Questions"))} == asked


def test_every_filter_is_in_the_manual() -> None:
    named = {name for name, _ in rows(section(page("layouts.md"), "Filters"))}

    assert named == filters(ENGLISH).keys()


def test_every_layout_and_what_it_is_given_is_in_the_manual() -> None:
    told = section(page("layouts.md"), "Which layout makes what")
    layouts = {path.name for path in packaged().glob("*.html")}
    given = {
        keyword.arg
        for path in (PACKAGE / "outputs").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "page"
        for keyword in call.keywords
        if keyword.arg
    }

    assert "entry" in given
    assert [name for name in sorted(layouts | given) if f"`{name}`" not in told] == []
    assert {name for name, _ in rows(section(page("layouts.md"), "What every layout is given"))} == VARIABLES


def test_what_layouts_know_of_an_entry_is_in_the_manual() -> None:
    told = section(page("layouts.md"), "An entry")
    known = {*EntryAnswer.__struct_fields__, *Card.__struct_fields__, "body"} - {"meta", "names"}

    assert [name for name in sorted(known) if f"`{name}`" not in told] == []


def texts(suffix: str) -> str:
    """All files of the packaged layouts with this ending, one after the other."""
    found = (path for path in sorted(packaged().rglob(f"*{suffix}")) if path.is_file())
    return "\n".join(path.read_text(encoding="utf-8") for path in found)


SCRIPTS = texts(".js")


def test_every_attribute_the_script_lives_on_is_in_the_manual_and_in_a_layout() -> None:
    told = {name for name, _ in rows(section(page("layouts.md"), "What the script lives on"))}
    asked = set(re.findall(r"\[(data-[a-z-]+)", SCRIPTS + texts(".css")))
    read = {re.sub(r"[A-Z]", lambda found: f"-{found[0].lower()}", name) for name in dataset(SCRIPTS)}
    written = set(re.findall(r"\s(data-[a-z-]+)", texts(".html")))

    assert told == asked | {f"data-{name}" for name in read}
    for_pagefind = {"data-pagefind-ignore"}
    assert told == (written - for_pagefind) | {
        "data-theme",
        "data-out",
        "data-sort",
    }  # two by the script, one by a build


def dataset(script: str) -> set[str]:
    """The attributes that a script reads or sets by the names it has for them."""
    found = re.findall(r"\.dataset\.(\w+)|\"(\w+)\" in [\w.]+\.dataset", script)
    return {first or second for first, second in found}


def test_every_class_the_script_lives_on_is_in_the_manual() -> None:
    told = section(page("layouts.md"), "What the script lives on").partition("These classes")[2]
    selectors = re.findall(
        r"(?:all|querySelector|querySelectorAll|matches|closest)\((?:[^()]*\? )?\"([^\"]+)\"", SCRIPTS
    )
    read = {name for selector in selectors for name in re.findall(r"\.([a-z-]+)", selector)}
    sets = set(re.findall(r"classList\.\w+\(\"([a-z]+)\"|className = \"([a-z]+)\"", SCRIPTS))

    assert set(re.findall(r"`([a-z-]+)`", told)) == read | {first or second for first, second in sets}


def test_every_option_of_a_build_is_in_the_manual() -> None:
    told = page("publishing.md") + page("getting-started.md")
    unsaid = [option.opts for option in build.params if not any(f"`{name}" in told for name in option.opts)]

    assert unsaid == []


def test_every_diagnostic_is_in_the_manual_with_a_link_to_its_text() -> None:
    lines = []
    for code, what in sorted(CODES.items()):
        text = (PACKAGE / "diagnostics" / "explain" / f"{code}.md").read_text(encoding="utf-8")
        headline = text.partition("\n")[0].partition(": ")[2]
        change = "yes" if what.adjustable else ""
        lines.append(
            f"| [`{code}`](../../sitegen/diagnostics/explain/{code}.md) | {what.level} | {change} | {headline} |"
        )

    assert re.findall(r"^\| \[.*$", page("diagnostics.md"), re.MULTILINE) == lines


@pytest.mark.parametrize("path", sorted(ROOT.glob("docs/**/*.md")), ids=lambda path: path.name)
def test_a_link_of_the_documentation_leads_to_a_file_and_a_heading(path: Path) -> None:
    text = re.sub(
        r"^(````?)\w*.*?^\1$|`[^`\n]*`", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        place = (path.parent / name).resolve() if name else path
        assert place.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)$", place.read_text(encoding="utf-8"), re.MULTILINE)
            anchors = [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]
            assert anchor in anchors, target


def test_the_architecture_shows_code_and_files_that_exist() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    shown = re.findall(r'^```python title="([^"]+)"\n(.*?)^```$', text, re.MULTILINE | re.DOTALL)
    wrong = [path for path, code in shown if _pressed(code) not in _pressed((ROOT / path).read_text("utf-8"))]
    named = re.findall(r"`((?:[a-z_]+/)*[a-z_]+(?:/|\.py))`", text)

    assert "sitegen/kinds/post.py" in dict(shown)
    assert wrong == []
    assert "cli/run.py" in named
    assert [name for name in named if not (PACKAGE / name).exists() and not (ROOT / name).exists()] == []


def _pressed(code: str) -> str:
    """Code without white space: how lines are broken is the formatter's business."""
    return "".join(code.split())


def test_the_architecture_tells_the_order_of_imports_that_is_enforced() -> None:
    order = " < ".join(" | ".join(row) for row in ORDER)

    assert order in " ".join((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").split())


def test_the_choice_of_every_library_is_explained() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    libraries = {re.split(r"[<>=\[ ]", needed)[0] for needed in project["dependencies"]}
    text = (ROOT / "docs" / "decisions" / "0003-dependencies.md").read_text(encoding="utf-8")

    assert set(re.findall(r"^\| ([a-z0-9-]+) \| (?!for )", text, re.MULTILINE)) - {"library"} == libraries


def test_each_decision_has_a_number_of_its_own() -> None:
    numbers = [path.name[:4] for path in (ROOT / "docs/decisions").glob("*.md")]

    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("path", sorted(ROOT.glob("docs/decisions/*.md")), ids=lambda path: path.stem)
def test_a_decision_says_in_what_case_what_was_decided_why_and_what_follows(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert re.match(rf"# {path.stem[:4]}: \S", text)
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["Context", "Decision", "Why", "Consequences"]
