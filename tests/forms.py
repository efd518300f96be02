"""The form of debts as a browser without JavaScript fills it in and sends it."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from tests.pages import por_id, texto


def idsession(arbol: Element) -> str:
    return next(str(campo.get("value")) for campo in arbol.iter("input") if campo.get("name") == "idsession")


def elegidas(arbol: Element) -> set[str]:
    """What the form would post: boxes that are ticked, and what a filter hides."""
    return {
        str(campo.get("value"))
        for campo in arbol.iter("input")
        if campo.get("name") == "sel" and (campo.get("type") == "hidden" or campo.get("checked") is not None)
    }


def razones(arbol: Element) -> dict[str, str]:
    """What is said beside each row, by codmovimiento."""
    dichas = {
        str(caja.get("value")): texto(por_id(arbol, str(caja.get("aria-describedby"))))
        for caja in arbol.iter("input")
        if caja.get("name") == "sel" and caja.get("aria-describedby")
    }
    return {codigo: dicha for codigo, dicha in dichas.items() if dicha}


def enviar(
    web: TestClient[Litestar],
    arbol: Element,
    ruta: str = "/deudas/carrito",
    *,
    elegir: Iterable[str] = (),
    sacar: Iterable[str] = (),
    **campos: str,
) -> Response:
    """Ticks and unticks, and presses a button."""
    seleccion = (elegidas(arbol) | set(elegir)) - set(sacar)
    puestos = {
        str(lista.get("name")): str(opcion.get("value"))
        for lista in arbol.iter("select")
        for opcion in lista.iter("option")
        if opcion.get("selected") is not None
    }
    datos = puestos | {"idsession": idsession(arbol)} | campos
    return web.post(ruta, data={**datos, "sel": sorted(seleccion)})
