from datetime import date
from decimal import Decimal

import pytest

from portal.rules.desk.careo import leer
from portal.structs.careo import DichoDelBanco, Lectura
from portal.structs.dudas import DichoDelErp
from portal.structs.finanzas import Liquidacion
from portal.structs.pagos import Estado
from portal.structs.pasos import DelBanco
from tests import datos
from tests.rules.payment.pagos import pago

DUDOSO = pago(Estado.DESCONOCIDO)
UNA, OTRA = (datos.cuota(codigo, nro, date(2026, 9, 10)) for nro, codigo in enumerate(("A1", "A2"), 1))
PENDIENTE = DichoDelErp(en=datos.AHORA, pendientes=(UNA, OTRA))
SALDADA = DichoDelErp(en=datos.AHORA, saldadas=(UNA, OTRA))


def linea(importe: int) -> Liquidacion:
    return Liquidacion(
        extracto_id=1, canal="red", codigo="T-12", fecha=date(2026, 8, 4), importe=Decimal(importe), moneda=1
    )


@pytest.mark.parametrize(
    ("banco", "importes", "erp", "lectura"),
    [
        (DelBanco.COBRADO, [], DichoDelErp(en=datos.AHORA, falla="No contesta"), Lectura.ERP_CALLADO),
        (
            DelBanco.COBRADO,
            [],
            DichoDelErp(en=datos.AHORA, pendientes=(UNA,), saldadas=(OTRA,)),
            Lectura.A_MEDIAS,
        ),
        (DelBanco.COBRADO, [], PENDIENTE, Lectura.COBRADO_SIN_APLICAR),
        (DelBanco.COBRADO, [], SALDADA, Lectura.COBRADO_Y_APLICADO),
        (DelBanco.OTRO_IMPORTE, [], PENDIENTE, Lectura.OTRO_IMPORTE_SIN_APLICAR),
        (DelBanco.NO_COBRADO, [101_500], SALDADA, Lectura.NO_COBRADO_Y_APLICADO),
        # The gateway does not say, and the extract does.
        (DelBanco.SILENCIO, [101_500], PENDIENTE, Lectura.COBRADO_SIN_APLICAR),
        (DelBanco.PENDIENTE, [5], SALDADA, Lectura.OTRO_IMPORTE_Y_APLICADO),
        (None, [101_500, -101_500], PENDIENTE, Lectura.NO_COBRADO_SIN_APLICAR),
        (None, [], SALDADA, Lectura.INCIERTO_Y_APLICADO),
        (DelBanco.NO_LA_CONOCE, [], PENDIENTE, Lectura.INCIERTO_SIN_APLICAR),
    ],
)
def test_the_three_are_summed_up(
    banco: DelBanco | None, importes: list[int], erp: DichoDelErp, lectura: Lectura
) -> None:
    dicho = DichoDelBanco(en=datos.AHORA, banco=banco) if banco else None
    assert leer(DUDOSO, dicho, map(linea, importes), erp) is lectura
