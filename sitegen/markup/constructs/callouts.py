"""Callouts: a quote that begins with `[!word]` is a note with a title, which `+` and `-` let readers fold."""

from sitegen.markup.body.pass_state import Page
from sitegen.markup.constructs.contract import Construct
from sitegen.markup.html import tag, value
from sitegen.patterns import late

_SIGN = late(r"\s*\[!([\w-]+)\]([+-]?)[ \t]*")
_VOID = ("br", "img", "input", "wbr", "hr")


def _open(page: Page, rest: str) -> None:
    """Write `<blockquote>`, or a callout when it begins with `[!word]`."""
    page.nested += 1
    page.block()
    match = _SIGN.match(page.after(1)) if page.name(1) == "p" and not page.after().strip() else None
    if not match:
        page.closers["/blockquote"].append("</blockquote>")
        page.out.append(tag("blockquote", page.values(rest)) if rest else "<blockquote>")
        return
    word = match[1].lower()
    folded = match[2]
    opening = '<details open=""' if folded == "+" else "<details" if folded else "<div"
    role = "" if folded else ' role="note"'
    title = "summary" if folded else "p"
    page.closers["/blockquote"].append("</details>" if folded else "</div>")
    found = page.values(rest) if rest else {}
    first = page.tokens[page.at + 1].rest
    if "id=" in first and "id" not in found:  # of the paragraph that goes: it is that of the whole callout
        found["id"] = page.values(page.claim(first))["id"]
    classes = f"callout callout-{word} {found.pop('class', '')}".strip()
    others = tag("", {name: words for name, words in found.items() if name not in ("open", "role")})[1:-1]
    page.out.append(f'{opening} class="{value(classes)}"{role}{others}>\n<{title} class="callout-title">')
    page.at += 1
    rest_of = page.after()[match.end() :]
    if rest_of.strip() == '""':
        page.out[-1] = page.out[-1].partition("\n")[0]
        page.skip("/p")
        return
    if not rest_of.strip(" ").partition("\n")[0] and (rest_of.strip() or page.name(1) == "/p" or "\n" in rest_of):
        page.say(page.words.callout(word))
        page.out.append(page.words.callout(word))
    page.in_paragraph = True
    page.title = f"</{title}>"
    page.tokens[page.at].text = rest_of
    page.title_ends = _line_end(page)


def _line_end(page: Page) -> int:
    """Return the number of the token with the first line break that no element encloses; 0 when there is none."""
    depth = 0
    for at in range(page.at, len(page.tokens)):
        token = page.tokens[at]
        if at > page.at and token.name not in _VOID:
            if token.name == "/p" and depth == 0:
                break
            depth += -1 if token.name[0] == "/" else 1
        if depth == 0 and "\n" in token.text:
            return at
    return 0


def _close(page: Page, rest: str) -> None:
    """Write the end of the quote or callout."""
    page.nested -= 1
    page.block()
    page.out.append(page.closers["/blockquote"].pop())


CALLOUTS = Construct(name="callouts", handlers={"blockquote": _open, "/blockquote": _close})
