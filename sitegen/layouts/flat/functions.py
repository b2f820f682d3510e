"""The functions of a site's layouts: which layouts have one, and how carefully each is written."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Protocol

from jinja2 import runtime
from jinja2.environment import TemplateModule

from sitegen.disk import digest
from sitegen.layouts.flat.compiler import Compiler
from sitegen.layouts.flat.macros import PlainMacro
from sitegen.layouts.flat.program_cache import Program, ProgramCache, Source
from sitegen.layouts.flat.unfit import Unfit
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

    def __init__(
        self, environment: QuickEnvironment, sources: Sources, engine: str, cache: ProgramCache | None = None
    ) -> None:
        """Take the environment and the texts; with `engine`, the digest of what compiles, programs are stored."""
        self._environment = environment
        self._sources = sources
        self._engine = engine
        self._cache = cache or ProgramCache(on_disk=engine != "")
        self._compiler = Compiler(environment)
        self._grades: dict[str, int] = {}
        self._functions: dict[str, Function | None] = {}
        self._modules: dict[tuple[str, bool], TemplateModule | None] = {}
        self._programs: dict[tuple[str, bool, bool], Program | None] = {}

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

        def member(of: str, attribute: str) -> Any:
            found = vars(self._module(of, careful=careful))
            if attribute not in found:
                raise Unfit(f"{of} has no {attribute}")
            return found[attribute]

        environment = self._environment
        space: dict[str, Any] = {each: getattr(runtime, each) for each in runtime.exported}
        space |= {"environment": environment, "undefined": environment.undefined, "concat": environment.concat}
        space |= {"cond_expr_undefined": runtime.Undefined, "__file__": name}
        space |= {"module": partial(self._module, careful=careful), "member": member}
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
        named = (self._engine, name, str(careful), str(imported), self._sources.closure(name))
        key, own = digest("\0".join(named).encode()), self._sources.own_parts(name)
        found = self._cache.find(key, own=own)
        if found is None:
            written = self._compiler.write(name, careful=careful, imported=imported)
            below = [self._program(each, careful=careful, imported=True) for each in written.modules]
            mutates = written.mutates or any(each.mutates for each in below)
            found = self._cache.keep(key, Source(name, written.python, mutates), own=own)
        return found
