"""Questions about what readers said about an entry."""

from msgspec import Struct

from sitegen.facets.schedule import Moment
from sitegen.model.comment import Comment
from sitegen.model.site import Site

DEEPEST = 3
"""How many lists of answers are within each other; further answers follow in the last and say what they answer."""


class Said(Struct, frozen=True, kw_only=True):
    """A comment with the answers to it."""

    anchor: str
    """The id of its element."""
    date: Moment
    html: str
    name: str = ""
    """Empty where it may not be shown."""
    url: str = ""
    held: bool = False
    """Whether readers do not see it."""
    withheld: bool = False
    """Whether readers do not see its name."""
    to: str = ""
    """The anchor of the comment that it answers, where its place does not say so."""
    to_name: str = ""
    """The name of the person who wrote that one; may be empty."""
    answers: tuple["Said", ...] = ()


class QuestionAnswers(Struct, frozen=True, kw_only=True):
    """What was said about one question of a consultation."""

    number: int
    """From 1."""
    question: str
    count: int
    """Of the answers that readers see, without the replies to them."""
    comments: tuple[Said, ...]


class Discussion(Struct, frozen=True, kw_only=True):
    """All that is shown below an entry."""

    count: int
    """Of the comments that readers see."""
    held: int
    """Of those that only colleagues see."""
    comments: tuple[Said, ...]
    """Those about no question, the oldest first, each with the answers to it."""
    questions: tuple[QuestionAnswers, ...]
    """Every question of the consultation, if any of them was answered."""


def comments(site: Site, key: str) -> Discussion | None:
    """Return what readers said about an entry; None where there is nothing to show."""
    found = site.comments.get(key)
    if not found:
        return None
    below: dict[str, list[Comment]] = {}
    for comment in found:
        below.setdefault(comment.reply_to, []).append(comment)
    firsts = below.get("", [])
    facet = site.entries[key].meta.consultation
    about = {comment.question for comment in firsts} - {0}
    asked = enumerate(facet.questions, 1) if facet and about else ()
    return Discussion(
        count=sum(not comment.held for comment in found),
        held=sum(comment.held for comment in found),
        comments=tuple(_said(comment, below) for comment in firsts if not comment.question),
        questions=tuple(
            _answers(number, question, [each for each in firsts if each.question == number], below)
            for number, question in asked
        ),
    )


def answer_counts(site: Site, key: str) -> tuple[int, ...]:
    """Return the numbers of answers that readers see to each question of a consultation, counted from 1."""
    found = comments(site, key)
    facet = site.entries[key].meta.consultation
    counts = (each.count for each in found.questions) if found else ()
    return (0, *(counts if found and found.questions else (0 for _ in facet.questions) if facet else ()))


def comment_count(site: Site, key: str) -> int:
    """Return the number of comments that readers see on an entry."""
    return sum(not comment.held for comment in site.comments.get(key, ()))


def _answers(
    number: int, question: str, firsts: list[Comment], below: dict[str, list[Comment]]
) -> QuestionAnswers:
    comments = tuple(_said(comment, below) for comment in firsts)
    return QuestionAnswers(
        number=number, question=question, count=sum(not each.held for each in comments), comments=comments
    )


def _said(comment: Comment, below: dict[str, list[Comment]], depth: int = 1, to: Comment | None = None) -> Said:
    """Return a comment with the answers to it; below the deepest list they follow each other by date."""
    own = below.get(comment.anchor, ())
    if depth < DEEPEST:
        answers = tuple(_said(each, below, depth + 1) for each in own)
    elif depth == DEEPEST:
        answers = tuple(_said(each, below, depth + 1, up) for each, up in _all_below(comment, below))
    else:
        answers = ()
    return Said(
        anchor=comment.anchor,
        date=comment.date,
        html=comment.html,
        name=comment.name,
        url=comment.url,
        held=comment.held,
        withheld=comment.withheld,
        to=to.anchor if to else "",
        to_name=to.name if to else "",
        answers=answers,
    )


def _all_below(comment: Comment, below: dict[str, list[Comment]]) -> list[tuple[Comment, Comment]]:
    """Return all answers to a comment and to these, by date, each with what it answers."""
    found: list[tuple[Comment, Comment]] = []
    todo = [comment]
    while todo:
        up = todo.pop()
        for each in below.get(up.anchor, ()):
            found.append((each, up))
            todo.append(each)
    return sorted(found, key=lambda pair: (pair[0].date.aware(), pair[0].anchor))
