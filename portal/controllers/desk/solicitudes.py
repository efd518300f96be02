"""What one operador asked for, answered by another."""

from litestar import Controller, post
from litestar.params import URLEncodedBody
from litestar.response import Redirect, Template
from msgspec import Struct

from portal.controllers import Peticion, PortalDep
from portal.controllers.desk.pagos import detalle
from portal.controllers.parameters import Numero
from portal.errors import DatoInvalido, Rechazo
from portal.operations.desk import solicitudes
from portal.rules.access.permisos import Acto
from portal.structs.solicitudes import EstadoSolicitud
from portal.web.policies import para

# What the payment's page tells of it.
HECHOS = {EstadoSolicitud.HECHA: "aprobado", EstadoSolicitud.SIN_EFECTO: "sin-efecto"}


class FormularioSegunda(Struct):
    """Why a second person agrees, or does not."""

    segunda: str = ""


class SolicitudesPages(Controller):
    """Both answers ask for a reason; the page is the payment's."""

    path = "/operador/pagos/{numero:int}/solicitudes/{solicitud:int}"
    include_in_schema = False
    opt = para(Acto.RESOLVER)

    @post("/aprobar", status_code=200)
    async def aprobar(
        self,
        request: Peticion,
        portal: PortalDep,
        numero: Numero,
        solicitud: Numero,
        data: URLEncodedBody[FormularioSegunda],
    ) -> Template | Redirect:
        """It is done at once, if it still can be."""
        try:
            hecha = await solicitudes.aprobar(portal, request.user, solicitud, data.segunda)
        except (DatoInvalido, Rechazo) as error:
            return await detalle(portal, request, numero, error=error, campo="segunda", segunda=data.segunda)
        que = HECHOS.get(hecha.estado, "aprobado-en-curso")
        return Redirect(f"/operador/pagos/{hecha.pago_id}?hecho={que}", status_code=303)

    @post("/rechazar", status_code=200)
    async def rechazar(
        self,
        request: Peticion,
        portal: PortalDep,
        numero: Numero,
        solicitud: Numero,
        data: URLEncodedBody[FormularioSegunda],
    ) -> Template | Redirect:
        """Nothing is done."""
        try:
            negada = await solicitudes.rechazar(portal, request.user, solicitud, data.segunda)
        except (DatoInvalido, Rechazo) as error:
            return await detalle(portal, request, numero, error=error, campo="segunda", segunda=data.segunda)
        return Redirect(f"/operador/pagos/{negada.pago_id}?hecho=no-aprobado", status_code=303)
