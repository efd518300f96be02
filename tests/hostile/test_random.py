"""Every route of both doors, asked by every role with whatever comes: no failure of ours, no secret given back.

`PRUEBAS_LARGAS=40` asks forty times as many as the few of each run.
"""

import json
import os
import re
import shutil
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import hypothesis
import msgspec
import pytest
from hypothesis import strategies as st
from litestar.handlers import HTTPRouteHandler
from msgspec import Struct
from structlog.testing import capture_logs

from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import usuarios
from portal.settings import cargar
from portal.structs.usuarios import Sesion
from portal.web import auth
from tests import datos
from tests.conftest import Casa
from tests.hostile import inputs
from tests.hostile.client import Cabeceras, Contestacion, Hostil, abierta

VECES = 4 * int(os.environ.get("PRUEBAS_LARGAS", "1"))
GENTE = {"anonimo": "", "cliente": datos.TRES_Y_AGUA, "canal": "canal-uno", "operador": "operadora"}
DE_DEUDAS = ("idsession", "sel", "dicha", "ayuda", "hasta", "lugar", "tipo", "vencidas")
NUESTROS = {"request", "portal", "data", "scope"}
VALORES = re.compile(r'(?:value|href)="[^"]*"')
CLAVES = {"clave", "password", "actual", "nueva", "repetida"}
FORMULARIO = b"application/x-www-form-urlencoded"
PROBLEMA = "application/problem+json"
DEMASIADO = 500


class Ruta(Struct, frozen=True):
    """A method of a route, its path's parts and what it reads."""

    metodo: str
    camino: str
    api: bool
    consulta: tuple[str, ...]
    campos: tuple[str, ...]

    def concreta(self, datos_: st.DataObject, valor: st.SearchStrategy[bytes]) -> bytes:
        def parte(tramo: str) -> bytes:
            if not tramo.startswith("{"):
                return tramo.encode()
            posibles = st.sampled_from(
                [b"1", b"2", b"999999999", b"9" * 40, b"2026-11-20", b"9999-12-31", b"0001-01-01"]
            )
            return inputs.codificar(datos_.draw(posibles | valor))

        return b"/".join(parte(tramo) for tramo in self.camino.split("/"))


class Mundo(Struct):
    """The open application, and a way to a fresh session of each role."""

    casa: Casa
    hostil: Hostil
    rutas: list[Ruta]

    def ficha(self, usuario: str) -> str:
        async def abrir(portal: Portal) -> str:
            async def hacer(tx: Transaccion) -> Sesion:
                hallado = await usuarios.por_nombre(tx.sql, usuario)
                assert hallado
                ahora = self.casa.clock.instante
                sesion = Sesion(
                    sid=uuid.uuid4().hex,
                    usuario_id=hallado.id,
                    creada=ahora,
                    vence=ahora + timedelta(hours=2),
                    puerta="pagina",
                    agente="",
                )
                await usuarios.abrir_sesion(tx.sql, sesion)
                await tx.confirmar()
                return sesion

            return auth.emitir(self.casa.settings, await portal.repo.write(hacer))

        return self.casa.operar(abrir) if usuario else ""


def _leidos(handler: HTTPRouteHandler, camino: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    parametros: dict[str, Any] = handler.parsed_fn_signature.parameters
    del_camino = set(re.findall(r"\{(\w+):", camino))
    consulta = tuple(nombre for nombre in parametros if nombre not in NUESTROS | del_camino)
    if "POST" not in handler.http_methods:
        return consulta, ()
    if "data" not in parametros:
        return consulta, DE_DEUDAS
    return consulta, tuple(campo.name for campo in msgspec.structs.fields(parametros["data"].annotation))


@pytest.fixture(scope="module")
def mundo(plantilla: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mundo]:
    base = tmp_path_factory.mktemp("azar") / "casa.sqlite3"
    shutil.copyfile(plantilla, base)
    # What is tried here is not where a channel is stopped.
    casa = Casa(cargar({"SQLITE_PATH": str(base), "CANAL_PEDIDOS_POR_MINUTO": "1000000"}))
    app = casa.app()
    rutas = [
        Ruta(metodo, ruta.path, handler.opt.get("puerta") == "api", *_leidos(handler, ruta.path))
        for ruta in app.routes
        for handler in getattr(ruta, "route_handlers", ())
        for metodo in sorted(handler.http_methods - {"OPTIONS"})
    ]
    with abierta(app) as hostil:
        yield Mundo(casa, hostil, rutas)


def _cabeceras(datos_: st.DataObject, ruta: Ruta, ficha: str) -> Cabeceras:
    normales = {b"host": b"prueba", b"accept": b"application/json" if ruta.api else b"text/html"}
    if not ruta.api:
        normales[b"sec-fetch-site"] = b"same-origin"
    if ruta.metodo == "POST":
        normales[b"content-type"] = FORMULARIO
    if ficha:
        normales |= (
            {b"authorization": b"Bearer " + ficha.encode()} if ruta.api else {b"cookie": b"sesion=" + ficha.encode()}
        )
    if datos_.draw(st.booleans()):
        normales[b"hx-request"] = b"true"
    otras = datos_.draw(st.dictionaries(st.sampled_from(inputs.CABECERAS), inputs.cabecera, max_size=3))
    return list((normales | otras).items())


def _revisar(ruta: Ruta, respuesta: Contestacion, escrito: str, secretos: set[str]) -> None:
    assert respuesta.estado < DEMASIADO, respuesta.texto
    cabeceras = str(respuesta.cabeceras)
    assert not [valor for _, valor in respuesta.cabeceras if "\r" in valor or "\n" in valor]
    for secreto in secretos:
        assert secreto not in escrito, escrito
        assert secreto not in cabeceras + respuesta.texto
    assert inputs.MARCA not in escrito, escrito
    if respuesta.estado < 400:
        return
    tipo = respuesta.cabecera("content-type")
    if ruta.api:
        assert tipo == PROBLEMA, (respuesta.estado, tipo)
        problema = json.loads(respuesta.cuerpo)
        assert problema["status"] == respuesta.estado
        assert problema["detail"].endswith("."), problema
        assert inputs.MARCA not in respuesta.texto + cabeceras
    elif respuesta.cuerpo:
        assert tipo.startswith(("text/html", PROBLEMA)), (respuesta.estado, tipo)
        assert "<script>alert" not in respuesta.texto
        if ruta.metodo == "GET":
            # As a value alone: a filter keeps what was typed, and the choice of a language where to come back to.
            assert inputs.MARCA not in VALORES.sub("", respuesta.texto) + cabeceras


@pytest.mark.parametrize("rol", GENTE)
def test_nothing_that_comes_is_a_failure_or_comes_back(mundo: Mundo, rol: str) -> None:
    assert len(mundo.rutas) > 50
    for ruta in mundo.rutas:
        mundo.casa.clock.adelantar(timedelta(minutes=16))  # past what counts failed sign-ins
        _hostigar(mundo, ruta, mundo.ficha(GENTE[rol]))


@pytest.mark.parametrize("rol", ["cliente", "canal", "operador"])
def test_a_number_that_no_database_holds_is_no_failure(mundo: Mundo, rol: str) -> None:
    con_numero = [ruta for ruta in mundo.rutas if ":int}" in ruta.camino]
    assert len(con_numero) > 8
    for ruta in con_numero:
        ficha = mundo.ficha(GENTE[rol])
        cabeceras = [(b"host", b"prueba"), (b"sec-fetch-site", b"same-origin"), (b"content-type", FORMULARIO)]
        cabeceras += [(b"authorization", b"Bearer " + ficha.encode()), (b"cookie", b"sesion=" + ficha.encode())]
        camino = re.sub(r"\{\w+:int\}", "9" * 40, ruta.camino).encode()
        campos = inputs.pares(dict.fromkeys(ruta.campos, b"algo"))
        respuesta = mundo.hostil.pedir(ruta.metodo, camino, b"", cabeceras, campos)
        assert respuesta.estado < DEMASIADO, (ruta.metodo, ruta.camino)


def _hostigar(mundo: Mundo, ruta: Ruta, ficha: str) -> None:
    @hypothesis.settings(
        max_examples=VECES,
        database=None,
        suppress_health_check=list(hypothesis.HealthCheck),
        report_multiple_bugs=False,
    )
    @hypothesis.given(st.data())
    def preguntar(datos_: st.DataObject) -> None:
        consulta = datos_.draw(st.fixed_dictionaries({}, optional=dict.fromkeys(ruta.consulta, inputs.valor)))
        campos = datos_.draw(st.fixed_dictionaries({}, optional=dict.fromkeys(ruta.campos, inputs.valor)))
        secretos = {ficha} if ficha else set()
        for nombre in CLAVES & campos.keys():
            campos[nombre] = f"{inputs.MARCA}-{nombre}-secreta".encode()
            secretos.add(f"{inputs.MARCA}-{nombre}")
        camino = ruta.concreta(datos_, inputs.valor)
        cabeceras = _cabeceras(datos_, ruta, ficha)
        hypothesis.note(f"{ruta.metodo} {camino!r} ? {consulta} {cabeceras} {campos}")
        with capture_logs() as registro:
            respuesta = mundo.hostil.pedir(ruta.metodo, camino, inputs.pares(consulta), cabeceras, inputs.pares(campos))
        hypothesis.note(str(registro))
        _revisar(ruta, respuesta, str(registro), secretos)

    preguntar()
