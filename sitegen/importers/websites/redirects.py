"""Old addresses that no entry can answer, as small files that lead on."""

import posixpath
from html import escape
from urllib.parse import quote

from sitegen.importers.draft import Copy
from sitegen.urls import output_path

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>This page has moved</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={to}">
{canonical}<p>This page has moved: <a href="{to}">{to}</a></p>
"""
_FEED = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>{to}#moved</id>
  <title>{title}</title>
  <updated>{day}T00:00:00Z</updated>
  <link rel="self" href="{to}"/>
  <author><name>{title}</name></author>
  <entry>
    <id>{to}#this-feed-has-moved</id>
    <title>This feed has moved</title>
    <updated>{day}T00:00:00Z</updated>
    <link href="{to}"/>
    <summary>Please subscribe to {to}</summary>
  </entry>
</feed>
"""


def signpost(path: str, old: str, to: str) -> Copy:
    """Return a page at an old address that leads on to another page, of this site or of another one.

    `path` is the file that the report names as its source.
    """
    name = output_path(old)
    target = to
    if to.startswith("/"):
        folder = posixpath.dirname(name)
        target = posixpath.relpath(to, f"/{folder}") + ("/" if to.endswith("/") else "")
        target = quote(target, safe="/#?&=%:@!$()*+,;~-._")
    text = _PAGE.format(
        to=escape(target), canonical="" if to.startswith("/") else f'<link rel="canonical" href="{escape(to)}">\n'
    )
    return Copy(path=path, key=f"static/{name}", data=text.encode())


def moved_feed(path: str, old: str, to: str, title: str, day: str) -> Copy:
    """Return a feed at an old address that says where the feed is now, which is the whole address `to`."""
    text = _FEED.format(to=escape(to), title=escape(title), day=day)
    return Copy(path=path, key=f"static/{old.lstrip('/')}", data=text.encode())
