"""Where a message is used."""

from msgspec import structs

from sitegen.model.site import Site
from sitegen.questions.answers import Card
from sitegen.questions.contract import Until
from sitegen.questions.events import next_dates
from sitegen.questions.links import newest_first, touches


def used_in(site: Site, key: str) -> Until[tuple[Card, ...]]:
    """Return the entries that name or link to a message, newest first; not the messages that support it.

    A series has its place by its next date, until that is over.
    """
    items = {item.card.key: item for item in touches(site, key) if item.field != "parent"}
    series = {each: next_dates(site, each) for each in items}
    by_date = []
    for each, item in items.items():
        found = series[each].answer
        by_date.append(structs.replace(item, date=found.dates[0].schedule.start) if found else item)
    until = min((found.until for found in series.values() if found.until), default=None)
    first = [found for found in series.values() if until and found.until == until]
    cards = tuple(item.card for item in sorted(by_date, key=newest_first))
    return Until(
        answer=cards, until=until, why=tuple(dict.fromkeys(words for found in first for words in found.why))
    )
