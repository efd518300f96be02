"""The API's wire: names, limits and JSON types, frozen by the seed. Wire names live only here."""

from typing import Annotated, TypeAlias

from msgspec import Meta, Struct

# An int where the currency has no decimals: to a schema both are one JSON type.
Importe: TypeAlias = Annotated[
    float, Meta(description="Número JSON exacto: guaraníes enteros, o dólares con hasta dos decimales")
]


class TokenEmitido(Struct, frozen=True):
    """Answer of POST /token."""

    access_token: Annotated[str, Meta(description="JWT para el encabezado Authorization: Bearer")]
    token_type: Annotated[str, Meta(examples=["bearer"])] = "bearer"  # noqa: S105 - the name of a kind of token


class DeudaApi(Struct, frozen=True, rename="upper"):
    """A row of the package's cursor, with the seed's eight keys and no other."""

    descripcion: str
    impo_maxi: Importe
    impo_tota: Importe
    mone_codi: int
    fech_venc: Annotated[str, Meta(description="Vencimiento, AAAA-MM-DD")]
    observacion: Annotated[str, Meta(description="Vacía donde la empresa no anotó nada")]
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
        Meta(description="Hasta cuándo, si se sabe: instante UTC, ISO 8601 (un pago en curso de esas deudas)"),
    ]


class CarritoApi(Struct, frozen=True):
    """Answer of GET /carrito/{idsession}."""

    idsession: int
    moneda: int
    items: list[DeudaApi]
    subtotal: Importe
    comision: Importe | None
    total: Importe | None
    se_puede_pagar: Annotated[
        bool, Meta(description="Si `POST /pago` lo acepta ahora: lo juzga igual, y si no `faltas` dice por qué")
    ]
    faltas: list[FaltaApi]
    minimo: Annotated[
        list[str],
        Meta(
            description="En un carrito vacío: los `CODMOVIMIENTO` de lo mínimo a pagar, en el orden en que se agregan"
        ),
    ]


class EventoApi(Struct, frozen=True):
    """A change of state, in words."""

    en: Annotated[str, Meta(description="Instante UTC, ISO 8601")]
    estado: str
    motivo: str


class PagoApi(Struct, frozen=True):
    """A payment attempt. Amounts are those charged."""

    cod_transaccion: str
    numero: Annotated[str, Meta(description="Número de comprobante")]
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
    faltan: Annotated[list[str], Meta(description="Los `CODMOVIMIENTO` que hay que agregar")] = []
    sobran: Annotated[list[str], Meta(description="Los `CODMOVIMIENTO` que hay que sacar, o esperar")] = []
    hasta: Annotated[
        str, Meta(description="Hasta cuándo vale el motivo, si se sabe: instante UTC, ISO 8601 (`deuda-en-pago`)")
    ] = ""
    primero: Annotated[
        list[str],
        Meta(description="Los códigos de transacción, tuyos, que hay que anular antes (`hay-pago-posterior`)"),
    ] = []
    campo: str = ""
    id: Annotated[str, Meta(description="Identificador para soporte, en los errores 5xx")] = ""


class ProblemaToken(Problema, frozen=True, omit_defaults=True):
    """A problem of POST /token, with the members that a client of OAuth reads (RFC 6749, 5.2)."""

    error: Annotated[
        str, Meta(description="`invalid_request`, `invalid_grant`, `unauthorized_client` o `unsupported_grant_type`")
    ] = ""
    error_description: Annotated[str, Meta(description="La misma frase que `detail`, en ASCII")] = ""


_CODIGO = Meta(description="El código del paquete en un rechazo, y si no el estado HTTP como texto; nunca «0»")
Codigo: TypeAlias = Annotated[str, _CODIGO]
Frase: TypeAlias = Annotated[str, Meta(description="La misma frase que `detail`")]


class RechazoApi(Problema, frozen=True, omit_defaults=True):
    """A problem with the members that the seed's clients read of a consultation."""

    codresp: Codigo = ""
    descresp: Frase = ""


class RechazoCarrito(Problema, frozen=True, omit_defaults=True):
    """A problem with the members that the seed's clients read of POST /carrito/agregar."""

    comision: Annotated[Importe, Meta(description="Siempre 0: el carrito no cambió")] = 0
    codresp: Codigo = ""
    descreps: Frase = ""


class RechazoPago(Problema, frozen=True, omit_defaults=True):
    """A problem with the members that the seed's clients read of POST /pago."""

    cod_resp: Codigo = ""
    mod_fact: Annotated[str, Meta(description="Siempre vacío: no hay factura")] = ""
    desc_resp: Frase = ""
    codresp: Codigo = ""


class RechazoAnulacion(Problema, frozen=True, omit_defaults=True):
    """A problem with the members that the seed's clients read of POST /anulacion."""

    cod_resp: Codigo = ""
    desc_resp: Frase = ""
    codresp: Codigo = ""
