"""The problems of one file, gathered while an importer reads it."""

from sitegen.diagnostics import Diagnostic, Span, diagnose


class Report:
    """The diagnostics of one file, in the order in which they were added."""

    def __init__(self, path: str) -> None:
        """Begin the report of a file."""
        self.path = path
        self.found: list[Diagnostic] = []
        self._subjects: set[str] = set()

    def add(self, code: str, line: int, message: str, *, fix: str = "", note: str = "") -> None:
        """Add a problem of a line."""
        self.found.append(diagnose(code, Span(path=self.path, line=line), message, fix=fix, note=note))

    def lost(self, line: int, message: str, *, fix: str = "", note: str = "") -> None:
        """Add that something of a line was not carried over."""
        self.add("import-loss", line, message, fix=fix, note=note)

    def lost_once(self, subject: str, line: int, message: str, *, fix: str = "", note: str = "") -> None:
        """Add that something was not carried over, unless the file has such a problem of this subject already."""
        if subject not in self._subjects:
            self._subjects.add(subject)
            self.lost(line, message, fix=fix, note=note)
