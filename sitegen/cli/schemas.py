"""The JSON Schema of site.yaml and of the front matter of each kind."""

from typing import Any

from sitegen.fields.json_schema import json_schema
from sitegen.kinds import KINDS
from sitegen.model.config import Config
from sitegen.model.meta import SYNONYMS


def schemas() -> dict[str, dict[str, Any]]:
    """Return the schemas by name: `site`, and each kind.

    No field is needed in those of kinds: a heading may say the title, a file name the date, and the head of
    a list has neither.
    """
    found = {"site": json_schema(Config, "site.yaml of sitegen")}
    for kind in KINDS:
        title = f"{kind.label}: front matter of sitegen"
        found[kind.name] = json_schema(kind.meta, title, synonyms=SYNONYMS, needed=False)
    return found
