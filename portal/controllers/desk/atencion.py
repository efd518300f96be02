"""What waits for the staff: payments that take too long, money that a bank has not given back, customers' requests, and
what one operador asks of another."""

from litestar import Controller, get, post
from litestar.params import URLEncodedBody
from litestar.response import Redirect, Template
from msgspec import Struct

from portal.controllers import Peticion, PortalDep
from portal.controllers.desk.pagos import al_pago, detalle
from portal.controllers.parameters import Numero
from portal.errors import DatoInvalido, Rechazo
from portal.operations.desk import pedidos, solicitudes
from portal.operations.payment import dudosos
from portal.rules.access.permisos import Acto
from portal.web.policies import para


class FormularioRespuesta(Struct):
    """Why a request is not granted."""

    respuesta: str = ""


class FormularioDevolucion(Struct):
    """What shows that the money went back."""

    evidencia: str = ""


class AtencionPages(Controller):
    """Each act is decided by its operation."""

    path = "/operador"
    include_in_schema = False

    @get("/bandeja", opt=para(Acto.VER_TODOS))
    async def bandeja(self, request: Peticion, portal: PortalDep) -> Template:
        """Each list."""
        datos = {
            "pagina": "operador-pagos",
            "pagos": await dudosos.bandeja(portal, request.user),
            "solicitudes": await solicitudes.pendientes(portal, request.user),
            "pedidos": await pedidos.por_responder(portal, request.user),
        }
        return Template("pages/operador_bandeja.html", context=datos)

    @post("/pagos/{numero:int}/negar", opt=para(Acto.RESOLVER), status_code=200)
    async def negar(
        self, request: Peticion, portal: PortalDep, numero: Numero, data: URLEncodedBody[FormularioRespuesta]
    ) -> Template | Redirect:
        """The payment stands, and the customer reads why."""
        try:
            await pedidos.rechazar(portal, request.user, numero, data.respuesta)
        except (DatoInvalido, Rechazo) as error:
            return await detalle(portal, request, numero, error=error, campo="respuesta", respuesta=data.respuesta)
        return Redirect(f"/operador/pagos/{numero}?hecho=negado", status_code=303)

    @post("/pagos/{numero:int}/devuelto", opt=para(Acto.RESOLVER), status_code=200)
    async def devuelto(
        self, request: Peticion, portal: PortalDep, numero: Numero, data: URLEncodedBody[FormularioDevolucion]
    ) -> Template | Redirect:
        """The money went back by another way."""
        try:
            hecho = await solicitudes.dar_por_devuelto(portal, request.user, numero, data.evidencia)
        except (DatoInvalido, Rechazo) as error:
            return await detalle(portal, request, numero, error=error, campo="evidencia", evidencia=data.evidencia)
        return al_pago(numero, "devuelto", hecho=hecho)
