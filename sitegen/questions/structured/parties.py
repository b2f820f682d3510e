"""People and groups in the vocabulary of schema.org."""

from typing import Any

from msgspec import UNSET

from sitegen.model.schema_org import Party
from sitegen.model.site import Site
from sitegen.questions.structured.parts import address, excerpt, named, names, picture


def party(site: Site, key: str) -> Party:
    """Return a stakeholder: a person, or an organisation, which groups of any sort are."""
    meta: Any = site.entries[key].meta
    person, page = meta.type == "person", address(site, key)
    groups = (named(site, "Organization", group) for group in names(site, key, meta.member_of))
    return Party(
        type="Person" if person else "Organization",
        name=meta.title,
        alternate_name=meta.names or UNSET,
        url=meta.url or page,
        main_entity_of_page=page,
        description=excerpt(site, key),
        image=picture(site, key),
        job_title=meta.role if person and meta.role else UNSET,
        member_of=tuple(groups) or UNSET,
    )
