"""The statement of a period: a page, a paper and a sheet of the same lines."""

from asyncio import to_thread
from urllib.parse import urlencode

from litestar import Controller, Response, get
from litestar.params import FromQuery
from litestar.response import Template

from portal import money
from portal.controllers import Peticion, PortalDep
from portal.controllers.pages.exports import Moneda, adjunto
from portal.documents import asientos
from portal.documents.sheets import Formato
from portal.errors import DatoInvalido
from portal.inputs import days
from portal.operations.historia import estado_de_cuenta
from portal.operations.portal import Portal
from portal.rules.access.permisos import Acto
from portal.structs.estado_de_cuenta import EstadoDeCuenta
from portal.texts.es.estado_de_cuenta import COMO_SE_ARMA
from portal.web.language import translations
from portal.web.policies import para
from portal.web.problems import estado_de

# What a page tells at once; the paper and the sheets tell all.
CABEN = 120


class EstadoDeCuentaPages(Controller):
    """By currency and days; without days, the last six months."""

    include_in_schema = False
    opt = para(Acto.LO_PROPIO)

    @get("/estado-de-cuenta")
    async def ver(
        self,
        request: Peticion,
        portal: PortalDep,
        moneda: Moneda = money.GUARANI.codigo,
        desde: FromQuery[str] = "",
        hasta: FromQuery[str] = "",
    ) -> Template:
        """Days that cannot be are told beside their box, over the usual period."""
        error = None
        try:
            estado = await _leer(portal, request, moneda, desde, hasta)
        except DatoInvalido as dicho:
            estado, error = await _leer(portal, request, moneda, "", ""), dicho
        t = translations()
        pares = {"moneda": moneda, "desde": estado.desde.isoformat(), "hasta": estado.hasta.isoformat()}
        contexto = {
            "pagina": "historial",
            "estado": estado,
            "resumen": asientos.resumen(estado, t),
            "lineas": [
                (cada, asientos.concepto(cada, t), asientos.lugar(cada, t)) for cada in estado.asientos[-CABEN:]
            ],
            "omitidas": max(0, len(estado.asientos) - CABEN),
            "como": t.gettext(COMO_SE_ARMA),
            "monedas": money.MONEDAS,
            "escritos": {"desde": desde, "hasta": hasta} if error else pares,
            "consulta": urlencode(pares),
            "error": error,
        }
        return Template("pages/estado_de_cuenta.html", context=contexto, status_code=estado_de(error))

    @get("/estado-de-cuenta.pdf")
    async def pdf(
        self,
        request: Peticion,
        portal: PortalDep,
        moneda: Moneda = money.GUARANI.codigo,
        desde: FromQuery[str] = "",
        hasta: FromQuery[str] = "",
    ) -> Response[bytes]:
        """On as many sheets as it takes."""
        # As the receipt's: who asks for the first one waits for its library, and no start does.
        from portal.documents import estado_pdf  # noqa: PLC0415 - as the line above says

        estado = await _leer(portal, request, moneda, desde, hasta)
        contenido = await to_thread(estado_pdf.pdf, estado, translations(), portal.membrete())
        cabeza = {"Content-Disposition": f'attachment; filename="{_nombre(estado)}.pdf"'}
        return Response(contenido, media_type="application/pdf", headers=cabeza)

    @get(["/estado-de-cuenta.csv", "/estado-de-cuenta.xlsx"])
    async def planilla(
        self,
        request: Peticion,
        portal: PortalDep,
        moneda: Moneda = money.GUARANI.codigo,
        desde: FromQuery[str] = "",
        hasta: FromQuery[str] = "",
    ) -> Response[bytes]:
        """A line a row, between what was owed and what is."""
        estado = await _leer(portal, request, moneda, desde, hasta)
        formato = Formato(request.url.path.rpartition(".")[2])
        contenido = await to_thread(asientos.hoja_de_calculo, estado, formato, translations())
        return adjunto(contenido, _nombre(estado), formato)


async def _leer(portal: Portal, request: Peticion, moneda: int, desde: str, hasta: str) -> EstadoDeCuenta:
    primero, ultimo = days.periodo(desde, hasta)
    return await estado_de_cuenta.leer(portal, request.user, money.moneda(moneda).codigo, primero, ultimo)


def _nombre(estado: EstadoDeCuenta) -> str:
    iso = money.moneda(estado.moneda).iso
    return f"estado-de-cuenta-{iso}-{estado.desde.isoformat()}-a-{estado.hasta.isoformat()}"
