"""The outbox in development."""

from base64 import b64encode
from hashlib import sha256

from litestar import Litestar
from litestar.testing import TestClient
from msgspec import structs

from tests.conftest import PAGINA, Casa
from tests.journeys import pagado
from tests.operations.mail.letters import carta, con_correo, encolar, filas
from tests.pages import enlaces, pagina, texto

Navegador = TestClient[Litestar]


def test_each_mail_is_read_as_its_readers_have_it(casa: Casa, anonimo: Navegador) -> None:
    assert "Todavía no se escribió a nadie" in texto(pagina(anonimo.get("/correos")))
    pago = pagado_con_correo(casa)
    (fila,) = filas(casa)
    direccion = f"/correos/{fila['id']}"
    assert {f"{direccion}/{cual}" for cual in ("texto", "html", "adjunto")} <= enlaces(pagina(anonimo.get("/correos")))
    leido = anonimo.get(f"{direccion}/texto")
    assert leido.headers["content-type"].startswith("text/plain")
    assert f"Comprobante N.º {pago}" in leido.text
    vista = anonimo.get(f"{direccion}/html")
    assert "<h1>Recibimos tu pago" in vista.text
    reglas = vista.text.partition("<style>")[2].partition("</style>")[0]
    politica = vista.headers["content-security-policy"]
    assert f"'sha256-{b64encode(sha256(reglas.encode()).digest()).decode()}'" in politica
    assert "unsafe" not in politica
    assert anonimo.get(f"{direccion}/adjunto").content.startswith(b"%PDF")


def pagado_con_correo(casa: Casa) -> str:
    con_correo(casa, "4567890")
    return pagado(casa).numero


def test_one_without_a_paper_has_an_empty_one_and_what_is_not_there_is_not_found(
    casa: Casa, anonimo: Navegador
) -> None:
    encolar(casa, carta())
    assert anonimo.get("/correos/1/adjunto").content == b""
    assert "ya salió" in texto(pagina(anonimo.get("/correos/99/texto", headers=PAGINA), 404))


def test_production_does_not_serve_it(casa: Casa) -> None:
    casa.settings = structs.replace(casa.settings, environment="production", url_publica="https://testserver.local")
    with TestClient(casa.app(), base_url="https://testserver.local", raise_server_exceptions=False) as cliente:
        assert cliente.get("/correos", headers=PAGINA).status_code == 404
