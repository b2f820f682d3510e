"""Addresses that were hardly meant so are told, and the site's own are checked like internal ones."""

import pytest

from sitegen.markup.slips import home_of, own_links, slips
from tests.conftest import MakeSite


@pytest.mark.parametrize("form", ["[x]({})", "See <a href='{}'>x</a>.", "[x]: {}", "![x]({})"])
@pytest.mark.parametrize(
    ("address", "fix"),
    [
        ("http:/example.org/a", "http://example.org/a"),
        ("https:/example.org", "https://example.org"),
        ("https:example.org", "https://example.org"),
        ("https://https://example.org/a", "https://example.org/a"),
        ("https://http://example.org", "http://example.org"),
        ("https://https//example.org/a", "https://example.org/a"),
        ("http://localhost:8000/wiki/x/", "/wiki/x/"),
        ("http://127.0.0.1:4000", "/"),
        ("https://[::1]:8000/x", "/x"),
        ("http://192.168.1.5/", ""),
        ("http://10.0.0.7:8080/x", ""),
        ("http://172.20.1.1", ""),
        ("http://intranet/", ""),
        ("https://nas.local/films/", ""),
        ("https://example,org", "https://example.org"),
        ("https://www.example,org/a", "https://www.example.org/a"),
        ("tel:call-us", ""),
        ("mailto:lea@example", ""),
        ("mailto:lea@example?subject=Flood", ""),
        ("mailto:lea", ""),
        ("mailto:lea@", ""),
        ("mailto:https://example.org/a", "https://example.org/a"),
    ],
)
def test_a_slip_is_told_where_it_is_with_what_was_meant(form: str, address: str, fix: str) -> None:
    text = "One\n\n" + form.format(address) + "\n"
    (found,) = slips(text)

    assert found.code == "doubtful-link"
    assert text[found.start or 0 :].startswith(address) and found.length == len(address)
    assert found.fix == fix


@pytest.mark.parametrize(
    ("text", "fix"), [("[x](mailto: lea)", ""), ("[x](mailto: lea@example.org)", "mailto:lea@example.org")]
)
def test_an_address_of_mail_with_a_blank_is_told(text: str, fix: str) -> None:
    assert [(found.fix, found.start) for found in slips(text)] == [(fix, 4)]


@pytest.mark.parametrize(
    ("text", "fix"), [("[x](tel: 020)", "tel:020"), ("[x](tel:+44 20 7946)", "tel:+44207946")]
)
def test_a_telephone_number_with_a_blank_is_told(text: str, fix: str) -> None:
    assert [(found.fix, found.start) for found in slips(text)] == [(fix, 4)]


@pytest.mark.parametrize("text", ["See http:/a.example/b.", "(https:/a.example)", "- **http:/a.example/**"])
def test_an_address_with_one_slash_in_running_text_is_told(text: str) -> None:
    (found,) = slips(text)

    assert found.code == "doubtful-link"
    assert text[found.start or 0 :][: found.length].startswith("http")
    assert found.fix.startswith(("http://a.example", "https://a.example"))


def test_a_site_in_a_local_network_links_to_its_neighbours() -> None:
    text = "[x](http://wiki/) [y](http://192.168.1.5/)"

    assert slips(text, home_of("http://intranet/hub/")) == []
    assert len(slips(text, home_of("https://hub.example/"))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "[x](https://example.org) <https://example.org> https://example.org",
        "[x](https://example.org/a,b) [y](http://10.example.org/) [z](https://lea@example.org/)",
        "[x](http://172.40.1.1/) [y](https://local.example/) [z](tel:+44-20-7946) [w](mailto:a@b.org,c@d.org)",
        "Open <http://192.168.1.1/> or [http://intranet/](http://intranet/), or http://intranet/ as it is.",
        "`http:/a.example` http:/ and https:/x",
        "`[x](http:/example.org)`",
        "```\n[x](http://localhost:8000/x)\n```\n",
        "Open [http://localhost:8000/](http://localhost:8000/), <http://localhost:8000/> or http://localhost:8000/.",
        "[x](mailto:lea@example.org) [share](mailto:?subject=Flood) <mailto:lea@example.org>",
        "[x](https://web.archive.org/web/2019/http://example.org/) [y](https://example.org/?u=http://a.example)",
        "[x]({{ site.url }}/x) [y](https:{{ path }}) http: a protocol",
        "[x](https://localhost.example.org/)",
    ],
)
def test_what_may_be_meant_is_left_alone(text: str) -> None:
    assert slips(text) == []


@pytest.mark.parametrize(
    ("written", "target", "anchor"),
    [
        ("https://hub.example/hub/wiki/x/", "/wiki/x/", ""),
        ("http://www.Hub.example/hub/wiki/x/#y", "/wiki/x/", "y"),
        ("//hub.example/hub/wiki/x/?a=b#y", "/wiki/x/", "y"),
        ("https://hub.example/hub", "/", ""),
    ],
)
def test_an_address_of_the_site_is_known_however_it_is_written(written: str, target: str, anchor: str) -> None:
    text = f"hub.example [x]({written})"
    (found,) = own_links(text, home_of("https://hub.example/hub/"))

    assert (found.target, found.anchor, found.start, found.length) == (target, anchor, 16, len(written))


@pytest.mark.parametrize(
    "written", ["https://hub.example/other/", "https://hub.example.org/hub/", "/hub/", "hub.example/hub/"]
)
def test_an_address_beside_the_site_is_not(written: str) -> None:
    assert (
        own_links("http://hub.example/hub/x <code>https://hub.example/hub/x", home_of("https://hub.example/hub/"))
        == ()
    )
    assert own_links(f"hub.example [x]({written})", home_of("https://hub.example/hub/")) == ()


PAGES = {
    "content/wiki/rules.md": "# Rules\n\n## Noise\n\nQuiet.\n",
    "content/wiki/secret.md": "---\ntitle: Secret\ndraft: true\n---\n",
}


def links(*addresses: str) -> str:
    return "# Links\n\n" + "\n\n".join(f"[x]({address})" for address in addresses) + "\n"


def test_a_link_to_the_own_host_is_checked_like_an_internal_one(make_site: MakeSite) -> None:
    good = ("wiki/rules/", "wiki/rules", "wiki/rules/#noise", "", "feed.xml", "wiki/", "sitemap.xml?x=1")
    bad = ("wiki/nope/", "wiki/rules/#quiet", "wiki/secret/")
    text = (
        links(*(f"https://hub.example/{path}" for path in (*good, *bad)))
        + "\nAnd https://hub.example/gone/ too.\n"
    )
    site = make_site({**PAGES, "content/links.md": text})

    first = 3 + 2 * len(good)
    assert site.places() == [
        f"content/links.md:{first}:5 own-address",
        f"content/links.md:{first + 2}:5 own-address",
        f"content/links.md:{first + 4}:5 own-address",
        f"content/links.md:{first + 6}:5 own-address",
    ]
    assert 'href="https://hub.example/wiki/rules/"' in site.page("links/index.html")


def test_the_warning_goes_and_comes_with_the_page(make_site: MakeSite) -> None:
    site = make_site({**PAGES, "content/links.md": links("https://hub.example/wiki/new/")})
    assert site.codes == ["own-address"]

    site.edit("content/wiki/new.md", "# New\n").build()
    assert site.codes == []

    site.edit("content/links.md", "Words.\n\n" + links("https://hub.example/wiki/old/")).build(
        touched=["content/links.md"]
    )
    assert site.places() == ["content/links.md:5:5 own-address"]
    assert site.diagnostics == site.clean_build().diagnostics


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("www.example.org", "https://www.example.org"),
        ("www.example.org/a", "https://www.example.org/a"),
        ("http//example.org/a", "http://example.org/a"),
        ("https//example.org", "https://example.org"),
    ],
)
def test_a_path_that_is_half_an_address_is_told_with_the_whole(
    written: str, meant: str, make_site: MakeSite
) -> None:
    site = make_site({"content/links.md": links(written)})

    assert site.places() == ["content/links.md:3:5 broken-link"]
    assert site.diagnostics[0].fix == f"did you mean {meant} ?"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("[e](https:///a.example/x)", "https://a.example/x"),
        ("[e](https://a.example,)", "https://a.example"),
        ("[e](mailto:lea@a..example)", "mailto:lea@a.example"),
    ],
)
def test_a_sign_too_many_in_an_address_is_taken_out(text: str, meant: str) -> None:
    assert [problem.fix for problem in slips(text)] == [meant]
