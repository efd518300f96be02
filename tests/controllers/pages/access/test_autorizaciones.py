"""Opening another's documento: the chooser, the page of both sides, and that each page belongs to what is chosen."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from portal.operations.access import even
from portal.operations.autorizaciones import grants
from portal.operations.debts import carrito
from portal.operations.payment import pagos
from portal.operations.portal import Portal
from portal.structs.cartas import ClaseDeCarta
from portal.structs.pagos import Pago
from tests import authorized, datos
from tests.conftest import Casa
from tests.forms import enviar
from tests.letters import token
from tests.pages import acciones, pagina, texto

Navegador = TestClient[Litestar]
ANA, BERNARDO = datos.TRES_Y_AGUA, datos.CINCO_Y_JARDIN
DE_BERNARDO = frozenset({"B1", "B2", "B3", "B4", "JARDIN-7"})
A_TU_CUENTA = "/cuenta/autorizaciones"
ROTULO = "t-autorizaciones"


@pytest.fixture(autouse=True)
def _sin_espera(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(even, "PISO_S", 0.0)


@pytest.fixture
def numero(casa: Casa) -> int:
    return authorized.autorizar(casa, ANA, BERNARDO)


def _elegir(web: Navegador, numero: int | str) -> int:
    return web.post("/cuenta/documento", data={"autorizacion": str(numero)}, follow_redirects=False).status_code


def test_who_has_one_documento_has_no_chooser(web: Navegador) -> None:
    arbol = pagina(web.get("/deudas"))
    assert "titular" not in {uno.get("id") for uno in arbol.iter()}
    assert "/cuenta/documento" not in acciones(arbol)


def test_the_chooser_tells_which_one_is_open_and_changes_it(numero: int, web: Navegador) -> None:
    arbol = pagina(web.get("/deudas"))
    (titular,) = (uno for uno in arbol.iter() if uno.get("id") == "titular")
    (elegida,) = (uno for uno in titular.iter("button") if uno.get("aria-current"))
    assert "Ana Ñandutí Benítez" in texto(elegida)
    assert "Cuota 1 de 60" in texto(arbol)
    despues = pagina(web.post("/cuenta/documento", data={"autorizacion": str(numero)}))
    (titular,) = (uno for uno in despues.iter() if uno.get("id") == "titular")
    assert "Mirás los datos de Bernardo Caballero" in texto(despues)
    assert BERNARDO not in texto(despues)
    (elegida,) = (uno for uno in titular.iter("button") if uno.get("aria-current"))
    assert elegida.get("value") == str(numero)
    assert "Jardinería de 07/2026" in texto(despues)
    cuenta = texto(pagina(web.get("/cuenta")))
    assert "Ana Ñandutí Benítez" in cuenta
    propia = pagina(web.post("/cuenta/documento", data={"autorizacion": ""}))
    assert "Agua de 09/2026" in texto(propia)


@pytest.mark.parametrize("escrito", ["999", "x", "9" * 40, "-1"])
def test_a_made_up_number_is_none(web: Navegador, escrito: str) -> None:
    assert "no existe, o ya se quitó" in texto(
        pagina(web.post("/cuenta/documento", data={"autorizacion": escrito}), 404)
    )


def test_a_form_that_was_open_before_another_was_chosen_changes_nothing(numero: int, web: Navegador) -> None:
    de_ana = pagina(web.get("/deudas"))
    elegido = pagina(enviar(web, de_ana, ayuda="minimo"))
    revisar = enviar(web, elegido, "/deudas/revisar").url.path
    assert _elegir(web, numero) == 303
    for respuesta in (
        enviar(web, de_ana, ayuda="vencido"),
        web.get(revisar),
        web.post(revisar, data={"total": "1791475"}),
        web.post(f"{revisar}/enlace"),
    ):
        assert "Esas deudas son de otro documento" in texto(pagina(respuesta, 404))
    assert _elegir(web, "") == 303
    assert "1.791.475" in texto(pagina(web.get(revisar)))


def _pagado_por_ana(casa: Casa) -> Pago:
    ana = authorized.con_autorizaciones(casa, ANA, BERNARDO)

    async def pagar(portal: Portal) -> Pago:
        consulta, _ = await carrito.mis_deudas(portal, ana, 1)
        _, elegido = await carrito.elegir(portal, ana, consulta.idsession, DE_BERNARDO)
        assert elegido.total is not None, elegido.faltas
        return await pagos.iniciar(portal, ana, consulta.idsession, elegido.total)

    return casa.operar(pagar)


@pytest.mark.parametrize("estado", ["propio", "elegido", "otro", "retirado"])
def test_each_page_belongs_to_the_documento_that_is_chosen(
    casa: Casa, entrar: Callable[[str], Navegador], estado: str
) -> None:
    """A payment of Bernardo's debts that Ana made: whoever has that documento chosen sees it, and nobody else, at any
    door."""
    numero = authorized.autorizar(casa, ANA, BERNARDO)
    pago = _pagado_por_ana(casa)
    web = entrar(BERNARDO if estado == "propio" else ANA)
    if estado in {"elegido", "retirado"}:
        assert _elegir(web, numero) == 303
    if estado == "retirado":
        casa.operar(lambda portal: grants.retirar(portal, ANA, BERNARDO, "Terminó el poder"))
    se_ve = estado in {"propio", "elegido"}
    cod = f"/comprobantes/{pago.cod_transaccion}"
    for ruta in (cod, f"{cod}/estado"):
        respuesta = web.get(ruta, follow_redirects=True)
        assert respuesta.status_code == (200 if se_ve else 404), ruta
        assert se_ve or "Ese pago es de otro documento" in texto(pagina(respuesta, 404))
    assert (pago.numero in web.get("/historial").text) is se_ve
    assert (pago.numero in web.get("/historial.csv").text) is se_ve
    assert ("Jardinería de 07/2026" in web.get("/deudas").text) is se_ve
    assert ("de 07/2026" in web.get("/deudas.csv").text) is se_ve
    if estado != "propio":
        for camino, cuerpo in ((f"/pagar/{pago.idsession}", {"total": str(pago.total)}), (f"{cod}/liberar", {})):
            hecho = web.post(camino, data=cuerpo, follow_redirects=False)
            assert hecho.status_code == (303 if se_ve else 404), camino


def test_a_program_of_the_customer_opens_the_own_documento_alone(casa: Casa, anonimo: Navegador) -> None:
    authorized.autorizar(casa, ANA, BERNARDO)
    pago = _pagado_por_ana(casa)
    dicho = anonimo.post("/token", data={"username": ANA, "password": datos.CLAVE}).json()
    cabeceras = {"authorization": f"Bearer {dicho['access_token']}"}
    for ruta, codigo in (
        (f"/consulta/deuda-cliente/?documento={BERNARDO}&moneda=1", "cliente-desconocido"),
        (f"/carrito/{pago.idsession}", "consulta-de-otro-documento"),
        (f"/pago/{pago.cod_transaccion}", "pago-de-otro-documento"),
    ):
        respuesta = anonimo.get(ruta, headers=cabeceras)
        assert (respuesta.status_code, respuesta.json()["codigo"]) == (404, codigo)
    assert anonimo.get("/pagos", headers=cabeceras).json()["pagos"] == []


def test_asking_answering_and_taking_away(casa: Casa, entrar: Callable[[str], Navegador]) -> None:
    authorized.con_correo(casa, BERNARDO)
    web = entrar(ANA)
    igual = "Si ese documento tiene una cuenta"
    assert igual in texto(pagina(web.post(f"{A_TU_CUENTA}/pedir", data={"documento": "4.000.005"})))
    assert igual in texto(pagina(web.post(f"{A_TU_CUENTA}/pedir", data={"documento": "9999999"})))
    assert "Ese es el documento de la misma cuenta" in texto(
        pagina(web.post(f"{A_TU_CUENTA}/pedir", data={"documento": ANA}), 422)
    )
    enlace = f"/autorizar/{token(casa, ClaseDeCarta.AUTORIZACION)}"
    assert web.get(enlace).status_code == 404
    web = entrar(BERNARDO)
    pedido = pagina(web.get(enlace))
    assert "Ana Ñandutí Benítez" in texto(pedido)
    assert ANA not in texto(pedido)
    (responder,) = (una for una in acciones(pedido) if "/pedidos/" in una)
    assert responder in acciones(pagina(web.get(A_TU_CUENTA)))
    aceptada = pagina(web.post(responder, data={"respuesta": "aceptar"}))
    assert "ya puede ver y pagar por tu documento" in texto(aceptada)
    assert web.get(enlace).status_code == 404
    (quitar,) = (una for una in acciones(aceptada) if una.endswith("/quitar"))
    web = entrar(ANA)
    assert quitar in acciones(pagina(web.get(A_TU_CUENTA)))
    assert "Ya podés entrar por ese documento" in texto(
        pagina(web.post(f"{A_TU_CUENTA}/pedir", data={"documento": BERNARDO}), 422)
    )
    quitada = pagina(web.post(quitar))
    assert "Solo por tu documento" in texto(quitada)
    assert "ya se quitó" in texto(pagina(web.post(quitar), 404))


def test_the_account_tells_who_opens_whose(casa: Casa, web: Navegador) -> None:
    def dicho() -> list[str]:
        (suya,) = (una for una in pagina(web.get("/cuenta")).iter("section") if una.get("aria-labelledby") == ROTULO)
        return [texto(uno) for uno in suya.iter("dd")]

    assert dicho() == ["nadie más", "ningún otro"]
    authorized.autorizar(casa, ANA, BERNARDO)
    authorized.autorizar(casa, datos.AL_DIA, ANA)
    casa.clock.adelantar(timedelta(seconds=2))
    assert dicho() == ["Elvio Fariña", "Bernardo Caballero"]


def test_inviting_accepting_and_taking_back(
    casa: Casa, entrar: Callable[[str], Navegador], monkeypatch: pytest.MonkeyPatch
) -> None:
    authorized.con_correo(casa, ANA)
    web = entrar(BERNARDO)
    for documento in ("4.567.890", "9999999"):
        invitada = texto(pagina(web.post(f"{A_TU_CUENTA}/invitar", data={"documento": documento})))
        assert "Si ese documento tiene una cuenta con correo" in invitada
    mal = pagina(web.post(f"{A_TU_CUENTA}/invitar", data={"documento": BERNARDO}), 422)
    assert "Ese es el documento de la misma cuenta" in texto(mal)
    anular = sorted(una for una in acciones(pagina(web.get(A_TU_CUENTA))) if una.endswith("/anular"))
    assert len(anular) == 2
    assert "ya nadie puede aceptarla" in texto(pagina(web.post(anular[1])))
    assert "ya no estaba vigente" in texto(pagina(web.post(anular[1]), 404))
    enlace = f"/invitado/{token(casa, ClaseDeCarta.OFRECIMIENTO)}"
    assert web.get(enlace).status_code == 404
    web = entrar(ANA)
    visto = pagina(web.get(enlace))
    assert "Bernardo Caballero" in texto(visto)
    assert BERNARDO not in texto(visto)
    assert web.get(enlace).headers["referrer-policy"] == "strict-origin"
    with monkeypatch.context() as poco:
        poco.setattr(grants, "MAXIMO", 0)
        assert "ya entra por 0 documentos" in texto(pagina(web.post(enlace), 422))
    tomada = pagina(web.post(enlace))
    assert "ya podés entrar por ese documento" in texto(tomada)
    assert "Documento de Bernardo Caballero" not in texto(tomada)
    assert "Bernardo Caballero" in texto(tomada)
    assert web.post(enlace).status_code == 404


def test_what_cannot_be_accepted_is_told_and_a_no_is_a_no(
    entrar: Callable[[str], Navegador], monkeypatch: pytest.MonkeyPatch
) -> None:
    web = entrar(ANA)
    web.post(f"{A_TU_CUENTA}/pedir", data={"documento": BERNARDO})
    web = entrar(BERNARDO)
    (responder,) = (una for una in acciones(pagina(web.get(A_TU_CUENTA))) if "/pedidos/" in una)
    monkeypatch.setattr(grants, "MAXIMO", 0)
    assert "ya entra por 0 documentos" in texto(pagina(web.post(responder, data={"respuesta": "aceptar"}), 422))
    assert "Rechazaste el pedido" in texto(pagina(web.post(responder, data={"respuesta": ""})))
    assert "Nadie más: solo vos" in texto(pagina(web.get(A_TU_CUENTA)))
