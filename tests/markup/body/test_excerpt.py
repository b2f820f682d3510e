"""The sentence around a link is cut out of what is near, however long the text is."""

from sitegen.markup.body.excerpt import sentence


def test_a_sentence_of_a_whole_text_is_cut_as_if_the_text_were_short() -> None:
    words = "one of very many words without any end to them "
    near, far = words * 40, words * 4000
    short = sentence(near + "LINK" + near, len(near), len(near) + 4, "\x01")
    assert "LINK" in short
    assert short.startswith("…") and short.endswith("…")
    assert sentence(far + "LINK" + far, len(far), len(far) + 4, "\x01") == short


def test_what_lies_far_away_is_not_looked_at() -> None:
    class Watched(str):
        longest = 0

        def __getitem__(self, part: object) -> str:
            found = super().__getitem__(part)  # type: ignore[index]
            Watched.longest = max(Watched.longest, len(found))
            return found

    text = Watched("word " * 100_000 + "LINK")
    sentence(text, len(text) - 4, len(text), "\x01")
    assert 0 < Watched.longest < 5000
