"""Inviting many customers at once, on the staff's desk."""

from litestar import Controller, get, post
from litestar.datastructures import UploadFile
from litestar.params import MultipartBody
from litestar.response import Template
from msgspec import Struct

from portal.controllers import Peticion, PortalDep
from portal.errors import DatoInvalido, NoDisponible
from portal.imports import clientes_sheet as lector
from portal.operations.access import invitaciones
from portal.rules.access.permisos import Acto
from portal.structs.invitaciones import Invitacion, QueFueDe
from portal.texts.es import alta
from portal.web.policies import para
from portal.web.problems import estado_de

ARCHIVO_MAXIMO = 1024 * 1024


class FormularioInvitaciones(Struct):
    """A list of customers; `de_nuevo`, ticked: also those who were invited to the same address."""

    archivo: UploadFile
    motivo: str = ""
    de_nuevo: str = ""


class OperadorInvitacionesPages(Controller):
    """The report is shown once, where the list was brought: it is of people, and kept nowhere."""

    path = "/operador/invitaciones"
    include_in_schema = False
    opt = para(Acto.ADMINISTRAR)

    @get("/")
    async def formulario(self) -> Template:
        """A list, and why."""
        return _pagina()

    @post("/", status_code=200, request_max_body_size=ARCHIVO_MAXIMO)
    async def invitar(
        self, request: Peticion, portal: PortalDep, data: MultipartBody[FormularioInvitaciones]
    ) -> Template:
        """What came of each line."""
        contenido = await data.archivo.read()
        try:
            hechas = await invitaciones.invitar_pagina(
                portal, request.user, lector, contenido, data.motivo, de_nuevo=bool(data.de_nuevo)
            )
        except (DatoInvalido, NoDisponible) as error:
            return _pagina(motivo=data.motivo, error=error)
        return _pagina(hechas)


def _pagina(
    hechas: list[Invitacion] | None = None, *, motivo: str = "", error: DatoInvalido | NoDisponible | None = None
) -> Template:
    contexto = {
        "pagina": "operador-invitaciones",
        "hechas": hechas,
        "cuantos": sum(cada.fue is QueFueDe.INVITADO for cada in hechas or ()),
        "QUE_FUE": alta.DE_UNA_INVITACION,
        "motivo": motivo,
        "error": error,
    }
    return Template("pages/operador_invitaciones.html", context=contexto, status_code=estado_de(error))
