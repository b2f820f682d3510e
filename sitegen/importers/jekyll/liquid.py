"""Liquid in the texts of a Jekyll site: what can be known of it becomes text, the rest is reported and stays."""

import re
from collections.abc import Callable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from sitegen.importers.jekyll.arguments import arguments_of, octopress, words_of
from sitegen.importers.jekyll.expressions import UNKNOWN, Values, condition, evaluated
from sitegen.importers.jekyll.tokens import TOKEN, ends
from sitegen.importers.report import Report
from sitegen.importers.websites.code import code_spans, is_within
from sitegen.importers.websites.media import piece
from sitegen.importers.websites.privacy import UNSEEN, unpublished

_BRANCHES = {"if": ("elsif", "else"), "unless": ("elsif", "else"), "case": ("when", "else"), "for": ("else",)}
_IN_ADDRESS = re.compile(r"[=(\"'/][^\s<>]*$")
_PAIRED = frozenset(("if", "unless", "case", "for", "tablerow", "capture", "highlight"))
MOST_DEPTH = 20
"""How deep includes may be in each other."""


class Known(Struct, frozen=True, kw_only=True):
    """What the site knows, as Liquid asks for it."""

    values: Values
    post: Callable[[str], str]
    """Returns the address of the post that `post_url` names; "" for none."""
    source: Callable[[str], str]
    """Returns the address of the file that `link` names; "" for none."""
    includes: Mapping[str, str]
    """The text of each file in `_includes` by its path there."""
    unpublished: Callable[[str], bool] = lambda _: False
    """Returns whether what `post` or `source` returned is the path of a draft."""


class Liquid:
    """The Liquid of one text."""

    def __init__(self, text: str, known: Known, report: Report, first_line: int, depth: int = 0) -> None:
        """Take a text whose first line is `first_line` of its file."""
        self._text = text
        self._known = known
        self._report = report
        self._first_line = first_line
        self._depth = depth
        self._tokens = list(TOKEN.finditer(text))
        self._code = code_spans(text) if self._tokens else []
        self._ends = ends(self._tokens)
        self._next = 0

    def rendered(self) -> str:
        """Return the text with the Liquid that could be read carried out."""
        if not self._tokens:
            return self._text
        try:
            return self._until((), 0)[0]
        except RecursionError:
            self._report.lost(
                self._first_line, "the Liquid of this text is too deep to be read, so it stays as it is"
            )
            return self._text

    def _until(self, ends: tuple[str, ...], start: int) -> tuple[str, re.Match[str] | None]:
        """Return what comes of the text from an offset to one of some tags, and that tag; None for the end."""
        out: list[str] = []
        position = start
        while self._next < len(self._tokens):
            token = self._tokens[self._next]
            self._next += 1
            out.append(self._text[position : token.start()])
            position = token.end()
            tag = token["tag"]
            if tag in ends:
                return "".join(out), token
            words = self._output(token) if tag is None else self._tag(token)
            position = self._tokens[self._next - 1].end()
            if not words.strip() and self._is_alone(token, position):
                position = self._text.find("\n", position) + 1 or len(self._text)
                out[-1] = (
                    out[-1][: len(out[-1].rstrip(" \t"))] if out[-1].rstrip(" \t")[-1:] in ("", "\n") else out[-1]
                )
                words = ""
            out.append(words)
        out.append(self._text[position:])
        self._next = len(self._tokens)
        return "".join(out), None

    def _is_alone(self, token: re.Match[str], end: int) -> bool:
        """Whether nothing else is on the lines of a tag that ends at `end`."""
        before = self._text.rfind("\n", 0, token.start()) + 1
        after = self._text.find("\n", end)
        after = len(self._text) if after < 0 else after
        return not self._text[before : token.start()].strip() and not self._text[end:after].strip()

    def _line(self, token: re.Match[str]) -> int:
        return self._first_line + self._text.count("\n", 0, token.start())

    def _output(self, token: re.Match[str]) -> str:
        """Return the words of `{{ … }}`."""
        value, unknown = evaluated(token["output"], self._known.values)
        if value is UNKNOWN:
            self._report.lost(self._line(token), f"this Liquid is not known: {_short(token[0])}")
            return self._kept(token)
        if unknown:
            message = f"the filter `{unknown}` is not known, so its text is as it was"
            self._report.lost_once(f"filter {unknown}", self._line(token), message)
        return words_of(value)

    def _kept(self, token: re.Match[str], end: int = 0) -> str:
        """Return what stays of Liquid that is not known: a comment, or itself where that would break something."""
        source = self._text[token.start() : end or token.end()]
        before = self._text[max(token.start() - 200, 0) : token.start()]
        if is_within(token.start(), self._code) or _IN_ADDRESS.search(before):
            return source
        return _commented(source)

    def _tag(self, token: re.Match[str]) -> str:
        """Return what comes of a tag, or of a whole block that begins with it."""
        tag, arguments = token["tag"], token["arguments"].strip()
        if tag in ("raw", "comment"):
            return self._literal(token)
        if tag in _PAIRED and self._next - 1 not in self._ends:
            self._report.lost(self._line(token), f"`{tag}` has no end here, so it is left out")
            return ""
        if tag == "highlight":
            return self._highlight(token, arguments)
        if tag in ("if", "unless", "case"):
            return self._choice(token)
        if tag in ("for", "tablerow"):
            return self._loop(token, arguments)
        if tag == "capture":
            words, _ = self._until((f"end{tag}",), token.end())
            self._known.values.variables[arguments.strip("\"'")] = words.strip()
            return ""
        if tag == "assign":
            name, _, expression = arguments.partition("=")
            self._known.values.variables[name.strip()] = evaluated(expression, self._known.values)[0]
            return ""
        if tag in ("post_url", "link"):
            return self._address(token, tag, arguments)
        if tag in ("include", "include_relative", "include_cached", "render"):
            return self._include(token, arguments)
        return self._other(token, tag, arguments)

    def _address(self, token: re.Match[str], tag: str, arguments: str) -> str:
        name = arguments.strip("\"'")
        if "{{" in name:
            name = words_of(evaluated(name.strip("{} "), self._known.values)[0])
        address = self._known.post(name) if tag == "post_url" else self._known.source(name)
        if not address:
            self._report.lost(self._line(token), f"there is no {'post' if tag == 'post_url' else 'file'} {name}")
        elif self._known.unpublished(address):
            self._report.lost(self._line(token), unpublished(name))
        return address or token[0]

    def _literal(self, token: re.Match[str]) -> str:
        """Return the text of `raw` so that it stays as it is; a `comment` comes to nothing."""
        last = self._ends.get(self._next - 1)
        if last is None:
            return ""
        stop = self._tokens[last].start()
        self._next = last + 1
        if token["tag"] == "comment":
            return ""
        words = self._text[token.end() : stop]
        if is_within(token.start(), self._code):
            return words
        parts, last = [], 0
        for begin, close in [*code_spans(words), (len(words), len(words))]:
            plain = words[last:begin]
            parts += [
                f"{{% raw %}}{plain}{{% endraw %}}" if "{{" in plain or "{%" in plain else plain,
                words[begin:close],
            ]
            last = close
        return "".join(parts)

    def _highlight(self, token: re.Match[str], arguments: str) -> str:
        """Return a fenced block for `highlight`."""
        words, _ = self._until(("endhighlight",), token.end())
        before = self._text[self._text.rfind("\n", 0, token.start()) + 1 : token.start()]
        indent = before if not before.strip() else ""
        longest = max((len(run) for run in re.findall("`{3,}", words)), default=2)
        fence = "`" * max(3, longest + 1)
        language = arguments.split()[0] if arguments else ""
        break_before = "" if not before.strip() else "\n"
        return f"{break_before}{fence}{language}\n{words.strip(chr(10)).rstrip()}\n{indent}{fence}\n"

    def _choice(self, token: re.Match[str]) -> str:
        """Return the branch of `if`, `unless` or `case` that counts; all of them where that cannot be known."""
        tag = token["tag"]
        ends = (*_BRANCHES[tag], f"end{tag}")
        subject = token["arguments"] if tag == "case" else ""
        saved = dict(self._known.values.variables)
        test: bool | None = condition(token["arguments"], self._known.values)
        test = None if test is None else not test if tag == "unless" else test
        chosen: str | None = None
        words: list[str] = []
        unknown = False
        head: re.Match[str] | None = token
        if tag == "case":
            _, head = self._until(ends, token.end())
            test = self._when(subject, head) if head else False
        while head is not None and head["tag"] != f"end{tag}":
            text, after = self._branch(ends, head.end(), skipped=test is False or chosen is not None)
            words.append(text)
            unknown = unknown or (test is None and chosen is None)
            if test and chosen is None:
                chosen = text
            head = after
            if head is not None and head["tag"] == "else":
                test = True
            elif head is not None:
                test = (
                    self._when(subject, head)
                    if tag == "case"
                    else condition(head["arguments"], self._known.values)
                )
        if unknown:
            self._known.values.variables.update(saved)
            self._report.lost(self._line(token), f"this cannot be decided, so all of it stays: {_short(token[0])}")
            return "".join(words)
        return chosen or ""

    def _branch(self, ends: tuple[str, ...], start: int, *, skipped: bool) -> tuple[str, re.Match[str] | None]:
        """Return a branch of a choice; one that does not count is not reported on, and sets no variable."""
        if not skipped:
            return self._until(ends, start)
        report, variables = self._report, dict(self._known.values.variables)
        self._report = Report(report.path)
        found = self._until(ends, start)
        self._report = report
        self._known.values.variables = variables
        return found

    def _when(self, subject: str, head: re.Match[str]) -> bool | None:
        if head["tag"] != "when":
            return True
        options = re.split(r"\s+or\s+|,", head["arguments"])
        found = [condition(f"{subject} == {option}", self._known.values) for option in options]
        return True if True in found else None if None in found else False

    def _loop(self, token: re.Match[str], arguments: str) -> str:
        """Return the text of a loop for each of its values; where these cannot be known, the loop as a comment."""
        found = re.match(r"([\w-]+)\s+in\s+(\S+)", arguments)
        values = evaluated(found[2], self._known.values)[0] if found else UNKNOWN
        first = self._next
        if not isinstance(values, list) or UNKNOWN in values or not self._known.values.spend(len(values)):
            self._next = self._ends[first - 1] + 1
            if values in ("", []):
                return ""
            self._report.lost(self._line(token), f"what this runs through is not known: {_short(token[0])}")
            return self._kept(token, self._tokens[self._next - 1].end())
        words = []
        variables = self._known.values.variables
        name = found[1] if found else ""
        before = variables.get(name, UNKNOWN)
        for value in values or [""]:
            self._next = first
            variables[name] = value
            text, _ = self._until((f"end{token['tag']}",), token.end())
            if values:
                words.append(text)
        variables.pop(name, None)
        if before is not UNKNOWN:
            variables[name] = before
        return "".join(words)

    def _include(self, token: re.Match[str], arguments: str) -> str:
        """Return what an include comes to: a picture, a film or a note by its name, or else its own text."""
        name, _, rest = arguments.partition(" ")
        name = name.strip("\"'")
        given = arguments_of(rest, self._known.values)
        found = piece(name, given)
        if found is not None:
            return found
        source = self._known.includes.get(name)
        if (
            source is not None
            and self._depth < MOST_DEPTH
            and self._known.values.spend(1)
            and not name.endswith((".svg", ".js"))
            and "<script" not in source
        ):
            values = self._known.values.included(given)
            known = replace(self._known, values=values)
            report = Report(self._report.path)
            text = Liquid(source, known, report, 1, self._depth + 1).rendered()
            if not report.found:
                return text.strip("\n") if self._is_alone(token, token.end()) else text.strip()
        self._report.lost(self._line(token), f"this include is not carried over: {name}")
        return self._kept(token)

    def _other(self, token: re.Match[str], tag: str, arguments: str) -> str:
        """Return what the tag of a plugin comes to: by its name, or its text where it is a block, or a comment."""
        given = arguments_of(arguments, self._known.values)
        if tag in ("img", "image") and "0" in given and not given.get("src"):
            given = octopress(given)
        inner = None
        if self._next - 1 in self._ends:
            inner, _ = self._until((f"end{tag}",), token.end())
        if tag in UNSEEN and inner is not None:
            self._report.lost(self._line(token), f"left out with its text: `{tag}`, which keeps it from readers")
            return ""
        found = piece(tag, given, inner)
        if found is not None:
            return found
        if tag.startswith("end") or tag in (
            "else",
            "elsif",
            "when",
            "break",
            "continue",
            "increment",
            "decrement",
            "cycle",
        ):
            return ""
        self._report.lost(
            self._line(token), f"the tag `{tag}` is not known{', so its text alone stays' if inner else ''}"
        )
        return inner if inner is not None else self._kept(token)


def _commented(source: str) -> str:
    return f"<!-- {source.replace('--', '- -')} -->"


def _short(source: str) -> str:
    source = " ".join(source.split())
    return source if len(source) <= 80 else f"{source[:79]}…"
