"""The colours of a site outside of its pages: on the cards of pages, and around pages in browsers."""

from msgspec import Struct


class Colours(Struct, frozen=True, kw_only=True):
    """The colours of a site by day, as its style sheet writes them: `#0f3d5c`."""

    band: str = "#0f3d5c"
    band_by_night: str = "#0d2c42"
    on_band: str = "#ffffff"
    faint: str = "#cfe0ec"
    marker: str = "#f0a283"
