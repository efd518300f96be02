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
from portal.texts.named import Saying, datos

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
    with told("catalogo"), closing(connect(settings)) as conexion:
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
        raise InstalacionCortada(Saying("instalacion-cortada", datos(caso="hay-otro-erp")))
    if pide_erp and not (con_erp or propio):
        raise InstalacionCortada(Saying("instalacion-cortada", datos(caso="sin-erp")))
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
            raise InstalacionCortada(_cortada(paso, falla, hechos))
        avisar(f"{paso.frase}: {paso.hecho if compila is None else 'ya estaba'}")
    return hechos


def _cortada(paso: Paso, causa: str | Saying, hechos: int) -> Saying:
    creados = Saying("objetos-creados", datos(cuantos=hechos)) if hechos else Saying("ningun-objeto-creado")
    return Saying("instalacion-cortada", datos(caso="en-un-objeto", objeto=paso.frase, causa=causa, creados=creados))


def _catalogo(conexion: oracledb.Connection) -> Catalogo:
    with conexion.cursor() as cursor:
        cursor.execute(CATALOGO)
        return {(str(tipo), str(nombre)): estado == "VALID" for tipo, nombre, estado in cursor}


def _hay_paquete(conexion: oracledb.Connection) -> bool:
    with conexion.cursor() as cursor:
        cursor.execute(VISIBLES)
        fila = cursor.fetchone()
    return fila is not None and fila[0] > 0


def _falla(conexion: oracledb.Connection, paso: Paso) -> Saying | None:
    """The first error of compilation; Oracle keeps it, and a package that is only waiting to be compiled has none."""
    with conexion.cursor() as cursor:
        cursor.execute(ERRORES, nombre=paso.nombre, tipo=paso.tipo)
        fila = cursor.fetchone()
    return None if fila is None else Saying("no-compila", datos(linea=int(fila[0]), error=str(fila[1]).splitlines()[0]))
