"""Late reversals on both sides: the customer's receipt and the staff's pages."""

from collections.abc import Callable

from litestar import Litestar
from litestar.testing import TestClient

from portal.structs.pagos import Estado
from tests import datos, journeys
from tests.conftest import Casa
from tests.operations.desk.late import EVIDENCIA, MOTIVO, anular_en_el_erp, de_ayer, pedir
from tests.pages import pagina, texto

Navegador = TestClient[Litestar]


def test_a_case_from_its_request_to_its_end_on_both_sides(casa: Casa, entrar: Callable[[str], Navegador]) -> None:
    pago = de_ayer(casa)
    recibo = f"/comprobantes/{pago.cod_transaccion}"
    cliente = entrar(datos.TRES_Y_AGUA)
    assert "lo mira una persona de la empresa" in texto(pagina(cliente.get(recibo)))
    assert "Escribí el motivo" in texto(pagina(cliente.post(f"{recibo}/pedir-anulacion", data={"motivo": ""}), 422))
    pedido = texto(pagina(cliente.post(f"{recibo}/pedir-anulacion", data={"motivo": MOTIVO})))
    assert "Anulación tardía: Sin tomar" in pedido
    assert "se puede cancelar hasta el 25/11/2026" in pedido
    staff = entrar("operadora")
    caso = f"/operador/casos/{pago.id}"
    assert "Abiertas: 1" in texto(pagina(staff.get("/operador/casos")))
    visto = texto(pagina(staff.get(caso)))
    assert "Tomar este caso" in visto
    assert "Pedir que se anote" not in visto
    assert "Nadie tomó ese caso" in texto(pagina(staff.post(f"{caso}/rechazar", data={"respuesta": MOTIVO}), 409))
    assert "Pedir que se anote" in texto(pagina(staff.post(f"{caso}/tomar")))
    pagina(staff.post(f"{caso}/anotar", data={"nota": ""}), 422)
    pagina(staff.post(f"{caso}/anotar", data={"nota": "Lo vemos con finanzas", "publica": "1"}))
    pagina(staff.post(f"{caso}/anotar", data={"nota": "Secreto de la casa"}))
    pagina(staff.post(f"{caso}/anulado", data={"evidencia": ""}), 422)
    anular_en_el_erp(casa, pago)
    assert "Espera a que otra persona lo apruebe" in texto(
        pagina(staff.post(f"{caso}/anulado", data={"evidencia": EVIDENCIA}))
    )
    otra = entrar("otra-operadora")
    aprobar = f"/operador/pagos/{pago.id}/solicitudes/1/aprobar"
    assert "Lo aprobaste y se hizo." in texto(pagina(otra.post(aprobar, data={"segunda": "Lo vi en el sistema"})))
    assert journeys.leer(casa, pago).estado is Estado.ANULADO
    assert "Las últimas que se cerraron" in texto(pagina(otra.get("/operador/casos")))
    assert "Anulaciones tardías de este día" in texto(pagina(otra.get("/operador/dia")))
    cliente = entrar(datos.TRES_Y_AGUA)
    final = texto(pagina(cliente.get(recibo)))
    assert "Anulación tardía: Anulado" in final
    assert "Lo vemos con finanzas" in final
    assert "Secreto de la casa" not in final
    assert "otra-operadora" not in final


def test_a_case_that_is_refused_is_read_by_its_customer(casa: Casa, entrar: Callable[[str], Navegador]) -> None:
    pago = de_ayer(casa)
    pedir(casa, pago)
    caso = f"/operador/casos/{pago.id}"
    staff = entrar("operadora")
    staff.post(f"{caso}/tomar")
    pagina(staff.post(f"{caso}/rechazar", data={"respuesta": "no"}), 422)
    assert "por qué no se anula" in texto(
        pagina(staff.post(f"{caso}/rechazar", data={"respuesta": "La factura ya se declaró"}))
    )
    pagina(staff.post(f"{caso}/tomar"), 409)
    cliente = entrar(datos.TRES_Y_AGUA)
    assert "La factura ya se declaró" in texto(pagina(cliente.get(f"/comprobantes/{pago.cod_transaccion}")))


def test_whoever_only_looks_sees_it_and_is_offered_nothing(casa: Casa, entrar: Callable[[str], Navegador]) -> None:
    pago = de_ayer(casa)
    pedir(casa, pago)
    mirona = entrar("mirona")
    caso = f"/operador/casos/{pago.id}"
    visto = mirona.get(caso).text
    assert MOTIVO in visto
    for acto in ("tomar", "anotar", "rechazar", "anulado"):
        assert f"{caso}/{acto}" not in visto
        assert mirona.post(f"{caso}/{acto}").status_code == 403
