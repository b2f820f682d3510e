"""Where the dev server listens, and by which names it may be called."""

import errno
import ipaddress
import os
import re
import socket

TRIES = 50
"""How many ports are tried."""

_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\[\]:/@]+)(?::\d+)?")
_ALWAYS = ("localhost", "127.0.0.1", "[::1]")


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens at the first free port from `port` on.

    Raises OSError when there is none, or the host is not one of this computer.
    """
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    last = min(port + TRIES, 65536) - 1
    for candidate in range(port, last + 1):
        opened = socket.socket(family, kind, protocol)
        if os.name != "nt":  # where it would take a port from a server that has it
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            opened.bind((address[0], candidate, *address[2:]))
            opened.listen(128)
        except OSError as error:
            opened.close()
            if error.errno != errno.EADDRINUSE or candidate == last:
                raise
        else:
            return opened
    raise ValueError(f"{port} is not a port")


def is_loopback(host: str) -> bool:
    """Whether nobody but this computer reaches a host."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def in_url(host: str) -> str:
    """Return a host as addresses spell it; for all interfaces at once, the one of this computer."""
    if host in ("0.0.0.0", "::"):
        return "127.0.0.1" if host == "0.0.0.0" else "[::1]"
    return f"[{host}]" if ":" in host else host


def in_the_network(host: str) -> str:
    """Return the address by which other devices reach a server for all interfaces; "" where there is none.

    A socket that is connected, though it sends nothing, has the address of the interface that leads outside.
    """
    if host not in ("0.0.0.0", "::"):
        return ""
    family, outside = (
        (socket.AF_INET, "192.0.2.1") if host == "0.0.0.0" else (socket.AF_INET6, "2001:db8::1")
    )  # no computer has these (RFC 5737, RFC 3849)
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as asked:
            asked.connect((outside, 9))
            found: str = asked.getsockname()[0]
    except OSError:
        return in_the_network("0.0.0.0") if host == "::" else ""
    return "" if is_loopback(found) else in_url(found)


def expected(header: str, host: str) -> bool:
    """Whether a request's Host header names this server, which was told to listen at `host`.

    A page elsewhere can have its own name lead to 127.0.0.1 (DNS rebinding) and would read the preview as its
    own, drafts included; its name gives it away. A server for all interfaces answers to any numeric address,
    since no page can take one over.
    """
    found = _HOST.fullmatch(header)
    name = found[1].lower() if found else ""
    if name in _ALWAYS or name == in_url(host).lower():
        return True
    if host not in ("0.0.0.0", "::"):
        return False
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
