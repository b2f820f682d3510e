"""After any edits of texts the pages are as a clean build makes them, from stored answers or not."""

import shutil
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.conftest import Site
from tests.engine.any_site import SLOTS, AnySite, emptied, lay_out, name
from tests.engine.replay.test_edited_texts import build, differ, still_to_do
from tests.engine.test_any_edits import numbers
from tests.sizes import drawn

Example = tuple[list[tuple[int, int, int]], list[tuple[int, str, int]]]

changes = st.tuples(numbers, st.sampled_from(("words", "words", "words", "line", "body", "title")), numbers)
sites = st.tuples(
    st.lists(st.tuples(st.integers(1, len(SLOTS) - 1), numbers, numbers), min_size=4, max_size=9),
    st.lists(changes, min_size=2, max_size=6),
)


@pytest.fixture(scope="module")
def anywhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    root = tmp_path_factory.mktemp("texts") / "site"
    root.mkdir()
    yield Site(root, KINDS, OUTPUTS)
    shutil.rmtree(root)


def test_any_edits_of_texts_give_what_a_clean_build_gives(anywhere: Site) -> None:
    taken: list[bool] = []

    def check(model: AnySite, lies: dict[str, str]) -> tuple[dict[str, str], bool]:
        files = model.written()
        lay_out(anywhere.root, lies, files)
        ended, replayed = build(anywhere)
        taken.append(replayed)
        if not ended.result.failed:
            assert differ(anywhere, ended) == []
            assert still_to_do(anywhere) == frozenset()
        return files, not ended.result.failed

    @settings(max_examples=drawn(60), derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(example=sites)
    def try_out(example: Example) -> None:
        drafts, edits = example
        model = AnySite.of(drafts)
        if len(drafts) % 3 == 0:
            model.settings["search"] = "true"
        if len(drafts) % 2:
            model.settings["glossary"] = "true"
            for slot, draft in model.drafts.items():
                if SLOTS[slot][0] == "wiki":
                    draft.fields["type"] = "term"
        emptied(anywhere.root)
        lies, good = check(model, {})
        if not good:
            for draft in model.drafts.values():
                draft.body = "Words."
        for slot, how, which in edits:
            slots = sorted(model.drafts)
            draft = model.drafts[slots[slot % len(slots)]]
            if how == "words":
                named = name(which % len(SLOTS))
                draft.body += f"\n\n{'More words. ' * (which % 4)}The {which}th edit, with {named} in it."
            elif how == "line":
                draft.body = f"A line before.\n\n{draft.body}"
            elif how == "body":
                model.set_body(slots[slot % len(slots)], which, which // 7)
            elif how == "title":
                draft.title = f"Title {which}"
            lies, _ = check(model, lies)

    try_out()
    assert sum(taken) > len(taken) // 10, "too few of the edits were replayed"
