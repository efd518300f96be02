"""Payment attempts, one row each."""

from collections.abc import Iterable
from datetime import datetime

from portal.clock import en_micros
from portal.money import en_unidades
from portal.repo.protocol import Sql
from portal.repo.rows import Lector
from portal.repo.tables.desk import clientes
from portal.repo.tables.payments import lineas
from portal.structs.deudas import Deuda
from portal.structs.pagos import Pago

CAMPOS = (
    "id, emisor, cod_transaccion, usuario, documento, cliente, idsession, moneda, subtotal, comision, "
    "subtotal + comision AS total, estado, intento, creado, vence, cambiado, mirar, miradas, pagado, anulado, "
    "mod_fact, desc_resp, pasarela, referencia, url_pasarela, devolucion, verificador, saldo_restante, "
    "proximo_vencimiento, enlace_id, pagador"
)
CREAR = """
INSERT INTO portal_pago (
    emisor, cod_transaccion, usuario, documento, cliente, idsession, moneda, subtotal, comision, estado, intento,
    creado, vence, cambiado, mirar, pasarela, verificador, saldo_restante, proximo_vencimiento, enlace_id, pagador
) VALUES (
    :emisor, :cod_transaccion, :usuario, :documento, :cliente, :idsession, :moneda, :subtotal, :comision, :estado,
    :intento, :creado, :vence, :cambiado, :mirar, :pasarela, :verificador, :saldo_restante, :proximo_vencimiento,
    :enlace_id, :pagador
)"""
# Where the gateway keeps it is not changed, and must be as it was read: whoever did not see an order would end its
# attempt without having it undone.
GUARDAR = """
UPDATE portal_pago SET
    estado = :estado, intento = :intento, vence = :vence, cambiado = :cambiado, mirar = :mirar, miradas = :miradas,
    avisado = CASE WHEN :sigue_en_duda = 1 THEN avisado END, pagado = :pagado, anulado = :anulado,
    mod_fact = :mod_fact, desc_resp = :desc_resp, devolucion = :devolucion
WHERE id = :id AND estado = :estado_antes AND intento = :intento_antes
    AND (referencia = :referencia OR (referencia IS NULL AND :referencia IS NULL))"""
REFERENCIA = """
UPDATE portal_pago SET referencia = :referencia, url_pasarela = :url, mirar = :mirar, vence = :vence
WHERE id = :id AND referencia IS NULL AND estado = 'POR_VERIFICAR'"""
DEVOLUCION = """
UPDATE portal_pago SET devolucion = :devolucion, mirar = :mirar, miradas = 0, cambiado = :cambiado,
    avisado = NULL, referencia = :referencia
WHERE id = :id AND estado = :estado AND (devolucion = :antes OR (devolucion IS NULL AND :antes IS NULL))
    AND (referencia = :orden_antes OR (referencia IS NULL AND :orden_antes IS NULL))"""
CERCAR = "SELECT id FROM portal_pago WHERE id = :id AND estado = :estado AND intento = :intento"
POR_ID = f"SELECT {CAMPOS} FROM portal_pago WHERE id = :id"
POR_CODIGO = f"SELECT {CAMPOS} FROM portal_pago WHERE cod_transaccion = :codigo ORDER BY id"
POR_REFERENCIA = f"SELECT {CAMPOS} FROM portal_pago WHERE pasarela = :pasarela AND referencia = :referencia"
POR_PAGADOR = f"SELECT {CAMPOS} FROM portal_pago WHERE pagador = :pagador"
POR_VERIFICADOR = f"SELECT {CAMPOS} FROM portal_pago WHERE verificador = :verificador"
# A Pago from a row with CAMPOS.
de_fila = Lector(Pago)


def _micros(instante: datetime | None) -> int | None:
    return None if instante is None else en_micros(instante)


async def crear(sql: Sql, pago: Pago, items: Iterable[Deuda]) -> Pago:
    """A new attempt that holds its debts; the number comes from the database. Raises LlaveDuplicada where one of the
    debts is held by another attempt, or was paid by it."""
    await sql.ejecutar(
        CREAR,
        emisor=pago.emisor,
        cod_transaccion=pago.cod_transaccion,
        usuario=pago.usuario,
        documento=pago.documento,
        cliente=pago.cliente,
        idsession=pago.idsession,
        moneda=pago.moneda,
        subtotal=en_unidades(pago.subtotal, pago.moneda),
        comision=en_unidades(pago.comision, pago.moneda),
        estado=pago.estado,
        intento=pago.intento,
        creado=en_micros(pago.creado),
        vence=en_micros(pago.vence),
        cambiado=en_micros(pago.creado),
        mirar=_micros(pago.mirar),
        pasarela=pago.pasarela,
        verificador=pago.verificador,
        saldo_restante=en_unidades(pago.saldo_restante, pago.moneda),
        proximo_vencimiento=pago.proximo_vencimiento.isoformat() if pago.proximo_vencimiento else None,
        enlace_id=pago.enlace_id,
        pagador=pago.pagador,
    )
    fila = await sql.una(POR_VERIFICADOR, verificador=pago.verificador)
    if fila is None:
        raise LookupError("the attempt just made is not there")
    nuevo = de_fila(fila)
    await lineas.crear(sql, nuevo.id, items)
    await clientes.conocer(sql, pago.documento, pago.cliente)
    return nuevo


async def guardar(sql: Sql, antes: Pago, despues: Pago, *, sigue_en_duda: bool = False) -> bool:
    """Compare-and-set on state, attempt number and the gateway's order: False where somebody else was first.

    sigue_en_duda: that its delay was told is still true, and it is not told again.
    """
    cambiadas = await sql.ejecutar(
        GUARDAR,
        id=antes.id,
        estado_antes=antes.estado,
        intento_antes=antes.intento,
        referencia=antes.referencia,
        estado=despues.estado,
        intento=despues.intento,
        vence=en_micros(despues.vence),
        cambiado=_micros(despues.cambiado),
        mirar=_micros(despues.mirar),
        miradas=despues.miradas,
        pagado=_micros(despues.pagado),
        anulado=_micros(despues.anulado),
        mod_fact=despues.mod_fact,
        desc_resp=despues.desc_resp,
        devolucion=despues.devolucion,
        sigue_en_duda=int(sigue_en_duda),
    )
    return cambiadas == 1


async def anotar_referencia(
    sql: Sql, pago_id: int, referencia: str, url: str, mirar: datetime, vence: datetime
) -> bool:
    """Where the gateway keeps it and its term, written once while it still waits for the gateway; whether this was the
    time."""
    cambiadas = await sql.ejecutar(
        REFERENCIA, id=pago_id, referencia=referencia, url=url, mirar=en_micros(mirar), vence=en_micros(vence)
    )
    return cambiadas == 1


async def marcar_devolucion(sql: Sql, antes: Pago, despues: Pago) -> bool:
    """Compare-and-set of what the gateway has to give back: False where somebody else was first."""
    cambiadas = await sql.ejecutar(
        DEVOLUCION,
        id=antes.id,
        estado=antes.estado,
        antes=antes.devolucion,
        devolucion=despues.devolucion,
        mirar=_micros(despues.mirar),
        cambiado=_micros(despues.cambiado),
        referencia=despues.referencia,
        orden_antes=antes.referencia,
    )
    return cambiadas == 1


async def cercar(sql: Sql, pago: Pago) -> bool:
    """The fence: locks the row while it still is in this state and attempt, until the transaction ends. Raises Ocupado
    where another one works on it."""
    return await sql.tomar(CERCAR, id=pago.id, estado=pago.estado, intento=pago.intento) is not None


async def por_id(sql: Sql, pago_id: int) -> Pago | None:
    """By number."""
    fila = await sql.una(POR_ID, id=pago_id)
    return None if fila is None else de_fila(fila)


async def ahora(sql: Sql, pago: Pago) -> Pago:
    """The attempt as it is by now; the schema lets none be forgotten."""
    actual = await por_id(sql, pago.id)
    if actual is None:
        raise AssertionError("an attempt is never forgotten")
    return actual


async def por_codigo(sql: Sql, cod_transaccion: str) -> list[Pago]:
    """All that carry that code, one an issuer at most."""
    return [de_fila(fila) for fila in await sql.todas(POR_CODIGO, codigo=cod_transaccion)]


async def por_referencia(sql: Sql, pasarela: str, referencia: str) -> Pago | None:
    """By the gateway's own number."""
    fila = await sql.una(POR_REFERENCIA, pasarela=pasarela, referencia=referencia)
    return None if fila is None else de_fila(fila)


async def por_pagador(sql: Sql, pagador: str) -> Pago | None:
    """By what the address of whoever pays for somebody else has."""
    fila = await sql.una(POR_PAGADOR, pagador=pagador)
    return None if fila is None else de_fila(fila)


async def por_verificador(sql: Sql, verificador: str) -> Pago | None:
    """By the token of the receipt's QR."""
    fila = await sql.una(POR_VERIFICADOR, verificador=verificador)
    return None if fila is None else de_fila(fila)
