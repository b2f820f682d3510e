"""A feed as Atom (RFC 4287)."""

from collections.abc import Callable, Iterator

from sitegen.outputs.feeds.answer import NEVER, Feed, FeedItem
from sitegen.outputs.feeds.entry_texts import Writer, cleaned, entry_texts
from sitegen.questions.contract import View
from sitegen.urls import to_absolute


def written(found: Feed, view: View, texts: Callable[[Writer, str], Iterator[str]] | None = None) -> str:
    """Return the text of a feed, with the texts of its entries or those that are given."""
    base: str = view.base()
    own, page = to_absolute(found.address, base), to_absolute(found.page, base)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{_attribute(found.language)}">\n',
        _element("id", found.id),
        _element("title", found.title),
        _element("subtitle", found.subtitle) if found.subtitle else "",
        _element("updated", max((item.updated for item in found.items), default=NEVER)),
        f'  <link rel="self" type="application/atom+xml" href="{_attribute(own)}" />\n',
        f'  <link rel="alternate" type="text/html" href="{_attribute(page)}" />\n',
        _element("generator", "sitegen"),
        f"  <author>\n  {_element('name', found.author)}  </author>\n",
        *(texts(_entry, base) if texts else entry_texts(found.items, view, base, _entry)),
        "</feed>\n",
    ]
    return "".join(lines)


def _entry(item: FeedItem, page: str, html: str, base: str) -> str:
    """Write one entry (RFC 4287 section 4.1.2)."""
    lines = [
        f'  <entry xml:lang="{_attribute(item.language)}">\n  ' if item.language else "  <entry>\n  ",
        _element("id", item.id),
        "  " + _element("title", item.title),
        f'    <link rel="alternate" type="text/html" href="{_attribute(page)}" />\n',
        "  " + _element("published", item.published) if item.published else "",
        "  " + _element("updated", item.updated),
    ]
    for author in item.authors:
        lines.append(f"    <author>\n    {_element('name', author.text)}")
        address = to_absolute(author.to, base)
        lines.append(f"    {_element('uri', address)}    </author>\n" if address else "    </author>\n")
    lines += [f'    <category term="{_attribute(category)}" />\n' for category in item.categories]
    if item.summary:
        lines.append("  " + _element("summary", item.summary))
    text = _escaped(html)
    lines.append(f'    <content type="html">{text}</content>\n' if text else '    <content type="html" />\n')
    lines.append("  </entry>\n")
    return "".join(lines)


def _element(name: str, words: str) -> str:
    """Return an element with a text, on a line of its own in the feed."""
    text = _text(words)
    return f"  <{name}>{text}</{name}>\n" if text else f"  <{name} />\n"


def _attribute(words: str) -> str:
    """Return words as the value of an attribute."""
    text = _text(words).replace('"', "&quot;").replace("\r", "&#13;")
    return text.replace("\n", "&#10;").replace("\t", "&#09;")


def _text(words: str) -> str:
    """Return words as the text of an element."""
    return _escaped(cleaned(words))


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
