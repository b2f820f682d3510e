"""`sitegen layouts list` and `sitegen layouts copy`."""

import re
from collections.abc import Mapping
from pathlib import Path

import click

from sitegen.cli.run import SETTINGS, settings_in

_CONFIG = click.option("-c", "--config", default=SETTINGS, metavar="FILE", help="The site's configuration.")
_TRACEBACK = click.option("--traceback", is_flag=True, help="Show the traceback of a bug of ours.")


@click.group()
def layouts() -> None:
    """Show where the layouts are, and copy one to change it.

    Example: sitegen layouts copy post
    """


@layouts.command("list")
@_CONFIG
@_TRACEBACK
def listed(config: str, traceback: bool) -> None:
    """List all layouts and files for the look, those of the site marked.

    Example: sitegen layouts list
    """
    from sitegen.layouts import packaged

    root = settings_in(config).parent
    ours, own = _files(packaged()), _files(root / "layouts")
    if (root / "layouts").resolve() == packaged().resolve():
        own = {}
    names = sorted({*ours, *own}, key=lambda name: ("/" in name, name))
    width = max(map(len, names))
    for name in names:
        whose = "yours" if name in own else ""
        click.echo(f"{name:{width}}  {whose:5}  {_said(own.get(name) or ours[name])}".rstrip())
    click.echo(f"Those of sitegen are in {packaged()}/; yours are in {root / 'layouts'}/.", err=True)


@layouts.command()
@click.argument("name")
@_CONFIG
@_TRACEBACK
def copy(name: str, config: str, traceback: bool) -> None:
    """Copy the layout NAME, or a file for the look, into layouts/ of the site.

    Nothing is overwritten. `layouts list` has all names; .html may be left out.

    Example: sitegen layouts copy partials/footer
    """
    from sitegen.diagnostics import did_you_mean
    from sitegen.layouts import packaged

    ours = _files(packaged())
    found = next((each for each in (name, f"{name}.html") if each in ours), "")
    if not found:
        near = did_you_mean(name.removesuffix(".html"), [each.removesuffix(".html") for each in ours])
        hint = f"did you mean {near}?" if near else "`sitegen layouts list` has all names"
        raise click.BadParameter(f"there is no layout {name!r}; {hint}", param_hint="NAME")
    place = settings_in(config).parent / "layouts" / found
    data = ours[found].read_bytes()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as file:
            file.write(data)
    except FileExistsError:
        raise click.ClickException(f"{place} is there already, and stays as it is") from None
    except OSError as error:
        raise click.ClickException(f"{place} cannot be written: {error.strerror}") from error
    click.echo(f"{place}: a copy of the layout of sitegen, which it now takes the place of.")
    for line in _advice(found, data.decode("utf-8", "replace")):
        click.echo(line)


def _advice(name: str, text: str) -> list[str]:
    """Return what to know of a copied layout: what it builds on, and how to change a part of it alone."""
    if not name.endswith(".html"):
        return []
    parent = re.search(r"\{%-?\s*extends \"([^\"]+)\"", text)
    blocks = re.findall(r"\{%-?\s*block (\w+)", text)
    said = [f"It extends {parent[1]}."] if parent else []
    if blocks:
        said.append(
            f"To change one block alone ({', '.join(dict.fromkeys(blocks))}), let this be all of the file:"
        )
        said.append(f'  {{% extends "default/{name}" %}}{{% block {blocks[-1]} %}}...{{% endblock %}}')
    return said


def _files(folder: Path) -> Mapping[str, Path]:
    """Return all files of a folder of layouts by their names, but for hidden ones."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path for name, path in found.items() if not re.search(r"(^|/)[._](?!_)", f"/{name}")}


def _said(path: Path) -> str:
    """Return the first sentence of the comment with which a layout begins; "" without one."""
    if path.suffix != ".html":
        return ""
    comment = re.match(r"\{#-?\s*(.*?)(?:[.:](?:\s|$)|-?#\})", path.read_text("utf-8", "replace"), re.DOTALL)
    return " ".join(comment[1].split()) if comment else ""
