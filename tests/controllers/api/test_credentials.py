import base64
from collections.abc import Callable
from typing import TypeAlias

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tests import datos
from tests.conftest import ClienteApi

ConToken: TypeAlias = Callable[[str], ClienteApi]
OTRO = "X-Nada"
# The seed's models, by route: each member with its JSON type. Its clients refuse an answer that lacks one.
MODELOS: dict[str, dict[str, tuple[type, ...]]] = {
    "/carrito/agregar": {"comision": (int, float), "codresp": (str,), "descreps": (str,)},
    "/pago": {"cod_resp": (str,), "mod_fact": (str,), "desc_resp": (str,)},
    "/anulacion": {"cod_resp": (str,), "desc_resp": (str,)},
}
BIEN_FORMADA: dict[str, dict[str, str | int]] = {
    "/carrito/agregar": {"idsession": "999999", "indicador": "S", "codmovimiento": "A1", "usuario": "x"},
    "/pago": {"session": 999_999, "user": "x", "cod_transaccion": "T-1"},
    "/anulacion": {"cod_transaccion": "T-1"},
}

QUIEN = {"username": "canal-uno", "password": datos.CLAVE}


def _partes(campos: dict[str, str]) -> dict[str, tuple[None, str]]:
    return {nombre: (None, valor) for nombre, valor in campos.items()}


@pytest.mark.parametrize("concesion", [{}, {"grant_type": "password"}, {"grant_type": ""}, {"scope": "", "otro": "á"}])
def test_a_token_is_given_for_either_encoding_of_the_form(
    anonimo: TestClient[Litestar], concesion: dict[str, str]
) -> None:
    for respuesta in (
        anonimo.post("/token", data=QUIEN | concesion),
        anonimo.post("/token", files=_partes(QUIEN | concesion)),
    ):
        assert respuesta.status_code == 200, respuesta.text
        assert respuesta.json()["token_type"] == "bearer"
        assert "no-store" in respuesta.headers["cache-control"]


@pytest.mark.parametrize("concesion", ["authorization_code", "refresh_token", "Password", "ñandú"])
def test_another_grant_is_an_error_of_oauth(anonimo: TestClient[Litestar], concesion: str) -> None:
    for respuesta in (
        anonimo.post("/token", data=QUIEN | {"grant_type": concesion}),
        anonimo.post("/token", files=_partes({"grant_type": concesion})),
        anonimo.post(
            "/token",
            data={"grant_type": concesion},
            headers={"authorization": "Basic " + base64.b64encode(b"a:b").decode()},
        ),
    ):
        cuerpo = respuesta.json()
        assert (respuesta.status_code, cuerpo["error"]) == (400, "unsupported_grant_type")
        assert (cuerpo["status"], cuerpo["codigo"]) == (400, "grant-type-desconocido")
        assert cuerpo["detail"].startswith("Ese grant_type no se admite")
        assert cuerpo["error_description"].isascii()  # RFC 6749, 5.2
        assert not set(cuerpo["error_description"]) & set('"\\')
        assert "no-store" in respuesta.headers["cache-control"]
        assert concesion not in respuesta.text


def test_a_wrong_password_and_a_form_that_lacks_something_too(anonimo: TestClient[Litestar]) -> None:
    mala = anonimo.post("/token", files=_partes(QUIEN | {"password": "otra clave"}))
    assert (mala.status_code, mala.json()["error"], mala.json()["codigo"]) == (
        401,
        "invalid_grant",
        "ingreso-rechazado",
    )
    falta = anonimo.post("/token", files=_partes({"username": "canal-uno"}))
    assert (falta.status_code, falta.json()["error"], falta.json()["campo"]) == (400, "invalid_request", "password")


MULTIPART = {"content-type": "multipart/form-data; boundary=x"}
CAMPO = b'--x\r\nContent-Disposition: form-data; name="username"'


@pytest.mark.parametrize(
    ("cuerpo", "cabeceras", "estado"),
    [
        (b"", MULTIPART, 400),
        (b"--x", MULTIPART, 400),
        (b"nada", MULTIPART, 400),
        (b"nada", {"content-type": "multipart/form-data"}, 400),
        (CAMPO + b"\r\n\r\n\xff\xfe\r\n--x--\r\n", MULTIPART, 400),
        (CAMPO + b"\r\n\r\na\xe2\x80\xaeb\r\n--x--\r\n", MULTIPART, 400),
        (CAMPO + b"\r\n\r\na\r\n" + CAMPO + b"\r\n\r\nb\r\n--x--\r\n", MULTIPART, 400),
        (CAMPO + b'; filename="a.txt"\r\n\r\na\r\n--x--\r\n', MULTIPART, 400),
        (b"username=a&username=b&password=c", {"content-type": "application/x-www-form-urlencoded"}, 400),
        (b"a" * 70_000, MULTIPART, 413),
        (b"{}", {"content-type": "application/json"}, 415),
        (b"username=a&password=b", {"content-type": "text/plain"}, 415),
    ],
)
def test_a_body_that_is_no_such_form_is_told(
    anonimo: TestClient[Litestar], cuerpo: bytes, cabeceras: dict[str, str], estado: int
) -> None:
    respuesta = anonimo.post("/token", content=cuerpo, headers=cabeceras)
    assert (respuesta.status_code, respuesta.json()["error"]) == (estado, "invalid_request"), respuesta.text
