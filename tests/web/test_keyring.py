"""Tokens under keys that change: the old ones stay good until they end, and no token says by which it is read."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
from litestar.testing import TestClient
from msgspec import structs

from portal.settings import Settings
from portal.settings.keyring import LIFE, Keyring, read, rotated, write
from portal.web import auth, keyring
from portal.web.keyring import SigningKeys
from tests import datos
from tests.conftest import PAGINA, Casa

HORA = timedelta(hours=1)


@pytest.fixture
def claves(casa: Casa, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A company whose file of keys is looked at before each request."""
    monkeypatch.setattr(keyring, "LOOK_S", 0)
    archivo = tmp_path / "claves.json"
    casa.settings = structs.replace(casa.settings, archivo_de_claves=str(archivo))
    return archivo


def _rotar(casa: Casa, archivo: Path, despues: timedelta = HORA) -> Keyring:
    ring = rotated(read(archivo), casa.clock(), "HS256", after=despues)
    write(archivo, ring)
    return ring


def _token(servidor: TestClient[Any]) -> str:
    dado = servidor.post("/token", data={"username": "canal-uno", "password": datos.CLAVE})
    return str(dado.json()["access_token"])


def _estado(servidor: TestClient[Any], token: str) -> int:
    return servidor.get("/pagos", headers={"authorization": f"Bearer {token}"}).status_code


def _kid(token: str) -> str:
    return str(jwt.get_unverified_header(token)["kid"])


def test_keys_are_rotated_and_nobody_signs_in_again(casa: Casa, claves: Path) -> None:
    with (
        TestClient(casa.app(), raise_server_exceptions=False) as una,
        TestClient(casa.app(), raise_server_exceptions=False) as otra,
    ):
        primero = _token(una)
        ring = _rotar(casa, claves)
        segundo = _token(una)
        assert (_kid(primero), _kid(segundo)) == ("0", "0")
        casa.clock.adelantar(timedelta(minutes=45))
        tercero = _token(otra)
        casa.clock.adelantar(timedelta(minutes=15))
        # The new one signs from its hour on, and every instance reads both.
        cuarto = _token(otra)
        assert (_kid(tercero), _kid(cuarto)) == ("0", ring.claves[0].kid)
        for servidor in (una, otra):
            # The first two ended by themselves.
            assert [_estado(servidor, token) for token in (primero, segundo, tercero, cuarto)] == [401, 401, 200, 200]


def test_what_leaked_opens_nothing_from_then_on(casa: Casa, claves: Path) -> None:
    with TestClient(casa.app(), raise_server_exceptions=False) as servidor:
        viejo = _token(servidor)
        assert _estado(servidor, viejo) == 200
        _rotar(casa, claves, timedelta(0))
        nuevo = _token(servidor)
        assert (_estado(servidor, viejo), _estado(servidor, nuevo)) == (401, 200)


def test_a_key_that_ended_signs_nothing_that_is_believed(casa: Casa, claves: Path) -> None:
    """Whoever still holds SECRET_KEY writes tokens that end late."""
    with TestClient(casa.app(), raise_server_exceptions=False) as servidor:
        token = _token(servidor)
        reclamos = jwt.decode(token, options={"verify_signature": False})
        eterno = int((casa.clock() + 10 * LIFE).timestamp())
        falso = jwt.encode(
            reclamos | {"exp": eterno},
            casa.settings.secret_key,
            algorithm="HS256",
            headers={"typ": auth.TIPO, "kid": "0"},
        )
        assert _estado(servidor, falso) == 200  # while it counts, it is the portal's own
        _rotar(casa, claves, timedelta(0))
        assert _estado(servidor, falso) == 401


def _como(reclamos: dict[str, Any], secreto: str, alg: str, kid: object) -> str:
    cabeza = {"typ": auth.TIPO} | ({} if kid is None else {"kid": kid})
    return jwt.encode(reclamos, secreto, algorithm=alg, headers=cabeza)


def test_the_algorithm_and_the_key_are_the_ring_s_and_not_the_header_s(casa: Casa, claves: Path) -> None:
    ring = _rotar(casa, claves)
    casa.clock.adelantar(HORA)
    with TestClient(casa.app(), raise_server_exceptions=False) as servidor:
        token = _token(servidor)
        reclamos = jwt.decode(token, options={"verify_signature": False})
        suya, base = ring.claves[0], casa.settings.secret_key
        buenos = [_como(reclamos, suya.clave, "HS256", suya.kid), _como(reclamos, base, "HS256", None)]
        assert [_estado(servidor, cada) for cada in buenos] == [200, 200]
        malos = [
            _como(reclamos, suya.clave, "HS512", suya.kid),
            _como(reclamos, base, "HS256", suya.kid),
            _como(reclamos, suya.clave, "HS256", "0"),
            _como(reclamos, suya.clave, "HS256", None),
            _como(reclamos, suya.clave, "HS256", "../../dev/null"),
            _como(reclamos, suya.clave, "HS256", "' OR 1=1 --"),
            _como(reclamos, suya.clave, "HS256", ""),
            jwt.encode(reclamos, None, algorithm="none", headers={"typ": auth.TIPO, "kid": suya.kid}),
        ]
        assert [_estado(servidor, cada) for cada in malos] == [401] * len(malos)


def test_a_page_s_session_goes_on_too(casa: Casa, claves: Path) -> None:
    with TestClient(casa.app(), raise_server_exceptions=False) as servidor:
        servidor.headers.update(PAGINA)
        servidor.post("/ingreso", data={"usuario": datos.TRES_Y_AGUA, "clave": datos.CLAVE})
        _rotar(casa, claves)
        casa.clock.adelantar(HORA)
        assert servidor.get("/cuenta", follow_redirects=False).status_code == 200


@pytest.mark.parametrize(
    "estropear", [lambda f: f.write_text("{"), lambda f: f.write_bytes(b"\xff"), lambda f: f.chmod(0)]
)
def test_a_file_that_is_broken_while_it_runs_changes_nothing(
    casa: Casa, claves: Path, estropear: Callable[[Path], object], capsys: pytest.CaptureFixture[str]
) -> None:
    _rotar(casa, claves)
    casa.clock.adelantar(HORA)
    with TestClient(casa.app(), raise_server_exceptions=False) as servidor:
        token = _token(servidor)
        estropear(claves)
        assert (_estado(servidor, token), _kid(_token(servidor))) == (200, _kid(token))
    dicho = capsys.readouterr().out
    assert "claves_ilegibles" in dicho or claves.stat().st_mode & 0o777 == 0  # root reads what it may not


def test_production_takes_no_weak_key_while_it_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "LOOK_S", 0)
    archivo = tmp_path / "claves.json"
    keys = SigningKeys(Settings(environment="production", archivo_de_claves=str(archivo)))
    assert keys.signing(datos.AHORA).kid == "0"
    ring = rotated(Keyring(), datos.AHORA, "HS256", after=timedelta(0))
    write(archivo, structs.replace(ring, claves=(structs.replace(ring.claves[0], clave="a" * 64),)))
    assert keys.signing(datos.AHORA).kid == "0"
    write(archivo, ring)
    assert keys.signing(datos.AHORA).kid == ring.claves[0].kid


def test_without_a_file_it_is_secret_key_alone() -> None:
    keys = SigningKeys(Settings())
    assert (keys.signing(datos.AHORA).clave, keys.named(None), keys.named("x")) == (
        Settings().secret_key,
        keys.named("0"),
        None,
    )
