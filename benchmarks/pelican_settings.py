"""Pelican's settings for a blog with the same pages and feeds as ours; see README.md for why each is here."""

SITENAME = "Benchmark"
SITEURL = "https://blog.example.org"
PATH = "content"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
DELETE_OUTPUT_DIRECTORY = False
LOAD_CONTENT_CACHE = False
CACHE_CONTENT = False

DEFAULT_PAGINATION = 20
DIRECT_TEMPLATES = ["tags"]
DEFAULT_CATEGORY = "Blog"
USE_FOLDER_AS_CATEGORY = False
CATEGORY_URL = "blog/"
CATEGORY_SAVE_AS = "blog/index.html"
ARTICLE_URL = "blog/{slug}/"
ARTICLE_SAVE_AS = "blog/{slug}/index.html"
TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = "tags/{slug}/index.html"
TAGS_SAVE_AS = "tags/index.html"
YEAR_ARCHIVE_SAVE_AS = "blog/{date:%Y}/index.html"
MONTH_ARCHIVE_SAVE_AS = "blog/{date:%Y}/{date:%m}/index.html"
AUTHOR_SAVE_AS = ""

FEED_MAX_ITEMS = 20
FEED_ALL_ATOM = "feed.xml"
TAG_FEED_ATOM = "tags/{slug}/feed.xml"
CATEGORY_FEED_ATOM = "blog/feed.xml"
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None
