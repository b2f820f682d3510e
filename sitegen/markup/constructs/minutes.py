"""Next steps in minutes: a task with owners or a day, as in `- [ ] Draft strategy @LPDU due:2010-03-31`."""

import datetime as dt
import re
from functools import lru_cache, partial
from html import escape

from msgspec.structs import replace

from sitegen import dates
from sitegen.locales import Locale
from sitegen.markup.body.headings import spoken
from sitegen.markup.body.pass_state import Page
from sitegen.markup.constructs import CONSTRUCTS
from sitegen.markup.constructs.contract import Construct
from sitegen.markup.constructs.tasks import TASKS, open_item, task_at
from sitegen.markup.html import text
from sitegen.markup.placeholders import Mark
from sitegen.model.body import TaskLine, TaskWord
from sitegen.patterns import late

WORD = late(
    r"(?<![\w/@.&\\-])(?:(?P<owner>@)|(?P<key>(?i:due|done)):(?:[ ](?=\d))?)"
    r"(?P<name>\[\[[^\[\]\n]+\]\]|\"[^\"\n]+\"|“[^”\n]+”|\w(?:(?!['’]s\b)[\w.:/&'’-])*(?<=\w))"
    r"|\\@(?=\w)"
)
"""Matches an owner, `@LPDU`, a day, `due:2010-03-31`, or `\\@`, which is a plain one.

A name with spaces is in quotes or double brackets. A bare one ends before the `’s` of a genitive.
"""
_PLAIN = "\\@"
_DAY = late(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_LEFT = late(r"\s*[(\[][\s,;]*[)\]]|\s+(?=[,.;:])|[,;](?=\s*[,;.])")
"""Matches what is of no use between the words of a task once its owners and days are taken out."""
_END = " \t\n,;:.–—-"
_QUOTES = '"“”'


@lru_cache(maxsize=32)
def minutes(locale: Locale) -> tuple[Construct, ...]:
    """Return the constructs for minutes: tasks with owners or days in them are next steps."""
    tasks = replace(
        TASKS, handlers={**TASKS.handlers, "li": _open}, taken=WORD, words=_said, write=partial(_write, locale)
    )
    return tuple(tasks if each is TASKS else each for each in CONSTRUCTS)


def _said(source: str) -> str:
    """Return the words of what was typed."""
    return "@" if source == _PLAIN else source


def _open(page: Page, rest: str) -> None:
    """Write `<li>`, and remember a task with owners or days: it gets an id for the log to lead to."""
    task = task_at(page)
    found = _words(page, task.outside_code) if task else []
    if task is None or not found:
        open_item(page, rest)
        return
    what = spoken(_without_words(page, task.html, {word.start for word in found}), page.marks)
    what = _LEFT.sub("", _without_end(what)).strip()
    identity = page.unique(f"step-{len(page.tasks) + 1}")
    page.tasks.append(TaskLine(what=what, done=task.done, id=identity, words=tuple(found)))
    open_item(page, rest, identity=identity, label=what)


def _words(page: Page, html: str) -> list[TaskWord]:
    """Return the owners and days of a task, whose words outside its code are given."""
    numbers = page.word.findall(html) if page.word else []
    marks = (page.marks.items[int(number)] for number in numbers)
    return [_word(mark) for mark in marks if mark.construct == TASKS.name and mark.source != _PLAIN]


def _word(mark: Mark) -> TaskWord:
    """Return an owner or a day; its place is that of the name alone, with its quotes or brackets."""
    found = _parts(mark)
    begin = found.start("name")
    return TaskWord(
        key="who" if found["owner"] else found["key"].lower(),
        value=found["name"].strip(_QUOTES),
        quoted=found["name"][0] in _QUOTES,
        start=mark.start + begin,
        length=len(found["name"]),
    )


def _parts(mark: Mark) -> re.Match[str]:
    found = WORD.fullmatch(mark.source)
    if found is None:
        raise LookupError(mark.source)
    return found


def _without_end(what: str) -> str:
    """Return words without what joined them to an owner or a day; a full stop behind a word stays."""
    words = what.rstrip(_END)
    rest = what[len(words) :]
    return words + rest[: len(rest) - len(rest.lstrip("."))]


def _without_words(page: Page, html: str, starts: set[int]) -> str:
    """Return the words of a task without its owners and days, which have these `starts`."""

    def kept(match: re.Match[str]) -> str:
        mark = page.marks.items[int(match[1])]
        own = mark.construct == TASKS.name and mark.source != _PLAIN
        return "" if own and mark.start + _parts(mark).start("name") in starts else match[0]

    return page.word.sub(kept, html) if page.word else html


def _write(locale: Locale, page: Page, mark: Mark) -> None:
    """Write an owner as a link and a deadline in words; outside a task what was typed."""
    if mark.source == _PLAIN:
        _run(page, "@")
        return
    found = _parts(mark)
    begin, name = found.start("name"), found["name"]
    linked = name.strip(_QUOTES).startswith("[[")
    word = next((each for task in page.tasks for each in task.words if each.start == mark.start + begin), None)
    if word is None or page.in_link:
        bare = name.startswith("[[")
        _run(page, mark.source[:begin] if bare else mark.source)
        if bare:
            page.wiki(_brackets(mark, begin, name))
        return
    value = word.value
    if word.key == "who":
        label = value if linked else f"[[{value}]]"
        name, _, shown = label[2:-2].partition("|")
        _link(page, _brackets(mark, begin, f"[[{name}|@{shown or name.strip()}]]"))
        return
    day = None if linked else _day(value)
    if day is None and value[0].isdigit() and not linked:
        _run(page, mark.source)
        return
    if day is None:
        before, _, after = locale.text("event|by {event}", event="\0").partition("\0")
        _run(page, before if word.key == "due" else "")
        _link(page, _brackets(mark, begin, value if linked else f"[[{value}]]"))
        _run(page, after if word.key == "due" else "")
        return
    words = dates.short_day(day, locale)
    told = (
        locale.text("day|by {day}", day=words)
        if word.key == "due"
        else f"({locale.text('Done {day}', day=words)})"
    )
    page.say(text(told))
    page.out.append(f'<time datetime="{day.isoformat()}">{text(told)}</time>')


def _day(value: str) -> dt.date | None:
    """Return the day in a form that front matter takes, too; None for another text."""
    found = _DAY.fullmatch(value)
    try:
        return dt.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _link(page: Page, mark: Mark) -> None:
    """Write a link to what a relation of the next step names, too."""
    page.wiki(mark)
    page.drafts[-1].told = True


def _run(page: Page, words: str) -> None:
    if words:
        page.run(escape(words, quote=False))


def _brackets(mark: Mark, begin: int, source: str) -> Mark:
    """Return the mark of double brackets in place of a name, at the place of the name."""
    return replace(mark, source=source, start=mark.start + begin, length=mark.length - begin, kind="wiki")
