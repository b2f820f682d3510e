"""Posts: dated news, newest first."""

from sitegen.facets.schedule import Moment
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta


class Post(Meta, frozen=True, kw_only=True):
    """The front matter of a post."""

    title: str
    """Its headline."""
    date: Moment
    """When it was published, here or in the file's name; a later one than now schedules it."""


POST = Kind(
    name="post",
    folder="posts",
    other_words=(
        *("news", "article", "articles", "stories", "updates", "announcements", "journal", "diary"),
        *("artikel", "beitrag", "beitraege", "beitrage", "nachrichten", "neuigkeiten", "aktuelles", "meldungen"),
        *("billets", "actualites", "nouvelles", "actu", "noticias", "articulos", "entradas", "novedades"),
        *("articoli", "notizie", "novita", "artigos", "postagens", "berichten", "nieuws", "artikelen", "nyheter"),
        *("nyheder", "artiklar", "artikler", "indlaeg", "innlegg", "inlagg", "uutiset", "aktualnosci", "wpisy"),
        *("artykuly", "novinky", "clanky", "hirek", "cikkek", "stiri", "articole", "novice", "vijesti", "uudised"),
        *("новости", "статьи", "новини", "статті", "вести", "νεα", "haberler", "ニュース", "新闻", "文章"),
    ),
    meta=Post,
    permalink="/blog/{slug}/",
    layout="post.html",
    label="Post",
    title="Blog",
    directory="/blog/",
    list_layout="posts.html",
    archived=True,
    shown_as="cards",
    order="newest",
    dated=True,
    dated_name=True,
    schema="BlogPosting",
)
