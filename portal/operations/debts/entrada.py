"""A customer opens the page of debts."""

from collections.abc import Mapping

from msgspec import Struct

from portal.clock import dia
from portal.money import GUARANI, moneda
from portal.operations.debts import carrito, eleccion, panorama
from portal.operations.debts.panorama import Panorama
from portal.operations.portal import Portal
from portal.rules.debts.saldo import moneda_de_entrada, resumir
from portal.structs.deudas import Carrito, Consulta
from portal.structs.pagos import Pago
from portal.structs.usuarios import Actor


class Entrada(Struct, frozen=True):
    """What is owed in a currency, what is chosen of it, which payment under way has each debt, and what is around."""

    consulta: Consulta
    elegido: Carrito
    retenciones: Mapping[str, Pago]
    panorama: Panorama


async def entrar(portal: Portal, actor: Actor, pedida: int | None, recordada: int | None) -> Entrada:
    """In the currency that was asked for. Without one, in the remembered one or, where nothing is owed in that, in one
    in which something is overdue. Raises NoEncontrado for a currency that the company does not use."""
    en_esta = await _en(portal, actor, moneda(pedida or recordada or GUARANI.codigo).codigo)
    if pedida is not None:
        return en_esta
    consulta = en_esta.consulta
    saldos = {consulta.moneda: resumir(consulta.deudas, dia(portal.clock()))} | dict(en_esta.panorama.otras)
    mejor = moneda_de_entrada(saldos, recordada)
    return en_esta if mejor in (None, consulta.moneda) else await _en(portal, actor, mejor)


async def _en(portal: Portal, actor: Actor, cual: int) -> Entrada:
    consulta, elegido, retenidas = await carrito.mis_deudas_y_retenidas(portal, actor, cual)
    retenciones = await eleccion.retenciones(portal, actor, consulta) if retenidas else {}
    return Entrada(consulta, elegido, retenciones, await panorama.ver(portal, consulta, retenciones))
