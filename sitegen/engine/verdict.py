"""What is finally said about a build: links located in their files, levels as the site wants them."""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from msgspec import structs

from sitegen.diagnostics import Diagnostic, Severity, Span, in_order, problem
from sitegen.diagnostics.codes import CODES
from sitegen.fields.frontmatter import decode, split
from sitegen.model.config import Config
from sitegen.model.target import Target
from sitegen.stages.assemble import Assembled, Fault
from sitegen.stages.locate import locate
from sitegen.stages.parse import position
from sitegen.stages.plan import unmade


def located(root: Path, assembled: Assembled, targets: Sequence[Target]) -> list[Diagnostic]:
    """Return the diagnostics of links with line and column: only sources with something to say are read again."""
    wrong = unmade(targets, [address for _, _, address in assembled.addresses])
    faults = list(assembled.faults)
    for key, reference, address in assembled.addresses:
        if address in wrong:
            near = wrong[address]
            fix = f"did you mean {near} ?" if near else "check the address: it starts from the top of the site"
            span = Span(path=assembled.site.entries[key].path)
            found = problem("broken-link", span, f"nothing is published at {address}", fix=fix)
            faults.append(Fault(key=key, reference=reference, diagnostic=found))

    @cache
    def text(path: str) -> tuple[str, int]:
        source, _ = decode((root / path).read_bytes(), path)
        parts = split(source or "", path)
        return parts.body, parts.body_line

    return [_placed(fault, *text(fault.diagnostic.span.path)) for fault in faults]


def _placed(fault: Fault, body: str, first_line: int) -> Diagnostic:
    found = fault.diagnostic
    start, length = fault.reference.start, fault.reference.length
    if start is None:
        start, length = locate(body, fault.reference) or (None, 0)
    if start is None:
        span = Span(path=found.span.path, line=first_line)
    else:
        line, column = position(body, start)
        span = Span(path=found.span.path, line=first_line + line, column=column, length=length)
    return structs.replace(found, span=span)


def settled(diagnostics: Iterable[Diagnostic], config: Config, strict: bool) -> tuple[Diagnostic, ...]:
    """Return the diagnostics in order, each at the level this site gives its code."""
    shown = []
    for found in diagnostics:
        code = CODES[found.code]
        level = config.checks.get(found.code, found.severity.value) if code.adjustable else found.severity.value
        if level == "warning" and strict:
            level = "error"
        if level != "off":
            shown.append(structs.replace(found, severity=Severity(level)))
    return in_order(shown)
