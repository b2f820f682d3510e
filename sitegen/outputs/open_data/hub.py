"""`hub.json`: everything that is published, and the schema that describes it."""

from typing import Any

import msgspec
from msgspec import UNSET

from sitegen.json_text import json_line, json_text
from sitegen.model import address_book
from sitegen.model.site import Site
from sitegen.outputs.open_data.schema import Hub, KindRecord, Record, TagRecord
from sitegen.questions.addresses import marked_address
from sitegen.questions.contract import View
from sitegen.questions.language import spoken


def hub(site: Site) -> Hub:
    """Return the hub without its entries."""
    config, locale = site.config, spoken(site)
    kinds = (
        KindRecord(
            name=name,
            title=locale.text(kind.title),
            url=marked_address(kind.directory) if kind.directory else UNSET,
            csv=marked_address(address_book.sheet(site.kinds, name)) if kind.directory else UNSET,
            entries=len(keys),
        )
        for name, kind in site.kinds.items()
        if (keys := site.collections.get(name))
    )
    tags = (
        TagRecord(
            name=term.label,
            url=marked_address(term.permalink),
            description=term.description or UNSET,
            broader=site.terms[term.parent].label if term.parent in site.terms else UNSET,
            entries=len(site.tagged.get(slug, ())),
        )
        for slug, term in site.terms.items()
    )
    return Hub(
        schema=marked_address(address_book.HUB_SCHEMA),
        title=config.title,
        description=config.description or UNSET,
        url=config.base,
        language=config.language,
        timezone=config.timezone,
        kinds=tuple(kinds),
        tags=tuple(tags),
    )


def written(view: View) -> str:
    """Return the text of hub.json, an entry a line."""
    about: Hub = view.hub()
    entries = (each for kind in about.kinds for each in view.records(kind.name).items())
    lines = ",\n".join(json_line(_with_text(key, record, view)) for key, record in entries)
    return f"{json_line(about).removesuffix('[]}')}[\n{lines}\n]}}\n"


def _with_text(key: str, record: Record, view: View) -> Record:
    text = view.body(key, inviting=False)
    return msgspec.structs.replace(record, html=text or UNSET)


def schema() -> str:
    """Return the JSON Schema (draft 2020-12) of hub.json, made from the structs of this package."""
    (found,), parts = msgspec.json.schema_components([Hub], ref_template="#/$defs/{name}")
    whole: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema", **found, "$defs": parts}
    return f"{json_text(whole, indented=True)}\n"
