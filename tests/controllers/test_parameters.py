import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tests import datos
from tests.conftest import ClienteApi
from tests.controllers.api.channel import PROBLEMA


@pytest.mark.parametrize(
    ("metodo", "ruta"),
    [
        ("GET", "/consulta/deuda-cliente/?documento=12345&moneda=1"),
        ("GET", "/consulta/deuda-cliente/?documento=4567890&moneda=0"),
        ("GET", "/consulta/deuda-cliente/?documento=4567890&moneda=x"),
        ("GET", "/consulta/deuda-cliente/?documento=4567890"),
        ("GET", "/consulta/deuda-cliente/"),
        ("POST", "/carrito/agregar?idsession=x&indicador=S&codmovimiento=A1&usuario=u"),
        ("POST", "/carrito/agregar?idsession=1234567890&indicador=S&codmovimiento=A1&usuario=u"),
        ("POST", "/carrito/agregar?idsession=1&indicador=X&codmovimiento=A1&usuario=u"),
        ("POST", "/carrito/agregar?idsession=1&indicador=S&codmovimiento=123456789012345678901&usuario=u"),
        ("POST", "/carrito/agregar?idsession=1&indicador=S&codmovimiento=A1&usuario=" + "u" * 36),
        ("POST", "/pago?session=0&user=u&cod_transaccion=T-1"),
        ("POST", "/pago?session=1&user=u&cod_transaccion=T"),
        ("POST", "/pago?session=1&user=u&cod_transaccion=" + "T" * 21),
        ("POST", "/pago?session=1&user=" + "u" * 36 + "&cod_transaccion=T-1"),
        ("POST", "/anulacion?cod_transaccion=T"),
        ("GET", "/pagos?limite=1000"),
        ("GET", "/carrito/1234567890"),
    ],
)
def test_a_parameter_out_of_the_seed_s_limits_is_told_in_spanish(
    canal_api: ClienteApi, anonimo: TestClient[Litestar], metodo: str, ruta: str
) -> None:
    respuesta = anonimo.request(metodo, ruta, headers=canal_api.cabeceras)
    assert (respuesta.status_code, respuesta.headers["content-type"]) == (400, PROBLEMA), respuesta.text
    assert respuesta.json()["detail"].endswith(".")
    assert "http" not in respuesta.text
    assert "T" * 21 not in respuesta.text


@pytest.mark.parametrize(
    ("metodo", "ruta", "dados", "falta"),
    [
        ("GET", "/consulta/deuda-cliente/", {"documento": datos.TRES_Y_AGUA}, "moneda"),
        ("GET", "/consulta/deuda-cliente/", {"moneda": "1"}, "documento"),
        ("POST", "/pago", {"session": "1", "user": "x"}, "cod_transaccion"),
        ("POST", "/anulacion", {}, "cod_transaccion"),
    ],
)
def test_a_parameter_that_is_missing_is_named(
    anonimo: TestClient[Litestar], canal_api: ClienteApi, metodo: str, ruta: str, dados: dict[str, str], falta: str
) -> None:
    respuesta = anonimo.request(metodo, ruta, params=dados, headers=canal_api.cabeceras)
    assert (respuesta.status_code, respuesta.json()["campo"]) == (400, falta)
    assert respuesta.json()["detail"].startswith(f"Revisá {falta}: falta")
