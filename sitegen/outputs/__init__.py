"""Producers of files, one a file; `OUTPUTS` is the whole registration."""

from sitegen.outputs.actions import ACTIONS
from sitegen.outputs.archives import ARCHIVES
from sitegen.outputs.assets import ASSETS
from sitegen.outputs.calendar import CALENDAR
from sitegen.outputs.cards import CARDS
from sitegen.outputs.colleagues import COLLEAGUES
from sitegen.outputs.consultations import CONSULTATIONS
from sitegen.outputs.coverage import COVERAGE
from sitegen.outputs.digest import DIGEST
from sitegen.outputs.entries import ENTRIES
from sitegen.outputs.feeds import FEEDS
from sitegen.outputs.gone import GONE
from sitegen.outputs.history import HISTORY
from sitegen.outputs.home import HOME
from sitegen.outputs.house import HOUSE
from sitegen.outputs.icons import ICONS
from sitegen.outputs.ics import ICS
from sitegen.outputs.lists import LISTS
from sitegen.outputs.notfound import NOT_FOUND
from sitegen.outputs.offline import OFFLINE
from sitegen.outputs.open_data import OPEN_DATA
from sitegen.outputs.pictures import PICTURES
from sitegen.outputs.recent_changes import RECENT_CHANGES
from sitegen.outputs.redirects import REDIRECTS
from sitegen.outputs.search import SEARCH
from sitegen.outputs.servers import SERVERS
from sitegen.outputs.shared_names import SHARED_NAMES
from sitegen.outputs.sitemap import SITEMAP
from sitegen.outputs.subscribe import SUBSCRIBE
from sitegen.outputs.terms import TERMS
from sitegen.outputs.theme import THEME
from sitegen.questions.contract import Output

OUTPUTS: tuple[Output, ...] = (
    ASSETS,
    THEME,
    PICTURES,
    CARDS,
    ICONS,
    HOME,
    ENTRIES,
    LISTS,
    ARCHIVES,
    HOUSE,
    TERMS,
    SHARED_NAMES,
    CALENDAR,
    CONSULTATIONS,
    ACTIONS,
    COLLEAGUES,
    COVERAGE,
    HISTORY,
    RECENT_CHANGES,
    ICS,
    FEEDS,
    DIGEST,
    SUBSCRIBE,
    OPEN_DATA,
    SEARCH,
    SITEMAP,
    SERVERS,
    REDIRECTS,
    GONE,
    NOT_FOUND,
    OFFLINE,
)

__all__ = ["OUTPUTS"]
