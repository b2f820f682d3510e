"""Which terms of the glossary a text may hold: a question about the site and the HTML of bodies."""

from collections.abc import Iterator, Set

from sitegen.markup.terms import Glossary
from sitegen.model.site import Site
from sitegen.questions.entries import Filling, body
from sitegen.questions.glossary import GlossaryTerm, glossary
from sitegen.stages.render import Bodies


class TermsInTexts:
    """The terms of the glossary of one site, looked for in the HTML of bodies."""

    def __init__(self, bodies: Bodies) -> None:
        self._bodies = bodies
        self._known: tuple[tuple[GlossaryTerm, ...], Glossary] = (), Glossary(())

    def terms_in(self, site: Site, key: str) -> tuple[GlossaryTerm, ...]:
        """Return the terms that the body of an entry may hold, with what it embeds.

        These are the terms whose first words are in it, but for the entry itself and those that it links to. So a
        term that is added changes the answer for few texts.
        """
        terms = glossary(site)
        if not terms:
            return ()
        linked = {found.key for found in site.links.get(key, ())}
        return self.held(body(site, key), terms, linked)

    def held(
        self, filling: Filling, terms: tuple[GlossaryTerm, ...], linked: Set[str]
    ) -> tuple[GlossaryTerm, ...]:
        """Return those terms of a glossary that a text may hold, but for itself and what it links to."""
        if self._known[0] != terms:
            self._known = terms, Glossary(term.name for term in terms)
        names = {name for each in _keys(filling) for name in self._known[1].names_in(self._bodies(each))}
        if not names:
            return ()
        left_out = {filling.key, *linked}
        return tuple(term for term in terms if term.name in names and term.key not in left_out)


def _keys(filling: Filling) -> Iterator[str]:
    yield filling.key
    for each in filling.embedded:
        yield from _keys(each)
