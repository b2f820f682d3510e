"""The style sheet of the theme in site.yaml."""

from collections.abc import Iterable

from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.contract import Output, Question, View
from sitegen.questions.theme import theme_address, theme_sheet


def targets(site: Site) -> Iterable[Target]:
    """Name the style sheet of a site that has a theme."""
    if address := theme_address(site):
        named = any(asset.digest for asset in site.assets.values())
        yield Target(path=address.lstrip("/"), output="theme", phase="asset", named_by_content=named)


def render(target: Target, view: View) -> str:
    """Return the style sheet."""
    return str(view.theme_sheet())


THEME = Output(name="theme", targets=targets, render=render, questions=(Question("theme_sheet", theme_sheet),))
