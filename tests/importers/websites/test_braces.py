"""Braces that were text in the old site stay text here."""

from sitegen.importers.websites.braces import braces_kept


def test_braces_that_hugo_took_for_text_stay_as_they_are() -> None:
    assert braces_kept("{{ .Site }} and `{{ .Page }}`") == "{% raw %}{{ .Site }}{% endraw %} and `{{ .Page }}`"
