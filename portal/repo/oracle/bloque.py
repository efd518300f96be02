"""Several statements in one trip: a block that runs, for each row of an array, the statement that the row chooses."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeAlias

from portal.repo.protocol import Fila

Pendiente: TypeAlias = tuple[str, list[Fila]]

BIND = re.compile(r":(\w+)")


def armar(pendientes: Iterable[Pendiente], *, confirma: bool) -> tuple[str, list[Fila]]:
    """The block and its rows, in the order in which they were put off. `confirma`: a last row commits.

    An array stops at the first row that fails, so that the commit proves every row before it. The driver cannot do this
    by its own autocommit: the first time it sends a block's first row alone, to learn which binds are OUT.
    """
    varias = list(pendientes)
    texto, binds = _texto(tuple(sql for sql, _ in varias), confirma=confirma)
    vacia: dict[str, str | int | None] = dict.fromkeys(binds)
    filas: list[Fila] = [
        {**vacia, "cual": cual, **{f"s{cual}_{nombre}": valor for nombre, valor in fila.items()}}
        for cual, (_, suyas) in enumerate(varias)
        for fila in suyas
    ]
    return texto, [*filas, {**vacia, "cual": len(varias)}] if confirma else filas


@lru_cache
def _texto(sentencias: tuple[str, ...], *, confirma: bool) -> tuple[str, tuple[str, ...]]:
    """One text for each set of statements, however many rows each has: the database parses it once. The binds of each
    statement are its own, so that none changes its type from row to row."""
    propias = [BIND.sub(rf":s{cual}_\1", sql).strip() for cual, sql in enumerate(sentencias)]
    ramas = "\nELS".join(
        f"IF :cual = {cual} THEN\n{sql};" for cual, sql in enumerate([*propias, "COMMIT"] if confirma else propias)
    )
    texto = f"BEGIN\n{ramas}\nEND IF;\nEND;"
    return texto, tuple(dict.fromkeys(BIND.findall(texto)))
