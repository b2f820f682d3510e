"""The site that an import goes into: what it knows of people, tags and addresses, and what its build would say."""

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from sitegen.diagnostics import Diagnostic, Severity, Span, problem
from sitegen.disk import digest
from sitegen.importers.draft import Draft, Withheld
from sitegen.importers.folder import Known, Plan, Shelf, known, slug
from sitegen.importers.personal import personal
from sitegen.importers.tags import Tags
from sitegen.kinds.event import EVENT
from sitegen.model.config import Config
from sitegen.model.source import Source
from sitegen.stages.assemble.taxonomy import same
from sitegen.stages.parse import ParseSettings, parse
from sitegen.urls import base_path, expand, normalise, slugify


class Organisers:
    """Who among the stakeholders of a site is meant by a name; read when the first name is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._titles: dict[str, set[str]] | None = None

    def __call__(self, name: str) -> str:
        """Return the title of the one who is called so, "" when nobody or more than one is."""
        if self._titles is None:
            self._titles = {}
            for entry in known(self._folder):
                title = entry.head.get("title")
                hidden = entry.head.get("draft") == "true" or entry.head.get("visibility") == "internal"
                if isinstance(title, str) and title and not hidden:
                    for called in (title, *entry.names, *entry.aliases):
                        self._titles.setdefault(normalise(called), set()).add(title)
        meant = self._titles.get(normalise(name), set())
        return next(iter(meant)) if len(meant) == 1 else ""


def planned(
    events: Iterable[Draft], withheld: Iterable[Withheld], root: Path, site: Config, below: str
) -> tuple[list[Plan], list[Diagnostic]]:
    """Decide what becomes of each event; one that the site could not be built with is refused."""
    events, found = tagged(tuple(events), root, site)
    folder = root / "content" / "events"
    shelf = Shelf(known(folder), lambda entry: uid(entry, site), below=below)
    plans = [plan for plan in map(shelf.withdraw, withheld) if plan]
    for event in events:
        plan = shelf.plan(event)
        wrong = checked(plan, site)
        for each in wrong:
            code = "calendar-refused" if each.severity is Severity.ERROR else "calendar-loss"
            span = Span(path=event.path, line=event.line)
            found.append(problem(code, span, f"{event.title}: {each.message}", fix=each.fix))
        if not any(each.severity is Severity.ERROR for each in wrong):
            plans.append(plan)
            found += _personal(plan, event)
    return plans, found


def _personal(plan: Plan, event: Draft) -> Iterable[Diagnostic]:
    """Yield what of a new or renewed entry a person should look at before it is published."""
    if plan.step in ("new", "updated") and (said := personal(event)):
        span = Span(path=event.path, line=event.line)
        message = f"{event.title}: it tells everybody {', '.join(said)}"
        fix = f"take it out of content/events/{plan.name} if it is not for everybody"
        yield problem("calendar-loss", span, message, fix=fix)


def checked(plan: Plan, site: Config) -> tuple[Diagnostic, ...]:
    """Return what a build would say of an entry by itself."""
    if plan.step not in ("new", "updated"):
        return ()
    data, key = plan.text.encode(), f"events/{plan.name}"
    source = Source(key=key, path=f"content/{key}", kind=EVENT.name, digest=digest(data))
    return parse(source, data, EVENT, ParseSettings.of(site)).diagnostics


def tagged(events: tuple[Draft, ...], root: Path, site: Config) -> tuple[list[Draft], list[Diagnostic]]:
    """Take away the tags that would share an address with another, of the calendar's or the site's."""
    if not any(event.fields.get("tags") for event in events):
        return list(events), []
    described = [str(entry.head.get("title", "")) for entry in known(root / "content" / "tags")]
    tags = Tags((entry.head for entry in known(root / "content")), described, site.tags, same)
    kept, found = [], []
    for event in events:
        given = event.fields.get("tags", [])
        taken = [tag for tag in given if tags.takes(tag)]
        if taken != given:
            lost = ", ".join(tag for tag in given if tag not in taken)
            span = Span(path=event.path, line=event.line)
            message = f"{event.title}: left out the tags that would share an address with another: {lost}"
            found.append(problem("calendar-loss", span, message))
            fields = {name: taken if name == "tags" else value for name, value in event.fields.items()}
            event = msgspec.structs.replace(event, fields={name: value for name, value in fields.items() if value})
        kept.append(event)
    return kept, found


def uid(entry: Known, site: Config) -> str:
    """Return whose event an entry is: what it says, or what the site's own calendar says of it."""
    said, own, permalink = (entry.head.get(field) for field in ("uid", "slug", "permalink"))
    if isinstance(said, str) and said:
        return said
    pattern = (
        permalink if isinstance(permalink, str) and permalink else site.permalinks.get(EVENT.name, EVENT.permalink)
    )
    named = slugify(own) if isinstance(own, str) and own else slug(entry.name)
    try:
        address = (*entry.old_addresses, expand(pattern, slug=named, path=named, date=None))[0]
    except (ValueError, KeyError, IndexError):
        address = entry.name
    path = (base_path(site.url) + address.lstrip("/")).strip("/")
    return f"{path}@{urlsplit(site.url).hostname}"
