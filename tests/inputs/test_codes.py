"""A code that is sent by a program or pasted by a person: one rule, at every door."""

import pytest

from portal.errors import DatoInvalido
from portal.inputs.codes import codigo_propio
from tests import datos, journeys
from tests.conftest import Casa, ClienteApi
from tests.pages import pagina, texto

RARO = "M\u200b-1"


@pytest.mark.parametrize("escrito", ["A1", "\u200bA1", "A1\ufeff", "\u00a0A1 ", "\u00adA1\u200b"])
def test_what_nobody_sees_around_a_code_is_no_part_of_it(escrito: str) -> None:
    assert codigo_propio(escrito, {"A1"}, "codmovimiento") == "A1"


def test_an_unseen_sign_inside_is_named_unless_the_erp_has_it_so() -> None:
    assert codigo_propio(RARO, {RARO}, "codmovimiento") == RARO
    with pytest.raises(DatoInvalido, match=r"ZERO WIDTH SPACE \(U\+200B\)"):
        codigo_propio(RARO, {"M-1"}, "codmovimiento")


def _sesion(canal: ClienteApi) -> int:
    respuesta = canal.get("/consulta/deuda-cliente/", documento=datos.TRES_Y_AGUA, moneda=1)
    return int(respuesta.json()["idsession"])


def test_the_api_takes_a_code_with_signs_around_it_and_names_one_inside(canal_api: ClienteApi) -> None:
    pedido: dict[str, str | int] = {"idsession": _sesion(canal_api), "indicador": "S", "usuario": "x"}
    codigo = canal_api.get("/consulta/deuda-cliente/", documento=datos.TRES_Y_AGUA, moneda=1).json()["deudas"][0]
    primero = str(codigo["CODMOVIMIENTO"])
    dentro = canal_api.post("/carrito/agregar", **pedido, codmovimiento=f"{primero[:1]}\u200b{primero[1:]}")
    assert dentro.status_code == 422, dentro.text
    assert "ZERO WIDTH SPACE (U+200B)" in dentro.json()["detail"]
    assert canal_api.post("/carrito/agregar", **pedido, codmovimiento=f"\u200b{primero}\u00a0").status_code == 200


@pytest.mark.parametrize("pegado", ["{}\u200b", "\ufeff{}", "\u00a0{}\u2060"])
def test_a_search_finds_what_was_pasted_with_unseen_signs(casa: Casa, operador_web: object, pegado: str) -> None:
    pago = journeys.pagado(casa)
    hallados = operador_web.post("/operador/pagos", data={"buscar": pegado.format(pago.cod_transaccion)})  # type: ignore[attr-defined]
    assert pago.cod_transaccion in texto(pagina(hallados))
