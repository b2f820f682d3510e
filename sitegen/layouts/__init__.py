"""Layouts: the Jinja environment, what a layout may call, and how its mistakes are told."""

from sitegen.layouts.environment import Layouts, packaged
from sitegen.layouts.mistakes import LayoutMistake, half_a_character

__all__ = ["LayoutMistake", "Layouts", "half_a_character", "packaged"]
