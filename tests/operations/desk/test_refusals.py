"""What the staff and a customer are told where it is not possible, each at the act that says it."""

from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from portal.errors import DatoInvalido, NoEncontrado, PortalError, Rechazo
from portal.operations.desk import cierres, columnas, extractos, pedidos
from portal.operations.portal import Portal
from tests import journeys
from tests.conftest import Casa

MOTIVO = "Control diario"


def refused(casa: Casa, kind: type[PortalError], act: Callable[[Portal], Awaitable[object]]) -> tuple[str, str]:
    with pytest.raises(kind) as raised:
        casa.operar(act)
    return raised.value.codigo, raised.value.mensaje


def test_a_reversal_is_asked_for_once(casa: Casa) -> None:
    pago = journeys.pagado(casa)
    clienta = casa.actor(pago.usuario)

    async def twice(portal: Portal) -> None:
        for _ in range(2):
            await pedidos.pedir(portal, clienta, pago.cod_transaccion, "Elegí la cuota equivocada")

    assert refused(casa, Rechazo, twice) == (
        "anulacion-ya-pedida",
        "Ya pediste anular este pago: mirá acá mismo la respuesta.",
    )


def test_a_day_that_no_payment_can_have(casa: Casa) -> None:
    operadora = casa.actor("operadora")
    assert refused(casa, DatoInvalido, lambda portal: cierres.ver(portal, operadora, date(1999, 12, 31))) == (
        "dia-lejano",
        "Ese día es anterior al portal.",
    )


def test_columns_that_nobody_chose_are_not_forgotten(casa: Casa) -> None:
    operadora = casa.actor("operadora")
    assert refused(casa, NoEncontrado, lambda portal: columnas.olvidar(portal, operadora, "nadie", MOTIVO)) == (
        "columnas-desconocidas",
        "Ese canal no tiene columnas elegidas.",
    )


def test_an_extract_is_loaded_once(casa: Casa) -> None:
    pago, operadora = journeys.pagado(casa), casa.actor("operadora")
    contenido = f"codigo;fecha;importe;moneda\n{pago.referencia};23/11/2026;{pago.total};1\n".encode()

    async def twice(portal: Portal) -> None:
        for _ in range(2):
            await extractos.subir(portal, operadora, "banco-demo", "extracto.csv", contenido, MOTIVO)

    assert refused(casa, Rechazo, twice) == (
        "extracto-repetido",
        "Ese archivo ya se cargó: buscalo en la lista de extractos.",
    )
