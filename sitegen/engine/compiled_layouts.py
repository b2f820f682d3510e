"""The default layouts, compiled before the first build: as Python for a wheel, as byte code for a checkout."""

from pathlib import Path

from sitegen.engine.cache.fingerprint import compiler_fingerprint
from sitegen.layouts import Layouts, packaged
from sitegen.layouts.flat import Functions, ProgramCache, Shipment


def ship(folder: Path) -> None:
    """Write the Python of all default layouts into a folder, which goes into the package as `disk.SHIPPED`."""
    shipment = Shipment()
    _compile(shipment)
    shipment.write(folder)


def _compile(cache: ProgramCache) -> None:
    layouts = Layouts(packaged())
    layouts.functions = Functions(layouts.environment, layouts, compiler_fingerprint(), cache)
    layouts.load()


if __name__ == "__main__":
    _compile(ProgramCache(on_disk=True))
