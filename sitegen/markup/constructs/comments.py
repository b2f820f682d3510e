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
COMMENTS_OF_HANDLEBARS = Construct(
    name="comments-of-handlebars",
    sign="{{!--",
    hidden=Between(opens=re.compile(r"\{\{!--"), closes=re.compile(r"--\s*\}\}"), end="--}}"),
)
"""`{{!-- … --}}`, Ghost's."""
COMMENTS_OF_MUSTACHE = Construct(
    name="comments-of-mustache",
    sign="{{!",
    hidden=Between(opens=re.compile(r"\{\{!(?!--)(?=[^{}]{0,2000}\}\})"), closes=re.compile(r"\}\}"), end="}}"),
)
"""`{{! … }}`, Mustache's. One that is never closed is no comment."""
COMMENTS_IN_BRACES = Construct(
    name="comments-in-braces",
    sign="{!-",
    hidden=Between(opens=re.compile(r"(?<!\{)\{!--?"), closes=re.compile(r"--?!?\}"), end="--}"),
)
"""`{!-- … --}`."""
COMMENTS_MISSPELT = Construct(
    name="comments-misspelt",
    sign="<!",
    hidden=Between(
        opens=re.compile(r"(?<!\\)<!(?:-(?!-)|[–—−][–—−-]*)"), closes=re.compile(r"[–—−-]+!?>"), end="-->"
    ),
)
"""`<!- … ->` and `<!— … —>`, which are no comments of HTML: phones make one dash of two hyphens."""
COMMENTS_MISCLOSED = Construct(
    name="comments-misclosed",
    sign="<!--",
    hidden=Between(
        opens=re.compile(
            r"(?<!\\)<!--(?!-?>)(?=(?:(?!--!>|[–—−]-?>|-->|<!--)[\s\S])*(?:--!>|[–—−]-?>)(?!(?:(?!<!--)[\s\S])*-->))"
        ),
        closes=re.compile(r"--!>|[–—−]-?>"),
        end="-->",
        like_html=True,
    ),
)
"""`<!-- … --!>` and `<!-- … —>`, which no `-->` closes before the next one begins."""
COMMENTS_AS_ELEMENTS = Construct(
    name="comments-as-elements",
    sign="<comment",
    hidden=Between(
        opens=re.compile(r"<comment(?:\s[^<>]*)?>"),
        closes=re.compile(r"</comment\s*>"),
        end="</comment>",
        like_html=True,
    ),
)
"""`<comment>…</comment>`, which HTML does not have: browsers would show its words."""
