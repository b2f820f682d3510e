"""Constructs side by side: what they may share and what not."""

import pytest

from sitegen.markup import Options, convert
from sitegen.markup.body.finish import HANDLERS
from sitegen.markup.constructs import CONSTRUCTS
from sitegen.markup.constructs.callouts import CALLOUTS
from sitegen.markup.constructs.contract import Construct, assembled
from sitegen.markup.constructs.more import MORE


def test_no_construct_writes_a_tag_that_the_last_pass_writes_itself() -> None:
    assert HANDLERS.keys() & assembled(CONSTRUCTS).handlers.keys() == set()


def test_two_constructs_with_one_name_or_one_tag_are_refused() -> None:
    with pytest.raises(ValueError, match="two constructs"):
        assembled((MORE, Construct(name="more")))
    with pytest.raises(ValueError, match="two constructs"):
        assembled((CALLOUTS, Construct(name="quotes", handlers=CALLOUTS.handlers)))


def test_a_text_without_a_sign_is_not_rewritten() -> None:
    def fail(*given: object) -> str:
        raise AssertionError

    eager = Construct(name="eager", sign="%%", rewrite=fail)
    assert convert("a % b", Options(), constructs=(*CONSTRUCTS, eager)).html == "<p>a % b</p>"


def test_what_says_nothing_takes_its_paragraph_with_it_and_gives_a_title_no_words() -> None:
    found = convert("# A <!--more-->\n\nb\n\n<!--more-->\n\nc", Options())
    assert found.title == "A"
    assert "<p></p>" not in found.html
