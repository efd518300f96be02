"""Channels, on the staff's desk: from where, with which codes and how much, and the credentials of their programs."""

from datetime import date
from urllib.parse import quote

from litestar import Controller, get, post
from litestar.params import FromPath, FromQuery, URLEncodedBody
from litestar.response import Redirect, Template
from msgspec import Struct

from portal.controllers import Peticion, PortalDep
from portal.controllers.forms import ConMotivo
from portal.errors import DatoInvalido, PortalError, Rechazo
from portal.operations.canales import canales, credenciales
from portal.operations.canales.canales import LimitesDeCanal
from portal.operations.canales.credenciales import SecretoNuevo
from portal.operations.portal import Portal
from portal.rules.access.permisos import Acto
from portal.structs.canales import Alcance
from portal.texts.es import canal as textos
from portal.web.language import translations
from portal.web.policies import para
from portal.web.problems import estado_de

SOLO = para(Acto.ADMINISTRAR)


class FormularioCanal(ConMotivo):
    """A new channel."""

    usuario: str = ""
    nombre: str = ""


class FormularioLimites(ConMotivo):
    """What a channel may do of its own; an empty box is the portal's."""

    prefijo: str = ""
    redes: str = ""
    por_minuto: str = ""
    por_hora: str = ""

    def limites(self) -> LimitesDeCanal:
        """As the operation takes them."""
        return LimitesDeCanal(
            prefijo=self.prefijo, redes=self.redes, por_minuto=self.por_minuto, por_hora=self.por_hora
        )


class FormularioCredencial(ConMotivo):
    """A new credential; hasta: its last day, or ''. The others are its scopes, each by the name of its member in small
    letters: '' where it was not chosen."""

    nombre: str = ""
    hasta: str = ""
    consulta: str = ""
    carrito: str = ""
    pago: str = ""
    anulacion: str = ""
    leer_pagos: str = ""

    def alcances(self) -> tuple[Alcance, ...]:
        """Those that were chosen."""
        return tuple(alcance for alcance in Alcance if getattr(self, alcance.name.lower()))

    def ultimo_dia(self) -> date | None:
        """Raises DatoInvalido for what is no day."""
        try:
            return date.fromisoformat(self.hasta) if self.hasta else None
        except ValueError:
            raise DatoInvalido("vence-antes", campo="hasta") from None


class FormularioRetiro(ConMotivo):
    """Which secret ends."""

    numero: str = ""


class Tecleado(Struct):
    """What stands in the boxes of a channel's page: as it was typed where it was refused. forma: of which form."""

    forma: str = ""
    motivo: str = ""
    limites: LimitesDeCanal | None = None
    credencial: FormularioCredencial | None = None


class OperadorCanalesPages(Controller):
    """Each act is decided by its operation; a secret is in the answer of the act that made it, and nowhere else."""

    path = "/operador/canales"
    include_in_schema = False

    @get("/", opt=SOLO)
    async def lista(self, request: Peticion, portal: PortalDep) -> Template:
        """Every channel, and who was stopped in the last day."""
        return await _lista(portal, request)

    @post("/", opt=SOLO, status_code=200)
    async def registrar(
        self, request: Peticion, portal: PortalDep, data: URLEncodedBody[FormularioCanal]
    ) -> Template | Redirect:
        """A new one."""
        try:
            await canales.registrar(portal, request.user, data.usuario, data.nombre, data.motivo)
        except DatoInvalido as error:
            return await _lista(portal, request, error=error, data=data)
        return _al_canal(data.usuario.strip().casefold(), "registrado")

    @get("/{usuario:str}", opt=SOLO)
    async def ver(
        self, request: Peticion, portal: PortalDep, usuario: FromPath[str], hecho: FromQuery[str] = ""
    ) -> Template:
        """One of them."""
        return await _canal(portal, request, usuario, hecho=hecho)

    @post("/{usuario:str}/limites", opt=SOLO, status_code=200)
    async def limites(
        self, request: Peticion, portal: PortalDep, usuario: FromPath[str], data: URLEncodedBody[FormularioLimites]
    ) -> Template | Redirect:
        """From where, with which codes and how much."""
        try:
            await canales.cambiar(portal, request.user, usuario, data.limites(), data.motivo)
        except DatoInvalido as error:
            tecleado = Tecleado("limites", data.motivo, limites=data.limites())
            return await _canal(portal, request, usuario, error=error, tecleado=tecleado)
        return _al_canal(usuario, "cambiado")

    @post("/{usuario:str}/credenciales", opt=SOLO, status_code=200)
    async def crear(
        self, request: Peticion, portal: PortalDep, usuario: FromPath[str], data: URLEncodedBody[FormularioCredencial]
    ) -> Template:
        """A credential, with its secret to be seen once."""
        try:
            nuevo = await credenciales.crear(
                portal,
                request.user,
                usuario,
                nombre=data.nombre,
                alcances=data.alcances(),
                hasta=data.ultimo_dia(),
                motivo=data.motivo,
            )
        except DatoInvalido as error:
            tecleado = Tecleado("credencial", data.motivo, credencial=data)
            return await _canal(portal, request, usuario, error=error, tecleado=tecleado)
        return await _canal(portal, request, usuario, nuevo=nuevo)

    @post("/credenciales/{cliente:str}/rotar", opt=SOLO, status_code=200)
    async def rotar(
        self, request: Peticion, portal: PortalDep, cliente: FromPath[str], data: URLEncodedBody[ConMotivo]
    ) -> Template:
        """A second secret, to be seen once."""
        usuario = await canales.usuario_de(portal, request.user, cliente)
        try:
            nuevo = await credenciales.rotar(portal, request.user, cliente, data.motivo)
        except (DatoInvalido, Rechazo) as error:
            return await _canal(portal, request, usuario, error=error, tecleado=Tecleado(cliente, data.motivo))
        return await _canal(portal, request, usuario, nuevo=nuevo)

    @post("/credenciales/{cliente:str}/retirar", opt=SOLO, status_code=200)
    async def retirar(
        self, request: Peticion, portal: PortalDep, cliente: FromPath[str], data: URLEncodedBody[FormularioRetiro]
    ) -> Template | Redirect:
        """Ends one of two secrets."""
        usuario = await canales.usuario_de(portal, request.user, cliente)
        try:
            await credenciales.retirar(portal, request.user, cliente, data.numero, data.motivo)
        except (DatoInvalido, Rechazo) as error:
            return await _canal(portal, request, usuario, error=error, tecleado=Tecleado(cliente, data.motivo))
        return _al_canal(usuario, "retirado")

    @post("/credenciales/{cliente:str}/revocar", opt=SOLO, status_code=200)
    async def revocar(
        self, request: Peticion, portal: PortalDep, cliente: FromPath[str], data: URLEncodedBody[ConMotivo]
    ) -> Template | Redirect:
        """Ends a credential."""
        usuario = await canales.usuario_de(portal, request.user, cliente)
        try:
            await credenciales.revocar(portal, request.user, cliente, data.motivo)
        except (DatoInvalido, Rechazo) as error:
            return await _canal(portal, request, usuario, error=error, tecleado=Tecleado(cliente, data.motivo))
        return _al_canal(usuario, "revocada")


def _al_canal(usuario: str, hecho: str) -> Redirect:
    return Redirect(f"/operador/canales/{quote(usuario, safe='')}?hecho={hecho}", status_code=303)


async def _lista(
    portal: Portal, request: Peticion, *, error: PortalError | None = None, data: FormularioCanal | None = None
) -> Template:
    todos, frenos = await canales.listar(portal, request.user)
    contexto = {
        "pagina": "operador-canales",
        "canales": todos,
        "frenos": frenos,
        "QUOTAS": textos.QUOTAS,
        "error": error,
        "data": data or FormularioCanal(),
    }
    return Template("pages/operador_canales.html", context=contexto, status_code=estado_de(error))


async def _canal(
    portal: Portal,
    request: Peticion,
    usuario: str,
    *,
    error: PortalError | None = None,
    tecleado: Tecleado | None = None,
    nuevo: SecretoNuevo | None = None,
    hecho: str = "",
) -> Template:
    visto = await canales.ver(portal, request.user, usuario)
    tecleado = tecleado or Tecleado()
    contexto = {
        "pagina": "operador-canales",
        "visto": visto,
        "limites": tecleado.limites or LimitesDeCanal.de(visto.canal),
        "nueva": tecleado.credencial or FormularioCredencial(**{cada.name.lower(): "1" for cada in Alcance}),
        "forma": tecleado.forma,
        "motivo": tecleado.motivo,
        "nuevo": nuevo,
        "ahora": portal.clock(),
        "ALCANCES": [(cada.name.lower(), cada, textos.ALCANCES[cada]) for cada in Alcance],
        "QUOTAS": textos.QUOTAS,
        "error": error,
        "falla": error.campo if isinstance(error, DatoInvalido) else "",
        "hecho": translations().gettext(textos.EN_EL_CANAL[hecho]) if hecho in textos.EN_EL_CANAL else "",
    }
    return Template("pages/operador_canal.html", context=contexto, status_code=estado_de(error))
