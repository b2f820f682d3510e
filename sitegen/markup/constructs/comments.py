"""Remarks that no page shows, each between the two signs of a program that reads Markdown."""

from sitegen.markup.constructs.contract import Construct
from sitegen.markup.translate import Between
from sitegen.patterns import late

COMMENTS = Construct(
    name="comments",
    sign="{::comment",
    hidden=Between(opens=late(r"\{::comment[^}\n]*\}"), closes=late(r"\{:/(?:comment)?\}"), end="{:/comment}"),
)
"""`{::comment}…{:/comment}`, kramdown's."""
COMMENTS_OF_OBSIDIAN = Construct(
    name="comments-of-obsidian",
    sign="%%",
    # A number with two of its signs, as in `50%%`, opens nothing.
    hidden=Between(opens=late(r"(?<![\\\d%])%%"), closes=late("%%"), end="%%"),
)
"""`%%…%%`, Obsidian's, within a line and over many."""
COMMENTS_OF_LIQUID = Construct(
    name="comments-of-liquid",
    sign="{%",
    tags=True,
    hidden=Between(
        opens=late(r"\{%-?\s*comment\s*-?%\}"),
        closes=late(r"\{%-?\s*endcomment\s*-?%\}"),
        end="{% endcomment %}",
    ),
)
"""`{% comment %}…{% endcomment %}`, Jekyll's and Eleventy's."""
COMMENTS_OF_HUGO = Construct(
    name="comments-of-hugo",
    sign="{{",
    tags=True,
    hidden=Between(
        opens=late(r"\{\{-?\s*/\*|\{\{[<%]\s*comment\s*[%>]\}\}"),
        closes=late(r"\*/\s*-?\}\}|\{\{[<%]\s*/\s*comment\s*[%>]\}\}"),
        end="*/}}",
    ),
)
"""`{{/* … */}}` and `{{< comment >}}…{{< /comment >}}`, Hugo's."""
COMMENTS_OF_JINJA = Construct(
    name="comments-of-jinja",
    sign="{#",
    hidden=Between(opens=late(r"\{#-?(?=\s)"), closes=late(r"(?<=\s)-?#\}"), end="#}"),
)
"""`{# … #}`, Zola's, Eleventy's and Pelican's."""
COMMENTS_OF_HANDLEBARS = Construct(
    name="comments-of-handlebars",
    sign="{{!--",
    hidden=Between(opens=late(r"\{\{!--"), closes=late(r"--\s*\}\}"), end="--}}"),
)
"""`{{!-- … --}}`, Ghost's."""
COMMENTS_OF_MUSTACHE = Construct(
    name="comments-of-mustache",
    sign="{{!",
    hidden=Between(opens=late(r"\{\{!(?!--)(?=[^{}]{0,2000}\}\})"), closes=late(r"\}\}"), end="}}"),
)
"""`{{! … }}`, Mustache's. One that is never closed is no comment."""
COMMENTS_IN_BRACES = Construct(
    name="comments-in-braces",
    sign="{!-",
    hidden=Between(opens=late(r"(?<!\{)\{!--?"), closes=late(r"--?!?\}"), end="--}"),
)
"""`{!-- … --}`."""
COMMENTS_MISSPELT = Construct(
    name="comments-misspelt",
    sign="<!",
    hidden=Between(opens=late(r"(?<!\\)<!(?:-(?!-)|[–—−][–—−-]*)"), closes=late(r"[–—−-]+!?>"), end="-->"),
)
"""`<!- … ->` and `<!— … —>`, which are no comments of HTML: phones make one dash of two hyphens."""
COMMENTS_MISCLOSED = Construct(
    name="comments-misclosed",
    sign="<!--",
    hidden=Between(
        opens=late(
            r"(?<!\\)<!--(?!-?>)(?=(?:(?!--!>|[–—−]-?>|-->|<!--)[\s\S])*(?:--!>|[–—−]-?>)(?!(?:(?!<!--)[\s\S])*-->))"
        ),
        closes=late(r"--!>|[–—−]-?>"),
        end="-->",
        like_html=True,
    ),
)
"""`<!-- … --!>` and `<!-- … —>`, which no `-->` closes before the next one begins."""
COMMENTS_AS_ELEMENTS = Construct(
    name="comments-as-elements",
    sign="<comment",
    hidden=Between(
        opens=late(r"<comment(?:\s[^<>]*)?>"),
        closes=late(r"</comment\s*>"),
        end="</comment>",
        like_html=True,
    ),
)
"""`<comment>…</comment>`, which HTML does not have: browsers would show its words."""
