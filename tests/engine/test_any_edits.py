"""Whatever the order of edits: a build with memory gives what a clean one gives."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.conftest import AS_OF, SITE_YAML, Site

PLACES = {
    "post": "content/posts/2026-01-01-one.md",
    "wiki": "content/wiki/two.md",
    "page": "content/three.md",
    "stakeholder": "content/stakeholders/four.md",
    "message": "content/messages/five.md",
    "event": "content/events/six.md",
    "document": "content/documents/seven.md",
    "term": "content/tags/eight.md",
}
FIELDS = {
    "stakeholder": "type: person\n",
    "message": "audience: Four\nstatus: agreed\n",
    "event": "start: 2026-12-01\n",
    "document": "date: 2026-02-02\ntype: paper\n",
}
TITLES = dict(zip(PLACES, ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight"), strict=True))
MORE = (
    "",
    "tags: Eight\n",
    "tags: [Eight, nine]\n",
    "aliases: /old/\n",
    "draft: true\n",
    "related: Four\n",
    "date: 2026-11-23\n",
)
BODIES = (
    "Words.",
    "[[Two]] and [[Three]].",
    "![[Two]]",
    "## Part\n\n[six](/events/six/) [[Seven]].",
    "[[Nobody]].",
)

edits = st.one_of(
    st.tuples(st.sampled_from(sorted(PLACES)), st.sampled_from(MORE), st.sampled_from(BODIES)),
    st.tuples(st.sampled_from(sorted(set(PLACES) - {"stakeholder"})), st.just("remove"), st.just("")),
    st.tuples(st.just("layout"), st.sampled_from(("a", "b")), st.just("")),
)


def source(kind: str, more: str, body: str) -> str:
    more = "" if kind == "document" and more.startswith("date") else more
    return f"---\ntitle: {TITLES[kind]}\n{FIELDS.get(kind, '')}{more}---\n{body}\n"


@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.lists(edits, min_size=1, max_size=4))
def test_any_edits_in_any_order_give_what_a_clean_build_gives(changes: list[tuple[str, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder), KINDS, OUTPUTS)
        site.as_of = AS_OF
        site.write({"site.yaml": SITE_YAML})
        site.write({place: source(kind, "", "Words.") for kind, place in PLACES.items()}).build()
        for what, more, body in changes:
            if what == "layout":
                site.edit("layouts/partials/lede.html", f"{more}: {{{{ entry.excerpt }}}}")
            elif more == "remove":
                (site.root / PLACES[what]).unlink(missing_ok=True)
            else:
                site.edit(PLACES[what], source(what, more, body))
            site.build()
        clean = site.clean_build()
        assert site.diagnostics == clean.diagnostics
        if not site.errors:
            assert site.output == clean.output
            assert site.result.next_change == clean.result.next_change
