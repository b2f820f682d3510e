"""The basic questions: named pure functions of the site. Layouts and outputs have no other access to its entries.

A page depends on the whole answer to each question that it asks, so narrow questions save work: a page that asks
`cards("post")` to show five of them is rendered again when any title changes, and one that asks
`latest("post", 5)` only for a change in those five.
"""

from sitegen.questions import (
    cards,
    colours,
    entries,
    events,
    glossary,
    history,
    icons,
    links,
    listings,
    lists,
    pictures,
    promises,
    sections,
    structured,
)
from sitegen.questions.contract import Question

PRIVATE = frozenset(
    (
        entries.entry,
        entries.body,
        links.outlinks,
        links.occasions,
        links.neighbours,
        links.beside,
        links.people,
        sections.section_tree,
        history.contributors,
        history.history_page,
        history.revision,
        events.event_status,
        structured.structured_data,
    )
)
"""The questions that an entry's own page asks about it."""

QUESTIONS: tuple[Question, ...] = tuple(
    Question(function.__name__, function, function in PRIVATE)
    for function in (
        entries.entry,
        entries.body,
        entries.card,
        lists.cards,
        lists.latest,
        lists.recent,
        lists.changed,
        lists.count,
        lists.list_name,
        lists.directory,
        lists.directories,
        lists.indexes,
        lists.head,
        lists.terms,
        lists.tags_within,
        lists.term,
        lists.tagged,
        lists.config,
        lists.base,
        lists.menu,
        lists.footer,
        lists.address,
        lists.asset,
        pictures.picture,
        pictures.made,
        icons.icon,
        cards.shared_picture,
        cards.card_words,
        colours.colours,
        lists.today,
        listings.listing,
        links.backlinks,
        links.citations,
        links.outlinks,
        links.occasions,
        links.timeline,
        links.related,
        links.neighbours,
        links.beside,
        links.children,
        links.people,
        links.messages_for,
        links.used_in,
        sections.section_tree,
        glossary.glossary,
        history.contributors,
        history.history_page,
        history.revision,
        history.history,
        promises.consultation,
        promises.announced,
        promises.consultations,
        promises.open_for_comment,
        promises.actions,
        promises.steps,
        promises.owners,
        events.happenings,
        events.event_status,
        events.event_dates,
        events.next_dates,
        events.repetition,
        structured.structured_data,
    )
)
