"""The importer of manuals made with MkDocs, plain or with the theme Material."""

from sitegen.importers.importer import Importer
from sitegen.importers.mkdocs.configuration import NAMES
from sitegen.importers.mkdocs.site import extract, settings

MKDOCS = Importer(
    name="mkdocs",
    summary="Make pages and posts of a MkDocs manual, with its files and its old addresses.",
    source="manual",
    item="a page",
    folder="a MkDocs manual",
    known_by=NAMES,
    missing="no mkdocs.yml",
    extract=extract,
    settings=settings,
)
