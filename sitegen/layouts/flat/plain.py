"""Python for layouts in which attributes, items and calls are written as Python's own.

Jinja looks up an attribute by a function that tries the item of the same name next, and calls by a function that
asks what else the callee wants to be given. Neither is needed for the values that layouts get, mappings excepted.
Where it is, Python raises an exception, and the page is rendered by Jinja.
"""

from io import StringIO
from keyword import iskeyword

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from jinja2.environment import Environment

from sitegen.layouts.flat.unfit import name_of

_NEVER_MAPPINGS = ("view", "loop")
_ASK_WHETHER_THERE = ("defined", "undefined", "default", "d")
"""Tests and filters that take what is not there."""


class PlainGenerator(CodeGenerator):
    """Writes the Python of a layout that is imported; `careful` has attributes, items and calls left to Jinja."""

    def __init__(self, environment: Environment, name: str, *, careful: bool) -> None:
        self.text = StringIO()
        """What is written."""
        super().__init__(environment, name, name, self.text, optimized=False)
        self.careful = careful
        self.modules: dict[str, str] = {}
        """Name of an imported layout -> the name that Python has for it."""
        self.imported: dict[tuple[str, str], str] = {}
        """Layout and name of what is imported from it -> the name that Python has for it."""
        self._lenient: set[int] = set()
        """Expressions that may be missing without being wrong, by their identity."""

    def module(self, template: nodes.Expr) -> str:
        """Return Python's name for an imported layout. Raises Unfit for one whose name is worked out."""
        name = name_of(template)
        return self.modules.setdefault(name, f"module_{len(self.modules)}")

    def imports(self) -> str:
        """Return the Python that gives names to all that is imported."""
        lines = [f"{python} = module({name!r})\n" for name, python in self.modules.items()]
        lines += [f"{python} = member({of!r}, {name!r})\n" for (of, name), python in self.imported.items()]
        return "".join(lines)

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        self.write(self.module(node.template))

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:
        """Write a filter."""
        self._allow(node)
        super().visit_Filter(node, frame)

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:
        """Write a test."""
        self._allow(node)
        super().visit_Test(node, frame)

    def _allow(self, node: nodes.Filter | nodes.Test) -> None:
        if node.name in _ASK_WHETHER_THERE and node.node is not None:
            self._lenient.add(id(node.node))

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Write an attribute as Python's, but for that of a mapping, which may be an item."""
        of = node.node
        if self.careful or id(node) in self._lenient or iskeyword(node.attr) or not node.attr.isascii():
            super().visit_Getattr(node, frame)
        elif isinstance(of, nodes.Name) and of.name in _NEVER_MAPPINGS:
            self.visit(of, frame)
            self.write(f".{node.attr}")
        else:
            held = self.temporary_identifier()
            self.write(f"({held}.{node.attr} if type({held} := ")
            self.visit(of, frame)
            self.write(f") is not dict else environment.getattr({held}, {node.attr!r}))")

    @optimizeconst
    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        """Write an item as Python's, but for one with a name, which may be an attribute."""
        named = isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str)
        if self.careful or named or id(node) in self._lenient or isinstance(node.arg, nodes.Slice):
            super().visit_Getitem(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(")[")
        self.visit(node.arg, frame)
        self.write("]")

    @optimizeconst
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Write a call as Python's; nothing that a layout can call asks for its context."""
        self.write("context.call(" if self.careful else "(")
        self.visit(node.node, frame)
        self.write(", " if self.careful else ")(")
        whole, self.stream = self.stream, StringIO()
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        arguments, self.stream = self.stream.getvalue(), whole
        self.write(arguments.removeprefix(", ") + ")")
