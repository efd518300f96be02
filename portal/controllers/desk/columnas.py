"""What is asked about an extract before it is loaded: its columns, its dates."""

from litestar import Controller, get, post
from litestar.params import FromPath, FromQuery, URLEncodedBody
from litestar.response import Redirect, Template
from msgspec import Struct

from portal.controllers import Peticion, PortalDep
from portal.controllers.desk.extractos import sigue
from portal.controllers.forms import ConMotivo
from portal.errors import DatoInvalido, NoEncontrado, PortalError, Rechazo
from portal.imports import extracto as lector
from portal.operations.desk import columnas as columnas_extracto
from portal.operations.desk import extractos
from portal.operations.portal import Portal
from portal.rules.access.permisos import Acto
from portal.structs.finanzas import Columnas
from portal.texts.es import mesa
from portal.web.language import translations
from portal.web.policies import para
from portal.web.problems import estado_de

# In the list of columns: a currency that no column tells.
FIJAS = {"=1": 1, "=2": 2}
LARGO = 80


class ColumnasElegidas(Struct):
    """Which column says what; `moneda` is a column, `=1` or `=2` for all of the file, or '' for the amount's sign."""

    codigo: str = ""
    fecha: str = ""
    importe: str = ""
    devolucion: str = ""
    moneda: str = ""
    fila: str = ""

    def columnas(self) -> Columnas:
        """As they are kept."""
        fija = FIJAS.get(self.moneda, 0)
        return Columnas(
            codigo=self.codigo[:LARGO],
            fecha=self.fecha[:LARGO],
            importe=self.importe[:LARGO],
            devolucion=self.devolucion[:LARGO],
            moneda="" if fija else self.moneda[:LARGO],
            moneda_fija=fija,
        )


class Olvido(ConMotivo):
    """Whose columns are forgotten, and why."""

    canal: str = ""


class OperadorColumnasPages(Controller):
    """A file that waits belongs to whoever brought it; nothing of it is loaded until they answer."""

    path = "/operador/extractos"
    include_in_schema = False

    @get("/pendiente/{llave:str}", opt=para(Acto.FINANZAS))
    async def fechas(self, request: Peticion, portal: PortalDep, llave: FromPath[str]) -> Template | Redirect:
        """Whether its dates are right."""
        pregunta = await extractos.pregunta_fechas(portal, request.user, lector, llave)
        if pregunta is None:
            return Redirect(f"/operador/extractos/pendiente/{llave}/columnas", status_code=303)
        return Template(
            "pages/operador_extracto_fechas.html", context={"pagina": "operador-extractos", "pregunta": pregunta}
        )

    @post("/pendiente/{llave:str}/aceptar", opt=para(Acto.FINANZAS), status_code=303)
    async def aceptar(self, request: Peticion, portal: PortalDep, llave: FromPath[str]) -> Redirect:
        """Its dates are right."""
        return sigue(await extractos.aceptar(portal, request.user, lector, llave))

    @post("/pendiente/{llave:str}/descartar", opt=para(Acto.FINANZAS), status_code=303)
    async def descartar(self, request: Peticion, portal: PortalDep, llave: FromPath[str]) -> Redirect:
        """It is not loaded."""
        await extractos.descartar(portal, request.user, llave)
        return Redirect("/operador/extractos", status_code=303)

    @get("/pendiente/{llave:str}/columnas", opt=para(Acto.FINANZAS))
    async def columnas(
        self, request: Peticion, portal: PortalDep, llave: FromPath[str], fila: FromQuery[str] = ""
    ) -> Template:
        """Which of its columns says what."""
        return await _columnas(portal, request, llave, fila)

    @post("/pendiente/{llave:str}/columnas", opt=para(Acto.FINANZAS), status_code=200)
    async def elegir(
        self, request: Peticion, portal: PortalDep, llave: FromPath[str], data: URLEncodedBody[ColumnasElegidas]
    ) -> Template | Redirect:
        """Those columns, for this file and the channel's next ones."""
        try:
            subido = await columnas_extracto.elegir(portal, request.user, lector, llave, data.columnas())
        except (DatoInvalido, Rechazo) as error:
            return await _columnas(portal, request, llave, data.fila, error=error, eleccion=data)
        return sigue(subido)

    @post("/columnas/olvidar", opt=para(Acto.FINANZAS), status_code=200)
    async def olvidar(self, request: Peticion, portal: PortalDep, data: URLEncodedBody[Olvido]) -> Template | Redirect:
        """The channel's columns are chosen again with its next file."""
        try:
            await columnas_extracto.olvidar(portal, request.user, data.canal, data.motivo)
        except (DatoInvalido, NoEncontrado) as error:
            return await _elegidas(portal, request, error=error, canal=data.canal)
        return Redirect("/operador/extractos/columnas?hecho=olvidadas", status_code=303)

    @get("/columnas", opt=para(Acto.VER_FINANZAS))
    async def elegidas(self, request: Peticion, portal: PortalDep, hecho: FromQuery[str] = "") -> Template:
        """Those of each channel."""
        return await _elegidas(portal, request, hecho=hecho)


async def _columnas(
    portal: Portal,
    request: Peticion,
    llave: str,
    fila: str,
    *,
    error: PortalError | None = None,
    eleccion: ColumnasElegidas | None = None,
) -> Template:
    linea = int(fila) if fila.isascii() and fila.isdecimal() and len(fila) < 7 else 0  # noqa: PLR2004 - no line is so far
    pregunta = await columnas_extracto.pregunta(portal, request.user, lector, llave, linea)
    contexto = {
        "pagina": "operador-extractos",
        "pregunta": pregunta,
        "elegidas": eleccion.columnas() if eleccion else pregunta.elegidas,
        "error": error,
    }
    return Template("pages/operador_extracto_columnas.html", context=contexto, status_code=estado_de(error))


async def _elegidas(
    portal: Portal, request: Peticion, *, error: PortalError | None = None, hecho: str = "", canal: str = ""
) -> Template:
    contexto = {
        "pagina": "operador-extractos",
        "elegidas": await columnas_extracto.elegidas(portal, request.user),
        "error": error,
        "canal": canal,
        "hecho": translations().gettext(mesa.EN_LAS_COLUMNAS[hecho]) if hecho in mesa.EN_LAS_COLUMNAS else "",
    }
    return Template("pages/operador_columnas.html", context=contexto, status_code=estado_de(error))
