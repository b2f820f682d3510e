"""A pytest plugin for continuous integration, where a test that did not run proves nothing: a skip fails."""

import pytest


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a session that passed but left something out."""
    if skipped(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say why, above the last line."""
    count = skipped(terminalreporter.config)
    if count:
        terminalreporter.write_line(f"{count} skipped, which counts as failed when CI=true", red=True)


def skipped(config: pytest.Config) -> int:
    """Return how many tests were skipped; in a worker of pytest-xdist, which has no reporter, none."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return len(reporter.stats.get("skipped", ())) if reporter else 0
