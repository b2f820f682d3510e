"""Tasks: a list item that begins with `[ ]` or `[x]` has a check box, whose name is the words of the item."""

from typing import NamedTuple

from sitegen.markup.body.headings import spoken
from sitegen.markup.body.pass_state import Page
from sitegen.markup.constructs.contract import Construct
from sitegen.markup.html import INLINE, tag, value
from sitegen.patterns import late

_TASK = late(r"(\s*)\[([ xX])\](?=\s)")
_CHECKBOX = '<input type="checkbox" disabled=""{} aria-label="{}">'


class Task(NamedTuple):
    """A task that a list item begins with."""

    done: bool
    """Whether its box is ticked."""
    html: str
    """Its words up to the next block."""
    outside_code: str
    """Those of them that are in no code."""
    inside: int
    """How many tags there are between the item and its box: 1 where a paragraph is."""
    end: int
    """The offset of its words in the text that has the box."""


def task_at(page: Page) -> Task | None:
    """Return the task that the current list item is; None for an item without a box."""
    inside = 1 if page.name(1) == "p" and not page.after().strip() else 0
    match = _TASK.match(page.after(inside))
    if not match:
        return None
    words = [page.after(inside)[match.end() :]]
    outside, in_code = words[:], False
    for at in range(page.at + inside + 1, len(page.tokens)):
        token = page.tokens[at]
        if token.name.lstrip("/") not in INLINE:
            break
        if ' class="footnote-ref"' not in token.rest:
            words.append(token.text)
            in_code = token.name == "code" or (in_code and token.name != "/code")
            outside.append("" if in_code else token.text)
    return Task(match[2] != " ", "".join(words), "".join(outside), inside, match.end())


def open_item(page: Page, rest: str, *, identity: str = "", label: str = "") -> None:
    """Write `<li>`, which is a task when it begins with a box; that may have an id, and its box another name."""
    task = task_at(page)
    page.nested += 1
    page.block()
    if task is None:
        page.out.append(tag("li", page.values(rest)) if rest else "<li>")
        return
    page.tokens[page.at + task.inside].text = page.after(task.inside)[task.end :]
    name = label or spoken(task.html, page.marks) or page.words.done
    box = _CHECKBOX.format(' checked=""' if task.done else "", value(name))
    found = page.values(rest)
    given = {"id": identity} if identity else {}
    page.out.append(tag("li", {**given, **found, "class": f"{found.get('class', '')} task".strip()}))
    if task.inside:
        page.box = box
    else:
        page.out.append(box)


def _close(page: Page, rest: str) -> None:
    """Write `</li>`."""
    page.nested -= 1
    page.block()
    page.out.append("</li>")


def _box(page: Page, rest: str) -> None:
    """Write `<input>` when it is a check box, which readers cannot change."""
    found = page.values(rest)
    if page.policy.trust:
        page.out.append(tag("input", found))
    elif found.get("type") == "checkbox":
        page.out.append(tag("input", {"aria-label": page.words.done, **found, "disabled": ""}))


TASKS = Construct(
    name="tasks", handlers={"li": open_item, "/li": _close, "input": _box}, idle=frozenset(("li", "/li"))
)
