"""Links, media and frames: internal addresses become slots, dangerous ones go."""

import re
from difflib import get_close_matches
from urllib.parse import urlsplit

from sitegen.markup import positions
from sitegen.markup.body.draft import Draft
from sitegen.markup.body.pass_state import Page
from sitegen.markup.html import attributes, tag, text, value
from sitegen.markup.placeholders import Mark
from sitegen.markup.sanitise import SCHEMES

_SLASHES = re.compile(r"(?<!:)//+")
_BLANK_IN_HOST = re.compile(r"(?:https?:)?//[^/?#\s]*\s", re.I)
"""Matches an address whose host no browser takes."""


def address_in(page: Page, words: str) -> tuple[str, Mark | None]:
    """Return an address with its Liquid answered, and the mark when it names an entry, as post_url does."""
    if not page.word or page.marks.prefix not in words:
        return words, None
    post = next(
        (page.marks.items[int(n)] for n in page.word.findall(words) if page.marks.items[int(n)].kind == "post"),
        None,
    )
    found = _SLASHES.sub("/", page.restored(words, valued=True))
    return found, post


def whole(page: Page, words: str) -> Mark | None:
    """Return the mark that is all of an address, such as `{% link plan.pdf %}`; None for another address."""
    found = page.word.fullmatch(words) if page.word else None
    return page.marks.items[int(found[1])] if found else None


def unanswered(page: Page, words: str) -> bool:
    """Return whether an address has Liquid in it that nothing answers, which a warning has said."""
    if not page.word or page.marks.prefix not in words:
        return False
    return any(page.marks.items[int(number)].kind == "liquid" for number in page.word.findall(words))


def typed(rest: str, name: str) -> str:
    """Return one attribute as the flavour wrote it, with its marks."""
    return attributes(rest).get(name, "")


def leads_away(address: str) -> bool:
    """Return whether an address leads to another site."""
    return bool(positions.scheme_of(address)) or address.lstrip().replace("\\", "/").startswith("//")


def is_safe(address: str) -> bool:
    """Return whether a page may have an address."""
    scheme = positions.scheme_of(address)
    return not scheme or scheme in SCHEMES


_SAFE = "link to an address that begins with https:, mailto: or a page's path"


def _meant(written: str, scheme: str) -> str:
    """Return the cure of an address: the address itself where its scheme is a slip of the finger."""
    near = get_close_matches(scheme.lower(), ("https", "http", "mailto"), 1, 0.8)
    known = scheme.lower() in ("ftp", "sftp", "rtp", "shttp")
    return f"did you mean {near[0]}{written[len(scheme) :]} ?" if near and not known else _SAFE


def refuse(page: Page, what: str) -> None:
    """Report an unsafe address that was taken out. The places of all such addresses are in the same order."""
    nth = page.refused
    page.refused += 1
    unsafe = (
        [
            each
            for each in page.destinations
            if not is_safe(positions.plain(each.written)) or _BLANK_IN_HOST.match(each.written)
        ]
        if nth < 50
        else []
    )
    place = unsafe[nth] if nth < len(unsafe) else None
    if place and " " in place.written:
        begin = max(page.source.rfind("[", 0, place.start), 0)
        message = f"{what} whose address has a blank in it was taken out"
        end = place.start + place.length
        page.problem("unsafe-link", message, begin, end - begin, fix="write the address without the blank")
        return
    scheme = positions.scheme_of(positions.plain(place.written)) if place else ""
    page.problem(
        "unsafe-link",
        f"{what} whose address begins with {scheme}: was taken out"
        if scheme
        else f"{what} without a safe address",
        place.start if place else None,
        place.length if place else 1,
        fix=_meant(place.written, scheme) if place else _SAFE,
    )


def open_link(page: Page, rest: str) -> None:
    """Write `<a>` of a footnote, an external address, or a place on this site, which becomes a slot."""
    page.in_link += 1
    if ' class="footnote-' in rest and 'href="#fn' in rest and _footnote(page, rest):
        return
    found = page.values(rest)
    if "href" not in found:
        if "id" not in found:
            refuse(page, "a link")
        page.out.append(tag("a", found))
        return
    written = typed(rest, "href") if page.word else found["href"]
    address, post = address_in(page, written)
    if unanswered(page, written):
        del found["href"]
        page.out.append(tag("a", found))
    elif not is_safe(address):
        refuse(page, "a link")
        del found["href"]
        page.out.append(tag("a", found))
    elif not address or (leads_away(address) and not post):
        if not written:
            _empty(page)
        found["href"] = address
        page.out.append(tag("a", found))
    else:
        target, _, anchor = address.partition("#")
        draft = Draft("post" if post else "link", post.value.partition("#")[0] if post else target, page.here)
        draft.anchor = anchor
        if tag_of := post or whole(page, written):
            draft.start, draft.length = tag_of.start, tag_of.length
        found["href"] = page.slot(draft)
        page.link = draft
        page.out.append(tag("a", found))


def _empty(page: Page) -> None:
    """Report a link whose address is still to be written."""
    nth = page.counts["empty", ""]
    page.counts["empty", ""] += 1
    start, length = page.place("", nth, image=False)
    message = "this link has no address, so that it leads nowhere"
    page.problem("unfinished-markup", message, start, length, fix="write the address between the brackets")


def close_link(page: Page, rest: str) -> None:
    """Write `</a>`, and note the words of the link."""
    page.in_link = max(page.in_link - 1, 0)
    if page.link:
        page.link.end = page.here
        page.link.text = page.words_since(page.link.begin)
        page.link = None
    page.out.append("</a>")


def _footnote(page: Page, rest: str) -> bool:
    found = page.values(rest)
    if found.get("class") == "footnote-ref":
        number = page.skip("/a")[0].text
        new = {
            "class": "footnote-ref",
            "href": found["href"],
            "role": "doc-noteref",
            "aria-label": page.words.footnote.format(number=number),
        }
        page.out.append(f"{tag('a', new)}{number}</a>")
    else:
        page.skip("/a")
        if found["href"][1:] in page.written:
            number = re.sub(r"\D", "", found.get("title", ""))
            again = re.match(r"#fnref(\d+):", found["href"])
            name = page.words.back_to_place if again else page.words.back_to
            new = {
                "class": "footnote-backref",
                "href": found["href"],
                "role": "doc-backlink",
                "aria-label": name.format(number=number, place=again[1] if again else ""),
            }
            page.out.append(f"{tag('a', new)}{text(page.words.back)}</a>")
    page.in_link -= 1
    return True


def media(page: Page, rest: str) -> None:
    """Write `<video>`, `<audio>`, `<source>` or `<track>` with slots for files of the site."""
    found = page.values(rest)
    kind = page.name()
    if kind in ("video", "audio"):
        address = address_in(page, typed(rest, "src") or _first_source(page))[0]
        if leads_away(address) and is_safe(address):
            page.skip(f"/{kind}")
            words = found.get("title") or found.get("aria-label", "")
            return elsewhere(page, "a film" if kind == "video" else "a sound", address, words)
    for name in ("src", "poster"):
        if name in found:
            address, _ = address_in(page, typed(rest, name))
            if not is_safe(address):
                refuse(page, "a film or sound")
                del found[name]
            elif leads_away(address):
                other_host(page, "a part of a film or sound", address, "was taken out")
                del found[name]
            elif address:
                target, _, anchor = address.partition("#")
                draft = Draft("link", target, page.here)
                draft.anchor, draft.end = anchor, page.here
                found[name] = page.slot(draft)
    if "src" in found or kind in ("video", "audio"):
        page.out.append(tag(kind, found))


def _first_source(page: Page) -> str:
    """Return the address of the first `<source>` within the current tag; empty without one."""
    sources = (token.rest for token in page.until(f"/{page.name()}") if token.name == "source")
    return typed(next(sources, ""), "src")


def elsewhere(page: Page, what: str, address: str, words: str, mark: Mark | None = None) -> None:
    """Write a link in place of a file of another host, which the page's policy forbids a browser to load."""
    words = text(words or _host(address) or address)
    page.out.append(words if page.in_link else f'<a href="{value(address)}">{words}</a>')
    page.say(words)
    outcome = "is shown as its words" if page.in_link else "is shown as a link to it"
    other_host(page, what, address, outcome, mark)


def other_host(page: Page, what: str, address: str, outcome: str, mark: Mark | None = None) -> None:
    """Report a file of another host; `outcome` says what becomes of it."""
    nth = page.counts["image", address]
    page.counts["image", address] += 1
    start, length = (mark.start, mark.length) if mark else page.place(address, nth, image=True)
    page.problem(
        "other-host",
        f"{what} from {_host(address) or address} {outcome}: pages ask no other host",
        start,
        length,
        fix="put the file into content/static/ and refer to it there",
    )


def frame(page: Page, rest: str) -> None:
    """Write `<iframe>` for a host that the site names, and a link to the address for any other."""
    found = page.values(rest)
    address, _ = address_in(page, typed(rest, "src"))
    page.skip("/iframe")
    if not address or not is_safe(address):
        return refuse(page, "a frame")
    host = _host(address)
    if host and host in page.frames:
        found["src"] = address
        found.setdefault("loading", "lazy")
        page.out.append(f"{tag('iframe', found)}</iframe>")
        return
    words = text(found.get("title") or host or address)
    page.say(words)
    start, length = page.place(address, page.counts["link", address], image=False)
    if page.in_link:
        page.out.append(words)
    elif leads_away(address):
        page.counts["link", address] += 1
        page.out.append(f'<a href="{value(address)}">{words}</a>')
    else:
        target, _, anchor = address.partition("#")
        draft = Draft("link", target, page.here)
        draft.anchor, draft.text, draft.end = anchor, found.get("title", ""), page.here
        page.out.append(f'<a href="{page.slot(draft)}">{words}</a>')
    page.problem(
        "frame-host",
        f"a frame from {host or 'this site'} is shown as a link to it",
        start,
        length,
        fix=f"add {host} to markdown: frames: in site.yaml" if host else "write a link",
    )


def _host(address: str) -> str:
    try:
        return urlsplit(address.strip()).hostname or ""
    except ValueError:
        return ""
