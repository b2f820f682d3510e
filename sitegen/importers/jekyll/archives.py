"""The pages that Jekyll's plugins make of lists: of tags, categories and years, and further pages of the blog."""

from collections.abc import Iterator, Mapping

from sitegen.importers.jekyll.addresses import cleaned, slugified
from sitegen.importers.jekyll.config import JekyllConfig
from sitegen.importers.jekyll.documents import categories_of
from sitegen.importers.jekyll.sources import SourceFile
from sitegen.importers.websites.page import OldPage
from sitegen.importers.websites.values import is_yes, text, texts

_PATTERNS = {
    "year": "/:year/",
    "month": "/:year/:month/",
    "day": "/:year/:month/:day/",
    "tag": "/tag/:name/",
    "category": "/category/:name/",
}
"""The addresses of jekyll-archives, where `permalinks` says nothing else."""


def listed(config: JekyllConfig, pages: list[OldPage], lists: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield the address of each list, the page that it is now, and the label of the tag whose list it is."""
    posts = [page for page in pages if page.path.partition("_posts/")[1] and page.address]
    yield from _further(config, len(posts))
    archives = config.values.get("jekyll-archives")
    if isinstance(archives, Mapping):
        enabled = {each.rstrip("s").replace("categorie", "category") for each in texts(archives.get("enabled"))}
        given = archives.get("permalinks")
        patterns = {
            **_PATTERNS,
            **({str(name): text(value) for name, value in given.items()} if isinstance(given, Mapping) else {}),
        }
        everything = "all" in enabled or is_yes(archives.get("enabled"))
        yield from _terms(posts, patterns, enabled, everything=everything)
        yield from _periods(posts, patterns, enabled, everything=everything)
    for setting, sort in (("tag_dir", "tag"), ("tag_page_dir", "tag"), ("category_dir", "category")):
        if folder := text(config.values.get(setting)).strip("/"):
            yield from _terms(posts, {sort: f"/{folder}/:name/"}, {sort}, everything=False)


def _further(config: JekyllConfig, posts: int) -> Iterator[tuple[str, str, str]]:
    """Yield the pages after the first of a list in parts (jekyll-paginate)."""
    size = text(config.values.get("paginate"))
    if not size.isdigit() or size == "0":
        return
    pattern = text(config.values.get("paginate_path")) or "/page:num/"
    for number in range(2, -(-posts // int(size)) + 1):
        address = cleaned(pattern.replace(":num", str(number)))
        yield (address if address.endswith((".html", "/")) else f"{address}/"), "/blog/", ""


def _terms(
    posts: list[OldPage], patterns: Mapping[str, str], enabled: set[str], *, everything: bool
) -> Iterator[tuple[str, str, str]]:
    for sort in ("tag", "category"):
        if sort not in patterns or not (everything or sort in enabled):
            continue
        labels = dict.fromkeys(label for page in posts for label in _labels(page, sort))
        for label in labels:
            yield (
                cleaned(patterns[sort].replace(":name", slugified(label)).replace(":title", label)),
                "/tags/",
                label,
            )


def _labels(page: OldPage, sort: str) -> tuple[str, ...]:
    above = (
        tuple(page.path.partition("_posts/")[0].strip("/").split("/"))
        if not page.path.startswith("_posts/")
        else ()
    )
    source = SourceFile(path=page.path, sort="posts", inner="", above=tuple(filter(None, above)))
    categories = categories_of(page.fields, source)
    if sort == "category":
        return categories
    only = (
        {label.rstrip(",") for label in categories}
        - set(texts(page.fields.get("tags")))
        - set(texts(page.fields.get("tags"), " "))
    )
    return tuple(label for label in page.tags if label not in only)


def _periods(
    posts: list[OldPage], patterns: Mapping[str, str], enabled: set[str], *, everything: bool
) -> Iterator[tuple[str, str, str]]:
    days = {page.date.day for page in posts if page.date}
    for sort, length, to in (
        ("year", 4, "/blog/{0}/"),
        ("month", 7, "/blog/{0}/{1}/"),
        ("day", 10, "/blog/{0}/{1}/"),
    ):
        if not (everything or sort in enabled):
            continue
        for day in sorted({day[:length] for day in days}):
            parts = [*day.split("-"), "", ""][:3]
            named = {"year": parts[0], "month": parts[1], "day": parts[2]}
            address = patterns[sort]
            for name, value in named.items():
                address = address.replace(f":{name}", value)
            yield cleaned(address), to.format(*parts), ""
