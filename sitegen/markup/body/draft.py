"""A reference of a body while the body is being read."""

from typing import Literal


class Draft:
    """A reference while its words are still being read."""

    __slots__ = ("anchor", "begin", "end", "exact", "kind", "length", "nth", "start", "target", "text", "told")

    def __init__(self, kind: Literal["link", "image", "wiki", "embed", "post"], target: str, begin: int) -> None:
        self.kind = kind
        self.target = target
        self.begin = self.end = begin
        self.anchor = self.text = ""
        self.start: int | None = None
        self.length = self.nth = 0
        self.exact = self.told = False
