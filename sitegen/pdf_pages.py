"""The number of pages of a PDF, read from its tree of pages without decoding one."""

import re
import zlib
from itertools import islice

MOST_BYTES = 64_000_000
"""The bytes of a PDF above which its pages are not counted."""
MOST_UNPACKED = 4_000_000
"""The bytes of one packed stream that are read, and a sixteenth of those of all."""
MOST_PAGES = 100_000
"""The pages above which a number is none."""
MOST_NODES = 1_000
"""How many nodes of a tree are looked at; in one file or stream."""
MOST_WITHIN, LONGEST = 32, 200_000
"""How many dictionaries within a node, and bytes of it on either side, are passed over to find its ends."""

_TREE = re.compile(rb"/Type\s*/Pages(?![A-Za-z])")
_COUNT = re.compile(rb"/Count\s+(\d{1,9})(?!\s+\d+\s+R)(?!\d)")
_PARENT = re.compile(rb"/Parent\s+\d+\s+\d+\s+R")
_PACKED = re.compile(rb"/Type\s*/ObjStm(?![A-Za-z])")
_STREAM = re.compile(rb"stream\r?\n")


def pages_of_pdf(data: bytes) -> int:
    """Return how many pages a PDF has by the root of its tree of pages; 0 where it is no PDF, or does not say so.

    ISO 32000-1, 7.7.3.2: the root is the node of the tree without a parent. Of several, which an editor leaves
    when it adds to a file, the last one counts. Nothing of a page is read, and of packed streams so much at most
    that no file can fill the memory.
    """
    if len(data) > MOST_BYTES or b"%PDF-" not in data[:1024]:
        return 0
    found = _root_count(data)
    if found is None:
        room = 16 * MOST_UNPACKED
        for packed in _PACKED.finditer(data):
            start = _STREAM.search(data, packed.end(), packed.end() + 1000)
            if start is None or room <= 0:
                continue
            text = _unpacked(data[start.end() : start.end() + MOST_UNPACKED])
            room -= len(text)
            found = _root_count(text) or found
    return found if found is not None and found <= MOST_PAGES else 0


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, MOST_UNPACKED)
    except zlib.error:
        return b""  # it is packed otherwise, or encrypted


def _root_count(data: bytes) -> int | None:
    """Return the number of pages that the last root of a tree of pages names; None without one."""
    found = None
    for node in islice(_TREE.finditer(data), MOST_NODES):
        words = _dictionary(data, node.start())
        count = _COUNT.search(words)
        if count and not _PARENT.search(words):
            found = int(count[1])
    return found


def _dictionary(data: bytes, inside: int) -> bytes:
    """Return what the innermost dictionary around a place holds; too little where it is beyond all measure."""
    start, depth, lowest = inside, 0, max(0, inside - LONGEST)
    for _ in range(MOST_WITHIN):
        opening, closing = data.rfind(b"<<", lowest, start), data.rfind(b">>", lowest, start)
        start = max(opening, closing)
        depth += 1 if closing > opening else -1
        if start < 0 or depth < 0:
            break
    end, depth, highest = inside, 0, inside + LONGEST
    for _ in range(MOST_WITHIN):
        opening, closing = data.find(b"<<", end, highest), data.find(b">>", end, highest)
        deeper = 0 <= opening < closing
        depth += 1 if deeper else -1
        end = (opening if deeper else closing) + 2
        if closing < 0 or depth < 0:
            break
    return data[max(start, 0) : end]
