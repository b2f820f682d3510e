"""The place of an event."""

from msgspec import Struct


class Venue(Struct, frozen=True, kw_only=True):
    """A place to which people can go."""

    name: str
    """The name of the place, with the room where that helps."""
    address: str = ""
    """Street and town, on one line."""
    postcode: str = ""
    """The postal code, where it is not part of the address."""
    geo: str = ""
    """Latitude and longitude in degrees: `51.5034, -0.1276`."""
    access: str = ""
    """The way in and the arrangements for people with different needs."""

    @classmethod
    def from_text(cls, text: str) -> "Venue":
        """Return a place that has only a name."""
        return cls(name=text)

    @property
    def line(self) -> str:
        """The whole place on one line, for calendars and lists."""
        return ", ".join(part for part in (self.name, self.address, self.postcode) if part)

    @property
    def position(self) -> tuple[float, float] | None:
        """Latitude and longitude; None when `geo` is empty or no place on Earth."""
        latitude, _, longitude = self.geo.partition(",")
        try:
            found = float(latitude), float(longitude)
        except ValueError:
            return None
        return found if abs(found[0]) <= 90 and abs(found[1]) <= 180 else None
