"""The blog of the theme Material: which texts are posts, and the addresses of posts and of their lists."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from sitegen.importers.mkdocs.addresses import material_slug
from sitegen.importers.mkdocs.configuration import Manual, read_yaml
from sitegen.importers.websites.dates import MONTHS, OldMoment
from sitegen.importers.websites.front_matter import decoded
from sitegen.importers.websites.people import Person, people_of
from sitegen.importers.websites.values import is_no, text
from sitegen.urls import join

_LETTERS = re.compile(r"y+|M+|d+|[^yMd]+")


class Blog(Struct, frozen=True, kw_only=True):
    """One blog of a manual, with its options as the documentation of the theme names them."""

    folder: str
    """The folder of the blog below that of the texts, with a slash at its end; "" for the top."""
    posts: str
    """The folder of its posts, likewise."""
    directory_urls: bool
    options: Mapping[str, Any]

    @property
    def address(self) -> str:
        """The address of its list."""
        return f"/{self.folder}"

    def option(self, name: str, usual: str) -> str:
        """Return an option as a text."""
        return text(self.options.get(name)) or usual

    def is_post(self, path: str) -> bool:
        """Return whether a text is a post."""
        return path.startswith(self.posts)

    def address_of(self, *, date: OldMoment, slug: str, categories: tuple[str, ...], path: str) -> str:
        """Return the address of a post."""
        most = self._number("post_url_max_categories", 1)
        form = self.option("post_url_format", "{date}/{slug}")
        filled = (
            form.replace("{date}", dated(date, self.option("post_url_date_format", "yyyy/MM/dd")))
            .replace("{slug}", slug)
            .replace("{categories}", "/".join(map(material_slug, categories[:most])))
            .replace("{file}", posixpath.basename(path).rpartition(".")[0])
        )
        return self._page(filled)

    def archive(self, date: OldMoment) -> str:
        """Return the address of the archive with a date, "" in a blog without archives."""
        if is_no(self.options.get("archive")):
            return ""
        when = dated(date, self.option("archive_url_date_format", self.option("archive_date_format", "yyyy")))
        return self._page(self.option("archive_url_format", "archive/{date}").replace("{date}", when))

    def category(self, name: str) -> str:
        """Return the address of the list of a category, "" in a blog without these."""
        if is_no(self.options.get("categories")):
            return ""
        return self._page(
            self.option("categories_url_format", "category/{slug}").replace("{slug}", material_slug(name))
        )

    def pages(self, posts: int) -> Iterator[str]:
        """Yield the addresses of the pages of its list after the first."""
        if is_no(self.options.get("pagination")):
            return
        each = max(self._number("pagination_per_page", 10), 1)
        form = self.option("pagination_url_format", "page/{page}")
        for number in range(2, -(-posts // each) + 1):
            yield self._page(form.replace("{page}", str(number)))

    def people(self, docs: str, files: Mapping[str, bytes]) -> tuple[Person, ...]:
        """Return the authors that the blog's own file names."""
        name = self.option("authors_file", "{blog}/.authors.yml").replace("{blog}", self.folder.rstrip("/") or ".")
        path = f"{docs}{join('', name)}"
        if path not in files:
            return ()
        try:
            found = read_yaml(files[path])
        except ValueError:
            return ()
        authors = found.get("authors", found) if isinstance(found, Mapping) else {}
        named = (
            {
                key: {"role" if name == "description" else name: value for name, value in given.items()}
                for key, given in authors.items()
                if isinstance(given, Mapping)
            }
            if isinstance(authors, Mapping)
            else {}
        )
        return tuple(people_of(path, named, decoded(files[path])))

    def _number(self, name: str, usual: int) -> int:
        written = self.option(name, str(usual))
        return int(written) if re.fullmatch(r"\d{1,6}", written) else usual

    def _page(self, name: str) -> str:
        whole = re.sub("/{2,}", "/", f"/{self.folder}{name.strip('/')}")
        return f"{whole}/" if self.directory_urls else f"{whole}.html"


def blogs(manual: Manual) -> tuple[Blog, ...]:
    """Return the blogs of a manual."""
    found = []
    for name, options in manual.plugins:
        if name != "blog" or is_no(options.get("enabled")):
            continue
        folder = text(options.get("blog_dir") or "blog").strip("/")
        folder = "" if folder == "." else folder
        posts = text(options.get("post_dir") or "{blog}/posts").replace("{blog}", folder or ".")
        found.append(
            Blog(
                folder=f"{folder}/" if folder else "",
                posts=f"{posixpath.normpath(posts)}/",
                directory_urls=manual.directory_urls,
                options=options,
            )
        )
    return tuple(found)


def dated(date: OldMoment, form: str) -> str:
    """Return a date in a form of Unicode's letters, such as `yyyy/MM/dd`."""
    local = date.local
    words = {
        "yyyy": f"{local.year:04}",
        "y": str(local.year),
        "yy": f"{local.year % 100:02}",
        "MM": f"{local.month:02}",
        "M": str(local.month),
        "MMM": MONTHS[local.month - 1][:3],
        "MMMM": MONTHS[local.month - 1],
        "dd": f"{local.day:02}",
        "d": str(local.day),
    }
    return "".join(words.get(part, part) for part in _LETTERS.findall(form))
