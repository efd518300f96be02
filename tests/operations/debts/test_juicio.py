from collections.abc import Callable
from dataclasses import replace

import pytest
from msgspec import structs

from portal.errors import Rechazo
from portal.operations.debts import consultas
from portal.operations.debts.juicio import juzgar, negar
from portal.operations.portal import Portal
from portal.pasarela.bancard.gateway import Bancard
from portal.structs.deudas import Falta
from tests import datos, journeys
from tests.conftest import Casa


def _juicio(casa: Casa, usuario: str, documento: str, *elegidas: str, moneda: int = 1) -> list[str]:
    actor = casa.actor(usuario)

    async def abrir(portal: Portal) -> list[str]:
        consulta = await consultas.consultar(portal, actor, documento, moneda)
        consulta, situacion = await consultas.situada(portal, actor, consulta.idsession)
        return [falta.codigo for falta in juzgar(portal, actor, consulta, frozenset(elegidas), situacion)]

    return casa.operar(abrir)


def test_an_empty_choice_lacks_nothing_but_debts_unless_nothing_would_help(casa: Casa) -> None:
    assert _juicio(casa, "canal-uno", datos.TRES_Y_AGUA) == []
    assert _juicio(casa, "canal-uno", datos.BLOQUEADO) == ["bloqueado"]


def test_what_somebody_else_has_comes_before_what_the_choice_lacks(casa: Casa) -> None:
    assert _juicio(casa, "canal-uno", datos.TRES_Y_AGUA, "A3") == ["orden", "minimo-de-cuotas", "servicios-del-lote"]
    journeys.iniciar(casa)
    assert _juicio(casa, "canal-uno", datos.TRES_Y_AGUA, "A1") == ["deuda-en-pago"]
    assert _juicio(casa, "canal-uno", datos.TRES_Y_AGUA, "A3", "A4") == ["deuda-en-pago"]


def test_a_customer_is_told_where_the_gateway_takes_no_such_money(casa: Casa) -> None:
    actor = casa.actor(datos.DOLARES)

    async def con_bancard(portal: Portal) -> list[str]:
        consulta = await consultas.consultar(portal, actor, datos.DOLARES, 2)
        consulta, situacion = await consultas.situada(portal, actor, consulta.idsession)
        bancard = Bancard(structs.replace(casa.settings, bancard_public_key="publica", bancard_private_key="privada"))
        try:
            suyo = replace(portal, pasarela=bancard)
            return [falta.codigo for falta in juzgar(suyo, actor, consulta, frozenset({"F1"}), situacion)]
        finally:
            await bancard.cerrar()

    assert casa.operar(con_bancard)[0] == "moneda-sin-pasarela"
    assert "moneda-sin-pasarela" not in _juicio(casa, "canal-uno", datos.DOLARES, "F1", moneda=2)


@pytest.mark.parametrize("faltas", [list, tuple, iter])
def test_a_refusal_says_the_first_reason_and_everything_that_is_missing(faltas: Callable[..., object]) -> None:
    negar(())
    una = Falta("orden", filas=("B",), faltan=("A",))
    otra = Falta("cancelacion-incluye", filas=("C",), faltan=("A", "D"), sobran=("C",))
    with pytest.raises(Rechazo) as rehusado:
        negar(faltas([una, otra]))  # type: ignore[arg-type]
    assert (rehusado.value.codigo, rehusado.value.faltan, rehusado.value.sobran) == ("orden", ("A", "D"), ("C",))
