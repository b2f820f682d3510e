"""What becomes of tags: the words that give way, and the word that takes their place."""

from msgspec import Struct

from sitegen.urls import bare_tag, same_tag, slugify


class Refused(Exception):
    """Tags that cannot be renamed or merged, in words for the person who asked."""


class Change(Struct, frozen=True, kw_only=True):
    """A renaming or a merging of tags."""

    old: tuple[str, ...]
    """The tags that give way, as they were given."""
    new: str
    """The tag that takes their place, as files are to have it."""
    merging: bool = False
    """Whether it is a tag already, so that an entry may have both."""

    @property
    def forms(self) -> frozenset[str]:
        """The tags that give way, in the form in which tags are compared."""
        return frozenset(map(same_tag, self.old))

    def meant(self, label: str) -> str:
        """Return what is to be written in place of a label; the label itself where it is another tag.

        A capital that begins it stays one, so that a renaming can be taken back.
        """
        word = bare_tag(label)
        if same_tag(word) not in self.forms:
            return label
        sign = label[: len(label) - len(word)]
        new = self.new
        if (
            same_tag(new) not in self.forms
            and word[:1].isupper()
            and not any(old[:1].isupper() for old in self.old)
        ):
            new = new[:1].upper() + new[1:]
        return sign + new

    @property
    def slug(self) -> str:
        """The last part of the address of the new tag, where no file of content/tags/ gives another."""
        return slugify(self.new)
