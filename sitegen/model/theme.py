"""What a site sets of its look in site.yaml: `theme`."""

from typing import Annotated

import msgspec
from msgspec import Struct

Colour = Annotated[str, msgspec.Meta(extra={"form": "colour"})]
"""`#rrggbb` in small letters; empty for the packaged one."""


class Fonts(Struct, frozen=True, kw_only=True):
    """Files of layouts/assets/, each empty for the fonts of the reader's system."""

    text: str = ""
    """For all that is written."""
    bold: str = ""
    """For what is bold in it; without a file of its own, browsers thicken the text's."""
    headings: str = ""
    """For headings and the name of the site, where they are not as the text."""


class Theme(Struct, frozen=True, kw_only=True):
    """Colours, corners, width and fonts of the pages."""

    accent: Colour = ""
    """For what readers see first: kinds, marks, lines beside quotations."""
    accent_dark: Colour = ""
    """The same by night, and on the band; empty: the accent, as much lighter as it needs to be."""
    band: Colour = ""
    """The ground of the header, and of buttons by day."""
    corner: Annotated[int, msgspec.Meta(ge=0, le=24)] = 6
    """The radius of corners in pixels."""
    width: Annotated[int, msgspec.Meta(ge=60, le=84)] = 72
    """The width of the pages in rem."""
    fonts: Fonts = Fonts()
