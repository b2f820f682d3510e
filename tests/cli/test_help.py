"""The help of every command, and completion in four shells."""

import os
import subprocess
import sys
from collections.abc import Iterator

import click
import pytest

from sitegen.cli.commands import commands


def every(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the words of a command and of all below it."""
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from every(found, (*path, name))


def helped(path: tuple[str, ...]) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "sitegen", *path, "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "COLUMNS": "80"},
    )
    return ran.stdout


@pytest.mark.parametrize("path", [path for path in every(commands) if path], ids=" ".join)
def test_help_fits_eighty_columns_and_has_an_example(path: tuple[str, ...]) -> None:
    said = helped(path)
    assert max(map(len, said.splitlines())) <= 80
    assert f"  Example: sitegen {path[0]}" in said


def test_the_list_of_commands_cuts_no_sentence() -> None:
    assert "..." not in helped(()).partition("Commands:")[2]


@pytest.mark.parametrize(
    ("shell", "asked", "said"),
    [
        ("bash", {"COMP_WORDS": "sitegen li", "COMP_CWORD": "1"}, "plain,list"),
        ("zsh", {"COMP_WORDS": "sitegen li", "COMP_CWORD": "1"}, "plain\nlist\nList entries"),
        ("fish", {"COMP_WORDS": "sitegen li", "COMP_CWORD": "li"}, "plain,list\tList entries"),
        ("bash", {"COMP_WORDS": "sitegen new wi", "COMP_CWORD": "2"}, "plain,wiki"),
        ("powershell", {"COMP_WORDS": "sitegen li", "COMP_CWORD": "li"}, "list\tList entries"),
        ("powershell", {"COMP_WORDS": "sitegen list dr", "COMP_CWORD": "dr"}, "drafts\tdrafts"),
    ],
)
def test_a_shell_is_offered_what_fits(shell: str, asked: dict[str, str], said: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", "import sys; sys.argv = ['sitegen']; from sitegen.cli import main; main()"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **asked, "_SITEGEN_COMPLETE": f"{shell}_complete"},
    )
    assert ran.stdout.startswith(said)
    assert ran.stderr == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_each_shell_has_a_script(shell: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "sitegen", "completion", shell], capture_output=True, text=True, check=True
    )
    assert f"{shell}_complete" in ran.stdout
    if shell == "bash":
        subprocess.run(["bash", "-n"], input=ran.stdout, text=True, check=True)
