"""Several statements in one trip: a block that runs, for each row of an array, the statement that the row chooses."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeAlias

from portal.repo.protocol import Fila, Valor

Pendiente: TypeAlias = tuple[str, list[Fila]]

BIND = re.compile(r":(\w+)")


def armar(pendientes: Iterable[Pendiente], *, confirma: bool) -> tuple[str, list[list[Valor]]]:
    """The block and its rows, in the order in which they were put off. `confirma`: a last row commits.

    An array stops at the first row that fails, so that the commit proves every row before it. The driver cannot do this
    by its own autocommit: the first time it sends a block's first row alone, to learn which binds are OUT.
    """
    varias = list(pendientes)
    texto, lugares = _texto(tuple(sql for sql, _ in varias), confirma=confirma)
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
    if confirma:
        filas.append([len(varias), *vacia[1:]])
    return texto, filas


@lru_cache
def _texto(sentencias: tuple[str, ...], *, confirma: bool) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """One text for each set of statements, however many rows each has: the database parses it once. Beside it the binds
    of each statement, in the order in which the text first names them after `:cual`. They are its own, so that none
    changes its type from row to row."""
    propias = [BIND.sub(rf":s{cual}_\1", sql).strip() for cual, sql in enumerate(sentencias)]
    ramas = "\nELS".join(
        f"IF :cual = {cual} THEN\n{sql};" for cual, sql in enumerate([*propias, "COMMIT"] if confirma else propias)
    )
    lugares = tuple(tuple(dict.fromkeys(BIND.findall(sql))) for sql in sentencias)
    return f"BEGIN\n{ramas}\nEND IF;\nEND;", lugares
