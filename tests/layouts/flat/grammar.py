"""Layouts drawn at random: extends, blocks, includes, imports, macros, loops and what may be missing in them."""

from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import strategies as st
from msgspec import Struct

NAMES = (*("x", "y", "flag", "items", "entry", "site", "d") * 3, "a", "b", "c", "card", "m", "nothing")
OBJECTS = ("entry", "entry", "d", "site", "card")
STORED = ("a", "b", "c", "x", "card")
ATTRIBUTES = ("title", "to", "fields", "tags", "first", "nope", "keys", "key", "count")
BLOCKS = ("one", "two", "three")
EXPRESSIONS = (
    "{4}.{1}",
    "{4}.{1}.{2}",
    "{4}['{1}'] | default('none')",
    "items[0]",
    "items[1].{1}",
    "{0}.{1} | default('none')",
    "{0} | default({3})",
    "{0} ~ {3}",
    "{0} | string | upper",
    "d.get('{1}', 'unset')",
    "'yes' if {0} is defined else 'no'",
    "'yes' if {0}.{1} is defined else 'no'",
    "'some' if {0}",
    "({0} or {3})",
    "{0} and {3}",
    "not {0}",
    "{0} == {3}",
    "{0} in items",
    "items | map(attribute='{1}') | list",
    "items | length",
    "view.{1}({0})",
    "view.{1}('k', 2).{2}",
    "{{'{1}': {0}}}.{1}",
    "dict({1}={0}).{1}",
    "{4}.{1}",
    "{4}.{1} | default('-')",
    "{4}.fields.title",
    "{4}.tags | default(items) | list | length",
    "[{0}, '<i>'] | join(', ')",
    "'<b>' | escape",
    "range(2) | list",
)
ALONE = (
    "{0} ~ {3}",
    "{0} | string | upper",
    "{0}.title | default('none')",
    "{0} is defined",
    "'some' if {0}",
    "not {0}",
    "{0} == {3}",
    "[{0}, '<i>'] | join(', ')",
    "{{'key': {0}}}.key",
)
MODULES = ("macros/m.html", "macros/n.html")
CALLS = (
    "m({0})",
    "m({0}, {3})",
    "m(card)",
    "n(card)",
    "m(card, {0})",
    "m(card, q={3})",
    "m(p={0})",
    "m({0}, q={3})",
    "n({0})",
    "n()",
    "big.m({0})",
)


@dataclass
class Place:
    """Where a statement is drawn for."""

    includes: tuple[str, ...] = ()
    blocks: list[str] = field(default_factory=list)
    modules: tuple[str, ...] = MODULES
    loop: bool = False
    calls: tuple[str, ...] = CALLS
    forms: tuple[str, ...] = EXPRESSIONS
    names: tuple[str, ...] = NAMES


def expression(draw: st.DrawFn, place: Place) -> str:
    name, other = draw(st.sampled_from(place.names)), draw(st.sampled_from(place.names))
    first, second = draw(st.sampled_from(ATTRIBUTES)), draw(st.sampled_from(ATTRIBUTES))
    forms = [*place.forms, *place.calls, *["{0}"] * 12]
    if place.loop:
        forms += ["loop.index", "loop.last", "loop.previtem | default('-')"]
    return draw(st.sampled_from(forms)).format(name, first, second, other, draw(st.sampled_from(OBJECTS)))


def statement(draw: st.DrawFn, place: Place, depth: int) -> str:
    kinds = ["text", "show", "show", "show", "set", "set"]
    kinds += ["import"] if place.modules else []
    if depth > 0:
        kinds += ["if", "if", "for", "for", "capture", "with", "filter", "macro"]
        kinds += ["call"] if place.modules else []
        kinds += ["include", "include", "include"] if place.includes else []
        kinds += ["block", "block", "block"] if place.blocks else []
    kind = draw(st.sampled_from(kinds))
    shown, stored = expression(draw, place), draw(st.sampled_from(STORED))
    if kind == "text":
        return draw(st.sampled_from(("<p>", "é & ", "\n  ", "{# nothing #}")))
    if kind == "show":
        return f"{{{{ {shown} }}}}"
    if kind == "set":
        return draw(st.sampled_from((f"{{% set {stored} = {shown} %}}", f"{{% set a, b = {shown}, flag %}}")))
    if kind == "import":
        module = draw(st.sampled_from(place.modules))
        form = draw(st.sampled_from(('from "{}" import m', 'from "{}" import n, m as c', 'import "{}" as big')))
        return f"{{% {form.format(module)} %}}"
    if kind == "include":
        return f'{{% include "{draw(st.sampled_from(place.includes))}" %}}'
    inner = replace(place)
    if kind == "block":
        name = place.blocks.pop()
        text = body(draw, replace(place, loop=False), depth - 1)
        return f"{{% block {name} %}}{text}{{% endblock %}}"
    if kind == "if":
        other = (
            f"{{% elif ({expression(draw, place)}) %}}{body(draw, inner, depth - 1)}"
            if draw(st.booleans())
            else ""
        )
        last = f"{{% else %}}{body(draw, inner, depth - 1)}" if draw(st.booleans()) else ""
        return f"{{% if ({shown}) %}}{body(draw, inner, depth - 1)}{other}{last}{{% endif %}}"
    if kind == "for":
        lists = ("items", "items", "range(3)", "entry.tags", "d", "()", f"[({shown})]")
        many = draw(st.sampled_from(lists if place.names is NAMES else ("range(2)", f"[({shown})]")))
        test = draw(st.sampled_from(("", "", f" if {stored}", " if nothing is defined")))
        inner.loop = True
        last = f"{{% else %}}{body(draw, place, depth - 1)}" if draw(st.booleans()) else ""
        return f"{{% for {stored} in {many}{test} %}}{body(draw, inner, depth - 1)}{last}{{% endfor %}}"
    if kind == "capture":
        return f"{{% set {stored} %}}{body(draw, inner, depth - 1)}{{% endset %}}"
    if kind == "with":
        return f"{{% with {stored} = {shown} %}}{body(draw, inner, depth - 1)}{{% endwith %}}"
    if kind == "filter":
        return f"{{% filter upper %}}{body(draw, inner, depth - 1)}{{% endfilter %}}"
    if kind == "macro":
        text = body(draw, Place((), [], (), calls=()), depth - 1)
        heading = draw(st.sampled_from(("m(p, q=x)", "n(p='none')", "c()")))
        return f"{{% macro {heading} %}}{text}{{{{ p is defined }}}}{{% endmacro %}}"
    return f"{{% call m({shown}) %}}{body(draw, inner, depth - 1)}{{% endcall %}}"


def body(draw: st.DrawFn, place: Place, depth: int) -> str:
    return "".join(statement(draw, place, depth) for _ in range(draw(st.integers(1, 4))))


def usual_imports(draw: st.DrawFn) -> str:
    return draw(
        st.sampled_from(("", *['{% from "macros/n.html" import m, n %}{% import "macros/m.html" as big %}'] * 4))
    )


@st.composite
def layouts(draw: st.DrawFn) -> dict[str, str]:
    """Draw the texts of a few layouts by name; `page.html` is the one to render."""
    partials = ("partials/three.html", "partials/two.html", "partials/one.html")
    files: dict[str, str] = {}
    for number, name in enumerate(partials):
        files[name] = usual_imports(draw) + body(draw, Place(partials[:number]), 2)
    for number, name in enumerate(MODULES):
        place = Place((), [], (), False, ("c({0})", "c({0}, {3})")[: 2 * number], ALONE, ("p", "p", "b"))
        first = f'{{% from "{MODULES[0]}" import m as c %}}' if number else ""
        files[name] = (
            f"{first}{{% set b = 'set' %}}{{% macro n(p='none') %}}{body(draw, place, 1)}{{% endmacro %}}"
            f"{{% macro m(p, q=p) %}}[{{{{ p }}}}|{{{{ q }}}}{body(draw, place, 1)}]{{% endmacro %}}"
        )
    parents = draw(st.sampled_from(((), ("base.html",), ("middle.html", "base.html"))))
    for child, parent in zip(("page.html", *parents), (*parents, ""), strict=True):
        place = Place(partials, list(BLOCKS[: draw(st.integers(0, 3))]))
        text = usual_imports(draw) + body(draw, place, 3)
        before = draw(st.sampled_from(("", "", "{% set a = x %}", "{% set c %}{{ a }}{% endset %}", "odd")))
        files[child] = f'{before}{{% extends "{parent}" %}}{text}' if parent else text
    return files


class Value(Struct, frozen=True, kw_only=True):
    """A value as answers are made of: macros may remember what they made of one."""

    title: str
    to: str
    fields: dict[str, str]
    key: str


class Recording:
    """Answers every question, and keeps what was asked."""

    def __init__(self) -> None:
        self.asked: list[Any] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name == "nope":
            raise AttributeError(name)

        def ask(*arguments: Any) -> Any:
            self.asked.append((name, tuple(map(str, arguments))))
            return {"title": f"<{name}>", "to": arguments}

        return ask
