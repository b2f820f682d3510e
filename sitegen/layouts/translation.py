"""Texts of a layout in the language of the page: they are written in place while the layout is compiled.

`_("By {who}", who=links(entry.authors))` in a layout becomes the words of the language with the expression between
them, so that a page of any language is rendered as if its layout had been written in it.
"""

from collections.abc import Iterable
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from sitegen.locales import Locale
from sitegen.locales.locale import pieces

NAME = "_"
"""What a layout calls a text by."""
IN_LANGUAGE = "in_language"
"""The filter that a text which is known only while rendering goes through, in all languages but English."""


def translate(tree: nodes.Template, locale: Locale) -> nodes.Template:
    """Return the tree of a layout with its texts in a language. Raises jinja2.TemplateSyntaxError."""
    Translation(locale).visit(tree)
    return tree


def is_text(node: nodes.Node) -> bool:
    """Whether a node asks for a text."""
    return isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == NAME


class Translation(NodeTransformer):
    """Replaces what asks for a text by the text."""

    def __init__(self, locale: Locale) -> None:
        self.locale = locale

    def visit_Output(self, node: nodes.Output) -> nodes.Output:
        """Write the pieces of a text one after another, as if they stood in the layout."""
        shown: list[nodes.Expr] = []
        for child in node.nodes:
            if isinstance(child, nodes.Call) and is_text(child):
                shown += self._pieces(child)
            else:
                shown.append(self.visit(child))
        node.nodes = shown
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:
        """Return the expression of a text, and any other call as it is."""
        if not is_text(node):
            return self.generic_visit(node)  # type: ignore[return-value]
        found = self._pieces(node)
        return found[0] if len(found) == 1 else nodes.Concat(found, lineno=node.lineno)

    def _pieces(self, call: nodes.Call) -> list[nodes.Expr]:
        if len(call.args) != 1 or call.dyn_args or call.dyn_kwargs:
            raise wrong(call, "takes one text, and the values of its placeholders by name")
        text = call.args[0]
        if not isinstance(text, nodes.Const):
            if call.kwargs:
                raise wrong(call, "with placeholders takes a text in quotes")
            shown = self.visit(text)
            return [shown if self.locale.built_in else _filter(shown, call.lineno)]
        if not isinstance(text.value, str):
            raise wrong(call, "takes a text in quotes")
        values = {pair.key: self.visit(pair.value) for pair in call.kwargs}
        words = pieces(self.locale.text(text.value))
        missing = set(pieces(text.value)[1::2]) ^ values.keys()
        if missing:
            raise wrong(call, f"and its text disagree about {{{min(missing)}}}")
        made = (_turn(piece, turn % 2 == 1, values, call.lineno) for turn, piece in enumerate(words))
        return [each for each in made if each is not None] or [nodes.Const("", lineno=call.lineno)]


def _turn(piece: str, name: bool, values: dict[str, Any], line: int) -> nodes.Expr | None:
    if name:
        return values.get(piece) or nodes.Const(f"{{{piece}}}", lineno=line)
    return nodes.Const(piece, lineno=line) if piece else None


def _filter(shown: nodes.Expr, line: int) -> nodes.Filter:
    return nodes.Filter(shown, IN_LANGUAGE, [], [], None, None, lineno=line)


def wrong(call: nodes.Node, what: str) -> jinja2.TemplateSyntaxError:
    """Return the error of a text that is asked for in a way that has no answer."""
    return jinja2.TemplateSyntaxError(f"{NAME}() {what}", call.lineno)


def texts_of(tree: nodes.Template) -> Iterable[str]:
    """Return the texts in quotes that a layout asks for."""
    for call in tree.find_all(nodes.Call):
        if is_text(call) and call.args and isinstance(call.args[0], nodes.Const):
            yield call.args[0].value
