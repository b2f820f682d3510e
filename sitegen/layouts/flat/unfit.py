"""What a layout may do and still be made into one function; everything else is left to Jinja."""

from collections.abc import Iterable, Iterator

from jinja2 import nodes

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


def inspect(tree: nodes.Template) -> None:
    """Raise Unfit when a layout's text contains what has no equal in one function."""
    for node in tree.find_all(nodes.Node):
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
    if tree.find(nodes.NSRef) and tree.find(nodes.Macro):
        raise Unfit("a namespace, which can carry a macro out of its include")


def mutates(tree: nodes.Template) -> bool:
    """Whether a layout may change a value that it was given, or that it has made."""
    attributes: Iterable[nodes.Getattr] = tree.find_all(nodes.Getattr)
    items: Iterable[nodes.Const] = tree.find_all(nodes.Const)
    filters: Iterable[nodes.Filter] = tree.find_all(nodes.Filter)
    return (
        any(node.attr in MUTATING for node in attributes)
        or any(node.value in MUTATING for node in items if isinstance(node.value, str))
        or any(node.name == "attr" for node in filters)
    )


def parent_of(tree: nodes.Template) -> str:
    """Return the name of the layout that this one extends; empty for none. Raises Unfit for an unusual place."""
    found = list(tree.find_all(nodes.Extends))
    if not found:
        return ""
    before = tree.body[: tree.body.index(found[0])] if found[0] in tree.body else None
    if len(found) > 1 or before is None or not all(isinstance(node, _BEFORE_EXTENDS) for node in before):
        raise Unfit("an extends that is not the first thing")
    return name_of(found[0].template)


def exported(body: Iterable[nodes.Node]) -> Iterator[str]:
    """Return the names that a layout sets for its blocks and for the layout that it extends."""
    for node in body:
        if isinstance(node, nodes.Assign | nodes.AssignBlock):
            yield from (name.name for name in _stored(node.target))
        elif isinstance(node, nodes.Macro):
            yield node.name
        elif isinstance(node, nodes.Import):
            yield node.target
        elif isinstance(node, nodes.FromImport):
            yield from (name if isinstance(name, str) else name[1] for name in node.names)
        elif isinstance(node, nodes.If):
            yield from exported((*node.body, *node.else_))
            yield from (name for other in node.elif_ for name in exported(other.body))


def _stored(target: nodes.Expr) -> Iterator[nodes.Name]:
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
