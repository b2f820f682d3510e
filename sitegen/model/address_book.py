"""The address book: where everything lies that is no entry, such as the agenda, the tags, feeds and calendars.

Addresses are root-relative and unmarked. The `directory` of a kind is the address of its list, and what belongs
to the list lies below it: a kind that moves takes its calendar and its archives along.
"""

from collections.abc import Callable, Mapping

from sitegen.model.kind import Kind

Kinds = Mapping[str, Kind]
"""The kinds of a site by name."""

HOME = "/"
ACTIONS = "/next-steps/"
ACTIONS_BY_OWNER = f"{ACTIONS}by-owner/"
ACTIONS_SHEET = f"{ACTIONS}next-steps.csv"
CONSULTATIONS = "/have-your-say/"
RECENT_CHANGES = "/recent-changes/"
COMMENTS = "/comments/"
"""The folder of the feeds of comments."""
COLLEAGUES = "/internal/"
"""The pages that only the internal build has: their front, and the others below it."""
GRID = f"{COLLEAGUES}power-and-interest/"
CONTACTS = f"{COLLEAGUES}contacts/"
GARDENING = f"{COLLEAGUES}looking-after/"
COVERAGE = f"{COLLEAGUES}coverage/"
COVERAGE_OF_MESSAGES = f"{COVERAGE}messages.csv"
COVERAGE_OF_CHANNELS = f"{COVERAGE}channels.csv"
NAMES = "/names/"
"""The folder of the pages that list what a name may mean."""
SEARCH = "/search/"
SEARCH_INDEX = "/search/pagefind/"
"""The folder of the search index, whose files are named by what is in them."""
SUBSCRIBE = "/subscribe/"
SITEMAP = "/sitemap.xml"
WEB_MANIFEST = "/site.webmanifest"
FAVICON = "/favicon.ico"
ROBOTS = "/robots.txt"
NOT_FOUND = "/404.html"
DIGEST = "/digest/"
HUB_DATA = "/hub.json"
HUB_SCHEMA = "/hub.schema.json"
OPML = "/feeds.opml"
OFFLINE = "/offline.html"
WORKER = "/offline.js"


def listing(kinds: Kinds, kind: str, year: int = 0, month: int = 0) -> str:
    """Return the address of the list of a kind, or of a year or month of its archive; "" without a list."""
    return _period(kinds[kind].directory, year, month)


def shelf(kinds: Kinds, kind: str, facet: str, value: str) -> str:
    """Return the address of one shelf of a list: `/documents/by/type/paper/`, `/documents/by/superseded/`."""
    folder = f"{kinds[kind].directory}by/{facet}/"
    return folder if value in ("", facet) else f"{folder}{value}/"


def message_sheet(kinds: Kinds, kind: str) -> str:
    """Return the address of all messages on one sheet: `/messages/sheet/`."""
    return f"{kinds[kind].directory}sheet/"


def index(kinds: Kinds, kind: str) -> str:
    """Return the address of the names of a kind by letter, where its list is by shelves: `/wiki/by/letter/`.

    "" for a kind without such an index.
    """
    return f"{kinds[kind].directory}by/letter/" if kinds[kind].lettered else ""


def names(kinds: Kinds, kind: str) -> str:
    """Return the address of all names of a kind, to find one among many: `/stakeholders/by/name/`."""
    return f"{kinds[kind].directory}by/name/"


def agenda(kinds: Kinds, year: int = 0, month: int = 0) -> str:
    """Return the address of the agenda, or of a year or month of the calendar; "" where no kind has a calendar."""
    return _period(
        next((kind.directory for kind in kinds.values() if kind.list_by == "calendar"), ""), year, month
    )


def forward_plan(kinds: Kinds) -> str:
    """Return the address of the plan of the months ahead."""
    return _in_calendar(kinds, "plan/")


def programme(kinds: Kinds) -> str:
    """Return the address of the programme of the weeks ahead."""
    return _in_calendar(kinds, "programme/")


def programme_sheet(kinds: Kinds) -> str:
    """Return the address of that programme as comma-separated values."""
    return _in_calendar(kinds, "programme/programme.csv")


def past(kinds: Kinds) -> str:
    """Return the address of the list of past events."""
    return _in_calendar(kinds, "past/")


def calendar(kinds: Kinds) -> str:
    """Return the address of the iCalendar file of all events and deadlines."""
    return _in_calendar(kinds, "calendar.ics")


def deadlines(kinds: Kinds) -> str:
    """Return the address of the iCalendar file of deadlines alone."""
    return _in_calendar(kinds, "deadlines.ics")


def calendar_of(page: str) -> str:
    """Return the address of the iCalendar file of a page's dates, below a folder or beside a file.

    That is `/tags/a/calendar.ics` for `/tags/a/`, and `/tags/a.calendar.ics` for `/tags/a.html`.
    """
    return f"{page}calendar.ics" if page.endswith("/") else f"{page.removesuffix('.html')}.calendar.ics"


def owed_calendar_of(page: str) -> str:
    """Return the address of the iCalendar file of what a stakeholder has promised, by that of their page."""
    return f"{calendar_of(page).removesuffix('calendar.ics')}next-steps.ics"


def event_file(page: str) -> str:
    """Return the address of the iCalendar file of one event, below its folder or beside its file.

    That is `/events/a/a.ics` for `/events/a/`, and `/events/a.ics` for `/events/a.html`.
    """
    folder = page.rstrip("/")
    name = folder.rpartition("/")[2]
    if page.endswith("/"):
        return f"{folder}/{name}.ics"
    return f"{folder.rpartition('.')[0] if '.' in name else folder}.ics"


def closing_file(page: str) -> str:
    """Return the address of the iCalendar file of the last day of a consultation, beside that of an event.

    That is `/blog/a/a.closing.ics` for `/blog/a/`, and `/blog/a.closing.ics` for `/blog/a.html`.
    """
    return "/closing.ics" if page == HOME else f"{event_file(page).removesuffix('.ics')}.closing.ics"


def next_file(page: str) -> str:
    """Return the address of the iCalendar file of the next date of an event: `/events/a/a.next.ics`."""
    return f"{event_file(page).removesuffix('.ics')}.next.ics"


def history(page: str) -> str:
    """Return the address of the page with the changes of an entry, by the address of its own page."""
    return f"/history{page}"


def language_folder(language: str) -> str:
    """Return the folder of what a site has in another language than its own."""
    return f"/{language.lower()}/"


def feed_of(page: str) -> str:
    """Return the address of the feed of a page: of the site, of a list or of a tag."""
    return f"{page}feed.xml"


def json_feed_of(page: str) -> str:
    """Return the address of the JSON Feed of a page."""
    return f"{page}feed.json"


def digest(kinds: Kinds, year: int = 0, month: int = 0) -> str:
    """Return the address of the digest of a month, or of the list of all."""
    return _period(DIGEST, year, month)


def digest_text(kinds: Kinds, year: int, month: int) -> str:
    """Return the address of the digest of a month as plain text."""
    return f"{digest(kinds, year, month)}digest-{year:04}-{month:02}.txt"


def sheet(kinds: Kinds, kind: str) -> str:
    """Return the address of the entries of a kind as comma-separated values: `/stakeholders/stakeholders.csv`.

    "" for a kind without a list.
    """
    folder = kinds[kind].directory
    return f"{folder}{folder.rstrip('/').rpartition('/')[2]}.csv" if folder else ""


def feed(kinds: Kinds, kind: str = "") -> str:
    """Return the address of the feed of a kind, or of the site."""
    return feed_of(kinds[kind].directory if kind else HOME)


def json_feed(kinds: Kinds, kind: str = "") -> str:
    """Return the address of the JSON Feed of a kind, or of the site."""
    return json_feed_of(kinds[kind].directory if kind else HOME)


def tags(kinds: Kinds) -> str:
    """Return the address of the list of tags, or "" where no kind describes tags."""
    return next((kind.directory for kind in kinds.values() if not kind.pages), "")


def tag(kinds: Kinds, slug: str) -> str:
    """Return the address of a tag. Raises LookupError where no kind describes tags."""
    pattern = next((kind.permalink for kind in kinds.values() if not kind.pages), "")
    if not pattern:
        raise LookupError(slug)
    return pattern.format(slug=slug)


def sitemap_part(number: int) -> str:
    """Return the address of one part of a sitemap that is too long for one file."""
    return f"/sitemap-{number}.xml"


def titles(kinds: Kinds) -> dict[str, str]:
    """Return the titles of pages that no entry owns, by address."""
    lists = {kind.directory: kind.title for kind in kinds.values() if kind.directory}
    return {
        **lists,
        HOME: "Home",
        CONSULTATIONS: "Have your say",
        ACTIONS: "Next steps",
        RECENT_CHANGES: "Recent changes",
        DIGEST: "Digests",
        SEARCH: "Search",
        SUBSCRIBE: "Feeds and calendars",
    }


def _in_calendar(kinds: Kinds, name: str) -> str:
    folder = agenda(kinds)
    return f"{folder}{name}" if folder else ""


def _period(folder: str, year: int, month: int) -> str:
    """Return the address of a month below a folder: of the year with month 0, of the folder with year 0."""
    if not year or not folder:
        return folder
    return f"{folder}{year:04}/{month:02}/" if month else f"{folder}{year:04}/"


BOOK: dict[str, Callable[..., str]] = {
    "home": lambda kinds: HOME,
    "list": listing,
    "letters": index,
    "agenda": agenda,
    "plan": forward_plan,
    "past": past,
    "programme": programme,
    "programme sheet": programme_sheet,
    "calendar": calendar,
    "deadlines": deadlines,
    "tags": tags,
    "actions": lambda kinds: ACTIONS,
    "actions by owner": lambda kinds: ACTIONS_BY_OWNER,
    "actions sheet": lambda kinds: ACTIONS_SHEET,
    "consultations": lambda kinds: CONSULTATIONS,
    "recent changes": lambda kinds: RECENT_CHANGES,
    "recent changes feed": lambda kinds: feed_of(RECENT_CHANGES),
    "recent changes JSON": lambda kinds: json_feed_of(RECENT_CHANGES),
    "colleagues": lambda kinds: COLLEAGUES,
    "grid": lambda kinds: GRID,
    "contacts": lambda kinds: CONTACTS,
    "gardening": lambda kinds: GARDENING,
    "coverage": lambda kinds: COVERAGE,
    "coverage of messages": lambda kinds: COVERAGE_OF_MESSAGES,
    "coverage of channels": lambda kinds: COVERAGE_OF_CHANNELS,
    "comments feed": lambda kinds: feed_of(COMMENTS),
    "comments JSON feed": lambda kinds: json_feed_of(COMMENTS),
    "search": lambda kinds: SEARCH,
    "subscribe": lambda kinds: SUBSCRIBE,
    "search index": lambda kinds: SEARCH_INDEX,
    "feed": feed,
    "JSON feed": json_feed,
    "digest": digest,
    "digest text": digest_text,
    "sheet": sheet,
    "hub data": lambda kinds: HUB_DATA,
    "hub schema": lambda kinds: HUB_SCHEMA,
    "list of feeds": lambda kinds: OPML,
    "worker": lambda kinds: WORKER,
    "web manifest": lambda kinds: WEB_MANIFEST,
    "favicon": lambda kinds: FAVICON,
    "language feed": lambda kinds, language: feed_of(language_folder(language)),
    "language JSON feed": lambda kinds, language: json_feed_of(language_folder(language)),
    "tag feed": lambda kinds, slug: feed_of(tag(kinds, slug)),
    "tag JSON feed": lambda kinds, slug: json_feed_of(tag(kinds, slug)),
}
"""The name by which a layout asks for an address -> the function of the kinds, and of details, that answers."""
