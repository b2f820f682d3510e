"""The cures of links that lead nowhere, made of what was typed."""

import re
from urllib.parse import quote

from sitegen.diagnostics import Edit
from sitegen.model.problem import Problem
from sitegen.model.reference import Reference
from sitegen.patterns import late

_WHOLE = late(r"(?:(https?)[;.,]?//+)?((?:(?<=/)|www\.)[\w-]+(?:\.[\w-]+)+(?:/.*)?)", re.I)
"""An address of another site without its colon, or without all that stands before `www.`."""
_MAIL = late(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
"""An e-mail address without its scheme."""
_HOST = late(
    r"[\w-]+(?:\.[\w-]+)*\.(?:org|com|net|info|edu|gov|int|eu|uk|de|at|ch|fr|be|nl|lu|es|pt|it|ie|dk|se|no|fi|pl|cz|us|ca"
    r"|au|nz|io|dev|app)(?:/[^\s]*)?",
    re.I,
)
"""An address of another site without its scheme, told by the end of its host."""
_ADDRESS = late(r"(?:https?:/|mailto:|tel:)[^\s]+", re.I)
"""An address that no name of a page looks like."""


_TITLED = late(r"\S+\s+[“”„‟«»‹›‘’‚‛″′´`\"'][^/]*")
"""An address with a title behind it, which is told where it is."""


def meant_path(target: str, near: str) -> tuple[str, str]:
    """Return the target that was probably meant by a path without a page, and the cure in words.

    `near` is the most similar path that there is, "" without one. What looks like a whole address, like an address
    of e-mail or like the name of a host is taken for that.
    """
    if _TITLED.fullmatch(target) and "." not in target[-6:]:
        return "", "put its title between two straight quotes"
    if whole := _WHOLE.fullmatch(target):
        return "", f"did you mean {whole[1] or 'https'}://{whole[2]} ?"
    if _MAIL.fullmatch(target):
        near = f"mailto:{target}"
    elif not near and _HOST.fullmatch(target):
        near = f"https://{target}"
    return near, f"did you mean {near} ?" if near else "check the path: it starts from the folder of this file"


def address_in_brackets(reference: Reference) -> Problem | None:
    """Return the problem of double brackets around an address; None for a name."""
    if not _ADDRESS.fullmatch(reference.target):
        return None
    whole = reference.target + (f"#{reference.anchor}" if reference.anchor else "")
    meant = f"[{reference.text}]({whole})" if reference.text else f"<{whole}>"
    message = "double brackets are for names of pages, and this is an address"
    return Problem(code="redlink", message=message, fix=meant, edit=Edit(text=meant), reference=reference)


def leading_to(near: str, reference: Reference) -> Edit | None:
    """Return the edit by which a reference leads to what was probably meant; None where nothing is near."""
    anchor = f"#{reference.anchor}" if reference.anchor else ""
    if reference.kind in ("wiki", "embed") and near:
        words = f"|{reference.text}" if reference.text else ""
        return Edit(text=f"{'!' * (reference.kind == 'embed')}[[{near}{anchor}{words}]]")
    safe = "/:@?&=+%" if ":" in near else "/"  # a whole address is one already
    return Edit(text=quote(near, safe=safe) + anchor) if near and reference.kind != "post" else None


def with_exact_name(reference: Reference, exact: str) -> str:
    """Return a wikilink or an embed as typed, with the name in another wikilink in place of its own."""
    sign = "!" if reference.kind == "embed" else ""
    anchor = f"#{reference.anchor}" if reference.anchor else ""
    words = f"|{reference.text}" if reference.text else ""
    return f"{sign}{exact.removesuffix(']]')}{anchor}{words}]]"
