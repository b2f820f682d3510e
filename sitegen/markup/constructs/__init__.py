"""The constructs that work the same in every flavour of Markdown, each in a file of its own.

A new one is one file and one name in the tuple. `contract.py` says what a construct may consist of, and `pairs.py`
makes those that are a pair of signs around words.
"""

from sitegen.markup.constructs.callouts import CALLOUTS
from sitegen.markup.constructs.mark import MARK
from sitegen.markup.constructs.more import MORE
from sitegen.markup.constructs.tasks import TASKS

CONSTRUCTS = (CALLOUTS, TASKS, MORE, MARK)
