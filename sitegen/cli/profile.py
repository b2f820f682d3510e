"""The answer to `--profile`: where the time of a build went."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitegen.engine.profile import Profile, Spent

SLOWEST = 10
"""How many sources and pages are named."""


def table(profile: "Profile") -> str:
    """Return seconds by stage, output and layout, and what took longest, as lines of text."""
    total = sum(profile.stages.values())
    parts = ["", "stage                      seconds  share"]
    parts += [f"{name:<24} {spent:>9.3f}  {_share(spent, total)}" for name, spent in profile.stages.items()]
    if profile.decoded:
        parts += ["", f"{'pictures decoded':<24} {profile.decoded:>9,}"]
    for title, group in (("output", _output), ("layout", _layout)):
        rows = [row for row in profile.by(group) if row[0]]
        if rows:
            parts += ["", f"{title:<24} {'seconds':>9}  files  each"]
            for name, count, spent in rows:
                parts.append(f"{name:<24} {spent:>9.3f}  {count:>5}  {spent / count * 1000:.1f} ms")
    parts += _slowest("sources slowest to read", profile.read)
    parts += _slowest("files slowest to make", profile.made)
    return "\n".join(parts)


def _share(spent: float, total: float) -> str:
    return f"{spent / total:>5.0%}" if total else ""


def _output(spent: "Spent") -> str:
    return spent.output


def _layout(spent: "Spent") -> str:
    return spent.layout


def _slowest(title: str, spent: "Sequence[Spent]") -> list[str]:
    from sitegen.engine.profile import slowest

    found = slowest(spent, SLOWEST)
    title = f"{title}, of {len(spent):,}"
    return ["", title, *(f"{each.seconds * 1000:>9.1f} ms  {each.path}" for each in found)] if found else []
