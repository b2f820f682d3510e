"""`{::comment}…{:/comment}`: kramdown's remarks, which no page shows."""

import re

from sitegen.markup.constructs.contract import Construct
from sitegen.markup.translate import Between

COMMENTS = Construct(
    name="comments",
    sign="{::comment",
    hidden=Between(
        opens=re.compile(r"\{::comment[^}\n]*\}"), closes=re.compile(r"\{:/(?:comment)?\}"), end="{:/comment}"
    ),
)
