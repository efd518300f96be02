"""Any order of requests by both doors, to two instances on one database, against a model of sets."""

import asyncio
import os
import re
import shutil
import tempfile
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import hypothesis.strategies as st
from httpx import Response
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from litestar import Litestar
from litestar.testing import TestClient

from portal.clock import dia
from portal.operations.books.invariantes import verificar_invariantes
from portal.operations.payment import comprobantes, dudosos
from portal.operations.portal import Portal
from portal.operations.sweep import barrer
from portal.repo.embedded import invariants as embebido
from portal.rules.debts.carrito import completar
from portal.settings import cargar
from portal.structs.dudas import Desenlace
from portal.structs.pagos import Devolucion, Estado, Pago
from tests import conftest, datos
from tests.conftest import Casa
from tests.machine.model import BIEN, DEUDAS, Modelo, Sesion

LARGAS = bool(os.environ.get("PRUEBAS_LARGAS"))
CODIGOS = st.sampled_from(["T-1", "T-2", "T-3"])
DEUDA = st.sampled_from(sorted(DEUDAS))
INSTANCIA = st.integers(0, 1)
PLANTILLA: list[Path] = []
CLIENTA = datos.TRES_Y_AGUA


def _plantilla() -> Path:
    if not PLANTILLA:
        ruta = Path(tempfile.mkdtemp(prefix="maquina-")) / "casa.sqlite3"
        asyncio.run(conftest._construir(ruta))  # noqa: SLF001 - the same company as every other test's
        PLANTILLA.append(ruta)
    return PLANTILLA[0]


class DosPuertas(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.pila = ExitStack()
        carpeta = Path(self.pila.enter_context(tempfile.TemporaryDirectory(prefix="maquina-")))
        shutil.copyfile(_plantilla(), carpeta / "casa.sqlite3")
        ajustes = {
            "SQLITE_PATH": str(carpeta / "casa.sqlite3"),
            "ACCESS_TOKEN_EXPIRE_MINUTES": "1440",
            "SESION_INACTIVA_CLIENTES": "120",
        }
        self.casa = Casa(cargar(ajustes))
        self.instancias = [self._abrir(), self._abrir()]
        token = self.instancias[0].post("/token", data={"username": "canal-uno", "password": datos.CLAVE}).json()
        self.canal = {"authorization": f"Bearer {token['access_token']}"}
        self._entrar()
        self.modelo = Modelo()
        self.respuestas: dict[tuple[str, str], tuple[int, bytes]] = {}
        self.intento: tuple[str, set[str]] | None = None

    def _abrir(self) -> TestClient[Litestar]:
        return self.pila.enter_context(TestClient(self.casa.app(), raise_server_exceptions=False))

    def _entrar(self) -> None:
        entrada = self._pagina(0, "/ingreso", usuario=CLIENTA, clave=datos.CLAVE)
        assert entrada.status_code == 303
        self.galletas = dict(entrada.cookies)

    def teardown(self) -> None:
        self.pila.close()

    def _api(self, en: int, ruta: str, llave: str | None = None, **parametros: str | int) -> Response:
        cabeceras = self.canal | ({"idempotency-key": llave} if llave else {})
        self.casa.clock.adelantar(timedelta(seconds=1))
        return self.instancias[en].post(ruta, params=parametros, headers=cabeceras)

    def _pagina(self, en: int, ruta: str, **datos_: str | list[str]) -> Response:
        cliente = self.instancias[en]
        cliente.cookies.clear()
        cliente.cookies.update(getattr(self, "galletas", {}))
        self.casa.clock.adelantar(timedelta(seconds=1))
        hacer = cliente.post if datos_ or ruta.endswith("salir") else cliente.get
        extra = {"data": datos_} if datos_ else {}
        respuesta = hacer(ruta, headers=conftest.PAGINA, follow_redirects=False, **extra)  # type: ignore[arg-type]
        cliente.cookies.clear()
        return respuesta

    def _con_llave(self, ruta: str, llave: str | None, respuesta: Response, esperado: int) -> None:
        """A key that answered once answers the same for ever, whatever the model would say by now."""
        if llave is None or (ruta, llave) not in self.respuestas:
            assert respuesta.status_code == esperado, (ruta, respuesta.text)
        if llave is not None:
            previa = self.respuestas.setdefault((ruta, llave), (respuesta.status_code, respuesta.content))
            assert previa == (respuesta.status_code, respuesta.content)

    @rule(en=INSTANCIA)
    def consultar(self, en: int) -> None:
        parametros = {"documento": CLIENTA, "moneda": 1}
        respuesta = self.instancias[en].get("/consulta/deuda-cliente/", params=parametros, headers=self.canal)
        deudas = {str(fila["CODMOVIMIENTO"]) for fila in respuesta.json()["deudas"]}
        assert deudas == self.modelo.pendientes
        self.modelo.sesiones[int(respuesta.json()["idsession"])] = Sesion(deudas)

    @precondition(lambda self: self.modelo.sesiones)
    @rule(en=INSTANCIA, cual=st.integers(0, 2), codigo=DEUDA, pone=st.booleans())
    def agregar(self, en: int, cual: int, codigo: str, pone: bool) -> None:
        self._agregar(en, self._sesion(cual), codigo, pone=pone)

    @precondition(lambda self: self.modelo.sesiones)
    @rule(en=INSTANCIA, cual=st.integers(0, 2), hasta=DEUDA)
    def completar(self, en: int, cual: int, hasta: str) -> None:
        session = self._sesion(cual)
        vio = [DEUDAS[codigo] for codigo in sorted(self.modelo.sesiones[session].vio)]
        elegidas = (
            completar(vio, frozenset({hasta}), dia(self.casa.clock()))
            if hasta in {d.codmovimiento for d in vio}
            else ()
        )
        for codigo in sorted(elegidas, key=lambda codigo: DEUDAS[codigo].vencimiento):
            self._agregar(en, session, codigo, pone=True)

    def _sesion(self, cual: int) -> int:
        abiertas = sorted(self.modelo.sesiones)[-3:]
        return abiertas[cual % len(abiertas)]

    def _agregar(self, en: int, session: int, codigo: str, *, pone: bool) -> None:
        esperado = self.modelo.agregar(session, codigo, pone=pone, hoy=dia(self.casa.clock()))
        indicador = "S" if pone else "N"
        respuesta = self._api(
            en, "/carrito/agregar", idsession=str(session), indicador=indicador, codmovimiento=codigo, usuario="x"
        )
        assert respuesta.status_code == esperado, respuesta.text

    @precondition(lambda self: self.modelo.sesiones)
    @rule(en=INSTANCIA, cual=st.integers(0, 2), codigo=CODIGOS, con_llave=st.booleans())
    def pagar(self, en: int, cual: int, codigo: str, con_llave: bool) -> None:
        session = self._sesion(cual)
        llave = f"{session}-{codigo}" if con_llave else None
        contestado = llave is not None and ("/pago", llave) in self.respuestas
        esperado = 0 if contestado else self.modelo.pagar(session, codigo, dia(self.casa.clock()))
        respuesta = self._api(en, "/pago", llave, session=session, user="x", cod_transaccion=codigo)
        self._con_llave("/pago", llave, respuesta, esperado)

    @rule(en=INSTANCIA, codigo=CODIGOS, con_llave=st.booleans())
    def anular(self, en: int, codigo: str, con_llave: bool) -> None:
        llave = f"a-{codigo}" if con_llave else None
        contestado = llave is not None and ("/anulacion", llave) in self.respuestas
        esperado = 0 if contestado else self.modelo.anular(codigo)
        self._con_llave("/anulacion", llave, self._api(en, "/anulacion", llave, cod_transaccion=codigo), esperado)

    @precondition(lambda self: self.intento is None and self.modelo.pendientes)
    @rule(en=INSTANCIA, hasta=DEUDA)
    def ir_al_banco(self, en: int, hasta: str) -> None:
        pendientes = [DEUDAS[codigo] for codigo in sorted(self.modelo.pendientes)]
        elegidas = completar(pendientes, frozenset({hasta}), dia(self.casa.clock()))
        if hasta not in self.modelo.pendientes:
            return
        inicio = self._pagina(en, "/deudas")
        session = re.search(r'name="idsession"[^>]*value="(\d+)"', inicio.text)
        assert session, inicio.text
        revisar = self._pagina(1 - en, "/deudas/revisar", idsession=session[1], sel=sorted(elegidas))
        assert revisar.headers["location"] == f"/pagar/{session[1]}", revisar.text
        total = re.search(r'name="total"[^>]*value="([\d.]+)"', self._pagina(en, f"/pagar/{session[1]}").text)
        assert total
        banco = [self._pagina(donde, f"/pagar/{session[1]}", total=total[1]) for donde in (en, 1 - en)]
        assert {cada.status_code for cada in banco} == {303}
        assert len({cada.headers["location"] for cada in banco}) == 1
        self.intento = banco[0].headers["location"].rsplit("/", 1)[1], set(elegidas)
        self.modelo.retenidas |= elegidas

    @precondition(lambda self: self.intento)
    @rule(en=INSTANCIA, accion=st.sampled_from(["aprobar", "rechazar", "dos_veces"]))
    def responder(self, en: int, accion: str) -> None:
        assert self.intento is not None
        referencia, elegidas = self.intento
        vuelta = self._pagina(en, f"/banco-demo/{referencia}", accion=accion)
        codigo = vuelta.headers["location"].rsplit("/", 1)[1]
        leida = self._pagina(1 - en, f"/comprobantes/{codigo}")
        assert leida.status_code == BIEN
        paga = accion != "rechazar" and self.modelo.se_aplica(elegidas, dia(self.casa.clock()))
        assert ("Pago realizado" in leida.text) == paga
        self.modelo.retenidas.clear()
        self.intento = None
        if paga:
            self.modelo.pendientes -= elegidas
            self.modelo.orden.append(codigo)
        elif accion != "rechazar":
            assert "lo revisa una persona" in leida.text
            self._devolver(codigo)

    def _devolver(self, codigo: str) -> None:
        """What the bank charged and the ERP does not take, a person gives back."""
        clienta, operadora = self.casa.actor(CLIENTA), self.casa.actor("operadora")

        async def resolver(portal: Portal) -> Pago:
            pago = (await comprobantes.ver(portal, clienta, codigo)).pago
            assert pago.estado is Estado.DESCONOCIDO
            return await dudosos.resolver(portal, operadora, pago.id, Desenlace.RECHAZADO, "Extracto del banco, hoja 3")

        assert self.casa.operar(resolver).devolucion is Devolucion.HECHA

    @rule()
    def vencer(self) -> None:
        self.casa.clock.adelantar(timedelta(minutes=11))
        self.casa.operar(barrer)
        self.modelo.retenidas.clear()
        self.intento = None
        self._entrar()  # a session of the pages lasts two hours, and this rule may come often

    @rule(en=INSTANCIA)
    def salir(self, en: int) -> None:
        vieja = self.galletas
        assert self._pagina(en, "/salir").status_code == 303
        self.galletas = vieja
        assert self._pagina(1 - en, "/deudas").headers["location"].startswith("/ingreso")
        self.galletas = {}
        self._entrar()

    @invariant()
    def los_libros_cierran(self) -> None:
        assert self.casa.operar(lambda portal: verificar_invariantes(portal, embebido.rotas)) == ()


def test_what_is_charged_after_a_reversal_of_what_came_before_is_given_back() -> None:
    """A history that chance found: reversing a canal's payment while the next instalments are at the bank."""
    maquina = DosPuertas()
    try:
        maquina.consultar(en=0)
        maquina.completar(en=0, cual=0, hasta="A2")
        maquina.pagar(en=0, cual=0, codigo="T-1", con_llave=False)
        maquina.ir_al_banco(en=0, hasta="A4")
        maquina.anular(en=1, codigo="T-1", con_llave=False)
        maquina.responder(en=1, accion="dos_veces")
        maquina.los_libros_cierran()
        assert maquina.modelo.pendientes == set(DEUDAS)
        maquina.consultar(en=1)
    finally:
        maquina.teardown()


TestDosPuertas = DosPuertas.TestCase
TestDosPuertas.settings = settings(
    max_examples=2_000 if LARGAS else 5, stateful_step_count=50 if LARGAS else 25, deadline=None
)
