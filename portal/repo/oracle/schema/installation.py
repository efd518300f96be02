"""Creating on Oracle what the portal needs: step by step, repeatable, never dropping or replacing anything."""

from collections.abc import Callable
from contextlib import closing
from typing import TypeAlias

import oracledb

from portal.repo.oracle.schema import ledger
from portal.repo.oracle.schema.blocking import InstalacionCortada, connect, told
from portal.repo.oracle.schema.books import WHOLE
from portal.repo.oracle.schema.refusals import code
from portal.repo.oracle.schema.script import DEL_ERP, DEL_PORTAL, Paso, leer
from portal.repo.oracle.schema.turn import alone
from portal.settings import Settings

Avisar: TypeAlias = Callable[[str], None]

CATALOGO = "SELECT object_type, object_name, status FROM user_objects"
VISIBLES = (
    "SELECT count(*) FROM all_objects WHERE object_name = 'PACK_PAGO_WS' AND object_type IN ('PACKAGE', 'SYNONYM')"
)
ERRORES = "SELECT line, text FROM user_errors WHERE name = :nombre AND type = :tipo ORDER BY sequence"

# What exists, and whether it compiles, by type and name.
Catalogo: TypeAlias = dict[tuple[str, str], bool]


def instalar(settings: Settings, *, con_erp: bool, avisar: Avisar, pide_erp: bool = False) -> None:
    """The portal's tables and, where the database has no ERP, the reference one. `avisar` is told each step. `pide_erp`
    refuses before anything is done where the reference ERP neither is there nor is asked for.

    A database of this version gets what it lacks. Raises InstalacionCortada, and NoDisponible for one of another.
    """
    with told("No se puede leer el catálogo de la base"), closing(connect(settings)) as conexion:
        _exigir(conexion, con_erp=con_erp, pide_erp=pide_erp)
    with alone(settings) as turn:
        libros = ledger.read(turn.raw)
        catalogo = _catalogo(turn.raw)
        if libros.empty and WHOLE not in libros.underway:
            ledger.begin(turn.raw, WHOLE)
        hechos = _recorrer(turn.raw, catalogo, DEL_PORTAL, 0, avisar)
        if libros.empty:
            ledger.whole(turn.raw)
        if con_erp:
            _recorrer(turn.raw, catalogo, DEL_ERP, hechos, avisar)


def _exigir(conexion: oracledb.Connection, *, con_erp: bool, pide_erp: bool) -> None:
    propio = ("TABLE", "ERP_DEUDA") in _catalogo(conexion)
    if con_erp and not propio and _hay_paquete(conexion):
        raise InstalacionCortada(
            "Esta base ya tiene un PACK_PAGO_WS, el del ERP: no se toca. Instalá sin «--con-erp-de-referencia»."
        )
    if pide_erp and not (con_erp or propio):
        raise InstalacionCortada(
            "Los datos de demostración van en el ERP de referencia, y esta base no lo tiene: sumá "
            "«--con-erp-de-referencia»."
        )
    libros = ledger.read(conexion)
    if not libros.empty:
        libros.require()


def _recorrer(
    conexion: oracledb.Connection, catalogo: Catalogo, guiones: tuple[str, ...], hechos: int, avisar: Avisar
) -> int:
    """How many objects were made by now."""
    for paso in (paso for guion in guiones for paso in leer(guion)):
        compila = catalogo.get((paso.tipo, paso.nombre))
        try:
            if compila is None:
                with conexion.cursor() as cursor:
                    cursor.execute(paso.sql)
                hechos += 1
            falla = _falla(conexion, paso) if paso.compilado and not compila else None
        except oracledb.Error as error:
            raise InstalacionCortada(_cortada(paso, code(error), hechos)) from error
        if falla:
            raise InstalacionCortada(_cortada(paso, f"no compila, {falla}", hechos))
        avisar(f"{paso.frase}: {paso.hecho if compila is None else 'ya estaba'}")
    return hechos


def _cortada(paso: Paso, causa: str, hechos: int) -> str:
    cuantos = {0: "No se creó nada", 1: "Quedó creado 1 objeto"}.get(hechos, f"Quedaron creados {hechos} objetos")
    return f"La instalación se cortó en «{paso.frase}» ({causa}). {cuantos}; al repetirla sigue desde ahí."


def _catalogo(conexion: oracledb.Connection) -> Catalogo:
    with conexion.cursor() as cursor:
        cursor.execute(CATALOGO)
        return {(str(tipo), str(nombre)): estado == "VALID" for tipo, nombre, estado in cursor}


def _hay_paquete(conexion: oracledb.Connection) -> bool:
    with conexion.cursor() as cursor:
        cursor.execute(VISIBLES)
        fila = cursor.fetchone()
    return fila is not None and fila[0] > 0


def _falla(conexion: oracledb.Connection, paso: Paso) -> str | None:
    """The first error of compilation; Oracle keeps it, and a package that is only waiting to be compiled has none."""
    with conexion.cursor() as cursor:
        cursor.execute(ERRORES, nombre=paso.nombre, tipo=paso.tipo)
        fila = cursor.fetchone()
    return None if fila is None else f"línea {fila[0]}: {str(fila[1]).splitlines()[0]}"
