"""Front matter that is none: fences gone wrong, fields without a fence, and fields behind the place for them.

Published as text it would show what it says, and what it hides. So it is looked for where a body begins. One that
begins as most do is passed after a look at its first signs.
"""

import re
import textwrap
from collections.abc import Iterable, Iterator

from msgspec import Struct, structs

from sitegen.fields.disguised import disguised
from sitegen.fields.hiding import FALSE, TRUE, cure, folded, hides, read_as
from sitegen.fields.key_names import TRANSLATED
from sitegen.fields.nodes import ScalarNode
from sitegen.fields.scalars import TRUTH_VALUES
from sitegen.fields.simple_yaml import simple_nodes
from sitegen.patterns import late

_NOTHING = "\ufeff\u200b\u200c\u200d\u2060\u00ad\u00a0"
"""Characters that show nothing, which editors and chat programs leave before a fence."""
_INVISIBLE = dict.fromkeys(map(ord, _NOTHING))
_BLANK = rf"[\s{_NOTHING}]*+"
_FORMATS = "(?:ya?ml|toml|json5?|js|front ?matter)"
_KEY = rf"[\"'“]?[^\W\d][\w {_NOTHING}-]{{0,40}}+[\"'”]?[ \t]*+(?:::?|=|：)"
_SIGN = r"[^\w\s\[\]()<>{}#*|]"
_MAYBE = late(
    rf"{_BLANK}(?:\#{{1,6}}[ \t][^\n]*\n{_BLANK})*+"
    rf"(?:(?:[^\w\s]|_)(?:[^\w\n]|_){{0,39}}{_FORMATS}?[{_NOTHING} \t]*(?:\n|\Z)"
    rf"|{_SIGN}{{2,}}[ \t]*\w[^\n]{{0,60}}(?:[:=：]|{_SIGN}{{2}}[ \t]*\n)"
    rf"|(?:\#\+|[:@*%-][ ]*)?{_KEY})"
)
"""Matches a body that begins, or goes on below a heading, with signs alone or with a word and a colon."""
LONGEST_FENCE = 100
"""Characters of a line from which on it is no fence: thousands of signs would be looked at for seconds."""
_FENCE = late(
    rf"[{_NOTHING} \t]*(?:(?:[^\w\n]|_){{1,40}}?{_FORMATS}?|{_SIGN}{{3,40}}[^\n]{{1,40}}?{_SIGN}{{3,40}})"
    rf"[{_NOTHING} \t]*",
    re.I,
)
_REMARK = late(rf"{_BLANK}(?:<!--|\[[^\W\d_]*(?://)?\]:)")
"""Matches a body that begins with a remark."""
_GLUED = late(
    rf"[{_NOTHING} \t]*(?:[-+=]|(?![…])[^\w\s\[\]()<>{{}}#|\x00-\x7f]){{2,}}[ \t]*(?P<rest>\w.*(?<![-=]))[ \t]*"
)
_JOINED = late(
    r"[ \t]*---[ \t]+(?P<fields>(?:[\"']?[^\W\d][\w-]*+[\"']?[ \t]*+:[ \t]).*?)[ \t]+---(?:[ \t]+(?P<rest>.*))?"
)
"""Matches front matter whose lines an editor has joined."""
_NEXT = late(r"(?:^|[ \t]+)(?=[\"']?[^\W\d][\w-]*[\"']?:[ \t])")
_FIELD = late(
    rf"[{_NOTHING}]*(?P<lead>(?:[ ]{{1,3}}(?=\w)|#\+|\.\.[ ]*|//[ ]*|[:@\-*%;][ ]*|\{{[ \t]*)?)"
    rf"(?P<key>[\"'“]?[^\W\d][\w {_NOTHING}-]{{0,40}}[\"'”]?)[ \t]*(?P<colon>::?|=|：)(?P<value>.*)"
)
_GOES_ON = late(r"[ \t]+\S.*|-[ \t]+\S.*|#.*|[\]})],?|[\"'].*")
_CODE = late(r"^[ \t]*(?:```|~~~)", re.M)
_RULE = late(r"^[^\w\s]{2,20}[ \t]*$", re.M)
_ALWAYS = frozenset(
    ("title", "layout", "permalink", "slug", "draft", "published", "publish", "unpublished", "visibility",
     "publishdate", "expirydate", "redirectfrom", "tags", "categories", "lastmod", "cssclasses", "imgdir")
)  # fmt: skip
"""Fields that only front matter has, as they are spelt there."""
_OFTEN = _ALWAYS | frozenset(
    ("date", "author", "authors", "tag", "category", "description", "summary", "excerpt", "aliases", "status",
     "image", "type", "weight", "order", "lang", "start", "end", "updated", "comments", "toc", "private", "hidden",
     "password", "id", "created", "modified", "name", "keywords", "url", "event", "venue", "speakers",
     "organiser", "audience", "publisher", "attachments", "online", "register", "repeat", "duration", "time",
     "timezone", "imagealt", "related", "programme", "role", "version", "licence", "expires", "channels", "ask",
     "subtitle", "series", "uid", "numbered", "reviewby", "expirydate", "isdraft")
)  # fmt: skip
"""Words that fields often have for a name; one of them alone may begin a sentence as well."""

LONGEST = 4_000
"""How far into a text, and below a rule, fields are looked for."""


class Stray(Struct, frozen=True, kw_only=True):
    """The place of front matter that is none; lines and columns count from 0."""

    line: int
    column: int
    length: int
    message: str
    fix: str
    lines: int = 1
    """How many lines the fix takes the place of."""


def stray(body: str, *, headless: bool) -> Stray | None:
    """Return where a body begins with what was to be front matter; None for nearly every body.

    `headless` says that there is no front matter before it. Behind front matter only fields that hide a page are
    looked for, or a second pair of fences: a text may begin with a word and a colon.
    """
    if not headless and not _MAYBE.match(body) and not _REMARK.match(body):
        return None
    lines = body.split("\n", 80)
    first = next((number for number, line in enumerate(lines) if line.strip(" \t" + _NOTHING)), None)
    if first is None:
        return None
    found = _fenced(lines, first, headless) or _bare(lines, first, headless)
    if found is None and headless and "\n---" in body:
        found = _later(body)
    return found or _written(lines, first, headless)


def names_field(word: str) -> bool:
    """Whether a word is the name of a field, here or in other generators."""
    return folded(word) in _OFTEN


def looks_like_end(line: str) -> bool:
    """Whether a line looks like a fence, and not like a comment."""
    return looks_like_fence(line) and not line.lstrip().startswith("#")


def looks_like_fence(line: str) -> bool:
    """Whether a line holds signs alone, or signs and the name of a format: `—`, `- - -`, `+++`, "```yaml"."""
    return len(line) < LONGEST_FENCE and bool(_FENCE.fullmatch(line)) and bool(line.strip(" \t" + _NOTHING))


def _fenced(lines: list[str], first: int, headless: bool) -> Stray | None:
    """Find fields below, or behind, what was to be a fence."""
    line = lines[first]
    if headless and "---" in line and (joined := _JOINED.fullmatch(line)):
        return _parted(first, line, joined)
    glued = _GLUED.fullmatch(line)
    if glued and glued["rest"] and (field := _FIELD.fullmatch(glued["rest"])) and _tells(field, headless):
        return _at(first, line, "a fence stands on a line of its own", f"---\n{glued['rest'].strip()}")
    if not looks_like_fence(line):
        return None
    fields = list(_run(lines, first + 1))
    if line.strip().startswith(("```", "~~~")):
        whole = bool(re.search(_FORMATS, line)) and len(fields) == sum(1 for _ in _code(lines, first + 1))
        found = headless and (any(map(_hides, fields)) or (whole and _is_titled(fields)))
    else:
        found = any(_tells(field, headless) or (headless and _name(field) in _OFTEN) for field in fields)
    if not found:
        return None
    if line.strip() == "---" and not headless:
        message = "these fields stand behind the front matter, so they would be published as text"
        return _at(first, line, message, "")
    message = "this line is to open the front matter; that takes three hyphens"
    if line.strip() == "---":
        message = "a fence begins at the start of its line"
    fix, count = _whole(lines, first)
    return structs.replace(_at(first, line, message, fix), lines=count)


def _parted(first: int, line: str, joined: re.Match[str]) -> Stray | None:
    """Return the place of front matter on one line, with each field on a line of its own as the cure."""
    texts = [text for text in _NEXT.split(joined["fields"]) if text]
    fields = [field for text in texts if (field := _FIELD.fullmatch(text))]
    if len(fields) < len(texts) or not any(_tells(field, True) or _name(field) in _OFTEN for field in fields):
        return None
    fix = _between_fences(fields)
    if fix and joined["rest"]:
        fix = f"{fix}\n{joined['rest']}"
    return _at(first, line, "each field, and each fence, stands on a line of its own", fix)


def _code(lines: list[str], start: int) -> Iterator[str]:
    """Yield the lines of code up to the fence that ends it."""
    for line in lines[start:]:
        if looks_like_end(line):
            return
        yield line


def _whole(lines: list[str], first: int) -> tuple[str, int]:
    """Return what to type for a fence gone wrong, and for how many lines.

    It is the fence alone where the other one is right, else the fields with both of them.
    """
    opened = lines[first].strip(" \t" + _NOTHING)
    end = first + 1
    while end < len(lines) and lines[end].strip() != opened and not looks_like_end(lines[end]):
        end += 1
    if end < len(lines) and lines[end].rstrip() in ("---", "..."):
        return "---", 1
    count = end + 1 - first
    if end == len(lines):
        directly = len(list(_run(lines, first + 1, directly=True)))
        end, count = first + 1 + directly, directly + 1
    inner = lines[first + 1 : end]
    fields = [field for line in inner if (field := _FIELD.fullmatch(line))]
    if len(fields) == sum(1 for line in inner if line.strip()) and (typed := _between_fences(fields)):
        return typed, count
    typed = textwrap.dedent("\n".join(inner)).strip("\n")
    if typed.startswith("{") and typed.endswith("}"):
        return typed, count
    return f"---\n{typed}\n---", count


def _bare(lines: list[str], first: int, headless: bool) -> Stray | None:
    """Find fields without a fence above them."""
    while first < len(lines) and re.match(r"#{1,6}[ \t]|[ \t]*$", lines[first]):
        first, headless = first + 1, False
    fields = list(_run(lines, first, directly=True))
    if not any(_tells(field, headless) for field in fields) and not (headless and _is_titled(fields)):
        if fields or not headless or not any(map(_hides, _run(lines, first + 1, directly=True))):
            return None
        first, headless = first + 1, False
        fields = list(_run(lines, first, directly=True))
    message = "these look like fields, but no line with --- is above them: they would be published as text"
    found = _at(first, lines[first], message, _between_fences(fields) if headless else "")
    closed = first + len(fields) < len(lines) and looks_like_fence(lines[first + len(fields)])
    return structs.replace(found, lines=len(fields) + closed)


def _between_fences(fields: list[re.Match[str]]) -> str:
    """Return fields as front matter; "" where they cannot be taken as they are."""
    return _typed([(field["key"], field["value"]) for field in fields])


def _typed(fields: Iterable[tuple[str, str]]) -> str:
    """Return fields as front matter, those that hide the page by the names that do so here; "" if it is no YAML.

    Names in other languages that say plainly which field is meant are those of the fields.
    """
    shown = []
    for key, value in fields:
        name, said = key.translate(_INVISIBLE).strip("\"'“” ").lower(), value.strip(" \u00a0")
        node = ScalarNode((1, 1, 1), said.strip("\"'“”"))
        read = read_as(name, node)
        if " " not in node.value and read is None and hides(name, node):
            name, said = cure(name, node)
        elif (
            read is not None
            and read.field == "draft"
            and node.value.casefold() in TRUE
            and node.value.casefold() not in TRUTH_VALUES
        ):
            said = "true"
        name = TRANSLATED.get(name, name)
        shown.append(f"{name}: {said}".rstrip())
    typed = "\n".join(shown)
    return f"---\n{typed}\n---" if simple_nodes(typed, 1) is not None else ""


def _written(lines: list[str], first: int, headless: bool) -> Stray | None:
    """Find fields that hide the page and were written as text, in a remark or between signs."""
    found = disguised(lines[first:], only_remarks=not headless)
    if found is None:
        return None
    message = (
        "this looks like a field that hides the page, but it is text: fields stand between two lines with ---"
    )
    if found.remark:
        message = "no field is read within a remark: fields stand between two lines with ---"
    fix = _typed(found.fields) if headless and found.fields else ""
    line = first + found.first
    return structs.replace(_at(first if fix else line, lines[line], message, fix), lines=found.lines)


def _later(body: str) -> Stray | None:
    """Find fenced fields below a comment, a heading or a few words, before any code."""
    code = _CODE.search(body)
    for rule in _RULE.finditer(body, 0, code.start() if code else LONGEST):
        fields = list(_run(body[rule.end() + 1 : rule.end() + LONGEST].split("\n"), 0, directly=True))
        if any(map(_hides, fields)):
            line = body.count("\n", 0, rule.start())
            message = "front matter begins on the first line of a file, and this line is lower"
            return Stray(line=line, column=0, length=len(rule[0].rstrip()), message=message, fix="")
    return None


def _run(lines: list[str], start: int, *, directly: bool = False) -> Iterator[re.Match[str]]:
    """Yield the fields of a run of lines; without `directly`, blank lines and what fields hold may be between."""
    for line in lines[start:]:
        field = _FIELD.fullmatch(line)
        if field:
            yield field
        elif directly or (line.strip() and not _GOES_ON.fullmatch(line)):
            return


def _hides(field: re.Match[str]) -> bool:
    """Whether a field says, in whatever words, that the page is not public."""
    key = field["key"].strip("\"'“” ")
    value = field["value"].partition(" #")[0].strip().rstrip(",;").strip("\"'“”")
    node = ScalarNode((1, 1, 1), value)
    read = read_as(key, node)
    if read is None or read.field == "private":
        return " " not in value and hides(key, node)
    said = value.casefold()
    if read.field == "published":
        return said in FALSE and said != ""
    if read.field == "draft":
        return said in TRUE or read.value is not node
    return read.field != "visibility" or said in ("internal", "private", "hidden", "draft")


def _name(field: re.Match[str]) -> str:
    return folded(field["key"])


def _tells(field: re.Match[str], headless: bool) -> bool:
    """Whether a field can be nothing else: it hides the page, or is spelt as fields are, at the top of a text."""
    if _hides(field):
        told = _name(field) == "published" and read_as("published", ScalarNode((1, 1, 1), field["value"]))
        return headless or (_name(field) in _ALWAYS and not (told and told.field == "publish_date"))
    return (
        headless
        and field["lead"].strip() not in ("-", "*")
        and _name(field) in _ALWAYS
        and field["key"].strip("\"'“”")[:1].islower()
    )


def _is_titled(fields: list[re.Match[str]]) -> bool:
    """Whether several fields give a text its title and more, in whatever letters, as in the files of Pelican."""
    names = [_name(field) for field in fields]
    return len(names) > 1 and "title" in names and all(name in _OFTEN for name in names)


def _at(line: int, text: str, message: str, fix: str) -> Stray:
    words = text.strip(" \t" + _NOTHING)
    return Stray(line=line, column=text.index(words), length=len(words), message=message, fix=fix)
