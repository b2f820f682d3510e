"""Remarks that no page shows, each between the two signs of a program that reads Markdown."""

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
"""`{::comment}…{:/comment}`, kramdown's."""
COMMENTS_OF_OBSIDIAN = Construct(
    name="comments-of-obsidian",
    sign="%%",
    # A number with two of its signs, as in `50%%`, opens nothing.
    hidden=Between(opens=re.compile(r"(?<![\\\d%])%%"), closes=re.compile("%%"), end="%%"),
)
"""`%%…%%`, Obsidian's, within a line and over many."""
COMMENTS_OF_LIQUID = Construct(
    name="comments-of-liquid",
    sign="{%",
    tags=True,
    hidden=Between(
        opens=re.compile(r"\{%-?\s*comment\s*-?%\}"),
        closes=re.compile(r"\{%-?\s*endcomment\s*-?%\}"),
        end="{% endcomment %}",
    ),
)
"""`{% comment %}…{% endcomment %}`, Jekyll's and Eleventy's."""
COMMENTS_OF_HUGO = Construct(
    name="comments-of-hugo",
    sign="{{",
    tags=True,
    hidden=Between(
        opens=re.compile(r"\{\{-?\s*/\*|\{\{[<%]\s*comment\s*[%>]\}\}"),
        closes=re.compile(r"\*/\s*-?\}\}|\{\{[<%]\s*/\s*comment\s*[%>]\}\}"),
        end="*/}}",
    ),
)
"""`{{/* … */}}` and `{{< comment >}}…{{< /comment >}}`, Hugo's."""
COMMENTS_OF_JINJA = Construct(
    name="comments-of-jinja",
    sign="{#",
    hidden=Between(opens=re.compile(r"\{#-?(?=\s)"), closes=re.compile(r"(?<=\s)-?#\}"), end="#}"),
)
"""`{# … #}`, Zola's, Eleventy's and Pelican's."""
