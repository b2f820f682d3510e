"""Questions that are answered from the plan: which pages there are, what has moved, and what never changes."""

from collections.abc import Iterable

from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.changes import last_changed
from sitegen.questions.contract import Question
from sitegen.urls import address_of, folders_of


def questions_of_plan(targets: Iterable[Target]) -> tuple[Question, ...]:
    """Return the questions about such targets; a build answers each at most once."""

    def plan(site: Site) -> tuple[tuple[str, str], ...]:
        """Return the address of every page that search engines should know, and when it last changed."""
        return tuple(
            (address_of(target.path), _last_change(site, target.owner))
            for target in targets
            if target.path.endswith(".html") and target.indexed
        )

    def moves(_site: Site) -> tuple[tuple[str, str], ...]:
        """Return every old address with the new one, "" for what is gone."""
        return tuple(
            (address_of(target.path), target.leads_to) for target in targets if target.leads_to or target.gone
        )

    def named_by_content(_site: Site) -> tuple[str, ...]:
        """Return the addresses of what has another name when its bytes change, or of whole folders."""
        named = [target.path for target in targets if target.named_by_content]
        if not named:
            return ()
        folders = {folder for path in named for folder in folders_of(path)}
        for target in targets:
            if not target.named_by_content:
                folders.difference_update(folders_of(target.path))
        found = {_outermost(path, folders) for path in named}
        return tuple(sorted(found))

    return Question("plan", plan), Question("moves", moves), Question("named_by_content", named_by_content)


def _outermost(path: str, folders: set[str]) -> str:
    """Return the address of the outermost of the folders that has a path; of the file itself where none has."""
    whole = [folder for folder in folders_of(path) if folder in folders]
    return f"/{whole[-1]}/" if whole else f"/{path}"


def _last_change(site: Site, key: str) -> str:
    """Return when an entry last changed, as sitemaps write it, or ""."""
    entry = site.entries.get(key)
    moment = (last_changed(site, key) or entry.meta.date) if entry else None
    if moment is None:
        return ""
    return moment.day.isoformat() if moment.all_day else moment.aware().isoformat()
