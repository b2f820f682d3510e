"""Parse: one source in, one typed entry out. It depends on that source and a few settings, on nothing else."""

import datetime as dt
import hashlib
import html
import posixpath
import re
from functools import lru_cache, partial
from urllib.parse import unquote

import msgspec
from msgspec import Struct

from sitegen import markup
from sitegen.decoding import decode
from sitegen.diagnostics import TODAY, Diagnostic, Edit, Severity, Span, diagnose
from sitegen.facets.schedule import Moment
from sitegen.fields.compose import compose
from sitegen.fields.convert import convert
from sitegen.fields.findings import Reading
from sitegen.fields.frontmatter import Parts, split
from sitegen.fields.minutes import next_steps
from sitegen.fields.nodes import quoted
from sitegen.fields.suggestions import days_meant
from sitegen.locales import ONLY_OURS, Languages
from sitegen.markup.body.labels import words
from sitegen.markup.body.numbered import number_paragraphs
from sitegen.markup.constructs import CONSTRUCTS
from sitegen.markup.constructs.minutes import minutes
from sitegen.markup.locator import Locator
from sitegen.markup.positions import Lines, masked
from sitegen.markup.slips import home_of
from sitegen.merge_conflicts import conflicts
from sitegen.model.body import Body, TaskLine
from sitegen.model.config import Config
from sitegen.model.entry import Entry
from sitegen.model.kind import Kind, problems
from sitegen.model.meta import JOINED, SYNONYMS, Meta
from sitegen.model.problem import Problem
from sitegen.model.source import Source, in_words
from sitegen.urls import DATED, slugify, stem

_without_code = partial(masked, html=True)
"""A day, week, month or quarter, which a diary has as the names of its files."""
_HEADING = re.compile(r"^#[ \t]+(.*?)[ \t]*#*[ \t]*$", re.M)
_PLAIN_TITLE = re.compile(r"[^\W_](?:[\w ,.()!?/&'’–—-]|:(?=\S))*")
"""A title that needs no quotes."""
_NEARLY_DATED = re.compile(
    r"(\d{4})[-_. ]?(\d{1,2})[-_. ]?(\d{1,2})(?!\d)|(\d{1,2})[-_. ](\d{1,2})[-_. ](\d{4}|\d{2})(?!\d)"
)
"""A file's name that was to begin with a day."""
_NOT_TEXT = re.compile(r"<[^>]*>|\0\d+\0")


class ParseSettings(Struct, frozen=True, kw_only=True):
    """All that parsing may know of the configuration."""

    zone: str
    language: str
    markup: markup.Options
    fields: tuple[str, ...]
    """Front matter keys the site has declared for itself."""
    languages: Languages = ONLY_OURS

    @classmethod
    def of(cls, config: Config, languages: Languages = ONLY_OURS) -> "ParseSettings":
        """Return the settings of a site: all on which the reading of one source depends, beside the source."""
        markdown = config.markdown
        options = markup.Options(
            flavour=markdown.flavour,
            raw_html=markdown.raw_html,
            frames=markdown.frames,
            smart=markdown.smart,
            maths=markdown.maths,
            home=home_of(config.url),
            words=words(languages.locale(config.language)),
        )
        return cls(
            zone=config.timezone,
            language=config.language,
            languages=languages,
            markup=options,
            fields=config.fields,
        )

    def in_language(self, language: str) -> "ParseSettings":
        """Return these settings for a text in a language, "" for that of the site: with its words alone."""
        if language in ("", self.language):
            return self if not self.languages.own else msgspec.structs.replace(self, languages=ONLY_OURS)
        own = msgspec.structs.replace(self.markup, words=words(self.languages.locale(language)))
        return msgspec.structs.replace(self, markup=own, languages=ONLY_OURS)


def parse(
    source: Source, data: bytes, kind: Kind, settings: ParseSettings, *, head_only: bool = False
) -> Entry[Meta]:
    """Read a source. What cannot be read gives a broken entry: it has a name and problems, but no page.

    With `head_only`, which takes a tenth of the time, an entry has no text and no title from a heading of it.
    """
    text, diagnostics = decode(data, source.path)
    if text is None:
        return _broken(source, diagnostics)
    parts = split(text, source.path)
    if conflicting := conflicts(text, source.path, _without_code):
        return _broken(source, conflicting, _title_of(parts))
    diagnostics += parts.diagnostics
    if any(found.severity is Severity.ERROR for found in parts.diagnostics):
        return _broken(source, diagnostics, _title_of(parts))
    reading = _read_meta(source, parts, kind, settings)
    diagnostics += reading.diagnostics
    meta = reading.value
    if meta is None:
        return _broken(source, diagnostics, _title_of(parts))
    settings = settings.in_language(meta.lang)
    body = Body() if head_only else _body(source, parts, meta, settings, kind)
    if body.tasks:
        reading = _with_tasks(reading, body.tasks, parts, source, settings)
        meta, body = reading.value or meta, msgspec.structs.replace(body, tasks=())
        diagnostics += reading.diagnostics
    slug = slugify(unquote(meta.slug) or stem(source.key))
    entry = Entry(
        key=source.key,
        path=source.path,
        kind=source.kind,
        meta=_completed(meta, body, source),
        slug=slug,
        body=body,
        lede=meta.excerpt if meta.excerpt and not _says(body, meta.excerpt) else "",
        digest=_digest(source.digest, settings),
        body_line=parts.body_line,
        places=reading.places,
        reaches=reading.reaches,
    )
    locator = Locator(entry, parts.body)
    unfit = [found for found in problems(kind, meta) if _is_certain(found, reading.failed)]
    diagnostics += tuple(map(locator.diagnostic, (*body.problems, *unfit)))
    diagnostics += _checked(entry, kind, meta)
    return msgspec.structs.replace(entry, diagnostics=diagnostics)


@lru_cache(maxsize=32)
def _settings_digest(settings: ParseSettings) -> str:
    return hashlib.blake2b(msgspec.json.encode(settings), digest_size=8).hexdigest()


def _digest(source: str, settings: ParseSettings) -> str:
    """Return what stands for an entry in fingerprints: the same text read with other settings is another entry."""
    return f"{source}-{_settings_digest(settings)}"


def _read_meta(source: Source, parts: Parts, kind: Kind, settings: ParseSettings) -> Reading[Meta]:
    node, problems = compose(parts.head or "", source.path, parts.head_line, parts.form)
    if problems and node is None:
        return Reading(value=None, places={}, reaches=(), diagnostics=problems)
    day = _day_of(source.key) if kind.dated else None
    reading = convert(
        node,
        kind.meta,
        path=source.path,
        zone=settings.zone,
        what=f"a {kind.label.lower()}" if kind.label[0] not in "AEIOU" else f"an {kind.label.lower()}",
        synonyms=SYNONYMS,
        joined=JOINED,
        defaults={"date": Moment(local=day, zone=settings.zone, all_day=True)} if day else {},
        unknown="keep",
        known=settings.fields,
        instead={"date": "publish_date"},
        hints=_Hints(source, parts),
        form=parts.form,
    )
    return msgspec.structs.replace(reading, diagnostics=problems + reading.diagnostics)


class _Hints:
    """What a file says of fields that its front matter lacks: with its name, and with its first heading."""

    def __init__(self, source: Source, parts: Parts) -> None:
        self.headless = parts.head is None
        self._source = source
        self._parts = parts

    def value(self, key: str) -> str:
        """Return a title, or a date: that which the file's name nearly begins with, else the day of the build."""
        if key == "title":
            heading = _HEADING.search(self._parts.body)
            words = heading[1].strip().strip("*_`") if heading else _named(self._source)
            return words if _PLAIN_TITLE.fullmatch(words) else quoted(words)
        if key != "date":
            return ""
        named = _NEARLY_DATED.match(posixpath.basename(self._source.key))
        if named is None:
            return TODAY
        days = days_meant("-".join(filter(None, named.groups())))
        return days[0].isoformat() if len(days) == 1 else ""


def _with_tasks(
    reading: Reading[Meta], tasks: tuple[TaskLine, ...], parts: Parts, source: Source, settings: ParseSettings
) -> Reading[Meta]:
    """Return front matter with the tasks of the text as further next steps, and what is wrong with these."""
    meta, lines = reading.value or Meta(), Lines(parts.body)

    def position(offset: int) -> tuple[int, int]:
        line, column = lines.position(offset)
        return parts.body_line + line, column

    found = next_steps(tasks, position, source.path, settings.zone, len(meta.actions), parts.body)
    return msgspec.structs.replace(
        reading,
        value=msgspec.structs.replace(meta, actions=(*meta.actions, *(found.value or ()))),
        places={**reading.places, **found.places},
        reaches=(*reading.reaches, *found.reaches),
        diagnostics=found.diagnostics,
    )


def _body(source: Source, parts: Parts, meta: Meta, settings: ParseSettings, kind: Kind) -> Body:
    minuted = kind.minuted is not None and kind.minuted(meta)
    locale = settings.languages.locale(meta.lang or settings.language)
    body = markup.convert(
        parts.body,
        settings.markup,
        title=meta.title,
        constructs=minutes(locale) if minuted and "]" in parts.body else CONSTRUCTS,
        values={"page.imgdir": meta.imgdir, "page.title": meta.title or _named(source), "site.baseurl": ""},
    )
    return number_paragraphs(body, settings.markup.words.paragraph) if meta.numbered else body


def _day_of(key: str) -> dt.datetime | None:
    """Return the day a file's name begins with, if it is one."""
    found = DATED.match(posixpath.basename(key))
    try:
        return dt.datetime(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _completed(meta: Meta, body: Body, source: Source) -> Meta:
    """Give an entry without a title its first heading's, else its file's name in words."""
    if meta.title:
        return meta
    return msgspec.structs.replace(meta, title=body.title or _named(source))


def _named(source: Source) -> str:
    """Return a file's name in words."""
    return in_words(stem(source.key).strip())


def _says(body: Body, excerpt: str) -> bool:
    """Whether a body holds the words of an excerpt as they are."""
    text = _NOT_TEXT.sub("", body.html)
    wanted = excerpt.split()
    # References make no letters and no digits, so a word of these alone is in the text as it is.
    if any(word.isascii() and word.isalnum() and word not in text for word in wanted):
        return False
    return " ".join(wanted) in " ".join(html.unescape(text).split())


def _is_certain(found: Problem, failed: frozenset[str]) -> bool:
    """Whether all fields that a problem is about could be read."""
    return failed.isdisjoint((found.field.partition(".")[0], *found.needs))


def _checked(entry: Entry[Meta], kind: Kind, given: Meta) -> tuple[Diagnostic, ...]:
    """Return what is wrong with an entry as a whole."""
    found = []
    day = _day_of(entry.key)
    if day and given.date and given.date.day != day.date():
        found.append(
            diagnose(
                "date-disagrees",
                entry.span("date"),
                f"the file's name says {day.date()}, this says {given.date.day}; the field wins",
                fix="rename the file or change the date, so that both agree",
            )
        )
    if not given.title and not entry.body.title and not kind.untitled and stem(entry.key) != "index":
        found.append(
            diagnose(
                "title-from-file-name",
                Span(path=entry.path, line=1, column=1),
                f"no title and no heading: it is called {entry.meta.title!r} after its file",
                fix=f"title: {entry.meta.title}",
                edit=Edit(text=f"title: {entry.meta.title}", where="fields"),
            )
        )
    if given.image and given.imagealt is None:
        found.append(
            diagnose(
                "image-alt",
                entry.span("image"),
                "this image has no words for people who cannot see it",
                fix='say in `imagealt` what it shows, or imagealt: "" when it is decoration',
            )
        )
    if not entry.slug:
        found.append(
            diagnose(
                "empty-slug",
                entry.span("slug"),
                "nothing is left of this name to make an address of",
                fix="give it a `slug` of letters or digits",
            )
        )
    return tuple(found)


def _title_of(parts: Parts) -> str:
    """Guess the title of a source whose front matter cannot be read, so that links to it are not called broken."""
    found = re.search(r"^[ \t]*\"?title\"?[ \t]*[:=][ \t]*(.+)$", parts.head or "", re.MULTILINE)
    return found[1].strip().rstrip(",").strip("\"'") if found else ""


def _broken(source: Source, diagnostics: tuple[Diagnostic, ...], title: str = "") -> Entry[Meta]:
    return Entry(
        key=source.key,
        path=source.path,
        kind=source.kind,
        meta=Meta(title=title),
        slug=slugify(stem(source.key)),
        body=Body(),
        digest=source.digest,
        body_line=1,
        places={},
        diagnostics=diagnostics,
        broken=True,
    )
