"""JSON text: read back it is the value, inside a script it cannot end it, and addresses in it are found."""

import datetime as dt
import json
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import UNSET, Struct

from sitegen.json_text import json_text
from sitegen.model.schema_org import Graph, Party, WebSite, Work, breadcrumb_list
from sitegen.urls import MARK, to_absolute
from tests.sizes import drawn

texts = st.text(st.characters(codec="utf-8", exclude_characters=MARK)) | st.sampled_from(
    ["\\u0002", "\\\\u0002/a/", "</script>", "\u2028"]
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


class Fair(Struct, frozen=True, kw_only=True):
    """A toy answer."""

    title: str
    start: dt.datetime
    places: tuple[str, ...] = ()


@settings(max_examples=drawn(150), derandomize=True)
@given(values, st.booleans())
def test_text_read_back_is_the_value_and_is_safe_inside_a_script(value: Any, indented: bool) -> None:
    text = json_text(value, indented=indented)
    assert json.loads(text) == value
    assert not set(text) & set("<>&\u2028\u2029")


def test_structs_become_objects_in_one_line_or_indented() -> None:
    fair = Fair(title="Fair & square", start=dt.datetime(2026, 12, 1, tzinfo=dt.UTC))
    assert json_text(fair) == '{"title":"Fair \\u0026 square","start":"2026-12-01T00:00:00Z","places":[]}'
    assert json_text(fair, indented=True).splitlines()[2] == '  "start": "2026-12-01T00:00:00Z",'


def test_addresses_in_texts_and_in_html_are_made_absolute() -> None:
    text = json_text({"url": f"{MARK}/a/?b#c", "html": f'<a href="{MARK}/d/">d</a>'})
    found = json.loads(to_absolute(text, "https://x.example/hub/"))
    assert found["url"] == "https://x.example/hub/a/?b#c"
    assert found["html"] == '<a href="https://x.example/hub/d/">d</a>'


def test_words_that_spell_the_escaped_mark_stay_words() -> None:
    found = json.loads(to_absolute(json_text(["\\u0002/a/", f"{MARK}/a/"]), "https://x.example/"))
    assert found == ["\\u0002/a/", "https://x.example/a/"]


@settings(max_examples=drawn(300), derandomize=True)
@given(st.lists(texts | st.text(st.characters(max_codepoint=127)), min_size=6, max_size=6), st.booleans())
def test_what_search_engines_read_is_written_as_by_the_encoder_of_python(words: list[str], full: bool) -> None:
    author = Party(type="Person", name=words[0], url=words[1] if full else UNSET)
    post = Work(
        type="BlogPosting",
        headline=words[2],
        url=words[3],
        main_entity_of_page=words[3],
        date_published=words[4],
        description=words[5],
        in_language="en",
        author=(author, author) if full else UNSET,
        publisher=(author,),
    )
    way = breadcrumb_list([(words[0], words[1]), (words[2], words[3])])
    site = WebSite(name=words[0], url=words[1], description=words[2])
    value = Graph(graph=(post, way, author, site))
    assert json_text(value) == json_text(msgspec.to_builtins(value))
