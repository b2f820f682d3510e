"""The tasks of minutes as next steps: their owners and days are read like the same fields of front matter."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, structs

from sitegen.diagnostics import Span, diagnose
from sitegen.facets.actions import Action
from sitegen.facets.relations import Reach
from sitegen.fields.convert import convert
from sitegen.fields.findings import Reading
from sitegen.fields.nodes import MappingNode, Place, ScalarNode, SequenceNode, YamlNode
from sitegen.fields.suggestions import days_meant
from sitegen.model.body import TaskLine, TaskWord
from sitegen.patterns import late

_FIELD = "actions"
LONGEST_NAME = 80
"""Characters that are looked at behind a name without quotes."""
_DAY = late(
    r"\d{1,2}(?:st|nd|rd|th|\.)?[ ][^\W\d_]+\.?,?[ ]\d{4}\b"
    r"|[^\W\d_]+[ ]\d{1,2}(?:st|nd|rd|th)?,?[ ]\d{4}\b"
)
"""Matches a day in words: `20 December 2026`, `December 20, 2026`."""


class _Minutes(Struct, frozen=True, kw_only=True):
    """What is read: the same field as in front matter, so that diagnostics call it the same."""

    actions: tuple[Action, ...] = ()


def next_steps(
    tasks: Sequence[TaskLine],
    position: Callable[[int], tuple[int, int]],
    path: str,
    zone: str,
    before: int,
    text: str = "",
) -> Reading[tuple[Action, ...]]:
    """Return tasks as next steps. They are counted on from those that the front matter has `before`.

    `position` returns line and column in the file of an offset in the body, whose `text` may have more of a name.
    """
    tasks = [structs.replace(each, words=tuple(_whole(word, text) for word in each.words)) for each in tasks]
    said, sensible = [], []
    for task in tasks:
        wrong = tuple(_wrong(task))
        said += [(word, code, message, fix) for word, code, message, fix in wrong]
        sensible += [] if any(code == "missing-field" for _, code, _, _ in wrong) else [task]

    def place(word: TaskWord) -> Place:
        quotes = int(word.quoted)
        return (*position(word.start + quotes), word.length - 2 * quotes)

    items = tuple(_node(task, place) for task in sensible)
    top = (1, 1, 1)
    pair: tuple[YamlNode, YamlNode] = (ScalarNode(top, _FIELD), SequenceNode(top, items))
    read = convert(MappingNode(top, (pair,)), _Minutes, path=path, zone=zone, what="a task")
    found = read.value.actions if read.value else ()
    words = {place(word)[:2]: word for task in tasks for word in task.words}
    diagnostics = []
    for word, code, message, fix in said:
        line, column, length = place(word)
        span = Span(path=path, line=line, column=column, length=length)
        diagnostics.append(diagnose(code, span, message, fix=fix))
    return Reading(
        value=tuple(structs.replace(each, source=task.id) for each, task in zip(found, sensible, strict=True)),
        places={_counted_on(field, before): where for field, where in read.places.items() if "." in field},
        reaches=tuple(_followed(read.reaches, words, text)),
        diagnostics=(*diagnostics, *read.diagnostics),
    )


def _wrong(task: TaskLine) -> Iterator[tuple[TaskWord, str, str, str]]:
    """Yield what is wrong with a task as a whole: the word to underline, code, message and cure."""
    first = task.words[0]
    if not task.what:
        message = "this task says who or when, but not what is to be done"
        yield first, "missing-field", message, "write what is to be done between the box and the names"
    done = next((word for word in task.words if word.key == "done"), None)
    if done and not task.done:
        message = "this task has a day on which it was done, but its box is open"
        yield done, "conflicting-fields", message, "write [x] for the box, or take the day out"


def _node(task: TaskLine, place: Callable[[TaskWord], Place]) -> MappingNode:
    """Return a task as front matter would have it, with the places of its words."""
    top = place(task.words[0])
    owners = tuple(ScalarNode(place(word), word.value) for word in task.words if word.key == "who")
    pairs: list[tuple[YamlNode, YamlNode]] = [(ScalarNode(top, "what"), ScalarNode(top, task.what))]
    if owners:
        pairs.append((ScalarNode(owners[0].place, "who"), SequenceNode(owners[0].place, owners)))
    if task.done:
        pairs.append((ScalarNode(top, "status"), ScalarNode(top, "done")))
    for word in task.words:
        if word.key != "who":
            pairs.append((ScalarNode(place(word), word.key), ScalarNode(place(word), word.value)))
    return MappingNode(top, tuple(pairs))


def _whole(word: TaskWord, text: str) -> TaskWord:
    """Return a day with all of its words, as in `due:20 December 2026`; other words as they are."""
    found = _DAY.match(text, word.start) if word.key != "who" and not word.quoted else None
    if found is None or found.end() <= word.start + word.length or not days_meant(found[0]):
        return word
    return structs.replace(word, value=found[0], length=len(found[0]))


def _followed(reaches: Iterable[Reach], words: Mapping[tuple[int, int], TaskWord], text: str) -> Iterator[Reach]:
    """Yield the names of other entries, bare ones with the words behind them on their line."""
    for reach in reaches:
        word = words.get((reach.line, reach.column))
        if word is None or word.quoted or word.value.startswith("[["):
            yield reach
        else:
            end = word.start + word.length
            yield structs.replace(reach, following=text[end : end + LONGEST_NAME].partition("\n")[0])


def _counted_on(field: str, before: int) -> str:
    """Return the path of a field of a next step, whose number is higher by those before."""
    name, number, *rest = field.split(".")
    return ".".join((name, str(int(number) + before), *rest))
