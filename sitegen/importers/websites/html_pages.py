"""Pages that were written in HTML, as texts that both flavours take for HTML from the first line to the last."""

import re

_DROPPED = re.compile(r"<(script|style|template|noscript)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_PRE = re.compile(r"<pre\b.*?</pre\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_BODY = re.compile(r"<body\b[^>]*>(.*?)</body\s*>", re.DOTALL | re.IGNORECASE)


def html_body(source: str) -> str:
    """Return the body of a page of HTML as one block without blank lines, "" for one without any content."""
    found = _BODY.search(source)
    source = _DROPPED.sub("", found[1] if found else source)
    kept: list[str] = []

    def keep(block: re.Match[str]) -> str:
        kept.append(re.sub(r"\n[ \t]*(?=\n)", "\n&#8203;", block[0]))
        return f"\0{len(kept) - 1}\0"

    lines = (" ".join(line.split()) for line in _PRE.sub(keep, source).split("\n"))
    text = "\n".join(line for line in lines if line)
    text = re.sub("\0(\\d+)\0", lambda block: kept[int(block[1])], text)
    return f"<div>\n{text}\n</div>" if text else ""


def words_of(source: str) -> str:
    """Return the words that a page shows, without tags and comments."""
    return " ".join(_TAG.sub(" ", _DROPPED.sub("", source)).split())
