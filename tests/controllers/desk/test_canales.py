"""Channels on the staff's desk: registered, limited, and given credentials whose secret is seen once."""

import re
from collections.abc import Callable
from typing import TypeAlias

import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from portal.rules.canales import secretos
from tests import datos
from tests.conftest import Casa
from tests.operations.canales.canal import limitar
from tests.pages import pagina

Entrar: TypeAlias = Callable[[str], TestClient[Litestar]]
CANAL = "/operador/canales/canal-uno"
SECRETO = re.compile(r"espcli_[0-9A-Za-z]{49}")
CLIENTE = re.compile(r"ec-[0-9a-f]{16}")
TODOS = {"consulta": "1", "carrito": "1", "pago": "1", "anulacion": "1", "leer_pagos": "1"}


@pytest.fixture
def jefa_web(entrar: Entrar) -> TestClient[Litestar]:
    return entrar("jefa")


def _hacer(web: TestClient[Litestar], **cambio: str) -> Response:
    return web.post(f"{CANAL}/credenciales", data={"nombre": "Cajas", "motivo": "Alta del convenio"} | TODOS | cambio)


def _nueva(web: TestClient[Litestar]) -> tuple[str, str]:
    texto = _hacer(web).text
    return CLIENTE.findall(texto)[0], SECRETO.findall(texto)[0]


def _vale(web: TestClient[Litestar], cliente: str, secreto: str) -> bool:
    campos = {"grant_type": "client_credentials", "client_id": cliente, "client_secret": secreto}
    return web.post("/token", data=campos).status_code == 200


def test_a_channel_is_registered_and_is_on_the_list(jefa_web: TestClient[Litestar]) -> None:
    pagina(jefa_web.get("/operador/canales"))
    datos_canal = {"usuario": "Red-Tres", "nombre": "Red Tres", "motivo": "Alta del convenio"}
    hecho = jefa_web.post("/operador/canales", data=datos_canal, follow_redirects=False)
    assert (hecho.status_code, hecho.headers["location"]) == (303, "/operador/canales/red-tres?hecho=registrado")
    assert "El canal quedó registrado" in jefa_web.get(hecho.headers["location"]).text
    assert "Red Tres" in jefa_web.get("/operador/canales").text
    repetido = jefa_web.post("/operador/canales", data=datos_canal)
    assert repetido.status_code == 422
    assert "Ya existe el usuario red-tres." in repetido.text


def test_a_secret_is_seen_once_and_works(jefa_web: TestClient[Litestar]) -> None:
    hecha = _hacer(jefa_web)
    assert hecha.status_code == 200
    pagina(hecha)
    assert "Copiá el secreto ahora" in hecha.text
    assert "no-store" in hecha.headers["cache-control"]
    (secreto,), cliente = SECRETO.findall(hecha.text), CLIENTE.findall(hecha.text)[0]
    assert secretos.bien_formado(secreto)
    assert _vale(jefa_web, cliente, secreto)
    despues = jefa_web.get(CANAL).text
    assert cliente in despues
    assert not SECRETO.search(despues)
    assert f"Termina en {secreto[-4:]}" in despues


def test_it_is_rotated_and_revoked(jefa_web: TestClient[Litestar]) -> None:
    cliente, viejo = _nueva(jefa_web)
    base, motivo = f"/operador/canales/credenciales/{cliente}", {"motivo": "Cambio anual"}
    rotada = jefa_web.post(f"{base}/rotar", data=motivo)
    pagina(rotada)
    (nuevo,) = SECRETO.findall(rotada.text)
    assert (_vale(jefa_web, cliente, viejo), _vale(jefa_web, cliente, nuevo)) == (True, True)
    tercera = jefa_web.post(f"{base}/rotar", data=motivo)
    assert (tercera.status_code, "Ya tiene dos secretos" in tercera.text) == (409, True)
    numeros = re.findall(r'name="numero" value="([0-9a-f]{16})"', rotada.text)
    pistas = re.findall(r"Termina en (\w{4})", rotada.text)
    numero = dict(zip(pistas, numeros, strict=True))[viejo[-4:]]
    retirado = jefa_web.post(f"{base}/retirar", data=motivo | {"numero": numero})
    assert "El secreto ya no vale" in retirado.text
    assert (_vale(jefa_web, cliente, viejo), _vale(jefa_web, cliente, nuevo)) == (False, True)
    ultimo = jefa_web.post(f"{base}/retirar", data=motivo | {"numero": "no-es"})
    assert ultimo.status_code == 404
    revocada = jefa_web.post(f"{base}/revocar", data=motivo)
    assert "La credencial ya no vale" in revocada.text
    assert not _vale(jefa_web, cliente, nuevo)
    otra_vez = jefa_web.post(f"{base}/revocar", data=motivo)
    assert (otra_vez.status_code, "Esa credencial está revocada" in otra_vez.text) == (409, True)


@pytest.mark.parametrize(
    ("cambio", "frase"),
    [
        ({"nombre": ""}, "El nombre lleva entre 1 y 100 letras."),
        (dict.fromkeys(TODOS, ""), "Elegí uno o más de estos alcances"),
        ({"hasta": "2026-11-22"}, "Ese día ya pasó"),
        ({"hasta": "mañana"}, "Ese día ya pasó"),
        ({"motivo": "x"}, "Escribí el motivo"),
    ],
)
def test_a_credential_that_is_wrong_is_told_beside_what_was_typed(
    jefa_web: TestClient[Litestar], cambio: dict[str, str], frase: str
) -> None:
    negada = _hacer(jefa_web, **cambio)
    pagina(negada, 422)
    assert frase in negada.text
    assert not SECRETO.search(negada.text)
    assert "No tiene ninguna credencial" in negada.text
    if "nombre" not in cambio:
        assert 'value="Cajas"' in negada.text


def test_its_limits_are_kept_and_what_is_wrong_told(jefa_web: TestClient[Litestar]) -> None:
    bien = {
        "prefijo": "bco-",
        "redes": "192.0.2.7\r\n10.0.0.0/8",
        "por_minuto": "12",
        "por_hora": "",
        "motivo": "Piloto",
    }
    guardado = jefa_web.post(f"{CANAL}/limites", data=bien)
    assert "Vale desde el próximo pedido del canal." in guardado.text
    assert 'value="BCO-"' in guardado.text
    assert "192.0.2.7/32\n10.0.0.0/8</textarea>" in guardado.text
    assert "0 de 12" in guardado.text
    for cambio, frase in (
        ({"prefijo": "?"}, "El prefijo lleva de 2 a 10"),
        ({"redes": "todas"}, "Escribí direcciones o redes"),
        ({"por_minuto": "-1"}, "Escribí un número entre 1 y 1000000"),
        ({"motivo": ""}, "Escribí el motivo"),
    ):
        mal = jefa_web.post(f"{CANAL}/limites", data=bien | cambio)
        pagina(mal, 422)
        assert frase in mal.text


def test_who_was_stopped_is_on_the_list(casa: Casa, jefa_web: TestClient[Litestar]) -> None:
    limitar(casa, por_hora="1")
    token = jefa_web.post("/token", data={"username": "canal-uno", "password": datos.CLAVE}).json()
    for documento in (datos.TRES_Y_AGUA, datos.AL_DIA):
        jefa_web.get(
            "/consulta/deuda-cliente/",
            params={"documento": documento, "moneda": 1},
            headers={"authorization": f"Bearer {token['access_token']}"},
        )
    lista = jefa_web.get("/operador/canales").text
    assert "En el último día llegaron a su máximo:" in lista
    assert "Documentos distintos por hora" in lista
    assert "1 de 1" in jefa_web.get(CANAL).text


def test_what_is_not_there(jefa_web: TestClient[Litestar]) -> None:
    for ruta in ("/operador/canales/nadie", "/operador/canales/jefa"):
        assert jefa_web.get(ruta).status_code == 404
    assert jefa_web.post("/operador/canales/credenciales/ec-nada/rotar", data={"motivo": "xxxxx"}).status_code == 404


@pytest.mark.parametrize("quien", [datos.TRES_Y_AGUA, "operadora"])
def test_nobody_else_comes_in(entrar: Entrar, quien: str) -> None:
    web = entrar(quien)
    assert web.get("/operador/canales").status_code == 403
    assert web.get(CANAL).status_code == 403
    assert _hacer(web).status_code == 403
