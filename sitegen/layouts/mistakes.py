"""A failing layout told as a diagnostic: the line of the layout, in words for who wrote it."""

import re
import traceback
from collections.abc import Callable, Iterable

import jinja2
from jinja2.utils import missing

from sitegen.diagnostics import Diagnostic, Span, diagnose, did_you_mean

NEAR = r" \(did you mean '(\w+)'\?\)$"


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


def explain(
    error: BaseException, name: str, place: Callable[[str | None], str], known: Iterable[str]
) -> Diagnostic:
    """Turn an error raised while reading or rendering a layout into a diagnostic of that layout's line."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        span = Span(path=place(error.filename or error.name or name), line=error.lineno, column=1)
        return diagnose(
            "layout-syntax", span, f"this layout cannot be read: {error.message}", fix=_syntax_fix(error)
        )
    span = Span(path=place(name), line=1)
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.endswith((".html", ".xml", ".txt")):
            span = Span(path=place(frame.filename), line=frame.lineno or 1, column=1)
            break
    if isinstance(error, jinja2.TemplateNotFound):
        return diagnose(
            "layout-missing", span, f"there is no layout {error.name!r}", fix=f"add layouts/{error.name}"
        )
    if isinstance(error, RecursionError):
        message = "this layout cannot be read: it extends or includes itself, again and again"
        fix = f'extend "default/{name}" to change a part of the default layout'
        return diagnose("layout-syntax", span, message, fix=fix)
    if isinstance(error, jinja2.UndefinedError):
        message = error.message or "something here is not defined"
        asked = re.search(r"'([^']+)' is undefined", message)
        near = did_you_mean(asked[1], known) if asked else ""
        if nearer := re.search(NEAR, message):
            message, near = message[: nearer.start()], nearer[1]
        usual = "check the spelling; the manual lists what each layout is given"
        return diagnose("layout-variable", span, message, fix=f"did you mean {near!r}?" if near else usual)
    words = f"{type(error).__name__}: {error}"
    return diagnose(
        "layout-variable", span, f"this line cannot be worked out ({words})", fix="check the values it uses"
    )


def _syntax_fix(error: jinja2.TemplateSyntaxError) -> str:
    message = error.message or ""
    opened = re.search(r"innermost block that needs to be closed is '(\w+)'", message)
    if opened:
        return f"close it with {{% end{opened[1]} %}}"
    if "No filter named" in message:
        return "check the filter's spelling; the manual lists them"
    return "check the braces and tags on this line"
