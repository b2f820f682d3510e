"""What sitegen says to readers, by language. The language is always an argument: a `Locale`."""

from sitegen.locales.languages import ONLY_OURS, Languages
from sitegen.locales.locale import ENGLISH, Locale

__all__ = ["ENGLISH", "ONLY_OURS", "Languages", "Locale"]
