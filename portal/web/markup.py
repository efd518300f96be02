"""What gettext says in the templates of one language: the sentence is HTML of ours, and its data are escaped.

A sentence that stands in a template is put there as the template is compiled, its data between its words. What is
looked up for each page is what comes from the code, and plurals.
"""

from collections.abc import Callable
from gettext import NullTranslations
from typing import cast

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

# Around a datum's name, where its value will be; no template has it.
_MARK = "\0"


class Said:
    """Jinja's newstyle callables, in one language."""

    def __init__(self, translations: NullTranslations) -> None:
        self._translations = translations

    def gettext(self, message: str, /, **data: object) -> Markup:
        """The sentence with its data."""
        return _with(self._translations.gettext(message), data)

    def ngettext(self, one: str, many: str, number: int, /, **data: object) -> Markup:
        """The one for so many; `num` is the number."""
        return _with(self._translations.ngettext(one, many, number), {"num": number, **data})


def _with(text: str, data: dict[str, object]) -> Markup:
    return Markup(text % {name: escape(value) for name, value in data.items()})  # noqa: S704 - escaped where it is data


class SaidOnce(CodeGenerator):
    """Compiles the templates of an environment whose `gettext` speaks one language."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's
        """Where Jinja begins to write a template's code."""
        said: nodes.Template = _Sentences(self.environment).visit(node)
        said.set_environment(self.environment)
        super().visit_Template(said, frame)


class _Sentences(NodeTransformer):
    """Puts what a call of gettext says in the call's place."""

    def __init__(self, environment: Environment) -> None:
        self._gettext = cast("Callable[..., Markup]", environment.globals["gettext"])

    def visit_Call(self, call: nodes.Call) -> nodes.Expr:  # noqa: N802 - Jinja finds it by the node's name
        self.generic_visit(call)
        match call:
            case nodes.Call(node=nodes.Name(name="_" | "gettext"), args=[nodes.Const(value=str(message))]):
                data = {each.key: each.value for each in call.kwargs}
                said = self._gettext(message, **{name: f"{_MARK}{name}{_MARK}" for name in data})
                first, *others = said.split(_MARK)
                rest = [data[piece] if place % 2 == 0 else nodes.Const(piece) for place, piece in enumerate(others)]
                return nodes.Concat([nodes.Const(first), *rest]) if rest else nodes.Const(first)
        return call

    def visit_Output(self, output: nodes.Output) -> nodes.Output:  # noqa: N802 - as above
        """What would be joined only to be written is written piece by piece."""
        self.generic_visit(output)
        pieces = (each.nodes if isinstance(each, nodes.Concat) else [each] for each in output.nodes)
        output.nodes = [piece for several in pieces for piece in several]
        return output
