"""Several statements in one trip: a block that runs them one after the other or, where they are many, for each row of
an array the statement that the row chooses."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeAlias

from portal.repo.protocol import Fila, Valor

Pending: TypeAlias = tuple[str, list[Fila]]

BIND = re.compile(r":(\w+)")
SEGUIDAS = 8


def assemble(pending: Iterable[Pending], *, commits: bool) -> tuple[str, list[list[Valor]]]:
    """The block and its rows of binds, in the order in which they were put off. `commits`: it commits at its end.

    Both kinds stop at the first statement that fails, so that the commit proves every one before it. The driver cannot
    do this by its own autocommit: the first time it sends an array's first row alone, to learn which binds are OUT. An
    array's rows carry the binds of every statement, most of them empty: a few statements are better written out.
    """
    varias = list(pending)
    if sum(len(suyas) for _, suyas in varias) <= SEGUIDAS:
        return _seguidas([(sql, fila) for sql, suyas in varias for fila in suyas], commits=commits)
    return _por_filas(varias, commits=commits)


def _seguidas(varias: Sequence[tuple[str, Fila]], *, commits: bool) -> tuple[str, list[list[Valor]]]:
    texto, lugares = _secuencia(tuple(sql for sql, _ in varias), commits=commits)
    return texto, [[fila[nombre] for nombres, (_, fila) in zip(lugares, varias, strict=True) for nombre in nombres]]


def _por_filas(varias: Sequence[Pending], *, commits: bool) -> tuple[str, list[list[Valor]]]:
    texto, lugares = _eleccion(tuple(sql for sql, _ in varias), commits=commits)
    vacia: list[Valor] = [None] * (1 + sum(map(len, lugares)))
    filas: list[list[Valor]] = []
    primero = 1
    for cual, (nombres, (_, suyas)) in enumerate(zip(lugares, varias, strict=True)):
        ultimo = primero + len(nombres)
        for fila in suyas:
            armada = vacia.copy()
            armada[0] = cual
            armada[primero:ultimo] = [fila[nombre] for nombre in nombres]
            filas.append(armada)
        primero = ultimo
    if commits:
        filas.append([len(varias), *vacia[1:]])
    return texto, filas


@lru_cache
def _secuencia(sentencias: tuple[str, ...], *, commits: bool) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """The text, and the binds of each statement in the order in which the text first names them."""
    propias, lugares = _propias(sentencias)
    cuerpo = "".join(f"{sql};\n" for sql in ([*propias, "COMMIT"] if commits else propias))
    return f"BEGIN\n{cuerpo}END;", lugares


@lru_cache
def _eleccion(sentencias: tuple[str, ...], *, commits: bool) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """The same, one text for each set of statements, however many rows each has: the database parses it once. Its first
    bind is `:cual`."""
    propias, lugares = _propias(sentencias)
    ramas = "\nELS".join(
        f"IF :cual = {cual} THEN\n{sql};" for cual, sql in enumerate([*propias, "COMMIT"] if commits else propias)
    )
    return f"BEGIN\n{ramas}\nEND IF;\nEND;", lugares


def _propias(sentencias: tuple[str, ...]) -> tuple[list[str], tuple[tuple[str, ...], ...]]:
    """The statements with binds of their own, so that none changes its type from row to row; and what each has."""
    propias = [BIND.sub(rf":s{cual}_\1", sql).strip() for cual, sql in enumerate(sentencias)]
    return propias, tuple(tuple(dict.fromkeys(BIND.findall(sql))) for sql in sentencias)
