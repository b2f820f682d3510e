"""Links, pictures, media and frames: internal addresses become slots, dangerous ones go."""

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
_SIZED = re.compile(r"(?P<alt>.*\S|)\s*\|\s*(?P<width>\d{1,4})(?:x(?P<height>\d{1,4}))?\s*", re.S)
"""The words of a picture with its size behind them, as Obsidian has it: `![the map|300](map.png)`."""
_EXPLICIT = re.compile(r"\balt\s*=\s*(\"\"|'')", re.I)


def _address(page: Page, words: str) -> tuple[str, Mark | None]:
    """Return an address with its Liquid answered, and the mark when it names an entry, as post_url does."""
    if not page.word or page.marks.prefix not in words:
        return words, None
    post = next(
        (page.marks.items[int(n)] for n in page.word.findall(words) if page.marks.items[int(n)].kind == "post"),
        None,
    )
    found = _SLASHES.sub("/", page.restored(words, valued=True))
    return found, post


def _whole(page: Page, words: str) -> Mark | None:
    """Return the mark that is all of an address, such as `{% link plan.pdf %}`; None for another address."""
    found = page.word.fullmatch(words) if page.word else None
    return page.marks.items[int(found[1])] if found else None


def _unanswered(page: Page, words: str) -> bool:
    """Return whether an address has Liquid in it that nothing answers, which a warning has said."""
    if not page.word or page.marks.prefix not in words:
        return False
    return any(page.marks.items[int(number)].kind == "liquid" for number in page.word.findall(words))


def _typed(rest: str, name: str) -> str:
    """Return one attribute as the flavour wrote it, with its marks."""
    return attributes(rest).get(name, "")


def _is_external(address: str) -> bool:
    return bool(positions.scheme_of(address)) or address.lstrip().replace("\\", "/").startswith("//")


def _is_safe(address: str) -> bool:
    scheme = positions.scheme_of(address)
    return not scheme or scheme in SCHEMES


_SAFE = "link to an address that begins with https:, mailto: or a page's path"


def _meant(written: str, scheme: str) -> str:
    """Return the cure of an address: the address itself where its scheme is a slip of the finger."""
    near = get_close_matches(scheme.lower(), ("https", "http", "mailto"), 1, 0.8)
    known = scheme.lower() in ("ftp", "sftp", "rtp", "shttp")
    return f"did you mean {near[0]}{written[len(scheme) :]} ?" if near and not known else _SAFE


def _refuse(page: Page, what: str) -> None:
    """Report an unsafe address that was taken out. The places of all such addresses are in the same order."""
    nth = page.refused
    page.refused += 1
    unsafe = (
        [
            each
            for each in page.destinations
            if not _is_safe(positions.plain(each.written)) or _BLANK_IN_HOST.match(each.written)
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
            _refuse(page, "a link")
        page.out.append(tag("a", found))
        return
    written = _typed(rest, "href") if page.word else found["href"]
    address, post = _address(page, written)
    if _unanswered(page, written):
        del found["href"]
        page.out.append(tag("a", found))
    elif not _is_safe(address):
        _refuse(page, "a link")
        del found["href"]
        page.out.append(tag("a", found))
    elif not address or (_is_external(address) and not post):
        if not written:
            _empty(page)
        found["href"] = address
        page.out.append(tag("a", found))
    else:
        target, _, anchor = address.partition("#")
        draft = Draft("post" if post else "link", post.value.partition("#")[0] if post else target, page.here)
        draft.anchor = anchor
        if tag_of := post or _whole(page, written):
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


def image(page: Page, rest: str) -> None:
    """Write `<img>`."""
    found = page.values(rest)
    raw = _typed(rest, "src")
    found.pop("src", None)
    address, post = _address(page, raw)
    if _unanswered(page, raw):
        words = text(found.get("alt", "").strip())
        page.out.append(words)
        page.say(words)
        return
    if (alt := found.get("alt", "")) and "|" in alt and (sized := _SIZED.fullmatch(alt)):
        found["alt"] = sized["alt"]
        found.setdefault("width", sized["width"])
        if sized["height"]:
            found.setdefault("height", sized["height"])
    if raw and page.imgdir and not _is_external(address) and "/" not in address and not post:
        address = page.imgdir.rstrip("/") + "/" + address
    before = len(page.drafts)
    picture(page, address, found)
    if (tag_of := _whole(page, raw)) and len(page.drafts) > before:
        page.drafts[-1].start, page.drafts[-1].length = tag_of.start, tag_of.length


def picture(page: Page, address: str, found: dict[str, str], mark: Mark | None = None) -> None:
    """Write a picture to be loaded when it comes into sight; for a file of the site `src` is a slot.

    `found` are its other attributes. `mark` is what asks for it, where that is not Markdown or HTML.
    """
    alt = found.get("alt", "").strip()
    if not address or not _is_safe(address):
        _refuse(page, "a picture")
        page.out.append(text(alt))
        page.say(text(alt))
        return
    if _is_external(address):
        return _elsewhere(page, "a picture", address, alt, mark)
    rest_of = {"alt": alt, **{k: v for k, v in found.items() if k != "alt"}}
    rest_of.setdefault("loading", "lazy")
    rest_of.setdefault("decoding", "async")
    draft = Draft("image", address, page.here)
    draft.text = alt
    draft.sized = "width" in found or "height" in found
    if mark:
        draft.start, draft.length = mark.start, mark.length
    page.out.append(f"<img {page.slot(draft)}{tag('', rest_of)[1:]}")
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


def media(page: Page, rest: str) -> None:
    """Write `<video>`, `<audio>`, `<source>` or `<track>` with slots for files of the site."""
    found = page.values(rest)
    kind = page.name()
    if kind in ("video", "audio"):
        address = _address(page, _typed(rest, "src") or _first_source(page))[0]
        if _is_external(address) and _is_safe(address):
            page.skip(f"/{kind}")
            words = found.get("title") or found.get("aria-label", "")
            return _elsewhere(page, "a film" if kind == "video" else "a sound", address, words)
    for name in ("src", "poster"):
        if name in found:
            address, _ = _address(page, _typed(rest, name))
            if not _is_safe(address):
                _refuse(page, "a film or sound")
                del found[name]
            elif _is_external(address):
                _other_host(page, "a part of a film or sound", address, "was taken out")
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
    return _typed(next(sources, ""), "src")


def _elsewhere(page: Page, what: str, address: str, words: str, mark: Mark | None = None) -> None:
    """Write a link in place of a file of another host, which the page's policy forbids a browser to load."""
    words = text(words or _host(address) or address)
    page.out.append(words if page.in_link else f'<a href="{value(address)}">{words}</a>')
    page.say(words)
    outcome = "is shown as its words" if page.in_link else "is shown as a link to it"
    _other_host(page, what, address, outcome, mark)


def _other_host(page: Page, what: str, address: str, outcome: str, mark: Mark | None = None) -> None:
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
    address, _ = _address(page, _typed(rest, "src"))
    page.skip("/iframe")
    if not address or not _is_safe(address):
        return _refuse(page, "a frame")
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
    elif _is_external(address):
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
