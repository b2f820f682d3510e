"""The constructs that work the same in every flavour of Markdown, each in a file of its own.

A new one is one file and one name in the tuple. `contract.py` says what a construct may consist of, and `pairs.py`
makes those that are a pair of signs around words.
"""

from sitegen.markup.constructs.admonitions import ADMONITIONS, FOLDED_ADMONITIONS
from sitegen.markup.constructs.attribute_lists import ATTRIBUTE_LISTS, LEADING_ATTRIBUTE_LISTS
from sitegen.markup.constructs.block_ids import BLOCK_IDS
from sitegen.markup.constructs.callouts import CALLOUTS
from sitegen.markup.constructs.comments import (
    COMMENTS,
    COMMENTS_AS_ELEMENTS,
    COMMENTS_IN_BRACES,
    COMMENTS_MISCLOSED,
    COMMENTS_MISSPELT,
    COMMENTS_OF_HANDLEBARS,
    COMMENTS_OF_HUGO,
    COMMENTS_OF_JINJA,
    COMMENTS_OF_LIQUID,
    COMMENTS_OF_MUSTACHE,
    COMMENTS_OF_OBSIDIAN,
)
from sitegen.markup.constructs.containers import CONTAINERS
from sitegen.markup.constructs.contents import CONTENTS, CONTENTS_OF_HUGO, CONTENTS_OF_KRAMDOWN
from sitegen.markup.constructs.mark import MARK
from sitegen.markup.constructs.media import MEDIA_OF_HUGO, MEDIA_OF_JEKYLL
from sitegen.markup.constructs.more import MORE
from sitegen.markup.constructs.notices import NOTICES_OF_HUGO, NOTICES_OF_JEKYLL
from sitegen.markup.constructs.tabs import TABS, TABS_OF_HUGO, TABS_OF_JEKYLL
from sitegen.markup.constructs.tasks import TASKS
from sitegen.markup.constructs.vault_files import VAULT_FILES

CONSTRUCTS = (
    CALLOUTS,
    TASKS,
    MORE,
    MARK,
    COMMENTS_MISCLOSED,
    COMMENTS,
    COMMENTS_OF_OBSIDIAN,
    COMMENTS_OF_LIQUID,
    COMMENTS_OF_HUGO,
    COMMENTS_OF_JINJA,
    COMMENTS_OF_HANDLEBARS,
    COMMENTS_OF_MUSTACHE,
    COMMENTS_IN_BRACES,
    COMMENTS_MISSPELT,
    COMMENTS_AS_ELEMENTS,
    ADMONITIONS,
    FOLDED_ADMONITIONS,
    TABS,
    TABS_OF_JEKYLL,
    TABS_OF_HUGO,
    CONTAINERS,
    NOTICES_OF_JEKYLL,
    NOTICES_OF_HUGO,
    MEDIA_OF_JEKYLL,
    MEDIA_OF_HUGO,
    CONTENTS,
    CONTENTS_OF_KRAMDOWN,
    CONTENTS_OF_HUGO,
    VAULT_FILES,
    BLOCK_IDS,
    ATTRIBUTE_LISTS,
    LEADING_ATTRIBUTE_LISTS,
)
