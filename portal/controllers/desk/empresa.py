"""The company's own data, on the staff's desk: as customers read them, who changed them, and the form that does."""

from asyncio import to_thread

from litestar import Controller, get, post
from litestar.datastructures import UploadFile
from litestar.params import FromQuery, MultipartBody
from litestar.response import Redirect, Template
from msgspec import Struct

from portal.controllers import Peticion, PortalDep
from portal.errors import DatoInvalido, PortalError, PruebaVencida, Rechazo
from portal.imports import logo as lector
from portal.operations.desk import empresas
from portal.rules.access.permisos import Acto
from portal.rules.desk import empresa as reglas
from portal.structs.empresa import CambioDeEmpresa, Empresa, Logo
from portal.texts.es import mesa
from portal.web.language import translations
from portal.web.policies import para
from portal.web.problems import estado_de

# The largest logo, and room for all the texts.
FORMULARIO_MAXIMO = lector.ARCHIVO_MAXIMO + 64 * 1024
VERSION_MAXIMA = 9


class FormularioEmpresa(Struct):
    """version: the one that its writer had before them, so that two people do not undo each other's. logo: empty, the
    one there is stays; sin_logo, ticked: it goes."""

    nombre: str = ""
    ruc: str = ""
    telefono: str = ""
    whatsapp: str = ""
    direccion: str = ""
    horario: str = ""
    banco: str = ""
    privacidad: str = ""
    logo: UploadFile | None = None
    sin_logo: str = ""
    version: str = ""
    motivo: str = ""

    def empresa(self) -> Empresa:
        """The texts as they were written; a made-up version is none."""
        dicha = self.version
        numero = int(dicha) if dicha.isascii() and dicha.isdecimal() and len(dicha) <= VERSION_MAXIMA else -1
        return Empresa(**{campo: getattr(self, campo) for campo in reglas.LARGOS}, version=numero)

    async def dibujo(self) -> Logo | None:
        """The logo that was chosen, drawn again; None without any. Raises DatoInvalido."""
        contenido = await self.logo.read() if self.logo else b""
        return await to_thread(lector.leer, contenido) if contenido else None


class OperadorEmpresaPages(Controller):
    """For who runs the place."""

    path = "/operador/empresa"
    include_in_schema = False
    opt = para(Acto.ADMINISTRAR)

    @get("/")
    async def ver(self, request: Peticion, portal: PortalDep, hecho: FromQuery[str] = "") -> Template:
        """As they are now."""
        cambios = await empresas.empezar(portal, request.user)
        return _pagina(cambios, hecho=hecho)

    @post("/", status_code=200, request_max_body_size=FORMULARIO_MAXIMO)
    async def cambiar(
        self, request: Peticion, portal: PortalDep, data: MultipartBody[FormularioEmpresa]
    ) -> Template | Redirect:
        """All that was changed, or nothing of it. The proof that the page was opened by may have grown old meanwhile: a
        form with a file is sent nowhere else, so this page says it and keeps what was typed."""
        try:
            await empresas.cambiar(
                portal,
                request.user,
                data.empresa(),
                data.motivo,
                logo=await data.dibujo(),
                sin_logo=bool(data.sin_logo),
            )
        except (DatoInvalido, Rechazo, PruebaVencida) as error:
            return _pagina(await empresas.cambios(portal, request.user), error=error, escrito=data)
        return Redirect("/operador/empresa?hecho=cambiada", status_code=303)


def _pagina(
    cambios: list[CambioDeEmpresa],
    *,
    error: PortalError | None = None,
    hecho: str = "",
    escrito: FormularioEmpresa | None = None,
) -> Template:
    """What was typed stays with its version; where somebody else was first, the page shows whose it was, and the next
    press writes over it."""
    vigente = cambios[0].empresa if cambios else Empresa()
    anteriores = [*cambios[1:], None]
    contexto = {
        "pagina": "operador-empresa",
        "escrita": escrito or vigente,
        "version": vigente.version,
        "motivo": escrito.motivo if escrito else "",
        "cambios": [
            (cambio, reglas.campos_cambiados(antes, cambio)) for cambio, antes in zip(cambios, anteriores, strict=False)
        ][: empresas.A_LA_VISTA],
        "CAMPOS": mesa.DE_LA_EMPRESA,
        "LARGOS": reglas.LARGOS,
        "error": error,
        "confirmar": isinstance(error, PruebaVencida),
        "hecho": translations().gettext(mesa.EN_LA_EMPRESA[hecho]) if hecho in mesa.EN_LA_EMPRESA else "",
    }
    return Template("pages/operador_empresa.html", context=contexto, status_code=estado_de(error))
