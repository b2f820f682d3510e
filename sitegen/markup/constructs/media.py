"""Pictures, figures and films as tags of other generators: `{{< figure src="a.jpg" >}}`, `{% youtube ID %}`."""

import re

from sitegen.markup.body.links import close_link, open_link
from sitegen.markup.body.pass_state import Page
from sitegen.markup.body.pictures import picture
from sitegen.markup.constructs.contract import Construct
from sitegen.markup.constructs.shortcodes import Arguments, arguments, around
from sitegen.markup.constructs.shortcodes import tag as form
from sitegen.markup.html import tag, text, value
from sitegen.markup.placeholders import Mark
from sitegen.patterns import late

_PICTURE = late(r"\S.*\.(?:avif|gif|jpe?g|png|svg|webp)", re.I)
_FILE = ("src", "url", "file", "path", "image", "image_path", "img", "filename", "link")
_CAPTION = ("caption", "description")
_FILMS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "youtubeLite": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "instagram": "https://www.instagram.com/p/{}/",
    "tweet": "https://twitter.com/i/web/status/{}",
    "twitter": "https://twitter.com/i/web/status/{}",
}
"""What is on another site, by the name of its tag: its address."""
_FRAMES = {
    "www.youtube-nocookie.com": "https://www.youtube-nocookie.com/embed/{}",
    "www.youtube.com": "https://www.youtube.com/embed/{}",
    "player.vimeo.com": "https://player.vimeo.com/video/{}",
}
_IDENTITY = late(r"[\w-]+")
_INCLUDED = (
    r"include(?:_relative|_cached)?[ \t]+"
    r"[\w/-]*(?:figure|image|img|picture|photo|youtube|vimeo)[\w-]*\.(?:html|md|liquid)"
)
_TAG = around(form("figure", "img", "image", "picture", "imgproc", *_FILMS, _INCLUDED))
_INLINE = late(
    r"\[(?P<label>[^\[\]]+)\]\((?P<address>[^()\s]+)\)|`(?P<code>[^`]+)`"
    r"|(?<!\w)(?P<sign>\*\*|__|\*|_)(?=\S)(?P<words>.+?)(?<=\S)(?P=sign)(?!\w)"
)
"""Markdown within a caption."""


def _shown(source: str) -> tuple[str, Arguments, str] | None:
    """Return name and arguments of a tag that names a picture or a film, and its content; None for another one."""
    match = _TAG.match(source)
    if match is None:
        return None
    given, inner = arguments(match[2]), " ".join((match["content"] or "").split())
    name = next((film for film in _FILMS if film.lower() in match[1].lower()), "")
    if name:
        return (name, given, inner) if _IDENTITY.fullmatch(_identity(given)) else None
    return ("picture", given, inner) if _address(given) else None


def _identity(given: Arguments) -> str:
    return given.first("id", "video_id", "youtube_id", place=0)


def _address(given: Arguments) -> str:
    named = given.first(*_FILE)
    return named or next((word for word in given.words if _PICTURE.fullmatch(word)), "")


def _write(page: Page, mark: Mark) -> None:
    shown = _shown(mark.source)
    if shown is None:
        page.out.append(text(mark.source))
        page.say(text(mark.source))
        return page.unknown(mark)
    name, given, inner = shown
    block = not (page.in_paragraph or page.open_headings or page.in_table)
    if name != "picture":
        return _film(page, name, given, block)
    address = _address(given)
    behind = given.words[given.words.index(address) + 1 :] if address in given.words and not inner else ()
    title, caption = given.first("title"), given.first(*_CAPTION) or inner
    credit, source = given.first("attr"), given.first("attrlink")
    shown_title = f"<strong>{text(title)}</strong> " if title and caption else ""
    caption = caption or title
    alt = given.first("alt") or (behind[-1] if behind else "") or _plain(caption)
    found = {"alt": alt}
    for side in ("width", "height"):
        if given.named.get(side, "").removesuffix("px").isdigit():
            found[side] = given.named[side].removesuffix("px")
    figure = block and (caption or credit)
    page.out.append("<figure>" if figure else "<p>" if block else "")
    link = given.named.get("link", "") if address != given.named.get("link") and not page.in_link else ""
    if link:
        open_link(page, tag("", {"href": link})[1:-1])
    picture(page, address, found, mark)
    if link:
        close_link(page, "")
    if figure:
        page.block()
        page.out.append(f"<figcaption>{shown_title}")
        page.say(f"{text(title)} " if shown_title else "")
        _write_inline(page, caption)
        if credit:
            page.text(" " if caption else "")
            _write_link(page, source, credit)
        page.out.append("</figcaption>")
    page.out.append("</figure>" if figure else "</p>" if block else "")


def _plain(words: str) -> str:
    """Return the words of a caption without the signs of its Markdown."""
    return _INLINE.sub(lambda found: found["label"] or found["code"] or _plain(found["words"]), words)


def _write_inline(page: Page, words: str) -> None:
    """Write a caption with its emphasis, code and links."""
    end = 0
    for found in _INLINE.finditer(words):
        page.run(text(words[end : found.start()]))
        end = found.end()
        if found["address"]:
            _write_link(page, found["address"], found["label"])
        elif found["code"]:
            page.out.append(f"<code>{text(found['code'])}</code>")
            page.say(text(found["code"]))
        else:
            name = "strong" if len(found["sign"]) > 1 else "em"
            page.out.append(f"<{name}>")
            _write_inline(page, found["words"])
            page.out.append(f"</{name}>")
    page.run(text(words[end:]))


def _write_link(page: Page, address: str, words: str) -> None:
    """Write words that lead to an address, or the words alone where there is none."""
    if not address or page.in_link:
        return _write_inline(page, words)
    open_link(page, tag("", {"href": address})[1:-1])
    _write_inline(page, words)
    close_link(page, "")


def _film(page: Page, name: str, given: Arguments, block: bool) -> None:
    """Write a frame where the site names its host, else a link."""
    identity = _identity(given)
    address = _FILMS[name].format(identity)
    title = given.first("title") or address
    for host, frame in _FRAMES.items():
        if host in page.frames and name[:5].lower() in host and block:
            found = {"src": frame.format(identity), "title": title, "allowfullscreen": "", "loading": "lazy"}
            page.out.append(f"{tag('iframe', found)}</iframe>")
            return
    words = text(title)
    page.say(words)
    words = words if page.in_link else f'<a href="{value(address)}">{words}</a>'
    page.out.append(f"<p>{words}</p>" if block else words)


MEDIA_OF_HUGO = Construct(name="media of Hugo", sign="{{<", taken=_TAG, write=_write)
MEDIA_OF_JEKYLL = Construct(name="media of Jekyll", sign="{%", taken=_TAG, write=_write)
