"""Ways to an attempt in a given state, through the real operations and the real demo bank."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import Literal

from portal.clock import dia
from portal.operations import sweep
from portal.operations.debts import carrito, consultas
from portal.operations.payment import anulaciones, comprobantes, pagos
from portal.operations.payment.cobro import reclamar
from portal.operations.payment.engine import releer
from portal.operations.payment_links import owner
from portal.operations.portal import Portal
from portal.pasarela.demo.gateway import BancoDemo
from portal.repo.protocol import Transaccion
from portal.rules.debts.carrito import lo_minimo
from portal.rules.payment.decide import PLAZO
from portal.structs.enlaces import EnlaceDePago
from portal.structs.pagos import Pago
from tests import datos
from tests.conftest import Casa

Accion = Literal["aprobar", "rechazar", "demorar", "dos_veces", "tarde"]


def iniciar(casa: Casa, documento: str = datos.TRES_Y_AGUA, elegidas: frozenset[str] | None = None) -> Pago:
    """A customer at the bank's door."""
    actor = casa.actor(documento)

    async def accion(portal: Portal) -> Pago:
        consulta, _ = await carrito.mis_deudas(portal, actor, 1)
        _, elegido = await carrito.elegir(
            portal, actor, consulta.idsession, elegidas or frozenset({"A1", "A2", "AGUA-9"})
        )
        assert elegido.total is not None, elegido.faltas
        return await pagos.iniciar(portal, actor, consulta.idsession, elegido.total)

    return casa.operar(accion)


def enlace(
    casa: Casa, documento: str = datos.TRES_Y_AGUA, elegidas: frozenset[str] | None = None
) -> tuple[str, EnlaceDePago]:
    """A customer's link to pay those debts, or the least that can be paid, and its token."""
    actor = casa.actor(documento)

    async def accion(portal: Portal) -> tuple[str, EnlaceDePago]:
        consulta, _ = await carrito.mis_deudas(portal, actor, 1)
        await carrito.elegir(
            portal, actor, consulta.idsession, elegidas or lo_minimo(consulta.deudas, dia(portal.clock()))
        )
        return await owner.crear(portal, actor, consulta.idsession)

    return casa.operar(accion)


def en_el_banco(casa: Casa, pago: Pago, accion: Accion) -> Pago:
    """What the bank does with it, and how the portal sees it afterwards."""
    actor = casa.actor(pago.usuario)

    async def responder(portal: Portal) -> Pago:
        assert isinstance(portal.pasarela, BancoDemo)
        assert pago.referencia is not None
        await portal.pasarela.responder(pago.referencia, accion)
        return (await comprobantes.ver(portal, actor, pago.cod_transaccion)).pago

    return casa.operar(responder)


def pagado(casa: Casa, documento: str = datos.TRES_Y_AGUA) -> Pago:
    """A payment that was made."""
    return en_el_banco(casa, iniciar(casa, documento), "aprobar")


def anulado(casa: Casa) -> Pago:
    """A payment that was made and reversed."""
    pago = pagado(casa)
    operadora = casa.actor("operadora")

    async def anular(portal: Portal) -> Pago:
        await anulaciones.anular_por_operador(portal, operadora, pago.id, "La clienta eligió mal")
        return (await comprobantes.por_id(portal, operadora, pago.id)).pago

    return casa.operar(anular)


def dudoso(casa: Casa, documento: str = datos.TRES_Y_AGUA, elegidas: frozenset[str] | None = None) -> Pago:
    """A payment of which nobody knows the end: the bank charged another amount."""
    pago = iniciar(casa, documento, elegidas)

    async def estropear(portal: Portal) -> None:
        async def hacer(tx: Transaccion) -> None:
            await tx.sql.ejecutar(
                "UPDATE banco_demo_orden SET total = total + 1 WHERE referencia = :referencia",
                referencia=pago.referencia,
            )
            await tx.confirmar()

        await portal.repo.write(hacer)

    casa.operar(estropear)
    return en_el_banco(casa, pago, "aprobar")


def leer(casa: Casa, pago: Pago) -> Pago:
    """The attempt as it is in the database, without a look at it."""

    async def por_id(portal: Portal) -> Pago:
        return await releer(portal, pago)

    return casa.operar(por_id)


def barrer(casa: Casa) -> None:
    """One round of what the portal does by itself."""
    casa.operar(sweep.barrer)


def vencido(casa: Casa) -> Pago:
    """A payment that nobody finished at the bank in time."""
    pago = iniciar(casa)
    casa.clock.instante = pago.vence + timedelta(seconds=1)
    barrer(casa)
    return leer(casa, pago)


def interrumpido(
    casa: Casa,
    codigo: str = "T-1",
    documento: str = datos.TRES_Y_AGUA,
    elegidas: frozenset[str] = frozenset({"A1", "A2", "AGUA-9"}),
) -> Pago:
    """A canal's payment whose process died between the claim and the package."""
    canal = casa.actor("canal-uno")

    async def reclamar_solo(portal: Portal) -> Pago:
        consulta = await consultas.consultar(portal, canal, documento, 1)
        await carrito.elegir(portal, canal, consulta.idsession, elegidas)

        async def hacer(tx: Transaccion) -> Pago:
            pago = await reclamar(
                portal, tx, canal, consulta.idsession, emisor="canal-uno", cod_transaccion=codigo, plazo=PLAZO
            )
            await tx.confirmar()
            return pago

        return await portal.repo.write(hacer)

    return casa.operar(reclamar_solo)


def a_mano(casa: Casa, guion: str) -> None:
    """SQL that nobody's code runs: what breaks the database, or happens in the company's own system."""
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base, base:
        base.executescript(guion)
