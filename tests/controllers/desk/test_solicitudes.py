"""One operador asks on the payment's page, and another answers there."""

from collections.abc import Callable

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from portal.structs.pagos import Estado
from tests import journeys
from tests.conftest import Casa
from tests.operations.desk.requests import MOTIVO, RESPUESTA, pedida, toda_suma_pide_dos
from tests.pages import pagina, texto

Navegador = TestClient[Litestar]


@pytest.fixture
def casa_de_dos(casa: Casa) -> Casa:
    toda_suma_pide_dos(casa)
    return casa


def test_it_is_asked_for_on_one_page_and_approved_on_the_same_by_another(
    casa_de_dos: Casa, entrar: Callable[[str], Navegador]
) -> None:
    pago = journeys.pagado(casa_de_dos)
    pide = entrar("operadora")
    dicho = texto(pagina(pide.post(f"/operador/pagos/{pago.id}/anular", data={"motivo": MOTIVO})))
    assert "Por su importe espera a que otra persona lo apruebe." in dicho
    assert "Anular el pago: Espera a otra persona" in dicho
    assert "Lo pediste vos: lo aprueba o lo rechaza otra persona." in dicho
    aprobar = f"/operador/pagos/{pago.id}/solicitudes/1/aprobar"
    propia = pagina(pide.post(aprobar, data={"segunda": RESPUESTA}), 409)
    assert "Lo pediste vos" in texto(propia)
    otra = entrar("otra-operadora")
    assert MOTIVO in texto(pagina(otra.get(f"/operador/pagos/{pago.id}")))
    bandeja = texto(pagina(otra.get("/operador/bandeja")))
    assert "Esperan a otra persona: 1" in bandeja
    assert "Escribí el motivo" in texto(pagina(otra.post(aprobar, data={"segunda": ""}), 422))
    hecho = texto(pagina(otra.post(aprobar, data={"segunda": RESPUESTA})))
    assert "Lo aprobaste y se hizo." in hecho
    assert "otra-operadora" in hecho
    assert journeys.leer(casa_de_dos, pago).estado is Estado.ANULADO
    assert "Ese pedido ya se respondió." in texto(pagina(otra.post(aprobar, data={"segunda": RESPUESTA}), 409))


def test_it_is_refused_with_a_reason(casa_de_dos: Casa, entrar: Callable[[str], Navegador]) -> None:
    pago = journeys.pagado(casa_de_dos)
    solicitud = pedida(casa_de_dos, pago)
    rechazar = f"/operador/pagos/{pago.id}/solicitudes/{solicitud.id}/rechazar"
    otra = entrar("otra-operadora")
    pagina(otra.post(rechazar, data={"segunda": " "}), 422)
    assert "Quedó rechazado: no se hizo nada." in texto(pagina(otra.post(rechazar, data={"segunda": RESPUESTA})))
    assert journeys.leer(casa_de_dos, pago).estado is Estado.PAGADO


def test_whoever_only_looks_sees_it_and_may_not_answer(casa_de_dos: Casa, entrar: Callable[[str], Navegador]) -> None:
    pago = journeys.pagado(casa_de_dos)
    solicitud = pedida(casa_de_dos, pago)
    mirona = entrar("mirona")
    visto = mirona.get(f"/operador/pagos/{pago.id}").text
    assert "Espera a otra persona" in visto
    for acto in ("/aprobar", "/rechazar", "/anular", "/negar", "/devuelto", "/resolver"):
        assert acto not in visto
    respuesta = mirona.post(
        f"/operador/pagos/{pago.id}/solicitudes/{solicitud.id}/aprobar", data={"segunda": RESPUESTA}
    )
    assert respuesta.status_code == 403
    assert "nivel resolver" in respuesta.text
