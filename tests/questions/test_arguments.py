"""The arguments of questions, by which the build record knows them again."""

import ast
from collections.abc import Iterator
from pathlib import Path

import sitegen

PLAIN = {"str", "int", "float", "bool", "int | None"}
"""What is the same value once it was written into the record and read again; a date comes back as a text."""
PACKAGE = Path(sitegen.__file__).parent


def remembered() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Yield the functions whose answers are kept by their arguments, each with its module."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and any(
                ast.unparse(each) == "once" for each in node.decorator_list
            ):
                yield path.relative_to(PACKAGE).as_posix(), node


def test_answers_are_kept_by_plain_arguments() -> None:
    found = list(remembered())
    odd = [
        f"{module}: {node.name}({ast.unparse(each)})"
        for module, node in found
        for each in node.args.args[1:]
        if each.annotation is None or ast.unparse(each.annotation) not in PLAIN
    ]
    assert len(found) > 20
    assert odd == []
