"""What a customer takes away to a spreadsheet."""

from typing import Annotated, TypeAlias

from litestar import Controller, Response, get
from litestar.params import QueryParameter

from portal import monedas
from portal.controllers import Peticion, PortalDep
from portal.documentos import planillas
from portal.operations import carrito, pagos
from portal.reloj import dia
from portal.rules import permisos
from portal.structs.pagos import Pago

DE_A = 100

Moneda: TypeAlias = Annotated[int, QueryParameter(ge=1, le=99)]


class ExportacionesPages(Controller):
    """Own payments and own debts; the staff's lists are not for taking away."""

    include_in_schema = False

    @get("/historial.csv")
    async def historial(self, request: Peticion, portal: PortalDep) -> Response[bytes]:
        """Every own attempt, newest first."""
        permisos.documento_propio(request.user)
        todos: list[Pago] = []
        desde = None
        while True:
            pagina = await pagos.listar(portal, request.user, desde=desde, limite=DE_A)
            todos += pagina.pagos
            desde = pagina.siguiente
            if desde is None:
                return adjunto(planillas.historial(todos), f"historial-de-pagos-{dia(portal.reloj()).isoformat()}.csv")

    @get("/deudas.csv")
    async def deudas(
        self, request: Peticion, portal: PortalDep, moneda: Moneda = monedas.GUARANI.codigo
    ) -> Response[bytes]:
        """The statement: what is owed today in one currency."""
        iso = monedas.moneda(moneda).iso
        consulta, _ = await carrito.mis_deudas(portal, request.user, moneda)
        hoy = dia(portal.reloj())
        return adjunto(planillas.estado_de_cuenta(consulta, hoy), f"estado-de-cuenta-{iso}-{hoy.isoformat()}.csv")


def adjunto(contenido: bytes, nombre: str) -> Response[bytes]:
    """A spreadsheet to keep. The name is ASCII, so that RFC 6266 needs no second spelling of it."""
    return Response(
        contenido,
        media_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": f'attachment; filename="{nombre}"'},
    )
