"""The demo bank's own page: another party's site that happens to be served here (never in production)."""

from functools import partial

from litestar import Controller, get, post
from litestar.params import FromPath, URLEncodedBody
from litestar.response import Redirect, Template
from msgspec import Struct

from portal.controllers import PortalDep
from portal.errors import NoEncontrado
from portal.operations import payment
from portal.operations.portal import Portal
from portal.pasarela.demo.gateway import Accion, BancoDemo
from portal.pasarela.protocol import Resultado
from portal.texts.es.pagina import DEL_BANCO, EN_EL_BANCO
from portal.web.policies import PUBLICA


class BotonDelBanco(Struct):
    """What the visitor wants the bank to do."""

    accion: Accion


class BancoDemoPages(Controller):
    """A bank knows no session of the portal: whoever holds the order's reference may answer it."""

    path = "/banco-demo/{referencia:str}"
    include_in_schema = False
    opt = PUBLICA

    @get("/")
    async def orden(self, portal: PortalDep, referencia: FromPath[str]) -> Template:
        """The order, and what the bank may do with it."""
        orden = await _banco(portal).orden(referencia)
        contexto = {
            "orden": orden,
            "pendiente": orden.estado is Resultado.PENDIENTE,
            "ACCIONES": EN_EL_BANCO,
            "EFECTOS": DEL_BANCO,
        }
        return Template("pages/banco_demo.html", context=contexto)

    @post("/", status_code=303)
    async def responder(
        self, portal: PortalDep, referencia: FromPath[str], data: URLEncodedBody[BotonDelBanco]
    ) -> Redirect:
        """Does what was chosen, tells the portal as a real bank would, and goes back to it."""
        banco = _banco(portal)
        orden = await banco.orden(referencia)
        await banco.responder(referencia, data.accion, partial(payment.recibir_aviso, portal))
        return Redirect(orden.url_retorno, status_code=303)


def _banco(portal: Portal) -> BancoDemo:
    if not isinstance(portal.pasarela, BancoDemo):
        raise NoEncontrado("orden-desconocida")
    return portal.pasarela
