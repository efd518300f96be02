import sqlite3
from contextlib import closing

import pytest

from portal.operations.books.invariantes import Violacion, verificar_invariantes
from portal.operations.desk import pedidos
from portal.operations.payment.transitions import pasar
from portal.operations.portal import Portal
from portal.repo.embedded import invariants as embebido
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria
from portal.repo.tables.payments import pedidos as tabla
from portal.structs.pagos import Estado, EstadoPedido
from tests import datos, journeys
from tests.conftest import Casa

CUIDADOS = ("portal_pago_fijo", "portal_pago_queda", "portal_pago_deuda_fija", "portal_pago_deuda_queda")
MAS_CUIDADOS = ("portal_codigo_queda", "portal_pago_evento_queda", "portal_auditoria_queda")


def rotas(casa: Casa) -> tuple[Violacion, ...]:
    return casa.operar(lambda portal: verificar_invariantes(portal, embebido.rotas))


def test_after_every_kind_of_end_the_books_are_right(casa: Casa) -> None:
    journeys.anulado(casa)
    journeys.pagado(casa)
    journeys.en_el_banco(casa, journeys.iniciar(casa, datos.AL_DIA, frozenset({"E1"})), "rechazar")
    journeys.interrumpido(casa, documento=datos.DOS_PLANES, elegidas=frozenset({"G1", "H1", "H2"}))
    assert rotas(casa) == ()


@pytest.mark.parametrize(
    ("romper", "cuales"),
    [
        ("UPDATE portal_pago_deuda SET suelta = pago_id WHERE orden = 0", {"I1"}),
        ("UPDATE portal_pago SET subtotal = subtotal + 1", {"I2", "I12"}),
        ("DELETE FROM portal_pago_deuda", {"I2"}),
        ("UPDATE erp_deuda SET codtransaccion = NULL WHERE codmovimiento = 'A1'", {"I3"}),
        ("UPDATE erp_deuda SET codtransaccion = NULL", {"I3"}),
        ("UPDATE erp_pago SET anulado = 1", {"I3", "I6"}),
        ("UPDATE portal_pago SET estado = 'RECHAZADO', pagado = NULL", {"I1", "I5", "I10"}),
        ("DELETE FROM portal_codigo", {"I7"}),
        ("UPDATE portal_pago SET estado = 'EN_PROCESO', pagado = NULL, mirar = NULL", {"I5", "I9", "I10"}),
        ("DELETE FROM portal_pago_evento WHERE nro = 2", {"I10"}),
        ("DELETE FROM portal_pago_evento WHERE nro = (SELECT max(nro) FROM portal_pago_evento)", {"I10"}),
        ("DELETE FROM portal_auditoria WHERE id = 2", {"I10"}),
        ("UPDATE erp_pago SET comision = comision + 1", {"I12"}),
    ],
)
def test_each_kind_of_harm_is_found(casa: Casa, romper: str, cuales: set[str]) -> None:
    journeys.pagado(casa)
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base, base:
        base.executescript("".join(f"DROP TRIGGER {cual};" for cual in CUIDADOS + MAS_CUIDADOS) + romper)
    assert {rota.invariante for rota in rotas(casa)} == cuales


def test_a_request_refused_while_its_payment_was_being_reversed_is_found(casa: Casa) -> None:
    pago = journeys.pagado(casa)
    clienta, operadora = casa.actor(pago.usuario), casa.actor("operadora")

    async def mal_hecho(portal: Portal) -> None:
        await pedidos.pedir(portal, clienta, pago.cod_transaccion, "Elegí mal")

        async def hacer(tx: Transaccion) -> None:
            anulando = await pasar(portal, tx, pago, Estado.ANULANDO, operadora, "Se pidió.")
            await tabla.responder(tx.sql, pago.id, EstadoPedido.RECHAZADA, operadora, "No corresponde", portal.clock())
            await auditoria.anotar(
                tx.sql, portal.clock(), operadora, "anulacion-negar", f"PORTAL/{pago.cod_transaccion}"
            )
            await pasar(portal, tx, anulando, Estado.PAGADO, operadora, "No se pudo.")
            await tx.confirmar()

        await portal.repo.write(hacer)

    casa.operar(mal_hecho)
    assert {rota.invariante for rota in rotas(casa)} == {"I6"}
