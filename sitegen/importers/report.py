"""What an importer has to say of one file, gathered while it reads."""

from sitegen.diagnostics import Diagnostic, Span, problem


class Report:
    """The problems of one file, in the order in which they are found."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[Diagnostic] = []
        self._said: set[str] = set()

    def say(self, code: str, line: int, message: str, *, fix: str = "", note: str = "") -> None:
        """Add a problem of a line."""
        self.found.append(problem(code, Span(path=self.path, line=line), message, fix=fix, note=note))

    def lost(self, line: int, message: str, *, fix: str = "", note: str = "") -> None:
        """Say that something of a line was not carried over."""
        self.say("calendar-loss", line, message, fix=fix, note=note)

    def once(self, what: str, line: int, message: str, *, fix: str = "", note: str = "") -> None:
        """Say that something was not carried over, the first time that `what` comes up in the file."""
        if what not in self._said:
            self._said.add(what)
            self.lost(line, message, fix=fix, note=note)
