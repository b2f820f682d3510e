"""Values of old front matter as the lists and texts that they are meant as."""

import re
from collections.abc import Iterable, Mapping
from html import unescape
from typing import Any

NO = frozenset({"false", "no", "off", "0"})
YES = frozenset({"true", "yes", "on", "1"})
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_LIQUID = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


def text(value: Any) -> str:
    """Return a value as one text on one line: the items of a list with commas between them, "" for a mapping."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return ", ".join(filter(None, map(text, value)))
    return ""


def plain_text(value: Any) -> str:
    """Return a value as one text without HTML and Liquid."""
    return " ".join(unescape(_LIQUID.sub("", _TAG.sub("", text(value)))).split())


def texts(value: Any, separator: str = ",") -> list[str]:
    """Return the texts of a list, or those that one text holds between separators; without repeats."""
    if isinstance(value, str):
        value = value.split(separator) if separator.strip() else value.split()
    found = (
        (text(item) for item in value) if isinstance(value, Iterable) and not isinstance(value, Mapping) else ()
    )
    return list(dict.fromkeys(filter(None, (item.strip() for item in found))))


def is_no(value: Any) -> bool:
    """Whether a value says no."""
    return isinstance(value, str) and value.strip().lower() in NO


def is_yes(value: Any) -> bool:
    """Whether a value says yes."""
    return isinstance(value, str) and value.strip().lower() in YES


def first(fields: Mapping[str, Any], *names: str) -> Any:
    """Return the value of the first of some fields that has any, "" where none has."""
    return next((fields[name] for name in names if fields.get(name)), "")
