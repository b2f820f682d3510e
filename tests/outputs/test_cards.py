"""Cards: what is shown beside a link to a page elsewhere."""

import re

import pytest

from sitegen.model.colours import Colours
from sitegen.pictures.card import HEIGHT, WIDTH, Words, draw
from tests.conftest import MakeSite
from tests.pictures.photographs import opened, photograph

HEAD = "---\ntitle: {}\ndate: 2026-06-21\n{}---\nWords.\n"
SITE = "title: Hub\nurl: https://hub.example/\ncards: true\n"
IMAGE = re.compile(r'og:image" content="https://hub.example/([^"]+)"')
PICTURED = "image: beans.jpg\nimagealt: Beans\n"
FILES: dict[str, str | bytes] = {
    "site.yaml": SITE,
    "content/posts/garden.md": HEAD.format("Garden", ""),
    "content/posts/beans.md": HEAD.format("Beans", PICTURED),
    "content/posts/beans.jpg": photograph(1300, 900),
    "content/posts/plan.md": HEAD.format("Plan", "image: plan.svg\nimagealt: A plan\n"),
    "content/posts/plan.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>',
}


def test_a_page_without_a_picture_that_others_show_has_a_card(make_site: MakeSite) -> None:
    site = make_site(FILES)
    shown = {path: IMAGE.findall(site.page(path)) for path in site.output if path.endswith("index.html")}

    assert shown["blog/garden/index.html"] == ["assets/cards/blog/garden.png"]
    assert shown["blog/plan/index.html"] == ["assets/cards/blog/plan.png"]
    assert re.fullmatch(r"assets/pictures/beans-\w+-1200.jpg", shown["blog/beans/index.html"][0])
    assert shown["blog/index.html"] == shown["index.html"] == ["assets/cards.png"]
    for (path,) in shown.values():
        assert path in site.output
    assert opened(site.output["assets/cards/blog/garden.png"]).size == (WIDTH, HEIGHT)
    assert "assets/cards/blog/beans.png" not in site.output


@pytest.mark.parametrize("cards", ["", "cards: true\n"])
@pytest.mark.parametrize("drawing", ["", "image: plan.svg\nimagealt: A plan\n"])
def test_a_gallery_is_shown_by_its_first_photograph_where_no_own_picture_can_be(
    make_site: MakeSite, cards: str, drawing: str
) -> None:
    images = f"{drawing}images:\n- plan.svg\n- file: hall.jpg\n  alt: The hall\n- beans.jpg\n"
    page = {
        "content/posts/party.md": HEAD.format("Party", images),
        "content/posts/hall.jpg": photograph(1300, 900),
    }
    site = make_site(FILES | page | {"site.yaml": SITE.replace("cards: true\n", cards)})
    party = site.page("blog/party/index.html")
    (hall,) = IMAGE.findall(party)

    assert re.fullmatch(r"assets/pictures/hall-\w+-1200.jpg", hall)
    assert 'og:image:alt" content="The hall"' in party
    assert "assets/cards/blog/party.png" not in site.output


def test_no_card_is_drawn_unless_a_site_asks_for_it(make_site: MakeSite) -> None:
    site = make_site(FILES | {"site.yaml": SITE.replace("cards: true\n", "")})
    assert not [path for path in site.output if "cards" in path]


def test_without_cards_a_page_is_shown_with_its_photograph_or_else_the_icon_of_the_site(
    make_site: MakeSite,
) -> None:
    site = make_site(FILES | {"site.yaml": SITE.replace("cards: true\n", "")})
    (photograph_of_beans,) = IMAGE.findall(site.page("blog/beans/index.html"))
    assert re.fullmatch(r"assets/pictures/beans-\w+-1200.jpg", photograph_of_beans)
    assert 'name="twitter:card" content="summary_large_image"' in site.page("blog/beans/index.html")
    for path in ("blog/garden/index.html", "blog/plan/index.html", "blog/index.html", "index.html", "404.html"):
        page = site.page(path)
        (icon,) = IMAGE.findall(page)
        assert opened(site.output[icon]).size == (512, 512)
        assert 'property="og:image:width" content="512"' in page
        assert 'name="twitter:card" content="summary"' in page


def test_a_card_is_drawn_again_when_what_it_says_changes(make_site: MakeSite) -> None:
    site = make_site(FILES)
    site.edit("content/posts/garden.md", HEAD.format("Garden", "") + "More.\n").build()
    assert not [path for path in site.rendered if "cards" in path]
    site.edit("content/posts/garden.md", HEAD.format("The garden", "")).build()
    assert [path for path in site.rendered if "cards" in path] == ["assets/cards/blog/garden.png"]
    site.edit("content/posts/garden.md", HEAD.format("The garden", PICTURED)).build()
    assert "assets/cards/blog/garden.png" not in site.output
    assert site.made == site.clean_build().made


def test_a_card_has_the_colours_of_the_style_sheet(make_site: MakeSite) -> None:
    site = make_site(FILES | {"layouts/assets/site.css": ":root { --band: #7a0000; }"})
    pixel = opened(site.output["assets/cards/blog/garden.png"]).convert("RGB").getpixel((5, 5))
    assert pixel == (0x7A, 0, 0)


@pytest.mark.parametrize(
    "title", ("Жінки в цифрі", "Η ώρα της κλινικής", "Ŵythnos agored", "ساعات العيادة", "Xin chào Hà Nội")
)
def test_letters_of_many_scripts_are_drawn(title: str) -> None:
    empty = draw(Words(title=""), Colours())
    assert draw(Words(title=title), Colours()) != empty
    assert draw(Words(title=title, rtl=True), Colours()) != draw(Words(title=title), Colours())


def test_a_title_that_the_font_lacks_is_left_out() -> None:
    assert draw(Words(title="開放資料"), Colours()) == draw(Words(title=""), Colours())


def test_a_title_of_any_length_stays_on_the_card() -> None:
    picture = opened(draw(Words(title="Seventeen words " * 40), Colours())).convert("RGB")
    edge = {picture.getpixel((x, HEIGHT - 20)) for x in range(WIDTH)} | {
        picture.getpixel((WIDTH - 40, y)) for y in range(HEIGHT)
    }
    assert len(edge) == 1
