"""Customers from before there was a search: whoever paid, has an account or was invited, with the words of each."""

from collections.abc import Iterator

import msgspec
import oracledb

from portal.inputs import words

# Those of accounts come last: theirs is the name that stays.
PAID = "SELECT DISTINCT documento, cliente, NULL FROM portal_pago ORDER BY documento, cliente"
ACCOUNTS = "SELECT documento, nombre, correo FROM portal_usuario WHERE documento IS NOT NULL ORDER BY id"
OFFERED = "SELECT documento, datos FROM portal_enlace WHERE documento IS NOT NULL AND datos IS NOT NULL ORDER BY id"
MAKE = "INSERT INTO portal_cliente (documento, nombre) VALUES (:documento, :nombre)"
NUMBERS = "SELECT documento, id FROM portal_cliente"
ADD = "INSERT INTO portal_cliente_palabra (palabra, cliente_id) VALUES (:palabra, :cliente_id)"
AT_ONCE = 5_000


def know_customers(cursor: oracledb.Cursor) -> None:
    """All of them, in the transaction that is under way."""
    names: dict[str, str] = {}
    theirs: dict[str, dict[str, None]] = {}
    for documento, name, address in [*_offered(cursor), *_told(cursor, PAID), *_told(cursor, ACCOUNTS)]:
        if name:
            names[documento] = name
        theirs.setdefault(documento, {}).update(dict.fromkeys(words.of_person(name, address)))
    _many(cursor, MAKE, [{"documento": documento, "nombre": name} for documento, name in names.items()])
    numbers = {str(documento): int(number) for documento, number in cursor.execute(NUMBERS) or ()}
    _many(
        cursor,
        ADD,
        [
            {"palabra": word, "cliente_id": numbers[documento]}
            for documento, several in theirs.items()
            if documento in numbers
            for word in several
        ],
    )


def _told(cursor: oracledb.Cursor, query: str) -> list[tuple[str, str, str]]:
    return [
        (str(documento), str(name or ""), str(address or ""))
        for documento, name, address in cursor.execute(query) or ()
    ]


def _offered(cursor: oracledb.Cursor) -> Iterator[tuple[str, str, str]]:
    for documento, said in cursor.execute(OFFERED) or ():
        fields = msgspec.json.decode(str(said), type=dict[str, str])
        yield str(documento), fields.get("nombre", ""), fields.get("correo", "")


def _many(cursor: oracledb.Cursor, statement: str, rows: list[dict[str, str | int]]) -> None:
    for first in range(0, len(rows), AT_ONCE):
        cursor.executemany(statement, rows[first : first + AT_ONCE])
