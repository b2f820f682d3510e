"""Pictures: their files become slots, and a title of one that is a whole paragraph becomes its caption."""

import re

from sitegen.markup.body.draft import Draft
from sitegen.markup.body.links import (
    address_in,
    close_link,
    elsewhere,
    is_safe,
    leads_away,
    media,
    open_link,
    other_host,
    refuse,
    typed,
    unanswered,
    whole,
)
from sitegen.markup.body.pass_state import Page
from sitegen.markup.html import tag, text
from sitegen.markup.placeholders import Mark

_SIZED = re.compile(r"(?P<alt>.*\S|)\s*\|\s*(?P<width>\d{1,4})(?:x(?P<height>\d{1,4}))?\s*", re.S)
"""The words of a picture with its size behind them, as Obsidian has it: `![the map|300](map.png)`."""
_CANDIDATE = re.compile(r"[\s,]*([^\s,]\S*?)(?:\s+(\d+(?:\.\d+)?[wxh]))?\s*(?:,\s|,?$|,(?=\S+\s+\d))")
"""One of the files of a `srcset`, and for which width or sharpness of the screen it is."""
_EXPLICIT = re.compile(r"\balt\s*=\s*(\"\"|'')", re.I)


def stands_alone(page: Page) -> bool:
    """Return whether the paragraph that begins here is a picture with a title, perhaps within a link."""
    steps = [page.name(ahead) for ahead in range(1, 5)]
    linked = steps == ["a", "img", "/a", "/p"]
    if not linked and steps[:2] != ["img", "/p"]:
        return False
    titled = " title=" in page.tokens[page.at + 1 + linked].rest
    return titled and not "".join([page.after(ahead) for ahead in range(2 + 2 * linked)]).strip()


def figure(page: Page, values: dict[str, str]) -> None:
    """Write the paragraph that begins here, with its attributes as `values`, as a picture with its title below."""
    page.out.append(tag("figure", values))
    linked = page.name(1) == "a"
    page.at += 1
    if linked:
        open_link(page, page.tokens[page.at].rest)
        page.at += 1
    rest = page.tokens[page.at].rest
    caption = page.values(rest)["title"].strip()
    image(page, rest, captioned=True)
    page.at += 1
    if linked:
        close_link(page, "")
        page.at += 1
    page.block()
    if caption:
        page.out.append("<figcaption>")
        page.text(text(caption))
        page.out.append("</figcaption>")
    page.out.append("</figure>")
    page.block()


def image(page: Page, rest: str, *, captioned: bool = False) -> None:
    """Write `<img>`; of one that is `captioned`, the title is shown elsewhere."""
    found = page.values(rest)
    if captioned:
        del found["title"]
    raw = typed(rest, "src")
    found.pop("src", None)
    address, post = address_in(page, raw)
    if unanswered(page, raw):
        words = text(found.get("alt", "").strip())
        page.out.append(words)
        page.say(words)
        return
    if (alt := found.get("alt", "")) and "|" in alt and (sized := _SIZED.fullmatch(alt)):
        found["alt"] = sized["alt"]
        found.setdefault("width", sized["width"])
        if sized["height"]:
            found.setdefault("height", sized["height"])
    if raw and page.imgdir and not leads_away(address) and "/" not in address and not post:
        address = page.imgdir.rstrip("/") + "/" + address
    before = len(page.drafts)
    picture(page, address, found)
    if (tag_of := whole(page, raw)) and len(page.drafts) > before:
        page.drafts[-1].start, page.drafts[-1].length = tag_of.start, tag_of.length


def picture(page: Page, address: str, found: dict[str, str], mark: Mark | None = None) -> None:
    """Write a picture to be loaded when it comes into sight; for a file of the site `src` is a slot.

    `found` are its other attributes. `mark` is what asks for it, where that is not Markdown or HTML.
    """
    alt = found.get("alt", "").strip()
    if not address or not is_safe(address):
        refuse(page, "a picture")
        page.out.append(text(alt))
        page.say(text(alt))
        return
    if leads_away(address):
        return elsewhere(page, "a picture", address, alt, mark)
    rest_of = {"alt": alt, **{k: v for k, v in found.items() if k != "alt"}}
    rest_of.setdefault("loading", "lazy")
    rest_of.setdefault("decoding", "async")
    draft = Draft("image", address, page.here)
    draft.text = alt
    named = {}
    draft.exact = page.in_picture > 0 or "srcset" in found
    if "srcset" in found:
        del rest_of["srcset"]  # what is known of it at once comes before its slots
        srcset = candidates(page, found["srcset"])
        named = {"srcset": srcset} if srcset else {}
    if mark:
        draft.start, draft.length = mark.start, mark.length
    page.out.append(f"<img {page.slot(draft)}{tag('', rest_of | named)[1:]}")
    page.say(text(alt))
    if not alt and found.get("role") not in ("presentation", "none"):
        _without_words(page, address, draft.nth, mark)


def _without_words(page: Page, address: str, nth: int, mark: Mark | None) -> None:
    start, length = (mark.start, mark.length) if mark else page.place(address, nth, image=True)
    if mark is None and start is not None:
        opening = page.source.rfind("<", 0, start)
        if opening >= 0 and _EXPLICIT.search(page.source[opening : page.source.find(">", start) + 1]):
            return
    if mark is None:
        fix = "describe it between the brackets: ![what it shows](address)"
    elif mark.source.startswith("![["):
        page.wordless.append((address, mark))
        return
    else:
        fix = 'say what it shows: alt="what it shows"'
    message = f"the picture {address} has no words for those who cannot see it"
    page.problem("image-alt", message, start, length, fix=fix)


def candidates(page: Page, written: str) -> str:
    """Return a `srcset` with slots for files of the site; what is on another host is left out, and told."""
    kept = []
    for found in _CANDIDATE.finditer(written):
        address, size = found[1], found[2] or ""
        if leads_away(address):
            other_host(page, "a size of a picture", address, "was taken out")
        elif is_safe(address):
            draft = Draft("link", address, page.here)
            draft.end = page.here
            kept.append(f"{page.slot(draft)} {size}".rstrip())
    return ", ".join(kept)


def open_picture(page: Page, rest: str) -> None:
    """Write `<picture>`, whose author names the sizes of a picture."""
    page.in_picture += 1
    page.out.append(tag("picture", page.values(rest)))


def close_picture(page: Page, rest: str) -> None:
    """Write `</picture>`."""
    page.in_picture = max(page.in_picture - 1, 0)
    page.out.append("</picture>")


def source(page: Page, rest: str) -> None:
    """Write `<source>` of a picture, a film or a sound."""
    if not page.in_picture:
        return media(page, rest)
    found = page.values(rest)
    found.pop("src", None)
    found["srcset"] = candidates(page, found.get("srcset", ""))
    if found["srcset"]:
        page.out.append(tag("source", found))
