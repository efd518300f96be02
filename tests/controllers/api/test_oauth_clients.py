"""What real clients of OAuth 2.0 make of POST /token, over a real socket."""

import base64
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session as AuthlibSession
from oauthlib.oauth2 import BackendApplicationClient, LegacyApplicationClient, OAuth2Error
from requests_oauthlib import OAuth2Session

from portal.operations.canales import credenciales
from portal.operations.canales.credenciales import SecretoNuevo
from portal.rules.canales import secretos
from tests import datos
from tests.cli.processes import servidor
from tests.conftest import MOTOR, Casa
from tests.operations.canales.canal import limitar

TODOS = "consulta carrito pago anulacion pagos:leer"
pytestmark = pytest.mark.skipif(MOTOR != "embebida", reason="the server is a process of its own, on the file")


@pytest.fixture
def nuevo(casa: Casa) -> SecretoNuevo:
    return casa.operar(
        lambda portal: credenciales.crear(
            portal, None, "canal-uno", nombre="Cajas", alcances=tuple(TODOS.split()), hasta=date(2099, 1, 1)
        )
    )


@pytest.fixture
def direccion(casa: Casa, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    # Loopback without TLS, which oauthlib would not talk over.
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    with servidor(tmp_path, "serve", SQLITE_PATH=casa.settings.sqlite_path) as corriendo:
        yield corriendo.direccion


def _pagos(direccion: str, token: str) -> int:
    return httpx.get(f"{direccion}/pagos", headers={"Authorization": f"Bearer {token}"}).status_code


def test_authlib_and_requests_oauthlib_are_given_tokens_that_work(direccion: str, nuevo: SecretoNuevo) -> None:
    dados: dict[str, dict[str, Any]] = {}
    for manera in ("client_secret_basic", "client_secret_post"):
        with AuthlibSession(nuevo.cliente, nuevo.secreto, token_endpoint_auth_method=manera) as cliente:
            dados[f"authlib {manera}"] = cliente.fetch_token(f"{direccion}/token", grant_type="client_credentials")
            # It sends the token by itself.
            assert cliente.get(f"{direccion}/pagos").status_code == 200
    for en_el_cuerpo in (True, False):
        with OAuth2Session(client=BackendApplicationClient(client_id=nuevo.cliente)) as sesion:
            dados[f"requests-oauthlib {en_el_cuerpo}"] = sesion.fetch_token(
                f"{direccion}/token",
                client_id=nuevo.cliente,
                client_secret=nuevo.secreto,
                include_client_id=en_el_cuerpo,
            )
            assert sesion.get(f"{direccion}/pagos").status_code == 200
    assert len(dados) == 4
    for manera, dado in dados.items():
        assert (str(dado["token_type"]).lower(), dado["expires_in"]) == ("bearer", 1800), manera
        assert dado["expires_at"] > 0
        assert _pagos(direccion, dado["access_token"]) == 200


def test_a_client_asks_for_less_than_it_may(direccion: str, nuevo: SecretoNuevo) -> None:
    alcance = ["consulta"]
    with OAuth2Session(
        client=BackendApplicationClient(client_id=nuevo.cliente, scope=alcance), scope=alcance
    ) as sesion:
        dado = sesion.fetch_token(f"{direccion}/token", client_secret=nuevo.secreto, include_client_id=True)
        assert dado["scope"] == alcance
        negado = sesion.get(f"{direccion}/pagos")
        assert (negado.status_code, negado.headers["www-authenticate"]) == (
            403,
            'Bearer error="insufficient_scope", scope="pagos:leer"',
        )


def test_the_seed_s_password_form_by_the_same_libraries(direccion: str) -> None:
    with OAuth2Session(client=LegacyApplicationClient(client_id="")) as sesion:
        dado = sesion.fetch_token(f"{direccion}/token", username="canal-uno", password=datos.CLAVE)
        assert (dado["expires_in"], sesion.get(f"{direccion}/pagos").status_code) == (1800, 200)
    with AuthlibSession() as cliente:
        dado = cliente.fetch_token(f"{direccion}/token", username="canal-uno", password=datos.CLAVE)
        assert cliente.get(f"{direccion}/pagos").status_code == 200


def test_they_read_why_they_are_refused(direccion: str, nuevo: SecretoNuevo) -> None:
    casos: list[tuple[str, str, dict[str, str]]] = [
        ("invalid_client", secretos.nuevo(), {}),
        ("invalid_client", "no es un secreto", {}),
        ("invalid_scope", nuevo.secreto, {"scope": "todo"}),
        ("unsupported_grant_type", nuevo.secreto, {"grant_type": "refresh_token"}),
    ]
    for error, secreto, otros in casos:
        with AuthlibSession(nuevo.cliente, secreto) as cliente, pytest.raises(OAuthError) as por_authlib:
            cliente.fetch_token(f"{direccion}/token", **({"grant_type": "client_credentials"} | otros))
        assert por_authlib.value.error == error
        assert por_authlib.value.description
    with (
        OAuth2Session(client=BackendApplicationClient(client_id=nuevo.cliente)) as sesion,
        pytest.raises(OAuth2Error) as por_oauthlib,
    ):
        sesion.fetch_token(f"{direccion}/token", client_secret=secretos.nuevo())
    assert (por_oauthlib.value.error, por_oauthlib.value.status_code) == ("invalid_client", 401)


def _basica(texto: bytes) -> dict[str, str]:
    return {"authorization": "Basic " + base64.b64encode(texto).decode()}


def test_a_credential_comes_once_by_the_header_or_by_fields(direccion: str, nuevo: SecretoNuevo) -> None:
    bien = _basica(f"{nuevo.cliente}:{nuevo.secreto}".encode())
    por_campos = {"client_id": nuevo.cliente, "client_secret": nuevo.secreto}
    pedido = {"grant_type": "client_credentials"}
    nada = {"authorization": "Bearer x"}
    for cabeceras, campos, estado, error in (
        (bien, {}, 200, None),
        (bien, {"client_id": nuevo.cliente}, 200, None),
        (nada, por_campos, 200, None),
        (_basica(f"{nuevo.cliente.replace('-', '%2D')}:{nuevo.secreto}".encode()), {}, 200, None),
        (bien, por_campos, 400, "invalid_request"),
        (bien, {"client_id": "ec-otro"}, 400, "invalid_request"),
        ({}, {}, 401, "invalid_client"),
        (_basica(b"sin dos puntos"), {}, 401, "invalid_client"),
        (_basica(b"\xff:\xff"), {}, 401, "invalid_client"),
        ({"authorization": "Basic ?"}, {}, 401, "invalid_client"),
        (_basica(f"{nuevo.cliente}\x00:{nuevo.secreto}".encode()), {}, 401, "invalid_client"),
        (_basica(("x" * 400 + ":y").encode()), {}, 401, "invalid_client"),
    ):
        respuesta = httpx.post(f"{direccion}/token", data=pedido | campos, headers=cabeceras)
        assert (respuesta.status_code, respuesta.json().get("error")) == (estado, error), (cabeceras, campos)
        assert "no-store" in respuesta.headers["cache-control"]
        if estado == 401:
            assert respuesta.headers["www-authenticate"] == 'Basic realm="portal"'
        if estado != 200:
            assert respuesta.headers["content-type"] == "application/problem+json"
            assert respuesta.json()["error_description"].isascii()


def test_a_token_is_good_from_the_channel_s_networks_alone(casa: Casa, direccion: str, nuevo: SecretoNuevo) -> None:
    pedido = {"grant_type": "client_credentials", "client_id": nuevo.cliente, "client_secret": nuevo.secreto}
    limitar(casa, redes="127.0.0.0/8")
    token = httpx.post(f"{direccion}/token", data=pedido).json()["access_token"]
    assert _pagos(direccion, token) == 200
    limitar(casa, redes="198.51.100.0/24")
    assert httpx.post(f"{direccion}/token", data=pedido).json()["error"] == "invalid_client"
    anulacion = httpx.post(
        f"{direccion}/anulacion", params={"cod_transaccion": "T-1"}, headers={"Authorization": f"Bearer {token}"}
    )
    assert (anulacion.status_code, anulacion.json()["codigo"]) == (403, "red-no-permitida")
