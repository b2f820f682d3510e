"""Small constructs of Python-Markdown's extensions as HTML that both flavours of Markdown here read alike."""

import re
from collections import Counter
from html import escape

from sitegen.importers.websites.code import outside_code

_FENCE = re.compile(r"^(?P<start>[ \t>]*(?:`{3,}|~{3,}))(?P<info>[^`\n]+)$", re.MULTILINE)
_TITLE = re.compile(r"\btitle=(?:\"([^\"]*)\"|'([^']*)')")
_CODE_IN_LINE = re.compile(r"(?<!`)(`+)(?:#!|:::)[\w+.-]+[ ]+")
_IMAGE = re.compile(
    r"!\[(?P<alt>[^\]\n]*)\]\((?P<to>[^\s()<>]+|<[^<>\n]+>)(?:[ \t]+(?P<quote>[\"'])(?P<title>.*?)(?P=quote))?\)"
    r"(?P<list>\{[^{}\n]*\})?"
)
_LIST_AT_END = re.compile(
    r"(?P<before>\)|\]|\*|_|`|\ue001|^|[ \t])(?P<list>\{:?[ \t]*(?P<inner>[.#\w][^{}\n]*)\})(?=[ \t]*$)?",
    re.MULTILINE,
)
_HEADING = re.compile(r"^#{1,6}[ \t]")
_ATTRIBUTE = re.compile(r"([\w-]+)=(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'}]+))|#([\w:.-]+)|\.([\w:-]+)")
_ONLY = re.compile(r"(\.(?:png|svg|jpe?g|gif|webp|avif))#(?:only|gh)-[\w-]+")
"""A picture for a dark or a light page alone."""
_ICON = re.compile(r":(?:material|fontawesome|octicons|simple)-[a-z0-9-]+:(?:\{[^{}\n]*\})?[ ]?")
_KEYS = re.compile(r"\+\+((?:[\w-]+|\"[^\"\n]+\")(?:\+(?:[\w-]+|\"[^\"\n]+\"))*)\+\+")
_INSERTED = re.compile(r"\^\^(?=\S)(.+?)(?<=\S)\^\^")
_RAISED = re.compile(r"(?<![\^\[\\])\^(?=[^\s^])([^\s^]+)\^(?!\^)")
_LOWERED = re.compile(r"(?<![~\\])~(?=[^\s~])([^\s~]+)~(?!~)")
_CRITIC = re.compile(r"\{(\+\+|--|==|>>)(.+?)(\+\+|--|==|<<)\}|\{~~(.+?)~>(.*?)~~\}", re.DOTALL)
_WRAPPER = re.compile(
    r"^[ \t]*<(?P<name>div|section|span)\b[^<>\n]*\smarkdown(?:=(?:\"[^\"]*\"|'[^']*'|[\w-]+))?[^<>\n]*>[ \t]*$"
)
_END = re.compile(r"^[ \t]*</(?P<name>div|section|span)>[ \t]*$")
_START = re.compile(r"<(div|section|span)\b[^<>]*>")
_STOP = re.compile(r"</(div|section|span)>")
_TOC = re.compile(r"^[ \t]*\[TOC\][ \t]*$\n?", re.MULTILINE | re.IGNORECASE)
_KEPT = ("width", "height")
_NAMES = {
    "ctrl": "Ctrl",
    "cmd": "Cmd",
    "alt": "Alt",
    "shift": "Shift",
    "enter": "Enter",
    "esc": "Esc",
    "del": "Del",
}


def as_html(text: str, extensions: frozenset[str], dropped: Counter[str]) -> tuple[str, bool]:
    """Return a text whose small constructs are HTML, and whether it asks for a table of contents.

    `extensions` are the names of those that the manual uses; what was left out is counted in `dropped`.
    """
    text = _FENCE.sub(_fence, text) if "```" in text or "~~~" in text else text
    text = _CODE_IN_LINE.sub(r"\1", text) if "`#!" in text or "`:::" in text else text
    asked = bool(_TOC.search(text))

    def rewrite(part: str) -> str:
        part = _TOC.sub("", part)
        if " markdown" in part:
            part = _without_wrappers(part)
        if "{" in part and "pymdownx.critic" in extensions:
            part = _CRITIC.sub(_criticised, part)
        if ":" in part and "-" in part:
            part, icons = _ICON.subn("", part)
            dropped["icons"] += icons
        if "#only-" in part or "#gh-" in part:
            part = _ONLY.sub(r"\1", part)
        if "![" in part and "{" in part:
            part = _IMAGE.sub(lambda found: _image(found, dropped), part)
        if "{" in part and "attr_list" in extensions:
            part = "\n".join(_without_lists(line, dropped) for line in part.split("\n"))
        if "++" in part and "pymdownx.keys" in extensions:
            part = _KEYS.sub(_keys, part)
        if "^" in part and "pymdownx.caret" in extensions:
            part = _RAISED.sub(r"<sup>\1</sup>", _INSERTED.sub(r"<ins>\1</ins>", part))
        if "~" in part and "pymdownx.tilde" in extensions:
            part = _LOWERED.sub(r"<sub>\1</sub>", part)
        return part

    return outside_code(text, rewrite), asked


def _fence(found: re.Match[str]) -> str:
    """Return the first line of a block of code with its language and title alone."""
    info = found["info"].strip()
    title = _TITLE.search(info)
    braced = info.startswith("{")
    words = info.strip("{} ").split()
    language = next(
        (word.lstrip(".") for word in words if "=" not in word and (not braced or word.startswith("."))), ""
    )
    if not braced and not (title or "{" in info or "=" in info):
        return f"{found['start']}{info}"
    said = f' title="{(title[1] or title[2] or "")}"' if title else ""
    return f"{found['start']}{language}{said}"


def _image(found: re.Match[str], dropped: Counter[str]) -> str:
    """Return a picture with its width and height as HTML, or without its attributes as Markdown."""
    if not found["list"]:
        return found[0]
    kept: dict[str, str] = {}
    for name, *values, identity, word in _ATTRIBUTE.findall(found["list"].strip("{:} ")):
        value = next(filter(None, values), "")
        if name in _KEPT and re.fullmatch(r"\d+(?:px)?", value):
            kept[name] = value.removesuffix("px")
        elif identity:
            kept["id"] = identity
        elif name or word:
            dropped["attributes"] += 1
    if not kept:
        return found[0].removesuffix(found["list"])
    kept = {
        "src": found["to"].strip("<>"),
        "alt": found["alt"],
        **({"title": found["title"]} if found["title"] else {}),
        **kept,
    }
    written = " ".join(f'{name}="{escape(value)}"' for name, value in kept.items())
    return f"<img {written}>"


def _without_lists(line: str, dropped: Counter[str]) -> str:
    """Return a line without attribute lists: an anchor stays, classes and styles do not."""
    if "{" not in line:
        return line
    heading = bool(_HEADING.match(line.lstrip("> ")))

    def without(found: re.Match[str]) -> str:
        inner = found["inner"]
        if not _is_list(inner):
            return found[0]
        identity = next(
            (
                each[4] or each[1] or each[2] or each[3]
                for each in _ATTRIBUTE.findall(inner)
                if each[4] or each[0] == "id"
            ),
            "",
        )
        dropped["attributes"] += len(_ATTRIBUTE.findall(inner)) - bool(identity)
        if heading:
            return f"{found['before']}{{#{identity}}}" if identity else found["before"].rstrip()
        return f'{found["before"]}<span id="{escape(identity)}"></span>' if identity else found["before"]

    return _LIST_AT_END.sub(without, line)


def _is_list(inner: str) -> bool:
    """Whether the text between braces is nothing but attributes."""
    return not re.sub(r"[\s:]+", "", _ATTRIBUTE.sub("", inner.strip(": ")))


def _without_wrappers(text: str) -> str:
    """Return a text without the lines of elements that wrap Markdown for its looks: a grid, a column."""
    kept: list[str] = []
    depths: list[int] = []
    for line in text.split("\n"):
        if _WRAPPER.match(line):
            depths.append(0)
            kept.append("")
            continue
        if depths:
            if _END.match(line) and depths[-1] == 0:
                depths.pop()
                kept.append("")
                continue
            depths[-1] += len(_START.findall(line)) - len(_STOP.findall(line))
        kept.append(
            re.sub(
                r"(<(?:figure|details|summary|figcaption|p|td|th|center)\b[^<>]*?)\smarkdown(?:=(?:\"[^\"]*\"|\w+))?(?=[\s>])",
                r"\1",
                line,
            )
        )
    return "\n".join(kept)


def _keys(found: re.Match[str]) -> str:
    names = [each.strip('"') for each in re.findall(r"[\w-]+|\"[^\"]+\"", found[1])]
    words = [
        _NAMES.get(name) or (name.replace("-", " ").title() if len(name) > 1 else name.upper()) for name in names
    ]
    return "+".join(f"<kbd>{escape(word)}</kbd>" for word in words)


def _criticised(found: re.Match[str]) -> str:
    if found[4] is not None:
        return f"<del>{found[4]}</del><ins>{found[5]}</ins>"
    tags = {"++": "ins", "--": "del", "==": "mark"}
    if found[1] == ">>":
        return f"<!-- {found[2]} -->"
    return f"<{tags[found[1]]}>{found[2]}</{tags[found[1]]}>"
