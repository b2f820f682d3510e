"""Sites of Jekyll (https://jekyllrb.com): posts, drafts, collections, pages and the files beside them."""

from sitegen.importers.importer import Importer
from sitegen.importers.jekyll.config import NAMES
from sitegen.importers.jekyll.extract import extract, settings

JEKYLL = Importer(
    name="jekyll",
    summary="Make entries of a Jekyll site.",
    source="old site",
    item="a file",
    folder="a Jekyll site",
    known_by=(*NAMES, "_posts/"),
    missing="no _config.yml and no folder _posts",
    extract=extract,
    settings=settings,
)

__all__ = ["JEKYLL"]
