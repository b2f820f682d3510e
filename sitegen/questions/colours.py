"""The question what colours a site has: those of the style sheet of its layouts."""

from functools import lru_cache

from msgspec import structs

from sitegen.disk import read
from sitegen.model.colours import Colours
from sitegen.model.site import Site
from sitegen.patterns import late
from sitegen.theme import properties

STYLES = "site.css"
_COLOUR = late(
    r"(?i)--(band|on-band|on-band-2|marker):\s*(?:light-dark\(\s*)?(#[0-9a-f]{3,6})\b(?:\s*,\s*(#[0-9a-f]{3,6})\b)?"
)
_NAMES = {"band": "band", "on-band": "on_band", "on-band-2": "faint", "marker": "marker"}


def colours(site: Site) -> Colours:
    """Return the colours of a site by its theme, else by its style sheet, else by the packaged one."""
    asset = site.assets.get(STYLES)
    styles = site.files.get(asset.address) if asset else None
    named = _named_in(styles.parts or (styles.location,), styles.digest) if styles else Colours()
    own = properties(site.theme)
    band, by_night = own.get("band", (named.band, named.band_by_night))
    return structs.replace(
        named, band=band, band_by_night=by_night, marker=own.get("marker", (named.marker, ""))[0]
    )


@lru_cache(maxsize=4)
def _named_in(places: tuple[str, ...], _digest: str) -> Colours:
    """Return the colours in these parts of a style sheet, which are the same as long as its digest is."""
    text = "\n".join(read(place).decode("utf-8", "replace") for place in places)
    found: dict[str, str] = {}
    for name, day, night in _COLOUR.findall(text):
        found.setdefault(_NAMES[name.lower()], day)
        if name.lower() == "band":
            found.setdefault("band_by_night", night or day)
    return Colours(**found)
