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
from portal.texts.es import api, api_fields
from portal.web.policies import PUBLICA

NombreDeOperacion: TypeAlias = Callable[[HTTPRouteHandler, HttpMethod | str, list[str | PathParameterDefinition]], str]

PUBLICO = {**PUBLICA, "interno": True}


class Salud(Struct, frozen=True):
    """One word: `vivo`."""

    estado: str


class Lista(Struct, frozen=True):
    """One word, `listo`, and what should wake somebody up: a number alone, since anybody may read it."""

    estado: str
    pagos_demorados: Annotated[
        int,
        Meta(description=api_fields.DEMORADOS),
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
        summary=api.VIVO,
        description=api.VIVO_MAS,
        opt=PUBLICO,
        sync_to_thread=False,
        response_description=api.VIVO_DICHO,
    )
    def vivo(self) -> Salud:
        return Salud("vivo")

    @route(
        "/salud/lista",
        http_method=[HttpMethod.GET, HttpMethod.HEAD],
        operation_id=_por_metodo("saludLista"),
        summary=api.LISTO,
        description=api.LISTO_MAS,
        opt=PUBLICO,
        responses=DE_SALUD,
        response_description=api.LISTO_DICHO,
    )
    async def listo(self, portal: PortalDep) -> Lista:
        await portal.pulso.sentir(portal.repo, portal.clock)
        return Lista("listo", len(await dudosos.en_alarma(portal)))
