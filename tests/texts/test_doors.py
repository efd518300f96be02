import asyncio
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient, TestClient
from pypdf import PdfReader

from portal.documents.letters import SUSTITUTO
from portal.texts.languages import SHIPPED
from portal.web.problems import decir
from tests import datos, journeys
from tests.conftest import PAGINA, Casa, ClienteApi
from tests.pages import pagina, texto
from tests.texts.pseudo import PSEUDO

EN_PSEUDO = PAGINA | {"accept-language": "qps"}
BLOQUEADO = (
    "⟦Tenés ⟦6 cuotas vencidas⟧ y desde 6 el pago por la web queda bloqueado: acercate a nuestras oficinas o llamanos "
    "para regularizar.⟧"
)


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SHIPPED, "qps", PSEUDO)


@pytest.mark.usefixtures("pseudo")
def test_the_api_says_a_problem_in_the_language_that_is_asked_for(canal_api: ClienteApi) -> None:
    assert canal_api.get("/pago/NO-HAY").json()["detail"] == "No existe ese pago."
    canal_api.cabeceras["accept-language"] = "qps, es;q=0.5"
    problema = canal_api.get("/pago/NO-HAY").json()
    assert (problema["title"], problema["detail"]) == ("⟦No existe⟧", "⟦No existe ese pago.⟧")
    assert problema["codigo"] == "pago-desconocido"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("en-GB,en;q=0.9", ("Not found", "That payment does not exist.")),
        ("pt-BR", ("Não encontrado", "Esse pagamento não existe.")),
        ("gn", ("No existe", "No existe ese pago.")),
        ("fr", ("No existe", "No existe ese pago.")),
    ],
)
def test_the_api_speaks_what_is_offered_and_else_spanish(
    canal_api: ClienteApi, asked: str, said: tuple[str, str]
) -> None:
    canal_api.cabeceras["accept-language"] = asked
    problema = canal_api.get("/pago/NO-HAY").json()
    assert (problema["title"], problema["detail"]) == said


@pytest.mark.usefixtures("pseudo")
def test_the_api_says_what_a_cart_lacks_in_the_language_that_is_asked_for(canal_api: ClienteApi) -> None:
    consulta = canal_api.get("/consulta/deuda-cliente/", documento=datos.BLOQUEADO, moneda=1, usuario="x").json()
    canal_api.cabeceras["accept-language"] = "qps"
    carrito = canal_api.get(f"/carrito/{consulta['idsession']}").json()
    assert [falta["motivo"] for falta in carrito["faltas"]] == [BLOQUEADO]


@pytest.mark.usefixtures("pseudo")
def test_a_page_says_what_codes_say_in_the_language_that_is_asked_for(
    entrar: Callable[[str], TestClient[Litestar]],
) -> None:
    cliente = entrar(datos.BLOQUEADO)
    assert BLOQUEADO not in texto(pagina(cliente.get("/deudas")))
    assert BLOQUEADO in texto(pagina(cliente.get("/deudas", headers=EN_PSEUDO)))


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize("ruta", ["/ingreso", "/no-hay", "/salud", "/pago/NO-HAY"])
def test_whatever_has_words_says_in_which_language_and_that_another_reader_may_get_another(
    anonimo: TestClient[Litestar], ruta: str
) -> None:
    for asked, name in (("qps, es;q=0.5", "qps"), ("", "es")):
        headers = anonimo.get(ruta, headers={"accept": "text/html", "accept-language": asked}).headers
        assert headers["content-language"] == name
        assert "Accept-Language" in headers["vary"]


@pytest.mark.parametrize("ruta", ["/favicon.ico", "/static/portal.js", "/static/portal.css", "/robots.txt"])
def test_a_file_is_of_no_language_and_is_kept_once_for_all(anonimo: TestClient[Litestar], ruta: str) -> None:
    headers = anonimo.get(ruta).headers
    assert "content-language" not in headers
    assert "Accept-Language" not in headers.get("vary", "")


@pytest.mark.usefixtures("pseudo")
def test_an_error_of_a_fragment_and_of_what_stands_before_the_routes_are_said_in_it(
    web: TestClient[Litestar],
) -> None:
    notice = web.post("/deudas/carrito", headers=EN_PSEUDO | {"hx-request": "true"}, data={"idsession": "987654"})
    assert (notice.headers["content-language"], "⟦" in notice.text) == ("qps", True)
    too_long = web.get(f"/{'a' * 300}", headers=EN_PSEUDO)
    assert (too_long.headers["content-language"], "⟦No existe⟧" in too_long.text) == ("qps", True)


@pytest.mark.usefixtures("pseudo")
def test_readers_at_the_same_time_are_each_told_in_their_own(casa: Casa) -> None:
    async def ask() -> list[str]:
        async with AsyncTestClient(casa.app()) as client:
            pages = [
                client.get("/pago/NO-HAY", headers=PAGINA | {"accept-language": name}) for name in ["qps", "es"] * 10
            ]
            return [page.headers["content-language"] + page.text for page in await asyncio.gather(*pages)]

    told = asyncio.run(ask())
    assert [("⟦" in each, each[:2]) for each in told] == [(True, "qp"), (False, "es")] * 10


def test_what_nobody_expected_is_said_through_the_catalogue_too() -> None:
    assert decir(RuntimeError(), PSEUDO).problema.detail.startswith("⟦Algo falló de nuestro lado.")


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize("ruta", ["/openapi.json", "/docs/openapi.json"])
def test_the_api_is_documented_in_the_language_that_is_asked_for(anonimo: TestClient[Litestar], ruta: str) -> None:
    spanish = anonimo.get(ruta).json()
    other = anonimo.get(ruta, headers={"accept-language": "qps"}).json()
    texts = list(_described(other))
    assert len(texts) > 300
    assert not [text for text in texts if not text.startswith("⟦")]
    assert list(_described(spanish)) == [text[1:-1] for text in texts]
    for page in ("/docs", "/redoc"):
        assert "⟦Paga el carrito entero⟧" in anonimo.get(page, headers={"accept-language": "qps"}).text


def _described(part: object) -> Iterator[str]:
    match part:
        case dict():
            yield from (each for name, each in part.items() if name in ("summary", "description") and each)
            for name, each in part.items():
                if name != "value":
                    yield from _described(each)
        case list():
            for each in part:
                yield from _described(each)


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize(
    ("ruta", "dicho"),
    [
        ("/operador/pagos/{pago}?hecho=negado", "⟦El cliente ya puede leer tu respuesta.⟧"),
        (
            "/operador/extractos/columnas?hecho=olvidadas",
            "⟦El próximo archivo de ese canal",
        ),
    ],
)
def test_the_desk_says_what_was_done_in_the_language_that_is_asked_for(
    casa: Casa, operador_web: TestClient[Litestar], ruta: str, dicho: str
) -> None:
    pago = journeys.pagado(casa)
    assert dicho in texto(pagina(operador_web.get(ruta.format(pago=pago.id), headers=EN_PSEUDO)))


@pytest.mark.usefixtures("pseudo")
def test_a_refusal_kept_under_a_key_is_said_as_it_was_asked_for(canal_api: ClienteApi) -> None:
    canal_api.cabeceras |= {"accept-language": "qps", "idempotency-key": "una-clave"}
    for _ in range(2):
        assert canal_api.post("/anulacion", cod_transaccion="NO-HAY").json()["detail"].startswith("⟦No existe un pago")


@pytest.mark.usefixtures("pseudo")
def test_what_a_customer_takes_away_is_written_in_the_language_that_is_asked_for(
    casa: Casa, web: TestClient[Litestar]
) -> None:
    pago = journeys.pagado(casa)
    for ruta, titulo in (("/historial.csv", "⟦Código de transacción⟧"), ("/deudas.csv", "⟦A pagar⟧")):
        assert titulo in web.get(ruta, headers=EN_PSEUDO).text
        assert "⟦" not in web.get(ruta).text
    paper = PdfReader(BytesIO(web.get(f"/comprobantes/{pago.cod_transaccion}/pdf", headers=EN_PSEUDO).content))
    assert f"{SUSTITUTO}Total pagado{SUSTITUTO}" in paper.pages[0].extract_text()
