"""Keys that no field claims: slips of the finger, and words that keep pages back in other generators."""

from collections.abc import Callable, Collection, Mapping
from typing import Protocol

from sitegen.diagnostics import Edit, did_you_mean
from sitegen.fields.findings import Notes, said
from sitegen.fields.hiding import FIELDS, cure, hides, hides_below, means_draft, only_hides
from sitegen.fields.key_names import meant, nearly
from sitegen.fields.nodes import ScalarNode, YamlNode, quoted


class Spelt(Protocol):
    """How keys may be spelt."""

    @property
    def synonyms(self) -> Mapping[str, str]:
        """Other spellings of fields -> the fields."""

    @property
    def known(self) -> Collection[str]:
        """Keys that the site has declared for itself."""


def is_hiding_in_vain(notes: Notes, key: YamlNode, name: str, value: YamlNode, prefix: str, spelt: Spelt) -> bool:
    """Complain about a key that keeps a page back elsewhere, or in another place of the file, and not here."""
    if notes.config or name in spelt.known:
        return False
    if not (hides_below(name, value) if prefix else hides(name, value) or means_draft(value)):
        return False
    where = f"below `{said(prefix)}`" if prefix else f"in {notes.what}"
    message = f"`{name}` keeps nothing back {where}, so the page would be published"
    note = "`publish_date` and `expiry_date` say from when and until when a page is published."
    field, typed = cure(name, value)
    fix = notes.line(field, typed)
    if prefix:
        fix, edit = f"set it in no further than the first field: `{fix}`", None
    else:
        lines = isinstance(value, ScalarNode) or notes.form == "yaml"  # a table of TOML is more than its line
        edit = _replacing(notes, name, fix) if lines and only_hides(name, value) else _added(notes, fix)
    notes.say("hides-nothing", key.place, message, fix, note, edit)
    return True


def is_kept(
    notes: Notes,
    key: YamlNode,
    value: YamlNode,
    name: str,
    prefix: str,
    fields: Collection[str],
    spelt: Spelt,
    given: Collection[str],
    fits: Callable[[str], bool],
) -> bool:
    """Complain about a key that no field claims, and say whether its value is kept all the same.

    `fits` says whether the value can be that of a field. A key is a slip for one that hides a page only then.
    """
    if notes.config:
        near = (meant(name, fields) if prefix else "") or did_you_mean(name, fields)
        words = f"did you mean `{near}`?" if near else "take it out"
        message = f"there is no setting `{prefix}{name}`"
        notes.say("unknown-setting", key.place, message, words, _all(fields), _renamed(near, given))
        return False
    if prefix:
        other = meant(name, fields)
        near = other or did_you_mean(name, fields)
        words = f"did you mean `{near}`?" if near else "take it out"
        message = f"`{said(prefix)}` has no field `{name}`"
        if off := _called_off(name, value, fields):
            words = f"it is called off by its status; write in place of this line: status is {off}"
            notes.say("bad-value", key.place, message, words)
            return False
        notes.say("unknown-field", key.place, message, words, _all(fields), _renamed("" if other else near, given))
        return False
    first, _, rest = name.partition(" ")
    if rest and first in (*fields, *spelt.synonyms) and first not in given and isinstance(value, ScalarNode):
        typed = f"{rest.strip()}: {quoted(value.value) if value.style else value.value}".strip()
        if not any(character.isalnum() for character in rest):
            typed = value.value
        whole = typed[:1] == typed[-1:] and typed[:1] in ("'", '"')
        fix = notes.line(first, typed if whole else quoted(typed))
        message = f"no colon stands behind `{first}`"
        notes.say("unknown-field", key.place, message, fix, "", _replacing(notes, name, fix))
        return True
    other = "" if name in spelt.known else meant(name, fields)
    near = "" if name in spelt.known else other or nearly(name, [*fields, *spelt.synonyms])
    if near and (spelt.synonyms.get(near, near) not in FIELDS or fits(near)):
        message = f"{notes.what} has no field `{name}`"
        note = "If it is meant so, name it under `fields:` in site.yaml."
        words = f"did you mean `{near}`?"
        edit = None if other or not fits(near) else _renamed(near, given)
        notes.say("unknown-field", key.place, message, words, note, edit)
    elif name not in spelt.known:
        notes.places[f"extra.{name}"] = key.place
    return True


def _called_off(name: str, value: YamlNode, fields: Collection[str]) -> str:
    """Return the status that a key such as `cancelled: true` means where there is a field for it; else ""."""
    means = {"cancelled": "cancelled", "canceled": "cancelled", "off": "cancelled", "postponed": "postponed"}
    told = isinstance(value, ScalarNode) and value.value.strip().casefold() in ("true", "yes", "y", "1", "x")
    return means.get(name.casefold(), "") if told and "status" in fields else ""


def _renamed(near: str, given: Collection[str]) -> Edit | None:
    """Return the edit that gives a key the name that is meant, unless the mapping has that one already."""
    return Edit(text=near) if near and near not in given else None


def _replacing(notes: Notes, name: str, fix: str) -> Edit | None:
    """Return the edit that puts a line in place of the field `name`."""
    if notes.form == "toml" and fix:
        return Edit(text=fix, where="line")
    return Edit(text=fix, where="field", key=name) if fix and notes.form == "yaml" else None


def _added(notes: Notes, fix: str) -> Edit | None:
    """Return the edit that adds a line to the front matter, next to keys with others below them that stay."""
    return Edit(text=fix, where="fields") if fix and notes.form in ("yaml", "toml") else None


def _all(fields: Collection[str]) -> str:
    return f"known here: {', '.join(fields)}"
