"""A hub of any size, the same at every run, in the proportions of the hub in `content/`.

Its entries are of every kind, link to each other by name and by path, embed, repeat and relate. How often is in
`SHARES` (`plan.py`), in `BODIES` (`bodies.py`) and in the shares of `heads.py`, which were counted in `content/`.
"""
