"""The text of a source as its front matter and body."""

import json
import re
from typing import Literal

from msgspec import Struct, structs

from sitegen.diagnostics import Diagnostic, Edit, Span, diagnose
from sitegen.fields.fences import looks_like_end, stray
from sitegen.patterns import late

_OPEN = re.compile(r"(?:[ ]*\n)*---[ \t]*(?:\n|\Z)")
_FIELDS = late(r"(?:[ \t]*(?:#.*)?\n)*[\"']?[\w-][\w -]*[\"']?[ \t]*:")
_OTHER = re.compile(
    r"\s*(?:(?:\+\+\+|---[ \t]*(?:toml|(?P<json>json)))[ \t]*(?:\n|\Z)"
    r"|(?P<object>\{)(?=\s*(?:\"|'|[\w-]+[ \t]*:|\}[ \t]*\n)))"
)
"""Matches the beginning of front matter in TOML or JSON."""
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_LAST_BRACE = late(r"^\};?[ \t]*$", re.MULTILINE)
_CLOSE_TOML = late(r"^\+\+\+[ \t]*$", re.MULTILINE)

Form = Literal["yaml", "toml", "json"]


class Parts(Struct, frozen=True, kw_only=True):
    """The two parts of a source."""

    head: str | None
    """What stands between the fences; None without front matter."""
    head_line: int
    """The line of the file on which the head's first line stands."""
    body: str
    body_line: int
    """The line of the file on which the body begins."""
    form: Form = "yaml"
    """The language of the head."""
    diagnostics: tuple[Diagnostic, ...] = ()


def split(text: str, path: str) -> Parts:
    """Part the front matter from the body; there may be none.

    It is between `---` and `---` (or `...`), between `+++` and `+++`, or a JSON object at the top. What was to be
    front matter and is none of these is an error, because it would be published as text.
    """
    opening = _OPEN.match(text)
    form: Form = "yaml"
    if opening is None or (opening[0][0] != "-" and not _FIELDS.match(text, opening.end())):
        opening = _OTHER.match(text)
        if opening is None:
            return _searched(Parts(head=None, head_line=1, body=text, body_line=1), path)
        form = "json" if opening["json"] or opening["object"] else "toml"
    head_line = opening[0].count("\n") + 1
    if form == "json" and opening["object"]:
        return _searched(_object(text, opening.start("object"), path), path)
    closing = (_CLOSE_TOML if opening[0].rstrip().endswith("+++") else _CLOSE).search(text, opening.end())
    if closing is None:
        return _unclosed(text, opening, head_line, path)
    head = text[opening.end() : closing.start()]
    body_line = head_line + head.count("\n") + 1
    body = text[closing.end() + 1 :]
    return _searched(Parts(head=head, head_line=head_line, body=body, body_line=body_line, form=form), path)


def _searched(parts: Parts, path: str) -> Parts:
    """Return parts with an error where the body begins with what was to be front matter."""
    found = stray(parts.body, headless=parts.head is None)
    if found is None:
        return parts
    span = Span(path=path, line=parts.body_line + found.line, column=found.column + 1, length=max(found.length, 1))
    edit = Edit(text=found.fix, where="line", lines=found.lines) if found.fix else None
    said = diagnose("front-matter-fence", span, found.message, fix=found.fix, edit=edit)
    return structs.replace(parts, diagnostics=(*parts.diagnostics, said))


def _object(text: str, start: int, path: str) -> Parts:
    """Part a JSON object at the top of a file from the body behind it."""
    line = text.count("\n", 0, start) + 1
    start = text.rfind("\n", 0, start) + 1
    try:
        _, end = json.JSONDecoder().raw_decode(text, text.index("{", start))
    except (ValueError, RecursionError):
        last = _LAST_BRACE.search(text, start)
        end = last.end() if last else len(text)
    head = text[start:end]
    body = text[end:].lstrip(" \t")
    lines = head.count("\n")
    if body.startswith("\n"):
        body, lines = body[1:], lines + 1
    return Parts(head=head, head_line=line, body=body, body_line=line + lines, form="json")


def _unclosed(text: str, opening: re.Match[str], head_line: int, path: str) -> Parts:
    """Return the error of front matter without an end, at the line that was to be its end where there is one."""
    fence = opening[0].strip()[:3]
    line, length = max(head_line - 1, 1), 3
    message, fix = (
        "the front matter that begins here never ends",
        f"put a line with only {fence} behind the last field",
    )
    rest = text[opening.end() :].split("\n", 200)
    wrong = next((number for number, each in enumerate(rest) if looks_like_end(each)), None)
    if wrong is not None:
        line, length = head_line + wrong, len(rest[wrong])
        message, fix = f"this line is to end the front matter; that takes {fence}", fence
    edit = Edit(text=fence, where="line") if wrong is not None else None
    span = Span(path=path, line=line, column=1, length=length)
    said = diagnose("front-matter-unclosed", span, message, fix=fix, edit=edit)
    return Parts(head=None, head_line=head_line, body="", body_line=head_line, diagnostics=(said,))
