"""Formulas in TeX as MathML, which browsers show and screen readers read without a script.

The library returns a tree of elements. It is written down here: only elements and attributes of MathML that can do
no harm, and all text escaped. The library's own function for that lets `<` in a formula through as it is.
"""

import re
from functools import cache, lru_cache
from html import unescape
from typing import TYPE_CHECKING, Literal

from markupsafe import escape

from sitegen.patterns import late

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


LONGEST = 4000
"""The longest formula, in characters."""

_ELEMENTS = _names(
    "mrow mi mn mo mtext mspace ms mfrac msqrt mroot mstyle merror mpadded mphantom menclose msub msup msubsup"
    " munder mover munderover mmultiscripts mprescripts none mtable mtr mtd"
)
_ATTRIBUTES = _names(
    "mathvariant mathcolor mathbackground displaystyle scriptlevel accent accentunder stretchy symmetric largeop"
    " movablelimits fence separator form lspace rspace minsize maxsize linethickness width height depth voffset"
    " notation columnalign columnlines rowlines columnspacing rowspacing frame columnspan rowspan"
)
_VALUE = late(r"[\w#%.,+ -]{1,60}")
_DEFINES = late(r"\\(?:re|provide)?newcommand\b|\\[gex]?def\b|\\let\b|\\DeclareMathOperator\b|\\catcode\b")
"""What defines commands: a definition could make a page of any size out of a line."""
_ENVIRONMENT = late(r"\\(begin|end)\s*\{([^{}]*)\}")
_MEANT = {"aligned": "align*", "gathered": "matrix", "equation": "", "equation*": ""}
"""Environments that the library does not know, and what is as good; "" for one that changes nothing."""
_KNOWN = _names("cases align align* split array substack") | {
    f"{kind}matrix{star}" for kind in ("", "p", "b", "B", "v", "V", "small") for star in ("", "*")
}
_BRACE = late(r"\\.|[{}]", re.S)
_COMMAND = late(r"\\[A-Za-z]+")


class Unreadable(Exception):
    """A formula that cannot be read; its words say why."""


def mathml(tex: str, display: Literal["inline", "block"]) -> str:
    """Return the MathML of a formula with the TeX beside it. Raises Unreadable."""
    tex = tex.strip()
    inner = _inner(tex, display)
    annotation = f'<annotation encoding="application/x-tex">{escape(tex)}</annotation>'
    return f'<math display="{display}"><semantics>{inner}{annotation}</semantics></math>'


@lru_cache(maxsize=1024)
def _inner(tex: str, display: str) -> str:
    if len(tex) > LONGEST:
        raise Unreadable(f"it has more than {LONGEST:,} characters")
    if defined := _DEFINES.search(tex):
        raise Unreadable(f"{defined[0]} defines a command, which formulas here cannot")
    _check_braces(tex)
    tex = _ENVIRONMENT.sub(_environment, tex)
    try:
        tree = _convert(tex, display)
        return "".join(map(_written, tree))
    except Unreadable:
        raise
    except RecursionError:
        raise Unreadable("it is nested too deeply") from None
    except Exception as error:  # noqa: BLE001 - the library raises whatever it stumbles over
        raise Unreadable(_reason(error)) from None


@cache
def _converter() -> "type":
    from latex2mathml.converter import Converter

    return Converter


def _convert(tex: str, display: str) -> "Element":
    tree: Element = _converter()(display=display).convert_to_element(tex)
    return tree


def _check_braces(tex: str) -> None:
    depth = 0
    for brace in _BRACE.findall(tex):
        depth += {"{": 1, "}": -1}.get(brace, 0)
        if depth < 0:
            raise Unreadable("it has a } without its {")
    if depth:
        raise Unreadable("it has a { that is never closed")


def _environment(found: re.Match[str]) -> str:
    name = _MEANT.get(found[2], found[2])
    if not name:
        return ""
    if name not in _KNOWN:
        raise Unreadable(f"the environment {found[2]} is not known")
    return f"\\{found[1]}{{{name}}}"


def _written(element: "Element") -> str:
    """Return an element of the library's tree as HTML."""
    name = element.tag
    words = unescape(element.text or "")
    if command := _COMMAND.match(words) if name != "mtext" else None:
        raise Unreadable(f"{command[0]} is not known")
    if element.text == "&" and name == "mi":  # that of `\\&` is an entity
        raise Unreadable("& parts columns, and it stands in no table")
    inner = str(escape(words.replace("\\$", "$"))) + "".join(map(_written, element))
    inner += str(escape(unescape(element.tail or "")))
    if name not in _ELEMENTS:
        return inner
    kept = {key: value for key, value in element.attrib.items() if key in _ATTRIBUTES and _VALUE.fullmatch(value)}
    if kept.get("columnalign") in ("left", "right"):
        kept["class"] = f"align-{kept['columnalign']}"  # not every browser knows the attribute
    attributes = "".join(f' {key}="{escape(value)}"' for key, value in kept.items())
    return f"<{name}{attributes}>{inner}</{name}>"


def _reason(error: Exception) -> str:
    """Return what the library found wrong, in words."""
    name = type(error).__name__
    words = {
        "NoAvailableTokensError": "it ends too early",
        "MissingSuperScriptOrSubscriptError": "nothing follows a ^ or _",
        "DoubleSuperscriptsError": "two ^ follow each other: put braces around one",
        "DoubleSubscriptsError": "two _ follow each other: put braces around one",
        "ExtraLeftOrMissingRightError": "a \\left has no \\right",
        "MissingEndError": "a \\begin has no \\end",
    }
    return words.get(name, "it is no TeX that can be read")
