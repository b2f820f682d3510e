"""The stable names of all problems, the level of each, and whether a site may change that level.

A code is adjustable only when what it complains of still yields a well-defined page.
Each has a text in `explain/CODE.md`; a test holds the two together.
"""

from typing import Literal

from msgspec import Struct

Level = Literal["error", "warning"]


class Code(Struct, frozen=True):
    """What is fixed about a code."""

    level: Level
    adjustable: bool = False
    """Whether `checks:` in site.yaml may set it to error, warning or off."""
    in_check: Level | None = None
    """Its level for `sitegen check` where that is another: time alone must not stop a build."""


ERROR = Code("error")
ADJUSTABLE_ERROR = Code("error", True)
WARNING = Code("warning", True)

CODES: dict[str, Code] = {
    # the file
    "not-utf8": ERROR,
    "control-character": ERROR,
    "unreadable-file": ERROR,
    "link-leads-out": ERROR,
    "folder-linked-again": ERROR,
    "source-too-large": ERROR,
    "merge-conflict": ERROR,
    "misplaced-file": WARNING,
    # YAML
    "front-matter-fence": ERROR,
    "front-matter-unclosed": ERROR,
    "front-matter-not-a-mapping": ERROR,
    "yaml-syntax": ERROR,
    "yaml-colon": ERROR,
    "yaml-tag": ERROR,
    "yaml-too-large": ERROR,
    "yaml-too-deep": ERROR,
    "toml-syntax": ERROR,
    "json-syntax": ERROR,
    "yaml-comment": WARNING,
    "repeated-key": WARNING,
    # fields
    "hides-nothing": ERROR,
    "unknown-field": WARNING,
    "unread-field": WARNING,
    "unknown-setting": ERROR,
    "missing-field": ERROR,
    "bad-value": ERROR,
    "bad-date": ERROR,
    "date-disagrees": WARNING,
    "title-from-file-name": WARNING,
    "image-alt": WARNING,
    "unknown-layout": WARNING,
    "conflicting-fields": ERROR,
    # events
    "event-end-before-start": ERROR,
    "unknown-zone": ERROR,
    "skipped-time": WARNING,
    "repeat-until-before-start": ERROR,
    "repeat-too-many": WARNING,
    "exception-matches-nothing": ERROR,
    "doubtful-date": WARNING,
    "no-online-address": WARNING,
    # addresses
    "empty-slug": ERROR,
    "address-collision": ERROR,
    "uid-collision": ERROR,
    "address-outside": ERROR,
    "address-too-long": ERROR,
    "address-lost": ADJUSTABLE_ERROR,
    "address-new": WARNING,
    "address-without-slash": WARNING,
    "tag-collision": ERROR,
    "tag-vocabulary": ERROR,
    "unknown-tag": WARNING,
    # links
    "broken-link": ADJUSTABLE_ERROR,
    "broken-anchor": ADJUSTABLE_ERROR,
    "ambiguous-link": ERROR,
    "broken-relation": ERROR,
    "several-names": WARNING,
    "repeated-owner": WARNING,
    "redlink": WARNING,
    "missing-image": WARNING,
    "unread-format": WARNING,
    "broken-picture": WARNING,
    "picture-format": WARNING,
    "picture-too-large": WARNING,
    "unsafe-drawing": WARNING,
    "missing-attachment": ERROR,
    "large-attachment": WARNING,
    "doubtful-table": WARNING,
    "broken-comment": WARNING,
    "forum-feed": WARNING,
    "hidden-target": WARNING,
    "broken-query": ADJUSTABLE_ERROR,
    "unknown-wording": ADJUSTABLE_ERROR,
    "retired-wording": ADJUSTABLE_ERROR,
    "drifted-wording": WARNING,
    "expired-wording": Code("warning", True, in_check="error"),
    "wording-too-long": WARNING,
    "embed-cycle": ERROR,
    "too-many-embeds": ERROR,
    # markup
    "html-removed": WARNING,
    "frame-host": WARNING,
    "other-host": WARNING,
    "unsafe-link": WARNING,
    "doubtful-link": WARNING,
    "own-address": WARNING,
    "unknown-liquid": WARNING,
    "attribute-list": WARNING,
    "link-in-link": WARNING,
    "doubtful-formula": WARNING,
    "unfinished-markup": WARNING,
    "footnote": WARNING,
    "markup-too-complex": ERROR,
    "markup-too-deep": ERROR,
    # layouts
    "layout-syntax": ERROR,
    "layout-missing": ERROR,
    "layout-variable": ERROR,
    "layout-dynamic-include": ERROR,
    "layout-macro-context": ERROR,
    "layout-link": WARNING,
    "broken-logo": ERROR,
    "catalogue": ERROR,
    "untranslated": WARNING,
    "unused-layout": WARNING,
    "unused-block": WARNING,
    # importing
    "import-refused": ERROR,
    "import-loss": WARNING,
    "import-edited": WARNING,
    # importing calendars
    "not-a-calendar": ERROR,
    "calendar-broken": ERROR,
    "calendar-rule": ERROR,
    "calendar-private": WARNING,
    # repairing a pasted text
    "not-a-text": ERROR,
    # the site
    "config-missing": ERROR,
    "no-entries": ERROR,
    "history-missing": WARNING,
    "history-shallow": WARNING,
    "output-foreign": ERROR,
    "output-place": ERROR,
    "output-visibility": ERROR,
    "search-index": ERROR,
    "build-locked": ERROR,
    "bug-of-ours": ERROR,
}
