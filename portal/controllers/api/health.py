"""Whether the portal is alive, and whether it can work."""

from collections.abc import Callable
from typing import Annotated, TypeAlias

from litestar import Controller, HttpMethod, route
from litestar.handlers import HTTPRouteHandler
from litestar.types.internal_types import PathParameterDefinition
from msgspec import Meta, Struct

from portal.controllers import PortalDep
from portal.controllers.api.errors import DE_SALUD
from portal.operations.payment import dudosos

NombreDeOperacion: TypeAlias = Callable[[HTTPRouteHandler, HttpMethod | str, list[str | PathParameterDefinition]], str]

PUBLICO = {"publico": True, "interno": True}


class Salud(Struct, frozen=True):
    """One word: `vivo`."""

    estado: str


class Lista(Struct, frozen=True):
    """One word, `listo`, and what should wake somebody up: a number alone, since anybody may read it."""

    estado: str
    pagos_demorados: Annotated[
        int,
        Meta(description="Pagos en duda o con dinero sin devolver desde hace más de dos minutos: están en la bandeja"),
    ]


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
        description="Mira si la base de datos responde, si es la que se abrió, y si alguna instancia pudo escribir en "
        "los últimos cinco segundos. `503` con la causa mientras no. Los pagos que esperan a una "
        "persona se cuentan y no cambian el estado: son para una alarma, no para el balanceador.",
        opt=PUBLICO,
        responses=DE_SALUD,
        response_description="La base de datos responde, y se puede escribir en ella",
    )
    async def listo(self, portal: PortalDep) -> Lista:
        await portal.pulso.sentir(portal.repo, portal.clock)
        return Lista("listo", len(await dudosos.en_alarma(portal)))
