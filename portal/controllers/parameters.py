"""The seed's parameters and their limits, each declared once."""

from typing import Annotated, Literal, TypeAlias

from litestar.openapi.spec import Example, OpenAPIType
from litestar.params import HeaderParameter, PathParameter, QueryParameter

from portal.texts.es import api_fields

# Printable ASCII without the slash: a payment can be asked for by its code in an address.
# "$" alone would let a line feed pass at the end.
_CODIGO = r"^[!-.0-~]+$(?!\n)"

Documento: TypeAlias = Annotated[
    str,
    QueryParameter(
        min_length=6,
        # With the dots, spaces and marks that come with it; without them it has 15 at most.
        max_length=40,
        description=api_fields.DOCUMENTO,
        examples=[Example(summary=api_fields.CEDULA, value="4567890")],
    ),
]
Moneda: TypeAlias = Annotated[
    int, QueryParameter(ge=1, le=10**15, description=api_fields.MONEDA, examples=[Example(value=1)])
]
IdsessionTexto: TypeAlias = Annotated[
    str,
    QueryParameter(
        pattern=r"^[0-9]{1,9}$(?!\n)",
        min_length=1,
        max_length=9,
        description=api_fields.IDSESSION,
        examples=[Example(value="42")],
    ),
]
Indicador: TypeAlias = Annotated[
    Literal["S", "N"],
    QueryParameter(description=api_fields.INDICADOR, examples=[Example(value="S")]),
]
Codmovimiento: TypeAlias = Annotated[
    str,
    QueryParameter(
        min_length=1,
        max_length=20,
        description=api_fields.CODMOVIMIENTO,
        examples=[Example(value="123")],
    ),
]
UsuarioIgnorado: TypeAlias = Annotated[
    str,
    QueryParameter(
        max_length=35,
        description=api_fields.USUARIO,
        examples=[Example(value="canal-demo")],
    ),
]
# A number in the document. It is read as text since zeros may stand before it, as in idsession.
Session: TypeAlias = Annotated[
    str,
    QueryParameter(
        pattern=r"^(?=.*[1-9])[0-9]{1,9}$(?!\n)",
        description=api_fields.IDSESSION_CON_CEROS,
        examples=[Example(value=42)],
        schema_extra={"type": OpenAPIType.INTEGER, "pattern": None, "minimum": 1, "maximum": 999_999_999},
    ),
]
CodTransaccion: TypeAlias = Annotated[
    str,
    QueryParameter(
        min_length=2,
        max_length=20,
        pattern=_CODIGO,
        description=api_fields.COD_TRANSACCION,
        examples=[Example(value="BCO-000123")],
    ),
]
CodTransaccionRuta: TypeAlias = Annotated[
    str,
    PathParameter(
        min_length=2,
        max_length=20,
        pattern=_CODIGO,
        description=api_fields.COD_DEL_PAGO,
        examples=[Example(value="BCO-000123")],
    ),
]
IdsessionRuta: TypeAlias = Annotated[
    int,
    PathParameter(ge=1, le=999_999_999, description=api_fields.IDSESSION, examples=[Example(value=42)]),
]
# More than any row's number will be, and less than what the databases' own integers hold.
Numero: TypeAlias = Annotated[int, PathParameter(ge=1, le=10**15)]
Desde: TypeAlias = Annotated[
    int | None,
    QueryParameter(ge=1, le=10**15, required=False, description=api_fields.DESDE),
]
Limite: TypeAlias = Annotated[int, QueryParameter(ge=1, le=100, description=api_fields.LIMITE)]
LlaveIdempotencia: TypeAlias = Annotated[
    str | None,
    HeaderParameter(
        name="Idempotency-Key",
        required=False,
        min_length=1,
        max_length=64,
        pattern=r"^[A-Za-z0-9_-]+$",
        description=api_fields.LLAVE,
        examples=[Example(value="6f1c3b1e-0f5e-4a53-9d0b-6a1b1a1f0c11")],
    ),
]
