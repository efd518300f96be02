"""What a channel does by the API, step by step."""

from tests import datos
from tests.conftest import ClienteApi

PROBLEMA = "application/problem+json"


def abrir(api: ClienteApi, documento: str = datos.TRES_Y_AGUA, moneda: int = 1) -> int:
    return int(api.get("/consulta/deuda-cliente/", documento=documento, moneda=moneda).json()["idsession"])


def agregar(api: ClienteApi, idsession: int, *codigos: str, indicador: str = "S") -> None:
    for codigo in codigos:
        respuesta = api.post(
            "/carrito/agregar", idsession=idsession, indicador=indicador, codmovimiento=codigo, usuario="x"
        )
        assert respuesta.status_code == 200, respuesta.text


def pagar(api: ClienteApi, codigo: str = "T-1") -> int:
    idsession = abrir(api)
    agregar(api, idsession, "A1", "A2", "AGUA-9")
    respuesta = api.post("/pago", session=idsession, user="x", cod_transaccion=codigo)
    assert respuesta.status_code == 200, respuesta.text
    return idsession
