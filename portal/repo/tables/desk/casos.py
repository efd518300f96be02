"""Late reversals and their story; a case goes by the number of its payment."""

from datetime import datetime

from portal.clock import en_micros
from portal.repo.protocol import Sql
from portal.repo.rows import Lector, entero
from portal.structs.casos import CasoTardio, EstadoCaso, NotaDeCaso

CAMPOS = "pago_id, usuario, motivo, abierto, plazo, estado, responsable, cerrado, respuesta"
CREAR = """
INSERT INTO portal_caso (pago_id, usuario, motivo, abierto, plazo, estado)
VALUES (:pago_id, :usuario, :motivo, :abierto, :plazo, 'ABIERTO')"""
DE_PAGO = f"SELECT {CAMPOS} FROM portal_caso WHERE pago_id = :pago_id"
DE_CLIENTE = f"""
SELECT {CAMPOS} FROM portal_caso
WHERE pago_id IN (SELECT p.id FROM portal_pago p WHERE p.documento = :documento) ORDER BY pago_id DESC"""
TOMAR_FILA = "SELECT pago_id FROM portal_caso WHERE pago_id = :pago_id"
VIVOS = f"SELECT {CAMPOS} FROM portal_caso WHERE estado IN ('ABIERTO', 'TOMADO') ORDER BY plazo, pago_id"
CERRADOS = f"SELECT {CAMPOS} FROM portal_caso WHERE cerrado IS NOT NULL ORDER BY cerrado DESC, pago_id DESC"
ANULADOS_ENTRE = f"""
SELECT {CAMPOS} FROM portal_caso
WHERE estado = 'ACEPTADO' AND cerrado >= :desde AND cerrado < :hasta ORDER BY cerrado, pago_id"""
ASIGNAR = """
UPDATE portal_caso SET estado = 'TOMADO', responsable = :responsable
WHERE pago_id = :pago_id AND estado IN ('ABIERTO', 'TOMADO')"""
CERRAR = """
UPDATE portal_caso SET estado = :estado, cerrado = :cerrado, respuesta = :respuesta
WHERE pago_id = :pago_id AND estado IN ('ABIERTO', 'TOMADO')"""
ULTIMA = "SELECT coalesce(max(nro), 0) AS nro FROM portal_caso_nota WHERE pago_id = :pago_id"
ANOTAR = """
INSERT INTO portal_caso_nota (pago_id, nro, en, actor, paso, texto, publica)
VALUES (:pago_id, :nro, :en, :actor, :paso, :texto, :publica)"""
NOTAS = "SELECT en, actor, paso, texto, publica FROM portal_caso_nota WHERE pago_id = :pago_id ORDER BY nro"
_de_fila, _nota = Lector(CasoTardio), Lector(NotaDeCaso)


async def crear(sql: Sql, caso: CasoTardio) -> None:
    """One that nobody has taken. Raises LlaveDuplicada where that payment has one."""
    await sql.ejecutar(
        CREAR,
        pago_id=caso.pago_id,
        usuario=caso.usuario,
        motivo=caso.motivo,
        abierto=en_micros(caso.abierto),
        plazo=en_micros(caso.plazo),
    )


async def de_pago(sql: Sql, pago_id: int) -> CasoTardio | None:
    """The case of that payment."""
    fila = await sql.una(DE_PAGO, pago_id=pago_id)
    return None if fila is None else _de_fila(fila)


async def de_cliente(sql: Sql, documento: str, cuantos: int) -> list[CasoTardio]:
    """So many of those of payments of that documento, whose payment is newest first."""
    return [_de_fila(fila) for fila in await sql.primeras(DE_CLIENTE, cuantos, documento=documento)]


async def tomar_fila(sql: Sql, pago_id: int) -> CasoTardio | None:
    """The case of that payment, locked until the transaction ends. Raises Ocupado where another one works on it."""
    if await sql.tomar(TOMAR_FILA, pago_id=pago_id) is None:
        return None
    return await de_pago(sql, pago_id)


async def vivos(sql: Sql, cuantos: int) -> list[CasoTardio]:
    """So many of those that go on, the one whose time ends first before the others."""
    return [_de_fila(fila) for fila in await sql.primeras(VIVOS, cuantos)]


async def cerrados(sql: Sql, cuantos: int) -> list[CasoTardio]:
    """So many of those that ended, the last one first."""
    return [_de_fila(fila) for fila in await sql.primeras(CERRADOS, cuantos)]


async def anulados_entre(sql: Sql, desde: datetime, hasta: datetime) -> list[CasoTardio]:
    """Those whose payment was reversed from one instant to before another."""
    filas = await sql.todas(ANULADOS_ENTRE, desde=en_micros(desde), hasta=en_micros(hasta))
    return [_de_fila(fila) for fila in filas]


async def asignar(sql: Sql, pago_id: int, responsable: str) -> bool:
    """Whether it goes on: that operador has it now, whoever had it."""
    return await sql.ejecutar(ASIGNAR, pago_id=pago_id, responsable=responsable) == 1


async def cerrar(sql: Sql, pago_id: int, estado: EstadoCaso, respuesta: str, ahora: datetime) -> bool:
    """Whether there was one that went on: it ended so."""
    cambiados = await sql.ejecutar(
        CERRAR, pago_id=pago_id, estado=estado, cerrado=en_micros(ahora), respuesta=respuesta
    )
    return cambiados == 1


async def anotar(sql: Sql, pago_id: int, nota: NotaDeCaso) -> None:
    """Its story goes on. The caller holds the case, or has just changed it."""
    fila = await sql.una(ULTIMA, pago_id=pago_id)
    await sql.ejecutar(
        ANOTAR,
        pago_id=pago_id,
        nro=(entero(fila["nro"]) if fila else 0) + 1,
        en=en_micros(nota.en),
        actor=nota.actor,
        paso=nota.paso,
        texto=nota.texto or None,
        publica=int(nota.publica),
    )


async def notas(sql: Sql, pago_id: int) -> tuple[NotaDeCaso, ...]:
    """Its story, oldest first."""
    return tuple(_nota(fila) for fila in await sql.todas(NOTAS, pago_id=pago_id))
