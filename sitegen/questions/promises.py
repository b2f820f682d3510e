"""Questions about consultations and next steps."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal
from urllib.parse import quote

from msgspec import Struct

from sitegen.facets.actions import Action
from sitegen.facets.consultation import Consultation, State
from sitegen.facets.relations import Relation
from sitegen.facets.schedule import Moment, zone_of
from sitegen.model import address_book
from sitegen.model.site import Site
from sitegen.questions.addresses import entry_address, marked_address
from sitegen.questions.answers import Card, Link
from sitegen.questions.contract import Until
from sitegen.questions.deadlines import due
from sitegen.questions.entries import card, link, name_links
from sitegen.questions.language import original, page_language, spoken
from sitegen.questions.links import outlinks
from sitegen.questions.once import once
from sitegen.urls import External, Marked, to_absolute


class ConsultationState(Struct, frozen=True, kw_only=True):
    """A consultation and its state at the time of the build."""

    card: Card
    consultation: Consultation
    state: State
    audience: tuple[Link, ...] = ()
    """Those who are asked."""
    report: tuple[Link, ...] = ()
    """What says its outcome at length."""
    mail: External | Literal[""] = ""
    """The address of a mail with title and questions filled in; empty where no answer is taken by mail."""
    file: Marked | Literal[""] = ""
    """The address of the iCalendar file of its last day."""


class ActionLine(Struct, frozen=True, kw_only=True):
    """One next step of an entry."""

    card: Card
    action: Action
    who: tuple[Link, ...]
    """Those who have promised it."""
    due: Moment | None
    due_event: Link | None
    """The event by which it is due, where it names one in place of a date."""
    anchor: Marked
    """The address of the paragraph that names the step, or of its page."""


class Step(ActionLine, frozen=True, kw_only=True):
    """One next step with its state at the time of the build."""

    over: str = ""
    """The instant from which it is overdue; empty where it has no day or is not open."""
    overdue: bool = False


class Owner(Struct, frozen=True, kw_only=True):
    """What one stakeholder has promised."""

    who: Link
    anchor: str
    """The id of their part of a page."""
    calendar: Marked | Literal[""]
    """The address of the iCalendar file of it; empty where nothing ever had a day."""
    steps: tuple[Step, ...]


LONGEST_MAIL = 1900
"""The longest address of a mail: some programs take 2,000 characters."""
ORDER: dict[State, int] = {"open": 0, "forthcoming": 1, "closed": 2, "outcome": 2}


def _originals(site: Site) -> Iterator[str]:
    """Yield the keys of all entries but translations, which ask and promise the same once more."""
    return (key for key in site.permalinks if not site.entries[key].meta.translation_of)


def consultation(site: Site, key: str) -> Until[ConsultationState | None]:
    """Return the state of an entry's consultation; it holds until that opens or closes, or its outcome is due.

    The answer is None for an entry without one.
    """
    facet = site.entries[key].meta.consultation
    if facet is None:
        return Until(answer=None, until=None)
    state, until = facet.state(site.now)
    names = name_links(site, key)
    told = facet.outcome.report if facet.outcome else ()
    found = ConsultationState(
        card=card(site, key),
        consultation=facet,
        state=state,
        audience=_named(facet.audience, names),
        report=_named(told, names),
        mail=_mail(facet, card(site, key).title, _reference(site, key)),
        file=marked_address(address_book.closing_file(site.permalinks[original(site, key)])),
    )
    return Until(answer=found, until=until, why=(_why(found, until),) if until else ())


def _named(relations: Iterable[Relation], names: Mapping[str, Link]) -> tuple[Link, ...]:
    """Return a link for each relation to an entry that has a page."""
    return tuple(names[found.text] for found in relations if found.text in names)


def announced(site: Site, key: str) -> Until[tuple[ConsultationState, ...]]:
    """Return the consultations that the text of an entry leads to, as far as they can be answered now or later."""
    found = _all(site, [each.key for each in outlinks(site, key) if site.entries[each.key].meta.consultation])
    asking = tuple(each for each in found.answer if each.state in ("open", "forthcoming"))
    return Until(answer=asking, until=found.until, why=found.why)


def _reference(site: Site, key: str) -> str:
    """Return what the mail of an answer ends with: whether the name may be published, and what it is about."""
    meta = site.entries[key].meta
    locale = spoken(site, page_language(site, site.entries[key]))
    page = to_absolute(entry_address(site, key), site.config.base)
    about = " ".join(filter(None, (getattr(meta, "ref", ""), page)))
    may = locale.text("My name may be published (yes or no):")
    return f"{may}\r\n{locale.text('About: {address}', address=about)}"


def _mail(asked: Consultation, title: str, reference: str) -> External | Literal[""]:
    """Return the address of a mail that answers (RFC 6068), with room below each question.

    It ends with the `reference`. Mail programs cut what is too long, so it has as many questions as fit.
    """
    if not asked.respond.email:
        return ""
    address = f"mailto:{quote(asked.respond.email, safe='@')}?subject={quote(title, safe='')}"
    text = "" if asked.questions else quote("\r\n\r\n\r\n", safe="")
    end = quote(reference, safe="")
    for number, question in enumerate(asked.questions, 1):
        more = quote(f"{number}. {question}\r\n\r\n\r\n", safe="")
        if len(f"{address}&body={text}{more}{end}") > LONGEST_MAIL:
            break
        text += more
    return External(f"{address}&body={text}{end}")


@once
def asked(site: Site) -> bool:
    """Return whether readers were ever asked for comments, so that there is a page of consultations."""
    return any(site.entries[key].meta.consultation for key in site.permalinks)


def consultations(site: Site) -> Until[tuple[ConsultationState, ...]]:
    """Return all consultations: the open by closing date, then those to come, then the closed, newest first."""
    return _all(site, [key for key in _originals(site) if site.entries[key].meta.consultation])


def open_for_comment(site: Site, kind: str) -> Until[dict[str, Moment]]:
    """Return the last day of each open consultation of a kind, by the key of its entry, the soonest first."""
    found = _all(site, [key for key in site.collections.get(kind, ()) if site.entries[key].meta.consultation])
    last = {each.card.key: each.consultation.closes for each in found.answer if each.state == "open"}
    return Until(answer=last, until=found.until, why=found.why)


def _all(site: Site, keys: Iterable[str]) -> Until[tuple[ConsultationState, ...]]:
    """Return the consultations of these entries, until the first of them ends its state."""
    states = [consultation(site, key) for key in keys]
    until = min((state.until for state in states if state.until), default=None)
    why = (words for state in states if state.until == until for words in state.why)
    return Until(
        answer=tuple(sorted((state.answer for state in states if state.answer), key=_order)),
        until=until,
        why=tuple(why),
    )


def actions(site: Site) -> tuple[ActionLine, ...]:
    """Return all next steps: the open by due date, then the others, the last done first."""
    lines = [_line(site, key, action) for key in _originals(site) for action in site.entries[key].meta.actions]
    return tuple(sorted(lines, key=_due_first))


def steps(site: Site) -> Until[tuple[Step, ...]]:
    """Return all next steps in the order of `actions`, until the next of them is overdue."""
    zone = zone_of(site.config.timezone)
    found, ends = [], []
    for line in actions(site):
        end = _end(line, zone)
        overdue = end is not None and end <= site.now
        if end and not overdue:
            ends.append(end)
        known = {name: getattr(line, name) for name in line.__struct_fields__}
        found.append(Step(**known, over=end.isoformat() if end else "", overdue=overdue))
    until = min(ends, default=None)
    return Until(answer=tuple(found), until=until, why=("a next step is overdue",) if until else ())


def owners(site: Site) -> Until[tuple[Owner, ...]]:
    """Return what each stakeholder has promised, by title, and last the steps that have no owner."""
    log = steps(site)
    owed: dict[str, list[Step]] = {}
    for step in log.answer:
        for key in dict.fromkeys(who.key for who in step.who) or ("",):
            owed.setdefault(key, []).append(step)
    nobody = owed.pop("", [])
    keys = sorted(owed, key=lambda key: (site.entries[key].meta.title.casefold(), key))
    found = [
        Owner(
            who=link(site, key),
            anchor=f"Owner-{site.entries[key].slug}",
            calendar=marked_address(address_book.owed_calendar_of(site.permalinks[key]))
            if any(step.due for step in owed[key])
            else "",
            steps=tuple(owed[key]),
        )
        for key in keys
    ]
    if nobody:
        found.append(Owner(who=Link(text=""), anchor="Owner", calendar="", steps=tuple(nobody)))
    return Until(answer=tuple(found), until=log.until, why=log.why)


def _end(line: ActionLine, zone: dt.tzinfo) -> dt.datetime | None:
    """Return the end of the day by which an open step is due; None for one without a day."""
    if line.action.status != "open" or line.due is None:
        return None
    return dt.datetime.combine(line.due.day + dt.timedelta(days=1), dt.time(), zone)


def _why(found: ConsultationState, until: dt.datetime) -> str:
    """Return in words the event that ends the state of a consultation."""
    outcome, title = found.consultation.outcome, found.card.title
    if outcome and outcome.date and outcome.date.aware() == until:
        return f"the outcome of the consultation “{title}” is published"
    return f"the consultation “{title}” {'opens' if found.state == 'forthcoming' else 'closes'}"


def _order(found: ConsultationState) -> tuple[int, float, str]:
    closing = found.consultation.closing().timestamp()
    return (ORDER[found.state], -closing if ORDER[found.state] == 2 else closing, found.card.key)


def _line(site: Site, key: str, action: Action) -> ActionLine:
    due_by, due_event = due(site, key, action)
    known = name_links(site, key)
    who = tuple({known[found.text].key: known[found.text] for found in action.who if found.text in known}.values())
    anchor = entry_address(site, key, f"#{action.source}" if action.source else "")
    return ActionLine(card=card(site, key), action=action, who=who, due=due_by, due_event=due_event, anchor=anchor)


def _due_first(line: ActionLine) -> tuple[int, float, str]:
    if line.action.status == "open":
        return (0, line.due.aware().timestamp() if line.due else float("inf"), line.action.what)
    done = line.action.done.toordinal() if line.action.done else 0
    return (1 if line.action.status == "done" else 2, -done, line.action.what)
