"""Snippets: files and parts of files that a text brings in with `--8<-- "name"` (pymdownx.snippets)."""

import re
import textwrap
from collections.abc import Iterable, Mapping

from sitegen.importers.report import Report
from sitegen.importers.websites.front_matter import decoded
from sitegen.urls import join

MOST_LEVELS = 20
"""The deepest nesting of snippets; more is a circle."""
MOST_TEXT = 2_000_000
"""The most characters that the snippets of one text may come to."""
_LINE = re.compile(
    r"^(?P<indent>[ \t]*)(?P<escape>;*)-{1,}8<-{1,}[ \t]+(?P<quote>['\"])(?P<name>[^'\"\n]+)(?P=quote)[ \t]*$"
)
_FENCE = re.compile(r"^(?P<indent>[ \t]*)-{1,}8<-{1,}[ \t]*$")
_RANGE = re.compile(r"(?P<name>.+?)(?::(?P<start>\d*)(?::(?P<end>\d*))?|:(?P<part>[A-Za-z][\w-]*))?")
_MARK = re.compile(r"^.*?-{1,}8<-{1,}[ \t]+\[[ \t]*(?P<what>start|end)[ \t]*:[ \t]*(?P<part>[\w-]+)[ \t]*\].*$")


class Snippets:
    """The files that texts may bring in."""

    def __init__(self, files: Mapping[str, bytes], folders: Iterable[str]) -> None:
        """Take the files, and the folders in which a name is looked for, in their order."""
        self._files = files
        self._folders = tuple(folders)

    def put_in(self, text: str, report: Report, first_line: int = 1) -> str:
        """Return a text with the snippets that it asks for. What is not there is reported and left as it is."""
        return self._put_in(text, report, first_line, (), [MOST_TEXT]) if "8<-" in text else text

    def _put_in(self, text: str, report: Report, first_line: int, within: tuple[str, ...], left: list[int]) -> str:
        out: list[str] = []
        block = ""
        for number, line in enumerate(text.split("\n"), first_line):
            found = _LINE.match(line)
            fence = _FENCE.match(line)
            if fence:
                block = "" if block else "open"
            elif found and found["escape"]:
                out.append(line.replace(";", "", 1))
            elif found or (block and line.strip()):
                name = found["name"] if found else line.strip()
                indent = found["indent"] if found else line[: len(line) - len(line.lstrip())]
                out.append(
                    self._one(
                        name.strip(), line, indent, report, number if not within else first_line, within, left
                    )
                )
            elif not (_MARK.match(line) and within):
                out.append(line)
        return "\n".join(out)

    def _one(
        self,
        name: str,
        line: str,
        indent: str,
        report: Report,
        number: int,
        within: tuple[str, ...],
        left: list[int],
    ) -> str:
        """Return the text of one snippet, set in as the line that asks for it."""
        if name.startswith(";"):
            return line.replace(";", "", 1)
        parts = _RANGE.fullmatch(name)
        wanted = parts["name"] if parts else name
        path = next((each for folder in self._folders if (each := join(folder, wanted)) in self._files), "")
        if re.match(r"https?://", name) or not path or path in within or len(within) > MOST_LEVELS:
            why = (
                "is on another host"
                if re.match(r"https?://", name)
                else "brings itself in"
                if path
                else "is not there"
            )
            report.lost(number, f"the snippet {name} {why}, so the line that asks for it stays")
            return line
        text = decoded(self._files[path])
        if parts and parts["part"]:
            text = _part(text, parts["part"])
        elif parts and (parts["start"] or parts["end"]):
            lines = text.split("\n")
            text = "\n".join(lines[max(int(parts["start"] or 1), 1) - 1 : int(parts["end"] or len(lines))])
        text = self._put_in(text.rstrip("\n"), report, number, (*within, path), left)
        left[0] -= len(text)
        if left[0] < 0:
            report.lost(number, f"the snippets of this text are too long, so {name} was left out")
            return ""
        return "\n".join(f"{indent}{each}" if each.strip() else each for each in text.split("\n"))


def _part(text: str, name: str) -> str:
    """Return the lines between the marks of a part, without what all of them are set in by."""
    kept, inside = [], False
    for line in text.split("\n"):
        mark = _MARK.match(line)
        if mark:
            inside = mark["what"] == "start" if mark["part"] == name else inside
        elif inside:
            kept.append(line)
    return textwrap.dedent("\n".join(kept))


def folders_of(option: object) -> tuple[str, ...]:
    """Return the folders that `base_path` names: one, or several; the top by itself."""
    named = option if isinstance(option, list) else [option]
    found = [str(each).removeprefix("!relative").strip() for each in named if each]
    clean = [each.removeprefix("$config_dir").strip("/").removeprefix("./") for each in found]
    return tuple("" if each in (".", "") else each for each in clean) or ("",)
