"""What people do to a portal that may die under them, and what they remember of its answers.

Each tramite prepares itself, asks for the one thing that may be cut, and insists afterwards until it knows.
"""

import asyncio
import re
import time
from dataclasses import dataclass
from typing import Literal, Protocol

from httpx import AsyncClient, Response, TransportError

from tests import datos
from tests.conftest import PAGINA
from tests.deaths.company import deudas, documento

INSISTE_S = 60
PAUSA_S = 0.1
ADONDE = re.compile(r"/pagar/([0-9]+)$")
TOTAL = re.compile(r'name="total" value="([0-9.]+)"')


class Tramite(Protocol):
    """numero: the customer's. termina: what its payment has to be in the end."""

    numero: int
    termina: Literal["PAGADO", "ANULADO"]

    async def preparar(self, api: AsyncClient, web: AsyncClient) -> None:
        """Everything before."""

    async def pedir(self, trampa: str) -> bool:
        """The request that may be cut; whether there was an answer."""

    async def insistir(self, api: AsyncClient, web: AsyncClient) -> None:
        """Again, until the answer is definite; fails where it is not the one that was given before."""


def entendida(respuesta: Response) -> Response:
    """No answer of the portal is a failure of the portal."""
    assert respuesta.status_code < 500, (respuesta.status_code, respuesta.text)
    return respuesta


async def token(api: AsyncClient) -> str:
    respuesta = entendida(await api.post("/token", data={"username": "canal-uno", "password": datos.CLAVE}))
    return f"Bearer {respuesta.json()['access_token']}"


async def carrito(api: AsyncClient, numero: int) -> int:
    """A consultation of the canal with everything that the customer owes in its cart."""
    consulta = entendida(
        await api.get("/consulta/deuda-cliente/", params={"documento": documento(numero), "moneda": 1})
    ).json()
    for codigo in deudas(numero):
        agregado = await api.post(
            "/carrito/agregar",
            params={"idsession": consulta["idsession"], "indicador": "S", "codmovimiento": codigo, "usuario": "x"},
        )
        assert agregado.status_code == 200, agregado.text
    return int(consulta["idsession"])


@dataclass
class DeCanal:
    """A canal pays with its code, and reverses that where termina is ANULADO; with an Idempotency-Key, or without."""

    numero: int
    termina: Literal["PAGADO", "ANULADO"] = "PAGADO"
    con_llave: bool = False
    session: int = 0
    pagado: bytes | None = None
    anulado: bytes | None = None

    async def preparar(self, api: AsyncClient, web: AsyncClient) -> None:  # noqa: ARG002 - see Tramite
        self._api = api
        self.session = await carrito(api, self.numero)
        if self.termina == "ANULADO":
            assert await self._pagar("")

    async def pedir(self, trampa: str) -> bool:
        return await (self._pagar(trampa) if self.termina == "PAGADO" else self._anular(trampa))

    async def insistir(self, api: AsyncClient, web: AsyncClient) -> None:  # noqa: ARG002 - see Tramite
        self._api = api
        limite = time.monotonic() + INSISTE_S
        while not await self.pedir(""):
            assert time.monotonic() < limite, f"{self} is still not known"
            await asyncio.sleep(PAUSA_S)

    async def _pagar(self, trampa: str) -> bool:
        respuesta = await self._post("/pago", trampa, session=self.session, user="x")
        if respuesta is not None:
            assert self.pagado in (None, respuesta)
            self.pagado = respuesta
        return respuesta is not None

    async def _anular(self, trampa: str) -> bool:
        respuesta = await self._post("/anulacion", trampa)
        if respuesta is not None:
            assert self.anulado in (None, respuesta)
            self.anulado = respuesta
        return respuesta is not None

    async def _post(self, ruta: str, trampa: str, **parametros: str | int) -> bytes | None:
        codigo = f"K-{self.numero}"
        cabeceras = {"x-trampa": trampa} | ({"idempotency-key": f"llave-{self.numero}"} if self.con_llave else {})
        try:
            respuesta = await self._api.post(ruta, params={**parametros, "cod_transaccion": codigo}, headers=cabeceras)
        except TransportError:
            return None
        if entendida(respuesta).status_code == 200:
            return None if trampa == "m9" else respuesta.content
        # Not known yet, or somebody (we, before) is at it.
        en_curso = respuesta.status_code == 409 and respuesta.json()["codigo"] == "peticion-en-curso"
        assert respuesta.status_code == 202 or en_curso, respuesta.text
        return None


@dataclass
class EnElBanco:
    """A customer goes to the bank, approves and comes back; an operador reverses it where termina is ANULADO."""

    numero: int
    termina: Literal["PAGADO", "ANULADO"] = "PAGADO"
    corta: Literal["ida", "vuelta", "devolucion"] = "ida"
    session: int = 0
    total: str = ""
    pago: int = 0

    async def preparar(self, api: AsyncClient, web: AsyncClient) -> None:  # noqa: ARG002 - see Tramite
        await self._entrar(web)
        pagina = entendida(await web.get("/deudas")).text
        hallada = re.search(r'name="idsession" value="([0-9]+)"', pagina)
        assert hallada
        self.session = int(hallada[1])
        elegido = await web.post("/deudas/revisar", data={"idsession": str(self.session), "sel": deudas(self.numero)})
        assert elegido.status_code == 303, elegido.text
        revision = entendida(await web.get(f"/pagar/{self.session}")).text
        visto = TOTAL.search(revision)
        assert visto
        self.total = visto[1]
        if self.corta != "ida":
            self._banco = await self._ir("")
        if self.corta == "devolucion":
            await self._aprobar("")
            await self._entrar(web, "operadora")
            lista = entendida(await web.post("/operador/pagos", data={"buscar": documento(self.numero)})).text
            numeros = re.findall(r"/operador/pagos/([0-9]+)", lista)
            self.pago = int(numeros[0])

    async def pedir(self, trampa: str) -> bool:
        try:
            if self.corta == "ida":
                await self._ir(trampa)
            elif self.corta == "vuelta":
                await self._aprobar(trampa)
            else:
                await self._anular(trampa)
        except TransportError:
            return False
        return trampa != "m9"

    async def insistir(self, api: AsyncClient, web: AsyncClient) -> None:  # noqa: ARG002 - see Tramite
        await self._entrar(web, "operadora" if self.corta == "devolucion" else None)
        limite = time.monotonic() + INSISTE_S
        while not await self._sabe():
            assert time.monotonic() < limite, f"{self} is still not known"
            await asyncio.sleep(PAUSA_S)

    async def _sabe(self) -> bool:
        if self.corta == "devolucion":
            await self._anular("")
            return "<dt>Anulado</dt>" in entendida(await self._web.get(f"/operador/pagos/{self.pago}")).text
        destino = await self._ir("")
        if "/banco-demo/" in destino:
            self._banco = destino
            await self._aprobar("")
            destino = await self._ir("")
        return "<h1>Pago realizado</h1>" in entendida(await self._web.get(destino)).text

    async def _entrar(self, web: AsyncClient, usuario: str | None = None) -> None:
        self._web = web
        web.headers.update(PAGINA)
        credenciales = {"usuario": usuario or documento(self.numero), "clave": datos.CLAVE}
        respuesta = await web.post("/ingreso", data=credenciales)
        assert respuesta.status_code == 303, respuesta.text

    async def _ir(self, trampa: str) -> str:
        respuesta = await self._web.post(
            f"/pagar/{self.session}", data={"total": self.total}, headers={"x-trampa": trampa}
        )
        assert respuesta.status_code == 303, respuesta.text
        # The bank's page is at the public address, which is another process's port by now.
        return re.sub(r"^https?://[^/]+", "", respuesta.headers["location"])

    async def _aprobar(self, trampa: str) -> None:
        respuesta = await self._web.post(self._banco, data={"accion": "aprobar"}, headers={"x-trampa": trampa})
        assert respuesta.status_code in (303, 409), respuesta.text

    async def _anular(self, trampa: str) -> None:
        respuesta = await self._web.post(
            f"/operador/pagos/{self.pago}/anular", data={"motivo": "Se eligió mal"}, headers={"x-trampa": trampa}
        )
        assert respuesta.status_code in (303, 200), respuesta.text
