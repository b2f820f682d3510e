"""Jinja without the detours that every page would pay for and no layout of ours takes: the same text, sooner."""

from collections.abc import Callable, MutableMapping
from functools import partial
from types import MethodType
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode
from markupsafe import Markup, escape

from sitegen.layouts.translation import translate
from sitegen.locales import ENGLISH, Locale


def escaped(value: Any) -> str:
    """Return a value as text for a page, as `markupsafe.escape` does, but without a new Markup where none is due.

    What a template yields is joined at once, so nobody can tell the difference.
    """
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    if kind is str and not ("&" in value or "<" in value or ">" in value or '"' in value or "'" in value):
        return value  # type: ignore[no-any-return]
    return escape(value)


class QuickContext(Context):
    """A context that calls macros and questions without asking each time what they want to be given."""

    @internalcode
    def call(self, obj: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Call macros, methods and questions directly, all else as stock does."""
        if type(obj) is Macro:
            args = (self.eval_ctx, *args)
        elif type(obj) is not partial and type(obj) is not MethodType:
            return super().call(obj, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return obj(*args, **kwargs)


class QuickTemplate(jinja2.Template):
    """A template that escapes with `escaped`, and whose macros are made once."""

    @classmethod
    def _from_namespace(
        cls,
        environment: jinja2.Environment,
        namespace: MutableMapping[str, Any],
        globals: MutableMapping[str, Any],
    ) -> jinja2.Template:
        namespace["escape"] = escaped
        return super()._from_namespace(environment, namespace, globals)

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        # Stock compares the globals of both sides each time; here all templates have the same ones.
        return self._module or super()._get_default_module(ctx)


class QuickEnvironment(jinja2.Environment):
    """An environment whose templates and globals never change once loaded, and are in one language."""

    template_class = QuickTemplate
    context_class = QuickContext
    locale: Locale = ENGLISH

    def __init__(self, locale: Locale = ENGLISH, **options: Any) -> None:
        super().__init__(**options)
        self.locale = locale
        self._loaded: dict[str, jinja2.Template] = {}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = translate(super()._parse(source, name, filename), self.locale)
        return tree.set_environment(self)  # type: ignore[return-value]

    def get_template(
        self,
        name: str | jinja2.Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> jinja2.Template:
        """Return a template; from the second time on without the lock and the bookkeeping of Jinja's cache."""
        if not isinstance(name, str) or globals:
            return super().get_template(name, parent, globals)
        if name not in self._loaded:
            self._loaded[name] = super().get_template(name, parent)
        return self._loaded[name]

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template: a plain dict, which is copied for each include, not a chain of two."""
        return super().make_globals(d) if d else self.globals

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item, else an attribute; of what has no items the attribute at once, as filters ask for it."""
        kind = type(obj)
        if type(argument) is str and not hasattr(kind, "__getitem__") and not issubclass(kind, type):
            try:
                return getattr(obj, argument)
            except AttributeError:
                return self.undefined(obj=obj, name=argument)
        return super().getitem(obj, argument)
