import pytest

from portal.errors import DatoInvalido, NoEncontrado
from portal.operations.debts import consultas
from portal.operations.portal import Portal
from portal.structs.deudas import Consulta
from tests import datos
from tests.conftest import Casa


def test_a_documento_is_found_however_it_is_typed_and_opens_a_cart_of_its_own(casa: Casa) -> None:
    canal = casa.actor("canal-uno")

    async def dos_veces(portal: Portal) -> tuple[Consulta, Consulta]:
        return (
            await consultas.consultar(portal, canal, datos.TRES_Y_AGUA, 1),
            await consultas.consultar(portal, canal, " 4.567.890 ", 1),
        )

    una, otra = casa.operar(dos_veces)
    assert una.documento == otra.documento == datos.TRES_Y_AGUA
    assert una.idsession != otra.idsession
    assert una.deudas == otra.deudas != ()


@pytest.mark.parametrize("documento", ["", "12", "¿quién?"])
def test_what_is_no_documento_is_refused_before_the_erp_is_asked(casa: Casa, documento: str) -> None:
    canal = casa.actor("canal-uno")
    with pytest.raises(DatoInvalido) as rehusado:
        casa.operar(lambda portal: consultas.consultar(portal, canal, documento, 1))
    assert rehusado.value.codigo == "documento-invalido"


def test_a_customer_sees_her_own_and_the_staff_says_why(casa: Casa) -> None:
    clienta, operadora = casa.actor(datos.TRES_Y_AGUA), casa.actor("operadora")
    with pytest.raises(NoEncontrado):
        casa.operar(lambda portal: consultas.consultar(portal, clienta, datos.AL_DIA, 1))
    with pytest.raises(DatoInvalido):
        casa.operar(lambda portal: consultas.consultar(portal, operadora, datos.AL_DIA, 1))
    vista = casa.operar(lambda portal: consultas.consultar(portal, operadora, datos.AL_DIA, 1, "Llamó por teléfono"))
    assert vista.documento == datos.AL_DIA


def test_a_consultation_is_of_whoever_opened_it(casa: Casa) -> None:
    canal, otro = casa.actor("canal-uno"), casa.actor("canal-dos")

    async def abrir(portal: Portal) -> int:
        return (await consultas.consultar(portal, canal, datos.TRES_Y_AGUA, 1)).idsession

    idsession = casa.operar(abrir)
    consulta, situacion = casa.operar(lambda portal: consultas.situada(portal, canal, idsession))
    assert (consulta.idsession, situacion.intentos, situacion.ocupadas) == (idsession, (), ())
    with pytest.raises(NoEncontrado):
        casa.operar(lambda portal: consultas.situada(portal, otro, idsession))
