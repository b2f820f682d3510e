from sitegen.outputs.home import HOME
from tests.conftest import MakeSite

LAYOUT = {"layouts/home.html": "{{ entry.title if entry else site.title }}"}


def test_the_front_page_needs_no_file_of_its_own(make_site: MakeSite) -> None:
    site = make_site({**LAYOUT, "content/about.md": "# About\n"}, outputs=(HOME,))
    assert site.page("index.html") == "A hub"


def test_an_index_file_heads_the_front_page(make_site: MakeSite) -> None:
    site = make_site({**LAYOUT, "content/index.md": "---\ntitle: Welcome\n---\n"}, outputs=(HOME,))
    assert site.page("index.html") == "Welcome"
