"""The form of tags in texts of other generators: `{{< name a="b" >}}`, `{{% name %}}` and `{% name a="b" %}`."""

import re

from msgspec import Struct

from sitegen.patterns import late

_OPEN = r"\{(?:\{[<%]-?|%-?)[ \t]*"
_CLOSE = r"[ \t]*-?(?:[>%]\}\}|%\})"
_ARGUMENT = late(r"(?:([\w-]+)\s*[=:]\s*)?(?:\"((?:[^\"\\]|\\.)*)\"|'([^']*)'|`([^`]*)`|([^\s,\"'=]+))")


class Arguments(Struct, frozen=True):
    """What a tag says behind its name."""

    words: tuple[str, ...] = ()
    """Those without a name, in order."""
    named: dict[str, str] = {}

    def first(self, *names: str, place: int | None = None) -> str:
        """Return the first of these that the tag gives by name, else the one at a place; empty without one."""
        found = next((self.named[name] for name in names if self.named.get(name)), "")
        return found or (self.words[place] if place is not None and place < len(self.words) else "")


def arguments(written: str) -> Arguments:
    """Return the arguments of a tag as its writer wrote them."""
    words: list[str] = []
    named: dict[str, str] = {}
    for match in _ARGUMENT.finditer(written):
        value = next((each for each in match.groups()[1:] if each is not None), "").replace('\\"', '"')
        if match[1]:
            named[match[1].lower()] = value
        else:
            words.append(value)
    return Arguments(tuple(words), named)


def tag(*names: str) -> re.Pattern[str]:
    """Return the pattern of a tag with one of these names: its group 1 is the name, group 2 what is behind it."""
    return late(rf"{_OPEN}({'|'.join(names)})(?![\w-])([^{{}}\n]*?){_CLOSE}")


def around(opening: re.Pattern[str]) -> re.Pattern[str]:
    """Return the pattern of a tag with its content and the tag that closes it, where there is one.

    The content, which holds no other tag, is the group `content`.
    """
    return late(rf"{opening.pattern}(?:(?P<content>[^{{}}]{{0,2000}}?){_OPEN}/[ \t]*\1{_CLOSE})?")


def closing(match: re.Match[str]) -> re.Pattern[str]:
    """Return the pattern of the tags that close, and with a group 1 open again, what a tag has opened."""
    name = re.escape(match[1])
    return late(
        rf"{_OPEN}(?:/[ \t]*{name}|end{name}|({name})(?![\w-])(?![^{{}}\n]*/[ \t]*[>%]\}})[^{{}}\n]*?){_CLOSE}"
    )
