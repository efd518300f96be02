"""One judgment of "may this cart be paid?": what the cart says, what adding answers, and what paying answers."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeAlias

import pytest

from portal.operations.payment.cobro import reclamar
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.rules.payment.decide import PLAZO
from portal.structs.pagos import Pago
from tests import datos, journeys
from tests.conftest import Casa, ClienteApi
from tests.controllers.api.channel import abrir, agregar, pagar
from tests.controllers.pages.debts.test_deudas import Navegador
from tests.forms import idsession
from tests.pages import pagina, texto

ConToken: TypeAlias = Callable[[str], ClienteApi]
TODO = ("A1", "A2", "AGUA-9")
DICHO = "ya se pagaron con el comprobante 00000001"


def carrito(api: ClienteApi, documento: str = datos.TRES_Y_AGUA, *codigos: str) -> int:
    idsession = abrir(api, documento)
    agregar(api, idsession, *codigos)
    return idsession


def negado(api: ClienteApi, idsession: int, codigo: str, sobran: list[str] | None = None) -> dict[str, object]:
    """The cart says that it cannot be paid, and paying it says the same; the reason, as the cart tells it."""
    visto = api.get(f"/carrito/{idsession}").json()
    assert visto["se_puede_pagar"] is False
    assert [falta["codigo"] for falta in visto["faltas"]] == [codigo]
    pago = api.post("/pago", session=idsession, user="x", cod_transaccion="T-NO")
    assert (pago.status_code, pago.json()["codigo"]) == (409, codigo)
    assert pago.json()["detail"] == visto["faltas"][0]["motivo"]
    assert visto["faltas"][0]["sobran"] == pago.json().get("sobran", []) == (sobran or [])
    assert visto["faltas"][0]["hasta"] == pago.json().get("hasta")
    return dict(visto["faltas"][0])


def test_debts_that_another_canal_paid_are_named(con_token: ConToken) -> None:
    uno, dos = con_token("canal-uno"), con_token("canal-dos")
    viejo, vacio = carrito(uno, datos.TRES_Y_AGUA, *TODO), abrir(uno)
    pagar(dos)
    falta = negado(uno, viejo, "deuda-pagada", ["A1", "AGUA-9", "A2"])
    assert "comprobante" not in str(falta["motivo"])  # it is not this canal's
    suma = uno.post("/carrito/agregar", idsession=vacio, indicador="S", codmovimiento="A1", usuario="x")
    assert (suma.status_code, suma.json()["codigo"], suma.json()["sobran"]) == (409, "deuda-pagada", ["A1"])


def test_nothing_is_asked_for_that_somebody_else_paid_or_is_paying(casa: Casa, con_token: ConToken) -> None:
    """Whoever follows `faltan` would be told that it cannot be added."""
    uno, dos = con_token("canal-uno"), con_token("canal-dos")
    oferta, vacio = carrito(uno, datos.CANCELACION, "CANC-9"), abrir(uno, datos.CANCELACION)
    assert uno.get(f"/carrito/{oferta}").json()["faltas"][0]["faltan"] == ["I1"]
    pago = journeys.iniciar(casa, datos.CANCELACION, frozenset({"I1"}))
    negado(uno, oferta, "deuda-en-pago", ["I1"])
    journeys.en_el_banco(casa, pago, "rechazar")
    ajeno = carrito(dos, datos.CANCELACION, "I1")
    assert dos.post("/pago", session=ajeno, user="x", cod_transaccion="T-1").status_code == 200
    negado(uno, oferta, "deuda-pagada", ["I1"])
    suma = uno.post("/carrito/agregar", idsession=vacio, indicador="S", codmovimiento="I2", usuario="x").json()
    assert (suma["codigo"], suma["sobran"], suma.get("faltan", [])) == ("deuda-pagada", ["I1"], [])


def test_what_must_leave_leaves_by_following_the_answers(con_token: ConToken) -> None:
    uno, dos = con_token("canal-uno"), con_token("canal-dos")
    viejo = carrito(uno, datos.TRES_Y_AGUA, *TODO)
    pagar(dos)
    salen = list(uno.get(f"/carrito/{viejo}").json()["faltas"][0]["sobran"])
    for _ in range(2 * len(salen)):
        if not salen:
            break
        saca = uno.post("/carrito/agregar", idsession=viejo, indicador="N", codmovimiento=salen[0], usuario="x")
        assert saca.json().get("faltan", []) == []  # it is in the cart already
        salen = [*saca.json()["sobran"], *salen] if saca.status_code == 409 else salen[1:]
        salen = list(dict.fromkeys(salen))
    assert uno.get(f"/carrito/{viejo}").json()["items"] == []


def test_a_cart_that_is_paid_is_said_to_be(canal_api: ClienteApi) -> None:
    idsession = pagar(canal_api)
    negado(canal_api, idsession, "carrito-pagado")
    saca = canal_api.post("/carrito/agregar", idsession=idsession, indicador="N", codmovimiento="A1", usuario="x")
    assert (saca.status_code, saca.json()["codigo"]) == (409, "carrito-pagado")


def test_debts_at_the_bank_are_named_with_their_term(casa: Casa, canal_api: ClienteApi) -> None:
    idsession, vacio = carrito(canal_api, datos.TRES_Y_AGUA, *TODO), abrir(canal_api)
    vence = journeys.iniciar(casa).vence
    falta = negado(canal_api, idsession, "deuda-en-pago", ["A1", "AGUA-9", "A2"])
    assert falta["hasta"] == vence.isoformat().replace("+00:00", "Z")
    suma = canal_api.post("/carrito/agregar", idsession=vacio, indicador="S", codmovimiento="A1", usuario="x")
    assert (suma.json()["codigo"], suma.json()["hasta"]) == ("deuda-en-pago", falta["hasta"])
    # The least to choose is what the bank is asked for.
    assert canal_api.get(f"/carrito/{vacio}").json()["minimo"] == []
    assert canal_api.get(f"/carrito/{vacio}").json()["faltas"][0]["codigo"] == "deuda-en-pago"


def test_what_a_pay_off_covers_waits_for_it_and_goes_with_it(casa: Casa, con_token: ConToken) -> None:
    """The pay-off settles what is to come: paid beside it, an instalment would be paid twice."""
    uno, dos = con_token("canal-uno"), con_token("canal-dos")
    futuras, oferta = (
        carrito(uno, datos.CANCELACION, "I1", "I2"),
        carrito(dos, datos.CANCELACION, "I1", "CANC-9"),
    )
    otra = abrir(uno, datos.CANCELACION)
    pago = journeys.iniciar(casa, datos.CANCELACION, frozenset({"I1", "CANC-9"}))
    assert set(negado(uno, futuras, "deuda-en-pago", ["I1", "I2"])["sobran"]) == {"I1", "I2"}  # type: ignore[call-overload]
    journeys.en_el_banco(casa, pago, "rechazar")
    assert uno.get(f"/carrito/{futuras}").json()["se_puede_pagar"] is True
    assert dos.post("/pago", session=oferta, user="x", cod_transaccion="T-1").status_code == 200
    negado(uno, futuras, "deuda-pagada", ["I1", "I2"])
    suma = uno.post("/carrito/agregar", idsession=otra, indicador="S", codmovimiento="I3", usuario="x")
    assert (suma.json()["codigo"], suma.json()["sobran"]) == ("deuda-pagada", ["I3"])


def test_a_consultation_of_another_day_is_done_again(casa: Casa, con_token: ConToken) -> None:
    idsession = carrito(con_token("canal-uno"), datos.TRES_Y_AGUA, *TODO)
    casa.clock.adelantar(timedelta(days=1))
    api = con_token("canal-uno")
    negado(api, idsession, "consulta-vieja")
    saca = api.post("/carrito/agregar", idsession=idsession, indicador="N", codmovimiento="A1", usuario="x")
    assert (saca.status_code, saca.json()["codigo"]) == (409, "consulta-vieja")


def test_a_consultation_from_before_a_reversal_stays_old(con_token: ConToken) -> None:
    """What the reversal gave back is owed again, and that consultation does not know it."""
    uno, dos = con_token("canal-uno"), con_token("canal-dos")
    pagar(dos)
    viejo = carrito(uno, datos.TRES_Y_AGUA, "A3")
    assert dos.post("/anulacion", cod_transaccion="T-1").status_code == 200
    negado(uno, viejo, "carrito-viejo")
    for indicador in "NS":
        cambia = uno.post("/carrito/agregar", idsession=viejo, indicador=indicador, codmovimiento="A3", usuario="x")
        assert (cambia.status_code, cambia.json()["codigo"]) == (409, "carrito-viejo")
    assert carrito(uno, datos.TRES_Y_AGUA, *TODO)


def test_an_empty_cart_tells_the_least_or_that_the_customer_is_blocked(canal_api: ClienteApi) -> None:
    vacio = abrir(canal_api)
    visto = canal_api.get(f"/carrito/{vacio}").json()
    assert (visto["se_puede_pagar"], visto["faltas"]) == (False, [])
    assert sorted(visto["minimo"]) == ["A1", "A2", "AGUA-9"]
    agregar(canal_api, vacio, *visto["minimo"])  # in the order in which it came
    assert canal_api.get(f"/carrito/{vacio}").json()["se_puede_pagar"] is True
    assert canal_api.get(f"/carrito/{vacio}").json()["minimo"] == []
    bloqueado = canal_api.get(f"/carrito/{abrir(canal_api, datos.BLOQUEADO)}").json()
    assert [falta["codigo"] for falta in bloqueado["faltas"]] == ["bloqueado"]
    assert bloqueado["minimo"] == []
    assert canal_api.get(f"/carrito/{abrir(canal_api, datos.SIN_DEUDAS)}").json()["minimo"] == []


class TestLoQueNoSeEjecuto:
    """A payment whose process died before the package: nothing was paid, and its cart is free."""

    @pytest.fixture
    def cortado(self, casa: Casa, canal_api: ClienteApi) -> int:
        idsession = carrito(canal_api, datos.TRES_Y_AGUA, *TODO)
        canal = casa.actor("canal-uno")

        async def solo_reclamar(portal: Portal) -> Pago:
            async def hacer(tx: Transaccion) -> Pago:
                pago = await reclamar(
                    portal, tx, canal, idsession, emisor="canal-uno", cod_transaccion="T-1", plazo=PLAZO
                )
                await tx.confirmar()
                return pago

            return await portal.repo.write(hacer)

        casa.operar(solo_reclamar)
        negado(canal_api, idsession, "carrito-en-pago")
        casa.clock.adelantar(PLAZO + timedelta(seconds=1))
        journeys.barrer(casa)
        assert canal_api.get("/pago/T-1").json()["estado"] == "NO_EJECUTADO"
        assert canal_api.get(f"/carrito/{idsession}").json()["se_puede_pagar"] is True
        return idsession

    def repetir(self, api: ClienteApi, idsession: int) -> tuple[int, str]:
        respuesta = api.post("/pago", session=idsession, user="x", cod_transaccion="T-1")
        return respuesta.status_code, respuesta.json().get("codigo", "")

    def test_its_repetition_pays_what_it_was_for(self, canal_api: ClienteApi, cortado: int) -> None:
        assert self.repetir(canal_api, cortado) == (200, "")
        assert canal_api.get("/pago/T-1").json()["total"] == 1_791_475

    def test_a_cart_that_changed_is_paid_with_another_code(self, canal_api: ClienteApi, cortado: int) -> None:
        """The package would pay what the cart holds, and the receipt would tell something else."""
        agregar(canal_api, cortado, "A3")
        assert self.repetir(canal_api, cortado) == (409, "carrito-cambio")
        agregar(canal_api, cortado, "A3", indicador="N")
        assert self.repetir(canal_api, cortado) == (200, "")

    def test_another_code_pays_it_and_then_it_is_paid(self, canal_api: ClienteApi, cortado: int) -> None:
        agregar(canal_api, cortado, "A3")
        assert canal_api.post("/pago", session=cortado, user="x", cod_transaccion="T-2").status_code == 200
        assert self.repetir(canal_api, cortado) == (409, "carrito-pagado")

    def test_its_repetition_is_judged_as_a_new_one_would_be(
        self, casa: Casa, con_token: ConToken, canal_api: ClienteApi, cortado: int
    ) -> None:
        dos = con_token("canal-dos")
        pagar(dos, "T-9")
        assert self.repetir(canal_api, cortado) == (409, "deuda-pagada")
        assert dos.post("/anulacion", cod_transaccion="T-9").status_code == 200
        assert self.repetir(canal_api, cortado) == (409, "carrito-viejo")
        casa.clock.adelantar(timedelta(days=1))
        assert self.repetir(con_token("canal-uno"), cortado) == (409, "consulta-vieja")


def test_the_page_says_so_too(web: Navegador, con_token: ConToken) -> None:
    """A page that was open while somebody else paid: its bar, its way to the review, the review, and paying."""
    arbol = pagina(web.get("/deudas"))
    sesion = idsession(arbol)
    assert web.post("/deudas/carrito", data={"idsession": sesion, "sel": list(TODO)}).status_code == 200
    revision = pagina(web.get(f"/pagar/{sesion}"))
    (total,) = [caja.get("value") for caja in revision.iter("input") if caja.get("name") == "total"]
    pagar(con_token("canal-uno"))
    eleccion = {"idsession": sesion, "sel": list(TODO)}
    barra = web.post("/deudas/carrito", data=eleccion, headers={"hx-request": "true"})
    assert DICHO in barra.text
    assert "Sobran la cuota 1" in barra.text
    assert DICHO in texto(pagina(web.post("/deudas/revisar", data=eleccion), 409))
    assert web.get(f"/pagar/{sesion}", follow_redirects=False).headers["location"] == "/deudas?moneda=1"
    negado_ = web.post(f"/pagar/{sesion}", data={"total": str(total)}, follow_redirects=False)
    assert DICHO in texto(pagina(negado_, 409))
