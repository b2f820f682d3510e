"""Where something happens."""

from msgspec import Struct


class Venue(Struct, frozen=True, kw_only=True):
    """A place people can go to."""

    name: str
    """What the place is called, with the room where that helps."""
    address: str = ""
    """Street and town, on one line."""
    postcode: str = ""
    geo: str = ""
    """Latitude and longitude in degrees: `51.5034, -0.1276`."""
    access: str = ""
    """How people with different needs get in and take part."""

    @classmethod
    def from_text(cls, text: str) -> "Venue":
        """Take a place given as plain words."""
        return cls(name=text)

    @property
    def line(self) -> str:
        """The whole place on one line, for calendars and lists."""
        return ", ".join(part for part in (self.name, self.address, self.postcode) if part)

    @property
    def position(self) -> tuple[float, float] | None:
        """Latitude and longitude; None without them. Raises ValueError when `geo` is not a place on Earth."""
        if not self.geo:
            return None
        try:
            latitude, longitude = (float(part) for part in self.geo.split(","))
        except ValueError:
            raise ValueError(f"{self.geo!r} is not a latitude and a longitude") from None
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise ValueError(f"{self.geo!r} is not a place on Earth")
        return latitude, longitude
