"""Questions about how entries hang together: backlinks, timelines, neighbours, what is near."""

from bisect import bisect_left
from collections import Counter

from sitegen.facets.schedule import Moment
from sitegen.model.kind import ROLES
from sitegen.model.site import Site
from sitegen.questions.answers import Card, Link, Mention, Touch
from sitegen.questions.entries import card, due, link
from sitegen.questions.once import once

MENTIONED = "Mentioned in"
AROUND = 25
"""How many entries of a tag, newer and older, may be related by it."""


def backlinks(site: Site, key: str) -> tuple[Mention, ...]:
    """Return who links to an entry from their body: once each, with the sentence of the first link."""
    mentions: dict[str, Mention] = {}
    for source, number in site.backlinks.get(key, ()):
        if source not in mentions and source in site.permalinks:
            reference = site.texts[source].body.references[number]
            text = site.links[source][number].text or reference.text
            mentions[source] = Mention(card=card(site, source), text=text, sentence=reference.sentence)
    return tuple(sorted(mentions.values(), key=lambda mention: mention.card.title.casefold()))


def outlinks(site: Site, key: str) -> tuple[Link, ...]:
    """Return the entries an entry's body links to, each once, in order of appearance."""
    seen = dict.fromkeys(found.key for found in site.links.get(key, ()) if found.key and found.key != key)
    return tuple(link(site, target) for target in seen if target in site.permalinks)


def timeline(site: Site, key: str) -> tuple[Touch, ...]:
    """Return every relation and mention that touches an entry, newest first, one line for each role."""
    lines: dict[tuple[str, str, int], Touch] = {}
    for connection in site.connections.get(key, ()):
        meta = site.entries[connection.key].meta
        what, status, date = "", getattr(meta, "status", ""), _moment(site, connection.key)
        if connection.item >= 0:
            action = meta.actions[connection.item]
            what, status = action.what, action.status
            date = due(site, connection.key, action)[0] or date
        lines[connection.key, connection.role, connection.item] = Touch(
            card=card(site, connection.key), role=connection.role, date=date, what=what, status=status or ""
        )
    related = {touch.card.key for touch in lines.values()}
    for source, _ in site.backlinks.get(key, ()):
        if source not in related and source in site.permalinks:
            found = card(site, source)
            lines.setdefault(
                (source, MENTIONED, -1), Touch(card=found, role=MENTIONED, date=_moment(site, source))
            )
    return tuple(sorted(lines.values(), key=_newest_first))


def occasions(site: Site, key: str) -> tuple[Touch, ...]:
    """Return the events that an entry is a paper, a follow-up or a message for, newest first."""
    lines = {
        (connection.key, connection.role): Touch(
            card=card(site, connection.key), role=connection.role, date=_moment(site, connection.key)
        )
        for connection in site.connections.get(key, ())
        if connection.item < 0 and connection.field not in ROLES and site.entries[connection.key].meta.schedule
    }
    return tuple(sorted(lines.values(), key=_newest_first))


def related(site: Site, key: str, number: int) -> tuple[Card, ...]:
    """Return what is near: `related:` both ways first, then the same kind by tags in common, newest first.

    Of each tag only the entries around this one in time are looked at, so that a common tag costs no more
    than a rare one.
    """
    names = site.names.get(key, {})
    named = [names.get(found.text, "") for found in site.entries[key].meta.related]  # "" and tags fall out below
    named += [found.key for found in site.connections.get(key, ()) if found.field == "related"]
    near = list(dict.fromkeys(name for name in named if name in site.permalinks and name != key))
    kind = site.entries[key].kind
    here = _standing(site, key)
    shared: Counter[tuple[float, str]] = Counter()
    for slug in site.tags.get(key, ()):
        alike = _alike(site, slug, kind)
        place = bisect_left(alike, here)
        shared.update(alike[max(0, place - AROUND) : place + AROUND + 1])
    by_tags = sorted((-count, *standing) for standing, count in shared.items())
    near += [other for _, _, other in by_tags if other != key and other not in near]
    return tuple(card(site, other) for other in near[:number])


@once
def _alike(site: Site, slug: str, kind: str) -> tuple[tuple[float, str], ...]:
    """Return the entries of one kind under a tag in their order in time, the newest first."""
    keys = (key for key in site.tagged[slug] if site.entries[key].kind == kind)
    return tuple(sorted(_standing(site, key) for key in keys))


def _standing(site: Site, key: str) -> tuple[float, str]:
    """Return what orders an entry among others, the newest first, those without a date last."""
    moment = _moment(site, key)
    return (-moment.aware().timestamp() if moment else float("inf"), key)


def neighbours(site: Site, key: str) -> tuple[Card | None, Card | None]:
    """Return the entries before and after in the kind's order; for posts, the older and the newer one."""
    before, after = (card(site, other) if other else None for other in site.neighbours.get(key, ("", "")))
    return (after, before) if site.kinds[site.entries[key].kind].order == "newest" else (before, after)


def children(site: Site, key: str) -> tuple[Card, ...]:
    """Return what is below: entries whose `parent` or `member_of` names this one, and pages under its address."""
    named = [found.key for found in site.connections.get(key, ()) if found.field in ("parent", "member_of")]
    under = site.below.get(site.permalinks.get(key, ""), ())
    return tuple(card(site, other) for other in dict.fromkeys([*named, *under]))


def _moment(site: Site, key: str) -> Moment | None:
    meta = site.entries[key].meta
    return meta.schedule.start if meta.schedule else meta.date


def _newest_first(touch: Touch) -> tuple[float, str, str]:
    stamp = -touch.date.aware().timestamp() if touch.date else float("inf")
    return (stamp, touch.card.title.casefold(), touch.role)
