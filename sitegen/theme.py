"""The palette that a theme makes, and whether people can read by it: contrast as WCAG 2.2 measures it."""

from collections.abc import Iterator

from msgspec import Struct

from sitegen.model.theme import Theme

TEXT, SHAPE = 4.5, 3.0
"""The ratios that text needs (1.4.3), and large shapes (1.4.11)."""
PAPER = {
    "the page": ("#fffdf8", "#14171c"),
    "panels": ("#f6f1e7", "#1d2128"),
    "marked days": ("#ece6d9", "#2b3038"),
}
"""The packaged grounds behind the accent, by day and by night."""
ON_BAND = {"the white text": ("#ffffff", TEXT), "the pale text": ("#cfe0ec", TEXT)}
"""The packaged colours of text and marks on the band, and what each needs."""
MARKER = "#f0a283"
"""The packaged accent by night, which marks the door of the menu that a reader is at."""
ACCENT, BAND, BUTTON_BY_NIGHT = "#9a3a1b", "#0f3d5c", "#94c5ff"
"""The packaged accent and band by day, and the packaged button by night."""
WHITE, BLACK = "#ffffff", "#000000"
_BY_NIGHT = 0.28
"""How much of black is in the band by night."""
_STEPS = 200


class Flaw(Struct, frozen=True, kw_only=True):
    """A colour that cannot be told from another well enough."""

    field: str
    what: str
    """The pair in words."""
    ratio: float
    needed: float
    instead: str
    """The nearest colour that is well with all that it meets."""


class Pair(Struct, frozen=True):
    """What a colour meets."""

    what: str
    other: str
    needed: float


def flaws(theme: Theme) -> Iterator[Flaw]:
    """Yield the worst flaw of each colour of a theme."""
    band = theme.band
    if band:
        marker = [] if theme.accent_dark else [Pair("the mark of the current door on it", MARKER, SHAPE)]
        pairs = [Pair(f"{what} on it", colour, needed) for what, (colour, needed) in ON_BAND.items()]
        if found := _flaw("band", band, [*pairs, *marker], BLACK):
            yield found
            band = found.instead
    if theme.accent:
        pairs = [Pair(f"this colour as text on {what}", day, TEXT) for what, (day, _) in PAPER.items()]
        if found := _flaw("accent", theme.accent, [*pairs, Pair("white text on it", WHITE, TEXT)], BLACK):
            yield found
    if theme.accent_dark and (found := _flaw("accent_dark", theme.accent_dark, _by_night(band), WHITE)):
        yield found


def properties(theme: Theme) -> dict[str, tuple[str, str]]:
    """Return the custom properties of the style sheet that a theme changes, each by day and by night."""
    found: dict[str, tuple[str, str]] = {}
    dark = theme.accent_dark
    if theme.accent:
        dark = dark or _mended(theme.accent, _by_night(theme.band), WHITE)
        found["brick"] = (theme.accent, mixed(theme.accent, BLACK, _BY_NIGHT))
    if theme.accent or dark:
        found["accent"] = (theme.accent or ACCENT, dark)
        found["marker"] = (dark, dark)
    if theme.band:
        found["band"] = (theme.band, mixed(theme.band, BLACK, _BY_NIGHT))
        found["button"] = (theme.band, BUTTON_BY_NIGHT)
    return found


def contrast(one: str, other: str) -> float:
    """Return the ratio of two colours, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """Return a colour with a share of another in it."""
    parts = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in parts)


def _by_night(band: str) -> list[Pair]:
    """Return what the accent by night meets: the dark grounds, and the band."""
    pairs = [Pair(f"this colour as text on {what} by night", night, TEXT) for what, (_, night) in PAPER.items()]
    return [*pairs, Pair("this colour as a mark on the band", band or BAND, SHAPE)]


def _flaw(field: str, colour: str, pairs: list[Pair], towards: str) -> Flaw | None:
    """Return what is worst about a colour, if anything is; the cure goes in small steps towards black or white."""
    worst = min(pairs, key=lambda pair: contrast(colour, pair.other) / pair.needed)
    ratio = contrast(colour, worst.other)
    if ratio >= worst.needed:
        return None
    instead = _mended(colour, pairs, towards)
    return Flaw(field=field, what=worst.what, ratio=ratio, needed=worst.needed, instead=instead)


def _mended(colour: str, pairs: list[Pair], towards: str) -> str:
    """Return the first colour on the way to black or white that is well with all pairs."""
    steps = (mixed(colour, towards, step / _STEPS) for step in range(_STEPS + 1))
    return next((each for each in steps if all(contrast(each, p.other) >= p.needed for p in pairs)), towards)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
