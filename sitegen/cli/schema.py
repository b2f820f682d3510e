"""`sitegen schema`: what editors need to complete fields and to underline slips while somebody types."""

from pathlib import Path

import click

from sitegen.cli.run import SETTINGS, settings_in

FOLDER = ".schemas"
"""Where the schemas are written, below the site; content/ has no such folder, so that none is published."""


@click.command()
@click.argument("name", default="", metavar="[KIND]")
@click.option("--write", is_flag=True, help=f"Write all of them into {FOLDER}/, and say how editors find them.")
@click.option("-c", "--config", default=SETTINGS, metavar="FILE", help="The site's configuration.")
@click.option("--traceback", is_flag=True, help="Show the traceback of a bug of ours.")
def schema(name: str, write: bool, config: str, traceback: bool) -> None:
    """Print the JSON Schema of a kind, or of site.yaml.

    KIND is post, wiki, event and so on, or site for site.yaml.

    Example: sitegen schema event
    """
    from sitegen.cli.schemas import schemas
    from sitegen.diagnostics import did_you_mean
    from sitegen.json_text import json_text

    found = schemas()
    if write:
        root = settings_in(config).parent
        click.echo("\n".join(_written(root, {each: json_text(found[each], indented=True) for each in found})))
        return
    if name not in found:
        near = did_you_mean(name, found)
        hint = f"did you mean {near}?" if near else f"there are {', '.join(found)}"
        raise click.BadParameter(f"there is no schema {name!r}; {hint}" if name else hint, param_hint="KIND")
    click.echo(json_text(found[name], indented=True))


def _written(root: Path, texts: dict[str, str]) -> list[str]:
    """Write the schemas, and return what to say of it."""
    folder = root / FOLDER
    try:
        folder.mkdir(exist_ok=True)
        for name, text in texts.items():
            (folder / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{folder}/ cannot be written: {error.strerror}") from error
    return [
        f"{folder}/: {len(texts)} schemas; commit them, and write them again after an update of sitegen.",
        "For VS Code with Red Hat's YAML extension, add to .vscode/settings.json:",
        f'  "yaml.schemas": {{"./{FOLDER}/site.json": "site.yaml"}}',
        "That extension does not look into Markdown. For front matter, remark does:",
        "the page “Editors” of the manual says how.",
    ]
