"""The site that a build record keeps is the site that was assembled."""

from msgspec import structs

from sitegen.engine.graph.tables import encode_tables, site_of
from sitegen.engine.graph.trace import PLANNED, differences
from sitegen.kinds import KINDS
from tests.conftest import MakeSite
from tests.engine.every_kind import FILES


def test_a_site_read_back_differs_in_nothing_that_an_answer_can_depend_on(make_site: MakeSite) -> None:
    made = make_site(FILES)
    record = made.cache.records[str(made.root / "output")]
    assert record.assembled is not None
    assert record.inputs is not None
    site = record.assembled.site
    entries = {key: entry for key, (_, entry) in made.cache.entries.items()}

    again = site_of(encode_tables(site), record.inputs, entries, {kind.name: kind for kind in KINDS})

    assert differences(site, again) == {PLANNED}
    for name in type(site).__struct_fields__:
        if name not in ("until", "until_why"):
            assert getattr(again, name) == getattr(site, name), name
    assert structs.replace(again, until=site.until, until_why=site.until_why) == site
