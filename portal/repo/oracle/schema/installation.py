"""Creating on Oracle what the portal needs: step by step, repeatable, never dropping or replacing anything."""

from collections.abc import Callable, Iterable
from contextlib import closing
from typing import TypeAlias

import oracledb

from portal.errors import PortalError
from portal.repo.oracle.driver import place
from portal.repo.oracle.schema.script import DEL_ERP, DEL_PORTAL, Paso, leer
from portal.settings import Settings

Avisar: TypeAlias = Callable[[str], None]

CONEXION_S = 5.0
LLAMADA_MS = 60_000
CATALOGO = "SELECT object_type, object_name, status FROM user_objects"
VISIBLES = (
    "SELECT count(*) FROM all_objects WHERE object_name = 'PACK_PAGO_WS' AND object_type IN ('PACKAGE', 'SYNONYM')"
)
ERRORES = "SELECT line, text FROM user_errors WHERE name = :nombre AND type = :tipo ORDER BY sequence"

# What exists, and whether it compiles, by type and name.
Catalogo: TypeAlias = dict[tuple[str, str], bool]


class InstalacionCortada(PortalError):
    """It stopped at a step; what was done before stays, and the next run goes on from there."""

    def __init__(self, frase: str) -> None:
        super().__init__("instalacion-cortada", frase)


def instalar(settings: Settings, *, con_erp: bool, avisar: Avisar, pide_erp: bool = False) -> None:
    """The portal's tables and, where the database has no ERP, the reference one. `avisar` is told each step. `pide_erp`
    refuses before anything is done where the reference ERP neither is there nor is asked for.

    Raises InstalacionCortada. No call waits longer than a minute.
    """
    guiones = DEL_PORTAL + (DEL_ERP if con_erp else ())
    todos = [paso for guion in guiones for paso in leer(guion)]
    with closing(_conectar(settings)) as conexion:
        try:
            catalogo = _catalogo(conexion)
            propio = ("TABLE", "ERP_DEUDA") in catalogo
            ajeno = con_erp and not propio and _hay_paquete(conexion)
        except oracledb.Error as error:
            raise InstalacionCortada(f"No se puede leer el catálogo de la base ({_codigo(error)}).") from error
        if ajeno:
            raise InstalacionCortada(
                "Esta base ya tiene un PACK_PAGO_WS, el del ERP: no se toca. Instalá sin «--con-erp-de-referencia»."
            )
        if pide_erp and not (con_erp or propio):
            raise InstalacionCortada(
                "Los datos de demostración van en el ERP de referencia, y esta base no lo tiene: sumá "
                "«--con-erp-de-referencia»."
            )
        _recorrer(conexion, catalogo, todos, avisar)


def _recorrer(conexion: oracledb.Connection, catalogo: Catalogo, todos: Iterable[Paso], avisar: Avisar) -> None:
    hechos = 0
    for paso in todos:
        compila = catalogo.get((paso.tipo, paso.nombre))
        try:
            if compila is None:
                with conexion.cursor() as cursor:
                    cursor.execute(paso.sql)
                hechos += 1
            falla = _falla(conexion, paso) if paso.compilado and not compila else None
        except oracledb.Error as error:
            raise InstalacionCortada(_cortada(paso, _codigo(error), hechos)) from error
        if falla:
            raise InstalacionCortada(_cortada(paso, f"no compila, {falla}", hechos))
        avisar(f"{paso.frase}: {paso.hecho if compila is None else 'ya estaba'}")


def _cortada(paso: Paso, causa: str, hechos: int) -> str:
    cuantos = {0: "No se creó nada", 1: "Quedó creado 1 objeto"}.get(hechos, f"Quedaron creados {hechos} objetos")
    return f"La instalación se cortó en «{paso.frase}» ({causa}). {cuantos}; al repetirla sigue desde ahí."


def _conectar(settings: Settings) -> oracledb.Connection:
    try:
        conexion = oracledb.connect(
            user=settings.db_user,
            password=settings.db_password,
            **place(settings),
            tcp_connect_timeout=CONEXION_S,
            retry_count=0,
        )
    except oracledb.Error as error:
        raise InstalacionCortada(f"No se puede entrar en la base de datos ({_codigo(error)}).") from error
    conexion.call_timeout = LLAMADA_MS
    return conexion


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


def _codigo(error: oracledb.Error) -> str:
    """Such as ORA-01031, without the database's own words, which may tell addresses."""
    return str(getattr(error.args[0], "full_code", "")) or "sin código" if error.args else "sin código"
