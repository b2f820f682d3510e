"""The people of an old site: those that its data names become stakeholders, and texts name them as these."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from sitegen.importers.report import Report
from sitegen.importers.websites.privacy import is_kept_back
from sitegen.importers.websites.values import first, plain_text, text, texts
from sitegen.urls import slugify

FOLDERS = frozenset(
    [
        "authors",
        "author",
        "people",
        "person",
        "team",
        "members",
        "member",
        "staff",
        "speakers",
        "speaker",
        "contributors",
        "organizers",
        "organisers",
        "board",
    ]
)
"""Names of collections, sections and data files that are about people."""
_HANDLES = {
    "github": "https://github.com/{}",
    "twitter": "https://twitter.com/{}",
    "mastodon": "{}",
    "linkedin": "https://www.linkedin.com/in/{}",
}
ROLES = ("role", "job", "job_title", "position", "occupation")
"""Fields that say what a person does, the likeliest first."""
_KEYS = ("username", "short_name", "id", "slug", "key", "nick", "handle", "login")


class Person(Struct, frozen=True, kw_only=True):
    """Someone whom the data of an old site names."""

    name: str
    path: str
    """The file that names them."""
    line: int
    keys: tuple[str, ...] = ()
    """By what else texts name them."""
    role: str = ""
    url: str = ""
    picture: str = ""
    about: str = ""
    email: str = ""
    draft: bool = False
    """Whether a field keeps them back."""
    key: str = ""
    """The path of the entry about them, without its extension, where there is one."""


def people_of(path: str, value: Any, source: str) -> Iterator[Person]:
    """Yield the people of a data file: a mapping from keys to persons, or a list of persons."""
    if isinstance(value, Mapping) and not any(isinstance(inner, Mapping) for inner in value.values()):
        inner = next((each for each in value.values() if isinstance(each, list)), None)
        value = inner if inner is not None else {}
    items = value.items() if isinstance(value, Mapping) else (("", each) for each in value or ())
    for key, fields in items:
        if isinstance(fields, str):
            fields = {"name": fields}
        if isinstance(fields, Mapping) and (person := person_of(fields, path, _line(source, key, fields), key)):
            yield person


def person_of(fields: Mapping[str, Any], path: str, line: int = 1, key: str = "") -> Person | None:
    """Return the person that fields describe, None for fields without a name."""
    name = plain_text(first(fields, "full_name", "fullname", "display_name", "name", "title"))
    parts = [
        plain_text(first(fields, "first_name", "name_first")),
        plain_text(first(fields, "last_name", "name_last")),
    ]
    if not first(fields, "full_name", "fullname", "display_name") and all(parts):
        name = " ".join(parts)
    if not name:
        return None
    keys = [key, *(text(fields.get(each)) for each in _KEYS), text(fields.get("name"))]
    return Person(
        name=name,
        path=path,
        line=line,
        keys=tuple(dict.fromkeys(each for each in keys if each and each != name)),
        role=plain_text(first(fields, *ROLES)),
        url=_url(fields),
        picture=text(first(fields, "avatar", "picture", "photo", "image", "thumbnail", "profile_image")),
        about=str(first(fields, "bio", "description", "about", "excerpt")).strip(),
        email=text(fields.get("email")),
        draft=is_kept_back(fields, {}, Report(path)),
    )


class People:
    """The people of a site, by each of their names."""

    def __init__(self, people: Iterable[Person]) -> None:
        """Take the people; of two with one name the first counts."""
        people = list(people)
        keys = {(slugify(person.name), person.key) for person in people if person.key}
        shared = Counter(name for name, _ in keys)
        self._names: dict[str, str] = {}
        for person in people:
            called = person.key if shared[slugify(person.name)] > 1 and person.key else person.name
            for name in (*person.keys, person.name):
                self._names.setdefault(slugify(name), called)

    def named(self, name: str) -> str:
        """Return by what a text names the person whom it means, else what was typed.

        That is their name, or the path of their entry where two are called alike.
        """
        return self._names.get(slugify(name), name)

    def knows(self, name: str) -> bool:
        """Return whether a name is that of a person."""
        return slugify(name) in self._names

    def of(self, value: Any) -> tuple[str, ...]:
        """Return the names in an `author` or `authors` of front matter."""
        found: list[str] = []
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, Mapping):
                found.append(plain_text(first(item, "name", "full_name", "title", "username", "id")))
            elif isinstance(item, str):
                name = plain_text(item)
                split = texts(re.sub(r"\s+(?:and|&)\s+", ",", name)) if not self.knows(name) else [name]
                found += (
                    split if len(split) > 1 and all(" " in each or self.knows(each) for each in split) else [name]
                )
        return tuple(dict.fromkeys(self.named(name) for name in found if name))


def _url(fields: Mapping[str, Any]) -> str:
    """Return the address of a person's own site, else of a page of theirs elsewhere; "" for none."""
    for name in ("url", "website", "site", "homepage", "web", "link", "uri", "author_url"):
        if re.fullmatch(r"https?://\S+", found := text(fields.get(name))):
            return found
    for name, address in _HANDLES.items():
        handle = text(fields.get(name)).removeprefix("@")
        if re.fullmatch(r"https?://\S+", handle):
            return handle
        if re.fullmatch(r"[\w.-]+", handle) and address != "{}":
            return address.format(handle)
    return ""


def _line(source: str, key: str, fields: Mapping[str, Any]) -> int:
    """Return the line of a data file on which a person begins, as far as it can be told."""
    wanted = key or text(first(fields, "full_name", "name", "title"))
    place = re.search(rf"^[ \t\"'-]*(?:[\w-]+\"?:[ ]*)?[\"']?{re.escape(wanted)}\b", source, re.MULTILINE)
    return source.count("\n", 0, place.start()) + 1 if place and wanted else 1
