"""The tasks of minutes as next steps: their owners and days are read like the same fields of front matter."""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct, structs

from sitegen.diagnostics import Span, diagnose
from sitegen.facets.actions import Action
from sitegen.fields.convert import convert
from sitegen.fields.findings import Reading
from sitegen.fields.nodes import MappingNode, Place, ScalarNode, SequenceNode, YamlNode
from sitegen.model.body import TaskLine, TaskWord

_FIELD = "actions"


class _Minutes(Struct, frozen=True, kw_only=True):
    """What is read: the same field as in front matter, so that diagnostics call it the same."""

    actions: tuple[Action, ...] = ()


def next_steps(
    tasks: Sequence[TaskLine], position: Callable[[int], tuple[int, int]], path: str, zone: str, before: int
) -> Reading[tuple[Action, ...]]:
    """Return tasks as next steps. They are counted on from those that the front matter has `before`.

    `position` returns line and column in the file of an offset in the body.
    """
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
    diagnostics = []
    for word, code, message, fix in said:
        line, column, length = place(word)
        span = Span(path=path, line=line, column=column, length=length)
        diagnostics.append(diagnose(code, span, message, fix=fix))
    return Reading(
        value=tuple(structs.replace(each, source=task.id) for each, task in zip(found, sensible, strict=True)),
        places={_counted_on(field, before): where for field, where in read.places.items() if "." in field},
        reaches=read.reaches,
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


def _counted_on(field: str, before: int) -> str:
    """Return the path of a field of a next step, whose number is higher by those before."""
    name, number, *rest = field.split(".")
    return ".".join((name, str(int(number) + before), *rest))
