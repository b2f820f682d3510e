"""One Python function for a layout: what it extends, its blocks and what it includes are written in place.

Jinja makes a function of each layout and of each block, and gives it a context in which it looks up names. Here
each context is a set of Python variables, so that every name is settled while the function is written:

- `l_7_title` is the variable `title` of a frame, as in Jinja's own code. Each layout, and each block, has frames
  of its own, so that it sees no variable of the place that it is written to.
- `v_2_title` is what the layouts of context 2 have set for their blocks and for the layout that they extend.
- `g_title` is what the page was given.

`missing` marks a variable without a value, and a context with none asks the one around it.
"""

from collections.abc import Callable, Iterable, Mapping

from jinja2 import nodes
from jinja2.compiler import DependencyFinderVisitor, Frame
from jinja2.environment import Environment
from jinja2.idtracking import VAR_LOAD_ALIAS, VAR_LOAD_PARAMETER, VAR_LOAD_RESOLVE
from jinja2.nodes import EvalContext
from msgspec import Struct

from sitegen.layouts.flat.plain import PlainGenerator
from sitegen.layouts.flat.unfit import MOST_PARTS, Parsed, Unfit, name_of

_LEVELS = 1000
"""How many frames may lie within each other in one layout or block."""

Find = Callable[[str], str]


class Context(Struct, frozen=True):
    """The variables of a layout and of those that it extends, while their function is written."""

    number: int
    names: frozenset[str]
    """The names that they may set for each other."""
    blocks: Mapping[str, nodes.Block]
    """Name of a block -> the one that is shown."""
    around: Find
    """Returns Python for the value of a name outside of this context."""

    def find(self, name: str) -> str:
        """Return Python for the value of a name; `missing` where it has none."""
        if name not in self.names:
            return self.around(name)
        held = self.variable(name)
        return f"({held} if {held} is not missing else {self.around(name)})"

    def variable(self, name: str) -> str:
        """Return Python's name for what the layouts of this context set. Raises Unfit for an unexpected one."""
        if name not in self.names:
            raise Unfit(f"the variable {name}")
        return f"v_{self.number}_{name}"


class FlatGenerator(PlainGenerator):
    """Writes the function of one layout."""

    def __init__(
        self, environment: Environment, name: str, parse: Callable[[str], Parsed], *, careful: bool
    ) -> None:
        super().__init__(environment, name, careful=careful)
        self._parse = parse
        self._given: set[str] = set()
        self._open: list[str] = []
        self._parts = 0
        self._context = Context(0, frozenset(), {}, self._give)

    def function(self) -> str:
        """Return the Python that defines `root`. Raises Unfit, and whatever reading a layout raises."""
        buffer = self.temporary_identifier()
        self.indent()
        self._write_layout(self.name or "", self._give, buffer)
        lines = [f"{name} = environment.filters[{key!r}]" for key, name in self.filters.items()]
        lines += [f"{name} = environment.tests[{key!r}]" for key, name in self.tests.items()]
        lines.append("def root(context, given):")
        lines += [f"    g_{name} = given.get({name!r}, missing)" for name in sorted(self._given)]
        lines += [f"    {buffer} = []", self.text.getvalue(), f"    return concat({buffer})", ""]
        return "\n".join(lines)

    def _give(self, name: str) -> str:
        self._given.add(name)
        return f"g_{name}"

    def _write_layout(self, name: str, around: Find, buffer: str | None) -> None:
        """Write a layout and all that it extends, in a context of its own."""
        if name in self._open:
            raise Unfit("a layout that includes itself")
        chain = self._chain(name)
        names = frozenset[str]().union(*(each.exported for each in chain))
        blocks: dict[str, nodes.Block] = {}
        for each in reversed(chain):
            blocks |= each.blocks
        state = self._context, self.has_known_extends, self._assign_stack
        self._open.append(name)
        self._context = Context(self._part(), names, blocks, around)
        self._assign_stack = []
        for variable in sorted(names):
            self.writeline(f"{self._context.variable(variable)} = missing")
        for each in chain:
            self._write_root(each.tree, each.parent != "", buffer)
        self._open.pop()
        self._context, self.has_known_extends, self._assign_stack = state

    def _chain(self, name: str) -> list[Parsed]:
        chain: list[Parsed] = []
        while name:
            self._part()
            chain.append(self._parse(name))
            name = chain[-1].parent
        return chain

    def _part(self) -> int:
        self._parts += 1
        if self._parts > MOST_PARTS:
            raise Unfit("too many parts")
        return self._parts

    def _write_root(self, tree: nodes.Template, extends: bool, buffer: str | None) -> None:
        """Write one layout without its blocks: what it sets and, where it extends no other, what it shows."""
        frame = self._frame(buffer)
        frame.toplevel = frame.rootlevel = True
        frame.require_output_check = extends
        self.has_known_extends = False
        frame.symbols.analyze_node(tree)
        self.pull_dependencies(tree.body)
        self.enter_frame(frame)
        for node in tree.body:
            if isinstance(node, nodes.Extends):
                self.has_known_extends = True
            else:
                self.visit(node, frame)

    def _frame(self, buffer: str | None) -> Frame:
        frame = Frame(EvalContext(self.environment, self.name), level=self._part() * _LEVELS)
        frame.buffer = buffer
        return frame

    def visit_Block(self, node: nodes.Block, frame: Frame) -> None:
        """Write the block of this name that is shown; it sees what layouts have set, and no variable around it."""
        if frame.toplevel and self.has_known_extends:
            return
        shown = self._context.blocks[node.name]
        block_frame = self._frame(frame.buffer)
        block_frame.block_frame = True
        block_frame.symbols.analyze_node(shown)
        assigned, self._assign_stack = self._assign_stack, []
        self.pull_dependencies(shown.body)
        self.enter_frame(block_frame)
        self.blockvisit(shown.body, block_frame)
        self._assign_stack = assigned

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:
        """Write another layout; it sees what this one sees, and its own variables are not seen here."""
        context, seen = self._context, frame.symbols.dump_stores()

        def around(name: str) -> str:
            found = context.find(name)
            return f"({seen[name]} if {seen[name]} is not missing else {found})" if name in seen else found

        self._write_layout(name_of(node.template), around, frame.buffer)

    def visit_FromImport(self, node: nodes.FromImport, frame: Frame) -> None:
        """Give names to what a layout imports."""
        self.module(node.template)
        self.newline(node)
        for each in node.names:
            name, alias = (each, each) if isinstance(each, str) else each
            key = (name_of(node.template), name)
            self._assign(alias, self.imported.setdefault(key, f"imported_{len(self.imported)}"), frame)

    def visit_Import(self, node: nodes.Import, frame: Frame) -> None:
        """Give a name to a layout that is imported."""
        self._assign(node.target, self.module(node.template), frame)

    def _assign(self, name: str, value: str, frame: Frame) -> None:
        also = f"{self._context.variable(name)} = " if frame.toplevel else ""
        self.writeline(f"{also}{frame.symbols.ref(name)} = {value}")

    def visit_Macro(self, node: nodes.Macro, frame: Frame) -> None:
        """Write a macro."""
        macro_frame, reference = self.macro_body(node, frame)
        self._assign(node.name, "", frame)
        self.macro_def(reference, macro_frame)

    def pop_assign_tracking(self, frame: Frame) -> None:
        """Write what a layout sets into its context, where it is seen from outside of its frame."""
        names = self._assign_stack.pop()
        if frame.toplevel and not frame.loop_frame and not frame.block_frame:
            for name in sorted(names):
                self.writeline(f"{self._context.variable(name)} = {frame.symbols.ref(name)}")

    def enter_frame(self, frame: Frame) -> None:
        """Write the variables that a frame begins with."""
        for target, (action, name) in frame.symbols.loads.items():
            if action == VAR_LOAD_RESOLVE:
                self.writeline(f"{target} = {self._context.find(name)}")
            elif action == VAR_LOAD_ALIAS:
                self.writeline(f"{target} = {name}")
            elif action != VAR_LOAD_PARAMETER:
                self.writeline(f"{target} = missing")

    def pull_dependencies(self, nodes: Iterable[nodes.Node]) -> None:
        """Note which filters and tests are used: they are looked up once, outside of the function."""
        visitor = DependencyFinderVisitor()
        for node in nodes:
            visitor.visit(node)
        for found, names in ((self.filters, visitor.filters), (self.tests, visitor.tests)):
            for name in sorted(names):
                if name not in found:
                    found[name] = self.temporary_identifier()
