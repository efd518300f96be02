"""`python -m tests.texts.codes`: every refusal's code, its status and its sentences, as docs/codigos.md has them."""

import ast
import re
import sys
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

from portal import errors
from portal.texts.catalogue import CATALOGUE
from portal.web.problems import ESTADOS
from tests.texts.raised import PORTAL

HEAD = """# Los códigos de los rechazos

Cada `codigo` que puede traer un error de la API (`application/problem+json`), o que una página o un comando dicen con
palabras: es estable para programas, y su frase es para personas, en el idioma de quien lee. Lo imprime
`python -m tests.texts.codes` desde `portal/texts/es/`, y una prueba mira que sea lo mismo: no se edita a mano. Lo que
va entre llaves es un dato. `consulta-rechazada`, `carrito-rechazado`, `pago-rechazado` y `anulacion-rechazada` traen la
frase del sistema de la empresa.

| `codigo` | Estado | Dice |
|---|---|---|
"""
# What the doors themselves say, of no error of the business, and what a database's engine finds in a table by the kind
# of a failure.
OF_DOORS = {
    "base-interrumpida": {HTTPStatus.SERVICE_UNAVAILABLE},
    "base-lenta": {HTTPStatus.SERVICE_UNAVAILABLE},
    "base-mal-instalada": {HTTPStatus.SERVICE_UNAVAILABLE},
    "base-ocupada": {HTTPStatus.SERVICE_UNAVAILABLE},
    "base-sin-lugar": {HTTPStatus.SERVICE_UNAVAILABLE},
    "base-solo-lectura": {HTTPStatus.SERVICE_UNAVAILABLE},
    "error-interno": {HTTPStatus.INTERNAL_SERVER_ERROR},
    "parametro-invalido": {HTTPStatus.BAD_REQUEST},
    "peticion-invalida": {HTTPStatus.BAD_REQUEST},
}


def statuses() -> dict[str, set[int]]:
    """Of each code that an error has, wherever it is raised, and of what a cart lacks."""
    by_kind = {
        name: int(next(status for base, status in ESTADOS.items() if issubclass(kind, base)))
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, tuple(ESTADOS))
    } | {"Falta": int(HTTPStatus.CONFLICT)}
    found: dict[str, set[int]] = {code: set(map(int, said)) for code, said in OF_DOORS.items()}
    for path in sorted(PORTAL.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                if name in by_kind and node.args and isinstance(node.args[0], ast.Constant):
                    found.setdefault(str(node.args[0].value), set()).add(by_kind[name])
    for kind, code in _of_its_own():
        found.setdefault(code, set()).add(by_kind[kind])
    return found


def _of_its_own() -> Iterator[tuple[str, str]]:
    """The kinds that have one code, told in their own __init__."""
    for node in ast.parse(Path(errors.__file__).read_text("utf-8")).body:
        if isinstance(node, ast.ClassDef):
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Constant):
                    yield node.name, str(call.args[0].value)


def table() -> str:
    """The page."""
    found = statuses()
    codes = sorted({code for code, _ in CATALOGUE} & set(found))
    return HEAD + "".join(
        f"| `{code}` | {', '.join(map(str, sorted(found[code])))} | {'<br>'.join(_sentences(code))} |\n"
        for code in codes
    )


def _sentences(code: str) -> Iterator[str]:
    for (of, _), each in CATALOGUE.items():
        if of == code:
            text = re.sub(r"%\((\w+)\)s", r"{\1}", each.many or each.one).replace("%%", "%")
            yield text.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    sys.stdout.write(table())
