"""Plans carried out on disk."""

from pathlib import Path

from msgspec.structs import replace

from sitegen.decoding import decode
from sitegen.importers.plan import Plan


def write(plan: Plan, root: Path) -> Plan:
    """Carry out a plan in the site at `root`, and return what was done.

    An entry that was edited since the plan was made is kept. Raises OSError, and FileExistsError for a new entry
    whose file has come into being since.
    """
    place = root / plan.path
    if plan.step == "new":
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("x", encoding="utf-8", newline="\n") as file:
            file.write(plan.text)
    elif plan.step == "updated":
        if _has_changed(place, plan):
            return replace(plan, step="kept")
        staged = place.with_name(f".{place.name}.new")
        staged.write_text(plan.text, encoding="utf-8", newline="\n")
        staged.replace(place)
    elif plan.step == "removed":
        if _has_changed(place, plan):
            return replace(plan, step="exposed")
        place.unlink()
    return plan


def _has_changed(place: Path, plan: Plan) -> bool:
    return decode(place.read_bytes(), plan.path)[0] != plan.before
