"""Headers that lie, or are none: they change nothing, and nothing fails because of them."""

import re

import pytest

from tests.conftest import Casa
from tests.hostile.client import abierta

PAGINA = [(b"accept", b"text/html")]
VALORES = {"int": "1", "date": "2026-11-23", "path": "portal.css"}
ROTAS = (b"http://[", b"http://[::1", b"[", b"//[x", b"\xff\xfe", b"", b"null", b"javascript:alert(1)")


@pytest.mark.parametrize("direccion", ROTAS)
def test_an_address_that_is_none_is_no_failure(casa: Casa, direccion: bytes) -> None:
    with abierta(casa.app()) as hostil:
        fragmento = [(b"hx-request", b"true"), (b"hx-current-url", direccion), *PAGINA]
        respuesta = hostil.pedir("GET", b"/cuenta", cabeceras=fragmento)
        assert respuesta.estado == 401
        assert respuesta.cabecera("hx-redirect").startswith("/ingreso")
        ajena = [(b"origin", direccion or b"x"), (b"cookie", b"sesion=x"), *PAGINA]
        assert hostil.pedir("POST", b"/salir", cabeceras=ajena).estado == 403


@pytest.mark.parametrize(
    "host",
    [
        "",
        ":",
        "prueba:",
        "prueba:99999",
        "prueba:0",
        "prueba:x",
        "yo@prueba",
        "[",
        "[::",
        "[:::::]",
        "pru eba",
        "a/b",
        "é",
        "a?b",
    ],
)
def test_a_host_that_is_none_is_refused(casa: Casa, host: str) -> None:
    with abierta(casa.app()) as hostil:
        for ruta in (b"/cuenta", b"/pagos", b"/nada"):
            assert hostil.pedir("GET", ruta, cabeceras=[(b"host", host.encode()), *PAGINA]).estado == 400


@pytest.mark.parametrize(
    "cabeceras", [[], PAGINA, [*PAGINA, (b"origin", b"http://prueba"), (b"cookie", b"sesion=x")]], ids=len
)
def test_a_client_without_a_host_fails_nowhere(casa: Casa, cabeceras: list[tuple[bytes, bytes]]) -> None:
    app = casa.app()
    concretas = {re.sub(r"\{\w+:(\w+)\}", lambda parte: VALORES.get(parte[1], "T-1"), ruta.path) for ruta in app.routes}
    with abierta(app) as hostil:
        for ruta in sorted(concretas):
            for metodo in ("GET", "HEAD", "POST", "OPTIONS"):
                respuesta = hostil.pedir(metodo, ruta.encode(), cabeceras=list(cabeceras), version="1.0")
                assert respuesta.estado < 500, (metodo, ruta)
                assert respuesta.estado != 303 or respuesta.cabecera("location").startswith("/")
        if len(cabeceras) > 1:
            assert hostil.pedir("POST", b"/salir", cabeceras=list(cabeceras), version="1.0").estado == 403


@pytest.mark.parametrize("host", ["prueba", "prueba.com.py:8000", "10.0.0.1", "[::1]:8000", "mi_maquina"])
def test_a_host_may_be_written_in_several_ways(casa: Casa, host: str) -> None:
    with abierta(casa.app()) as hostil:
        assert hostil.pedir("GET", b"/cuenta", cabeceras=[(b"host", host.encode()), *PAGINA]).estado == 303


@pytest.mark.parametrize(
    "mentira",
    [
        {b"x-forwarded-host": b"ajeno.example", b"x-forwarded-proto": b"https", b"x-forwarded-for": b"10.1.1.1"},
        {b"forwarded": b"for=10.1.1.1;host=ajeno.example;proto=https"},
        {b"host": b"ajeno.example"},
        {b"x-original-url": b"/operador", b"x-rewrite-url": b"/operador"},
        {b"x-http-method-override": b"DELETE"},
    ],
)
def test_a_spoofed_origin_of_the_request_is_in_no_answer(casa: Casa, mentira: dict[bytes, bytes]) -> None:
    rutas = (b"/ingreso", b"/cuenta", b"/ayuda", b"/nada", b"/pagos", b"/docs", b"/docs/openapi.json", b"/redoc")
    with abierta(casa.app()) as hostil:
        for ruta in rutas:
            respuesta = hostil.pedir("GET", ruta, cabeceras=[*mentira.items(), *PAGINA])
            limpia = hostil.pedir("GET", ruta, cabeceras=PAGINA)
            assert (respuesta.estado, respuesta.cabecera("location")) == (limpia.estado, limpia.cabecera("location"))
            assert respuesta.cuerpo == limpia.cuerpo
            assert "ajeno" not in respuesta.texto + str(respuesta.cabeceras)
            assert "10.1.1.1" not in respuesta.texto + str(respuesta.cabeceras)


def test_another_address_does_not_give_more_tries(casa: Casa) -> None:
    # The server itself, told whom to trust, is who changes the client's address; the application believes no header.
    with abierta(casa.app()) as hostil:
        estados = [
            hostil.pedir(
                "POST",
                b"/token",
                cabeceras=[
                    (b"content-type", b"application/x-www-form-urlencoded"),
                    (b"x-forwarded-for", f"10.0.0.{numero}".encode()),
                    (b"forwarded", f"for=10.0.0.{numero}".encode()),
                ],
                cuerpo=b"username=canal-uno&password=mala",
            ).estado
            for numero in range(6)
        ]
    assert estados == [401] * 5 + [429]
