from datetime import timedelta

import pytest

from portal.clock import dia
from portal.errors import NoPermitido
from portal.operations.historia import pagos
from portal.structs.historia import FiltroHistoria, Historia, Suerte
from tests import datos, journeys
from tests.conftest import Casa

TODO = FiltroHistoria()


def leer(casa: Casa, usuario: str, filtro: FiltroHistoria = TODO) -> Historia:
    actor = casa.actor(usuario)
    return casa.operar(lambda portal: pagos.leer(portal, actor, filtro))


def test_a_history_is_of_one_documento_and_tells_whether_there_is_any(casa: Casa) -> None:
    pagado = journeys.pagado(casa)
    hoy = dia(casa.clock())
    propia = leer(casa, datos.TRES_Y_AGUA)
    assert [cada.pago.id for mes in propia.meses for cada in mes.pagos] == [pagado.id]
    assert (propia.sumas, propia.pagados, propia.desde) == (((1, pagado.total),), 1, hoy)
    assert [lugar for lugar, _ in propia.lugares] == ["L1"]
    ajena = leer(casa, datos.AL_DIA)
    assert (ajena.meses, ajena.vacia) == ((), True)
    vacia = leer(casa, datos.TRES_Y_AGUA, FiltroHistoria(suerte=Suerte.ANULADO, hasta=hoy - timedelta(days=1)))
    assert (vacia.meses, vacia.vacia) == ((), False)


@pytest.mark.parametrize("quien", ["canal-uno", "operadora"])
def test_it_is_the_customers_own(casa: Casa, quien: str) -> None:
    with pytest.raises(NoPermitido):
        leer(casa, quien)
