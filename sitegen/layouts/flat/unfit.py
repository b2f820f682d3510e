"""What a layout may do and still be made into one function; everything else is left to Jinja."""

from collections.abc import Iterable, Iterator

from jinja2 import nodes
from msgspec import Struct

MOST_PARTS = 400
"""The number of parts above which no function is written: includes of includes could double with each level."""

MUTATING = frozenset(
    {"add", "append", "clear", "discard", "extend", "insert", "pop", "popitem", "remove", "reverse", "setdefault"}
    | {"sort", "update"}
)
"""Methods that change their object, so that a layout which calls one must not be begun twice."""

_BEFORE_EXTENDS = (nodes.Assign, nodes.AssignBlock, nodes.Import, nodes.FromImport, nodes.Macro)
_STRANGE = (nodes.EvalContextModifier, nodes.ScopedEvalContextModifier, nodes.OverlayScope)


class Unfit(Exception):
    """A layout does what only Jinja itself can do; the message says what."""


def name_of(template: nodes.Expr) -> str:
    """Return the name of a layout that another refers to. Raises Unfit for one that is worked out."""
    if isinstance(template, nodes.Const) and isinstance(template.value, str):
        return template.value
    raise Unfit("a name that is worked out")


class Parsed(Struct, frozen=True):
    """The text of one layout as nodes, and what its function has to know of it."""

    tree: nodes.Template
    parent: str
    """The layout that it extends; empty for none."""
    exported: frozenset[str]
    """The names that it may set for its blocks and for its parent."""
    blocks: dict[str, nodes.Block]
    mutates: bool
    """Whether it may change a value that it was given, or that it has made."""


def parsed(tree: nodes.Template) -> Parsed:
    """Return what a function has to know of a layout. Raises Unfit for what has no equal in one function."""
    blocks: dict[str, nodes.Block] = {}
    extends: list[nodes.Extends] = []
    sorts: set[type[nodes.Node]] = set()
    mutates = False
    for node in tree.find_all(nodes.Node):
        _refuse(node)
        sorts.add(type(node))
        mutates = mutates or _mutates(node)
        if isinstance(node, nodes.Extends):
            extends.append(node)
        elif isinstance(node, nodes.Block):
            if node.name in blocks:
                raise Unfit("two blocks of one name")
            blocks[node.name] = node
    if sorts >= {nodes.NSRef, nodes.Macro}:
        raise Unfit("a namespace, which can carry a macro out of its include")
    parent = _parent(tree, extends) if extends else ""
    return Parsed(tree, parent, frozenset(exported(tree.body)), blocks, mutates)


def _refuse(node: nodes.Node) -> None:
    if isinstance(node, _STRANGE):
        raise Unfit("another way of escaping")
    if isinstance(node, nodes.Block) and (node.scoped or node.required):
        raise Unfit("a scoped or required block")
    if isinstance(node, nodes.Include) and (node.ignore_missing or not node.with_context):
        raise Unfit("an include that may be missing, or is without context")
    if isinstance(node, nodes.Import | nodes.FromImport) and node.with_context:
        raise Unfit("an import with context")
    if isinstance(node, nodes.Name) and node.name in ("super", "self"):
        raise Unfit(node.name)
    if any(not name.isascii() for name in _names(node)):
        raise Unfit("a name that Python would spell otherwise")


def _mutates(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Getattr):
        return node.attr in MUTATING
    if isinstance(node, nodes.Const):
        return isinstance(node.value, str) and node.value in MUTATING
    return isinstance(node, nodes.Filter) and node.name == "attr"


def _parent(tree: nodes.Template, found: list[nodes.Extends]) -> str:
    before = tree.body[: tree.body.index(found[0])] if found[0] in tree.body else None
    if len(found) > 1 or before is None or not all(isinstance(node, _BEFORE_EXTENDS) for node in before):
        raise Unfit("an extends that is not the first thing")
    return name_of(found[0].template)


def exported(body: Iterable[nodes.Node]) -> Iterator[str]:
    """Return the names that a layout sets for its blocks and for the layout that it extends."""
    for node in body:
        if isinstance(node, nodes.Assign | nodes.AssignBlock):
            yield from (name.name for name in _cached(node.target))
        elif isinstance(node, nodes.Macro):
            yield node.name
        elif isinstance(node, nodes.Import):
            yield node.target
        elif isinstance(node, nodes.FromImport):
            yield from (name if isinstance(name, str) else name[1] for name in node.names)
        elif isinstance(node, nodes.If):
            yield from exported((*node.body, *node.else_))
            yield from (name for other in node.elif_ for name in exported(other.body))


def _cached(target: nodes.Expr) -> Iterator[nodes.Name]:
    if isinstance(target, nodes.Name):
        yield target
    else:
        yield from (name for name in target.find_all(nodes.Name) if name.ctx == "store")


def _names(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Name | nodes.Macro | nodes.NSRef):
        yield node.name
    elif isinstance(node, nodes.Import):
        yield node.target
    elif isinstance(node, nodes.FromImport):
        for name in node.names:
            yield from (name,) if isinstance(name, str) else name
