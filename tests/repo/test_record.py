"""What happened stays as it happened: the embedded database refuses to rewrite it, whoever holds the connection."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import product

import pytest

from portal.rules.payment.estados import TRANSICIONES
from portal.structs.pagos import Estado
from tests import journeys
from tests.conftest import Casa

EVENTO = "INSERT INTO portal_pago_evento (pago_id, nro, en, de, a, actor, motivo) VALUES (?, 99, 0, ?, ?, 'x', 'x')"


@contextmanager
def a_mano(casa: Casa) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(casa.settings.sqlite_path)) as base:
        yield base


@pytest.mark.parametrize("de", [None, *Estado])
def test_the_database_knows_the_same_transitions_as_the_code(casa: Casa, de: Estado | None) -> None:
    pago = journeys.iniciar(casa)
    with a_mano(casa) as base:
        for a in Estado:
            try:
                base.execute(EVENTO, (pago.id, de, a))
                entra = True
            except sqlite3.IntegrityError:
                entra = False
            base.rollback()
            # A state that stays is a note.
            assert entra == ((de, a) in TRANSICIONES or de is a), (de, a)


@pytest.mark.parametrize(
    "rescribir",
    [
        "UPDATE portal_auditoria SET actor = 'otra'",
        "DELETE FROM portal_auditoria",
        "UPDATE portal_pago_evento SET motivo = 'otro'",
        "DELETE FROM portal_pago_evento",
        "UPDATE portal_pago_evidencia SET texto = 'otro'",
        "DELETE FROM portal_pago_evidencia",
        "UPDATE portal_codigo SET quemado = 1",
        "DELETE FROM portal_codigo",
        "UPDATE portal_pago SET subtotal = subtotal + 1",
        "UPDATE portal_pago SET cod_transaccion = 'OTRO'",
        "DELETE FROM portal_pago_deuda",
        "UPDATE portal_pago_deuda SET codmovimiento = 'OTRO'",
    ],
)
def test_what_happened_is_not_rewritten(casa: Casa, rescribir: str) -> None:
    journeys.pagado(casa)
    with a_mano(casa) as base, pytest.raises(sqlite3.IntegrityError, match=r"grows|once|never"):
        base.execute(rescribir)


@pytest.mark.parametrize(("estado", "devolucion"), list(product(["PAGADO", "EN_PROCESO"], ["PENDIENTE", "HECHA"])))
def test_only_what_came_to_nothing_is_given_back(casa: Casa, estado: str, devolucion: str) -> None:
    pago = journeys.iniciar(casa)
    with a_mano(casa) as base, pytest.raises(sqlite3.IntegrityError):
        base.execute(
            "UPDATE portal_pago SET estado = ?, devolucion = ?, pagado = ? WHERE id = ?",
            (estado, devolucion, 1 if estado == "PAGADO" else None, pago.id),
        )
