"""What all kinds have in common, and the small ones."""

import ast
import inspect
import textwrap
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from sitegen.kinds import KINDS
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta

Reader = Callable[[str, str], Any]
BY_NAME = {kind.name: kind for kind in KINDS}


def own_fields(kind: Kind) -> set[str]:
    common = {field.encode_name for field in msgspec.structs.fields(Meta)}
    return {field.encode_name for field in msgspec.structs.fields(kind.meta)} - common


@pytest.mark.parametrize(
    ("name", "folder", "permalink", "directory"),
    [
        ("post", "posts", "/blog/{slug}/", "/blog/"),
        ("page", "", "/{path}/", ""),
        ("wiki", "wiki", "/wiki/{path}/", "/wiki/"),
        ("stakeholder", "stakeholders", "/stakeholders/{slug}/", "/stakeholders/"),
        ("message", "messages", "/messages/{slug}/", "/messages/"),
        ("event", "events", "/events/{slug}/", "/events/"),
        ("document", "documents", "/documents/{slug}/", "/documents/"),
        ("term", "tags", "/tags/{slug}/", "/tags/"),
    ],
)
def test_a_kind_lives_in_its_folder_and_at_its_address(
    name: str, folder: str, permalink: str, directory: str
) -> None:
    kind = BY_NAME[name]
    assert (kind.folder, kind.permalink, kind.directory) == (folder, permalink, directory)


def test_no_two_kinds_share_a_folder_a_name_or_an_address() -> None:
    for values in ([k.name for k in KINDS], [k.folder for k in KINDS], [k.permalink for k in KINDS]):
        assert len(set(values)) == len(KINDS)


def test_only_terms_have_no_page_of_their_own() -> None:
    assert [kind.name for kind in KINDS if not kind.pages] == ["term"]


def test_posts_and_documents_are_the_dated_kinds() -> None:
    assert [kind.name for kind in KINDS if kind.dated] == ["post", "document"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.name))
def test_a_card_shows_own_fields_that_exist_and_nothing_private(kind: Kind) -> None:
    assert set(kind.card) <= own_fields(kind) - {"private", "extra"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.name))
def test_every_relation_of_a_kind_has_words_for_its_timeline(kind: Kind) -> None:
    defs = msgspec.json.schema(kind.meta)["$defs"]

    def names(schema: dict[str, Any], path: str) -> set[str]:
        found: set[str] = set()
        for part in (schema, schema.get("items", {}), *schema.get("anyOf", [])):
            target = part.get("$ref", "").rpartition("/")[2]
            if target in ("Relation", "Person"):
                found.add(path)
            elif target and path.count(".") < 2:
                for name, inner in defs[target]["properties"].items():
                    found |= names(inner, f"{path}.{name}")
        return found

    properties = defs[kind.meta.__name__]["properties"]
    needed = set().union(*(names(properties[field], field) for field in own_fields(kind)), set())
    assert set(kind.roles) == needed


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.name))
def test_every_own_field_says_what_it_means(kind: Kind) -> None:
    module = inspect.getmodule(kind.meta)
    assert module is not None
    tree = ast.parse(textwrap.dedent(inspect.getsource(module)))
    for struct in (node for node in tree.body if isinstance(node, ast.ClassDef)):
        for field, after in zip(struct.body, [*struct.body[1:], ast.Pass()], strict=True):
            if isinstance(field, ast.AnnAssign):
                said = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
                assert said, f"{struct.name}.{ast.unparse(field.target)} has no docstring"


HEADS = {
    "post": "title: A\ndate: 2017-01-30 15:17",
    "page": "title: A",
    "wiki": "title: A\ntype: guide",
    "stakeholder": "title: A\ntype: person\nmember_of: B\nprivate: {power: 5, email: a@b.org}",
    "message": "title: A\naudience: [B, C]\nstatus: agreed\nvariants: {short: Word}\nproof: [{text: So}]",
    "event": """
        title: A
        start: 2010-02-02 14:00
        duration: 90 minutes
        repeat: {every: week, on: [Tue, Thu], until: 2010-05-01}
        except: [2010-02-09]
        also: [2010-02-10 18:00]
        overrides: {2010-02-16: {status: cancelled}}
        speakers: [Nigel, {who: B, role: keynote, nominated_by: C}]
        venue: {name: Town Hall, geo: "51.5, 0"}
        time: 14:00
        """,
    "document": "title: A\ndate: 2010-01-19\ntype: paper\nattachments: [a.pdf, https://b.org/c.pdf]\npublisher: B",
    "term": "title: C#\nslug: c-sharp",
}


@pytest.mark.parametrize("name", HEADS)
def test_what_was_read_comes_back_from_the_store_as_it_was(name: str, read: Reader) -> None:
    meta, codes, _ = read(name, HEADS[name])

    assert codes == []
    assert msgspec.json.decode(msgspec.json.encode(meta), type=BY_NAME[name].meta) == meta
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(meta), type=BY_NAME[name].meta) == meta


@pytest.mark.parametrize(
    ("name", "head", "lacking"),
    [
        ("post", "date: 2010-01-19", "title"),
        ("post", "title: A", "date"),
        ("document", "title: A\ndate: 2010-01-19", "type"),
        ("document", "title: A\ntype: paper", "date"),
        ("event", "title: A", "start"),
        ("event", "start: 2010-01-19", "title"),
        ("stakeholder", "title: A", "type"),
        ("message", "title: A\nstatus: draft", "audience"),
        ("message", "title: A\nstatus: draft\naudience: []", "audience"),
        ("message", "title: A\naudience: B", "status"),
        ("message", "status: draft\naudience: B", "title"),
    ],
)
def test_what_a_kind_requires_has_to_be_there(name: str, head: str, lacking: str, read: Reader) -> None:
    meta, codes, _ = read(name, head)

    assert meta is None
    assert [code for _, code in codes] == ["missing-field"], lacking


@pytest.mark.parametrize(
    ("attachment", "code"),
    [("{title: Plan}", "missing-field"), ("{file: a.pdf, url: https://b.org/a.pdf}", "conflicting-fields")],
)
def test_an_attachment_is_exactly_one_file(attachment: str, code: str, read: Reader) -> None:
    head = f"title: A\ndate: 2010-01-19\ntype: paper\nattachments: [b.pdf, {attachment}]"

    assert read("document", head).codes == [("attachments.1", code)]


@pytest.mark.parametrize("name", HEADS)
def test_a_consultation_on_any_kind_has_a_way_to_answer_and_closes_after_it_opens(name: str, read: Reader) -> None:
    head = textwrap.dedent(HEADS[name]).strip()
    consultation = "\nconsultation: {opens: 2010-03-02, closes: 2010-03-01, respond: {email: }}"

    assert read(name, head + consultation).codes == [
        ("consultation.respond", "missing-field"),
        ("consultation.closes", "conflicting-fields"),
    ]


def test_a_consultation_may_open_and_close_on_one_day(read: Reader) -> None:
    consultation = "\nconsultation: {opens: 2010-03-01, closes: 2010-03-01, respond: {url: https://a.org/}}"

    assert read("page", HEADS["page"] + consultation).codes == []


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("page", 'republished: "javascript:alert(1)"'),
        ("page", "image: data:text/html,x"),
        ("page", "image: //example.org/a.png"),
        ("event", "register: javascript:alert(1)"),
        ("message", "proof: {text: A, link: 'javascript:alert(1)'}"),
        ("message", "proof: {text: A, link: //example.org/}"),
    ],
)
def test_an_address_of_another_scheme_than_the_web_s_is_refused(kind: str, line: str, read: Reader) -> None:
    head = {
        "page": "",
        "event": "title: A\nstart: 2010-02-02\n",
        "message": "title: A\naudience: B\nstatus: draft\n",
    }
    _, codes, _ = read(kind, head[kind] + line)
    assert codes == [(str(head[kind].count("\n") + 1), "bad-value")]
