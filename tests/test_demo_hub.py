"""The hub in this repository: what it promises to hold, and that every page of it is sound."""

import gzip
import re
import shutil
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import pytest
import yaml
from msgspec import Struct

from sitegen.facets.consultation import Consultation
from sitegen.kinds import KINDS
from sitegen.kinds.document import Document
from sitegen.kinds.event import Event
from sitegen.kinds.message import Message
from sitegen.model.entry import Entry
from sitegen.model.inputs import Inputs
from sitegen.model.meta import Meta
from sitegen.outputs import OUTPUTS
from sitegen.stages.assemble import assemble
from sitegen.urls import output_path
from tests.conftest import AS_OF, Site
from tests.pages import Page, dead_links, doubled_ids, read, target
from tests.schema_org import told, vocabulary

ROOT = Path(__file__).parent.parent


class Hub(Struct, kw_only=True):
    """The hub, built once."""

    site: Site
    output: dict[str, bytes]
    pages: dict[str, Page]
    entries: dict[str, Entry[Meta]]
    permalinks: dict[str, str]
    """Key -> address."""

    def of(self, kind: str) -> list[Entry[Meta]]:
        """The entries of one kind, without the head of its list."""
        heads = {f"{each.folder}/index.md" for each in KINDS} | {"index.md"}
        return [found for key, found in self.entries.items() if found.kind == kind and key not in heads]


def copied(folder: Path) -> Site:
    shutil.copytree(ROOT / "content", folder / "content")
    for name in ("site.yaml", "tags.yaml"):
        shutil.copy(ROOT / name, folder)
    site = Site(folder, KINDS, OUTPUTS)
    site.as_of = AS_OF
    return site


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    site = copied(tmp_path_factory.mktemp("hub") / "site").build(strict=True)
    output = site.output
    entries = [kept[-1] for kept in site.cache.entries.values()]
    assert site.result.config is not None
    inputs = Inputs(
        config=site.result.config, entries={entry.key: entry for entry in entries}, files=(), assets=(), now=AS_OF
    )
    assembled = assemble(inputs, {kind.name: kind for kind in KINDS})
    return Hub(
        site=site,
        output=output,
        pages={path: read(data) for path, data in output.items() if path.endswith(".html")},
        entries={entry.key: entry for entry in entries if entry.meta.visibility == "public"},
        permalinks=assembled.site.permalinks,
    )


# what it holds


def test_it_builds_without_a_word_even_strictly(hub: Hub) -> None:
    assert hub.site.places() == []
    assert hub.site.result.published


MINIMUM = {"post": 10, "wiki": 10, "stakeholder": 14, "message": 6, "event": 12, "document": 5, "page": 2}


@pytest.mark.parametrize("kind", MINIMUM)
def test_it_has_enough_of_each_kind(hub: Hub, kind: str) -> None:
    assert len(hub.of(kind)) >= MINIMUM[kind]


def test_its_messages_are_a_house_of_one_roof_and_pillars_with_proof(hub: Hub) -> None:
    messages = [found.meta for found in hub.of("message") if isinstance(found.meta, Message)]
    live = [found for found in messages if found.status != "retired"]
    roofs = [found for found in live if not found.parent]
    pillars = [found for found in live if [parent.text for parent in found.parent] == [roofs[0].title]]
    assert len(roofs) == 1
    assert len(pillars) >= 3
    assert all(found.proof and found.variants for found in pillars)


def test_its_events_are_of_every_sort(hub: Hub) -> None:
    events = [found.meta for found in hub.of("event") if isinstance(found.meta, Event)]
    series = [found for found in events if found.repeat or found.rrule]
    assert any(found.schedule.start.all_day for found in events)
    assert any(found.schedule.last_day > found.schedule.start.day for found in events)
    assert any(found.exceptions or found.overrides for found in series)
    assert any(found.status == "cancelled" for found in events)
    assert any(found.online for found in events)
    assert any(found.type == "deadline" for found in events)
    assert any(path.startswith(f"events/{AS_OF.year + 1}/") for path in hub.output)


def test_its_documents_have_their_files(hub: Hub) -> None:
    with_files = [found.meta for found in hub.of("document") if isinstance(found.meta, Document)]
    assert sum(bool(found.attachments) for found in with_files) >= 5
    assert {".pdf", ".csv"} <= {Path(path).suffix for path in hub.output if path.startswith("documents/")}


def test_its_consultations_are_open_and_closed_and_its_steps_open_and_done(hub: Hub) -> None:
    facets = [found.meta.consultation for found in hub.entries.values() if found.meta.consultation]
    states = {facet.state(AS_OF)[0] for facet in facets if isinstance(facet, Consultation)}
    assert "open" in states and states & {"closed", "outcome"}
    steps = {action.status for found in hub.entries.values() for action in found.meta.actions}
    assert {"open", "done"} <= steps


def test_every_entry_has_substance(hub: Hub) -> None:
    """Sixty words, or all that its kind asks for and a picture of it in fields."""
    thin = [key for key, found in hub.entries.items() if found.kind in ("post", "wiki") and found.body.words < 60]
    assert thin == []
    assert [key for key, found in hub.entries.items() if not found.body.words and len(found.places) < 4] == []


def test_entries_are_woven_together(hub: Hub) -> None:
    addresses = {output_path(hub.permalinks[found.key]) for kind in MINIMUM for found in hub.of(kind)}
    out: dict[str, set[str]] = defaultdict(set)
    into: Counter[str] = Counter()
    for path in addresses:
        for link in hub.pages[path].all("//main//a/@href"):
            to = target(path, str(link))
            if to in addresses and to != path:
                out[path].add(to)
    for targets in out.values():
        into.update(targets)
    assert sum(map(len, out.values())) / len(addresses) >= 3
    assert [path for path in sorted(addresses) if not into[path]] == []


def test_no_sentence_stands_twice_in_what_is_written(hub: Hub) -> None:
    seen: dict[str, str] = {}
    repeated = []
    for place in sorted((ROOT / "content").rglob("*.md")):
        text = re.sub(r"^---\n.*?\n---\n", "", place.read_text(encoding="utf-8"), flags=re.DOTALL)
        for sentence in re.split(r"(?<=[.!?])\s+|\n\s*\n", text):
            words = re.sub(r"\W+", " ", sentence).strip().casefold()
            if len(words.split()) >= 5 and seen.setdefault(words, place.name) != place.name:
                repeated.append(f"{place.name} and {seen[words]}: {words}")
    assert repeated == []


# every page


def test_every_page_is_valid_html(hub: Hub) -> None:
    assert {path: page.errors for path, page in hub.pages.items() if page.errors} == {}
    assert {output_path(hub.permalinks[key]) for key in hub.entries} <= hub.pages.keys()


def test_every_internal_link_and_anchor_leads_somewhere(hub: Hub) -> None:
    assert dead_links(hub.output, hub.pages) == []


def test_every_internal_link_is_relative(hub: Hub) -> None:
    """But for the page that is served at any depth, what machines want whole, and what was typed whole."""
    typed = "\n".join(place.read_text(encoding="utf-8") for place in (ROOT / "content").rglob("*.md"))
    rooted = [
        f"{path}: {link}"
        for path, page in hub.pages.items()
        if path != "404.html"
        for link in page.links
        if link.startswith(("/", "https://local-public-data.example"))
        and link not in typed
        and link not in map(str, page.all("//link[@rel='canonical' or @hreflang]/@href"))
    ]
    assert rooted == []


def test_every_page_has_one_first_heading_and_skips_no_level(hub: Hub) -> None:
    wrong = []
    for path, page in hub.pages.items():
        levels = [
            int(found.tag[1])
            for found in page.all(
                "//main//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]"
            )
        ]
        steps = [after - before for before, after in pairwise(levels)]
        if levels[:1] != [1] or levels.count(1) != 1 or any(step > 1 for step in steps):
            wrong.append(f"{path}: {levels}")
    assert wrong == []


def test_no_id_stands_twice_on_a_page(hub: Hub) -> None:
    assert doubled_ids(hub.pages) == {}


def test_every_image_says_what_it_shows(hub: Hub) -> None:
    assert [path for path, page in hub.pages.items() if page.all("//img[not(@alt)]")] == []


def test_every_page_has_a_title_and_a_description_of_its_own(hub: Hub) -> None:
    read = {path: page for path, page in hub.pages.items() if not page.all("//meta[@http-equiv='refresh']")}
    for what in ("//title", "//meta[@name='description']/@content"):
        said = defaultdict(list)
        for path, page in read.items():
            said[str(page.tree.xpath(f"string({what})"))].append(path)
        assert {words: paths for words, paths in said.items() if not words or len(paths) > 1} == {}


def test_every_page_is_shared_with_a_picture_that_others_show(hub: Hub) -> None:
    base = "https://local-public-data.example/"
    for path, page in hub.pages.items():
        (address,) = map(str, page.all("//meta[@property='og:image']/@content"))
        assert address.startswith(base), path
        assert address.endswith((".png", ".jpg")), path
        assert address.removeprefix(base) in hub.output, path


def test_every_page_is_told_to_search_engines_in_the_words_of_schema_org(hub: Hub) -> None:
    said: Counter[str] = Counter()
    for path, page in hub.pages.items():
        if not page.all("//link[@rel='canonical']") or page.all("//meta[@http-equiv='refresh']"):
            continue
        things = told(hub.output[path].decode())
        said.update(thing["@type"] for thing in things)
        assert [wrong for thing in things for wrong in vocabulary().wrong(thing)] == [], path
    assert said.keys() >= {
        *("WebSite", "WebPage", "CollectionPage", "BreadcrumbList", "BlogPosting", "Article", "TechArticle"),
        *("Event", "Organization", "Person", "CreativeWork", "DigitalDocument", "Dataset", "Report"),
    }


def test_a_page_weighs_little_on_its_way_to_a_phone(hub: Hub) -> None:
    """Compressed as hosts do; what the search needs comes when it is used, and tests/browser weighs it."""
    weight = {path: len(gzip.compress(data, 6)) for path, data in hub.output.items()}

    assert median(weight[path] for path in hub.pages) <= 8 * 1024
    for path, page in hub.pages.items():
        styles = {target(path, str(found)) for found in page.all("//link[@rel='stylesheet']/@href")}
        scripts = {target(path, str(found)) for found in page.all("//script/@src")}
        assert sum(weight[each] for each in styles) <= 12 * 1024, path
        assert sum(weight[each] for each in scripts if "/search" not in each) <= 8 * 1024, path


# the whole


def test_it_works_under_a_base_path(hub: Hub) -> None:
    site = hub.site
    site.build(output="under", base_url="https://x.example/hub/")
    under = Site(site.root, KINDS, OUTPUTS).at("under").output
    assert site.codes == []
    missing = read(under["404.html"])
    inside = [link for link in missing.links if not urlsplit(link).scheme]
    assert inside and all(link.startswith(("/hub/", "#")) for link in inside)
    assert b"https://x.example/hub/blog/" in under["sitemap.xml"]
    assert under.keys() == hub.output.keys()
    relative = [path for path in hub.pages if b'href="/' in under[path] and path != "404.html"]
    assert relative == []


def test_two_builds_give_the_same_bytes(hub: Hub, tmp_path: Path) -> None:
    assert copied(tmp_path / "again").build().output == hub.output


def test_nothing_private_is_published(hub: Hub) -> None:
    canaries = set()
    for place in (ROOT / "content/stakeholders").glob("*.md"):
        head = place.read_text(encoding="utf-8").split("---\n")[1]
        private = (yaml.safe_load(head) or {}).get("private") or {}
        canaries |= {value for value in private.values() if isinstance(value, str) and len(value) > 8}
    kept_back = [entry.meta.title for _, entry in hub.site.cache.entries.values() if entry.key not in hub.entries]
    canaries |= {*kept_back}
    assert canaries and kept_back
    everything = b"\n".join(hub.output.values())
    assert [canary for canary in canaries if canary.encode() in everything] == []
