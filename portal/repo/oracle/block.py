"""Several statements in one trip: a block that runs them one after the other or, where they are many, for each row of
an array the statement that the row chooses."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeAlias

from portal.repo.protocol import Fila, Valor

Pending: TypeAlias = tuple[str, list[Fila]]

BIND = re.compile(r":(\w+)")
WRITTEN_OUT = 8


def assemble(pending: Iterable[Pending], *, commits: bool) -> tuple[str, list[list[Valor]]]:
    """The block and its rows of binds, in the order in which they were put off. `commits`: it commits at its end.

    Both kinds stop at the first statement that fails, so that the commit proves every one before it. The driver cannot
    do this by its own autocommit: the first time it sends an array's first row alone, to learn which binds are OUT. An
    array's rows carry the binds of every statement, most of them empty: a few statements are better written out.
    """
    several = list(pending)
    if sum(len(rows) for _, rows in several) <= WRITTEN_OUT:
        return _written_out([(sql, row) for sql, rows in several for row in rows], commits=commits)
    return _by_rows(several, commits=commits)


def _written_out(several: Sequence[tuple[str, Fila]], *, commits: bool) -> tuple[str, list[list[Valor]]]:
    text, places = _sequence(tuple(sql for sql, _ in several), commits=commits)
    return text, [[row[name] for names, (_, row) in zip(places, several, strict=True) for name in names]]


def _by_rows(several: Sequence[Pending], *, commits: bool) -> tuple[str, list[list[Valor]]]:
    text, places = _choice(tuple(sql for sql, _ in several), commits=commits)
    blank: list[Valor] = [None] * (1 + sum(map(len, places)))
    arrays: list[list[Valor]] = []
    first = 1
    for which, (names, (_, rows)) in enumerate(zip(places, several, strict=True)):
        last = first + len(names)
        for row in rows:
            array = blank.copy()
            array[0] = which
            array[first:last] = [row[name] for name in names]
            arrays.append(array)
        first = last
    if commits:
        arrays.append([len(several), *blank[1:]])
    return text, arrays


@lru_cache
def _sequence(statements: tuple[str, ...], *, commits: bool) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """A block of those statements, one after the other, and the binds of each in the order in which it names them."""
    own, places = _own_binds(statements)
    body = "".join(f"{sql};\n" for sql in ([*own, "COMMIT"] if commits else own))
    return f"BEGIN\n{body}END;", places


@lru_cache
def _choice(statements: tuple[str, ...], *, commits: bool) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """A block that runs the one of those statements that its first bind, `:cual`, chooses, and the binds of each: one
    text for each set of statements, however many rows each has, which the database parses once."""
    own, places = _own_binds(statements)
    branches = "\nELS".join(
        f"IF :cual = {which} THEN\n{sql};" for which, sql in enumerate([*own, "COMMIT"] if commits else own)
    )
    return f"BEGIN\n{branches}\nEND IF;\nEND;", places


def _own_binds(statements: tuple[str, ...]) -> tuple[list[str], tuple[tuple[str, ...], ...]]:
    """The statements with binds of their own, so that none changes its type from row to row; and what each has."""
    own = [BIND.sub(rf":s{which}_\1", sql).strip() for which, sql in enumerate(statements)]
    return own, tuple(tuple(dict.fromkeys(BIND.findall(sql))) for sql in statements)
