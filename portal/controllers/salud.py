"""Whether the portal is alive, and whether it can work."""

from collections.abc import Callable
from typing import TypeAlias

from litestar import Controller, HttpMethod, route
from litestar.handlers import HTTPRouteHandler
from litestar.types.internal_types import PathParameterDefinition
from msgspec import Struct

from portal.controllers import PortalDep
from portal.controllers.problemas import DE_SALUD

NombreDeOperacion: TypeAlias = Callable[[HTTPRouteHandler, HttpMethod | str, list[str | PathParameterDefinition]], str]

PUBLICO = {"publico": True, "interno": True}


class Salud(Struct, frozen=True):
    """One word: `vivo` or `listo`."""

    estado: str


def _por_metodo(
    nombre: str,
) -> Callable[[HTTPRouteHandler, HttpMethod | str, list[str | PathParameterDefinition]], str]:
    """An operation's id for each method of the same handler."""
    return lambda _, metodo, __: nombre if metodo == HttpMethod.GET else f"{nombre}{str(metodo).capitalize()}"


class SaludApi(Controller):
    """Public, and said to whoever watches the portal from inside too (opt interno: any host, no https)."""

    tags = ("Salud",)

    @route(
        "/salud",
        http_method=[HttpMethod.GET, HttpMethod.HEAD],
        operation_id=_por_metodo("salud"),
        summary="Dice si el proceso está vivo",
        description="No mira la base de datos: sirve para saber si hay que reiniciar el proceso.",
        opt=PUBLICO,
        sync_to_thread=False,
        response_description="El proceso está vivo",
    )
    def vivo(self) -> Salud:
        return Salud("vivo")

    @route(
        "/salud/lista",
        http_method=[HttpMethod.GET, HttpMethod.HEAD],
        operation_id=_por_metodo("saludLista"),
        summary="Dice si se puede atender",
        description="Hace una consulta a la base de datos. `503` con la causa mientras no responde.",
        opt=PUBLICO,
        responses=DE_SALUD,
        response_description="La base de datos responde",
    )
    async def listo(self, portal: PortalDep) -> Salud:
        await portal.repo.verificar()
        return Salud("listo")
