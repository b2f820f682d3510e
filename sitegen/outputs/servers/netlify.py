"""`_redirects` and `_headers`, which Netlify and Cloudflare Pages read."""

from sitegen.outputs.servers.rules import FOR_EVER, Rules


def redirects(found: Rules, *, cloudflare: bool) -> str:
    """Return `_redirects`: a line an address.

    There is a page at every old address, which Netlify would show but for the exclamation mark. Cloudflare knows
    none, because its redirects always go before pages, and no 410.
    """
    moved = "301" if cloudflare else "301!"
    lines = [f"{old} {new} {moved}\n" for old, new in found.moved]
    if not cloudflare:
        lines += [f"{old} {old}{'index.html' * old.endswith('/')} 410!\n" for old in found.gone]
    return "".join(lines)


def headers(found: Rules) -> str:
    """Return `_headers`."""
    blocks = [f"{found.root}*\n" + "".join(f"  {name}: {value}\n" for name, value in found.headers)]
    name, value = FOR_EVER
    blocks += [f"{path}{'*' * path.endswith('/')}\n  {name}: {value}\n" for path in found.for_ever]
    return "".join(blocks)
