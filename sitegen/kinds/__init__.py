"""What a site is made of. A new kind is one file here and one name in `KINDS`."""

from sitegen.kinds.document import DOCUMENT
from sitegen.kinds.event import EVENT
from sitegen.kinds.message import MESSAGE
from sitegen.kinds.page import PAGE
from sitegen.kinds.post import POST
from sitegen.kinds.stakeholder import STAKEHOLDER
from sitegen.kinds.term import TERM
from sitegen.kinds.wiki import WIKI
from sitegen.model.kind import Kind

KINDS: tuple[Kind, ...] = (POST, PAGE, WIKI, STAKEHOLDER, MESSAGE, EVENT, DOCUMENT, TERM)
"""In the order in which a name that several entries bear is looked up."""
