"""A payment in doubt with all that can be known of it (operador): its gateway and the ERP are asked at that moment, and
it is looked for in the extracts."""

from decimal import Decimal

from portal.errors import NoEncontrado
from portal.operations import payment
from portal.operations.payment.evidencia import guardar, lo_callado, segun
from portal.operations.payment.gateway import pasarela_de
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.desk import liquidaciones
from portal.rules.access import permisos
from portal.rules.access.permisos import Acto
from portal.rules.desk import careo as reglas
from portal.rules.desk.cierre import canal
from portal.rules.desk.conciliacion import llaves
from portal.rules.desk.tabla import lo_nombra
from portal.rules.payment.dudas import por_que_no
from portal.structs.careo import Careo, DichoDelBanco, DichoDelExtracto, RespuestaPosible
from portal.structs.dudas import Desenlace
from portal.structs.pagos import Pago
from portal.structs.pasos import DelBanco
from portal.structs.usuarios import Actor


async def ver(portal: Portal, actor: Actor, pago: Pago) -> Careo | None:
    """None for a payment that no person may end."""
    duda = await payment.examinar(portal, actor, pago)
    if duda is None:
        return None
    banco, suyo = await _banco(portal, pago), await extracto(portal, actor, pago)
    con_pasarela = pasarela_de(portal, pago) is not None
    return Careo(
        duda=duda,
        banco=banco,
        extracto=suyo,
        debido=sum((deuda.importe for deuda in duda.erp.pendientes), Decimal(0)),
        lectura=reglas.leer(pago, banco, suyo.lineas, duda.erp),
        opciones=tuple(
            RespuestaPosible(desenlace=cual, objecion=por_que_no(cual, pago, duda.erp, con_pasarela=con_pasarela))
            for cual in sorted(Desenlace, key=lambda cual: cual not in duda.desenlaces)
        ),
    )


async def extracto(portal: Portal, actor: Actor, pago: Pago) -> DichoDelExtracto:
    """Where extracts name any payment."""
    permisos.exigir(actor, Acto.VER_TODOS)

    async def cuerpo(tx: Transaccion) -> DichoDelExtracto:
        nombradas = await liquidaciones.nombrados(tx.sql, llaves(pago))
        return DichoDelExtracto(
            lineas=tuple(linea for linea in nombradas if lo_nombra(linea, pago)),
            ultimo=await liquidaciones.ultimo_dia(tx.sql, canal(pago)),
        )

    return await portal.repo.read(cuerpo)


async def _banco(portal: Portal, pago: Pago) -> DichoDelBanco | None:
    pasarela, en = pasarela_de(portal, pago), portal.clock()
    if pasarela is None or pago.referencia is None:
        return None
    try:
        respuesta = await pasarela.consultar(pago.referencia)
    except Exception as error:  # noqa: BLE001 - whatever it is, the bank did not answer
        await guardar(portal, pago, lo_callado(error))
        no_la_conoce = isinstance(error, NoEncontrado)
        return DichoDelBanco(en=en, banco=DelBanco.NO_LA_CONOCE if no_la_conoce else DelBanco.SILENCIO)
    await guardar(portal, pago, respuesta.dicho)
    return DichoDelBanco(en=en, banco=segun(pago, respuesta), total=respuesta.total, moneda=respuesta.moneda)
