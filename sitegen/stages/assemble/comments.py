"""The comments that a build publishes, with the entry and the comment that each of them answers."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote, urlsplit

from msgspec import structs

from sitegen.diagnostics import Diagnostic, Suggestions, Vocabulary, diagnose
from sitegen.model.comment import FOLDER, Comment, FiledComment
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.patterns import late
from sitegen.urls import composed

LONGEST_ID = 64
_NO_ID = late(r"[^A-Za-z0-9_-]+")

Entries = Mapping[str, Entry[Meta]]


def published_comments(
    filed: Iterable[FiledComment],
    permalinks: Mapping[str, str],
    redirects: Mapping[str, str],
    shown: Entries,
    hidden: Entries,
    *,
    internal: bool,
    now: dt.datetime,
) -> tuple[dict[str, tuple[Comment, ...]], list[Diagnostic], dt.datetime | None]:
    """Return the comments that this build shows, what is wrong with all of them, and when the next one is due.

    The comments are by the key of their entry. Held ones and names that may not be published are in an `internal`
    build alone. Comments on an entry that is not shown wait with it; those of a later day than `now` are held
    until then.
    """
    due: list[dt.datetime] = []
    by_entry: dict[str, list[FiledComment]] = {}
    said: list[Diagnostic] = []
    homes: _Homes | None = None
    for comment in filed:
        said += comment.diagnostics
        if not comment.html:
            continue
        homes = homes or _Homes(permalinks, redirects, shown, hidden)
        key = homes.of(comment)
        if key:
            by_entry.setdefault(key, []).append(comment)
        elif key is None:
            said.append(homes.stray(comment))
    found = {}
    for key, comments in sorted(by_entry.items()):
        entry = shown[key] if key in permalinks else None
        if entry is None:
            continue
        facet = entry.meta.consultation
        early = [each for each in comments if each.status == "approved" and each.date and each.date.aware() > now]
        if early:
            due += [each.date.aware() for each in early if each.date]
            said += map(_early, early)
            comments = [structs.replace(each, status="held") if each in early else each for each in comments]
        thread = _Thread(comments, len(facet.questions) if facet else 0)
        told = tuple(thread.published(internal=internal)) if entry.meta.comments is not False else ()
        said += thread.diagnostics
        if told:
            found[key] = told
    return found, said, min(due, default=None)


def _early(comment: FiledComment) -> Diagnostic:
    """Return what is wrong with a comment that is dated later than the build."""
    message = "this day is still to come, so the comment is held until then"
    return diagnose("broken-comment", comment.span("date"), message, fix="write the day on which it was made")


class _Homes:
    """The entries by all names under which a comment may be filed."""

    def __init__(
        self, permalinks: Mapping[str, str], redirects: Mapping[str, str], shown: Entries, hidden: Entries
    ) -> None:
        self.exact: dict[str, str] = {}
        self.slugs: dict[str, list[str]] = {}
        for key, entry in (*hidden.items(), *shown.items()):
            stem = key.rpartition(".")[0]
            self.exact[stem.removesuffix("/index")] = key
            for slug in {entry.slug, stem.removesuffix("/index").rpartition("/")[2]}:
                self.slugs.setdefault(slug, []).append(key)
        self.exact |= {address.strip("/"): key for address, key in redirects.items()}
        self.exact |= {address.strip("/"): key for key, address in permalinks.items()}
        self.near = Suggestions()
        self.known = Vocabulary((*self.exact, *self.slugs))

    def of(self, comment: FiledComment) -> str | None:
        """Return the key of the entry that a comment is about; None where no entry fits, or more than one."""
        page = urlsplit(comment.page).path if comment.page else ""
        for name in (composed(comment.folder), unquote(page)):
            name = name.strip("/").removesuffix("/index.html").removesuffix(".html")
            if name in self.exact and name:
                return self.exact[name]
            named = self.slugs.get(name, ()) if name else ()
            if len(named) == 1:
                return named[0]
        return None

    def stray(self, comment: FiledComment) -> Diagnostic:
        """Return what is wrong with a comment that is about no entry."""
        name = comment.folder.strip("/")
        several = sorted(self.slugs.get(name, ()))
        span = comment.span("")
        if len(several) > 1:
            message = f"there are {len(several)} entries called {name}, so this comment is left out"
            folders = [f"content/{FOLDER}{key.rpartition('.')[0].removesuffix('/index')}/" for key in several]
            return diagnose("broken-comment", span, message, fix=f"move it to {' or '.join(folders)}")
        if not name:
            message = "a comment lies in a folder named after its entry, and this one in none, so it is left out"
            fix = f"move it to a folder such as content/{FOLDER}posts/2027-01-30-hello/"
            return diagnose("broken-comment", span, message, fix=fix)
        message = f"there is no entry {name}, so this comment is left out"
        near = self.near.find(name, lambda: self.known.nearest(name))
        fix = f"rename its folder to content/{FOLDER}{near}/" if near else "name its folder after the entry's file"
        return diagnose("broken-comment", span, message, fix=fix)


class _Thread:
    """The comments on one entry, in the order of their files."""

    def __init__(self, comments: list[FiledComment], questions: int) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.questions = questions
        self.comments = {comment.path: comment for comment in comments}
        self.anchors: dict[str, str] = {}
        self.by_id: dict[str, str] = {}
        for comment in comments:
            self._name(comment)
        for comment in comments:
            self.by_id.setdefault(comment.stem, comment.path)
        self.firsts = [comment.path for comment in comments if not self._asks(comment)]
        self.parents = {comment.path: self._parent(comment) for comment in comments}
        for comment in comments:
            self._break_ring(comment)

    def published(self, *, internal: bool) -> Iterator[Comment]:
        """Yield the comments that are shown, the oldest first."""
        visible = {
            path: comment
            for path, comment in self.comments.items()
            if comment.status == "approved" or (internal and comment.status == "held")
        }
        for path, comment in sorted(visible.items(), key=lambda item: (_instant(item[1]), item[0])):
            assert comment.date is not None
            named = comment.name and (comment.consent or internal)
            yield Comment(
                anchor=self.anchors[path],
                date=comment.date,
                html=comment.html,
                name=comment.name if named else "",
                url=comment.url if named else "",
                reply_to=self._answered(path, visible),
                question=self._question(comment),
                held=comment.status == "held",
                withheld=bool(named and not comment.consent),
            )

    def _answered(self, path: str, visible: Mapping[str, FiledComment]) -> str:
        """Return the anchor of the nearest comment above that is shown, "" for none."""
        parent = self.parents[path]
        while parent and parent not in visible:
            parent = self.parents[parent]
        return self.anchors[parent] if parent else ""

    def _name(self, comment: FiledComment) -> None:
        """Give a comment its anchor: of its id, else of a digest, because a file's name may be a person's."""
        identity = _NO_ID.sub("-", comment.id)[:LONGEST_ID].strip("-")
        if comment.id and comment.id in self.by_id:
            other = self.comments[self.by_id[comment.id]].path
            message = f"the id {comment.id} is that of {other} already"
            fix = "give one of the two another id"
            self.diagnostics.append(diagnose("broken-comment", comment.span("id"), message, fix=fix))
            identity = ""
        elif comment.id:
            self.by_id[comment.id] = comment.path
        if not identity or f"comment-{identity}" in self.anchors.values():
            below = f"{comment.folder}/{comment.stem}"
            identity = hashlib.blake2b(below.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()
        self.anchors[comment.path] = f"comment-{identity.removeprefix('comment-')}"

    def _asks(self, comment: FiledComment) -> str:
        """Return what a comment says that it answers, "" for nothing, which some forms write as 0."""
        return "" if comment.reply_to == "0" and "0" not in self.by_id else comment.reply_to

    def _parent(self, comment: FiledComment) -> str:
        """Return the path of the comment that is answered, "" for none."""
        asked = self._asks(comment)
        if not asked:
            return ""
        if asked in self.by_id:
            return self.by_id[asked]
        if re.fullmatch(r"[0-9]{1,4}", asked) and int(asked) <= len(self.firsts):
            return self.firsts[int(asked) - 1]
        message = f"there is no comment {asked} on this entry, so this one is shown as a comment of its own"
        self.diagnostics.append(
            diagnose(
                "broken-comment",
                comment.span("reply_to"),
                message,
                fix="write the `id` of the comment that it answers, or the name of its file, or take the line out",
            )
        )
        return ""

    def _break_ring(self, comment: FiledComment) -> None:
        """Make a comment that answers itself, by way of others or not, one that answers none."""
        seen = {comment.path}
        parent = self.parents[comment.path]
        while parent and parent not in seen:
            seen.add(parent)
            parent = self.parents[parent]
        if parent == comment.path:
            self.parents[comment.path] = ""
            message = "this comment answers itself, by way of those that answer it"
            message = message if len(seen) > 1 else "this comment answers itself"
            fix = "take the line out, or write the id of another comment"
            self.diagnostics.append(diagnose("broken-comment", comment.span("reply_to"), message, fix=fix))

    def _question(self, comment: FiledComment) -> int:
        """Return the question that is answered, 0 for none."""
        if comment.question <= self.questions:
            return comment.question
        many = (
            f"{self.questions} question{'s' if self.questions != 1 else ''}" if self.questions else "no questions"
        )
        message = f"the entry asks {many}, so this comment is shown below them"
        fix = f"write a number from 1 to {self.questions}" if self.questions > 1 else "take the line out"
        self.diagnostics.append(diagnose("broken-comment", comment.span("question"), message, fix=fix))
        return 0


def _instant(comment: FiledComment) -> float:
    return comment.date.aware().timestamp() if comment.date else 0.0
