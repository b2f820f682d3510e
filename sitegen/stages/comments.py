"""Comments: the bytes of one file below content/comments/ become a comment, or a diagnostic that says why not.

A comment is what a stranger wrote. Nothing in it stops a build: what cannot be read is left out with a warning,
and what may be meant to keep it back does keep it back.
"""

import datetime as dt
import re
from typing import get_args

from msgspec import Struct, structs

from sitegen.decoding import decode
from sitegen.diagnostics import TODAY, Diagnostic, Edit, Span, diagnose, did_you_mean
from sitegen.disk import digest
from sitegen.facets.schedule import Moment
from sitegen.fields import frontmatter, moments, scalars
from sitegen.fields.compose import compose
from sitegen.fields.field_types import raw
from sitegen.fields.key_names import name_of
from sitegen.fields.moments import A_DAY, A_YEAR
from sitegen.fields.nodes import MappingNode, Place, ScalarNode
from sitegen.fields.scalars import TRUTH_VALUES, Unfit
from sitegen.markup.limits import guard
from sitegen.markup.strangers import LONGEST, stranger_html
from sitegen.merge_conflicts import conflicts
from sitegen.model.comment import FOLDER, FiledComment, Status
from sitegen.patterns import late

MOST_BYTES = 200_000
LONGEST_NAME = 80
LONGEST_ADDRESS = 500
FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("_id", "id"),
    "page": ("_parent",),
    "reply_to": ("reply_to", "replying_to_uid", "replyid", "replying_to", "parent", "parent_id"),
    "date": ("date", "timestamp"),
    "name": ("name", "author"),
    "url": ("url", "website"),
    "message": ("message", "comment", "text", "body", "content"),
    "email": ("email",),
    "question": ("question",),
    "consent": ("consent",),
    "status": ("status",),
}
"""Field -> the keys that may write it, in small letters: ours, and those that forms for Staticman send."""
HIDING = ("draft", "hidden", "private", "internal", "spam", "deleted", "removed", "unapproved", "pending")
SHOWING = ("published", "approved", "public", "visible")
"""Keys of other programs by which a comment may be kept back."""
OWN = ("reply_to", "date", "message", "question", "consent", "status")
"""The keys that a slip may be meant for."""

_EMAIL = late(r"[<(]?[^\s<>()@]+@[^\s<>()@]+\.[^\s<>()@]+[>)]?")
_FENCE = late(r"\A---[ \t]*\n")
_RETURN = late(r"(?<!\\)((?:\\\\)*)\\r(?:\\n)?")
"""The end of a line as forms send it, escaped in a text between double quotes."""
_STAMP = late(r"[0-9]{9,10}|[0-9]{12,13}")
"""Seconds, or thousandths of seconds, since 1970."""
_STAMP_IN_NAME = late(r"(?<![0-9])(?:[0-9]{13}|[0-9]{10})(?![0-9])")


class _Text(Struct, frozen=True):
    """What is written for a field."""

    value: str
    key: str = ""
    place: Place = (1, 1, 1)


_NONE = _Text("")


def read_comment(data: bytes, path: str, zone: str) -> FiledComment:
    """Return the comment in a file whose path is below the site; `zone` is the site's."""
    folder, _, name = path.removeprefix(f"content/{FOLDER}").rpartition("/")
    stem, _, ending = name.rpartition(".")
    empty = FiledComment(path=path, digest=digest(data), folder=folder, stem=stem)
    if len(data) > MOST_BYTES:
        message = f"this file has {len(data) / 1000:,.0f} KB, which is too much for a comment"
        return _unread(empty, message, "shorten it, or make it a document and link to that")
    text, wrong = decode(data, path)
    wrong = wrong or conflicts(text or "", path)
    if text is None or wrong:
        return structs.replace(empty, diagnostics=tuple(map(_left_out, wrong)))
    markdown = ending.lower() in ("md", "markdown")
    node, body, wrong = _parts(text, path, markdown, ending.lower())
    if node is None:
        if wrong:
            return structs.replace(empty, diagnostics=tuple(map(_left_out, wrong)))
        fix = f"begin the file with\n---\n{_A_DATE}\n---" if markdown else f"begin the file with {_A_DATE}"
        return _unread(empty, "nothing here says when this comment was made", fix)
    return _Reader(empty, node, zone).comment(body)


_A_DATE = f"date: {TODAY}"


def _parts(
    text: str, path: str, markdown: bool, ending: str
) -> tuple[MappingNode | None, str, tuple[Diagnostic, ...]]:
    """Return the fields of a file, the text behind them, and why there are none."""
    if markdown or (_FENCE.match(text) and re.search(r"^---[ \t]*$", text[4:], re.M)):
        parts = frontmatter.split(text, path)
        if parts.diagnostics or parts.head is None:
            return None, "", parts.diagnostics
        node, wrong = compose(parts.head, path, parts.head_line, parts.form)
        return node, parts.body, wrong if node is None else ()
    text = _RETURN.sub(r"\1\\n", _FENCE.sub("\n", text))
    node, wrong = compose(text, path, 1, "json" if ending == "json" else "yaml")
    return node, "", wrong if node is None else ()


class _Reader:
    """Reads the fields of one comment."""

    def __init__(self, empty: FiledComment, node: MappingNode, zone: str) -> None:
        self.found = empty
        self.zone = zone
        self.said: list[Diagnostic] = []
        self.written = {name_of(key).casefold(): (name_of(key), key, value) for key, value in node.pairs}
        self.keys = {
            key: _Text(str(raw(value)), typed, value.place if isinstance(value, ScalarNode) else at.place)
            for key, (typed, at, value) in self.written.items()
        }
        self.texts = {field: self._first(keys) for field, keys in FIELDS.items()}

    def comment(self, body: str) -> FiledComment:
        """Return the comment; without its text where it may not be shown."""
        name, url = self._name(), self._url()
        date, message = self._date(), self._message(body)
        status, consent = self._status(), self._consent()
        near = self._slips()
        question = self._question()
        return structs.replace(
            self.found,
            page=self.texts["page"].value,
            id=self.texts["id"].value,
            date=date,
            name=name,
            url=url,
            consent=consent and "consent" not in near and bool(name),
            status="held" if status == "approved" and "status" in near else status,
            reply_to=self.texts["reply_to"].value,
            question=question,
            html=message if date else "",
            places={field: text.place for field, text in self.texts.items() if text.value},
            diagnostics=tuple(self.said),
        )

    def _first(self, keys: tuple[str, ...]) -> _Text:
        return next((self.keys[key] for key in keys if key in self.keys and self.keys[key].value), _NONE)

    def _say(self, at: _Text, message: str, fix: str = "", edit: str = "") -> None:
        line, column, length = at.place
        span = Span(path=self.found.path, line=line, column=column, length=length)
        paste = Edit(text=edit) if edit and length > 1 else None
        self.said.append(diagnose("broken-comment", span, message, fix=fix, edit=paste))

    def _date(self) -> Moment | None:
        text = self.texts["date"]
        if not text.value:
            number = _STAMP_IN_NAME.search(self.found.stem)
            instant = _instant(number[0]) if number else None
            fix = f"date: {instant:%Y-%m-%d %H:%M}" if instant else f"add a line such as {_A_DATE}"
            self._say(_NONE, "this comment has no date, so it is left out", fix)
            return None
        try:
            instant = _instant(text.value) if _STAMP.fullmatch(text.value) else None
            if instant:
                found = Moment.at(instant.replace(tzinfo=None), "UTC")
            else:
                found = moments.moment(text.value, self.zone)
        except Unfit as error:
            unsure = any(word in error.fix for word in (A_DAY, A_YEAR, "\n"))
            known = "" if unsure else error.fix
            fix = f"{text.key}: {known}" if known else "write it as in 2027-01-30 14:00"
            only = "" if " or " in known else known
            message = f"`{text.key}` {error.words}, so this comment is left out".replace(A_DAY, TODAY)
            self._say(text, message, fix, only)
            return None
        return found.within(self.zone)

    def _message(self, body: str) -> str:
        text = self.texts["message"]
        words = body if body.strip() else text.value
        if not words.strip():
            markdown = self.found.path.lower().endswith((".md", ".markdown"))
            fix = "write what was said below the second `---`" if markdown else "add a `message`"
            self._say(_NONE, "this comment says nothing, so it is left out", fix)
            return ""
        if len(words) > LONGEST:
            message = f"this comment has {len(words):,} characters; {LONGEST:,} is the most that is shown"
            self._say(text, f"{message}, so it is left out", "shorten it, or make it a document and link to that")
            return ""
        if refused := guard(words, costly=False):
            self._say(text, f"{refused.message}, so this comment is left out", refused.fix)
            return ""
        email = self.texts["email"].value
        if "@" in email:
            words = re.sub(re.escape(email), "…", words, flags=re.I)
        return stranger_html(words)

    def _name(self) -> str:
        """Return the name, without e-mail addresses."""
        name = " ".join(_EMAIL.sub("", self.texts["name"].value).split())
        return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"

    def _url(self) -> str:
        address = self.texts["url"].value
        web = re.fullmatch(r"https?://[^\s<>\"@]+", address) and len(address) <= LONGEST_ADDRESS
        return address if web else ""

    def _status(self) -> Status:
        text = self.texts["status"]
        word = text.value.casefold()
        status: Status = next((each for each in get_args(Status) if each == word), "held")
        if word and word not in get_args(Status):
            near = did_you_mean(word, get_args(Status))
            fix = f"{text.key}: {near}" if near else "write approved, held or rejected"
            message = f"`{text.key}` is approved, held or rejected, and not {text.value}, so the comment is held"
            self._say(text, message, fix, near)
        if not word:
            status = "approved"
        for key in (*HIDING, *SHOWING, "visibility"):
            value = self.keys.get(key, _NONE).value.casefold()
            kept = TRUTH_VALUES.get(value) is not (key in SHOWING) if key != "visibility" else value != "public"
            if value and kept and status == "approved":
                status = "held"
        return status

    def _consent(self) -> bool:
        text = self.texts["consent"]
        if not text.value:
            return False
        try:
            return scalars.yes_or_no(text.value)
        except Unfit as error:
            fix = f"{text.key}: {error.fix}" if error.fix else "write true or false"
            self._say(text, f"`{text.key}` {error.words}, so the name is not shown", fix, error.fix)
            return False

    def _question(self) -> int:
        text = self.texts["question"]
        if not text.value or re.fullmatch(r"[1-9][0-9]{0,2}", text.value):
            return int(text.value or 0)
        message = f"`{text.key}` wants the number of a question, so the comment is shown below all questions"
        self._say(text, message, f"{text.key}: 1")
        return 0

    def _slips(self) -> set[str]:
        """Return the fields that a key nobody knows is nearly called, with a warning for each."""
        known = {key for keys in FIELDS.values() for key in keys}
        near: set[str] = set()
        for key, text in self.keys.items():
            meant = "" if key in known or key in HIDING or key in SHOWING else did_you_mean(key, OWN)
            if meant and not self.texts[meant].value:
                _, node, _ = self.written[key]
                self._say(_Text(key, place=node.place), f"`{text.key}` is not read", f"{meant}:", meant)
                near.add(meant)
        return near


def _instant(number: str) -> dt.datetime | None:
    """Return the instant of a number of seconds since 1970, or of thousandths of seconds."""
    if not number:
        return None
    return dt.datetime.fromtimestamp(int(number) // (1000 if len(number) > 10 else 1), dt.UTC)


def _unread(empty: FiledComment, message: str, fix: str) -> FiledComment:
    span = Span(path=empty.path, line=1, column=1)
    said = diagnose("broken-comment", span, f"{message}, so it is left out", fix=fix)
    return structs.replace(empty, diagnostics=(said,))


def _left_out(found: Diagnostic) -> Diagnostic:
    """Return what is wrong with the form of a file as a warning about a comment."""
    message = f"{found.message}; this comment is left out"
    return diagnose("broken-comment", found.span, message, fix=found.fix, note=found.note, edit=found.edit)
