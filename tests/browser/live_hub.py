"""A hub with events, a series and consultations within some weeks of each other, and the days it is opened on."""

from playwright.sync_api import Locator, Page

from tests.conftest import SITE_YAML


def entry(title: str, *lines: str) -> str:
    return "\n".join(("---", f"title: {title}", *lines, "---", "What it is about.", ""))


FILES = {
    "site.yaml": SITE_YAML,
    "content/posts/draft.md": entry(
        "Our draft",
        "date: 2026-11-01",
        "consultation: {closes: 2026-12-14, questions: [Is it clear?], respond: {email: a@hub.example}}",
    ),
    "content/posts/later.md": entry(
        "Our plan",
        "date: 2026-11-02",
        "consultation: {opens: 2026-12-01, closes: 2026-12-10, respond: {email: a@hub.example}}",
    ),
    **{
        f"content/events/e{number}.md": entry(
            f"Talk {number}",
            f"start: 2026-11-{22 + number} 10:00",
            "duration: 1 hour",
            "register: https://booking.example/",
            "tags: talks",
            *(("status: rescheduled", "previous_start: 2026-11-01 10:00") if number == 6 else ()),
        )
        for number in range(1, 7)
    },
    "content/events/series.md": entry(
        "Clinic", "start: 2026-12-01 10:00", "organiser: Crew", "repeat: {every: week, count: 20}"
    ),
    "content/events/fair.md": entry("Fair", "start: 2027-05-10", "end: 2027-05-12", "organiser: Crew"),
    "content/posts/report.md": entry("Our report", "date: 2026-11-03", "authors: Crew", "tags: talks")
    + "\nIt is about [[Our draft]].\n",
    "content/stakeholders/crew.md": entry("Crew", "type: team"),
}

BUILT = "2026-11-22T09:00:00Z"
AFTER_THREE = "2026-11-25T12:00:00Z"
"""When the first three events are over and the fourth is not."""
OPENED = "2026-12-02T12:00:00Z"
"""When the consultation that was to come at the build is open."""
ONE_CLOSED = "2026-12-11T12:00:00Z"
"""When that consultation is closed again and the other still open."""
CLOSED = "2026-12-15T12:00:00Z"
ALL_OVER = "2027-06-01T12:00:00Z"

SEEN = """
(found) => found
  .filter((one) => one.getClientRects().length && one.checkVisibility({visibilityProperty: true}))
  .map((one) => one.innerText)
"""


def seen(page: Page, query: str) -> list[str]:
    """Return the words of what is shown, hidden things left out."""
    return seen_in(page.locator(query))


def seen_in(found: Locator) -> list[str]:
    """Return the words of those that are shown, asked for all at once, because each question takes a while."""
    words: list[str] = found.evaluate_all(SEEN)
    return words
