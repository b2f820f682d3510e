"""The inputs of a build: everything that a site is assembled from, in one value."""

import datetime as dt

from msgspec import Struct

from sitegen.locales import ONLY_OURS, Languages
from sitegen.model.comment import FiledComment
from sitegen.model.config import Config
from sitegen.model.entry import Entry
from sitegen.model.history import History
from sitegen.model.meta import Meta
from sitegen.model.place import ASTRAY, CONTENT, LAYOUTS, REGISTER, SETTINGS, VOCABULARY, Place
from sitegen.model.register import Register
from sitegen.model.rendition import Renditions
from sitegen.model.source import File
from sitegen.model.table import Table
from sitegen.model.topics import Topics
from sitegen.model.vocabulary import Vocabulary


class Inputs(Struct, frozen=True, kw_only=True):
    """What assemble is given. A new input of a build is a field here, and a line in `READ_FROM`."""

    config: Config
    entries: dict[str, Entry[Meta]]
    """Key -> entry without its HTML, drafts and what is not yet due included."""
    files: tuple[File, ...]
    """The files of content/ that are not Markdown."""
    assets: tuple[File, ...]
    """The assets of the layouts."""
    languages: Languages = ONLY_OURS
    """What the site says in languages other than English, or otherwise than we do."""
    vocabulary: Vocabulary = Vocabulary()
    """The tags that the site allows; all of them, where it has none."""
    read_by_layouts: tuple[str, ...] = ()
    """The names of fields of a site's own that its layouts read; `*` stands for all."""
    tables: dict[str, Table] = {}
    """Path below content/ of each file that an entry shows as a table -> the table."""
    comments: dict[str, FiledComment] = {}
    """Path below content/ of a file below content/comments/ -> the comment in it."""
    topics: dict[str, Topics] = {}
    """Key of an entry -> the topics in the feed that it names."""
    renditions: dict[str, Renditions] = {}
    """Path below content/ of a picture -> what was made of it, and what is wrong with it."""
    history: History = History()
    """What git knows of the sources; empty unless site.yaml asks for it."""
    register: Register = Register()
    """The addresses that have been published so far."""
    now: dt.datetime
    """The build's clock, with a zone."""
    drafts: bool = False
    """Whether drafts are published."""
    future: bool = False
    """Whether entries that are not yet due are published."""
    fingerprint: bool = True
    """Whether assets are named after their bytes."""


READ_FROM: dict[str, tuple[Place, ...]] = {
    "config": (SETTINGS,),
    "entries": (CONTENT, *ASTRAY),
    "files": (CONTENT,),
    "assets": (LAYOUTS,),
    "tables": (CONTENT,),
    "comments": (CONTENT,),
    "topics": (CONTENT,),
    "renditions": (CONTENT,),
    "read_by_layouts": (LAYOUTS,),
    "languages": (LAYOUTS,),
    "history": (),
    "vocabulary": VOCABULARY,
    "register": (REGISTER,),
}
"""Field of `Inputs` -> the places on disk that it is read from; the up-to-date check looks at exactly these.

The history is read from files of git, which are wherever the repository is (`engine/history.py` names them). A
field that is not here comes from the command line, whose options the up-to-date check compares, too.
"""

PLACES = tuple(dict.fromkeys(place for places in READ_FROM.values() for place in places))
"""Every place on disk that an input is read from."""
