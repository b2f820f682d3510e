import re

from sitegen.outputs import OUTPUTS
from sitegen.outputs.notfound import NOT_FOUND
from tests.conftest import MakeSite

PAGE = {"content/about.md": "# About\n"}


def test_links_of_the_not_found_page_begin_at_the_base_path(make_site: MakeSite) -> None:
    site = make_site(
        {
            **PAGE,
            "site.yaml": "title: A hub\nurl: https://host.example/hub/\n",
            "layouts/404.html": '<a href="{{ "/about/" | address }}">',
        },
        outputs=(NOT_FOUND,),
    )
    assert site.page("404.html") == '<a href="/hub/about/">'


def test_no_link_of_the_default_not_found_page_is_relative(make_site: MakeSite) -> None:
    site = make_site(PAGE, outputs=OUTPUTS)
    addresses = re.findall(r'(?:href|src)="([^"]*)"', site.page("404.html"))
    assert "/" in addresses
    assert [found for found in addresses if not re.match(r"/|#|https?:|mailto:", found)] == []
