"""Which tags of a calendar a site can take: two labels that would share an address stop a build."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sitegen.urls import slugify

FIELDS = ("tags", "tag", "category", "categories")


class Tags:
    """The tags of a site, by their addresses."""

    def __init__(
        self,
        heads: Iterable[Mapping[str, Any]],
        described: Iterable[str],
        merged: Mapping[str, str],
        same: Callable[[str], str],
    ) -> None:
        """Gather the tags of front matter; `described` are labels with a file, `merged` says what counts as what.

        `same` is what labels of one tag have in common.
        """
        self._same = same
        self._merged = {same(label): meant for label, meant in merged.items()}
        self._described = {same(label) for label in described}
        self._owners: dict[str, str] = {}
        for head in heads:
            for label in _labels(head):
                self.takes(label)

    def takes(self, label: str) -> bool:
        """Whether a tag has an address that is no other tag's; from then on that address is its own."""
        label = self._merged.get(self._same(label), label)
        group = self._same(label)
        return group in self._described or self._owners.setdefault(slugify(label), group) == group


def _labels(head: Mapping[str, Any]) -> Iterable[str]:
    for field in FIELDS:
        given = head.get(field) or ()
        yield from (
            each for each in (given.split(",") if isinstance(given, str) else given) if isinstance(each, str)
        )
