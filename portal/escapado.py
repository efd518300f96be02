"""What a template writes, escaped once and not wrapped.

Jinja's code makes a Markup of every piece that it writes, only to join them: a page of debts writes two hundred, and
that was a third of the time of its template. Here they stay text. What templates keep (what a macro returns, a block
that is set) is a Markup as ever, since Jinja makes it of the joined pieces.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import markupsafe
from jinja2.compiler import CodeGenerator

if TYPE_CHECKING:
    from jinja2.compiler import Frame
    from jinja2.nodes import Expr

# What markupsafe.escape does to a text before it wraps it.
_escapar: Callable[[str], str] = markupsafe._escape_inner  # type: ignore[attr-defined] # noqa: SLF001 - no other gives text


def escrito(valor: object) -> str:
    """The text of markupsafe.escape."""
    if type(valor) is str:
        return _escapar(valor)
    return str(valor) if type(valor) is int else markupsafe.escape(valor)


class Generador(CodeGenerator):
    """Jinja's, but for the call around each piece."""

    def _output_child_pre(self, node: "Expr", frame: "Frame", finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escrito(")
