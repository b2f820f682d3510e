"""Sites of Hugo (https://gohugo.io): sections, bundles, taxonomies, static files."""

from sitegen.importers.hugo.config import NAMES, PARTS, SUFFIXES
from sitegen.importers.hugo.extract import extract, settings
from sitegen.importers.importer import Importer

HUGO = Importer(
    name="hugo",
    summary="Make entries of a Hugo site.",
    source="old site",
    item="a file",
    folder="a Hugo site",
    known_by=(*(f"{name}{suffix}" for name in NAMES for suffix in SUFFIXES), PARTS),
    missing="no hugo.toml, no config.toml and no folder config/_default",
    extract=extract,
    settings=settings,
)

__all__ = ["HUGO"]
