"""Finding customers and seeing them, on the staff's desk. A documento is in no address: a customer goes by a number."""

from litestar import Controller, get, post
from litestar.params import FromQuery, URLEncodedBody
from litestar.response import Redirect, Template
from msgspec import Struct

from portal.controllers import Peticion, PortalDep, forms
from portal.controllers.forms import ConMotivo
from portal.controllers.parameters import Numero
from portal.errors import DatoInvalido, NoDisponible, NoEncontrado, PortalError, Rechazo
from portal.imports import amounts
from portal.operations.desk import accesos, clientes, cuentas
from portal.operations.desk.cuentas import DeudasEnMoneda
from portal.operations.portal import Portal
from portal.rules.access.permisos import Acto
from portal.structs.clientes import ActoDeCuenta, Hallados, ImporteBuscado
from portal.texts.es import cliente as textos
from portal.web.language import translations
from portal.web.policies import para
from portal.web.problems import estado_de


class FormularioBuscado(Struct):
    """Whatever is known of a customer; posted, so that it stays out of addresses and of the browser's history. hasta:
    where to go on looking into the codes of payments from, a receipt's number; '' to look for everything."""

    buscar: str = ""
    hasta: str = ""


class FormularioDesconocido(ConMotivo):
    """Whom the portal does not know, and why the company is asked about them."""

    documento: str = ""


class FormularioInvitado(ConMotivo):
    """Where the invitation goes, and why."""

    correo: str = ""


class FormularioDeCuenta(ConMotivo):
    """What is done about which account, and why; usuario: '' of a customer who has none."""

    usuario: str = ""
    acto: str = ""

    def pedido(self) -> ActoDeCuenta:
        """Raises DatoInvalido where nothing, or what does not exist, was chosen."""
        if self.acto not in tuple(ActoDeCuenta):
            raise DatoInvalido("acto-desconocido", campo="acto")
        return ActoDeCuenta(self.acto)


class FormularioAutorizado(ConMotivo):
    """Which account may open which other documento, whose that is, and why."""

    usuario: str = ""
    documento: str = ""
    nombre: str = ""


class FormularioDesautorizado(ConMotivo):
    """The number of an authorization, and why it is taken away."""

    autorizacion: str = ""


class OperadorClientesPages(Controller):
    """What is looked at is written down by its operation."""

    path = "/operador/clientes"
    include_in_schema = False

    @get("/", opt=para(Acto.VER_TODOS))
    async def formulario(self) -> Template:
        """The box alone."""
        return hallados_en(FormularioBuscado())

    @post("/", opt=para(Acto.VER_TODOS), status_code=200)
    async def buscar(self, request: Peticion, portal: PortalDep, data: URLEncodedBody[FormularioBuscado]) -> Template:
        """Who was found, and by what."""
        importes = tuple(ImporteBuscado(moneda, unidades) for moneda, unidades in amounts.leidos(data.buscar))
        hasta = forms.numero(data.hasta)
        try:
            if hasta:
                return hallados_en(data, await clientes.recorrer(portal, request.user, data.buscar, hasta))
            return hallados_en(data, await clientes.buscar(portal, request.user, data.buscar, importes))
        except DatoInvalido as error:
            return hallados_en(data, error=error)

    @post("/deudas", opt=para(Acto.VER_TODOS), status_code=200)
    async def deudas_de_desconocido(
        self, request: Peticion, portal: PortalDep, data: URLEncodedBody[FormularioDesconocido]
    ) -> Template:
        """What the company says that somebody owes whom the portal does not know."""
        try:
            suyas = await cuentas.deudas_de(portal, request.user, data.documento, data.motivo)
        except (DatoInvalido, NoEncontrado, Rechazo, NoDisponible) as error:
            return hallados_en(FormularioBuscado(), desconocido=data, error=error)
        return hallados_en(FormularioBuscado(), desconocido=data, deudas=suyas)

    @get("/{numero:int}", opt=para(Acto.VER_TODOS))
    async def ver(self, request: Peticion, portal: PortalDep, numero: Numero, hecho: FromQuery[str] = "") -> Template:
        """One of them, but for what they owe."""
        return await _cliente(portal, request, numero, hecho=hecho)

    @post("/{numero:int}/deudas", opt=para(Acto.VER_TODOS), status_code=200)
    async def deudas(
        self, request: Peticion, portal: PortalDep, numero: Numero, data: URLEncodedBody[ConMotivo]
    ) -> Template:
        """With what they owe; where the company's system does not tell, the rest all the same."""
        try:
            suyas = await cuentas.deudas(portal, request.user, numero, data.motivo)
        except (DatoInvalido, Rechazo, NoDisponible) as error:
            return await _cliente(portal, request, numero, error=error, forma="deudas", escrito=data)
        return await _cliente(portal, request, numero, suyas)

    @post("/{numero:int}/invitar", opt=para(Acto.ADMINISTRAR), status_code=200)
    async def invitar(
        self, request: Peticion, portal: PortalDep, numero: Numero, data: URLEncodedBody[FormularioInvitado]
    ) -> Template | Redirect:
        """A mail by which they open an account."""
        try:
            await accesos.invitar(portal, request.user, numero, data.correo, data.motivo)
        except DatoInvalido as error:
            return await _cliente(portal, request, numero, error=error, forma="invitar", escrito=data)
        return _al_cliente(numero, "invitado")

    @post("/{numero:int}/cuenta", opt=para(Acto.ADMINISTRAR), status_code=200)
    async def cuenta(
        self, request: Peticion, portal: PortalDep, numero: Numero, data: URLEncodedBody[FormularioDeCuenta]
    ) -> Template | Redirect:
        """What is done about their account."""
        try:
            acto = data.pedido()
            await accesos.hacer(portal, request.user, numero, data.usuario, acto, data.motivo)
        except DatoInvalido as error:
            return await _cliente(portal, request, numero, error=error, forma=f"cuenta-{data.usuario}", escrito=data)
        return _al_cliente(numero, acto)

    @post("/{numero:int}/autorizar", opt=para(Acto.ADMINISTRAR), status_code=200)
    async def autorizar(
        self, request: Peticion, portal: PortalDep, numero: Numero, data: URLEncodedBody[FormularioAutorizado]
    ) -> Template | Redirect:
        """Another documento for one of their accounts."""
        try:
            await accesos.autorizar(
                portal, request.user, numero, data.usuario, data.documento, data.nombre, data.motivo
            )
        except DatoInvalido as error:
            return await _cliente(portal, request, numero, error=error, forma=f"autorizar-{data.usuario}", escrito=data)
        return _al_cliente(numero, "autorizar")

    @post("/{numero:int}/desautorizar", opt=para(Acto.ADMINISTRAR), status_code=200)
    async def desautorizar(
        self, request: Peticion, portal: PortalDep, numero: Numero, data: URLEncodedBody[FormularioDesautorizado]
    ) -> Template | Redirect:
        """Taken away, from either side."""
        try:
            await accesos.desautorizar(portal, request.user, numero, forms.numero(data.autorizacion) or 0, data.motivo)
        except DatoInvalido as error:
            return await _cliente(portal, request, numero, error=error, forma="desautorizar", escrito=data)
        return _al_cliente(numero, "desautorizar")


def _al_cliente(numero: int, hecho: str) -> Redirect:
    return Redirect(f"/operador/clientes/{numero}?hecho={hecho}", status_code=303)


def hallados_en(
    buscado: FormularioBuscado,
    hallados: Hallados | None = None,
    *,
    desconocido: FormularioDesconocido | None = None,
    deudas: tuple[DeudasEnMoneda, ...] = (),
    error: PortalError | None = None,
) -> Template:
    """The box, and what came of it. desconocido: about whom the company is asked."""
    datos = {
        "pagina": "operador",
        "buscado": buscado,
        "hallados": hallados,
        "desconocido": desconocido or FormularioDesconocido(documento=hallados.documento if hallados else ""),
        "deudas": deudas,
        "error": error,
    }
    return Template("pages/operador_clientes.html", context=datos, status_code=estado_de(error))


async def _cliente(
    portal: Portal,
    request: Peticion,
    numero: int,
    deudas: tuple[DeudasEnMoneda, ...] = (),
    *,
    error: PortalError | None = None,
    forma: str = "",
    escrito: ConMotivo | None = None,
    hecho: str = "",
) -> Template:
    """forma: of which of the page's forms the error is, and what was typed in it."""
    datos = {
        "pagina": "operador",
        "visto": await cuentas.ver(portal, request.user, numero),
        "deudas": deudas,
        "error": error,
        "forma": forma,
        "escrito": escrito,
        "ACTOS": textos.ACTOS,
        "hecho": translations().gettext(textos.HECHOS[hecho]) if hecho in textos.HECHOS else "",
    }
    return Template("pages/operador_cliente.html", context=datos, status_code=estado_de(error))
