"""What kramdown writes beyond Markdown (https://kramdown.gettalong.org/syntax.html), as Markdown of ours."""

import re
from functools import partial

from sitegen.importers.report import Report
from sitegen.importers.websites.code import outside_code

_COMMENT = re.compile(r"\{::comment\}(?:(?!\{::comment\}).)*?\{:/(?:comment)?\}\n?", re.DOTALL)
_PLAIN = re.compile(
    r"\{::nomarkdown\}\n?|\{:/nomarkdown\}\n?|\{::options[^}]{0,300}/\}\n?|^\{:[\w-]+:[^}]*\}\n?", re.MULTILINE
)
_CONTENTS = re.compile(
    r"^[ ]{0,3}(?:[*+-]|\d+\.)[ \t]+[^\n]*\n[ \t]*\{:\s*[^}\n]{0,200}\btoc\b[^}\n]{0,200}\}[ \t]*\n?", re.MULTILINE
)
_ALONE = re.compile(r"^(?P<indent>[ \t>]*)\{:(?P<list>[^{}\n]{0,500})\}[ \t]*$")
_BEHIND = re.compile(
    r"(?P<picture>!\[[^\[\]\n]{0,500}\]\([^()\n]{0,1000}(?:\([^()\n]{0,1000}\)[^()\n]{0,1000}){0,3}\)|!\[[^\[\]\n]{0,500}\]\[[^\[\]\n]{0,200}\])?(?P<sign>[)\]*_`>\ue001]?)\{:(?P<list>[^{}\n]{0,500})\}"
)
_PARTS = re.compile(
    r"#(?P<id>[\w:-]+)|\.(?P<word>[\w-]+)|(?P<name>[\w-]+)=(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')|(?P<other>\S+)"
)
_NO_PARAGRAPH = re.compile(r"[ ]{0,3}(?:[*+-][ \t]|\d+[.)][ \t]|>|\||<|```|~~~|\ue000)|[ ]{4}|\t|.*\|")
_NOTE = re.compile(r"\.(?P<kind>note|tip|important|warning|caution|danger|new|notice)(?P<title>-title)?")
"""The class by which themes such as Just the Docs show a paragraph as a note."""
_NOTES = {"danger": "caution", "new": "tip", "notice": "note"}
_QUIET = frozenset(("no_toc", "target", "rel", "ial", "markdown"))
"""What says nothing to readers of the new site."""


def markdown(text: str, report: Report, first_line: int) -> tuple[str, bool]:
    """Return Markdown without the signs of kramdown that no flavour here knows, and whether it asked for contents.

    Attributes stay where they are known: a class or an anchor under a paragraph or heading, and behind a picture.
    """
    if "{:" not in text:
        return text, False
    contents = False

    def rewrite(part: str) -> str:
        nonlocal contents
        part = _COMMENT.sub(_lines, part)
        part = _PLAIN.sub(_lines, part)
        part, found = _CONTENTS.subn(_lines, part)
        contents = contents or found > 0
        return "\n".join(_attributed(part.split("\n"), report, first_line))

    return outside_code(text, rewrite), contents


def _lines(found: re.Match[str]) -> str:
    """Return as many line breaks as were taken out, so that places stay right."""
    return "\n" * found[0].count("\n")


def _attributed(lines: list[str], report: Report, first_line: int) -> list[str]:
    """Return lines with the attributes that stay."""
    out: list[str] = []
    for number, line in enumerate(lines):
        if "{:" not in line:
            out.append(line)
            continue
        alone = _ALONE.fullmatch(line)
        if alone is None:
            out.append(_BEHIND.sub(partial(_behind, report=report, line=first_line + number), line))
            continue
        kind = _NOTE.fullmatch(alone["list"].strip())
        if kind and not alone["indent"] and _as_note(kind, out, lines, number):
            continue
        kept, lost = _attributes(alone["list"])
        above = out[-1] if out else ""
        follows = bool(above.strip()) and not alone["indent"] and not _NO_PARAGRAPH.match(above)
        if follows and kept:
            out.append(f"{{: {kept} }}")
        else:
            lost = lost or alone["list"].strip() if kept else lost
            out.append("" if not above.strip() else "\0")
        if lost:
            report.lost_once(
                f"attributes {lost}",
                first_line + number,
                f"these attributes have no place here: {{:{alone['list']}}}",
            )
    return [line for line in out if line != "\0"]


def _as_note(kind: re.Match[str], out: list[str], lines: list[str], number: int) -> bool:
    """Make a note of the paragraph that a class such as `.note` is about, and return whether there is one.

    That is the one below it, else the one above. `out` are the lines before that of the class, which has this
    `number` in `lines`. As many lines stay as there were.
    """
    sign = f"> [!{_NOTES.get(kind['kind'], kind['kind'])}]"
    end = number + 1
    while end < len(lines) and lines[end].strip() and "{:" not in lines[end]:
        end += 1
    below = [re.sub(r"^[ ]{0,3}>[ ]?", "", line) for line in lines[number + 1 : end]]
    if below and not any(map(_NO_PARAGRAPH.match, below)):
        title = bool(kind["title"]) and below[0].strip()
        out.append(f"{sign} {title}" if title else sign)
        lines[number + 1 : end] = [f"> {line}".rstrip() for line in (["", *below[1:]] if title else below)]
        return True
    start = len(out)
    while start and out[start - 1].strip() and out[start - 1] != "\0":
        start -= 1
    above = [re.sub(r"^[ ]{0,3}>[ ]?", "", line) for line in out[start:]]
    if not above or below or any(line.startswith("#") or _NO_PARAGRAPH.match(line) for line in above):
        return False
    out[start:] = [sign, *(f"> {line}".rstrip() for line in above)]
    return True


def _behind(found: re.Match[str], report: Report, line: int) -> str:
    """Return the attributes behind a picture; behind anything else they go."""
    kept, lost = _attributes(found["list"])
    before = f"{found['picture'] or ''}{found['sign']}"
    if found["picture"] and not found["sign"]:
        return f"{before}{{: {kept} }}" if kept else before
    if lost or kept:
        report.lost_once(
            f"attributes {found['list']}", line, f"these attributes have no place here: {{:{found['list']}}}"
        )
    return before


def _attributes(source: str) -> tuple[str, str]:
    """Return the attributes of a list that can stay, and the others."""
    kept, lost = [], []
    for part in _PARTS.finditer(source):
        if part["id"]:
            kept.append(f"#{part['id']}")
        elif part["word"]:
            kept += [f".{part['word']}"] if part["word"] not in _QUIET else []
        elif part["name"] in ("width", "height") and (part["double"] or part["single"] or "").isdigit():
            kept.append(f'{part["name"]}="{part["double"] or part["single"]}"')
        elif (part["name"] or part["other"] or "") not in _QUIET:
            lost.append(part[0])
    return " ".join(kept), " ".join(lost)
