"""Prose that reads like a hub's: sentences with commas, colons, names and figures, in lines of 140 characters."""

import random
import textwrap

WIDTH = 140
GLUE = "\x1f"
"""Stands for a space inside a link until the lines are broken: no link is broken over two."""


class Prose:
    """Writes sentences of made-up words."""

    def __init__(self, chance: random.Random, words: list[str]) -> None:
        self.chance = chance
        self.words = words

    def phrase(self, length: int) -> str:
        """Return so many words."""
        return " ".join(self.chance.choices(self.words, k=length))

    def line(self, length: int) -> str:
        """Return a sentence of so many words without its full stop, such as a field holds."""
        return self.phrase(length).capitalize()

    def paragraph(self, length: int, links: list[str]) -> str:
        """Return sentences of so many words in all, with these links among the words."""
        room = max(1, length // (len(links) + 1))
        words = [self._word() for _ in range(length)]
        for turn, link in enumerate(links):
            words[min(len(words) - 1, room * (turn + 1) - 1)] += f" {link.replace(' ', GLUE)}"
        return wrapped(" ".join(self._sentences(words)))

    def _word(self) -> str:
        word, drawn = self.chance.choice(self.words), self.chance.random()
        if drawn < 0.017:
            return str(self.chance.randrange(2, 400))
        return f"{word}'s" if drawn < 0.021 else word

    def _sentences(self, words: list[str]) -> list[str]:
        """Return the words with the marks of sentences of a dozen to two dozen words."""
        said: list[str] = []
        while words:
            length = self.chance.randrange(11, 24)
            sentence, words = words[:length], words[length:]
            if len(sentence) > 8:
                sentence[len(sentence) // 2] += self.chance.choices((",", "", ":", ";"), (60, 25, 9, 6))[0]
            said += [_capital(sentence[0]), *sentence[1:]]
            said[-1] += "?" if self.chance.random() < 0.03 else "."
            if self.chance.random() < 0.012:
                said.append(f'({self.phrase(3)}) "{self.line(4)}."')
        return said


def wrapped(text: str, indent: str = "") -> str:
    """Return text in lines of at most `WIDTH`; all but the first begin with the indent."""
    lines = textwrap.wrap(text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines).replace(GLUE, " ")


def _capital(word: str) -> str:
    return word if word.startswith("[") else word[:1].upper() + word[1:]
