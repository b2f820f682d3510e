"""Moves of files and folders of content/, in which every link goes on leading to where it led."""

from sitegen.moving.disk import carry_out
from sitegen.moving.plan import Plan, plan
from sitegen.moving.request import Move, Refused, renames
from sitegen.moving.site import State
from sitegen.moving.state import brings_about, read_state

__all__ = ["Move", "Plan", "Refused", "State", "brings_about", "carry_out", "plan", "read_state", "renames"]
