"""Sites of Hugo (https://gohugo.io): sections, bundles, taxonomies, static files."""

from sitegen.importers.hugo.extract import extract, settings
from sitegen.importers.importer import Importer

HUGO = Importer(
    name="hugo",
    summary="Make entries of a Hugo site.",
    source="old site",
    item="a file",
    extract=extract,
    settings=settings,
)

__all__ = ["HUGO"]
