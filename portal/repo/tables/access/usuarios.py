"""Users and their sessions."""

from datetime import datetime

from portal.clock import en_micros
from portal.repo.protocol import Sql
from portal.repo.rows import Lector, entero, instante
from portal.repo.tables.desk import clientes
from portal.structs.usuarios import Nivel, Rol, Sesion, Usuario

CAMPOS = "id, usuario, rol, nombre, documento, clave, activo, correo, correo_confirmado, telefono, nivel, idioma"
POR_NOMBRE = f"SELECT {CAMPOS} FROM portal_usuario WHERE usuario = :usuario"
POR_NOMBRES = f"SELECT {CAMPOS} FROM portal_usuario WHERE usuario = :usuario OR usuario = :antes"
POR_ID = f"SELECT {CAMPOS} FROM portal_usuario WHERE id = :id"
POR_DOCUMENTO = f"SELECT {CAMPOS} FROM portal_usuario WHERE documento = :documento ORDER BY id"
CREAR = """
INSERT INTO portal_usuario
    (usuario, rol, nombre, documento, nivel, clave, activo, es_demo, creado, correo, correo_confirmado, telefono,
    idioma)
VALUES
    (:usuario, :rol, :nombre, :documento, :nivel, :clave, 1, :es_demo, :creado, :correo, :confirmado, :telefono,
    :idioma)"""
CAMBIAR_CORREO = "UPDATE portal_usuario SET correo = :correo, correo_confirmado = :confirmado WHERE id = :id"
CAMBIAR_TELEFONO = "UPDATE portal_usuario SET telefono = :telefono WHERE id = :id"
CAMBIAR_CLAVE = "UPDATE portal_usuario SET clave = :clave WHERE id = :id"
CAMBIAR_NIVEL = "UPDATE portal_usuario SET nivel = :nivel WHERE id = :id"
DESACTIVAR = "UPDATE portal_usuario SET activo = 0 WHERE id = :id AND activo = 1"
ACTIVAR = "UPDATE portal_usuario SET activo = 1 WHERE id = :id AND activo = 0"
TODOS = f"SELECT {CAMPOS} FROM portal_usuario ORDER BY usuario"
DEMO = "SELECT count(*) AS cuantos FROM portal_usuario WHERE es_demo = 1 AND activo = 1"
CREADOS_DE_DEMO = "SELECT max(creado) AS creado FROM portal_usuario WHERE es_demo = 1"
CREAR_SESION = """
INSERT INTO portal_sesion (sid, usuario_id, puerta, agente, creada, vence, probada)
VALUES (:sid, :usuario_id, :puerta, :agente, :creada, :vence, :creada)"""
SESIONES = """
SELECT sid, usuario_id, puerta, agente, creada, vence, vista FROM portal_sesion
WHERE usuario_id = :usuario_id AND vence > :ahora ORDER BY creada DESC"""
CERRAR = "DELETE FROM portal_sesion WHERE sid = :sid AND usuario_id = :usuario_id"
VER = "UPDATE portal_sesion SET vista = :ahora WHERE sid = :sid"
RENOVAR = """
UPDATE portal_sesion SET sid = :nuevo, probada = :ahora, vista = :ahora
WHERE sid = :sid AND usuario_id = :usuario_id AND vence > :ahora"""
POR_SID = "SELECT sid, usuario_id, puerta, agente, creada, vence, vista FROM portal_sesion WHERE sid = :sid"
HAY_SESION = "SELECT sid FROM portal_sesion WHERE sid = :sid"
CERRAR_TODAS = "DELETE FROM portal_sesion WHERE usuario_id = :usuario_id AND sid <> :menos"
OLVIDAR_VENCIDAS = "DELETE FROM portal_sesion WHERE vence <= :ahora"
_usuario, _sesion = Lector(Usuario), Lector(Sesion, "agente")


async def por_nombre(sql: Sql, usuario: str) -> Usuario | None:
    """A user by the name that is typed to sign in."""
    fila = await sql.una(POR_NOMBRE, usuario=usuario)
    return None if fila is None else _usuario(fila)


async def por_nombres(sql: Sql, usuario: str, antes: str) -> Usuario | None:
    """A user by the name in today's form, or else in that of before; both are asked for at once, whoever there is."""
    hallados = [_usuario(fila) for fila in await sql.todas(POR_NOMBRES, usuario=usuario, antes=antes)]
    return next((uno for uno in hallados if uno.usuario == usuario), hallados[0] if hallados else None)


async def por_id(sql: Sql, numero: int) -> Usuario | None:
    """A user by number."""
    fila = await sql.una(POR_ID, id=numero)
    return None if fila is None else _usuario(fila)


async def por_documento(sql: Sql, documento: str) -> list[Usuario]:
    """The customers of a documento, in its normal form; oldest first."""
    return [_usuario(fila) for fila in await sql.todas(POR_DOCUMENTO, documento=documento)]


async def crear(
    sql: Sql,
    ahora: datetime,
    *,
    usuario: str,
    rol: Rol,
    nombre: str,
    documento: str | None,
    cifrada: str,
    nivel: Nivel | None = None,
    es_demo: bool = False,
    correo: str | None = None,
    telefono: str | None = None,
    idioma: str | None = None,
) -> None:
    """A new active user; `correo` is known to arrive, `idioma` is the language to write to them in. Raises
    LlaveDuplicada where the name is taken."""
    await sql.ejecutar(
        CREAR,
        usuario=usuario,
        rol=rol,
        nombre=nombre,
        documento=documento,
        nivel=nivel,
        clave=cifrada,
        es_demo=int(es_demo),
        creado=en_micros(ahora),
        correo=correo,
        confirmado=en_micros(ahora) if correo else None,
        telefono=telefono,
        idioma=idioma,
    )
    if documento is not None:
        await clientes.conocer(sql, documento, nombre, correo or "")


async def cambiar_clave(sql: Sql, usuario_id: int, cifrada: str) -> None:
    """A new hash; ending the sessions is the caller's."""
    await sql.ejecutar(CAMBIAR_CLAVE, id=usuario_id, clave=cifrada)


async def cambiar_correo(sql: Sql, usuario_id: int, correo: str | None, confirmado: datetime | None) -> None:
    """Where mail goes from now on, and since when it is known to arrive."""
    await sql.ejecutar(
        CAMBIAR_CORREO,
        id=usuario_id,
        correo=correo,
        confirmado=None if confirmado is None else en_micros(confirmado),
    )
    if correo:
        await clientes.con_correo(sql, usuario_id, correo)


async def cambiar_telefono(sql: Sql, usuario_id: int, telefono: str | None) -> None:
    """The phone that the user gave, or none."""
    await sql.ejecutar(CAMBIAR_TELEFONO, id=usuario_id, telefono=telefono)


async def cambiar_nivel(sql: Sql, usuario_id: int, nivel: Nivel) -> None:
    """Another level of an operador: open sessions have it at once, as an operador is asked for every time."""
    await sql.ejecutar(CAMBIAR_NIVEL, id=usuario_id, nivel=nivel)


async def desactivar(sql: Sql, usuario_id: int) -> bool:
    """It cannot sign in any more, and what it had open is closed; False where that was so."""
    podia = await sql.ejecutar(DESACTIVAR, id=usuario_id) > 0
    await cerrar_todas(sql, usuario_id)
    return podia


async def activar(sql: Sql, usuario_id: int) -> bool:
    """It can sign in again; False where it could."""
    return await sql.ejecutar(ACTIVAR, id=usuario_id) > 0


async def todos(sql: Sql) -> list[Usuario]:
    """Every user, by name."""
    return [_usuario(fila) for fila in await sql.todas(TODOS)]


async def cuantos_de_demo(sql: Sql) -> int:
    """Active users whose password everybody knows."""
    fila = await sql.una(DEMO)
    return entero(fila["cuantos"]) if fila else 0


async def demo_desde(sql: Sql) -> datetime | None:
    """When the demonstration's users were made; None where there are none."""
    fila = await sql.una(CREADOS_DE_DEMO)
    return None if fila is None or fila["creado"] is None else instante(fila["creado"])


async def abrir_sesion(sql: Sql, sesion: Sesion) -> None:
    """Remembers a session, and forgets those that ended by themselves."""
    await sql.ejecutar(OLVIDAR_VENCIDAS, ahora=en_micros(sesion.creada))
    await sql.ejecutar(
        CREAR_SESION,
        sid=sesion.sid,
        usuario_id=sesion.usuario_id,
        puerta=sesion.puerta,
        agente=sesion.agente or None,
        creada=en_micros(sesion.creada),
        vence=en_micros(sesion.vence),
    )


async def sesiones(sql: Sql, usuario_id: int, ahora: datetime) -> list[Sesion]:
    """Open sessions, newest first."""
    filas = await sql.todas(SESIONES, usuario_id=usuario_id, ahora=en_micros(ahora))
    return [_sesion(fila) for fila in filas]


async def cerrar_sesion(sql: Sql, usuario_id: int, sid: str) -> bool:
    """Ends one; False where that user has none of that number."""
    return await sql.ejecutar(CERRAR, sid=sid, usuario_id=usuario_id) > 0


async def ver(sql: Sql, sid: str, ahora: datetime) -> bool:
    """Whoever holds that session was there then; False where it ended, or has another number by now."""
    return await sql.ejecutar(VER, sid=sid, ahora=en_micros(ahora)) == 1


async def renovar(sql: Sql, usuario_id: int, sid: str, nuevo: str, ahora: datetime) -> Sesion | None:
    """The same session by another number, whose holder has just proved to be its user; None where it ended, or another
    request renewed it first. Not for one of a channel's credential, whose licence names it."""
    if not await sql.ejecutar(RENOVAR, usuario_id=usuario_id, sid=sid, nuevo=nuevo, ahora=en_micros(ahora)):
        return None
    fila = await sql.una(POR_SID, sid=nuevo)
    return None if fila is None else _sesion(fila)


async def hay_sesion(sql: Sql, sid: str) -> bool:
    """Whether anybody has one of that number."""
    return await sql.una(HAY_SESION, sid=sid) is not None


async def cerrar_todas(sql: Sql, usuario_id: int, *, menos: str = "-") -> int:
    """Ends all but one; how many they were."""
    return await sql.ejecutar(CERRAR_TODAS, usuario_id=usuario_id, menos=menos)
