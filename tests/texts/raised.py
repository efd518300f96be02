"""Where the portal's code says something by a code, as its source has it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from portal import errors

PORTAL = Path(errors.__file__).parent
TELLING = {"Defecto", "Falta", "Saying", "say"}


# A kind of a room of its own takes what it likes, and says its code in its own __init__.
KINDS = {
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.PortalError) and kind.__module__ == errors.__name__
}


@dataclass(frozen=True)
class Said:
    """One place. data: the names of its data, None where it hands on what another said. explicit: it has the sentence
    itself. cases: the sentence of its code it chooses by a constant, "" for its only one; None for by a variable."""

    module: str
    line: int
    code: str
    data: frozenset[str] | None = frozenset()
    explicit: bool = False
    cases: frozenset[str] | None = frozenset({""})


def places() -> list[Said]:
    """Every one with a constant code, or with a sentence of its own."""
    return [
        said
        for path in sorted(PORTAL.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and _tells(node)
        for said in _read(".".join(path.relative_to(PORTAL.parent).with_suffix("").parts), node)
    ]


def _tells(call: ast.Call) -> bool:
    match call.func:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name in TELLING | KINDS or (
                name == "__init__" and bool(call.args) and isinstance(call.args[0], ast.Constant)
            )
    return False


def _read(module: str, call: ast.Call) -> Iterator[Said]:
    if not call.args or not isinstance(call.args[0], ast.Constant) or not isinstance(call.args[0].value, str):
        return
    code = call.args[0].value
    second = call.args[1] if len(call.args) > 1 else None
    ways = [second.body, second.orelse] if isinstance(second, ast.IfExp) else [second]
    for way in ways:
        match way:
            case None | ast.Tuple(elts=[]):
                yield Said(module, call.lineno, code)
            case ast.Call(func=ast.Name("datos"), keywords=given):
                values = {each.arg or "": each.value for each in given}
                case_ = values.pop("caso", ast.Constant(""))
                cases = frozenset({str(case_.value)}) if isinstance(case_, ast.Constant) else None
                yield Said(module, call.lineno, code, frozenset(values), cases=cases)
            case ast.Constant() | ast.JoinedStr() | ast.BinOp():
                yield Said(module, call.lineno, code, None, explicit=True)
            case _:
                yield Said(module, call.lineno, code, None)
