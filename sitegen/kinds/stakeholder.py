"""Stakeholders: the organisations, groups and people a community works with."""

import datetime as dt
from typing import Literal

from sitegen.facets.private import Private
from sitegen.facets.relations import Stakeholders
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta, Url


class Stakeholder(Meta, frozen=True, kw_only=True):
    """The front matter of a stakeholder; authors and members are stakeholders too."""

    type: Literal["organisation", "team", "network", "community", "person"]
    """What sort of stakeholder it is."""
    role: str = ""
    """What they do, in a few words."""
    url: Url = ""
    """Their own site."""
    member_of: Stakeholders = ()
    """The networks, teams and organisations they belong to."""
    engagement: Literal["", "partner", "consult", "inform", "watch"] = ""
    """How closely we work with them."""
    status: Literal["", "wanted", "approached", "in-touch", "working-together", "lapsed"] = ""
    """How far the contact has come."""
    since: dt.date | None = None
    """Since when the status holds."""
    owner: Stakeholders = ()
    """Who keeps up the contact."""
    forum_url: Url = ""
    """Where they talk among themselves."""
    forum_feed: str = ""
    """A copy of the feed of its topics, beside the entry: Atom, RSS or JSON Feed."""
    private: Private | None = None
    """What only the internal build shows; None in the public one."""


STAKEHOLDER = Kind(
    name="stakeholder",
    folder="stakeholders",
    other_words=(
        *("people", "person", "persons", "organisations", "organizations", "orgs"),
        *("personen", "menschen", "leute", "organisationen", "personnes", "gens", "personas", "organizaciones"),
        *("persone", "organizzazioni", "pessoas", "organizacoes", "mensen", "organisaties", "personer"),
        *("manniskor", "ihmiset", "henkilot", "osoby", "ludzie", "lide", "emberek", "oameni", "ljudje", "люди"),
    ),
    meta=Stakeholder,
    permalink="/stakeholders/{slug}/",
    layout="stakeholder.html",
    label="Stakeholder",
    title="Stakeholders",
    directory="/stakeholders/",
    list_layout="stakeholders.html",
    shelves={
        "status": {
            "working-together": "Working together",
            "in-touch": "In touch",
            "approached": "Approached",
            "wanted": "Wanted",
            "lapsed": "Lapsed",
        },
        "type": {
            "organisation": "Organisations",
            "team": "Teams",
            "network": "Networks",
            "community": "Communities",
            "person": "People",
        },
        "tag": {},
    },
    card=("type", "role", "status", "engagement", "member_of", "url"),
    roles={"member_of": "Has as a member", "owner": "Keeps in touch with"},
    people=True,
    schema="Organization",
)
