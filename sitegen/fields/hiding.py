"""The words by which generators keep a page back: which field each is read as, and which no field reads.

A word that hides a page elsewhere may not publish it here. Where it can only mean one thing it is read as a field
of ours; where it can mean more, or is a slip of the finger, the build stops and names the field that does hide.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from sitegen.fields import hiding_words
from sitegen.fields.key_names import name_of, nearly
from sitegen.fields.nodes import MappingNode, ScalarNode, SequenceNode, YamlNode
from sitegen.patterns import late

FIELDS = ("draft", "published", "publish_date", "expiry_date", "visibility")
"""The fields that decide whether a page is published."""

_READ = {
    **dict.fromkeys(("draft", "drafts", "isdraft", "unpublished"), "draft"),
    **dict.fromkeys(("published", "publish", "ispublished", "dgpublish"), "published"),
    **dict.fromkeys(
        ("publishdate", "pubdate", "publishat", "publishedat", "publishon", "publishedon", "publisheddate",
         "publicationdate", "datepublished", "gopublicon"),
        "publish_date",
    ),
    **dict.fromkeys(
        ("expirydate", "expiry", "expire", "expires", "expireson", "expiresat", "expiration", "expirationdate",
         "unpublishdate", "unpublishon", "unpublishat"),
        "expiry_date",
    ),
    "visibility": "visibility",
    "private": "private",
}  # fmt: skip
"""Words that can only mean one thing, in small letters without signs -> the field that they are."""
_STATES = (
    "status",
    "state",
    "poststatus",
    "publicationstatus",
    "publishstatus",
    "workflowstate",
    "stage",
    "access",
    "privacy",
    "lifecycle",
    *("statut", "estado", "stato", "etat", "zustand"),
    *hiding_words.STATES,
    *("sichtbarkeit", "visibilite", "visibilidad", "visibilita", "visibilidade", "zugriff", "acces", "acceso"),
)
"""Words for the state of a page; any other that ends with `status` is one too, such as `wp:status`."""
_DRAFT_WORDS = (
    "entwurf", "entwuerfe", "brouillon", "borrador", "bozza", "rascunho", "utkast", "kladde", "luonnos", "szkic",
    "piszkozat", "taslak", "osnutek", "koncept", "черновик", "чернетка", "下書き", "草稿", "草稿箱",
)  # fmt: skip
"""What a draft is called in other languages than English, as `folded` leaves it."""
_DRAFTS = ("draft", "drafts", "autodraft", "unpublished", "indraft", "wip", *_DRAFT_WORDS)
_HIDDEN_STATES = (
    "private", "pending", "future", "trash", "trashed", "hidden", "unlisted", "internal", "skip", "embargoed",
    "deleted", "scheduled", "restricted", "confidential", "secret", "members", "paid", "never", "inreview",
    "pendingreview", "archived", "removed", "withdrawn",
    "privat", "prive", "privee", "privado", "privada", "privato", "privata", "intern", "interne", "interno",
    "interna", "geheim", "versteckt", "verborgen", "vertraulich", "cachee", "oculto", "oculta",
    "nascosto", "nascosta", "unveroffentlicht", "nonpublie", "nopublicado", "inedito",
)  # fmt: skip
_HIDE_WITH_ANYTHING = (
    "private", "hidden", "unlisted", "password", "postpassword", "passwordprotected", "embargo", "embargoed",
    "embargodate", "embargountil", "embargoeduntil", "headless",
)  # fmt: skip
_HIDE_WHEN_TRUE = (
    "hide", "hidepage", "ishidden", "isprivate", "secret", "confidential", "protected", "encrypted", "restricted",
    "internal", "membersonly", "exclude", "excluded", "ignore", "ignored", "skip", "nopublish", "dontpublish",
    "donotpublish", "norender", "wip", "eleventyexcludefromcollections", "trash", "trashed", "archived", "deleted",
    "removed", "withdrawn", *_DRAFT_WORDS, "privat", "prive", "privee", "privado", "privada", "privato",
    "versteckt", "verborgen", "verstecken", "geheim", "interne", "interno", "vertraulich", "confidentiel",
    "confidencial", "riservato", "oculto", "nascosto", "unveroffentlicht", "nichtveroffentlichen",
)  # fmt: skip
_HIDE_WHEN_FALSE = (
    "public", "ispublic", "visible", "isvisible", "listed", "discoverable", "routable", "render", "output", "live",
    "publie", "publiee", "publier", "publique", "publicado", "publicada", "publicar", "publico", "pubblicato",
    "pubblicata", "pubblico", "veroffentlicht", "veroffentlichen", "veroeffentlicht", "offentlich", "oeffentlich",
    "sichtbar", "gepubliceerd", "openbaar", "опубликовано", "permalink",
)  # fmt: skip
_SECTIONS = ("build", "cascade")
"""Mappings of Hugo that say for a page, or all below it, what is rendered and listed."""
_OWN_FIELDS = (
    "param",
    "params",
    "extra",
    "extras",
    "meta",
    "metadata",
    "custom",
    "options",
    "frontmatter",
    "userdata",
)
"""Mappings in which generators have the fields that a site makes for itself. A page's layout reads them
as it does those at the top."""
_NO_SLIPS = ("publisher", "publishers", "publishes", "publishing", "listed")
"""Words of their own that are nearly one that hides."""
_WITHIN = (("publish",), ("draft", "unpublish", "notpublish", "private"))
"""What a longer word holds that hides a page when false, and when true: `publish_now`, `draft_page`."""
_NEAR = ("draft", "published", "publish", "unpublished", "publishdate", "expirydate", "visibility", "private",
         "hidden", "unlisted")  # fmt: skip
TRUE = ("true", "yes", "on", "y", "1", "t", "x", *hiding_words.YES)
FALSE = ("false", "no", "off", "n", "0", "f", "never", "none", "~", "null", "", *hiding_words.NO)
_LOCKS = ("🔒", "🔐", "🔏", "🙈", "🤫", "🚫")
"""Pictures that keep a page back where one is the whole name of a key."""
_UNTIL = late(
    r"(?:draft|private|hidden?|hide|embargo|unpublished)\w*(?:until|till|before)|(?:publish|visible)\w*(?:from|after)"
)
"""Matches a word, in small letters without signs, that with a day says from when a page is published."""
_FROM = late(
    r"(?:published?|visible|listed)\w*(?:until|till|before)|(?:hide|hidden|unpublish|delete|remove)\w*(?:from|after)"
)
"""Matches a word that with a day says until when a page is published."""
_PARTLY = late(
    "noindex|nofollow|robots|hid(?:e|den)|exclu[ds]|disable|unlist|disabled|inactive|expired|retired|outdated|obsolete"
)
_SHOWN = late(
    r"\w*search\w*|(?:show|display|include)\w*|sitemap|index|active|enabled|ready|final|approved|reviewed|released|online|feed"
    "|rss|home|list|nav|menu"
)
"""Match words that a page is shown less with elsewhere: the first when true, the second when false."""
_DAY = late(r"(?:.*\D)?\d{4}(?:\D|$)")
"""Matches what has a year in it."""
_WHOLE_DAY = late(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ].*)?")
"""Matches a day in numbers, with or without a time."""
_MOST_WORDS = 4
"""The number of words in an answer from which on it is a sentence, and says nothing for sure."""


class Read(NamedTuple):
    """A field of ours, and its value, that a word of another generator is read as."""

    field: str
    value: YamlNode


@lru_cache(maxsize=512)
def folded(word: str) -> str:
    """Return a word in small letters and digits alone: `publishDate` and `Publish-Date` are one."""
    plain = unicodedata.normalize("NFKD", word).casefold()
    return "".join(character for character in plain if character.isalnum())


def read_as(name: str, value: YamlNode) -> Read | None:
    """Return the field that a key is read as which no field has for its name; None for one that hides nothing."""
    word = folded(name)
    field = _READ.get(word, "")
    if field in ("published", "draft") and isinstance(value, ScalarNode) and _DAY.match(value.value):
        return Read("publish_date", value) if field == "published" else Read(field, value)
    if field:
        return Read(field, value)
    if isinstance(value, ScalarNode) and _WHOLE_DAY.fullmatch(value.value.strip()) and not _dated(word):
        return Read("publish_date", value) if hiding_words.PUBLICATION_DAY.fullmatch(word) else None
    if is_state(name) and isinstance(value, ScalarNode) and folded(value.value) in _DRAFTS:
        return Read("draft", ScalarNode(value.place, "true"))
    return None


def is_state(name: str) -> bool:
    """Whether a key says in which state a page is, such as `status`."""
    word = folded(name)
    return word in _STATES or word.endswith("status")


def hides(name: str, value: YamlNode) -> bool:
    """Whether a key that no field of ours reads keeps a page back in another generator, or seems meant to."""
    word = folded(name)
    if isinstance(value, MappingNode):
        return any(_below(word, value))
    if isinstance(value, SequenceNode):
        return (word == "cascade" or is_state(name)) and any(hides(name, item) for item in value.items)
    said = _said(value)
    if is_state(name):
        return (
            folded(said) in (*_DRAFTS, *_HIDDEN_STATES)
            or _all_words(said, hiding_words.PLAN)
            or _names(said, at_door=word in hiding_words.DOORS)
        )
    if word == "type":
        return folded(said) in _DRAFTS
    if word in _HIDE_WITH_ANYTHING:
        return said not in FALSE
    if word in _HIDE_WHEN_TRUE:
        return said in TRUE
    if word in _HIDE_WHEN_FALSE:
        return said in FALSE and said != ""
    if not word:
        return said in TRUE and name.strip(" \ufe0f") in _LOCKS
    if _dated(word) and _DAY.match(said):
        return True
    if _keeps_back(word, said) or (word in hiding_words.DOORS and _names(said, at_door=True)):
        return True
    if word not in _NO_SLIPS and any(part in word for part in _WITHIN[said in TRUE]):
        return said in TRUE or (said in FALSE and said != "")
    meant = nearly(word, _NEAR) if len(word) > 4 and word not in _NO_SLIPS else ""
    if meant in ("hidden", "unlisted", "private"):
        return said in TRUE
    if meant in ("publishdate", "expirydate"):
        return bool(_DAY.match(said))
    return hides_below(meant, value)


def means_draft(value: YamlNode) -> bool:
    """Whether a text says that something is a draft, in few words and whatever its key is."""
    return isinstance(value, ScalarNode) and _all_words(_said(value), hiding_words.DRAFT)


def may_hide(name: str, value: object) -> str:
    """Return the field that a key may be meant for which keeps nothing back, such as `sector: private`; else "".

    `value` is the text, list or dictionary that was typed.
    """
    if not isinstance(value, str):
        return ""
    said, word = _said(ScalarNode((1, 1, 1), value)), folded(name)
    if word == "until" and _WHOLE_DAY.fullmatch(said):
        return f"expiry_date: {value.strip()}"
    denied = word in ("online", "live") and said in FALSE
    hidden = denied or _names(said, at_door=False) or _all_words(said, hiding_words.INTERNAL)
    return "draft: true" if hidden else ""


def _keeps_back(word: str, said: str) -> bool:
    """Whether a key, in small letters without accents, says in any known language that a page is kept back."""
    if said in TRUE:
        return any(
            pattern.match(word)
            for pattern in (hiding_words.KEPT_KEY, hiding_words.ONLY_KEY, hiding_words.UNPUBLISHED_KEY)
        ) or bool(hiding_words.KEY_ONLY.match(word))
    return said in FALSE and said != "" and bool(hiding_words.PUBLISHED_KEY.match(word))


def _names(said: str, *, at_door: bool) -> bool:
    """Whether an answer of few words names a draft, what is hidden, or, at a door, the people of the house."""
    folded_said = "".join(each for each in said if each.isalnum())
    few = len(said.split()) <= _MOST_WORDS
    patterns = (hiding_words.ONLY_KEY, hiding_words.KEY_ONLY, hiding_words.UNPUBLISHED_KEY)
    if few and any(pattern.match(folded_said) for pattern in patterns):
        return True
    beginnings = (hiding_words.DRAFT, hiding_words.HIDDEN, *((hiding_words.GROUP,) if at_door else ()))
    return any(_all_words(said, pattern) for pattern in beginnings)


def _all_words(said: str, pattern: re.Pattern[str]) -> bool:
    """Whether a few words hold one that begins so, and else only words that add nothing."""
    words = re.findall(r"[^\W_]+", said)
    return (
        0 < len(words) <= _MOST_WORDS
        and any(map(pattern.match, words))
        and all(pattern.match(word) or hiding_words.FILLING.fullmatch(word) for word in words)
    )


def only_hides(name: str, value: YamlNode) -> bool:
    """Whether a key that keeps a page back elsewhere says nothing else."""
    if isinstance(value, MappingNode):
        return all(_below(folded(name), value))
    return isinstance(value, ScalarNode) or is_state(name)


def _below(word: str, value: MappingNode) -> Iterator[bool]:
    """Yield for each key below another, a word in small letters, whether it keeps the page back."""
    inner = _hides_inside if word in _SECTIONS else hides if word in _OWN_FIELDS else hides_below
    return (inner(name_of(key), below) for key, below in value.pairs)


def hides_in_part(name: str, value: object) -> bool:
    """Whether a key keeps a page out of lists or search engines elsewhere, or may be meant to keep it back.

    `value` is the text, list or dictionary that was typed.
    """
    if isinstance(value, dict):
        return any(hides_in_part(f"{name} {key}", below) for key, below in value.items())
    if isinstance(value, list):
        return any(isinstance(item, dict) and hides_in_part(name, item) for item in value)
    word, answer = folded(name), str(value).casefold()
    if "noindex" in answer or _PARTLY.search(word):
        return answer not in FALSE
    return bool(_SHOWN.fullmatch(word)) and answer in FALSE


def cure(name: str, value: YamlNode) -> tuple[str, str]:
    """Return the field, and its value, to type for a key that keeps a page back elsewhere."""
    said = value.value.strip() if isinstance(value, ScalarNode) else ""
    word = folded(name)
    field = _READ.get(word) or _READ.get(nearly(word, _NEAR), "") or (_dated(word) if _DAY.match(said) else "")
    if field in ("publish_date", "expiry_date"):
        return field, said
    if field == "visibility" and folded(said) == "internal":
        return field, "internal"
    return "draft", "true"


def _dated(word: str) -> str:
    """Return the field that a word such as `draft_until` with a day as its value is; "" for another word."""
    if _UNTIL.fullmatch(word) or hiding_words.SHOWN_FROM.fullmatch(word):
        return "publish_date"
    return "expiry_date" if _FROM.fullmatch(word) or hiding_words.SHOWN_UNTIL.fullmatch(word) else ""


def agree(one: YamlNode, other: YamlNode) -> bool:
    """Whether two values of a field that decides whether a page is published say the same."""
    texts = [node.value.strip().casefold() if isinstance(node, ScalarNode) else "" for node in (one, other)]
    return texts[0] == texts[1] or any(all(text in words for text in texts) for words in (TRUE, FALSE))


def is_draft(node: MappingNode | None) -> bool:
    """Whether a mapping says in a field of ours that the page is a draft, whatever else it says."""
    pairs = node.pairs if node is not None else ()
    return any(name_of(key) in ("draft", "published") and hides_below(name_of(key), value) for key, value in pairs)


def hides_below(name: str, value: YamlNode) -> bool:
    """Whether a key would keep a page back at the top; below another key it says nothing."""
    field = _READ.get(folded(name), "")
    said = _said(value) if isinstance(value, ScalarNode) else ""
    if field == "visibility":
        return folded(said) in (*_DRAFTS, *_HIDDEN_STATES)
    return said in TRUE if field == "draft" else field == "published" and said in FALSE and said != ""


def _said(node: ScalarNode) -> str:
    """Return a text in small letters, without accents and the quotes that a phone has curled."""
    said = node.value.strip(" \"'“”‘’„«».!\ufe0f").casefold()
    if said.isascii():
        return said
    return "".join(each for each in unicodedata.normalize("NFKD", said) if not unicodedata.combining(each))


def _hides_inside(name: str, value: YamlNode) -> bool:
    """Whether a key of Hugo's `build` or `cascade` leaves a page out."""
    if folded(name) in ("render", "list") and isinstance(value, ScalarNode):
        return _said(value) in ("never", "false", "no")
    return hides_below(name, value) or hides(name, value)
