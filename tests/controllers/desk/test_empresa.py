from collections.abc import Callable
from datetime import timedelta

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from portal.controllers.desk.empresa import FORMULARIO_MAXIMO
from portal.rules.access.step_up import VALE
from tests import datos, journeys
from tests.company import LLENA, TEXTOS, dibujo
from tests.conftest import Casa
from tests.pages import enlaces, pagina, por_id, texto

Navegador = TestClient[Litestar]
PAGINA = "/operador/empresa"
ESCRITA = {campo: getattr(LLENA, campo) for campo in TEXTOS}
MOTIVO = {"motivo": "Nos mudamos", "version": "0"}
# As a browser sends a box for files that nobody used.
SIN_LOGO = {"logo": ("", b"", "application/octet-stream")}


@pytest.fixture
def jefa(entrar: Callable[[str], Navegador]) -> Navegador:
    return entrar("jefa")


def _guardar(navegador: Navegador, contenido: bytes = b"", **otros: str) -> str:
    archivos = {"logo": ("logo.png", contenido, "image/png")}
    hecha = navegador.post(PAGINA, data=ESCRITA | MOTIVO | otros, files=archivos, follow_redirects=False)
    assert hecha.status_code == 303, hecha.text
    return str(hecha.headers["location"])


def test_what_is_written_is_shown_with_its_story(jefa: Navegador) -> None:
    arbol = pagina(jefa.get(PAGINA))
    assert por_id(arbol, "nombre").get("value") is None
    leido = pagina(jefa.get(_guardar(jefa, dibujo())))
    assert "quedaron guardados" in texto(leido)
    assert por_id(leido, "ruc").get("value") == LLENA.ruc
    assert por_id(leido, "banco").text == LLENA.banco
    assert "Josefa" not in texto(leido.find(".//table"))
    assert "Nos mudamos" in texto(leido.find(".//table"))
    sin_logo = pagina(jefa.get(_guardar(jefa, version="1", banco="", sin_logo="1")))
    assert texto(sin_logo.findall(".//tbody/tr")[0]).count("vacío") == 1
    assert "ninguno" in texto(sin_logo.findall(".//tbody/tr")[0])


def test_customers_read_it_where_they_ask(jefa: Navegador) -> None:
    _guardar(jefa, dibujo())
    jefa.post("/salir")
    ayuda = pagina(jefa.get("/ayuda"))
    for dicho in (LLENA.nombre, LLENA.ruc, LLENA.horario, "Banco <Ejemplo>", "Avda. Ñu Guasu 1234"):
        assert dicho in texto(ayuda)
    assert {"https://wa.me/595981555000", "tel:021555000"} <= enlaces(ayuda)
    assert LLENA.privacidad in texto(pagina(jefa.get("/privacidad")))
    assert LLENA.telefono in texto(pagina(jefa.get("/no-hay"), 404))
    jefa.post("/ingreso", data={"usuario": datos.BLOQUEADO, "clave": datos.CLAVE})
    assert LLENA.horario in texto(pagina(jefa.get("/deudas")))


def test_a_receipt_carries_its_name_and_logo(casa: Casa, jefa: Navegador) -> None:
    pago = journeys.pagado(casa)
    _guardar(jefa, dibujo())
    jefa.post("/salir")
    jefa.post("/ingreso", data={"usuario": datos.TRES_Y_AGUA, "clave": datos.CLAVE})
    direccion = f"/comprobantes/{pago.cod_transaccion}"
    recibo = pagina(jefa.get(direccion))
    assert LLENA.nombre in texto(recibo)
    (logo,) = [imagen.get("src") for imagen in recibo.iter("img") if "logo" in (imagen.get("src") or "")]
    servido = jefa.get(logo or "")
    assert servido.headers["content-type"] == "image/png"
    assert "immutable" in servido.headers["cache-control"]
    assert jefa.get(f"{direccion}/pdf").content.startswith(b"%PDF")
    pagina(jefa.get(f"/empresa/logo/{'0' * 64}"), 404)


def test_without_data_pages_are_as_they_were(jefa: Navegador) -> None:
    assert "Hablar con" not in texto(pagina(jefa.get("/ayuda")))
    assert "A quién escribirle" not in texto(pagina(jefa.get("/privacidad")))


@pytest.mark.parametrize(
    ("otros", "campo"),
    [
        ({"ruc": "80028061-1"}, "ruc"),
        ({"whatsapp": "uno"}, "whatsapp"),
        ({"nombre": "Ñ" * 81}, "nombre"),
        ({"banco": "x" * 501}, "banco"),
        ({"motivo": " "}, "motivo"),
    ],
)
def test_what_is_refused_stays_written_and_is_told(jefa: Navegador, otros: dict[str, str], campo: str) -> None:
    arbol = pagina(jefa.post(PAGINA, data=ESCRITA | MOTIVO | otros, files=SIN_LOGO), 422)
    assert por_id(arbol, campo).get("aria-invalid") == "true"
    assert por_id(arbol, "privacidad").get("value") == LLENA.privacidad
    assert "Todavía" not in texto(arbol)
    assert por_id(pagina(jefa.get(PAGINA)), "nombre").get("value") is None


@pytest.mark.parametrize("contenido", [b"<svg/>", dibujo()[:50], dibujo() + b"\0" * 512 * 1024])
def test_a_file_that_is_no_logo_is_told(jefa: Navegador, contenido: bytes) -> None:
    archivos = {"logo": ("logo.png", contenido, "image/png")}
    arbol = pagina(jefa.post(PAGINA, data=ESCRITA | MOTIVO, files=archivos), 422)
    assert "logo-error" in (por_id(arbol, "logo").get("aria-describedby") or "")


def test_a_file_of_any_weight_is_not_read_whole(jefa: Navegador) -> None:
    archivos = {"logo": ("logo.png", b"\0" * (FORMULARIO_MAXIMO + 1), "image/png")}
    pagina(jefa.post(PAGINA, data=ESCRITA | MOTIVO, files=archivos), 413)


def test_two_people_do_not_undo_each_others(jefa: Navegador) -> None:
    _guardar(jefa)
    otra = ESCRITA | MOTIVO | {"nombre": "Otra"}
    arbol = pagina(jefa.post(PAGINA, data=otra, files=SIN_LOGO), 409)
    assert "Otra persona cambió" in texto(arbol)
    assert por_id(arbol, "nombre").get("value") == "Otra"
    for version in ("uno", "-1", "9" * 12, "²"):
        pagina(jefa.post(PAGINA, data=otra | {"version": version}, files=SIN_LOGO), 409)


@pytest.mark.parametrize("quien", ["operadora", "mirona", datos.AL_DIA])
def test_the_page_is_of_who_runs_the_place(entrar: Callable[[str], Navegador], quien: str) -> None:
    navegador = entrar(quien)
    pagina(navegador.get(PAGINA), 403)
    pagina(navegador.post(PAGINA, data=ESCRITA | MOTIVO, files=SIN_LOGO), 403)
    assert PAGINA not in enlaces(pagina(navegador.get("/operador" if quien != datos.AL_DIA else "/deudas")))


def test_it_asks_again_who_it_is_and_keeps_what_was_typed(casa: Casa, jefa: Navegador) -> None:
    casa.clock.adelantar(VALE + timedelta(seconds=1))
    asked = jefa.get(PAGINA, follow_redirects=False)
    assert asked.headers["location"] == "/confirmar?siguiente=%2Foperador%2Fempresa"
    late = jefa.post(PAGINA, data=ESCRITA | MOTIVO, files=SIN_LOGO, follow_redirects=False)
    arbol = pagina(late, 403)
    assert "Para hacer esto, confirmá de nuevo que sos vos." in texto(arbol)
    assert "/confirmar" in enlaces(arbol)
    assert por_id(arbol, "ruc").get("value") == LLENA.ruc
    jefa.post("/confirmar", data={"confirmacion": datos.CLAVE})
    assert _guardar(jefa) == "/operador/empresa?hecho=cambiada"
