"""The API's wire: names, limits and JSON types, frozen by the seed. Wire names live only here."""

from typing import Annotated, TypeAlias

from msgspec import Meta, Struct

from portal.texts.es import api_fields

# An int where the currency has no decimals: to a schema both are one JSON type.
Importe: TypeAlias = Annotated[float, Meta(description=api_fields.IMPORTE)]


class TokenEmitido(Struct, frozen=True, kw_only=True):
    """Answer of POST /token: the seed's members, and those that a client of OAuth reads (RFC 6749, 5.1)."""

    access_token: Annotated[str, Meta(description=api_fields.ACCESS_TOKEN)]
    token_type: Annotated[str, Meta(examples=["bearer"])] = "bearer"  # noqa: S105 - the name of a kind of token
    expires_in: Annotated[int, Meta(description=api_fields.EXPIRES_IN)]
    scope: Annotated[str, Meta(description=api_fields.SCOPE)]


class DeudaApi(Struct, frozen=True, rename="upper"):
    """A row of the package's cursor, with the seed's eight keys and no other."""

    descripcion: str
    impo_maxi: Importe
    impo_tota: Importe
    mone_codi: int
    fech_venc: Annotated[str, Meta(description=api_fields.FECH_VENC)]
    observacion: Annotated[str, Meta(description=api_fields.OBSERVACION)]
    codmovimiento: str
    seq_di: int


class ConsultaApi(Struct, frozen=True):
    """Answer of GET /consulta/deuda-cliente/."""

    deudas: list[DeudaApi]
    desc_clie: str
    cant_deta: int
    codresp: str
    descresp: str
    idsession: int


class AgregadoApi(Struct, frozen=True):
    """Answer of POST /carrito/agregar (`descreps` is spelt so in the package)."""

    comision: Importe
    codresp: str
    descreps: str


class PagoHecho(Struct, frozen=True):
    """Answer of POST /pago."""

    cod_resp: str
    mod_fact: str
    desc_resp: str


class AnulacionHecha(Struct, frozen=True):
    """Answer of POST /anulacion."""

    cod_resp: str
    desc_resp: str


class FaltaApi(Struct, frozen=True):
    """Why the cart cannot be paid as it is."""

    codigo: str
    motivo: str
    faltan: list[str]
    sobran: list[str]
    hasta: Annotated[
        str | None,
        Meta(description=api_fields.FALTA_HASTA),
    ]


class CarritoApi(Struct, frozen=True):
    """Answer of GET /carrito/{idsession}."""

    idsession: int
    moneda: int
    items: list[DeudaApi]
    subtotal: Importe
    comision: Importe | None
    total: Importe | None
    se_puede_pagar: Annotated[bool, Meta(description=api_fields.SE_PUEDE_PAGAR)]
    faltas: list[FaltaApi]
    minimo: Annotated[
        list[str],
        Meta(description=api_fields.MINIMO),
    ]


class EventoApi(Struct, frozen=True):
    """A change of state, in words."""

    en: Annotated[str, Meta(description=api_fields.INSTANTE)]
    estado: str
    motivo: str


class PagoApi(Struct, frozen=True):
    """A payment attempt. Amounts are those charged."""

    cod_transaccion: str
    numero: Annotated[str, Meta(description=api_fields.NUMERO)]
    estado: str
    idsession: int
    moneda: int
    subtotal: Importe
    comision: Importe
    total: Importe
    mod_fact: str | None
    creado: str
    pagado: str | None
    anulado: str | None


class PagoDetalleApi(PagoApi, frozen=True, kw_only=True):
    """Answer of GET /pago/{cod_transaccion}."""

    items: list[DeudaApi]
    eventos: list[EventoApi]


class PagosApi(Struct, frozen=True):
    """Answer of GET /pagos. Ask again with desde=siguiente until it is null."""

    pagos: list[PagoApi]
    siguiente: int | None


class Problema(Struct, frozen=True, omit_defaults=True):
    """RFC 9457 problem+json, in Spanish."""

    type: str
    title: str
    status: int
    detail: str
    codigo: str
    faltan: Annotated[list[str], Meta(description=api_fields.FALTAN)] = []
    sobran: Annotated[list[str], Meta(description=api_fields.SOBRAN)] = []
    hasta: Annotated[str, Meta(description=api_fields.HASTA)] = ""
    primero: Annotated[
        list[str],
        Meta(description=api_fields.PRIMERO),
    ] = []
    campo: str = ""
    id: Annotated[str, Meta(description=api_fields.ID)] = ""


class ProblemaToken(Problema, frozen=True, omit_defaults=True):
    """A problem of POST /token, with the members that a client of OAuth reads (RFC 6749, 5.2)."""

    error: Annotated[str, Meta(description=api_fields.ERROR_DE_OAUTH)] = ""
    error_description: Annotated[str, Meta(description=api_fields.FRASE_DE_OAUTH)] = ""


_CODIGO = Meta(description=api_fields.CODIGO)
Codigo: TypeAlias = Annotated[str, _CODIGO]
Frase: TypeAlias = Annotated[str, Meta(description=api_fields.FRASE)]


class RechazoApi(Problema, frozen=True, omit_defaults=True):
    """A problem with the members that the seed's clients read of a consultation."""

    codresp: Codigo = ""
    descresp: Frase = ""


class RechazoCarrito(Problema, frozen=True, omit_defaults=True):
    """A problem with the members that the seed's clients read of POST /carrito/agregar."""

    comision: Annotated[Importe, Meta(description=api_fields.SIN_COMISION)] = 0
    codresp: Codigo = ""
    descreps: Frase = ""


class RechazoPago(Problema, frozen=True, omit_defaults=True):
    """A problem with the members that the seed's clients read of POST /pago."""

    cod_resp: Codigo = ""
    mod_fact: Annotated[str, Meta(description=api_fields.SIN_FACTURA)] = ""
    desc_resp: Frase = ""
    codresp: Codigo = ""


class RechazoAnulacion(Problema, frozen=True, omit_defaults=True):
    """A problem with the members that the seed's clients read of POST /anulacion."""

    cod_resp: Codigo = ""
    desc_resp: Frase = ""
    codresp: Codigo = ""
