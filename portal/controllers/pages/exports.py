"""What a customer takes away to a spreadsheet."""

from asyncio import to_thread
from typing import Annotated, TypeAlias

from litestar import Controller, Response, get
from litestar.params import QueryParameter

from portal import money
from portal.clock import dia
from portal.controllers import Peticion, PortalDep
from portal.documents import customer_sheets
from portal.documents.sheets import MEDIA_TYPES, Formato
from portal.operations.debts import carrito
from portal.operations.payment import pagos
from portal.rules.access import permisos
from portal.rules.access.permisos import Acto
from portal.web.language import translations
from portal.web.policies import para

DE_A = 100

Moneda: TypeAlias = Annotated[int, QueryParameter(ge=1, le=99)]


class ExportacionesPages(Controller):
    """Own payments and own debts; the staff's lists are not for taking away."""

    include_in_schema = False
    opt = para(Acto.LO_PROPIO)

    @get(["/historial.csv", "/historial.xlsx"])
    async def historial(self, request: Peticion, portal: PortalDep) -> Response[bytes]:
        """Every own attempt, newest first."""
        permisos.documento_elegido(request.user)
        formato, idioma = _pedido(request), translations()
        desde = None
        with customer_sheets.historial(formato, idioma) as hoja:
            while True:
                pagina = await pagos.listar(portal, request.user, desde=desde, limite=DE_A)
                hoja.agregar(customer_sheets.fila_de_pago(pago, idioma) for pago in pagina.pagos)
                desde = pagina.siguiente
                if desde is None:
                    nombre = f"historial-de-pagos-{dia(portal.clock()).isoformat()}"
                    return adjunto(await to_thread(hoja.terminar), nombre, formato)

    @get(["/deudas.csv", "/deudas.xlsx"])
    async def deudas(
        self, request: Peticion, portal: PortalDep, moneda: Moneda = money.GUARANI.codigo
    ) -> Response[bytes]:
        """The statement: what is owed today in one currency."""
        iso = money.moneda(moneda).iso
        consulta, _ = await carrito.mis_deudas(portal, request.user, moneda)
        hoy = dia(portal.clock())
        formato = _pedido(request)
        contenido = await to_thread(customer_sheets.estado_de_cuenta, consulta, hoy, formato, translations())
        return adjunto(contenido, f"estado-de-cuenta-{iso}-{hoy.isoformat()}", formato)


def _pedido(request: Peticion) -> Formato:
    return Formato(request.url.path.rpartition(".")[2])


def adjunto(contenido: bytes, nombre: str, formato: Formato) -> Response[bytes]:
    """A sheet to keep. The name is ASCII, so that RFC 6266 needs no second spelling of it."""
    return Response(
        contenido,
        media_type=MEDIA_TYPES[formato],
        headers={"Content-Disposition": f'attachment; filename="{nombre}.{formato}"'},
    )
