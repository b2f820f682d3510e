"""A failing layout told as a diagnostic: the place in the layout, in words for who wrote it."""

import re
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import jinja2
from jinja2.utils import missing
from msgspec import Struct

from sitegen.diagnostics import Diagnostic, Span, diagnose, did_you_mean
from sitegen.layouts.endless import Endless
from sitegen.layouts.spots import TAG, named_in_tag, span_of, spot
from sitegen.patterns import late

NEAR = r" \(did you mean '(\w+)'\?\)$"
TAGS = (
    *("block", "call", "elif", "else", "extends", "filter", "for", "from", "if", "import", "include", "macro"),
    *(
        "endblock",
        "endcall",
        "endfilter",
        "endfor",
        "endif",
        "endmacro",
        "endset",
        "raw",
        "set",
        "with",
        "endwith",
    ),
)
"""The names of the tags that a layout may use."""

ELSEWHERE = {
    **{"elseif": "elif", "elsif": "elif", "elsf": "elif", "elfi": "elif", "else if": "elif"},
    **{"assign": "set", "capture": "set", "endcapture": "endset", "unless": "if", "endunless": "endif"},
    **{"layout": "extends", "extend": "extends", "render": "include", "partial": "include", "foreach": "for"},
    **{"endforeach": "endfor", "switch": "if", "case": "if", "when": "elif"},
}
"""What other programs call such a tag."""
OF_KINDS = ("cards", "latest", "count", "directory", "list_pages", "archives", "archive_months", "house")
"""The questions whose first argument is the name of a kind."""

_SET = late(r"\{%[-+]?\s*(?:set|for|macro|with|import|from|call)\b(.*?)%\}", re.DOTALL)
_QUOTED_NAME = late(r"'([\w.]+)'")
_TOKEN = late(r"(?:got|unknown tag|named|near) '([^']+)'")


_CURLED = late(r"unexpected char '(?P<sign>[“”„‟‘’‚«»″′])' at (?P<at>\d+)")
_STRAIGHT = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚′", "'"))
"""The quotes that a phone or an office program types."""


class LayoutMistake(Exception):
    """A layout could not be rendered, and its author can mend it."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class Missing(jinja2.StrictUndefined):
    """What a layout asked for and is not there: told in words, with the nearest name that is."""

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint or self._undefined_obj is missing or not isinstance(self._undefined_name, str):
            return super()._undefined_message
        has = self._undefined_obj
        near = did_you_mean(self._undefined_name, (name for name in dir(has) if not name.startswith("_")))
        return f"there is no {self._undefined_name!r} here" + (f" (did you mean {near!r}?)" if near else "")


class Texts(Struct, frozen=True):
    """The texts of the layouts and the names that they may use, for a diagnostic about one of them."""

    place: Callable[[str | None], str]
    """The path of a layout's file, or its name, as a person knows it."""
    text: Callable[[str | None], str]
    """The text of that file; empty for one that cannot be read."""
    known: Iterable[str] = ()
    """The variables of the layout that is rendered."""
    filters: Iterable[str] = ()
    exists: Callable[[str], bool] = lambda _: True
    """Whether there is a layout of a name."""


def explain(error: BaseException, name: str, texts: Texts) -> Diagnostic:
    """Turn an error raised while reading or rendering a layout into a diagnostic of a place in that layout."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return _syntax(error, name, texts)
    file, line = _raised_in(error) or (name, 1)
    path, source = texts.place(file), texts.text(file)
    if isinstance(error, jinja2.TemplateNotFound):
        found = named_in_tag(path, source, str(error.name))
        span = found[0] if found else spot(path, source, line)
        message = f"there is no layout {error.name!r}"
        return diagnose("layout-missing", span, message, fix=f"add layouts/{error.name}")
    if isinstance(error, RecursionError):
        file, line = max(_repeated(error), default=(name, 1))
        path, source = texts.place(file), texts.text(file)
        message = "a macro or block here calls itself, again and again"
        return diagnose("layout-syntax", spot(path, source, line), message, fix="let it end, or take the call out")
    if isinstance(error, Endless):
        message = "this layout does not come to an end"
        fix = "let its loops be shorter, and add nothing to a list while it is gone through"
        return diagnose("layout-variable", spot(path, source, line), message, fix=fix)
    if isinstance(error, jinja2.UndefinedError):
        return _undefined(error.message or "something here is not defined", path, source, line, texts)
    if isinstance(error, KeyError) and error.args:
        return _not_there(str(error.args[0]), path, source, line)
    words = f"{type(error).__name__}: {error}".removesuffix(": ")
    span = spot(path, source, line, *_QUOTED_NAME.findall(words))
    fix = "check the values it uses"
    if isinstance(error, MemoryError):
        words, fix = "it takes more memory than there is", "let it make less"
    return diagnose("layout-variable", span, f"this line cannot be worked out ({words})", fix=fix)


def _not_there(name: str, path: str, source: str, line: int) -> Diagnostic:
    """Return the diagnostic of a name by which a layout asks for something that is not there."""
    span = spot(path, source, line, name)
    before = source.split("\n")[span.line - 1][: span.column - 1]
    asked = re.search(r"\bview\.(\w+)\([^()]*$", before)
    fix = "check the spelling; the manual lists what each layout is given"
    if asked and asked[1] in OF_KINDS:
        fix = "name a kind by its own word, such as post, event or stakeholder"
    elif asked and asked[1] == "asset":
        fix = f"put the file at layouts/assets/{name}, or name one that is there"
    elif asked:
        fix = "name an entry by its path below content/, such as posts/flood.md"
    return diagnose("layout-variable", span, f"there is nothing called {name!r} here", fix=fix)


def turns(name: str, ring: tuple[str, ...], texts: Texts) -> Diagnostic | None:
    """Return the diagnostic of a layout that refers to itself, by way of the others of the `ring` or directly."""
    path, source = texts.place(name), texts.text(name)
    found = named_in_tag(path, source, ring[1 % len(ring)])
    if found is None:
        return None
    span, how = found
    verb = {"extends": "extends", "include": "includes"}.get(how, "imports")
    others = " and ".join(texts.place(each) for each in ring[1:])
    message = f"this layout {verb} itself, by way of {others}" if others else f"this layout {verb} itself"
    fix = ""
    if how == "extends" and texts.exists(f"default/{name}"):
        fix = f'extend "default/{name}" to change a part of the default layout'
    return diagnose("layout-syntax", span, message, fix=fix or "take one of these references out")


def shows_itself(name: str, texts: Texts) -> Diagnostic:
    """Return the diagnostic of a layout that asks the view to render it, while it is being rendered."""
    path, source = texts.place(name), texts.text(name)
    line = source.count("\n", 0, max(source.find("view.page"), 0)) + 1
    message = "this layout shows itself, again and again"
    fix = "take the call of view.page out, and include what is to be shown"
    return diagnose("layout-syntax", spot(path, source, line, "view.page"), message, fix=fix)


def half_a_character(layout: str, error: UnicodeEncodeError) -> Diagnostic:
    """Return the diagnostic of a layout that has written what no file can hold; sources hold none of these."""
    code = ord(error.object[error.start])
    message = f"this layout writes half of a character (U+{code:04X}), which no page can hold"
    span = Span(path=f"layouts/{layout}", line=1, column=1, length=1)
    return diagnose("layout-variable", span, message, fix=f"look for \\u{code:04x} in it and in what it includes")


def _raised_in(error: BaseException) -> tuple[str, int] | None:
    """Return the file and line of the innermost layout that was at work when an error was raised."""
    return next(reversed(list(_at_work(error))), None)


def _repeated(error: BaseException) -> list[tuple[str, int]]:
    """Return the files and lines that were at work again and again, wherever the room for more gave out."""
    counts = Counter(_at_work(error))
    often = max(counts.values(), default=0) / 2
    return [place for place, count in counts.items() if count >= often]


def _at_work(error: BaseException) -> Iterator[tuple[str, int]]:
    """Yield the file and line of every layout that was at work when an error was raised, the outermost first."""
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename.endswith((".html", ".xml", ".txt")):
            yield frame.filename, frame.lineno or 1


def _undefined(message: str, path: str, source: str, line: int, texts: Texts) -> Diagnostic:
    asked = re.search(r"'([^']+)' is undefined", message)
    near = did_you_mean(asked[1], {*texts.known, *_names_set_in(source)}) if asked else ""
    if nearer := re.search(NEAR, message):
        message, near = message[: nearer.start()], nearer[1]
    usual = "check the spelling; the manual lists what each layout is given"
    span = spot(path, source, line, *reversed(_QUOTED_NAME.findall(message)))
    return diagnose("layout-variable", span, message, fix=f"did you mean {near!r}?" if near else usual)


def _names_set_in(source: str) -> Iterable[str]:
    """Yield the words of a layout that give names to things, those of the things included."""
    for words in _SET.findall(source):
        yield from re.findall(r"[A-Za-z_]\w*", words)


def _syntax(error: jinja2.TemplateSyntaxError, name: str, texts: Texts) -> Diagnostic:
    file, message = error.filename or error.name or name, error.message or ""
    path, source = texts.place(file), texts.text(file) or error.source or ""
    found = _TOKEN.search(message)
    if curled := _CURLED.match(message):
        tag = next((tag for tag in TAG.finditer(source) if tag.start() <= int(curled["at"]) < tag.end()), None)
        if tag and source[int(curled["at"])] == curled["sign"]:
            span = span_of(path, source, int(curled["at"]), 1)
            message = f"the quotes of a layout are straight, and this one is {curled['sign']}"
            return diagnose("layout-syntax", span, message, fix=tag[0].translate(_STRAIGHT))
    if twice := re.fullmatch(r"block '(\w+)' defined twice", message):
        fix = f"give one of them another name, or put both into one {{% block {twice[1]} %}}"
        span = spot(path, source, error.lineno, twice[1])
        return diagnose("layout-syntax", span, f"this layout has two blocks {twice[1]!r}", fix=fix)
    span = spot(path, source, error.lineno, found[1]) if found else spot(path, source, error.lineno)
    if found and "unknown tag" in message and not found[1].startswith("end"):
        near = _tag_meant(found[1])
        fix = f"did you mean {{% {near} %}}?" if near else "take it out; the manual lists the tags"
        return diagnose(
            "layout-syntax", span, f"this layout cannot be read: there is no tag {found[1]!r}", fix=fix
        )
    fix = _syntax_fix(message, texts.filters)
    return diagnose("layout-syntax", span, f"this layout cannot be read: {message}", fix=fix)


def _tag_meant(word: str) -> str:
    """Return the tag of that sense, else one with the same letters, else the nearest; "" without one."""
    alike = (tag for tag in TAGS if sorted(tag) == sorted(word))
    return ELSEWHERE.get(word.casefold()) or next(alike, "") or did_you_mean(word, TAGS)


def _syntax_fix(message: str, filters: Iterable[str]) -> str:
    opened = re.search(r"innermost block that needs to be closed is '(\w+)'", message)
    word = _TOKEN.search(message)
    if word and "unknown tag" in message and word[1] not in TAGS:
        near = _tag_meant(word[1])
        if near and not (opened and near == f"end{opened[1]}"):
            return f"did you mean {{% {near} %}}?"
    if opened:
        return f"close it with {{% end{opened[1]} %}}"
    if word and "filter named" in message:
        near = did_you_mean(word[1], filters)
        return f"did you mean {near!r}?" if near else "check the filter's spelling; the manual lists them"
    if re.match(r"unexpected char [\"'`]", message):
        return "close the quotation mark that is open on this line"
    return "check the braces and tags on this line"
