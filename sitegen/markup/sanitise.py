"""The allow-list of HTML, and what a text lost to it.

It runs on every page whose HTML is not settled already, and not only for safety: nh3 writes canonical HTML (lower
case, double quotes, `<` and `>` escaped in attributes, no comments), and that is what lets the next step read tags
with a regular expression.
"""

import re
import sys
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from sitegen.markup.html import legible
from sitegen.patterns import late

if TYPE_CHECKING:
    import nh3


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


SCHEMES = frozenset({"http", "https", "mailto", "tel", "sms", "geo", "webcal"})

TAGS = _names(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em"
    " figcaption figure h1 h2 h3 h4 h5 h6 hr i iframe img input ins kbd li mark ol p picture pre q rp rt"
    " ruby s samp section small source span strong sub summary sup table tbody td tfoot th thead time tr"
    " track u ul var video audio wbr"
)
_EMPTIED = _names(
    "script style noscript template title textarea svg math object noembed noframes xmp plaintext select"
    " option datalist"
)
_ANY = _names("id class title lang dir role aria-label aria-describedby aria-hidden")
_OWN = {
    "a": "href hreflang rel download",
    "img": "src srcset sizes alt width height loading decoding fetchpriority",
    "ol": "start reversed type",
    "li": "value",
    "td": "colspan rowspan headers style",
    "th": "colspan rowspan headers scope style",
    "col": "span",
    "colgroup": "span",
    "time": "datetime",
    "del": "datetime",
    "ins": "datetime",
    "details": "open name",
    "input": "checked disabled",
    "iframe": "src width height allowfullscreen loading",
    "video": "src poster controls width height loop muted preload",
    "audio": "src controls loop muted preload",
    "source": "src srcset sizes type media width height",
    "track": "src kind srclang label default",
}
_VALUES = {"input": {"type": {"checkbox"}}, "div": {"tabindex": {"0"}}, "section": {"tabindex": {"0"}}}

_TRUSTED_TAGS = _names(
    "address article aside button center datalist dialog fieldset footer form header hgroup label legend"
    " main map area menu meter nav optgroup option output progress search select textarea svg g path"
    " circle ellipse line polygon polyline rect text tspan defs use linearGradient radialGradient stop"
    " clipPath mask pattern symbol desc"
)
_TRUSTED_ANY = _names(
    "style align hidden tabindex name value for type placeholder required checked disabled selected"
    " multiple min max step rows cols autocomplete width height aria-labelledby aria-controls aria-expanded"
    " aria-live viewBox xmlns fill stroke stroke-width stroke-linecap stroke-linejoin fill-rule"
    " opacity transform d x y x1 x2 y1 y2 cx cy r rx ry points offset stop-color text-anchor font-size"
    " preserveAspectRatio gradientUnits"
)
_TRUSTED_OWN = {
    "form": "action method",
    "iframe": "allow referrerpolicy sandbox",
    "area": "href alt coords shape",
}

_ALIGNMENT = late(r"\s*text-align:\s*(left|center|right);?\s*")
_TAG = late(r"""<([a-zA-Z][^\s/>"'=]*)((?:[^>"']|"[^"]*"|'[^']*')*)>""")
_ATTRIBUTE = late(r"""([^\s"'>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]+))?""")
BOX = late(r"""\stype\s*=\s*(["']?)checkbox(?![\w-])\1""", re.I)
"""The one `input` that asks nothing."""
_FRAME = late(r"(<iframe[^>]*>).*?</iframe>", re.S)
_LEADING = late(r"(<(?:pre|textarea)(?: [^>]*)?>)\n+")
_COMMENT = late(r"<!--.*?-->", re.S)
_NAMED = late(r"<a((?:\s[^<>]*?)?)\sname\s*=\s*(\"[^\"<>]*\"|'[^'<>]*'|[^\s<>\"'/]+)([^<>]*?)(/?)>", re.I)
_IDENTITY = late(r"\sid\s*=", re.I)
_SILENT = frozenset({"markdown"})
"""Attributes that are instructions to a flavour."""


def anchored(html: str) -> str:
    """Return a flavour's HTML in which `<a name="x">`, the anchor of old pages, is `<a id="x">`."""

    def anchor(match: re.Match[str]) -> str:
        before, name, behind, slash = match.groups()
        identity = "" if _IDENTITY.search(before + behind) else f" id={name}"
        # A browser would take the rest of the page for the words of an anchor that ends in a slash.
        return f"<a{before}{identity}{behind}>" + ("</a>" if slash else "")

    return _NAMED.sub(anchor, html)


class Policy:
    """One allow-list: `sanitise` for text of many hands, `trust` for a site's own."""

    def __init__(self, *, trust: bool) -> None:
        self.tags = TAGS | _TRUSTED_TAGS if trust else TAGS
        self.any = _ANY | _TRUSTED_ANY if trust else _ANY
        own: dict[str, set[str]] = {tag: set(names.split()) for tag, names in _OWN.items()}
        for tag, names in _TRUSTED_OWN.items() if trust else ():
            own.setdefault(tag, set()).update(names.split())
        self.own = own
        self.values = {} if trust else _VALUES
        self.trust = trust
        self._cleaner: nh3.Cleaner | None = None

    def allows(self, tag: str, attribute: str) -> bool:
        """Return whether a tag may have an attribute, whatever the value."""
        return (
            attribute in self.any
            or attribute in self.own.get(tag, ())
            or attribute in self.values.get(tag, ())
            or (self.trust and attribute.startswith("data-"))
        )

    def clean(self, html: str, *, settle: bool = False) -> str:
        """Return canonical HTML with only the tags and attributes that the list names.

        Once is enough for what Markdown makes; broken HTML typed by hand can take a second look to settle, because
        taking a tag away may let a parser nest the others differently.
        """
        if self._cleaner is None:
            import nh3

            self._cleaner = nh3.Cleaner(
                tags=set(self.tags),
                clean_content_tags=set(_EMPTIED - self.tags),
                attributes={"*": set(self.any), **self.own},
                tag_attribute_values={tag: dict(names) for tag, names in self.values.items()},
                generic_attribute_prefixes={"data-"} if self.trust else None,
                attribute_filter=None if self.trust else _filter,
                url_schemes=set(SCHEMES),
                link_rel=None,
            )
        html = self._clean(html)
        if settle:
            # The content of a frame is text to a browser, tags and all: the one place that is not canonical.
            html = _FRAME.sub(r"\1</iframe>", html)
            # Each reading takes one line feed from here.
            html = _LEADING.sub(r"\1", html)
            for _ in range(3):
                html = self._clean(html)
        # References such as `&#2;` are characters by now. The text around a dropped one has come together and is
        # cleaned again. The only references left to decode then are those of `&`, `<`, `>` and quotes.
        shown = legible(html)
        return html if shown == html else self._clean(shown)

    def _clean(self, html: str) -> str:
        """Let nh3 clean, and raise what it could only drop: it cannot pass on what is raised while it asks us."""
        assert self._cleaner is not None
        raised: list[BaseException | None] = []
        before, sys.unraisablehook = sys.unraisablehook, lambda lost: raised.append(lost.exc_value)
        try:
            html = self._cleaner.clean(html)
        finally:
            sys.unraisablehook = before
        if raised:
            raise raised[0] or KeyboardInterrupt
        return html

    def lost(self, html: str) -> Iterator[tuple[str, str]]:
        """Yield the tags, and (tag, attribute) pairs, of a flavour's HTML that `clean` takes out, in order."""
        for match in _TAG.finditer(_COMMENT.sub("", html) if "<!--" in html else html):
            tag = match[1].lower()
            if tag not in self.tags:
                yield tag, ""
                continue
            if tag == "input" and not self.trust and not BOX.search(match[2]):
                yield tag, ""
                continue
            for attribute, value in _ATTRIBUTE.findall(match[2]) if match[2] else ():
                name = attribute.lower()
                if name in _SILENT or (self.trust and not name.startswith("on") and name in _LOWER):
                    continue
                if not self.allows(tag, name) or (name == "style" and not self._styled(value)):
                    yield tag, name

    def _styled(self, value: str) -> bool:
        return self.trust or _ALIGNMENT.fullmatch(value.strip("\"'")) is not None


_LOWER = frozenset(name.lower() for name in _TRUSTED_ANY)


def _filter(tag: str, attribute: str, value: str) -> str | None:
    if attribute != "style":
        return value
    aligned = _ALIGNMENT.fullmatch(value)
    return f"text-align: {aligned[1]};" if aligned else None


@cache
def policy(raw_html: str) -> Policy:
    """Return the one policy of this process for a setting of `raw_html`."""
    return Policy(trust=raw_html == "trust")
