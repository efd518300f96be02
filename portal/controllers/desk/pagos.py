"""One payment, on the staff's desk: followed, reversed and resolved."""

from litestar import Controller, get, post
from litestar.params import FromQuery, URLEncodedBody
from litestar.response import Redirect, Template

from portal.clock import dia
from portal.controllers import Peticion, PortalDep
from portal.controllers.forms import Anulacion, Resolucion
from portal.controllers.pages.recibo import contexto
from portal.controllers.parameters import Numero
from portal.errors import DatoInvalido, EnVerificacion, PortalError, Rechazo
from portal.operations.desk import careos, solicitudes
from portal.operations.payment import comprobantes, evidencia
from portal.operations.payment.gateway import pasarela_de
from portal.operations.portal import Portal
from portal.rules.access import permisos
from portal.rules.access.permisos import Acto
from portal.rules.payment.anulacion import se_puede_pedir
from portal.rules.payment.segunda_persona import EN_CURSO
from portal.texts.es import mesa
from portal.web.language import translations
from portal.web.policies import para
from portal.web.problems import estado_de


class OperadorPagosPages(Controller):
    """Every act is checked by its operation; these pages only ask and show."""

    path = "/operador/pagos"
    include_in_schema = False

    @get("/{numero:int}", opt=para(Acto.VER_TODOS))
    async def pago(self, request: Peticion, portal: PortalDep, numero: Numero, hecho: FromQuery[str] = "") -> Template:
        """One payment with all its story, and what may be done about it."""
        return await detalle(portal, request, numero, hecho=hecho)

    @post("/{numero:int}/anular", opt=para(Acto.ANULAR), status_code=200)
    async def anular(
        self, request: Peticion, portal: PortalDep, numero: Numero, data: URLEncodedBody[Anulacion]
    ) -> Template | Redirect:
        """Reverses it, with the reason."""
        try:
            hecho = await solicitudes.anular(portal, request.user, numero, data.motivo)
        except EnVerificacion:
            return Redirect(f"/operador/pagos/{numero}", status_code=303)
        except (DatoInvalido, Rechazo) as error:
            return await detalle(portal, request, numero, error=error, campo="motivo", motivo=data.motivo)
        return al_pago(numero, "anulado", hecho=hecho)

    @post("/{numero:int}/resolver", opt=para(Acto.RESOLVER), status_code=200)
    async def resolver(
        self, request: Peticion, portal: PortalDep, numero: Numero, data: URLEncodedBody[Resolucion]
    ) -> Template | Redirect:
        """Decides a doubtful one, with the evidence."""
        try:
            hecho = await solicitudes.resolver(portal, request.user, numero, data.desenlace(), data.evidencia)
        except (DatoInvalido, Rechazo) as error:
            campo = "desenlace" if isinstance(error, DatoInvalido) and error.campo == "estado" else "evidencia"
            return await detalle(
                portal, request, numero, error=error, campo=campo, elegido=data.estado, evidencia=data.evidencia
            )
        return al_pago(numero, "resuelto", hecho=hecho)


def al_pago(numero: int, que: str, *, hecho: bool) -> Redirect:
    """Back to the payment, which tells what was done, or that it waits for a second person."""
    return Redirect(f"/operador/pagos/{numero}?hecho={que if hecho else 'pedido'}", status_code=303)


async def detalle(
    portal: Portal,
    request: Peticion,
    numero: int,
    *,
    error: PortalError | None = None,
    campo: str = "",
    hecho: str = "",
    **tecleado: str,
) -> Template:
    """The page of one payment, with the error and what was typed where an act was refused."""
    permisos.exigir(request.user, Acto.VER_TODOS)
    comprobante = await comprobantes.por_id(portal, request.user, numero)
    resuelve = permisos.puede(request.user, Acto.RESOLVER)
    pedidas = await solicitudes.de_pago(portal, request.user, numero)
    datos = contexto(portal, comprobante) | {
        "pagina": "operador-pagos",
        "error": error,
        "campo_error": campo if isinstance(error, DatoInvalido) else "",
        "hecho": translations().gettext(mesa.EN_EL_PAGO[hecho]) if hecho in mesa.EN_EL_PAGO else "",
        "evidencias": await evidencia.leer(portal, request.user, numero),
        "solicitudes": pedidas,
        "segunda": "",
        "extracto": await careos.extracto(portal, request.user, comprobante.pago),
        "esperan": any(una.estado in EN_CURSO for una in pedidas),
        "anulable": se_puede_pedir(comprobante.pago, dia(portal.clock())),
        "careo": await careos.ver(portal, request.user, comprobante.pago) if resuelve else None,
        "con_pasarela": pasarela_de(portal, comprobante.pago) is not None,
        "DESENLACES": mesa.DESENLACES,
        "CONSECUENCIAS": mesa.CONSECUENCIAS,
        "motivo": "",
        "evidencia": "",
        "elegido": "",
        "respuesta": "",
    }
    return Template("pages/operador_pago.html", context=datos | tecleado, status_code=estado_de(error))
