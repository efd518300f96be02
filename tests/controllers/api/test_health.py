"""Alive without the database; ready only with it; and how many payments wait for a person."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from msgspec import structs
from structlog.testing import capture_logs

from portal.operations.payment import dudosos
from portal.operations.portal import Portal
from portal.repo.tables import pulse
from portal.rules.payment.seguimiento import ALARMA
from portal.structs.dudas import Desenlace
from tests import journeys
from tests.conftest import MOTOR, PAGINA, Casa
from tests.repo.embedded.test_turn import tomada


@pytest.mark.parametrize("metodo", ["GET", "HEAD"])
def test_with_its_database_it_is_alive_and_ready(anonimo: TestClient[Litestar], metodo: str) -> None:
    for ruta, cuerpo in (("/salud", b'{"estado":"vivo"}'), ("/salud/lista", b'{"estado":"listo","pagos_demorados":0}')):
        respuesta = anonimo.request(metodo, ruta)
        assert respuesta.status_code == 200
        assert respuesta.content == (b"" if metodo == "HEAD" else cuerpo)


def test_payments_that_wait_for_a_person_are_counted_and_keep_it_in_service(
    casa: Casa, anonimo: TestClient[Litestar]
) -> None:
    pago = journeys.dudoso(casa)
    assert anonimo.get("/salud/lista").json()["pagos_demorados"] == 0  # nothing is late yet
    casa.clock.adelantar(ALARMA + timedelta(seconds=1))
    respuesta = anonimo.get("/salud/lista")
    assert (respuesta.status_code, respuesta.json()) == (200, {"estado": "listo", "pagos_demorados": 1})
    operadora = casa.actor("operadora")
    casa.operar(lambda portal: dudosos.resolver(portal, operadora, pago.id, Desenlace.RECHAZADO, "Se devolvió"))
    assert anonimo.get("/salud/lista").json()["pagos_demorados"] == 0


def test_the_process_starts_without_its_database_and_says_so(casa: Casa, tmp_path: Path) -> None:
    casa.settings = structs.replace(casa.settings, sqlite_path=str(tmp_path / "falta.sqlite3"))
    with TestClient(casa.app()) as cliente:
        assert cliente.get("/salud").status_code == 200
        respuesta = cliente.get("/salud/lista")
        assert cliente.head("/salud/lista").status_code == 503
    assert respuesta.status_code == 503
    assert respuesta.headers["content-type"] == "application/problem+json"
    assert respuesta.headers["retry-after"] == "30"
    assert respuesta.json()["codigo"] == "base-no-creada"
    assert "«portal db install»" in respuesta.json()["detail"]
    assert str(tmp_path) not in respuesta.text


def test_a_file_that_is_no_database_of_ours_is_told(casa: Casa, tmp_path: Path) -> None:
    for nombre, contenido in (("vacia.sqlite3", b""), ("texto.sqlite3", b"esto no es una base de datos " * 99)):
        ruta = tmp_path / nombre
        ruta.write_bytes(contenido)
        casa.settings = structs.replace(casa.settings, sqlite_path=str(ruta))
        with TestClient(casa.app()) as cliente:
            respuesta = cliente.get("/salud/lista")
        assert respuesta.status_code == 503, nombre
        assert respuesta.json()["detail"].startswith(nombre)


def _lista(cliente: TestClient[Litestar]) -> tuple[int, str]:
    respuesta = cliente.get("/salud/lista")
    return respuesta.status_code, str(
        respuesta.json().get("codigo", respuesta.json()["estado"] if respuesta.is_success else "")
    )


def _latidos(casa: Casa) -> int:
    """When the shared row was last written."""

    async def leer(portal: Portal) -> int:
        fila = await portal.repo.read(lambda tx: tx.sql.una(pulse.LEER))
        return int(fila["en"] or 0) if fila else 0

    return casa.operar(leer)


def test_it_writes_every_few_seconds_whoever_asks(casa: Casa, anonimo: TestClient[Litestar]) -> None:
    escritos = set()
    with TestClient(casa.app()) as otra:
        for _ in range(30):
            assert _lista(anonimo) == _lista(otra) == (200, "listo")
            escritos.add(_latidos(casa))
            casa.clock.adelantar(timedelta(seconds=1))
    assert 5 <= len(escritos) <= 7


@pytest.mark.skipif(MOTOR != "embebida", reason="the lock is the embedded file's")
def test_a_write_lock_that_others_hold_is_told(casa: Casa, anonimo: TestClient[Litestar]) -> None:
    assert _lista(anonimo) == (200, "listo")
    casa.clock.adelantar(timedelta(seconds=6))
    with tomada(Path(casa.settings.sqlite_path)):
        assert _lista(anonimo) == (503, "base-ocupada")
        assert anonimo.get("/salud").status_code == 200
    assert _lista(anonimo) == (200, "listo")


def _danar(ruta: Path, _: Path) -> None:
    with ruta.open("r+b") as archivo:
        archivo.write(b"\xff" * 8192)


@pytest.mark.skipif(MOTOR != "embebida", reason="the file is the embedded one")
@pytest.mark.parametrize(
    ("tomar", "codigo"),
    [
        (lambda ruta, _: ruta.unlink(), "base-quitada"),
        (lambda ruta, otra: otra.replace(ruta), "base-cambiada"),
        (lambda ruta, otra: shutil.copyfile(otra, ruta), "base-cambiada"),
        (_danar, "base-cambiada"),
    ],
    ids=["removed", "replaced", "copied over", "written into"],
)
def test_a_file_that_is_not_the_one_it_opened_is_told(
    casa: Casa,
    anonimo: TestClient[Litestar],
    plantilla: Path,
    tmp_path: Path,
    tomar: Callable[[Path, Path], object],
    codigo: str,
) -> None:
    otra = Path(shutil.copyfile(plantilla, tmp_path / "otra.sqlite3"))
    assert _lista(anonimo) == (200, "listo")
    tomar(Path(casa.settings.sqlite_path), otra)
    with capture_logs() as lineas:
        assert _lista(anonimo) == (503, codigo)
    assert any(linea["log_level"] == "error" and linea["event"] == codigo.replace("-", "_") for linea in lineas)
    assert anonimo.get("/salud").status_code == 200


@pytest.mark.skipif(MOTOR != "embebida", reason="the file is the embedded one")
@pytest.mark.parametrize("desde", [0, 100], ids=["heading", "schema"])
def test_a_damaged_file_is_told(casa: Casa, desde: int) -> None:
    with Path(casa.settings.sqlite_path).open("r+b") as archivo:
        archivo.seek(desde)
        archivo.write(b"\xff" * 8192)
    with TestClient(casa.app(), raise_server_exceptions=False) as cliente:
        assert _lista(cliente) == (503, "base-ajena" if desde == 0 else "base-danada")
        peticion = {"username": "canal-uno", "password": "una clave larga"}
        assert cliente.post("/token", data=peticion).status_code == 503
        assert cliente.get("/salud").status_code == 200


@pytest.fixture
def disco(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes."""
    punto = tmp_path / "disco"
    punto.mkdir()
    orden = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(punto)]
    if not sys.platform.startswith("linux") or subprocess.run(orden, capture_output=True, check=False).returncode:  # noqa: S603
        pytest.skip("montar un disco chico pide ser root en Linux")
    try:
        yield punto
    finally:
        subprocess.run(["umount", "--lazy", str(punto)], check=True)  # noqa: S603, S607


@pytest.mark.skipif(MOTOR != "embebida", reason="the disk is the embedded file's")
def test_a_full_disk_is_told(casa: Casa, disco: Path) -> None:
    ruta = Path(shutil.move(casa.settings.sqlite_path, disco))
    casa.settings = structs.replace(casa.settings, sqlite_path=str(ruta))
    with TestClient(casa.app()) as cliente:
        assert _lista(cliente) == (200, "listo")
        relleno = disco / "relleno"
        with suppress(OSError), relleno.open("wb", buffering=0) as archivo:
            while archivo.write(b"x" * 512):
                pass
        dichos = set()
        for _ in range(10):  # the log has room left in its last page, and more once it is emptied
            casa.clock.adelantar(timedelta(seconds=6))
            dichos.add(_lista(cliente))
        assert (503, "base-sin-lugar") in dichos
        assert dichos <= {(503, "base-sin-lugar"), (200, "listo")}
        relleno.unlink()
        assert _lista(cliente) == (200, "listo")


@pytest.mark.parametrize(
    ("ruta", "formulario"),
    [
        ("/salud/lista", None),
        ("/token", {"username": "x", "password": "una clave larga"}),
        ("/ingreso", {"usuario": "x", "clave": "una clave larga"}),
    ],
)
def test_the_log_names_the_cause_of_each_503(
    casa: Casa, tmp_path: Path, ruta: str, formulario: dict[str, str] | None
) -> None:
    casa.settings = structs.replace(casa.settings, sqlite_path=str(tmp_path / "falta.sqlite3"))
    with TestClient(casa.app()) as cliente, capture_logs() as lineas:
        respuesta = cliente.post(ruta, data=formulario, headers=PAGINA) if formulario else cliente.get(ruta)
    assert respuesta.status_code == 503
    dichas = [linea for linea in lineas if linea["event"] == "no_disponible"]
    assert [(linea["log_level"], linea["codigo"]) for linea in dichas] == [("warning", "base-no-creada")]
    assert "falta.sqlite3" in dichas[0]["causa"]


def test_both_are_public_in_the_documentation(anonimo: TestClient[Litestar]) -> None:
    rutas = anonimo.app.openapi_schema.to_schema()["paths"]
    for ruta in ("/salud", "/salud/lista"):
        assert set(rutas[ruta]) == {"get", "head"}
        assert rutas[ruta]["get"]["tags"] == ["Salud"]
        assert not rutas[ruta]["get"].get("security")
    assert "503" in rutas["/salud/lista"]["get"]["responses"]
