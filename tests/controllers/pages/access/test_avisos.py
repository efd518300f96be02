"""Choosing which mails one gets, and ending the reminders by their link."""

from litestar import Litestar
from litestar.testing import TestClient

from portal.operations.mail.preferences import enlace_de_baja
from tests import datos
from tests.conftest import PAGINA, Casa
from tests.pages import acciones, pagina, texto

Navegador = TestClient[Litestar]


def _marcadas(web: Navegador) -> set[str]:
    cajas = pagina(web.get("/cuenta/avisos")).iter("input")
    return {
        str(caja.get("name")) for caja in cajas if caja.get("type") == "checkbox" and caja.get("checked") is not None
    }


def test_who_said_nothing_gets_all_and_may_choose(web: Navegador) -> None:
    assert "/cuenta/avisos" in web.get("/cuenta").text
    assert _marcadas(web) == {"recibo", "recordatorio"}
    guardado = web.post("/cuenta/avisos", data={"recibo": "si"})
    assert "Guardamos lo que elegiste." in texto(pagina(guardado))
    assert _marcadas(web) == {"recibo"}
    web.post("/cuenta/avisos", data={})
    assert _marcadas(web) == set()


def test_a_box_with_another_value_is_bad_input(web: Navegador) -> None:
    assert web.post("/cuenta/avisos", data={"recibo": "tal vez"}).status_code in (400, 422)
    assert _marcadas(web) == {"recibo", "recordatorio"}


def _enlace(casa: Casa) -> str:
    return enlace_de_baja(casa.settings, casa.actor(datos.TRES_Y_AGUA).usuario_id).removeprefix(
        casa.settings.url_publica
    )


def test_whoever_opens_the_link_changes_nothing_and_whoever_presses_gets_no_more(casa: Casa, web: Navegador) -> None:
    enlace = _enlace(casa)
    assert enlace in acciones(pagina(web.get(enlace)))
    assert _marcadas(web) == {"recibo", "recordatorio"}
    assert "no te vamos a mandar más recordatorios" in texto(pagina(web.post(enlace)))
    assert _marcadas(web) == {"recibo"}


def test_a_mail_reader_ends_them_by_itself(casa: Casa, anonimo: Navegador) -> None:
    """One click (RFC 8058): a program posts, without a cookie and without saying where it comes from."""
    hecho = anonimo.post(_enlace(casa), data={"List-Unsubscribe": "One-Click"})
    assert hecho.status_code == 200


def test_a_link_that_we_did_not_write_is_not_found(anonimo: Navegador) -> None:
    anonimo.headers.update(PAGINA)
    for respuesta in (anonimo.get("/baja/1-no"), anonimo.post("/baja/1-no")):
        assert "Este enlace no es de ningún correo nuestro" in texto(pagina(respuesta, 404))
