"""Layouts as one function each, compiled from what they extend, include and import.

Jinja is the definition. A function gives the same text sooner, or an exception, or there is none for a layout that
does what only Jinja can do: then the page is rendered by Jinja.
"""

from sitegen.layouts.flat.functions import Functions
from sitegen.layouts.flat.program_cache import ProgramCache, Shipment

__all__ = ["Functions", "ProgramCache", "Shipment"]
