"""PACK_PAGO_WS as a client of Oracle sees it: its parameters, and the columns of its cursor."""

from collections.abc import Sequence

from portal.repo.protocol import Paquete
from portal.structs.deudas import Deuda
from tests.oracle_wire.handler import OUT, Param
from tests.oracle_wire.results import Column, ResultSet
from tests.oracle_wire.values import Valor

PAQUETE = "PACK_PAGO_WS"
FIRMAS = {
    "VALIDAR_USURAIO": (Param("USERNAME"), Param("CODRESP", OUT), Param("DESCRESP", OUT)),
    "PAWEB_CONSULTA": (
        Param("DOCUMENTO"),
        Param("MONEDA"),
        Param("DEUDAS", OUT),
        Param("USUARIO"),
        *(Param(nombre, OUT) for nombre in ("DESC_CLIE", "CANT_DETA", "IDSESSION", "CODRESP", "DESCRESP")),
    ),
    "AGREGAR_AL_CARRITO": (
        *(Param(nombre) for nombre in ("IDSESSION", "INDICADOR", "CODMOVIMIENTO", "USUARIO")),
        *(Param(nombre, OUT) for nombre in ("COMISION", "CODRESP", "DESCREPS")),
    ),
    "PAWEB_PAGO": (
        *(Param(nombre) for nombre in ("SESSION", "USER", "CODTRANSACCION")),
        *(Param(nombre, OUT) for nombre in ("CODRESP", "MOD_FACT", "DESCRESP")),
    ),
    "PA_ANUL": (Param("CODTRANSACCION"), Param("CODRESP", OUT), Param("DESCRESP", OUT)),
}
COLUMNAS = (
    Column("DESCRIPCION", size=400),
    Column("IMPO_MAXI", "NUMBER", precision=14, scale=2),
    Column("IMPO_TOTA", "NUMBER", precision=14, scale=2),
    Column("MONE_CODI", "NUMBER", precision=2),
    Column("FECH_VENC", size=10),
    Column("OBSERVACION", size=400),
    Column("CODMOVIMIENTO", size=100),
    Column("SEQ_DI", "NUMBER", precision=19),
)
# What an installation may add.
ADICIONALES = (
    Column("PLAN", size=30),
    Column("LOTE", size=30),
    Column("TIPO", size=20),
    Column("NRO_CUOTA", "NUMBER", precision=10),
    Column("CANT_CUOTAS", "NUMBER", precision=10),
    Column("INTERES", "NUMBER", precision=14, scale=2),
    Column("GASTOS", "NUMBER", precision=14, scale=2),
    Column("BARRIO", size=100),
)


def fila(deuda: Deuda) -> tuple[object, ...]:
    return (
        deuda.descripcion,
        deuda.importe_maximo,
        deuda.importe,
        deuda.moneda,
        deuda.vencimiento.isoformat(),
        deuda.observacion,
        deuda.codmovimiento,
        deuda.seq,
        deuda.plan,
        deuda.lote,
        deuda.tipo,
        deuda.nro_cuota,
        deuda.cant_cuotas,
        deuda.interes,
        deuda.gastos,
        deuda.barrio,
    )


async def llamar(
    paquete: Paquete, nombre: str, args: Sequence[Valor], *, adicionales: bool
) -> Sequence[Valor | ResultSet]:
    """The OUT values of a procedure. `adicionales`: with the columns that an installation may add."""
    texto = ["" if valor is None else str(valor) for valor in args]
    match nombre:
        case "VALIDAR_USURAIO":
            validado = await paquete.validar_usuario(texto[0])
            return [int(validado.codresp), validado.descresp]
        case "PAWEB_CONSULTA":
            consulta = await paquete.consultar(texto[0], int(texto[1]), texto[2])
            columnas = COLUMNAS + ADICIONALES if adicionales else COLUMNAS
            deudas = ResultSet(columnas, [fila(deuda)[: len(columnas)] for deuda in consulta.deudas])
            cuantas = len(consulta.deudas)
            numero = consulta.idsession or None
            return [deudas, consulta.desc_clie, cuantas, numero, consulta.codresp, consulta.descresp]
        case "AGREGAR_AL_CARRITO":
            carrito = await paquete.agregar_al_carrito(int(texto[0]), texto[1], texto[2], texto[3])
            return [carrito.comision, carrito.codresp, carrito.descreps]
        case "PAWEB_PAGO":
            pago = await paquete.pagar(int(texto[0]), texto[1], texto[2])
            return [pago.codresp, pago.mod_fact, pago.descresp]
        case _:
            anulado = await paquete.anular(texto[0])
            return [anulado.codresp, anulado.descresp]
