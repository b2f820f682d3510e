"""Leaving out the steps a text gives no work changes nothing but the time it takes."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from sitegen.stages.markup import python_markdown
from sitegen.stages.markup.protect import protect

FOLDER = Path(__file__).parents[2] / "markup"


def test_every_step_alone_and_all_together_give_the_same_html(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = python_markdown.PythonMarkdown()
    everything: Mapping[str, Mapping[str, tuple[str, ...]]] = {name: {} for name in python_markdown._NEEDS}
    monkeypatch.setattr(python_markdown, "_NEEDS", everything)
    thorough = python_markdown.PythonMarkdown()
    files = [path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")]
    texts = files + [part for text in files for part in re.split(r"^=== .*\n|^---->\n", text, flags=re.M)]
    assert len(texts) > 300
    for text in texts:
        protected, _ = protect(text, {})
        assert quick.html(protected) == thorough.html(protected)
