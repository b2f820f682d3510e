"""The constructs that work the same in every flavour of Markdown, each in a file of its own.

A new one is one file and one name in the tuple. `contract.py` says what a construct may consist of.
"""

from sitegen.markup.constructs.callouts import CALLOUTS
from sitegen.markup.constructs.more import MORE
from sitegen.markup.constructs.tasks import TASKS

CONSTRUCTS = (CALLOUTS, TASKS, MORE)
