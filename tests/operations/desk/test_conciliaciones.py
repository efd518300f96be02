import pytest

from portal.errors import NoEncontrado, NoPermitido, Rechazo
from portal.operations.desk import conciliaciones
from portal.operations.portal import Portal
from portal.structs.finanzas import ConciliacionVista, Desacuerdo, Extracto
from tests import datos, journeys
from tests.conftest import Casa
from tests.operations.desk.extracts import subir


def _cargar(casa: Casa, *lineas: str) -> int:
    subido = subir(casa, "\n".join(("codigo;fecha;importe;moneda", *lineas)).encode())
    assert isinstance(subido, Extracto)
    return subido.id


def _ver(casa: Casa, numero: int) -> ConciliacionVista:
    operadora = casa.actor("operadora")
    return casa.operar(lambda portal: conciliaciones.ver(portal, operadora, numero))


def test_what_the_three_sides_say_alike_is_no_difference(casa: Casa) -> None:
    pago = journeys.pagado(casa)
    vista = _ver(casa, _cargar(casa, f"{pago.referencia};23/11/2026;{pago.total};1"))
    assert (vista.coinciden, vista.diferencias) == (1, ())


def test_a_difference_is_explained_once_and_stays_so_when_it_is_compared_again(casa: Casa) -> None:
    operadora = casa.actor("operadora")
    numero = _cargar(casa, "BD-AJENA;23/11/2026;1000;1")
    tipo = Desacuerdo.NO_ESTA_EN_PORTAL

    async def explicar(portal: Portal) -> None:
        await conciliaciones.explicar(portal, operadora, numero, tipo, "BD-AJENA", "Prueba del banco")

    casa.operar(explicar)
    with pytest.raises(Rechazo) as otra_vez:
        casa.operar(explicar)
    assert otra_vez.value.codigo == "diferencia-cerrada"
    casa.operar(lambda portal: conciliaciones.comparar(portal, operadora, numero))
    (suya,) = _ver(casa, numero).diferencias
    assert (suya.diferencia.tipo, suya.explicada) == (tipo, "Prueba del banco")


def test_what_is_mended_in_the_erp_is_found_when_it_is_compared_again(casa: Casa) -> None:
    pago, operadora = journeys.pagado(casa), casa.actor("operadora")
    journeys.a_mano(casa, "UPDATE erp_deuda SET codtransaccion = NULL WHERE codmovimiento = 'A1'")
    numero = _cargar(casa, f"{pago.referencia};23/11/2026;{pago.total};1")
    assert [cada.diferencia.tipo for cada in _ver(casa, numero).diferencias] == [Desacuerdo.PAGADO_SIN_APLICAR]
    journeys.a_mano(casa, "UPDATE erp_deuda SET codtransaccion = 'caja' WHERE codmovimiento = 'A1'")
    casa.operar(lambda portal: conciliaciones.comparar(portal, operadora, numero))
    assert _ver(casa, numero).diferencias == ()


def test_an_extract_that_is_not_there_or_not_one_s_to_see(casa: Casa) -> None:
    with pytest.raises(NoEncontrado):
        _ver(casa, 999)
    clienta = casa.actor(datos.TRES_Y_AGUA)
    with pytest.raises(NoPermitido):
        casa.operar(lambda portal: conciliaciones.listar(portal, clienta))
