"""The text of front matter or site.yaml as nodes with places, whatever language it is in."""

from sitegen.diagnostics import Diagnostic
from sitegen.fields.frontmatter import Form
from sitegen.fields.nodes import MappingNode
from sitegen.fields.simple_yaml import simple_nodes


def compose(
    text: str, path: str, first_line: int, form: Form = "yaml"
) -> tuple[MappingNode | None, tuple[Diagnostic, ...]]:
    """Return the mapping that `text` holds (None for nothing, or for an error) and what is wrong with it.

    `first_line` is the line of the file on which the text begins; places count from the top of the file. Merge
    keys are resolved, aliases are bounded in size, and no text makes it raise.
    """
    if form == "toml":
        from sitegen.fields.toml_nodes import toml_nodes

        return toml_nodes(text, path, first_line)
    if form == "json":
        from sitegen.fields.json_nodes import json_nodes

        return json_nodes(text, path, first_line)
    simple = simple_nodes(text, first_line)
    if simple is not None:
        return simple, ()
    from sitegen.fields.yaml_nodes import yaml_nodes

    return yaml_nodes(text, path, first_line)
