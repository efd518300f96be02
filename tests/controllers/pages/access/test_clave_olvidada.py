from litestar import Litestar
from litestar.testing import TestClient

from portal.operations.access import throttle
from portal.operations.portal import Portal
from portal.structs.cartas import ClaseDeCarta
from tests import datos
from tests.conftest import PAGINA, Casa
from tests.letters import token, waiting
from tests.operations.access.newcomers import reachable
from tests.pages import acciones, pagina, por_id, texto

Navegador = TestClient[Litestar]
NUEVA = "otra frase que nadie sabe"


def test_from_the_sign_in_page_to_another_password(casa: Casa, anonimo: Navegador) -> None:
    anonimo.headers.update(PAGINA)
    reachable(casa, datos.TRES_Y_AGUA, "ana@ejemplo.com.py")
    assert acciones(pagina(anonimo.get("/clave"))) == {"/clave"}
    asked = anonimo.post("/clave", data={"usuario": datos.TRES_Y_AGUA}, follow_redirects=False)
    assert (asked.status_code, asked.headers["location"]) == (303, "/clave?hecho=pedida")
    assert "Si ese usuario tiene una cuenta" in texto(pagina(anonimo.get("/clave?hecho=pedida")))
    link = f"/clave/{token(casa, ClaseDeCarta.CLAVE_NUEVA)}"
    for _ in range(3):
        assert "Ana Ñandutí Benítez" in texto(pagina(anonimo.get(link)))
    assert por_id(pagina(anonimo.post(link, data={"nueva": "corta"}), 422), "nueva").get("aria-invalid") == "true"
    changed = anonimo.post(link, data={"nueva": NUEVA}, follow_redirects=False)
    assert changed.headers["location"] == "/ingreso?hecho=clave"
    assert "set-cookie" not in changed.headers
    assert "ingresá con la nueva" in texto(pagina(anonimo.get("/ingreso?hecho=clave")))
    pagina(anonimo.get(link), 404)
    old = anonimo.post("/ingreso", data={"usuario": datos.TRES_Y_AGUA, "clave": datos.CLAVE})
    pagina(old, 401)
    entered = anonimo.post("/ingreso", data={"usuario": datos.TRES_Y_AGUA, "clave": NUEVA}, follow_redirects=False)
    assert entered.status_code == 303


def test_whoever_is_named_the_answer_is_the_same(casa: Casa, anonimo: Navegador) -> None:
    anonimo.headers.update(PAGINA)
    reachable(casa, datos.TRES_Y_AGUA, "ana@ejemplo.com.py")
    told = set()
    for usuario in (datos.TRES_Y_AGUA, datos.AL_DIA, "5999999", "operadora", "", "' OR 1=1 --"):
        answer = anonimo.post("/clave", data={"usuario": usuario}, follow_redirects=False)
        kept = {name: value for name, value in answer.headers.items() if name not in ("date", "x-request-id")}
        told.add((answer.status_code, answer.text, tuple(sorted(kept.items()))))
    assert len(told) == 1
    assert sum(each.clase is ClaseDeCarta.CLAVE_NUEVA for each in waiting(casa)) == 1


def test_a_network_that_asks_too_often_is_told_when_to_come_back(casa: Casa, anonimo: Navegador) -> None:
    anonimo.headers.update(PAGINA)

    async def many(portal: Portal) -> None:
        for _ in range(60):
            await throttle.contar(portal, "clave", "testclient")

    casa.operar(many)
    answer = anonimo.post("/clave", data={"usuario": datos.AL_DIA})
    assert por_id(pagina(answer, 429), "usuario").get("value") == datos.AL_DIA
    assert int(answer.headers["retry-after"]) == 900
