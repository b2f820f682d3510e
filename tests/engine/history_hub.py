"""A small site in a repository, for tests of what git knows of it."""

import re

from tests.conftest import SITE_YAML, MakeSite, Site
from tests.history.repository import Repo

YAML = f"{SITE_YAML}history: true\nrepository: https://github.com/org/hub\n"
LEA = "---\ntitle: Lea Brandt\ntype: person\n---\n"
RULES = "---\ntitle: Rules\n---\n\nBe kind to each other.\n\nMeet on Monday at ten in the hall.\n"
BY_LEA = "Lea Brandt <lea@example.org>"
LONG = "".join(f"Paragraph {number} of the rules, which nobody has to change.\n\n" for number in range(6))


def hub(make_site: MakeSite) -> tuple[Site, Repo]:
    """Return a site in a repository with one commit."""
    site = make_site(
        {"site.yaml": YAML, "content/stakeholders/lea.md": LEA, "content/wiki/rules.md": RULES}, build=False
    )
    repo = Repo(site.root)
    repo.write({".gitignore": "/output/\n/.sitegen/\n/.fresh-output/\n"})
    repo.commit("Begin the hub", when="2026-01-05T10:00:00Z")
    return site, repo


def words(html: str) -> str:
    """Return the text of a page, in one line."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())
