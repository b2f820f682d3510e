"""Runs Pagefind, which comes as a binary in the package `pagefind-bin`.

It is spoken to as a service (https://pagefind.app/docs/py-api/): messages are JSON in base64, each ended by a
comma. Two things follow that its command line does not give. Documents are indexed in the order they are sent in,
so that the index has the same bytes on every file system, and the program ends with this process, whatever may end
it.
"""

import base64
import binascii
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import msgspec

LONGEST = 1800.0
"""Seconds after which Pagefind is taken to hang. Ten thousand pages take it less than one minute."""
_OURS = ".pf_"
"""In the name of each file of an index; the rest is scripts and styles for pages that we do not have."""

FORMAT = "1.4."
"""How the versions of Pagefind begin whose files `layouts/assets/search.js/engine.js` reads."""
INSTALL = "pip install --force-reinstall 'pagefind-bin==1.4.*', or write `search: false` in site.yaml"


class IndexingFailed(Exception):
    """Pagefind is not there or did not do its work; the message says why, in words."""

    def __init__(self, message: str, fix: str = INSTALL) -> None:
        super().__init__(message)
        self.fix = fix


def index_files(documents: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """Return the files of the index of these documents by path: those that a search loads, and no other.

    Each document is the path of its page and its HTML, in an order that is always the same. `index.json` says
    which files each language begins with. Raises IndexingFailed.
    """
    documents = list(documents)
    if not documents:
        return {"index.json": b"{}\n"}
    found = _ask(_binary(), documents)
    told = msgspec.json.decode(found.pop("pagefind-entry.json"))
    if not told["version"].startswith(FORMAT):
        raise IndexingFailed(f"Pagefind {told['version']} is installed, and pages search what {FORMAT}x makes")
    entry = {}
    files = {path: data for path, data in found.items() if _OURS in path}
    for language, index in sorted(told["languages"].items()):
        wasm = f"wasm.{index['wasm'] or 'unknown'}.pagefind"
        files[wasm] = found[wasm]
        entry[language] = {"meta": f"pagefind.{index['hash']}.pf_meta", "wasm": wasm}
    files["index.json"] = msgspec.json.encode(entry) + b"\n"
    return dict(sorted(files.items()))


def _binary() -> Path:
    try:
        from pagefind_bin import get_executable
    except ImportError:
        raise IndexingFailed("the program that makes the search index, Pagefind, is not installed") from None
    try:
        return Path(get_executable())
    except FileNotFoundError:
        raise IndexingFailed("the package pagefind-bin is installed without its program") from None


def _ask(binary: Path, documents: list[tuple[str, str]]) -> dict[str, bytes]:
    """Return all files that Pagefind makes of the documents, by path."""
    import subprocess
    import threading

    try:
        program = subprocess.Popen(
            [binary, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError as error:
        raise IndexingFailed(f"Pagefind cannot be started: {error.strerror}") from None
    assert program.stdin and program.stdout
    sender = threading.Thread(target=_send, args=(program.stdin, documents), daemon=True)
    patience = threading.Timer(LONGEST, program.kill)
    patience.daemon = True
    try:
        sender.start()
        patience.start()
        for answer in _answers(program.stdout):
            if answer.get("type") == "Error":
                raise IndexingFailed(f"Pagefind says: {answer.get('message')}")
            if answer.get("type") == "GetFiles":
                return {file["path"]: base64.b64decode(file["content"]) for file in answer["files"]}
    except (binascii.Error, msgspec.DecodeError, AttributeError, TypeError, KeyError):
        raise IndexingFailed("Pagefind answers what cannot be read") from None
    finally:
        patience.cancel()
        program.kill()
        program.wait()
        sender.join()
        patience.join()
        with suppress(OSError):  # what was not sent yet
            program.stdin.close()
        program.stdout.close()
    raise IndexingFailed("Pagefind ended before its work was done")


def _send(stdin: IO[bytes], documents: Iterable[tuple[str, str]]) -> None:
    """Send one message for the index, one for each document and one that asks for the files."""
    messages: list[dict[str, Any]] = [{"type": "NewIndex", "config": {}}]
    messages += ({"type": "AddFile", "file_path": path, "file_contents": text} for path, text in documents)
    messages.append({"type": "GetFiles"})
    try:
        for number, payload in enumerate(messages):
            message = {"message_id": number, "payload": {**payload, "index_id": 0}}
            stdin.write(base64.b64encode(msgspec.json.encode(message)) + b",")
        stdin.flush()
    except (BrokenPipeError, ValueError):
        pass  # the program ended, which the reader of its answers will find


def _answers(stdout: IO[bytes]) -> Iterator[dict[str, Any]]:
    """Yield the payload of each answer."""
    rest: list[bytes] = []
    while data := stdout.read1(1 << 20):  # type: ignore[attr-defined]
        *whole, last = data.split(b",")
        for part in whole:
            yield msgspec.json.decode(base64.b64decode(b"".join((*rest, part))))["payload"]
            rest = []
        rest.append(last)
