"""One exchange with Bancard, which either answers in its own words or leaves it clear whether anything was sent."""

import asyncio

import httpx
import msgspec

from portal.errors import NoDisponible, ResultadoDesconocido
from portal.pasarela.bancard.shapes import RespuestaBancard

RUTA = "/vpos/api/0.3/"
CONECTAR_S = 5.0
LEER_S = 15.0
# A server that drips its answer is left after this, whatever it still has to say.
TOPE_S = 20.0
TAMANO_MAXIMO = 64 * 1024
CABECERAS = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}


class ClienteBancard:
    """Opened at its first use, and again after cerrar; one a process."""

    def __init__(
        self, base: str, publica: str, conectar_s: float = CONECTAR_S, leer_s: float = LEER_S, tope_s: float = TOPE_S
    ) -> None:
        self._base = base
        self._publica = publica
        self._tiempos = httpx.Timeout(leer_s, connect=conectar_s, pool=conectar_s)
        self._tope_s = tope_s
        self._http: httpx.AsyncClient | None = None

    async def pedir(self, operacion: str, campos: dict[str, object]) -> RespuestaBancard:
        """Bancard's answer, an error of its own included.

        Raises NoDisponible where nothing was sent, ResultadoDesconocido where no answer came that can be read.
        """
        cuerpo = msgspec.json.encode({"public_key": self._publica, "operation": campos})
        try:
            async with (
                asyncio.timeout(self._tope_s),
                self._abierto().stream("POST", RUTA + operacion, content=cuerpo, headers=CABECERAS) as respuesta,
            ):
                return _leer(respuesta, await _contenido(respuesta))
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise NoDisponible("pasarela-no-responde", (), 30) from error
        except (httpx.HTTPError, TimeoutError) as error:
            raise ResultadoDesconocido("Bancard's answer was lost") from error

    async def cerrar(self) -> None:
        """Closes what is open."""
        http, self._http = self._http, None
        if http is not None:
            await http.aclose()

    def _abierto(self) -> httpx.AsyncClient:
        if self._http is None:
            # No proxy nor certificate of the environment: what may read this exchange is decided here alone.
            self._http = httpx.AsyncClient(
                base_url=self._base, timeout=self._tiempos, follow_redirects=False, trust_env=False
            )
        return self._http


async def _contenido(respuesta: httpx.Response) -> bytes:
    """Its bytes as they came: nothing is unpacked, so that what is small on the wire stays small."""
    leido = bytearray()
    async for parte in respuesta.aiter_raw():
        leido += parte
        if len(leido) > TAMANO_MAXIMO:
            raise ResultadoDesconocido("Bancard's answer is too large")
    return bytes(leido)


def _leer(respuesta: httpx.Response, contenido: bytes) -> RespuestaBancard:
    """An error may come with any status; a success only with 200."""
    try:
        leida = msgspec.json.decode(contenido, type=RespuestaBancard)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ResultadoDesconocido("Bancard's answer cannot be read") from error
    if leida.status == "error" or (leida.status == "success" and respuesta.status_code == httpx.codes.OK):
        return leida
    raise ResultadoDesconocido("Bancard's answer contradicts itself")
