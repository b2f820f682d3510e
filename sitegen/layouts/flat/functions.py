"""The functions of a site's layouts: which layouts have one, and how carefully each is written."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, cast

from jinja2 import nodes, runtime
from jinja2.environment import TemplateModule
from jinja2.optimizer import optimize

from sitegen.disk import digest
from sitegen.layouts.flat.generator import FlatGenerator
from sitegen.layouts.flat.macros import PlainMacro
from sitegen.layouts.flat.plain import PlainGenerator
from sitegen.layouts.flat.program_cache import Program, ProgramCache
from sitegen.layouts.flat.unfit import Parsed, Unfit, parsed
from sitegen.layouts.quick import QuickEnvironment, QuickTemplate, escaped

Function = Callable[[Mapping[str, Any]], str]
"""Renders a page from what its layout is given."""

PLAIN, CAREFUL, NONE = range(3)
"""How a layout is rendered: by Python's own look-ups, by a function with those of Jinja, or by Jinja."""


class Sources(Protocol):
    """The texts that layouts are compiled from."""

    def closure(self, name: str) -> str:
        """Return the digest of a layout and all that it refers to."""

    def own_parts(self, name: str) -> bool:
        """Whether any of these texts is the site's own."""


class Functions:
    """The functions of one site's layouts, by name. Each is compiled when it is first asked for."""

    def __init__(self, environment: QuickEnvironment, sources: Sources, language: str, engine: str) -> None:
        """Take the environment and the texts; with `engine`, the digest of our code, programs are stored."""
        self._environment = environment
        self._sources = sources
        self._for = (language, engine)
        self._cache = ProgramCache(on_disk=engine != "")
        self._grades: dict[str, int] = {}
        self._functions: dict[str, Function | None] = {}
        self._modules: dict[tuple[str, bool], TemplateModule | None] = {}
        self._programs: dict[tuple[str, bool, bool], Program | None] = {}
        self._parsed: dict[str, Parsed] = {}

    def find(self, name: str) -> Function | None:
        """Return the function of a layout; None for one that only Jinja can render."""
        if name not in self._functions:
            self._functions[name] = self._find(name)
        return self._functions[name]

    def _find(self, name: str) -> Function | None:
        for grade in range(self._grades.get(name, PLAIN), NONE):
            self._grades[name] = grade
            if function := self.load(name, grade):
                return function
        return None

    def failed(self, name: str) -> None:
        """Note that a function raised an exception where Jinja did not: write it more carefully from now on."""
        self._grades[name] += 1
        self._functions.pop(name, None)

    def load(self, name: str, grade: int) -> Function | None:
        """Return the function of a layout as PLAIN or CAREFUL; None where it cannot be written like that."""
        try:
            program = self._program(name, careful=grade == CAREFUL)
            if program.mutates and grade == PLAIN:
                return None
            return self._bind(name, program, careful=grade == CAREFUL)
        except Exception:  # noqa: BLE001 - whatever it is, Jinja tells it with its place, or does not mind
            return None

    def _bind(self, name: str, program: Program, *, careful: bool) -> Function:
        environment = self._environment
        root = self._run(program, name, careful=careful)["root"]
        shared = environment.globals

        def render(variables: Mapping[str, Any]) -> str:
            given = {**shared, **variables}
            text: str = root(environment.context_class(environment, given, name, {}), given)
            return text

        return render

    def _run(self, program: Program, name: str, *, careful: bool) -> dict[str, Any]:
        """Return the namespace of a program that has run. Raises Unfit for an import of what is not there."""
        environment = self._environment
        space: dict[str, Any] = {each: getattr(runtime, each) for each in runtime.exported}
        space |= {"environment": environment, "undefined": environment.undefined, "concat": environment.concat}
        space |= {"cond_expr_undefined": runtime.Undefined, "__file__": name}
        space |= {python: self._module(each, careful=careful) for each, python in program.modules.items()}
        for (each, attribute), python in program.imported.items():
            found = vars(self._module(each, careful=careful))
            if attribute not in found:
                raise Unfit(f"{each} has no {attribute}")
            space[python] = found[attribute]
        exec(program.code, space)
        space |= {"Macro": PlainMacro, "escape": escaped}
        return space

    def _module(self, name: str, *, careful: bool) -> TemplateModule:
        """Return what a layout that is imported defines. Raises Unfit for one that imports itself."""
        key = (name, careful)
        if key not in self._modules:
            self._modules[key] = None
            program = self._program(name, careful=careful, imported=True)
            space = self._run(program, name, careful=careful)
            template = QuickTemplate._from_namespace(self._environment, space, self._environment.globals)
            module = self._modules[key] = template.make_module()
            for value in () if careful else vars(module).values():
                if isinstance(value, PlainMacro):
                    value.remember()
        found = self._modules[key]
        if found is None:
            raise Unfit("a layout that imports itself")
        return found

    def _program(self, name: str, *, careful: bool, imported: bool = False) -> Program:
        key = (name, careful, imported)
        if key not in self._programs:
            self._programs[key] = None
            self._programs[key] = self._cached(name, careful=careful, imported=imported)
        found = self._programs[key]
        if found is None:
            raise Unfit("a layout that imports itself, or could not be compiled before")
        return found

    def _cached(self, name: str, *, careful: bool, imported: bool) -> Program:
        named = (*self._for, name, str(careful), str(imported), self._sources.closure(name))
        key, own = digest("\0".join(named).encode()), self._sources.own_parts(name)
        found = self._cache.find(key, own=own)
        if found is None:
            found = self._compile(name, careful=careful, imported=imported)
            self._cache.keep(key, found, own=own)
        return found

    def _compile(self, name: str, *, careful: bool, imported: bool) -> Program:
        read: dict[str, Parsed] = {}

        def parse(part: str) -> Parsed:
            read[part] = self._parse(part)
            return read[part]

        generator: PlainGenerator
        found: dict[tuple[str, str], str]
        if imported:
            generator = PlainGenerator(self._environment, name, careful=careful)
            generator.visit(parse(name).tree)
            source, found = generator.text.getvalue(), {}
        else:
            generator = flat = FlatGenerator(self._environment, name, parse, careful=careful)
            source, found = flat.function(), flat.imported
        below = [self._program(each, careful=careful, imported=True) for each in generator.modules]
        changing = any(each.mutates for each in read.values()) or any(each.mutates for each in below)
        code = compile(source, f"<{name} as one function>", "exec")
        return Program(code, generator.modules, found, changing)

    def _parse(self, name: str) -> Parsed:
        if name not in self._parsed:
            source, filename, _ = self._environment.loader.get_source(self._environment, name)  # type: ignore[union-attr]
            tree = self._environment._parse(source, name, filename)
            # constants are worked out once here, and not each time that a layout is written in place
            self._parsed[name] = parsed(cast("nodes.Template", optimize(tree, self._environment)))
        return self._parsed[name]
