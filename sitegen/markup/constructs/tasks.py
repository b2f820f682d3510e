"""Tasks: a list item that begins with `[ ]` or `[x]` has a check box, whose name is the words of the item."""

from sitegen.markup.body.headings import spoken
from sitegen.markup.body.pass_state import Page
from sitegen.markup.constructs.contract import Construct
from sitegen.markup.html import INLINE, tag, value
from sitegen.patterns import late

_TASK = late(r"(\s*)\[([ xX])\](?=\s)")
_CHECKBOX = '<input type="checkbox" disabled=""{} aria-label="{}">'


def _open(page: Page, rest: str) -> None:
    """Write `<li>`, which is a task when it begins with a box."""
    page.nested += 1
    page.block()
    inside = 1 if page.name(1) == "p" and not page.after().strip() else 0
    match = _TASK.match(page.after(inside))
    if not match:
        page.out.append(tag("li", page.values(rest)) if rest else "<li>")
        return
    page.tokens[page.at + inside].text = page.after(inside)[match.end() :]
    box = _CHECKBOX.format("" if match[2] == " " else ' checked=""', value(_task(page, inside) or page.words.done))
    found = page.values(rest)
    page.out.append(tag("li", {**found, "class": f"{found.get('class', '')} task".strip()}))
    if inside:
        page.box = box
    else:
        page.out.append(box)


def _task(page: Page, inside: int) -> str:
    """Return the words of a task up to the next block, which are the name of its box."""
    words = [page.after(inside)]
    for at in range(page.at + inside + 1, len(page.tokens)):
        token = page.tokens[at]
        if token.name.lstrip("/") not in INLINE:
            break
        if ' class="footnote-ref"' not in token.rest:
            words.append(token.text)
    return spoken("".join(words), page.marks)


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
    name="tasks", handlers={"li": _open, "/li": _close, "input": _box}, idle=frozenset(("li", "/li"))
)
