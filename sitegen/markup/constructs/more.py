"""`<!--more-->`: the end of the part that lists show."""

from sitegen.markup.body.pass_state import Page
from sitegen.markup.constructs.contract import Construct
from sitegen.markup.placeholders import Mark
from sitegen.patterns import late


def _write(page: Page, mark: Mark) -> None:
    if page.more is None:
        page.more = page.here


MORE = Construct(name="more", sign="<!--", taken=late(r"<!--[ ]*more[ ]*-->"), write=_write)
"""Taken out of the source, because the sanitiser removes comments."""
