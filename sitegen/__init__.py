"""sitegen: a folder of Markdown in, the website of a community out."""

__version__ = "0.1.0"
