"""The words behind an opening fence: a language and perhaps a caption."""

import re
from html import escape

_CAPTION = re.compile(r"title=(?:\"([^\"]*)\"|'([^']*)')")
_LANGUAGE = re.compile(r"[{.\s]*([^\s{}=\"',.]+)(?![^\s]*=)")


def described(info: str) -> tuple[str, str]:
    """Return language and caption, each empty where none was typed."""
    caption = _CAPTION.search(info)
    language = _LANGUAGE.match(info)
    return language[1] if language else "", (caption[1] or caption[2] or "") if caption else ""


def code_block(info: str, lines: list[str]) -> str:
    """Return the HTML of a fenced block; `info` is the text behind the opening fence."""
    language, caption = described(info)
    pre = f'<pre title="{escape(caption)}">' if caption else "<pre>"
    code = f'<code class="language-{escape(language)}">' if language else "<code>"
    return f"{pre}{code}{escape(''.join(line + chr(10) for line in lines), quote=False)}</code></pre>"
