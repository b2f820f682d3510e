"""`sitegen explain CODE`."""

from importlib.resources import files

import click


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Say what a problem means, why it matters and its cure.

    Without CODE, list them all.

    Example: sitegen explain broken-link
    """
    from sitegen.diagnostics import did_you_mean
    from sitegen.diagnostics.codes import CODES

    if code is None:
        width = max(map(len, CODES))
        for name, what in sorted(CODES.items()):
            click.echo(f"{name:{width}}  {what.level}{', adjustable' if what.adjustable else ''}")
        return
    if code not in CODES:
        near = did_you_mean(code, CODES)
        hint = f" Did you mean {near}?" if near else " `sitegen explain` lists them all."
        raise click.UsageError(f"there is no diagnostic {code!r}.{hint}")
    text = (files("sitegen.diagnostics") / "explain" / f"{code}.md").read_text(encoding="utf-8")
    found = CODES[code]
    click.echo(text.rstrip())
    click.echo()
    if found.adjustable:
        change = f"`checks: {{{code}: off}}` in site.yaml changes it (error, warning or off)"
        click.echo(f"Level: {found.level}; {change}.")
    else:
        click.echo(f"Level: {found.level}; it cannot be changed.")
