"""Our own catalogues: complete, without leftovers, and such that each text fits the English one."""

import pytest

from sitegen.fields.compose import compose
from sitegen.fields.nodes import MappingNode, ScalarNode
from sitegen.locales import ENGLISH, ONLY_OURS
from sitegen.locales.languages import CATALOGUES, SPOKEN, shipped
from sitegen.locales.locale import categories, placeholders
from tests.locales import said

OTHERS = [tag for tag in SPOKEN if tag != "en"]


def test_there_is_a_catalogue_for_each_language_that_is_spoken_and_for_no_other() -> None:
    assert sorted(path.stem for path in CATALOGUES.iterdir()) == OTHERS


@pytest.mark.parametrize("tag", OTHERS)
def test_a_catalogue_has_each_text_that_is_said_and_none_in_vain(tag: str) -> None:
    assert sorted(shipped(tag).texts) == sorted(said.texts())
    assert sorted(shipped(tag).plurals) == sorted(said.plurals())


@pytest.mark.parametrize("tag", OTHERS)
def test_a_text_has_the_placeholders_of_the_english_one(tag: str) -> None:
    for english, text in shipped(tag).texts.items():
        assert sorted(placeholders(text)) == sorted(placeholders(english)), english
        assert text.strip(), english
        assert (text[0] == " ", text[-1] == " ") == (english[0] == " ", english[-1] == " "), english


@pytest.mark.parametrize("tag", OTHERS)
def test_a_plural_has_each_form_of_the_language_with_its_placeholders(tag: str) -> None:
    for english, forms in shipped(tag).plurals.items():
        assert tuple(forms) == categories(tag), english
        for text in forms.values():
            assert {*placeholders(text), "count"} == {*placeholders(english), "count"}, english


def test_welsh_and_arabic_have_six_forms_and_a_number_takes_its_own() -> None:
    assert len(categories("cy")) == len(categories("ar")) == 6
    arabic, welsh = ONLY_OURS.locale("ar"), ONLY_OURS.locale("cy")
    assert [arabic.plural(number, "entry", "entries") for number in (0, 1, 2, 3, 11, 100)] == [
        "لا مدخلات",
        "مدخل واحد",
        "مدخلان",
        "3 مدخلات",
        "11 مدخلا",
        "100 مدخل",
    ]
    assert [welsh.plural(number, "page", "pages") for number in (1, 2, 3, 6)] == [
        "1 tudalen",
        "2 dudalen",
        "3 tudalen",
        "6 thudalen",
    ]


@pytest.mark.parametrize("tag", OTHERS)
def test_a_catalogue_is_the_yaml_that_it_is_read_as(tag: str) -> None:
    node, wrong = compose((CATALOGUES / f"{tag}.yaml").read_text(encoding="utf-8"), tag, 1)
    assert node is not None
    assert wrong == ()
    texts, plurals = {}, {}
    for key, value in node.pairs:
        assert isinstance(key, ScalarNode)
        if isinstance(value, ScalarNode):
            texts[key.value] = value.value
        else:
            assert isinstance(value, MappingNode)
            pairs = [each for pair in value.pairs for each in pair if isinstance(each, ScalarNode)]
            plurals[key.value] = {
                one.value: other.value for one, other in zip(pairs[::2], pairs[1::2], strict=True)
            }
    assert (texts, plurals) == (shipped(tag).texts, shipped(tag).plurals)


def test_english_says_what_is_written_in_the_layouts_and_takes_context_for_no_word() -> None:
    assert ENGLISH.text("date|Next") == "Next"
    assert ENGLISH.text("{title}, page {number}", title="A", number=2) == "A, page 2"
    assert ENGLISH.plural(1, "entry", "entries") == "1 entry"
    assert ENGLISH.plural(1234, "entry", "entries") == "1,234 entries"
    assert ENGLISH.plural(1, "{what}, once", "{what}, {count} times", what="Daily") == "Daily, once"
    assert ONLY_OURS.locale("nl").text("Home") == "Home"


@pytest.mark.parametrize(
    ("tag", "words"), [("de", "1.234"), ("fr", "1\u202f234"), ("es", "1.234"), ("ar", "1,234")]
)
def test_numbers_have_the_separators_of_the_language(tag: str, words: str) -> None:
    assert ONLY_OURS.locale(tag).number(1234) == words
