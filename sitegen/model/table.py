"""A table that lies in a file of its own, as pages show it."""

from msgspec import Struct

from sitegen.diagnostics import Diagnostic


class Table(Struct, frozen=True, kw_only=True):
    """The first rows of a file of comma-separated or tab-separated values."""

    digest: str
    """Of the file's bytes."""
    header: tuple[str, ...] = ()
    """The names of the columns; empty for a file that cannot be shown."""
    decimals: tuple[str, ...] = ()
    """For each column its decimal sign, `.` or `,`, where its values are numbers; else ""."""
    rows: tuple[tuple[str, ...], ...] = ()
    """The first rows below the header, each with a cell for every column."""
    total: int = 0
    """The number of all rows below the header."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is wrong with the file."""
