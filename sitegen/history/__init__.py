"""The history of a site's sources, as git has it.

`repository.py` finds the repository and says, without running git, whether its history is another than before;
`log.py` reads the history in one pass; `blobs.py` reads versions of files.
"""
