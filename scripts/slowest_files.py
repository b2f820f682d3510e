"""A plugin for pytest that says at the end in which files of tests most time was spent."""

from collections import defaultdict

import pytest

SHOWN = 10


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show the files, with the seconds that their tests took, set-up included."""
    spent: defaultdict[str, float] = defaultdict(float)
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                spent[report.nodeid.partition("::")[0]] += report.duration
    terminalreporter.section("slowest files")
    for path in sorted(spent, key=spent.__getitem__, reverse=True)[:SHOWN]:
        terminalreporter.write_line(f"{spent[path]:7.1f} s  {path}")
