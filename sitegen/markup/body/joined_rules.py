"""Joined rules: the same tokens as a lexer of Pygments gives, with one pattern for all rules of a state.

Pygments tries the rules of a state one by one at each place of the text. Joined into one pattern they are tried in
the same order, by the regular expression engine, which takes half the time. Compiling such a pattern takes as long
as colouring some fifty blocks, so that a language has to occur often before its rules are joined, unless its
patterns are kept (`patterns.py`), as those of the languages in `PREPARED` are.
"""

import re
import types
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from pygments.lexer import Lexer, RegexLexer, RegexLexerMeta
from pygments.lexers import find_lexer_class_by_name
from pygments.token import Error, Whitespace, _TokenType
from pygments.util import Future

from sitegen.patterns import LEXERS, compiled, is_kept

Rule = tuple[Any, Any, Any]
"""A rule as Pygments keeps it: the method that matches, what the match becomes, and the change of state."""

_LETTERS = {re.ASCII: "a", re.IGNORECASE: "i", re.MULTILINE: "m", re.DOTALL: "s", re.VERBOSE: "x"}
_GLOBAL = re.compile(r"\(\?[aimsux]+\)")
_NUMBERED = re.compile(r"\\[1-9]|\(\?(?:P|\()")
"""What refers to a group by its number or name, which are others once patterns are joined."""

PREPARED = (
    "bash", "c", "console", "css", "diff", "docker", "go", "html", "ini", "java", "javascript", "json",
    "make", "markdown", "php", "powershell", "python", "r", "ruby", "rust", "sql", "toml", "typescript", "xml",
    "yaml",
)  # fmt: skip
"""Languages whose patterns are compiled before the first build."""


class _KeptPatterns(RegexLexerMeta):
    """Makes lexers that take their patterns from the table in which they are kept compiled."""

    given: list[tuple[str, int]]
    """The patterns of a lexer, each with its flags."""

    def _process_regex(cls, regex: Any, rflags: int, state: str) -> Any:
        pattern = str(regex.get() if isinstance(regex, Future) else regex)  # type: ignore[func-returns-value]
        cls.given.append((pattern, int(rflags)))
        return compiled(pattern, rflags, LEXERS).match


def with_kept_patterns(lexer: type[Lexer]) -> type[Lexer]:
    """Return a lexer that gives the same tokens and compiles no pattern that is kept."""
    if not issubclass(lexer, RegexLexer):
        return lexer
    made: type[Lexer] = types.new_class(
        lexer.__name__, (lexer,), {"metaclass": _KeptPatterns}, lambda space: space.update(given=[])
    )
    return made


class JoinedRules:
    """The states of one lexer, each compiled when it is entered first."""

    def __init__(self, rules: Mapping[str, Sequence[Rule]]) -> None:
        """Join the rules of each state."""
        self._rules = rules
        self._states: dict[str, _State] = {}

    @property
    def is_kept(self) -> bool:
        """Whether the pattern of the first state, and so those of all states, need not be compiled."""
        return is_kept(self._state("root").pattern, table=LEXERS)

    def patterns(self) -> Iterator[tuple[str, int]]:
        """Yield the joined pattern of each state, with its flags."""
        for name in self._rules:
            yield self._state(name).pattern, 0

    def tokens(
        self, lexer: Lexer, text: str, stack: tuple[str, ...] = ("root",)
    ) -> Iterator[tuple[int, Any, str]]:
        """Yield place, type and text of each token, as `RegexLexer.get_tokens_unprocessed` does."""
        names = list(stack)
        state = self._state(names[-1])
        at = 0
        while True:
            found = state.match(text, at)
            if found is None:
                if at >= len(text):
                    return
                if text[at] == "\n":
                    names = ["root"]
                    state = self._state("root")
                    yield at, Whitespace, "\n"
                else:
                    yield at, Error, text[at]
                at += 1
                continue
            match, action, change = state.rules[found.lastindex]
            if type(action) is _TokenType:
                yield at, action, found[0]
            elif action is not None:
                # What looks at the groups of its own pattern gets a match of that one.
                yield from action(lexer, match(text, at))
            at = found.end()
            if change is not None:
                _enter(names, change)
                state = self._state(names[-1])

    def _state(self, name: str) -> "_State":
        state = self._states.get(name)
        if state is None:
            state = self._states[name] = _State(self._rules[name])
        return state


class _State:
    """The rules of a state by the number of the empty group that each alternative of its pattern ends with."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules: dict[int | None, Rule] = {}
        self._alternatives = []
        group = 0
        for rule in rules:
            pattern = rule[0].__self__
            group += pattern.groups + 1
            self.rules[group] = rule
            self._alternatives.append(f"{_scoped(pattern)}()")

    @cached_property
    def pattern(self) -> str:
        return "|".join(self._alternatives)

    @cached_property
    def match(self) -> Any:
        return compiled(self.pattern, table=LEXERS).match


def joined_rules(lexer: type[Lexer]) -> JoinedRules | None:
    """Return the joined rules of a lexer that has been used before; None where they cannot be joined."""
    if not issubclass(lexer, RegexLexer) or lexer.get_tokens_unprocessed is not RegexLexer.get_tokens_unprocessed:
        return None
    rules: dict[str, list[Rule]] = getattr(lexer, "_tokens", {})
    patterns = [getattr(method, "__self__", None) for each in rules.values() for method, _, _ in each]
    if not patterns or any(each is None or _NUMBERED.search(each.pattern) for each in patterns):
        return None
    return JoinedRules(rules)


def prepared_patterns() -> Iterator[tuple[str, int]]:
    """Yield pattern and flags of all that the languages in `PREPARED` compile."""
    for language in PREPARED:
        lexer = with_kept_patterns(find_lexer_class_by_name(language))
        lexer()
        yield from getattr(lexer, "given", ())
        if rules := joined_rules(lexer):
            yield from rules.patterns()


def _scoped(pattern: re.Pattern[str]) -> str:
    """Return a pattern as part of another, with its flags for itself alone."""
    source = _GLOBAL.sub("", pattern.pattern, count=1) if pattern.pattern.startswith("(?") else pattern.pattern
    letters = "".join(letter for flag, letter in _LETTERS.items() if pattern.flags & flag)
    end = "\n" if "x" in letters else ""  # it may end with a comment
    return f"(?{letters}:{source}{end})"


def _enter(names: list[str], change: Any) -> None:
    """Carry out a change of state on the stack of states, as Pygments does."""
    if isinstance(change, tuple):
        for name in change:
            if name != "#pop":
                names.append(names[-1] if name == "#push" else name)
            elif len(names) > 1:
                names.pop()
    elif isinstance(change, int):
        del names[1 if abs(change) >= len(names) else change :]
    else:
        names.append(names[-1])
