"""`.htaccess`, which Apache reads from version 2.4 on."""

import re
from urllib.parse import unquote

from sitegen.model import address_book
from sitegen.outputs.servers.rules import FOR_EVER, Rules

_TYPES = """\
AddDefaultCharset utf-8
AddCharset utf-8 .css .ics .js .json .svg .txt .xml
AddType text/calendar .ics
AddType text/javascript .js
AddType application/wasm .wasm
AddType application/manifest+json .webmanifest
AddType image/avif .avif
AddType image/webp .webp
<Files "feed.xml">
ForceType application/atom+xml
</Files>
<Files "feed.json">
ForceType application/feed+json
</Files>
"""


def written(found: Rules) -> str:
    """Return the file."""
    name, value = FOR_EVER
    headers = [f'Header always set {name} "{value}"\n' for name, value in found.headers]
    for_ever = [
        f'SetEnvIf Request_URI "^{_pattern(path)}{"" if path.endswith("/") else "$"}" for-ever\n'
        for path in found.for_ever
    ]
    cached = [f'Header set {name} "{value}" env=for-ever\n'] if for_ever else []
    return "".join(
        (
            "DirectoryIndex index.html\n",
            f"ErrorDocument 404 {found.root}{address_book.NOT_FOUND.lstrip('/')}\n",
            _TYPES,
            *_module("mod_setenvif.c", for_ever),
            *_module("mod_headers.c", headers + cached),
            *(_gone_page(path) for path in found.gone),
            *_module("mod_rewrite.c", _rewriting(found)),
        )
    )


def _module(name: str, lines: list[str]) -> list[str]:
    """Return lines that only a server with a module understands."""
    return [f"<IfModule {name}>\n", *lines, "</IfModule>\n"] if lines else []


def _rewriting(found: Rules) -> list[str]:
    """Return the redirects, and what is gone, which is not asked again for the page that says so."""
    lines = [
        f'RewriteRule "{_asked(path, found.root)}" "{_substitution(new)}" [R=301,L,NE]\n'
        for path, new in found.moved
    ]
    for path in found.gone:
        lines += ["RewriteCond %{ENV:REDIRECT_STATUS} ^$\n", f'RewriteRule "{_asked(path, found.root)}" - [G]\n']
    return ["RewriteEngine On\n", *lines] if lines else []


def _gone_page(path: str) -> str:
    """Return what shows the page at the address of what is gone, with its status."""
    page = f"{path}index.html" if path.endswith("/") else path
    return f'<If "%{{REQUEST_URI}} =~ m#^{_page(path)}$#">\nErrorDocument 410 {page}\n</If>\n'


def _asked(path: str, root: str) -> str:
    """Return the pattern of a path below the site."""
    return f"^{_page(path.removeprefix(root))}$"


def _page(path: str) -> str:
    """Return the pattern of a path as a request may have it, a folder in three ways."""
    folder = r"(/|/index\.html)?" if path.endswith("/") else ""
    return _pattern(path.removesuffix("/")) + folder


def _pattern(path: str) -> str:
    """Return a pattern for a percent-encoded path, which is compared when it is decoded."""
    return re.escape(unquote(path)).replace('"', '\\"')


def _substitution(path: str) -> str:
    """Return a percent-encoded path as what a request is rewritten to, where `%` and `$` have a meaning."""
    return re.sub(r"([%$\\])", r"\\\1", path)
