"""The basic questions: named pure functions of the site, and the only way to learn about it while rendering.

Ask narrowly. A page that loops over `cards("post")` to show five goes stale on any title; `latest("post", 5)`
does not.
"""

from sitegen.questions import entries, events, links, lists, promises
from sitegen.questions.contract import Question

QUESTIONS: tuple[Question, ...] = tuple(
    Question(function.__name__, function)
    for function in (
        entries.entry,
        entries.body,
        entries.card,
        lists.cards,
        lists.latest,
        lists.recent,
        lists.count,
        lists.directory,
        lists.directories,
        lists.head,
        lists.terms,
        lists.term,
        lists.tagged,
        lists.config,
        lists.base,
        lists.menu,
        lists.footer,
        lists.asset,
        lists.picture,
        lists.today,
        links.backlinks,
        links.outlinks,
        links.occasions,
        links.timeline,
        links.related,
        links.neighbours,
        links.children,
        promises.consultation,
        promises.consultations,
        promises.actions,
        events.happenings,
        events.standing,
        events.repetition,
    )
)
