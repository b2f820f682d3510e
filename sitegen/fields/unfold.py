"""Merge keys (`<<`) made plain, and aliases kept from growing without end."""

import yaml

from sitegen.fields.syntax import Refusal

MAX_NODES = 10_000


def unfold(root: yaml.MappingNode, max_depth: int) -> None:
    """Resolve the merge keys below `root` in place, as YAML 1.1 means them.

    Raises Refusal for what contains itself, for more than MAX_NODES nodes once every alias is written out, for
    more than `max_depth` levels, and for a merge of something without keys.
    """
    _Unfolding(max_depth).measure(root)


class _Unfolding:
    """One walk: the size and depth of every node, each measured once."""

    def __init__(self, max_depth: int) -> None:
        self.max_depth = max_depth
        self.measures: dict[int, tuple[int, int] | None] = {}
        self.merged = 0

    def measure(self, node: yaml.Node) -> tuple[int, int]:
        """Return how many nodes and levels `node` holds."""
        if id(node) in self.measures:
            known = self.measures[id(node)]
            if known is None:
                raise Refusal("yaml-too-deep", node.start_mark, "this contains itself")
            return known
        self.measures[id(node)] = None
        if isinstance(node, yaml.MappingNode):
            parts = [part for pair in node.value for part in pair]
        else:
            parts = node.value if isinstance(node, yaml.SequenceNode) else []
        sizes = [self.measure(part) for part in parts]
        if isinstance(node, yaml.MappingNode):
            node.value = _merged(node)
            self.merged += len(node.value) - len(parts) // 2
        size = 1 + sum(nodes for nodes, _ in sizes)
        depth = 1 + max((levels for _, levels in sizes), default=0)
        if size > MAX_NODES or self.merged > MAX_NODES:
            raise Refusal("yaml-too-large", node.start_mark)
        if depth > self.max_depth:
            raise Refusal("yaml-too-deep", node.start_mark)
        self.measures[id(node)] = size, depth
        return size, depth


def _merged(node: yaml.MappingNode) -> list[tuple[yaml.Node, yaml.Node]]:
    own = [pair for pair in node.value if not _is_merge(pair[0])]
    if len(own) == len(node.value):
        return own
    taken = {_name_of(key) for key, _ in own}
    for key, value in node.value:
        if not _is_merge(key):
            continue
        for source in value.value if isinstance(value, yaml.SequenceNode) else [value]:
            if not isinstance(source, yaml.MappingNode):
                raise Refusal("bad-value", value.start_mark, "`<<` takes the fields of another entry: `<<: *name`")
            fresh = [pair for pair in source.value if _name_of(pair[0]) not in taken]
            own += fresh
            taken |= {_name_of(key) for key, _ in fresh}
    return own


def _is_merge(key: yaml.Node) -> bool:
    return isinstance(key, yaml.ScalarNode) and key.value == "<<" and not key.style


def _name_of(key: yaml.Node) -> str:
    return str(key.value).strip() if isinstance(key, yaml.ScalarNode) else ""
