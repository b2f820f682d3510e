"""The entries that a site has before an import."""

import posixpath
import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from sitegen.bounds import refusal
from sitegen.decoding import decode
from sitegen.disk import read, walk
from sitegen.facets.recurrence import Override
from sitegen.facets.schedule import Moment
from sitegen.facets.series import Series
from sitegen.fields.compose import compose
from sitegen.fields.convert import convert
from sitegen.fields.moments import moment
from sitegen.importers.site_reader import SiteReader
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.urls import slugify

_UID = re.compile(r"^uid[ \t]*:.*$", re.MULTILINE)


class Existing(Struct, frozen=True, kw_only=True):
    """One entry of the site, as a build reads it."""

    entry: Entry[Meta]
    text: str
    """The whole file; bytes that are not UTF-8 are replaced."""
    uid: str
    """Its identity, also where its front matter cannot be read."""
    hidden: bool
    """Whether no build publishes it until it is edited."""

    @property
    def slugs(self) -> frozenset[str]:
        """The slugs that no other entry of its kind can have: its own, and those of its old addresses."""
        old = (posixpath.basename(address.strip("/")) for address in self.entry.meta.old_addresses)
        return frozenset((self.entry.slug, *map(slugify, old)))

    def dates_with_details(self, dates: Iterable[str]) -> tuple[str, ...]:
        """Return those of some dates about which its overrides publish more than the time and the status."""
        series = self.entry.at("series")
        if self.hidden or not isinstance(series, Series):
            return ()
        detailed = [about for about, override in series.overrides if _has_details(override)]
        published = {start for about in detailed for start in _dates(series, about)}
        zone = series.first.start.zone
        return tuple(date for date in dates if not published.isdisjoint(_dates(series, moment(date, zone))))


def existing(
    site: SiteReader, folder: str, kinds: Iterable[str] = (), *, bodies: bool = False
) -> Iterator[Existing]:
    """Yield the entries below a folder of content/ in the order of their paths; of some kinds, or of all.

    Only with `bodies` they have a text, and a title from its first heading where front matter has none.

    A file that cannot be opened, and a link that leads out of the site, are left out: a build reports them.
    """
    wanted, parse = frozenset(kinds), site.parse if bodies else site.parse_head
    for name, place in walk(site.root / "content" / folder, bounds=site.bounds.places):
        key = posixpath.join(folder, name)
        kind = site.kind_of(key)
        if not kind or (wanted and kind not in wanted) or refusal(place, key, site.bounds):
            continue
        try:
            data = read(place)
        except OSError:
            continue
        entry = parse(key, data)
        text = decode(data, entry.path)[0]
        if text is None:
            text = data.decode("utf-8", "replace")
        yield Existing(
            entry=entry,
            text=text,
            uid=(_uid_line(text) if entry.broken else "") or site.uid(entry),
            hidden=not entry.broken and site.is_hidden(entry),
        )


def _uid_line(text: str) -> str:
    """Return the `uid` of an entry whose front matter cannot be read, "" for none.

    Without it, the next import would add the same entry a second time.
    """
    line = _UID.search(text)
    node, _ = compose(line[0], "", 1) if line else (None, ())
    meta = convert(node, Meta, path="", zone="UTC", what="an entry").value
    return meta.uid if meta else ""


def _has_details(override: Override) -> bool:
    plain = Override(start=override.start, end=override.end, time=override.time, status=override.status)
    return override != plain


def _dates(series: Series, about: Moment) -> tuple[Moment, ...]:
    """Return the dates of a series that a day or a time names, and the name itself, which may match none."""
    return about, *series.matches([about])[about]
