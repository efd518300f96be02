"""A small company: one customer for each case, as on Monday 23 November 2026 in Asunción."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from portal.money import en_unidades
from portal.repo.protocol import Transaccion
from portal.structs.deudas import Deuda, Tipo
from portal.structs.usuarios import Nivel

AHORA = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)
HOY = date(2026, 11, 23)
CLAVE = "clave de prueba"

TRES_Y_AGUA = "4567890"
CINCO_Y_JARDIN = "4000005"
SIN_CUOTAS = "4000004"
BLOQUEADO = "4000006"
AL_DIA = "4000001"
DOLARES = "4000002"
DOS_PLANES = "4000003"
CANCELACION = "4000007"
SIN_DEUDAS = "4000008"

OPERADORES = {
    "operadora": "Olga Operadora",
    "mirona": "Mirta Miranda",
    "jefa": "Josefa Jara",
    "otra-operadora": "Otilia Ortiz",
}
NIVELES = {
    "operadora": Nivel.RESOLVER,
    "mirona": Nivel.MIRAR,
    "jefa": Nivel.ADMINISTRAR,
    "otra-operadora": Nivel.RESOLVER,
}
NOMBRES = {Tipo.JARDINERIA: "Jardinería"}


class RelojDePrueba:
    """A clock that stands still until a test moves it."""

    def __init__(self, instante: datetime = AHORA) -> None:
        self.instante = instante

    def __call__(self) -> datetime:
        return self.instante

    def adelantar(self, cuanto: timedelta) -> None:
        self.instante += cuanto


def cuota(codigo: str, nro: int, vencimiento: date, *, plan: str = "P1", lote: str = "L1", moneda: int = 1) -> Deuda:
    importe = Decimal(850_000) if moneda == 1 else Decimal("125.50")
    return Deuda(
        codmovimiento=codigo,
        seq=nro,
        descripcion=f"Cuota {nro} de 60",
        importe=importe,
        importe_maximo=importe,
        moneda=moneda,
        vencimiento=vencimiento,
        tipo=Tipo.CUOTA,
        plan=plan,
        lote=lote,
        barrio="Las Golondrinas",
        nro_cuota=nro,
        cant_cuotas=60,
        interes=Decimal(0),
        gastos=Decimal(0),
    )


def servicio(codigo: str, tipo: Tipo, vencimiento: date, *, lote: str = "L1", plan: str | None = "P1") -> Deuda:
    return Deuda(
        codmovimiento=codigo,
        seq=1,
        descripcion=f"{NOMBRES.get(tipo, tipo.capitalize())} de {vencimiento:%m/%Y}",
        importe=Decimal(65_000),
        importe_maximo=Decimal(65_000),
        moneda=1,
        vencimiento=vencimiento,
        observacion="Con interés por atraso",
        tipo=tipo,
        plan=plan,
        lote=lote,
        barrio="Las Golondrinas",
        interes=Decimal(1_500),
        gastos=Decimal(2_500),
    )


def cuotas(prefijo: str, meses: list[date], **otros: str | int) -> list[Deuda]:
    return [cuota(f"{prefijo}{nro}", nro, mes, **otros) for nro, mes in enumerate(meses, 1)]  # type: ignore[arg-type]


def mensuales(*meses: int, anio: int = 2026) -> list[date]:
    return [date(anio + (mes - 1) // 12, (mes - 1) % 12 + 1, 10) for mes in meses]


CLIENTES: dict[str, tuple[str, list[Deuda]]] = {
    TRES_Y_AGUA: (
        "Ana Ñandutí Benítez",
        [
            *cuotas("A", mensuales(9, 10, 11, 12, 13)),
            servicio("AGUA-9", Tipo.AGUA, date(2026, 9, 15)),
        ],
    ),
    CINCO_Y_JARDIN: (
        "Bernardo Caballero",
        [
            *cuotas("B", mensuales(7, 8, 9, 10, 11), plan="P2", lote="L2"),
            servicio("JARDIN-7", Tipo.JARDINERIA, date(2026, 7, 20), lote="L2", plan="P2"),
        ],
    ),
    SIN_CUOTAS: (
        "Carmen Duarte",
        [
            servicio("EXP-3", Tipo.EXPENSAS, date(2026, 3, 31), lote="L3", plan=None),
            servicio("EXP-4", Tipo.EXPENSAS, date(2026, 4, 30), lote="L3", plan=None),
        ],
    ),
    BLOQUEADO: ("Delia Escobar", cuotas("D", mensuales(6, 7, 8, 9, 10, 11), plan="P4", lote="L4")),
    AL_DIA: ("Elvio Fariña", cuotas("E", mensuales(12, 13), plan="P5", lote="L5")),
    DOLARES: ("Fátima Giménez", cuotas("F", mensuales(10, 11, 12), plan="P6", lote="L6", moneda=2)),
    DOS_PLANES: (
        "Gloria Horqueta",
        [
            *cuotas("G", mensuales(10, 11), plan="P7", lote="L7"),
            *cuotas("H", mensuales(9, 10, 11), plan="P8", lote="L8"),
        ],
    ),
    CANCELACION: (
        "Hugo Ibarrola",
        [
            *cuotas("I", mensuales(11, 12, 13), plan="P9", lote="L9"),
            Deuda(
                codmovimiento="CANC-9",
                seq=1,
                descripcion="Cancelación anticipada",
                importe=Decimal(9_000_000),
                importe_maximo=Decimal(9_000_000),
                moneda=1,
                vencimiento=date(2026, 12, 31),
                tipo=Tipo.CANCELACION,
                plan="P9",
                lote="L9",
            ),
        ],
    ),
    SIN_DEUDAS: ("Irma Jara", []),
}

INSERTAR_DEUDA = """
INSERT INTO erp_deuda (
    codmovimiento, seq_di, documento, descripcion, impo_maxi, impo_tota, mone_codi, fech_venc, observacion, tipo,
    plan_codi, lote, barrio, nro_cuota, cant_cuotas, interes, gastos
) VALUES (
    :codmovimiento, :seq, :documento, :descripcion, :maximo, :importe, :moneda, :vencimiento, :observacion, :tipo,
    :plan, :lote, :barrio, :nro, :cant, :interes, :gastos
)"""


async def cargar(tx: Transaccion, clientes: dict[str, tuple[str, list[Deuda]]] = CLIENTES) -> None:
    """The whole company, into the embedded ERP's tables."""
    for documento, (nombre, deudas) in clientes.items():
        await tx.sql.ejecutar(
            "INSERT INTO erp_cliente VALUES (:documento, :nombre)", documento=documento, nombre=nombre
        )
        await tx.sql.ejecutar_varias(
            INSERTAR_DEUDA,
            [
                {
                    "codmovimiento": deuda.codmovimiento,
                    "seq": deuda.seq,
                    "documento": documento,
                    "descripcion": deuda.descripcion,
                    "maximo": en_unidades(deuda.importe_maximo, deuda.moneda),
                    "importe": en_unidades(deuda.importe, deuda.moneda),
                    "moneda": deuda.moneda,
                    "vencimiento": deuda.vencimiento.isoformat(),
                    "observacion": deuda.observacion,
                    "tipo": deuda.tipo,
                    "plan": deuda.plan,
                    "lote": deuda.lote,
                    "barrio": deuda.barrio,
                    "nro": deuda.nro_cuota,
                    "cant": deuda.cant_cuotas,
                    "interes": en_unidades(deuda.interes or Decimal(0), deuda.moneda),
                    "gastos": en_unidades(deuda.gastos or Decimal(0), deuda.moneda),
                }
                for deuda in deudas
            ],
        )
