"""The tags that a site allows, as tags.yaml gives them. `sitegen.vocabulary` reads it."""

from msgspec import Struct, field

from sitegen.model.meta import Labels

FILE = "tags.yaml"
"""The file's name; it lies beside site.yaml."""
OTHER_NAME = "tags.yml"
"""A name by which people look for it, which is not read."""


class AllowedTag(Struct, frozen=True, kw_only=True):
    """What tags.yaml says of one tag."""

    label: str = ""
    """The words by which readers meet it; empty: as the tag is written."""
    synonyms: Labels = ()
    """Other words that count as this tag."""
    parent: str = ""
    """The broader tag that this one is part of."""
    description: str = ""
    """One or two sentences for the list of tags and the head of its page."""
    slug: str = ""
    """The last part of its address; empty: made of the tag."""


class Vocabulary(Struct, frozen=True, kw_only=True):
    """tags.yaml."""

    tags: dict[str, AllowedTag] = field(default_factory=dict)
    """Tag, as writers are to type it -> what the file says of it. Without any, all tags are allowed."""
