"""Publish: artifacts go live whole, in an order no reader can fall through, and only files of ours are removed."""

from sitegen.stages.publish.journal import clean, commit, recover
from sitegen.stages.publish.manifest import Manifest, Written, forget, load, restore, stamp, untouched
from sitegen.stages.publish.permission import overwritten, refusal, unwritable
from sitegen.stages.publish.staging import STAGING, Staged, Staging

__all__ = [
    "STAGING",
    "Manifest",
    "Staged",
    "Staging",
    "Written",
    "clean",
    "commit",
    "forget",
    "load",
    "overwritten",
    "recover",
    "refusal",
    "restore",
    "stamp",
    "untouched",
    "unwritable",
]
