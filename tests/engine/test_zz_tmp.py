import sys, shutil

sys.path.insert(0, "/tmp/wt/tags")
import tests.engine.any_words as w
import tests.engine.any_site as s

lists = tuple(f for f in w.FRAGMENTS if "?" in f and "![[" in f)
assert len(lists) == 5, lists
s.FRAGMENTS = lists + w.FRAGMENTS[:6]
tags = {k: v for k, v in w.ASSETS.items() if k in ("tags.yaml", "content/wiki/dot.svg")}
s.ASSETS = tags
s.LAYOUTS = {}
import tests.engine.test_any_edits as t
from hypothesis import given, settings, HealthCheck, Phase, strategies as st

t.VERBS = (
    "add",
    "delete",
    "field",
    "body",
    "title",
    "swap",
    "tags",
    "tags",
    "date",
    "file",
    "file",
    "setting",
    "clock",
    "clock",
    "pad",
    "pad",
    "preview",
)
edits = st.tuples(st.sampled_from(t.VERBS), t.numbers, t.numbers, t.numbers)
examples = st.tuples(
    st.lists(t.entries, min_size=6, max_size=12, unique_by=lambda e: e[0]),
    st.lists(st.tuples(edits, st.booleans()), min_size=4, max_size=10),
)
from tests.conftest import *
import pytest


@pytest.fixture(scope="module")
def workshop(tmp_path_factory):
    root = tmp_path_factory.mktemp("any") / "site"
    root.mkdir()
    yield t.Workshop(root)


@settings(
    max_examples=60,
    phases=[Phase.generate],
    print_blob=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(example=examples)
def test_it(workshop, example):
    assert t.try_out(workshop, example) == workshop.checked
