"""The arguments of `sitegen build`, read without the library that reads those of all other commands.

That library takes longer to import than a build with nothing to do takes. What is not surely understood here is
left to it: it tells what is wrong, and gives help.
"""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

FLAGS = {
    "--clean": "clean",
    "--verify": "verify",
    "-D": "drafts",
    "--drafts": "drafts",
    "-F": "future",
    "--future": "future",
    "--profile": "profile",
    "--portable": "portable",
    "--strict": "strict",
    "-v": "verbose",
    "--verbose": "verbose",
    "-q": "quiet",
    "--quiet": "quiet",
    "--traceback": "traceback",
}
VALUES = {
    "-o": "output",
    "--output": "output",
    "-c": "config",
    "--config": "config",
    "--state": "state",
    "--as-of": "as_of",
    "--visibility": "visibility",
    "--base-url": "base_url",
    "-j": "jobs",
    "--jobs": "jobs",
    "--format": "form",
}
DEFAULTS: "dict[str, Any]" = {
    "config": "site.yaml",
    "output": "",
    "state": "",
    "as_of": None,
    "visibility": "public",
    "base_url": "",
    "jobs": None,
    "form": "text",
    **dict.fromkeys(FLAGS.values(), False),
}
FORMS = ("text", "json", "github")
FOLDERS = {"public": "output", "internal": "output-internal"}
"""For whom a build is -> the folder beside site.yaml that it writes to, unless another is named."""


def folder_of(visibility: str, *, portable: bool) -> str:
    """Return the folder beside site.yaml that a build writes to, unless another is named."""
    return f"{FOLDERS[visibility]}-portable" if portable else FOLDERS[visibility]


def build_arguments(given: "Sequence[str]") -> "dict[str, Any] | None":
    """Return the arguments of a build by name; None for another command and for what is not surely understood.

    Surely understood is every option that is given once, apart from its value or with `=` after its long name.
    """
    if not given or given[0] != "build":
        return None
    found: dict[str, Any] = {}
    rest = iter(given[1:])
    for word in rest:
        option, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
        name = FLAGS.get(option) or VALUES.get(option)
        if name is None or name in found or (equals and option in FLAGS):
            return None
        if option in FLAGS:
            found[name] = True
            continue
        value = value if equals else next(rest, "")
        if not value or value.startswith("-"):
            return None
        found[name] = value
    return _checked(found)


def _checked(found: "dict[str, Any]") -> "dict[str, Any] | None":
    """Return all arguments, the absent ones too; None when a value is wrong, or the environment's clock is."""
    if "jobs" in found:
        if not (found["jobs"].isascii() and found["jobs"].isdecimal() and int(found["jobs"])):
            return None
        found["jobs"] = int(found["jobs"])
    if found.get("form", "text") not in FORMS or found.get("visibility", "public") not in FOLDERS:
        return None
    if "as_of" in found or os.environ.get("SOURCE_DATE_EPOCH"):
        from sitegen.cli.clock import NoTime, moment

        try:
            moment(found.get("as_of"))
        except NoTime:
            return None
    return DEFAULTS | found
