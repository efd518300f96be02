"""What was written to people, and marking an address whose mail came back."""

from collections.abc import Callable

from litestar import Litestar
from litestar.testing import TestClient

from portal.structs.cartas import ClaseDeCarta
from tests.conftest import Casa
from tests.operations.mail.letters import carta, encolar, fallar
from tests.pages import acciones, pagina, texto

Navegador = TestClient[Litestar]
REBOTE = {"correo": "Ana@ejemplo.com", "motivo": "Volvió dos veces"}


def test_the_staff_see_what_was_written_and_how_it_went(casa: Casa, operador_web: Navegador) -> None:
    encolar(casa, carta())
    leido = texto(pagina(operador_web.get("/operador/correos")))
    for dicho in ("Ingreso desde un dispositivo nuevo", "ana@ejemplo.com", "Por salir"):
        assert dicho in leido
    assert "No hay correos así" in texto(pagina(operador_web.get("/operador/correos?estado=FALLIDA")))
    assert "ana@ejemplo.com" in texto(pagina(operador_web.get("/operador/correos?estado=otro")))


def test_an_address_is_marked_with_a_reason_and_written_to_again(operador_web: Navegador) -> None:
    marcada = texto(pagina(operador_web.post("/operador/correos/rebotes", data=REBOTE)))
    assert "A esa dirección no se le escribe más." in marcada
    assert "por operadora: Volvió dos veces" in marcada
    for _ in range(2):
        restituida = texto(
            pagina(operador_web.post("/operador/correos/rebotes/olvidar", data={"correo": "ana@ejemplo.com"}))
        )
        assert "Ninguna." in restituida


def test_what_is_missing_is_told_beside_its_box(operador_web: Navegador) -> None:
    sin_forma = operador_web.post("/operador/correos/rebotes", data=REBOTE | {"correo": "ana"})
    assert "Escribí una dirección de correo" in texto(pagina(sin_forma, 422))
    assert "motivo" in texto(pagina(operador_web.post("/operador/correos/rebotes", data=REBOTE | {"motivo": ""}), 422))


def test_who_only_looks_is_offered_no_act(entrar: Callable[[str], Navegador]) -> None:
    assert not {accion for accion in acciones(pagina(entrar("mirona").get("/operador/correos"))) if "rebotes" in accion}


def test_one_that_failed_is_sent_again_with_a_reason(casa: Casa, operador_web: Navegador) -> None:
    encolar(casa, carta(1, clase=ClaseDeCarta.RECIBO, datos={}), carta(2, clase=ClaseDeCarta.CLAVE_NUEVA))
    fallar(casa, 1)
    fallar(casa, 2)
    camino = "/operador/correos/1/mandar"
    visto = pagina(operador_web.get("/operador/correos"))
    assert {una for una in acciones(visto) if una.endswith("/mandar")} == {camino}
    assert "Este no se repite: se manda otro" in texto(visto)
    assert "Hay un problema" in texto(pagina(operador_web.post(camino, data={"motivo": ""}), 422))
    mandada = pagina(operador_web.post(camino, data={"motivo": "Arregló su casilla"}))
    assert "Ese correo se va a intentar de nuevo." in texto(mandada)
    assert camino not in acciones(mandada)
    assert "se va a intentar" not in texto(pagina(operador_web.post(camino, data={"motivo": "Otra vez"})))


def test_one_that_nobody_wrote_is_not_there(operador_web: Navegador) -> None:
    assert operador_web.post("/operador/correos/999/mandar", data={"motivo": ""}).status_code == 404
