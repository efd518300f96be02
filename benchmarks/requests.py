"""The requests that are measured, and the settings of the portal that answers them."""

from benchmarks.base import CANAL, CLIENTES, documento, sesion, usuario
from portal.settings import Settings
from portal.web.auth import emitir, nombre_cookie
from tests.oracle_wire.listener import CLAVE, SERVICIO, USUARIO

NOMBRE = "clientes.example"
# As where people pay, but for the proxy in front: its header is sent by the load.
PRODUCCION = {
    "ENVIRONMENT": "production",
    "PASARELA": "ninguna",
    # One channel asks for everybody: what is measured is the portal, not where it stops a channel.
    "CANAL_PEDIDOS_POR_MINUTO": "1000000",
    "CANAL_DOCUMENTOS_POR_HORA": "1000000",
    "SIN_CORREO": "true",
    "URL_PUBLICA": f"https://{NOMBRE}",
    "SECRET_KEY": "una clave de mediciones, larga y de nadie",
}
AJUSTES = Settings(environment="production", secret_key=PRODUCCION["SECRET_KEY"])
NAVEGADOR = "text/html,application/xhtml+xml"


def _json(numero: int) -> bytes:
    testigo = emitir(AJUSTES, sesion(CANAL), usuario(CANAL))
    ruta = f"/consulta/deuda-cliente/?documento={documento(numero)}&moneda=1"
    return _peticion(ruta, f"Authorization: Bearer {testigo}\r\nAccept: application/json")


def _pagina(numero: int) -> bytes:
    testigo = emitir(AJUSTES, sesion(numero), usuario(numero))
    return _peticion("/deudas", f"Cookie: {nombre_cookie(AJUSTES)}={testigo}\r\nAccept: {NAVEGADOR}")


def _peticion(ruta: str, propias: str) -> bytes:
    comunes = f"Host: {NOMBRE}\r\nX-Forwarded-Proto: https\r\nAccept-Encoding: gzip, deflate, br\r\nUser-Agent: medidor"
    return f"GET {ruta} HTTP/1.1\r\n{comunes}\r\n{propias}\r\n\r\n".encode()


TODAS_JSON = tuple(_json(numero) for numero in range(1, CLIENTES + 1))
TODAS_PAGINAS = tuple(_pagina(numero) for numero in range(1, CLIENTES + 1))
MEZCLA = TODAS_JSON[::2] + TODAS_PAGINAS[1::2]


def ajustes_de(puerto: int, conexiones: int = 10) -> dict[str, str]:
    """Of a portal on the database that listens there."""
    return {
        "DB_HOST": "127.0.0.1",
        "DB_PORT": str(puerto),
        "DB_SERVICE": SERVICIO,
        "DB_USER": USUARIO,
        "DB_PASSWORD": CLAVE,
        "ORACLE_POOL_MIN": str(conexiones),
        "ORACLE_POOL_MAX": str(conexiones),
        "ORACLE_POOL_INC": str(conexiones),
        **PRODUCCION,
    }
