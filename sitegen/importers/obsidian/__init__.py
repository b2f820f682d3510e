"""The importer of Obsidian's vaults."""

from sitegen.importers.importer import Choice, Importer
from sitegen.importers.obsidian.settings import settings
from sitegen.importers.obsidian.vault import DAILY, TAGS, extract

OBSIDIAN = Importer(
    name="obsidian",
    summary="Make wiki pages of the notes of an Obsidian vault, with the files that they show.",
    source="vault",
    item="a note",
    folder="an Obsidian vault",
    known_by=(".obsidian/", "*.md", "*.markdown"),
    missing="no note (a file that ends with .md)",
    extract=extract,
    settings=settings,
    choices=(
        Choice(
            name="tags-in-text",
            values=TAGS,
            help="What becomes of a #tag in a text: it is left there, or read as one of the note's tags as well.",
        ),
        Choice(
            name="daily-notes",
            values=DAILY,
            help="What becomes of the notes of single days: wiki pages, posts, or nothing.",
        ),
    ),
)
