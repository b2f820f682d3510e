"""What `sitegen check --health` says: what needs looking after, beside the problems."""

import json
from collections.abc import Iterator
from pathlib import Path

import msgspec

from sitegen.cli.telling import echo, report, report_from_here
from sitegen.diagnostics import report as forms
from sitegen.engine.request import Result
from sitegen.questions.health import Finding, Findings

SHOWN = 20
"""How many findings of one sort are shown before the rest is only counted."""
PLACES = 3
"""How many of the places of one finding are named."""


def report_with_health(result: Result, root: Path, form: str, *, verbose: bool) -> None:
    """Print the problems as a check does, and then what needs looking after.

    As JSON both are one object, with `problems` and `health`. For GitHub the second part is text.
    """
    if form == "json":
        diagnostics, _ = report_from_here(result.diagnostics, root)
        problems = json.loads(forms.as_json(diagnostics))
        found = msgspec.to_builtins(result.health)
        echo(json.dumps({"problems": problems, "health": found}, indent=2))
        return
    report(result.diagnostics, root, form, verbose=verbose)
    echo("\n".join(_lines(result.health, every=verbose)))


def _lines(health: tuple[Findings, ...], *, every: bool) -> Iterator[str]:
    """Yield the report in lines; sorts without findings share the last one."""
    for sort in health:
        if not sort.found:
            continue
        yield f"{sort.title} ({len(sort.found)}). {sort.advice}"
        shown = sort.found if every else sort.found[:SHOWN]
        yield from (f"  {_line(finding, every=every)}" for finding in shown)
        if len(sort.found) > len(shown):
            yield f"  and {len(sort.found) - len(shown)} more; -v shows all"
        yield ""
    well = [sort.title.lower() for sort in health if not sort.found]
    if well:
        yield f"None: {', '.join(well)}."


def _line(finding: Finding, *, every: bool) -> str:
    """Return one finding in a line: what, what is known of it, and where."""
    words = f"{forms.tame(finding.what)}{f': {forms.tame(finding.note)}' if finding.note else ''}"
    places = finding.places if every else finding.places[:PLACES]
    where = [forms.tame(path) for path in (*([finding.path] if finding.path else []), *places)]
    more = len(finding.places) - len(places)
    return f"{words} ({', '.join(where)}{f' and {more} more' if more else ''})"
