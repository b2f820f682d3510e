"""The target of every reference in a body: an entry, a file or an address."""

import posixpath
import re
from collections.abc import Mapping
from functools import cache
from urllib.parse import unquote

from msgspec import structs

from sitegen.diagnostics import Suggestions, Vocabulary
from sitegen.diagnostics.spelling import alike
from sitegen.model.entry import Entry
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.model.problem import Problem
from sitegen.model.reference import Reference
from sitegen.model.rendition import Flaw
from sitegen.model.site import Resolved
from sitegen.stages.assemble.anchors import Anchors, nearest
from sitegen.stages.assemble.cures import address_in_brackets, leading_to, meant_path, with_exact_name
from sitegen.stages.assemble.files import Files, names_table, told
from sitegen.stages.assemble.listings import Listings, Unlisted, asks_for_list
from sitegen.stages.assemble.matches import Matches
from sitegen.stages.assemble.names import Match, Names
from sitegen.stages.assemble.path_ends import PathEnds
from sitegen.stages.assemble.reference_texts import called, name_of, quoted, words_of
from sitegen.stages.assemble.shared_names import SharedNames
from sitegen.stages.assemble.wordings import Wordings
from sitegen.urls import composed, is_external, join, normalise


class Linker:
    """Resolves references; what leads nowhere becomes a problem."""

    def __init__(
        self,
        entries: Mapping[str, Entry[Meta]],
        permalinks: Mapping[str, str],
        names: Names,
        hidden: Names,
        hidden_at: Mapping[str, str],
        files: Files,
        kinds: Mapping[str, Kind],
        listings: Listings,
        shared_names: SharedNames,
    ) -> None:
        """Take the published entries and the hidden ones; `hidden_at` has the keys of the latter by address."""
        self.listings = listings
        self.kinds = kinds
        self.entries = entries
        self.permalinks = permalinks
        self.at = {address: key for key, address in permalinks.items()}
        self.names = names
        self.hidden = hidden
        self.hidden_at = hidden_at
        self.files = files
        self.shared_names = shared_names
        self.vaults = frozenset(kind.name for kind in kinds.values() if kind.vault)
        """The kinds whose entries are linked as the notes of a vault of Obsidian."""
        self.directories = {kind.directory.strip("/").partition("/")[0] for kind in kinds.values()}
        """The first steps of the addresses of lists, and "" for the home page."""
        self.path_ends = PathEnds(entries)
        self.near = Suggestions()
        self.anchors = Anchors(entries)
        paged = permalinks if shared_names.wanted else {}
        self.matches = Matches(names, entries, self.anchors, paged)
        self.wordings = Wordings(entries, permalinks, self.matches)
        self.paths = cache(self._paths)
        self.problems: list[tuple[str, Problem]] = []
        self.addresses: list[tuple[str, Reference, str]] = []
        """Links to addresses that no entry owns: key of the linking entry, reference, root-relative address."""

    def target(self, entry: Entry[Meta], reference: Reference) -> Resolved:
        """Return the target of one reference of an entry."""
        if reference.kind in ("wiki", "embed"):
            return self._named(entry, reference)
        if reference.kind == "post":
            return self._post(entry, reference)
        if reference.kind == "image":
            return self._image(entry, reference)
        return self._path(entry, reference)

    def _named(self, entry: Entry[Meta], reference: Reference) -> Resolved:
        folder = posixpath.dirname(entry.key)
        if asks_for_list(reference.target) and not self.matches.match(reference.target, folder).key:
            return self._list(entry, reference)
        match = self.matches.meant(entry, reference)
        if match.rivals:
            name = name_of(reference.target)
            if reference.kind != "embed" and (
                to := self.shared_names.address(name, reference.anchor, self.anchors)
            ):
                return self._shared(entry, reference, to, match)
            self.report(
                entry,
                reference,
                "ambiguous-link",
                f"{reference.target!r} could mean {len(match.rivals)} entries",
                f"write {with_exact_name(reference, self.names.exact(match.rivals[0]))}",
                self.matches.rivals(reference.target, folder),
            )
            return Resolved(text=reference.text or reference.target, state="missing")
        if match.key:
            found = self._anchored(entry, self.entries[match.key], reference)
            # A part of a page in the same page would bring itself along: it is linked to.
            within = reference.kind == "embed" and reference.anchor and match.key == entry.key
            return structs.replace(found, key="") if within else found
        if worded := self.wordings.find(entry, reference):
            return worded
        words = reference.text or called(reference.target, self.kinds)
        hidden = self.hidden.find(name_of(reference.target), entry.key)
        if hidden.key or hidden.rivals:
            self._report_hidden(entry, reference, hidden.key)
            return Resolved(text=words, state="hidden")
        permalink = self.permalinks.get(entry.key, "/")
        beside = ""
        if not is_external(reference.target):  # as every name with a colon looks
            beside = self.files.find(entry, reference.target, permalink)
        if address := beside or self.files.in_vault(entry, reference.target):
            return Resolved(to=quoted(address, reference.anchor), text=words)
        if self.files.is_unread(entry, reference.target):
            return Resolved(text=words, state="hidden")
        if self._flaw(entry, reference, "", shown=False):
            return Resolved(text=words, state="hidden")
        if problem := address_in_brackets(reference):
            self.problems.append((entry.key, problem))
            return Resolved(text=words, state="hidden")
        near = self.near.find(("name", reference.target), lambda: self._nearest(entry, reference))
        sign = "!" if reference.kind == "embed" else ""
        fix = f"did you mean {sign}[[{near}]]?" if near else "write that page, or take the brackets off"
        if reference.kind == "embed":
            if begun := self.listings.begun(reference.target):
                self.report(entry, reference, "broken-query", begun.message, begun.fix, near=begun.meant)
                return Resolved(text=words, state="missing")
            if names_table(reference) and not near:
                fix = "put the file beside this one, or take the brackets off"
            message = f"there is nothing called {reference.target!r} to embed"
            self.report(entry, reference, "broken-link", message, fix, near=near)
            return Resolved(text=words, state="missing")
        message = f"no page is called {reference.target!r} yet"
        self.report(entry, reference, "redlink", message, fix, near=near)
        return Resolved(text=words, state="redlink")

    def _shared(self, entry: Entry[Meta], reference: Reference, to: str, match: Match) -> Resolved:
        """Return a link to the page of a shared name; report a part that is asked for and no entry has."""
        name = called(reference.target, self.kinds)
        page, _, part = to.partition("#")
        if reference.anchor and not part:
            near = nearest([self.entries[key] for key in match.rivals], reference.anchor)
            fix = f"did you mean #{near}?" if near else "name a heading that is there"
            message = f"no entry called {reference.target!r} has a heading or anchor {reference.anchor!r}"
            self.report(entry, reference, "broken-anchor", message, fix)
        heading = self.shared_names.pages[page].parts[part].text if part else ""
        return Resolved(to=to, text=reference.text or (f"{name}: {heading}" if heading else name))

    def _list(self, entry: Entry[Meta], reference: Reference) -> Resolved:
        """Return what a list of entries is to show."""
        words = reference.text or reference.target
        try:
            return Resolved(text=words, listing=self.listings.of(entry.key, reference))
        except Unlisted as wrong:
            if wrong.hidden:
                self._report_hidden(entry, reference, "")
                return Resolved(text=words, state="hidden")
            whole = structs.replace(reference, anchor="")  # what is behind a # belongs to a value
            self.report(entry, whole, "broken-query", wrong.message, wrong.fix, near=wrong.meant)
            return Resolved(text=words, state="missing")

    def _nearest(self, entry: Entry[Meta], reference: Reference) -> str:
        """Return what an embed of a table or any other name was probably meant to be called."""
        is_table = reference.kind == "embed" and names_table(reference)
        if not is_table:
            return self.names.nearest(reference.target)
        near = self.files.nearest(entry, reference.target)
        return near if names_table(structs.replace(reference, target=near)) else ""

    def _post(self, entry: Entry[Meta], reference: Reference) -> Resolved:
        name = path = reference.target.strip("/")
        if not name:
            return self._anchored(entry, entry, reference)
        while path:
            # Folders are called otherwise where the text comes from: `_posts`, `post`.
            key = self.path_ends.by_end.get(path) or self.matches.match(path, "").key
            if key:
                return self._anchored(entry, self.entries[key], reference)
            path = path.partition("/")[2]
        if key := self.hidden.find(name.rpartition("/")[2], entry.key).key:
            self._report_hidden(entry, reference, key)
            return Resolved(text=reference.text, state="hidden")
        near = self.near.find(("post", name), lambda: self.path_ends.names.nearest(name))
        fix = f"did you mean {near}?" if near else "name the post's file without its extension"
        self.report(entry, reference, "broken-link", f"there is no post {name!r}", fix)
        return Resolved(text=reference.text, state="missing")

    def _image(self, entry: Entry[Meta], reference: Reference) -> Resolved:
        permalink = self.permalinks.get(entry.key, "/")
        address = self.files.find(entry, reference.target, permalink)
        if not address and entry.kind in self.vaults:
            address = self.files.in_vault(entry, unquote(re.split("[?#]", reference.target)[0]))
        flaw = self._flaw(entry, reference, address)
        if address and (flaw is None or flaw.shown):
            if names_table(reference):
                message = f"{reference.target} is a table, which no browser shows as a picture"
                fix = f"write ![[{unquote(reference.target)}]] in a line of its own"
                self.report(entry, reference, "doubtful-table", message, fix)
            file = self.files.published.get(address)
            found = Resolved(to=quoted(address))
            return structs.replace(found, width=file.width, height=file.height) if file else found
        if not flaw:
            asked = ("image", reference.target, posixpath.dirname(entry.key))
            near = self.near.find(asked, lambda: self.files.nearest(entry, reference.target))
            fix = f"did you mean {near}?" if near else "put the file there, or take the image out"
            self.report(entry, reference, "missing-image", f"there is no image {reference.target}", fix, near=near)
        there = posixpath.normpath(posixpath.join(posixpath.dirname(permalink), reference.target))
        return Resolved(to=there, state="missing")

    def _flaw(self, entry: Entry[Meta], reference: Reference, address: str, *, shown: bool = True) -> Flaw | None:
        """Return what is wrong with the picture that is meant; report what is not told in that picture itself."""
        place = self.permalinks.get(entry.key, "/")
        flaw = self.files.flaw_of(entry, reference.target, place, address, shown=shown)
        if flaw and not flaw.line:
            self.report(entry, reference, flaw.code, told(flaw, reference.target), flaw.fix)
        return flaw

    def _path(self, entry: Entry[Meta], reference: Reference) -> Resolved:
        target = composed(unquote(reference.target.partition("?")[0]))
        if not target:
            return self._anchored(entry, entry, reference)
        permalink = self.permalinks.get(entry.key, "/")
        if target.startswith("/"):
            return self._address(entry, reference, target)
        path = join(posixpath.dirname(entry.key), target)
        for candidate in (path, f"{path}.md", f"{path}/index.md", f"{path}.markdown"):
            if candidate in self.entries:
                return self._anchored(entry, self.entries[candidate], reference)
            if candidate in self.hidden.entries:
                self._report_hidden(entry, reference, candidate)
                return Resolved(text=reference.text, state="hidden")
        if address := self.files.find(entry, reference.target, permalink):
            return Resolved(to=quoted(address, reference.anchor))
        from_page = "/" + join(permalink if permalink.endswith("/") else posixpath.dirname(permalink), target)
        for address in (from_page + "/", from_page):
            if address in self.at:
                return self._anchored(entry, self.entries[self.at[address]], reference)
        return self._in_vault(entry, reference, target) or self._missing_path(entry, reference)

    def _in_vault(self, entry: Entry[Meta], reference: Reference, target: str) -> Resolved | None:
        """Return a link to the entry or file whose path ends so, as in a vault; None without one."""
        if entry.kind not in self.vaults:
            return None
        path = join(posixpath.dirname(entry.key), target) if target.startswith(("./", "../")) else target
        for names in (self.names, self.hidden):
            found = names.at(name_of(path), entry.key)
            if found.key and names is self.names:
                return self._anchored(entry, self.entries[found.key], reference)
            if found.key:
                self._report_hidden(entry, reference, found.key)
                return Resolved(text=reference.text, state="hidden")
        address = self.files.in_vault(entry, path)
        return Resolved(to=quoted(address, reference.anchor)) if address else None

    def _address(self, entry: Entry[Meta], reference: Reference, target: str) -> Resolved:
        forms = (target, target + "/", target.rstrip("/"))
        for address in forms:
            if address in self.at:
                return self._anchored(entry, self.entries[self.at[address]], reference)
        key = target.strip("/")
        if key in self.entries:
            return self._anchored(entry, self.entries[key], reference)
        hidden = next((self.hidden_at[form] for form in forms if form in self.hidden_at), "")
        if hidden or key in self.hidden.entries:
            self._report_hidden(entry, reference, hidden or key)
            return Resolved(text=reference.text, state="hidden")
        if target in self.files.published:
            return Resolved(to=quoted(target, reference.anchor))
        if self._flaw(entry, reference, "", shown=False):
            return Resolved(text=reference.text, state="missing")
        if target.partition("/")[2].partition("/")[0] not in self.directories:
            found = self._in_vault(entry, reference, target)
            if found:
                return found
        self.addresses.append((entry.key, reference, target))
        return Resolved(to=quoted(target, reference.anchor))

    def _anchored(self, entry: Entry[Meta], target: Entry[Meta], reference: Reference) -> Resolved:
        """Return a link to an entry, and to the heading or id that the reference names."""
        if target.broken:
            return Resolved(text=reference.text or reference.target, state="hidden")
        words = reference.text or words_of(target, reference, self.anchors)
        anchor = reference.anchor
        if anchor:
            anchor = self.anchors.find(target, anchor)
            # `#top` is the top of any page (HTML standard, section 7.4.6.4).
            to_the_top = normalise(reference.anchor) in ("top", normalise(target.meta.title))
            if (
                to_the_top
                and reference.kind == "embed"
                and all(each.id != anchor for each in target.body.headings)
            ):
                anchor = ""  # the heading became the title of the page, and its section is the whole of the text
            if not anchor and not to_the_top:
                asked = ("anchor", reference.anchor, target.key)
                near = self.near.find(asked, lambda: nearest([target], reference.anchor))
                where = "this page" if target is entry else target.path
                fix = f"did you mean #{near}?" if near else "name a heading that is there"
                message = f"{where} has no heading or anchor {reference.anchor!r}"
                self.report(entry, reference, "broken-anchor", message, fix)
        to = self.permalinks[target.key] + (f"#{anchor}" if anchor else "")
        return Resolved(to=to, key=target.key, text=words, anchor=anchor)

    def _paths(self, folder: str) -> Vocabulary:
        """Return the path of every entry and file relative to a folder."""
        paths = (*self.entries, *self.files.by_path)
        return Vocabulary(posixpath.relpath(path, folder or ".") for path in paths)

    def _missing_path(self, entry: Entry[Meta], reference: Reference) -> Resolved:
        if self._flaw(entry, reference, "", shown=False):
            return Resolved(text=reference.text, state="missing")
        folder = posixpath.dirname(entry.key)
        asked = ("path", reference.target, folder)
        typed = unquote(reference.target)
        way = posixpath.relpath(join(folder, typed.replace("\\", "/")) or ".", folder or ".")
        near = self.near.find(asked, lambda: alike(way, self.paths(folder).nearest(way)))
        near, fix = meant_path(reference.target, near)
        shown = typed if "\\" in typed else reference.target
        self.report(entry, reference, "broken-link", f"no page at {shown}", fix, near=near)
        return Resolved(text=reference.text, state="missing")

    def _report_hidden(self, entry: Entry[Meta], reference: Reference, key: str) -> None:
        gone = key in self.hidden.entries and self.hidden.entries[key].meta.gone
        state = "gone" if gone else "not published"
        message = f"this leads to something that is {state}, so it is shown as plain words"
        fix = f"{'link to what is there instead' if gone else 'publish that entry'}, or take the link out"
        self.report(entry, reference, "hidden-target", message, fix)

    def report(
        self,
        entry: Entry[Meta],
        reference: Reference,
        code: str,
        message: str,
        fix: str,
        note: str = "",
        near: str = "",
    ) -> None:
        """Add a problem with a reference; `near` is what the reference was probably meant to lead to."""
        edit = leading_to(near, reference)
        found = Problem(code=code, message=message, fix=fix, note=note, edit=edit, reference=reference)
        self.problems += [] if reference.told else [(entry.key, found)]
