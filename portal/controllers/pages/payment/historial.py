"""What this person paid, and for what, month by month."""

from decimal import Decimal
from urllib.parse import urlencode

from litestar import Controller, get
from litestar.params import FromQuery
from litestar.response import Template
from msgspec import Struct

from portal.controllers import Peticion, PortalDep
from portal.documents.grupos import por_plan
from portal.documents.pagado import de_donde, que
from portal.errors import DatoInvalido
from portal.inputs import days
from portal.operations.historia import pagos
from portal.rules.access.permisos import Acto
from portal.rules.historia import meses
from portal.structs.historia import FiltroHistoria, Historia, MesPagado, Suerte
from portal.structs.pagos import Pago
from portal.texts.es.historia import SUERTES
from portal.web.language import translations
from portal.web.policies import para
from portal.web.problems import estado_de


class FilaPago(Struct, frozen=True):
    """An attempt as it is listed; `cuenta`: it is added up."""

    pago: Pago
    que: str
    de_donde: str
    importe: Decimal
    cuenta: bool


class HistorialPages(Controller):
    """Own attempts of every state: a rejected one is part of the story too."""

    path = "/historial"
    include_in_schema = False

    @get("/", opt=para(Acto.LO_PROPIO))
    async def historial(
        self,
        request: Peticion,
        portal: PortalDep,
        desde: FromQuery[str] = "",
        hasta: FromQuery[str] = "",
        lugar: FromQuery[str] = "",
        estado: FromQuery[str] = "",
    ) -> Template:
        """A page of them, as the filter leaves it; days that cannot be read are told beside all of them."""
        suerte = next((una for una in Suerte if una == estado), None)
        primero = ultimo = error = None
        try:
            primero, ultimo = days.periodo(desde, hasta)
        except DatoInvalido as dicho:
            error = dicho
        filtro = FiltroHistoria(desde=primero, hasta=ultimo, lugar=lugar, suerte=suerte)
        historia = await pagos.leer(portal, request.user, filtro)
        contexto = {
            "pagina": "historial",
            "historia": historia,
            "meses": [(mes, _filas(mes, lugar)) for mes in historia.meses],
            "filtro": filtro,
            "escritos": {"desde": desde, "hasta": hasta},
            "puesto": error is not None or filtro != FiltroHistoria(),
            "anterior": _anterior(filtro, historia),
            "lugares": [(cada, por_plan(suyas, translations())[0][0]) for cada, suyas in historia.lugares],
            "suertes": [(cada.value, translations().gettext(SUERTES[cada])) for cada in Suerte],
            "error": error,
        }
        return Template("pages/historial.html", context=contexto, status_code=estado_de(error))


def _filas(mes: MesPagado, lugar: str) -> list[FilaPago]:
    t = translations()
    return [
        FilaPago(cada.pago, que(cada.items, t), de_donde(cada.items, t), meses.importe(cada, lugar), meses.cuenta(cada))
        for cada in mes.pagos
    ]


def _anterior(filtro: FiltroHistoria, historia: Historia) -> str:
    """Where the months before are; '' where there are none."""
    if historia.anterior is None:
        return ""
    pares = {
        "desde": filtro.desde.isoformat() if filtro.desde else "",
        "hasta": historia.anterior.isoformat(),
        "lugar": filtro.lugar,
        "estado": filtro.suerte or "",
    }
    return f"/historial?{urlencode({nombre: valor for nombre, valor in pares.items() if valor})}"
