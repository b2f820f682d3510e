"""Pictures, figures and films as tags of other generators: `{{< figure src="a.jpg" >}}`, `{% youtube ID %}`."""

import re

from sitegen.markup.body.links import picture
from sitegen.markup.body.pass_state import Page
from sitegen.markup.constructs.contract import Construct
from sitegen.markup.constructs.shortcodes import Arguments, arguments, tag
from sitegen.markup.html import tag as opening
from sitegen.markup.html import text, value
from sitegen.markup.placeholders import Mark

_PICTURE = re.compile(r"\S.*\.(?:avif|gif|jpe?g|png|svg|webp)", re.I)
_FILE = ("src", "url", "file", "path", "image", "image_path", "img", "filename", "link")
_CAPTION = ("caption", "description", "attr")
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
_IDENTITY = re.compile(r"[\w-]+")
_INCLUDED = (
    r"include(?:_relative|_cached)?[ \t]+"
    r"[\w/-]*(?:figure|image|img|picture|photo|youtube|vimeo)[\w-]*\.(?:html|md|liquid)"
)
_TAG = tag("figure", "img", "image", "picture", "imgproc", *_FILMS, _INCLUDED)


def _shown(source: str) -> tuple[str, Arguments] | None:
    """Return the name and the arguments of a tag that names a picture or a film; None for another one."""
    match = _TAG.match(source)
    if match is None:
        return None
    given = arguments(match[2])
    name = next((film for film in _FILMS if film.lower() in match[1].lower()), "")
    if name:
        return (name, given) if _IDENTITY.fullmatch(_identity(given)) else None
    return ("picture", given) if _address(given) else None


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
    name, given = shown
    block = not (page.in_paragraph or page.open_headings or page.in_table)
    if name != "picture":
        return _film(page, name, given, block)
    address = _address(given)
    behind = given.words[given.words.index(address) + 1 :] if address in given.words else ()
    title, caption = given.first("title"), given.first(*_CAPTION)
    shown_title = f"<strong>{text(title)}</strong> " if title and caption else ""
    caption = caption or title
    alt = given.first("alt") or (behind[-1] if behind else "") or caption
    found = {"alt": alt}
    for side in ("width", "height"):
        if given.named.get(side, "").removesuffix("px").isdigit():
            found[side] = given.named[side].removesuffix("px")
    page.out.append("<figure>" if block and caption else "<p>" if block else "")
    picture(page, address, found, mark)
    if block and caption:
        page.block()
        page.out.append(f"<figcaption>{shown_title}{text(caption)}</figcaption>")
        page.say(f"{text(title)} {text(caption)}" if shown_title else text(caption))
    page.out.append("</figure>" if block and caption else "</p>" if block else "")


def _film(page: Page, name: str, given: Arguments, block: bool) -> None:
    """Write a frame where the site names its host, else a link."""
    identity = _identity(given)
    address = _FILMS[name].format(identity)
    title = given.first("title") or address
    for host, frame in _FRAMES.items():
        if host in page.frames and name[:5].lower() in host and block:
            found = {"src": frame.format(identity), "title": title, "allowfullscreen": "", "loading": "lazy"}
            page.out.append(f"{opening('iframe', found)}</iframe>")
            return
    words = text(title)
    page.say(words)
    words = words if page.in_link else f'<a href="{value(address)}">{words}</a>'
    page.out.append(f"<p>{words}</p>" if block else words)


MEDIA_OF_HUGO = Construct(name="media of Hugo", sign="{{<", taken=_TAG, write=_write)
MEDIA_OF_JEKYLL = Construct(name="media of Jekyll", sign="{%", taken=_TAG, write=_write)
