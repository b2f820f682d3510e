"""site.yaml as a typed Config: the same reader and the same complaints as front matter."""

import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from sitegen import disk
from sitegen.bounds import is_visible_below, shown
from sitegen.decoding import decode
from sitegen.diagnostics import Diagnostic, Edit, Severity, Span, diagnose, did_you_mean, in_order
from sitegen.diagnostics.codes import CODES
from sitegen.fields.compose import compose
from sitegen.fields.convert import convert
from sitegen.fields.findings import Reading
from sitegen.fields.nodes import Place
from sitegen.merge_conflicts import conflicts
from sitegen.model.config import Config, Forum
from sitegen.model.theme import Fonts, Theme
from sitegen.theme import flaws

PLACEHOLDERS = ("slug", "path", "year", "month", "day")
"""What a pattern of addresses may name in braces."""

OTHER_NAMES = ("site.yml", "Site.yaml", "site.yaml.txt", "site.yaml.yaml")
"""What people and their computers call the configuration."""
FONTS = (".woff2", ".woff", ".ttf", ".otf")
"""What fonts are called that browsers read."""
_STAND_IN = {"title": "", "url": "https://example.org/"}
"""Lets the rest of a file be checked whose title or address is missing."""
_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


def read(
    path: Path, base_url: str = "", *, kinds: Collection[str] = (), internal: bool = False, portable: bool = False
) -> tuple[Config | None, tuple[Diagnostic, ...]]:
    """Read site.yaml; `base_url` replaces its address for this build alone.

    `kinds` are the names that `permalinks` and `feeds` may use. An `internal` build is for colleagues. What a
    server or its address is needed for is off in a `portable` one. Returns no Config when there is an error.
    """
    name = path.name
    real = os.path.realpath(path)
    if path.is_symlink() and not is_visible_below(real, os.path.realpath(path.parent)):
        message = f"this symbolic link leads out of the site, to {shown(real)}"
        return None, (
            diagnose("link-leads-out", Span(path=name), message, fix="put the file itself in its place"),
        )
    try:
        data = disk.read(path)
    except FileNotFoundError:
        return None, (_missing(path),)
    except OSError as error:
        message = f"{name} cannot be read: {error.strerror}"
        return None, (diagnose("unreadable-file", Span(path=name), message),)
    config, problems = read_data(
        data, name, base_url, kinds=kinds, internal=internal, assets=path.parent / "layouts" / "assets"
    )
    if config and portable:
        config = msgspec.structs.replace(config, portable=True, search=False, offline=False, open_data=True)
    return config, problems


def read_data(
    data: bytes,
    name: str,
    base_url: str = "",
    *,
    kinds: Collection[str] = (),
    internal: bool = False,
    assets: Path | None = None,
) -> tuple[Config | None, tuple[Diagnostic, ...]]:
    """Read the bytes of a site.yaml, which diagnostics call `name`, as `read` does.

    Without the folder of its `assets`, nobody looks for the fonts that it names.
    """
    text, problems = decode(data, name)
    if text is None:
        return None, problems
    if conflicting := conflicts(text, name):
        return None, conflicting
    node, problems = compose(text, name, 1)
    if node is None and problems:
        return None, problems
    reading = convert(node, Config, path=name, zone="UTC", what=name)
    config = reading.value
    rest = config or convert(node, Config, path=name, zone="UTC", what=name, defaults=_STAND_IN).value
    checked = _checked(rest, reading, name, kinds, assets) if rest else ()
    base, wrong = _base(base_url)
    found = in_order((*problems, *reading.diagnostics, *checked, *wrong))
    if config is None or any(diagnostic.severity is Severity.ERROR for diagnostic in found):
        return None, found
    url = config.url.rstrip("/") + "/"
    if internal and config.internal_url:
        base = base or config.internal_url.rstrip("/") + "/"
    return msgspec.structs.replace(config, url=url, base=base or url, internal=internal), found


def _missing(path: Path) -> Diagnostic:
    name = path.name
    if other := next((each for each in OTHER_NAMES if (path.parent / each).is_file()), ""):
        message = f"there is no {name} here, but {other}, which is not read"
        return diagnose("config-missing", Span(path=name), message, fix=f"rename {other} to {name}")
    return diagnose(
        "config-missing",
        Span(path=name),
        f"there is no {name} here, so this is not the folder of a site",
        fix=f"write {name} with the `title` and the `url` of the site, or name the site's own file with --config",
        note="For example:\n  title: Name of the site\n  url: https://example.org/",
    )


def _base(base_url: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The address given on the command line, ending in `/`."""
    if not base_url or _is_site(base_url):
        return base_url.rstrip("/") + "/" if base_url else "", ()
    message = f"--base-url {base_url} is not the address of a site"
    fix = "--base-url https://example.org/hub/"
    return "", (diagnose("bad-value", Span(path="--base-url"), message, fix=fix),)


def _is_site(url: str) -> bool:
    """Whether a site can live at this address: http or https, a host, no query and no fragment."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    whole = parts.scheme in ("http", "https") and bool(parts.hostname) and port != 0
    return (
        whole
        and not parts.query
        and not parts.fragment
        and "@" not in parts.netloc
        and not re.search(r"[\s?#]", url)
    )


def _checked(
    config: Config, reading: Reading[Config], path: str, kinds: Collection[str], assets: Path | None
) -> Iterator[Diagnostic]:
    """What the types do not say about the values."""

    def at(field: str, places: Mapping[str, Place] = reading.places) -> Span:
        line, column, length = places.get(field, (1, 1, 0))
        return Span(path=path, line=line, column=column, length=length)

    if not _is_site(config.url):
        message = "`url` wants the whole address of the site, without `?` or `#`"
        yield diagnose("bad-value", at("url"), message, fix=_site_meant(config.url))
    if config.internal_url and not _is_site(config.internal_url):
        message = "`internal_url` wants the whole address of the internal build, without `?` or `#`"
        yield diagnose(
            "bad-value", at("internal_url"), message, fix=_site_meant(config.internal_url, "internal_url")
        )
    if config.contact and not _EMAIL.fullmatch(config.contact):
        message = "`contact` wants an e-mail address"
        yield diagnose("bad-value", at("contact"), message)
    if config.forum:
        yield from _forum(config.forum, at)
    if config.feedback and not config.contact:
        message = "`feedback` needs `contact`, the e-mail address that readers write to"
        yield diagnose("bad-value", at("feedback"), message, fix="add a line such as contact: hub@example.org")
    yield from _theme(config.theme, at, assets)
    for kind, pattern in config.permalinks.items():
        field = f"permalinks.{kind}"
        yield from _kind(kind, at(field, reading.keys), "permalinks", kinds)
        wrong = _pattern(pattern)
        if wrong:
            yield diagnose(
                "bad-value", at(field), f"the addresses of `{kind}` {wrong}", fix=_pattern_meant(kind, pattern)
            )
    for number, kind in enumerate(config.feeds if "feeds" in reading.places else ()):
        spot = f"feeds.{number}"
        yield from _kind(kind, at(spot if spot in reading.places else "feeds"), "feeds", kinds)
    if {"netlify", "cloudflare"} <= set(config.servers):
        message = (
            "`servers` has two hosts that read one file in two ways: Netlify and Cloudflare both want `_redirects`"
        )
        yield diagnose("bad-value", at("servers"), message, fix="name the one that the site is published on")
    for code, level in config.checks.items():
        yield from _check(code, level, at(f"checks.{code}", reading.keys))


def _theme(theme: Theme, at: Callable[[str], Span], assets: Path | None) -> Iterator[Diagnostic]:
    """Yield an error for each colour by which people cannot read, and for each font that is not there."""
    for flaw in flaws(theme):
        message = f"`theme.{flaw.field}` is hard to see: {flaw.what} has a contrast of {flaw.ratio:.1f} to 1"
        note = f"WCAG 2.2 asks for {flaw.needed:g} to 1; {flaw.instead} is the nearest that has it everywhere."
        edit = Edit(text=f'"{flaw.instead}"')
        span = at(f"theme.{flaw.field}")
        yield diagnose("bad-value", span, message, fix=f'{flaw.field}: "{flaw.instead}"', note=note, edit=edit)
    for field in Fonts.__struct_fields__ if assets else ():
        name = getattr(theme.fonts, field)
        if not name or not assets:
            continue
        known = [
            path.relative_to(assets).as_posix()
            for path in sorted(assets.rglob("*"))
            if path.suffix.lower() in FONTS
        ]
        if not name.lower().endswith(FONTS) or ".." in name or not (assets / name).is_file():
            near = did_you_mean(name, known)
            message = f"`theme.fonts.{field}` wants a font in layouts/assets/, and there is no {name}"
            fix = f"{field}: {near}" if near else f"put {Path(name).stem}.woff2 there"
            yield diagnose("bad-value", at(f"theme.fonts.{field}"), message, fix=fix)


def _forum(forum: Forum, at: Callable[[str], Span]) -> Iterator[Diagnostic]:
    if (forum.giscus is None) == (not forum.discourse):
        message = "`forum` has one place: `giscus` or `discourse`"
        fix = (
            "take one of the two out"
            if forum.giscus
            else "add a line such as discourse: https://forum.example.org/"
        )
        yield diagnose("bad-value", at("forum"), message, fix=fix)
    if forum.discourse and not (_is_site(forum.discourse) and forum.discourse.startswith("https://")):
        message = "`forum.discourse` wants the whole address of the forum, with https"
        yield diagnose("bad-value", at("forum.discourse"), message, fix=_forum_meant(forum.discourse))
    if forum.giscus and not _REPOSITORY.fullmatch(forum.giscus.repository):
        message = "`forum.giscus.repository` wants owner and name of a repository on GitHub"
        found = re.search(r"github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?/?$", forum.giscus.repository)
        fix = f"repository: {found[1]}" if found else "write it as in repository: owner/name"
        yield diagnose("bad-value", at("forum.giscus.repository"), message, fix=fix)


def _forum_meant(url: str) -> str:
    """Return the line for the address of a forum as it is wanted; "" where what was typed does not tell."""
    meant = _site_meant(re.sub(r"^http://", "https://", url), "discourse")
    return meant if "https://" in meant else ""


def _site_meant(url: str, field: str = "url") -> str:
    """Return the line for the address of a site as it is wanted; "" where what was typed does not tell."""
    typed = url if "://" in url else f"https://{url}"
    bare = re.split(r"[?#\s]", typed)[0]
    return f"{field}: {bare}" if _is_site(bare) else ""


def _pattern_meant(kind: str, pattern: str) -> str:
    """Return the line for a pattern of addresses without slips of the finger; "" where more is wrong with it."""

    def meant(match: re.Match[str]) -> str:
        return f"{{{match[1] if match[1] in PLACEHOLDERS else did_you_mean(match[1], PLACEHOLDERS) or match[1]}}}"

    typed = re.sub(r"\{([^{}]*)\}", meant, f"/{pattern.lstrip('/')}")
    return f"{kind}: {typed}" if not _pattern(typed) else ""


def _kind(kind: str, span: Span, setting: str, kinds: Collection[str]) -> Iterator[Diagnostic]:
    if kinds and kind not in kinds:
        near = did_you_mean(kind, kinds)
        message = f"`{setting}` names a kind that does not exist: {kind}"
        note = f"the kinds: {', '.join(kinds)}"
        fix, edit = (f"did you mean `{near}`?", Edit(text=near)) if near else ("", None)
        yield diagnose("bad-value", span, message, fix=fix, note=note, edit=edit)


def _pattern(pattern: str) -> str:
    """Say what is wrong with a pattern of addresses; empty when nothing is."""
    names = re.findall(r"\{([^{}]*)\}", pattern)
    unknown = [name for name in names if name not in PLACEHOLDERS]
    if unknown:
        near = did_you_mean(unknown[0], PLACEHOLDERS)
        hint = f"; did you mean {{{near}}}?" if near else ""
        return f"can be made of {', '.join(f'{{{name}}}' for name in PLACEHOLDERS)}, not of {{{unknown[0]}}}{hint}"
    if re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", pattern)):
        return "have a brace that is not closed"
    if not pattern.startswith("/") or pattern.startswith("//"):
        return "have to begin with one /"
    if re.search(r"[\s\\?#\"'<>]", pattern) or ".." in pattern.split("/"):
        return "cannot hold spaces, quotes, `?`, `#`, `\\` or `..`"
    if "slug" not in names and "path" not in names:
        return "have to hold {slug} or {path}, or all entries would have one address"
    return ""


def _check(code: str, level: str, span: Span) -> Iterator[Diagnostic]:
    known = CODES.get(code)
    if known is None:
        near = did_you_mean(code, CODES)
        message = f"`checks` names a problem that does not exist: {code}"
        fix, edit = (f"did you mean `{near}`?", Edit(text=near)) if near else ("take it out", None)
        yield diagnose("unknown-setting", span, message, fix=fix, edit=edit)
    elif not known.adjustable:
        message = f"`{code}` cannot be set to {level}: without its cure there is no page to publish"
        fix = "take the line out and cure the problem"
        note = f"can be set: {', '.join(name for name, one in CODES.items() if one.adjustable)}"
        yield diagnose("unknown-setting", span, message, fix=fix, note=note)
