"""A company behind the wire: PACK_PAGO_WS answers what the test says, and the portal's tables take anything."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from portal.repo.migrations.steps import steps
from tests.oracle_wire.errors import OracleError
from tests.oracle_wire.handler import OUT, Handler, Param
from tests.oracle_wire.results import Column, ResultSet
from tests.oracle_wire.session import Session
from tests.oracle_wire.values import Valor

COLUMNAS = (
    Column("DESCRIPCION", size=200),
    Column("IMPO_MAXI", "NUMBER", precision=14, scale=2),
    Column("IMPO_TOTA", "NUMBER", precision=14, scale=2),
    Column("MONE_CODI", "NUMBER", precision=2),
    Column("FECH_VENC", size=10),
    Column("OBSERVACION", size=400),
    Column("CODMOVIMIENTO", size=30),
    Column("SEQ_DI", "NUMBER", precision=10),
)
FILA = ("Cuota 1 de 60", Decimal(850_000), Decimal(850_000), 1, "2026-09-10", None, "A1", 1)
SESION = (
    Column("USUARIO_ID", "NUMBER", precision=19),
    *(Column(nombre) for nombre in ("USUARIO", "ROL", "NOMBRE", "DOCUMENTO", "SID", "PUERTA", "ALCANCES", "REDES")),
    *(Column(nombre, "NUMBER", precision=10) for nombre in ("POR_MINUTO", "POR_HORA", "NUMERO")),
)
# Of a database on which every step was taken.
VERSION = ResultSet(
    [Column("NUMERO", "NUMBER", precision=10), Column("NOMBRE", size=100), Column("HUELLA", size=64)],
    [(row.number, row.name, row.hash) for row in (step.applied for step in steps("oracle"))],
)
FIRMAS = {
    "VALIDAR_USURAIO": (Param("USERNAME"), Param("CODRESP", OUT), Param("DESCRESP", OUT)),
    "PAWEB_CONSULTA": (
        *(Param("DOCUMENTO"), Param("MONEDA"), Param("DEUDAS", OUT), Param("USUARIO"), Param("DESC_CLIE", OUT)),
        *(Param("CANT_DETA", OUT), Param("IDSESSION", OUT), Param("CODRESP", OUT), Param("DESCRESP", OUT)),
    ),
    "AGREGAR_AL_CARRITO": (
        *(Param("IDSESSION"), Param("INDICADOR"), Param("CODMOVIMIENTO"), Param("USUARIO")),
        *(Param("COMISION", OUT), Param("CODRESP", OUT), Param("DESCREPS", OUT)),
    ),
    "PAWEB_PAGO": (
        *(Param("SESSION"), Param("USER"), Param("CODTRANSACCION")),
        *(Param("CODRESP", OUT), Param("MOD_FACT", OUT), Param("DESCRESP", OUT)),
    ),
    "PA_ANUL": (Param("CODTRANSACCION"), Param("CODRESP", OUT), Param("DESCRESP", OUT)),
}


class Empresa(Handler):
    """`respuestas` has, by procedure, the OUT values; `filas` are those of the cursor."""

    def __init__(self) -> None:
        self.filas: Sequence[Sequence[object]] = [FILA]
        self.columnas: Sequence[Column] = COLUMNAS
        self.respuestas: dict[str, Sequence[Valor | ResultSet]] = {
            "VALIDAR_USURAIO": (0, "OK"),
            "AGREGAR_AL_CARRITO": (Decimal("12750.5"), "0", "Agregado"),
            "PAWEB_PAGO": ("0", "CONTADO", "Pago realizado"),
            "PA_ANUL": ("0", "Pago anulado"),
        }
        self.cierre: Sequence[Valor] = ("Ana Ñandutí", 1, 42, "0", "OK")
        self.llamadas: list[tuple[str, tuple[Valor, ...]]] = []
        self.sesiones: list[tuple[str | None, str | None]] = []
        self.sentencias: list[str] = []
        self.sesion: Sequence[object] = ()
        self.memoria: list[tuple[str]] = []
        self.valores: list[tuple[Valor, ...]] = []
        self.confirmadas = 0
        self.deshechas = 0
        self.consultar_tabla: Callable[[str], ResultSet | int] = lambda _: 1

    def signature(self, name: str) -> Sequence[Param]:
        corto = name.removeprefix("PACK_PAGO_WS.")
        return FIRMAS[corto] if corto in FIRMAS else super().signature(name)

    async def call(self, session: Session, name: str, args: Sequence[Valor]) -> Sequence[Valor | ResultSet]:
        corto = name.removeprefix("PACK_PAGO_WS.")
        self.llamadas.append((corto, tuple(args)))
        if corto == "PAWEB_CONSULTA":
            session.in_txn = True
            return (ResultSet(self.columnas, self.filas), *self.cierre)
        session.in_txn = corto != "VALIDAR_USURAIO"
        return self.respuestas[corto]

    async def query(self, session: Session, sql: str, binds: Sequence[Valor]) -> ResultSet | int:
        if "portal_version" in sql:  # the engine's own look, now and then
            return VERSION
        self.sentencias.append(" ".join(sql.split()))
        if sql.startswith("SELECT"):
            if "no_existe" in sql:
                raise OracleError(942, "table or view does not exist")
            if "portal_cadena" in sql:
                return ResultSet([Column("NRO", "NUMBER", precision=19), Column("HUELLA", size=64)], [(7, "0" * 64)])
            if "portal_sesion" in sql:
                return ResultSet(SESION, [self.sesion])
            if "portal_consulta_elegida" in sql:
                return ResultSet([Column("TEXTO")], self.memoria)
            return ResultSet([Column("CUANTOS", "NUMBER", precision=10)], [(7,)])
        if not sql.startswith("ALTER"):
            session.in_txn = True
            self.valores.append(tuple(binds))
        return self.consultar_tabla(sql)

    async def commit(self, session: Session) -> None:  # noqa: ARG002 - the protocol's
        self.confirmadas += 1

    async def rollback(self, session: Session) -> None:  # noqa: ARG002 - the protocol's
        self.deshechas += 1
