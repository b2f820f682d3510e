"""What many files have in common, said once with the first place and a count."""

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Span, diagnose


class Tally:
    """Losses by what is said of them."""

    def __init__(self, unit: str) -> None:
        """Begin; `unit` is what is counted: `files`, `times`."""
        self._unit = unit
        self._found: dict[tuple[str, str], tuple[str, int, int]] = {}

    def add(self, path: str, message: str, *, line: int = 0, fix: str = "", times: int = 1) -> None:
        """Count one more place."""
        first, at, count = self._found.get((message, fix), (path, line, 0))
        self._found[message, fix] = first, at, count + times

    def diagnostics(self) -> Iterator[Diagnostic]:
        """Yield one diagnostic for each thing that was said."""
        for (message, fix), (path, line, count) in self._found.items():
            more = f" ({count:,} {self._unit})" if count > 1 else ""
            yield diagnose("import-loss", Span(path=path, line=line), f"{message}{more}", fix=fix)
