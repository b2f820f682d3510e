"""What the house rules say about the package, as a function of a source tree."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ORDER: tuple[tuple[str, ...], ...] = (
    ("disk",),
    ("patterns",),
    ("diagnostics",),
    ("bounds", "decoding", "merge_conflicts", "locales"),
    ("facets",),
    ("urls", "dates", "model"),
    ("json_text", "csv_text", "register", "repeats", "collation", "pdf_pages", "pictures", "theme"),
    ("questions", "fields", "markup", "layouts", "history"),
    ("config", "vocabulary", "catalogues"),
    ("stages", "kinds", "outputs", "importers", "retag", "tidying", "starting"),
    ("engine",),
    ("moving",),
    ("devserver",),
    ("cli",),
)
"""Bottom first. A module sees what stands before its own row; names in one row never see each other."""

RANK = {name: rank for rank, row in enumerate(ORDER) for name in row}
LONGEST = 350
CLOCKS = {
    "cli/clock.py": "dt.datetime.now",  # the clock of a build for which nobody named another
    "cli/nothing_to_do.py": "time.time",  # the same, without the library
    "engine/build.py": "time.time_ns",  # these four: whether a file has been at rest since it was looked at
    "engine/cache/build_cache.py": "time.time_ns",
    "engine/cache/fingerprint.py": "time.time_ns",
    "engine/cache/up_to_date.py": "time.time_ns",
    "devserver/preview.py": "time.time_ns",  # a name that no other build has
}
"""The only places that may look what time it is. How long something took is another matter."""
TELLS_THE_TIME = re.compile(
    r"(^|\.)(date(time)?\.(now|today|utcnow)|time\.(time(_ns)?|localtime|gmtime|ctime|asctime|strftime))$"
)
MARKS = {
    "urls.py": {"MARK", "Marked()", "marked", "plain"},
    "questions/addresses.py": {"marked"},
    "layouts/filters.py": {"marked", "plain"},  # the filters `address` and `path`
    "json_text.py": {"MARK"},  # JSON would escape it
}
"""The only modules that put the mark before an address or take it off, and with which names of `urls.py`."""
KINDS = {"page", "wiki", "stakeholder", "message", "event", "document", "term"}
"""The names of kinds, which nothing outside kinds/ compares; `post` is also a kind of reference."""
APART: tuple[tuple[str, str, str], ...] = (
    ("importers", "importers.ics", "what serves every importer knows none"),
    ("engine.graph", "engine.cache", "the graph of answers knows no cache"),
    ("markup.flavours", "markup.constructs", "a flavour knows no construct"),
)
"""Package, another that it must not import, and why; only the first's `__init__` and the second itself may."""
BAD_NAMES = {"utils", "helpers", "common", "misc"}


def violations(package: Path) -> list[str]:
    """Return every breach of the rules below a package's folder, as sentences."""
    found = [f"{' and '.join(circle)} import each other" for circle in circles(package)]
    for name, text in _files(package).items():
        found += _breaches(package.name, name, text)
    return found


@cache
def _breaches(package: str, name: str, text: str) -> tuple[str, ...]:
    """Return what is wrong with one file by itself; most are judged again with each violation that is planted."""
    tree = _tree(text)
    parts = _parts(name)
    is_package = name.endswith("__init__.py")
    lines = len(text.splitlines())
    found: list[str] = []
    if lines > LONGEST:
        found.append(f"{name} has {lines} lines")
    if Path(name).stem in BAD_NAMES:
        found.append(f"{name} is named after nothing")
    for imported in _imports(package, name, text):
        reason = _forbidden(parts, imported, is_package)
        if reason:
            found.append(f"{name} imports {'.'.join(imported)}: {reason}")
    if parts[:1] != ("kinds",):
        found += [f"{name}:{line} compares the name of a kind" for line in _kind_names(tree)]
    found += [f"{name}:{line} reads the clock" for line in _clocks(tree, CLOCKS.get(name, ""))]
    found += [f"{name}:{line} registers at import time" for line in _import_time_effects(tree, parts)]
    found += [f"{name}:{line} uses {what} of urls" for line, what in _marks(tree, MARKS.get(name, set()))]
    return tuple(found)


def circles(package: Path) -> list[tuple[str, ...]]:
    """Return every group of modules that import each other, directly or by way of others, typing included."""
    files = _files(package)
    modules = {_parts(name): name for name in files}
    imported: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for here, path in modules.items():
        named = _imports(package.name, path, files[path])
        found = {name if name in modules else name[:-1] for name in named}
        imported[here] = sorted(found & modules.keys() - {here})
    index: dict[tuple[str, ...], int] = {}
    low: dict[tuple[str, ...], int] = {}
    path_down: list[tuple[str, ...]] = []
    groups: list[tuple[str, ...]] = []

    def visit(module: tuple[str, ...]) -> None:  # Tarjan's strongly connected components
        index[module] = low[module] = len(index)
        path_down.append(module)
        for other in imported[module]:
            if other not in index:
                visit(other)
            if other in path_down:
                low[module] = min(low[module], low[other])
        if low[module] == index[module]:
            start = path_down.index(module)
            if len(path_down) - start > 1:
                groups.append(tuple(sorted(".".join(each) for each in path_down[start:])))
            del path_down[start:]

    for module in imported:
        if module not in index:
            visit(module)
    return groups


def _files(package: Path) -> dict[str, str]:
    """Return the text of every module by its path below the package."""
    paths = sorted(package.rglob("*.py"))
    return {path.relative_to(package).as_posix(): path.read_text(encoding="utf-8") for path in paths}


@cache
def _tree(text: str) -> ast.Module:
    return ast.parse(text)


def _parts(name: str) -> tuple[str, ...]:
    parts = Path(name).with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" else parts


@cache
def _imports(package: str, name: str, text: str) -> tuple[tuple[str, ...], ...]:
    """Return the modules of the package that a module imports, for typing and inside functions too."""
    here, found = _parts(name), []
    for node in ast.walk(_tree(text)):
        if isinstance(node, ast.Import):
            modules = [alias.name.split(".") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = (node.module or "").split(".") if node.module else []
            if node.level:
                above = here if name.endswith("__init__.py") else here[:-1]
                base = [package, *above[: len(above) - node.level + 1], *base]
            modules = [[*base, alias.name] for alias in node.names]
        else:
            continue
        for module in modules:
            if module[0] == package and len(module) > 1:
                found.append(tuple(module[1:]))
    return tuple(found)


def _below(module: tuple[str, ...], package: str) -> bool:
    parts = tuple(package.split("."))
    return module[: len(parts)] == parts


def _forbidden(here: tuple[str, ...], imported: tuple[str, ...], is_package: bool) -> str:
    mine, theirs = (here[0] if here else ""), imported[0]
    for package, other, reason in APART:
        inside, meant = _below(here, package), _below(imported, other)
        if inside and meant and not _below(here, other) and here != tuple(package.split(".")):
            return reason
    if not mine or mine == "__main__" or theirs not in RANK:
        return ""
    if mine != theirs:
        if RANK[theirs] > RANK[mine]:
            return "it stands above"
        return "they are siblings" if RANK[theirs] == RANK[mine] else ""
    if len(here) < 2 or len(imported) < 2 or imported[1] == here[1]:
        return ""
    if mine == "stages":
        return "a stage sees no other stage"
    if mine in ("kinds", "outputs"):
        return "neighbours never see each other"
    return ""


def _kind_names(tree: ast.Module) -> Iterator[int]:
    """Yield the lines that compare a kind with a name, where a flag of the kind should decide."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq | ast.NotEq):
            sides = (node.left, *node.comparators)
            called = {getattr(side, "attr", getattr(side, "id", "")) for side in sides}
            names = {
                side.value for side in sides if isinstance(side, ast.Constant) and isinstance(side.value, str)
            }
            if "kind" in called and names & KINDS:
                yield node.lineno


def _clocks(tree: ast.Module, allowed: str) -> Iterator[int]:
    """Yield the lines that tell the time by anything but what is allowed."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            names = [ast.unparse(node)]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        if any(TELLS_THE_TIME.search(name) and name != allowed for name in names):
            yield node.lineno


def _marks(tree: ast.Module, allowed: set[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines that handle the mark of addresses with anything but what is allowed, and what they use."""
    for node in ast.walk(tree):
        used: set[str] = set()
        if not isinstance(node, ast.stmt | ast.expr):
            continue
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith("urls"):
            used = {alias.name for alias in node.names} & {"MARK", "marked", "plain"}
        elif isinstance(node, ast.Attribute):
            of_urls = isinstance(node.value, ast.Name) and node.value.id == "urls"
            used = {node.attr} & ({"MARK", "marked", "plain"} if of_urls else {"MARK", "marked"})
        elif isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "Marked":
            used = {"Marked()"}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and "\x02" in node.value:
            used = {"MARK"}
        yield from ((node.lineno, what) for what in sorted(used - allowed))


def _import_time_effects(tree: ast.Module, here: tuple[str, ...]) -> Iterator[int]:
    """Yield the lines at which importing a module changes something outside it."""
    for node in tree.body:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            yield node.lineno
        if isinstance(node, ast.For | ast.While):
            yield node.lineno
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            for decorator in node.decorator_list:
                called = decorator.func if isinstance(decorator, ast.Call) else decorator
                name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
                if name.startswith(("register", "add_")):
                    yield decorator.lineno
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(target, ast.Subscript | ast.Attribute) for target in targets):
                yield node.lineno
