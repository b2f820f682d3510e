"""When an entry changed last: as its writer says, else as git knows."""

from sitegen.facets.schedule import Moment, zone_of
from sitegen.model.history import Revision
from sitegen.model.site import Site


def moment_of(site: Site, revision: Revision) -> Moment:
    """Return when a change was committed, by the clock of the site."""
    zone = site.config.timezone
    local = revision.when.astimezone(zone_of(zone))
    return Moment(local=local.replace(tzinfo=None, fold=0), zone=zone, later=bool(local.fold))


def last_changed(site: Site, key: str) -> Moment | None:
    """Return when an entry last changed: its `updated`, else its last commit; None where neither is known."""
    told = site.entries[key].meta.updated
    if told or not site.config.history:
        return told
    revisions = site.history.get(key)
    return moment_of(site, revisions[0]) if revisions else None


def revised(site: Site, key: str) -> Moment | None:
    """Return the latest of all times at which an entry is known to have changed or appeared; None without any."""
    meta = site.entries[key].meta
    told = [last_changed(site, key), meta.date, *(change.date for change in meta.changes)]
    return max((moment for moment in told if moment), key=lambda moment: moment.aware(), default=None)
