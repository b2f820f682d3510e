"""Files of other programs as drafts of entries. A new importer is one folder and one name in `IMPORTERS`."""

from sitegen.importers.hugo import HUGO
from sitegen.importers.ics import ICS
from sitegen.importers.importer import Importer
from sitegen.importers.jekyll import JEKYLL
from sitegen.importers.mkdocs import MKDOCS
from sitegen.importers.obsidian import OBSIDIAN

IMPORTERS: tuple[Importer, ...] = (ICS, JEKYLL, HUGO, OBSIDIAN, MKDOCS)
"""In the order in which `sitegen import --help` lists them."""

__all__ = ["IMPORTERS"]
