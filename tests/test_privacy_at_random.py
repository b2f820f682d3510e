"""Nothing private is published: files drawn of every word that hides and every fence that went wrong."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.conftest import SITE_YAML, Site
from tests.sizes import drawn
from tests.test_privacy import PUBLIC, SECRET, shows
from tests.test_privacy_of_fences import FENCES

WORDS = [
    "draft",
    "Draft",
    "DRAFT",
    "is-draft",
    "isDraft",
    "unpublished",
    "private",
    "Private",
    "hidden",
    "_hidden",
    "unlisted",
    "trash",
    "archived",
    "Entwurf",
    "brouillon",
    "borrador",
]
ANSWERS = ["true", "True", "yes", "on", "YES", "'true'", '"yes"', "“true”", "true # yes", "1", "ja", "sí", "✓"]
DENIALS = ["false", "False", "no", "off", "NO", "'false'", '"no"', "“false”", "0"]
hiding = st.one_of(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(ANSWERS)),
    st.tuples(
        st.sampled_from(["published", "Published", "publish", "PUBLISH", "dg-publish", "public", "listed"]),
        st.sampled_from(DENIALS),
    ),
    st.tuples(
        st.sampled_from(["publishDate", "publish_date", "PublishDate", "published", "pubdate", "publish-at"]),
        st.sampled_from(["2027-01-01", "2027/01/01 10:00", '"2027-01-01"', "1 January 2027", "“2027-01-01”"]),
    ),
    st.tuples(
        st.sampled_from(["expiryDate", "expiry_date", "expires", "Unpublish-Date"]),
        st.sampled_from(["2026-01-01", "2026-01-01 10:00", '"2026-01-01"', "yesterday"]),
    ),
    st.tuples(
        st.sampled_from(["status", "state", "Status", "post_status", "visibility"]),
        st.sampled_from(["draft", "private", "Private", "internal", '"draft"', "unlisted", "hidden"]),
    ),
)
"""A field by which some generator keeps a page back, and its value."""


DISGUISED = ("draft", "Draft", "private", "hidden", "unlisted", "Entwurf", "brouillon")
DISGUISES = [
    "**{}: {}**", "**{}:** {}", "> {}: {}", "`{}: {}`", "({}:: {})", "[{}]: {}", "| {} | {} |", "{} {}", "{} – {}",
    "{}; {}", "🔒 {}: {}", "<p>{}: {}</p>", "<!-- {}: {} -->", "<!--\n{}: {}\n-->", "[//]: # ({}: {})",
    "// {}: {}",
    "% {} = {}", ".. {}: {}", "-- {}: {} --", "\u200b{}\u00a0: {}",
]  # fmt: skip
"""A field that was written as text, at the top of a file without front matter."""


@st.composite
def private_texts(draw: st.DrawFn) -> str:
    """A file that is meant to stay private, in any of the forms of front matter, whole or broken."""
    key, value = draw(hiding)
    if draw(st.integers(0, 4)) == 0 and key in DISGUISED:
        return (
            draw(st.sampled_from(DISGUISES)).format(key, draw(st.sampled_from(["true", "yes"]))) + f"\n{SECRET}\n"
        )
    before = draw(
        st.sampled_from(["", f"title: {SECRET}\n", f"title: {SECRET}\ntags: [a, b]\n", f'title: "{SECRET}"\n\n'])
    )
    after = draw(st.sampled_from(["", "tags: x\n", "# a comment\n", f"excerpt: {SECRET}\n"]))
    form = draw(st.sampled_from(["yaml", "broken", "broken", "toml", "json"]))
    rest = draw(st.sampled_from([f"\n{SECRET}\n", f"\n# {SECRET}\n\n---\n\n{SECRET}\n", SECRET]))
    if form == "toml":
        bare = value.split(" #")[0].strip("\"'")
        typed = bare if bare in ("true", "false") else json.dumps(bare)
        return f'+++\ntitle = "{SECRET}"\n"{key}" = {typed}\n+++\n{rest}'
    if form == "json":
        return (
            json.dumps(
                {"title": SECRET, key: value.split(" #")[0].strip("\"'")}, indent=draw(st.sampled_from([None, 2]))
            )
            + f"\n{rest}"
        )
    ends = draw(st.sampled_from(["\n", "\r\n"]))
    opening = draw(st.sampled_from(FENCES)) if form == "broken" else "---"
    closing = draw(st.sampled_from(["---", opening.strip(), *FENCES[:20]])) if form == "broken" else "---"
    return f"{opening}\n{before}{key}: {value}\n{after}{closing}\n{rest}".replace("\n", ends)


@pytest.fixture(scope="module")
def growing(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("private"), KINDS, OUTPUTS)
    return site.write({"site.yaml": SITE_YAML, **PUBLIC}).build()


@settings(max_examples=drawn(400), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=private_texts(), path=st.sampled_from(["wiki/plan.md", "posts/2026-01-01-plan.md", "plan.md"]))
def test_nothing_that_some_generator_would_keep_back_is_in_any_byte(growing: Site, text: str, path: str) -> None:
    growing.edit(f"content/{path}", text).build()
    shown = shows(growing)
    Path(growing.root / "content" / path).unlink()
    if growing.result.published:
        growing.build()

    assert shown == []
