"""Audits from before the chain: their rows are numbered and sealed in their order, as those that come are."""

import oracledb

from portal.repo.tables.access.auditoria import CAMPOS, COMENZAR, ORIGEN, huella

ROWS = "SELECT id, en, actor, rol, accion, objeto, resultado, motivo FROM portal_auditoria ORDER BY id"
# Numbers had gaps, and never one below its place: none meets another that is still to come.
SEAL = "UPDATE portal_auditoria SET id = :nro, huella = :huella WHERE id = :antes"
END = "UPDATE portal_cadena SET nro = :nro, huella = :huella WHERE id = 1"


def seal_audit(cursor: oracledb.Cursor) -> None:
    """All of them, in the transaction that is under way."""
    last, number = ORIGEN, 0
    sealed: list[dict[str, str | int]] = []
    for before, *fields in cursor.execute(ROWS, fetch_decimals=False) or ():
        number += 1
        last = huella(last, {"id": number, **dict(zip(CAMPOS, fields, strict=True)), "direccion": None})
        sealed.append({"nro": number, "huella": last, "antes": before})
    if sealed:
        cursor.executemany(SEAL, sealed)
        cursor.execute(COMENZAR, origen=ORIGEN)
        cursor.execute(END, nro=number, huella=last)
