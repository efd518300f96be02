"""A route says who it is for, or the portal does not start."""

import pytest
from litestar import Controller, Litestar, Router, get

from portal.rules.access.permisos import Acto
from portal.web.policies import CON_SESION, PUBLICA, Apertura, RutaSinPolitica, para, politica, revisar, rutas


@get("/abierta", opt=PUBLICA)
async def abierta() -> str:
    return ""


@get("/olvidada")
async def olvidada() -> str:
    return ""


@get("/inventada", opt={"politica": "cualquiera"})
async def inventada() -> str:
    return ""


class _Propias(Controller):
    path = "/propias"
    opt = CON_SESION

    @get("/")
    async def ver(self) -> str:
        return ""

    @get("/todas", opt=para(Acto.VER_TODOS))
    async def todas(self) -> str:
        return ""


def test_a_route_has_its_own_policy_or_its_controller_s() -> None:
    app = Litestar([abierta, _Propias], openapi_config=None)
    revisar(app)
    assert {ruta: politica(handler) for _, ruta, handler in rutas(app)} == {
        "/abierta": Apertura.TODOS,
        "/propias": Apertura.CON_SESION,
        "/propias/todas": Acto.VER_TODOS,
    }


@pytest.mark.parametrize(("handler", "ruta"), [(olvidada, "/dentro/olvidada"), (inventada, "/dentro/inventada")])
def test_a_route_that_says_nothing_or_nonsense_stops_the_start_by_its_name(handler: object, ruta: str) -> None:
    app = Litestar([abierta, Router("/dentro", route_handlers=[handler])], openapi_config=None)  # type: ignore[list-item]
    with pytest.raises(RutaSinPolitica, match=f"^no policy in the opt of: GET {ruta} "):
        revisar(app)
