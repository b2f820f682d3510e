"""The words behind an opening fence: a language and perhaps a caption."""

import re

_CAPTION = re.compile(r"title=(?:\"([^\"]*)\"|'([^']*)')")
_LANGUAGE = re.compile(r"[{.\s]*([^\s{}=\"',.]+)(?![^\s]*=)")


def described(info: str) -> tuple[str, str]:
    """Return language and caption, each empty where none was typed."""
    caption = _CAPTION.search(info)
    language = _LANGUAGE.match(info)
    return language[1] if language else "", (caption[1] or caption[2] or "") if caption else ""
