"""The style sheet that the theme of a site makes, which pages load behind that of the layouts."""

from sitegen.disk import digest
from sitegen.model.site import Site
from sitegen.model.theme import Theme
from sitegen.theme import properties

FOLDER = "/assets/theme/"
_HEADINGS = ":is(h1, h2, h3, h4, h5, h6), .name"


def theme_address(site: Site) -> str:
    """Return the root-relative address of the style sheet; "" for a site without a theme.

    As that of every asset, it has the digest of the text in it, but in a preview, where a change of it is to make
    no page stale.
    """
    if site.theme == Theme():
        return ""
    named = any(asset.digest for asset in site.assets.values())
    return f"{FOLDER}{digest(theme_sheet(site).encode())[:10] if named else 'site'}.css"


def theme_sheet(site: Site) -> str:
    """Return the style sheet: custom properties of the packaged palette with other values, and fonts."""
    theme = site.theme
    found = properties(theme)
    marker = found.pop("marker", None)
    root = [f"--{name}: light-dark({day}, {night});" for name, (day, night) in found.items()]
    if theme.corner != Theme().corner:
        root += [f"--r1: {theme.corner / 2:g}px;", f"--r2: {theme.corner}px;"]
    if theme.width != Theme().width:
        root.append(f"--width: {theme.width}rem;")
    faces = [
        *_face(site, "Site text", theme.fonts.text, "" if not theme.fonts.bold else "400"),
        *_face(site, "Site text", theme.fonts.bold, "700"),
        *_face(site, "Site headings", theme.fonts.headings, "100 900"),
    ]
    if theme.fonts.text:
        root += ['--serif: "Site text", Georgia, serif;', '--sans: "Site text", system-ui, sans-serif;']
    rules = [*faces, ":root {", *(f"  {line}" for line in root), "}"]
    if theme.fonts.headings:
        rules.append(f'{_HEADINGS} {{ font-family: "Site headings", var(--serif); }}')
    if marker:
        rules.append(f"@media screen {{ :root {{ --marker: {marker[0]}; }} }}")
    return "\n".join(rules) + "\n"


def _face(site: Site, family: str, name: str, weight: str) -> tuple[str, ...]:
    """Return the rule for a font of the layouts' assets, if there is such a file."""
    found = site.assets.get(name)
    if found is None:
        return ()
    where = found.address.removeprefix("/assets/")
    heavy = f" font-weight: {weight};" if weight else ""
    return (f'@font-face {{ font-family: "{family}"; src: url("../{where}");{heavy} font-display: swap; }}',)
