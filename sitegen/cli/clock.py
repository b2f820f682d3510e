"""The clock of a command: as asked, else as the environment has it, else now."""

import datetime as dt
import os

YEARS = range(1000, 9001)
"""The years that a clock may be in: what is counted from it, such as a horizon, has to be in the calendar too."""


class NoTime(ValueError):
    """What was asked for is no time; its words say why, and `option` where it was asked for."""

    def __init__(self, words: str, option: str = "") -> None:
        super().__init__(words)
        self.option = option


def moment(as_of: str | None) -> dt.datetime:
    """Return the clock: as asked, else SOURCE_DATE_EPOCH, else now. Without a zone it is in the site's.

    Raises NoTime.
    """
    if as_of is not None:
        try:
            asked = dt.datetime.fromisoformat(as_of)
        except ValueError as error:
            words = f"{as_of!r} is not a time; write it like 2010-01-25 or 2010-01-25T09:00"
            raise NoTime(words, "--as-of") from error
        if asked.year not in YEARS:
            raise NoTime(f"the year has to be from {YEARS[0]} to {YEARS[-1]}", "--as-of")
        return asked
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
        except (ValueError, OverflowError, OSError) as error:
            raise NoTime(f"SOURCE_DATE_EPOCH={epoch} is not a number of seconds") from error
    return dt.datetime.now(dt.UTC)


def clock(as_of: str | None) -> dt.datetime:
    """Return the clock as `moment` does, for a command of click: what is no time is wrong usage."""
    try:
        return moment(as_of)
    except NoTime as wrong:
        import click

        if wrong.option:
            raise click.BadParameter(str(wrong), param_hint=wrong.option) from wrong
        raise click.UsageError(str(wrong)) from wrong
