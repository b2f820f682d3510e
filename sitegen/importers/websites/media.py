"""Pictures, films, notes and galleries of other generators as Markdown that both flavours read alike."""

import html
import re
from collections.abc import Iterable, Mapping

_PICTURE = frozenset(
    [
        "image",
        "img",
        "figure",
        "fig",
        "picture",
        "pic",
        "photo",
        "imgproc",
        "screenshot",
        "thumbnail",
        "lightbox",
        "imgfig",
        "imgcap",
        "figcap",
        "svg",
    ]
)
_NOTES = {
    "note": "note",
    "notes": "note",
    "notice": "note",
    "info": "note",
    "alert": "note",
    "callout": "note",
    "admonition": "note",
    "hint": "tip",
    "tip": "tip",
    "success": "tip",
    "important": "important",
    "primary": "important",
    "warning": "warning",
    "warn": "warning",
    "attention": "warning",
    "caution": "caution",
    "danger": "caution",
    "error": "caution",
}
"""Words for a note -> the word that it gets here."""
_GALLERY = frozenset({"gallery", "carousel", "slider", "photos"})
_FILMS = {
    "youtube": ("YouTube", "https://www.youtube.com/watch?v={}"),
    "vimeo": ("Vimeo", "https://vimeo.com/{}"),
    "bilibili": ("Bilibili", "https://www.bilibili.com/video/{}"),
    "dailymotion": ("Dailymotion", "https://www.dailymotion.com/video/{}"),
}
"""Where films are -> what that is called, and the address of one."""
_ELSEWHERE = {
    "tweet": ("Post on Twitter", "https://twitter.com/{user}/status/{}"),
    "twitter": ("Post on Twitter", "https://twitter.com/{user}/status/{}"),
    "x": ("Post on X", "https://x.com/{user}/status/{}"),
    "instagram": ("Picture on Instagram", "https://www.instagram.com/p/{}/"),
    "gist": ("Code on GitHub", "https://gist.github.com/{}"),
    "speakerdeck": ("Slides on Speaker Deck", "https://speakerdeck.com/player/{}"),
    "codepen": ("Code on CodePen", "https://codepen.io/pen/{}"),
    "oembed": ("", "{}"),
    "embed": ("", "{}"),
}
_SOURCES = (
    "src",
    "url",
    "file",
    "path",
    "image",
    "image_path",
    "image-path",
    "img",
    "link_to_image",
    "filename",
    "0",
)
_WORDS = re.compile(r"[-_/\s.]+")
_ID = re.compile(r"[\w-]{3,}", re.ASCII)
_ADDRESS = re.compile(r"https?://\S+")

Arguments = Mapping[str, str]
"""Named arguments by name, the others by their number: `0`, `1`."""


def piece(name: str, given: Arguments, inner: str | None = None) -> str | None:
    """Return the Markdown for a shortcode, include or plugin's tag by its name; None for a name without a meaning.

    `inner` is what stands between its two halves, None where it has one half alone. A block has blank lines
    around it.
    """
    words = _WORDS.split(name.lower().removesuffix(".html").removesuffix(".liquid"))
    if inner is not None and (kind := next((_NOTES[word] for word in words if word in _NOTES), "")):
        return note(_kind_of_note(given, kind), _title_of_note(given), inner)
    if any(word in _GALLERY for word in words):
        return _gallery(given, inner)
    for word in words:
        if word in _FILMS and (film := _film(word, given)):
            return film
        if word in _ELSEWHERE and (link := _elsewhere(word, given)):
            return link
    source = next((given[key] for key in _SOURCES if given.get(key)), "")
    if any(word in ("video", "mp4", "film") for word in words) and source:
        return _own_film(source, given)
    if any(word in ("audio", "mp3") for word in words) and source:
        return f'\n\n<audio src="{html.escape(source)}" controls></audio>\n\n'
    if any(word in _PICTURE for word in words) and source:
        return picture(source, given, inner or "")
    if kind := next((_NOTES[word] for word in words if word in _NOTES), ""):
        text = next((given[key] for key in ("content", "text", "message", "body", "msg") if given.get(key)), "")
        return note(_kind_of_note(given, kind), _title_of_note(given), text) if text else None
    if any(word in ("button", "btn", "link") for word in words) and (
        to := given.get("href") or given.get("url") or ""
    ):
        return f"[{(inner or given.get('text') or given.get('label') or to).strip()}]({to})"
    return None if inner is None else _block(words, given, inner)


def _block(words: list[str], given: Arguments, inner: str) -> str | None:
    """Return the Markdown for what has text between its two halves, by the words of its name."""
    title = next(
        (given[key] for key in ("title", "name", "header", "summary", "label", "0") if given.get(key)), ""
    )
    if _is_any(words, "quote", "blockquote"):
        who = next((given[key] for key in ("author", "source", "cite", "by") if given.get(key)), "")
        return "\n\n" + quoted(inner.strip() + (f"\n\n— {who}" if who else "")) + "\n\n"
    if _is_any(words, "details", "expand", "spoiler", "collapse", "accordion"):
        return "\n\n" + quoted(f"[!note]- {title or 'Details'}\n{inner.strip()}") + "\n\n"
    if _is_any(words, "tabs", "tabpane", "codetabs"):
        return f"\n\n{inner.strip()}\n\n"
    if _is_any(words, "tab", "codetab"):
        return f"\n\n**{title}**\n\n{inner.strip()}\n\n" if title else f"\n\n{inner.strip()}\n\n"
    if _is_any(words, "mermaid"):
        return f"\n\n```mermaid\n{inner.strip()}\n```\n\n"
    return None


def _is_any(words: list[str], *names: str) -> bool:
    return not frozenset(names).isdisjoint(words)


def picture(source: str, given: Arguments, inner: str = "") -> str:
    """Return a picture: with a caption a figure of its own, else a picture within its line."""
    caption = next(
        (given[key] for key in ("caption", "figcaption", "description", "legend", "attr") if given.get(key)),
        inner.strip(),
    )
    title = given.get("title", "")
    alt = given.get("alt") or given.get("alternative") or given.get("alt_text") or title or plain(caption)
    if title and title not in (given.get("alt"), caption):
        caption = f"**{title}** {caption}" if caption else title
    link = given.get("link") or given.get("href") or ""
    width = given.get("width", "").removesuffix("px")
    size = f' width="{width}"' if width.isascii() and width.isdigit() else ""
    if not caption and not size:
        shown = f"![{alt.replace(']', '')}]({_destination(source)})"
        return f"[{shown}]({_destination(link)})" if link else shown
    attributes = f' alt="{html.escape(alt)}"' if alt else ""
    image = f'<img src="{html.escape(source)}"{attributes}{size}>'
    if link:
        image = f'<a href="{html.escape(link)}">{image}</a>'
    if not caption:
        return image
    return f"\n\n<figure>\n{image}\n<figcaption>{inline_html(caption)}</figcaption>\n</figure>\n\n"


def note(kind: str, title: str, inner: str) -> str:
    """Return a note with a title of its own, or with that of its kind."""
    return "\n\n" + quoted(f"[!{kind}] {title}".rstrip() + f"\n{inner.strip()}") + "\n\n"


def quoted(text: str) -> str:
    """Return a text with the sign of a quote before every line."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def gallery(pictures: Iterable[tuple[str, str]]) -> str:
    """Return pictures, each a source and its words, one below the other."""
    return (
        "\n\n"
        + "\n".join(f"![{words.replace(']', '')}]({_destination(source)})" for source, words in pictures)
        + "\n\n"
    )


def plain(text: str) -> str:
    """Return a caption without Markdown and HTML."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"</?[a-zA-Z][^<>]*>", "", text))
    return " ".join(html.unescape(re.sub(r"[*_`]+", "", text)).split())


def inline_html(text: str) -> str:
    """Return a line of Markdown as HTML: links, emphasis and code, which is all that captions have."""
    text = re.sub(r"&(?!#?\w+;)", "&amp;", " ".join(text.split()))
    text = re.sub(r"`([^`]+)`", lambda found: f"<code>{html.escape(found[1], quote=False)}</code>", text)
    text = re.sub(r"(?<!!)\[([^\]]+)\]\(<?([^\s)>]+)>?[^)]*\)", r'<a href="\2">\1</a>', text)
    text = re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", text)
    return re.sub(r"(?<![\w*])\*([^*\s][^*]*)\*(?!\w)|(?<!\w)_([^_\s][^_]*)_(?!\w)", _emphasis, text)


def _emphasis(found: re.Match[str]) -> str:
    return f"<em>{found[1] or found[2]}</em>"


def _film(service: str, given: Arguments) -> str | None:
    name, address = _FILMS[service]
    found = next(
        (given[key] for key in ("id", "video_id", "video", "youtubeid", "url", "src", "0") if given.get(key)), ""
    )
    if not found or not (_ADDRESS.fullmatch(found) or _ID.fullmatch(found)):
        return None
    to = found if _ADDRESS.fullmatch(found) else address.format(found)
    title = given.get("title") or given.get("caption") or f"Video on {name}"
    return f"[{plain(title)}]({to})"


def _elsewhere(service: str, given: Arguments) -> str | None:
    words, address = _ELSEWHERE[service]
    found = next((given[key] for key in ("url", "src", "id", "0") if given.get(key)), "")
    if _ADDRESS.fullmatch(found):
        return f"[{words}]({found})" if words else f"<{found}>"
    if service in ("oembed", "embed") or not re.fullmatch(r"[\w/-]+", found):
        return None
    if service == "gist" and given.get("1"):
        found = f"{found}/{given['1']}"
    return f"[{words}]({address.format(found, user=given.get('user') or 'i')})"


def _own_film(source: str, given: Arguments) -> str:
    if _ADDRESS.fullmatch(source):
        return f"[{plain(given.get('title') or given.get('caption') or '') or 'Video'}]({source})"
    return f'\n\n<video src="{html.escape(source)}" controls></video>\n\n'


def _gallery(given: Arguments, inner: str | None) -> str | None:
    if inner is not None and inner.strip():
        return f"\n\n{inner.strip()}\n\n"
    listed = next((given[key] for key in ("images", "pictures", "files", "src") if given.get(key)), "")
    sources = [each.strip() for each in listed.split(",")] if listed else []
    return gallery((source, "") for source in sources if source) if sources else None


def _kind_of_note(given: Arguments, otherwise: str) -> str:
    """Return the kind of a note that an argument names, as in `notice tip`."""
    for key in ("type", "kind", "class", "level", "color", "style", "0"):
        for word in _WORDS.split(given.get(key, "").lower()):
            if word in _NOTES:
                return _NOTES[word]
    return otherwise


def _title_of_note(given: Arguments) -> str:
    title = given.get("title") or given.get("heading") or given.get("1") or ""
    if not title and given.get("0", "").lower() not in _NOTES:
        title = given.get("0", "")
    return plain(title)


def _destination(source: str) -> str:
    """Return an address as a link in Markdown takes it."""
    return source.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
