"""Values, filters and conditions of Liquid (https://shopify.github.io/liquid/), as far as texts use them."""

import html
import re
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import quote

from sitegen.importers.jekyll.addresses import slugified
from sitegen.importers.websites.values import text

UNKNOWN: Final = object()
"""The value of what cannot be known before the site is made, such as `site.posts`."""
_LATER = frozenset(
    [
        *("posts", "pages", "tags", "categories", "collections", "documents", "static_files", "related_posts"),
        *("time", "html_pages", "html_files"),
    ]
)
"""Parts of `site` that are known when the site is made."""
MOST_ROUNDS = 2_000
"""The rounds of loops, and the includes, of one text."""
LONGEST = 2_000
"""Characters of an expression."""
_PART = re.compile(r"\.?([\w-]+)|\[(\d+)\]|\[[\"']([^\"']*)[\"']\]")
_QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_PIPE = re.compile(r"\|(?=(?:[^\"']|\"[^\"]*\"|'[^']*')*$)")
_COMMA = re.compile(r",(?=(?:[^\"']|\"[^\"]*\"|'[^']*')*$)")
_JOINED = re.compile(r"\s+(and|or)\s+")
_COMPARED = re.compile(r"(.+?)\s*(==|!=|<>|>=|<=|>|<|\bcontains\b)\s*(.+)", re.DOTALL)


class Values:
    """The variables that a text can ask for."""

    def __init__(self, *, page: Mapping[str, Any], site: Mapping[str, Any], collections: frozenset[str]) -> None:
        """Take the front matter of a page, the configuration, and the names of collections."""
        self.page = page
        self.site = site
        self.collections = collections
        self.include: Mapping[str, Any] = {}
        self.variables: dict[str, Any] = {}
        self._rounds = [MOST_ROUNDS]

    def spend(self, rounds: int) -> bool:
        """Return whether a text may go through so many more rounds of loops and includes, and count them."""
        self._rounds[0] -= rounds
        return self._rounds[0] >= 0

    def included(self, given: Mapping[str, str]) -> "Values":
        """Return the same for an include with some arguments."""
        found = Values(page=self.page, site=self.site, collections=self.collections)
        found.include = given
        found.variables = dict(self.variables)
        found._rounds = self._rounds
        return found

    def of(self, path: str) -> Any:
        """Return the value of `page.title`, `site.data.people[0]` and their like: "" for none, or UNKNOWN."""
        parts = [next(filter(None, match.groups()), "") for match in _PART.finditer(path)]
        if not parts:
            return UNKNOWN
        root, *rest = parts
        value: Any
        if root == "page":
            value = self.page
            if rest[:1] in (["content"], ["excerpt"], ["previous"], ["next"]) and rest[0] not in self.page:
                return UNKNOWN
        elif root == "site":
            value = self.site
            if rest and (rest[0] in _LATER or rest[0] in self.collections) and rest[0] not in ("data",):
                return UNKNOWN
        elif root == "jekyll":
            value = {"environment": "production"}
        elif root == "include":
            value = self.include
        elif root in self.variables:
            value = self.variables[root]
        else:
            return UNKNOWN
        for part in rest:
            value = _part(value, part)
            if value is UNKNOWN:
                return UNKNOWN
        return value if isinstance(value, str | list | Mapping) else UNKNOWN


def evaluated(expression: str, values: Values) -> tuple[Any, str]:
    """Return the value of an expression with filters, and the name of the first filter that is not known."""
    if len(expression) > LONGEST:
        return UNKNOWN, ""
    head, *filters = _PIPE.split(expression.strip())
    value = operand(head.strip(), values)
    unknown = ""
    for each in filters:
        name, _, given = each.strip().partition(":")
        arguments = (
            [operand(argument.strip(), values) for argument in _COMMA.split(given)] if given.strip() else []
        )
        if name.strip() == "default":
            missing = value in ("", "false", []) or value is UNKNOWN
            value = arguments[0] if missing and arguments else value
            continue
        if value is UNKNOWN or UNKNOWN in arguments:
            return UNKNOWN, unknown
        make = FILTERS.get(name.strip())
        if make is None:
            unknown = unknown or name.strip()
            continue
        try:
            value = make(value, *arguments)
        except (TypeError, ValueError, LookupError, AttributeError):
            return UNKNOWN, unknown
    return value, unknown


def operand(source: str, values: Values) -> Any:
    """Return the value of a literal or a variable: a text, a list or a mapping, or UNKNOWN."""
    quoted = _QUOTED.fullmatch(source)
    if quoted:
        return quoted[1] if quoted[1] is not None else quoted[2]
    if re.fullmatch(r"-?\d+(\.\d+)?|true|false", source):
        return source
    if source in ("nil", "null", "empty", "blank", ""):
        return ""
    return values.of(source)


def condition(source: str, values: Values) -> bool | None:
    """Return whether a condition holds, None where that cannot be known."""
    if len(source) > LONGEST:
        return None
    parts = _JOINED.split(source.strip())
    result = _compared(parts[-1], values)
    for join, left in zip(
        reversed(parts[1::2]), reversed(parts[:-1:2]), strict=True
    ):  # Liquid reads from the right
        other = _compared(left, values)
        if join == "and":
            result = False if False in (result, other) else None if None in (result, other) else True
        else:
            result = True if True in (result, other) else None if None in (result, other) else False
    return result


def _compared(source: str, values: Values) -> bool | None:
    found = _COMPARED.fullmatch(source.strip())
    if found is None:
        value = operand(source.strip(), values)
        return None if value is UNKNOWN else value not in ("", "false")
    left, sign, right = operand(found[1].strip(), values), found[2], operand(found[3].strip(), values)
    if left is UNKNOWN or right is UNKNOWN:
        return None
    if sign == "contains":
        return bool(right in left)
    if sign in ("==", "!=", "<>"):
        return bool(left == right) == (sign == "==")
    try:
        difference = float(text(left) or 0) - float(text(right) or 0)
    except ValueError:
        return None
    return {">": difference > 0, "<": difference < 0, ">=": difference >= 0, "<=": difference <= 0}[sign]


def _part(value: Any, part: str) -> Any:
    """Return a part of a value: of a mapping by its name, of a list by its number, `first`, `last` or `size`."""
    if isinstance(value, Mapping):
        return value.get(part, "")
    if isinstance(value, list):
        if part == "size":
            return str(len(value))
        number = {"first": 0, "last": -1}.get(part, int(part) if part.isdigit() else None)
        return UNKNOWN if number is None else value[number] if -1 <= number < len(value) else ""
    if isinstance(value, str) and part == "size":
        return str(len(value))
    return "" if value == "" else UNKNOWN


def _relative(value: Any) -> str:
    """Return an address from the root: the new site adds the base path by itself."""
    words = text(value)
    return words if "://" in words or words.startswith(("#", "mailto:")) else "/" + words.lstrip("/")


FILTERS: Mapping[str, Callable[..., Any]] = {
    "relative_url": _relative,
    "absolute_url": _relative,
    "url": _relative,
    "prepend": lambda value, before: f"{text(before)}{text(value)}",
    "append": lambda value, after: f"{text(value)}{text(after)}",
    "escape": lambda value: html.escape(text(value), quote=False),
    "escape_once": lambda value: html.escape(html.unescape(text(value)), quote=False),
    "xml_escape": lambda value: html.escape(text(value), quote=False),
    "cgi_escape": lambda value: quote(text(value)),
    "uri_escape": lambda value: quote(text(value), safe="/:?&=#"),
    "url_encode": lambda value: quote(text(value)),
    "strip_html": lambda value: re.sub(r"<[^<>]*>", "", text(value)),
    "strip_newlines": text,
    "strip": lambda value: value.strip(),
    "lstrip": lambda value: value.lstrip(),
    "rstrip": lambda value: value.rstrip(),
    "markdownify": lambda value: value,
    "smartify": lambda value: value,
    "newline_to_br": lambda value: value.replace("\n", "<br>\n"),
    "normalize_whitespace": text,
    "upcase": lambda value: value.upper(),
    "downcase": lambda value: value.lower(),
    "capitalize": lambda value: value[:1].upper() + value[1:],
    "replace": lambda value, old, new="": value.replace(old, new),
    "replace_first": lambda value, old, new="": value.replace(old, new, 1),
    "remove": lambda value, old: value.replace(old, ""),
    "remove_first": lambda value, old: value.replace(old, "", 1),
    "slugify": lambda value, *_: slugified(text(value)),
    "split": lambda value, by: value.split(by) if by else list(value),
    "join": lambda value, by=" ": by.join(map(text, value)) if isinstance(value, list) else text(value),
    "array_to_sentence_string": lambda value: ", ".join(map(text, value)),
    "first": lambda value: value[0] if value else "",
    "last": lambda value: value[-1] if value else "",
    "size": lambda value: str(len(value)),
    "sort": lambda value: sorted(value, key=text),
    "reverse": lambda value: value[::-1],
    "uniq": lambda value: list(dict.fromkeys(value)),
    "compact": lambda value: [each for each in value if each],
    "truncate": lambda value, length="50", end="…": (
        value if len(value) <= int(length) else value[: int(length)] + end
    ),
}
"""The filters that can be carried out on a text that is known, by name."""
