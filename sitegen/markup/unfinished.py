"""Finds signs of links, notes and code that came to nothing, such as `[rules] (x.md)` and a fence never closed.

Each is looked for only where the page shows what such a sign leaves behind. Candidates are found in the source,
and one counts when the page shows it as typed: what is code, a link after all, or escaped is none.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cached_property
from html import unescape
from itertools import islice

from sitegen.diagnostics import Edit
from sitegen.markup.positions import masked, without_raw
from sitegen.model.problem import Problem
from sitegen.patterns import late

_CODE = late(r"<(pre|code)\b.*?</\1>", re.S)
_TAGS = late(r"<[^>]*>")
_ENDS_IN_CODE = late(r"</pre>(?:\s|</(?:li|ul|ol|blockquote|div|dd|dl)>)*\Z")
_FENCE = late(r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)$", re.M)

_LANGUAGE = late(r"\w[\w+#-]*")

_ADDRESS = (
    r"(?:https?://|mailto:|\.{0,2}/|#)[^\s()\[\]]+"
    r"|[\w./%-]+\.(?:md|markdown|html?|pdf|png|jpe?g|gif|svg|webp)(?:#[\w-]+)?"
)
_PARTED = late(rf"(?<![\\\]\w])\[(?=[^\[\]\n]*[^\W\d_])(?P<words>[^\[\]\n]+)\](?P<tail>\s+\((?P<to>{_ADDRESS})\))")
_SWAPPED = late(rf"(?<![\\\]\w])\((?P<words>[^()\n]+)\)(?P<tail>\[(?!/\w+\])(?P<to>{_ADDRESS})\])")
_HALF_OPEN = late(r"(?<![\\\[\w])\[\[(?=[^\W\d_])[^\[\]\n]*\](?![\](\[])")
_HALF_CLOSED = late(
    r"^(?:[^\[\]\n]*\[[^\[\]\n]*\](?!\]))*[^\[\]\n]*?(?P<all>(?<![\\\w])\[(?=[^\W\d_])[^\[\]\n]*\]\])", re.M
)
_UNCLOSED = late(r"(?<![\\\[\w])\[\[(?=[^\W\d_])[^\[\]\n]+$(?!\n[^\[\n]*\]\])", re.M)
_UNDEFINED = late(r"(?<![\\\]\w])\[(?P<words>[^\[\]\n]{2,}|\w)\](?P<tail>\[(?P<to>[^\[\]\n^]*)\])")
_BLANK = late(r"(?<![\\\]\w])\[(?P<words>[^\[\]\n]+)\](?P<tail>\((?P<to>[^()\n<>“”„‘]*[ ][^()\n<>“”„‘]*)\))")
_OPEN_END = late(rf"(?<![\\\]\w])\[(?P<words>[^\[\]\n]+)\](?P<tail>\((?P<to>{_ADDRESS}))(?![^\n]*\))")
_CURLY = late(r"\]\((?P<to>[^\s()<>]+)[ ]+(?P<title>[“”„‟«‘‚’][^()\n]*)\)")
_MATHS = late(r"\$\$[^$]+\$\$|\$[^$\n]+\$")
_BRACKET_OR_END = late(r"[\[\]\n]")
_LEFT = ("](", "] (", "]\n(", "]  (", "]\t(", ")[", "][", "[[", "]]")
"""What is left of a link that is none: two brackets next to each other. Tasks and asides have one alone."""
_NOTE = late(r"^[ ]{0,3}(?:>[ ]?)*(\[\^([^\]\n]+)\]:)", re.M)
_SIGN = late(r"(?<!\\)\[\^([^\]\s\[]+)\]")
_SIGNS = late(r"[*_`~<&\\=]")
_DEFINED = late(r"^[ ]{0,3}\[(?!\^)([^\]\n]+)\]:", re.M)
_REMARK = late(r"(?<!\\)<!--(?!-?>|[ ]*more\b)(?P<words>[^\n*_`~<&\\=\[-]{0,40})")
_NO_SIGN = late(r"[+*?{]")
"""What follows a set of characters of a regular expression, which looks like the sign of a note."""


_MOST = 50
"""After so many problems of one text no further one is looked for."""


def unfinished(text: str, html: str) -> list[Problem]:
    """Return a problem for each sign of a text that came to nothing; `html` is its clean HTML.

    A text whose HTML shows no bracket, has no note and does not end in code costs a few looks.
    """
    problems: list[Problem] = []
    found = _Text(text, html)
    if "</pre>" in html[-80:] or ('<div class="footnote">' in html[:-1] and "```" in text):
        problems += found.fences()
    if "[" in html and any(sign in html for sign in _LEFT):
        problems += islice(found.links(), _MOST)
    if "“" in text or "”" in text or "„" in text or "‘" in text:
        problems += islice(found.titles(), _MOST)
    if "^" in text and "[^" in text:
        problems += islice(found.notes(), _MOST)
    if "<!--" in text:
        problems += islice(found.remarks(), _MOST)
    return problems[:_MOST]


def open_fence(text: str) -> Problem | None:
    """Return the problem of a fence that is never closed, or only behind the line that opens the next one."""
    opened: re.Match[str] | None = None
    early: re.Match[str] | None = None
    margin = 0
    for match in _FENCE.finditer(without_raw(text)):
        sign, info = match["fence"], match["info"].strip()
        indent = len(match[0][: match.start("fence") - match.start()].expandtabs(4))
        if opened is None:
            if sign[0] == "~" or "`" not in info:
                opened, margin = match, indent
        elif indent > margin + 3:
            continue
        elif sign[0] == opened["fence"][0] and len(sign) >= len(opened["fence"]):
            if not info:
                opened = None
            elif early is None and _LANGUAGE.fullmatch(info):
                early = opened
    place = early or opened
    if place is None:
        return None
    fence = place["fence"]
    return Problem(
        code="unfinished-markup",
        message=f"this block of code is {'not closed before the next one' if early else 'never closed'}",
        fix=f"write {fence[:9]} on a line of its own where the code ends",
        start=place.start("fence"),
        length=min(len(fence), 80),
    )


_WHOLE = late(r"[a-z][a-z0-9+.-]*:", re.I)
"""The beginning of an address of another site, in which no blank can be."""
_IN_WORDS = "write its address without blanks, and a title between two straight quotes"


class _Text:
    """One text, and what its page shows of it."""

    def __init__(self, text: str, html: str) -> None:
        self.text = text
        self.html = html

    @cached_property
    def prose(self) -> str:
        """The source with NUL for code."""
        prose = masked(self.text, html=True)
        return _MATHS.sub(lambda match: "\0" * len(match[0]), prose) if "$" in prose else prose

    @cached_property
    def shown(self) -> str:
        """The words of the page that are no code, with one blank for white space."""
        return _plain(unescape(_TAGS.sub("", _CODE.sub("", self.html))))

    def fences(self) -> Iterator[Problem]:
        """Yield the problem of a fence that is never closed."""
        body = self.html.partition('<div class="footnote">')[0]
        if _ENDS_IN_CODE.search(body[-400:]) and (problem := open_fence(self.text)):
            code = unescape(_TAGS.sub("", body[body.rfind("<pre") :]))
            # A fence in code that is set in is part of that code.
            if not code.lstrip().startswith(("```", "~~~")):
                yield problem

    def links(self) -> Iterator[Problem]:
        """Yield a problem for each link that is none."""
        if not any(sign in self.shown for sign in _LEFT):
            return
        for pattern, message in (
            (_PARTED, "a blank between the brackets keeps this from being a link"),
            (_SWAPPED, "round and square brackets of this link are the wrong way round"),
        ):
            for match in self._shown(pattern):
                yield _problem(match, message, f"[{match['words']}]({match['to']})")
        for match in self._shown(_BLANK):
            yield _problem(
                match,
                "blanks in its address keep this from being a link",
                _closed_up(match),
            )
        for match in self._shown(_OPEN_END):
            yield _problem(
                match, "the bracket behind this address is missing", f"[{match['words']}]({match['to']})"
            )
        for pattern, message, fix in (
            (_HALF_OPEN, "these double brackets are closed by one bracket alone", "{}]"),
            (_HALF_CLOSED, "these double brackets are opened by one bracket alone", "[{}"),
            (_UNCLOSED, "these double brackets are never closed", "{}]]"),
        ):
            for match in pattern.finditer(self.prose):
                group = "all" if "all" in match.groupdict() else 0
                if _plain(match[group]) in self.shown and not self._balanced(pattern, match):
                    yield _problem(match, message, fix.format(match[group]), group)
        for match in self._shown(_UNDEFINED):
            words, label = match["words"].strip(), match["to"].strip() or match["words"].strip()
            # Numbers are citations, and letters stand in formulas.
            if words and not label.isdigit() and len(words + label) > 2 and "\0" not in match[0]:
                known = _DEFINED.findall(self.prose)
                near = get_close_matches(label, known, 1)
                fix = f"[{words}][{near[0]}]" if near else f"write a line [{label}]: with the address behind it"
                yield _problem(match, f"no line of this text gives the address of [{label}]", fix)

    def _balanced(self, pattern: re.Pattern[str], match: re.Match[str]) -> bool:
        """Return whether the bracket that seems to be missing comes later in the line: `[[sic] he said]`."""
        depth = 0
        for sign in _BRACKET_OR_END.finditer(self.prose, match.end()) if pattern is _HALF_OPEN else ():
            depth += {"[": 1, "]": -1}.get(sign[0], -len(self.prose))
            if depth < 0:
                return sign[0] == "]"
        return False

    def titles(self) -> Iterator[Problem]:
        """Yield a problem for each title of a link in curly quotes."""
        for match in _CURLY.finditer(self.prose):
            title = match["title"].strip("“”„‟«»‘‚’ ")
            if _plain(title) in _plain(unescape(self.html)):
                yield Problem(
                    code="unfinished-markup",
                    message="the title of a link needs straight quotes",
                    fix=f']({match["to"]} "{title}")',
                    start=match.start("title"),
                    length=len(match["title"]),
                )

    def notes(self) -> Iterator[Problem]:
        """Yield a problem for each sign without a note, note without a sign, and second note of a name."""
        notes: dict[str, re.Match[str]] = {}
        again: list[re.Match[str]] = []
        for match in _NOTE.finditer(self.prose):
            if notes.setdefault(match[2].casefold(), match) is not match:
                again.append(match)
        defined = {match.start(1) for match in (*notes.values(), *again)}
        signs = [match for match in _SIGN.finditer(self.prose) if match.start() not in defined]
        for match in signs:
            label = match[1].casefold()
            before, behind = (
                self.prose[match.start() - 1 : match.start()],
                self.prose[match.end() : match.end() + 1],
            )
            meant = match[1].isdigit() or notes or before.strip()
            if label not in notes and meant and not _NO_SIGN.match(behind) and match[0] in self.shown:
                near = get_close_matches(label, notes, 1) or (list(notes) if len(notes) == 1 else [])
                fix = (
                    f"did you mean [^{notes[near[0]][2]}]?"
                    if near
                    else f"write its note on a line of its own, behind [^{match[1]}]:"
                )
                yield Problem(
                    code="footnote",
                    message=f"the sign {match[0]} has no note",
                    fix=fix,
                    start=match.start(),
                    length=len(match[0]),
                )
        used = {match[1].casefold() for match in signs}
        for label, match in notes.items():
            if label not in used and 'id="fn:' in self.html:
                sign = match[1][:-1]
                fix = f"put {sign} behind the words that it belongs to, or take the note out"
                yield Problem(
                    code="footnote",
                    message=f"nothing refers to the note {sign}",
                    fix=fix,
                    start=match.start(1),
                    length=len(sign),
                )
        for match in again:
            sign = match[1][:-1]
            message = f"there is another note {sign} above, and only one of them is shown"
            yield Problem(
                code="footnote",
                message=message,
                fix="give it another name, here and at its sign",
                start=match.start(1),
                length=len(sign),
            )

    def remarks(self) -> Iterator[Problem]:
        """Yield a problem for each comment of HTML that the page shows, and for one that takes the rest along."""
        if "&lt;!--" in self.html:
            for match in _REMARK.finditer(self.text):
                in_code = self.prose[: match.start()].endswith("\0")
                if not in_code and _plain(match[0]) in self.shown:
                    closed = "-->" in self.text[match.end() :]
                    yield Problem(
                        code="hides-nothing",
                        message="this remark would be published, because "
                        + ("a blank line is within it" if closed else "it is never closed"),
                        fix="begin it on a line of its own" if closed else "write --> where the remark ends",
                        start=match.start(),
                        length=4,
                    )
            return
        last = self.prose.rfind("<!--")
        if last >= 0 and _REMARK.match(self.text, last) and "-->" not in self.text[last:]:
            yield Problem(
                code="unfinished-markup",
                message="this is never closed, so that everything behind it is left out",
                fix="write --> where the remark ends",
                start=last,
                length=4,
            )

    def _shown(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield the matches that the page shows as typed; of words with signs in them the end is looked for."""
        for match in pattern.finditer(self.prose):
            tail = match["tail"]
            words = match[0] if not _SIGNS.search(match["words"]) else match[0][-len(tail) - 1 :]
            if _plain(words) in self.shown:
                yield match


def _plain(words: str) -> str:
    return " ".join(words.split())


def _problem(match: re.Match[str], message: str, fix: str, group: str | int = 0) -> Problem:
    start = match.start(group)
    return Problem(
        code="unfinished-markup",
        message=message,
        fix=fix,
        edit=Edit(text=fix) if fix.startswith("[") else None,
        start=start,
        length=match.end(group) - start,
    )


def _closed_up(match: re.Match[str]) -> str:
    """Return a link whose address has blanks as it can be read; words where more than that is wrong."""
    to = match["to"].strip()
    if _WHOLE.match(to):
        to = "".join(to.split())
        return f"[{match['words']}]({to})" if to[:7].lower() != "mailto:" or "@" in to else _IN_WORDS
    return _IN_WORDS if re.search("[\"'=„“”]", to) else f"[{match['words']}](<{to}>)"
