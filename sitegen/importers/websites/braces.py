"""Double braces that are text in a generator without Liquid."""

import re

from sitegen.importers.websites.code import outside_code

_BRACES = re.compile(r"<!--.*?-->|\{(?:\{[^{}\n]*\}\}|%[^\n]{0,500}?%\})", re.DOTALL)


def braces_kept(text: str) -> str:
    """Return a text whose double braces stay as they are: what was text there is no Liquid here."""
    if "{{" not in text and "{%" not in text:
        return text

    def keep(found: re.Match[str]) -> str:
        return found[0] if found[0].startswith("<!--") else f"{{% raw %}}{found[0]}{{% endraw %}}"

    return outside_code(text, lambda part: _BRACES.sub(keep, part))
