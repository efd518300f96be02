from decimal import Decimal

from msgspec import structs

from portal.controllers.pages.debts.eleccion import Filtro
from portal.controllers.pages.debts.listado import FilaDeuda, filas, listar, lugares, tipos
from portal.structs.deudas import Carrito, Consulta, Deuda, Falta, Tipo
from portal.structs.pagos import Estado
from tests import datos
from tests.rules.payment.pagos import pago

DEUDAS = tuple(datos.CLIENTES[datos.TRES_Y_AGUA][1])
NADA = Carrito(idsession=1, moneda=1, items=(), subtotal=Decimal(0), comision=None, total=None)


def _consulta(*deudas: Deuda) -> Consulta:
    return Consulta(
        idsession=1,
        usuario="ana",
        documento="4567890",
        cliente="Ana",
        moneda=1,
        creada=datos.AHORA,
        deudas=deudas or DEUDAS,
    )


def _filas(*deudas: Deuda, carrito: Carrito = NADA) -> tuple[FilaDeuda, ...]:
    return filas(_consulta(*deudas), carrito, datos.HOY, {})


def _por_seccion(todas: tuple[FilaDeuda, ...], filtro: Filtro) -> dict[str, list[str]]:
    return {
        seccion.titulo: [fila.deuda.codmovimiento for fila in seccion.filas]
        for seccion in listar(todas, filtro).secciones
    }


def test_what_is_overdue_comes_first_and_each_urgency_apart() -> None:
    retenida = {"A5": pago(Estado.POR_VERIFICAR)}
    todas = filas(_consulta(), NADA, datos.HOY, retenida)
    assert _por_seccion(todas, Filtro()) == {
        "Vencidas": ["A1", "AGUA-9", "A2", "A3"],
        "Próximas": ["A4"],
        "En un pago sin terminar": ["A5"],
    }


def test_a_movement_of_several_rows_is_one_with_their_sum() -> None:
    (fila,) = _filas(datos.cuota("X", 1, datos.HOY), structs.replace(datos.cuota("X", 2, datos.HOY), gastos=Decimal(7)))
    assert (fila.importe, fila.gastos) == (Decimal(1_700_000), Decimal(7))


def test_a_filter_hides_no_debt_that_is_chosen() -> None:
    elegido = structs.replace(NADA, items=DEUDAS[:1])
    listado = listar(_filas(carrito=elegido), Filtro(tipo="AGUA"))
    assert [fila.deuda.codmovimiento for fila in listado.ocultas] == ["A1"]
    assert listado.fuera == 1


def test_the_cure_stands_once_for_each_reason() -> None:
    falta = Falta("orden", filas=("A2", "A3"), faltan=("A1",))
    con_falta = _filas(carrito=structs.replace(NADA, faltas=(falta,)))
    assert {fila.deuda.codmovimiento for fila in con_falta if fila.faltas} == {"A2", "A3"}
    assert [fila.deuda.codmovimiento for fila in con_falta if fila.remedia] == ["A2"]


def test_the_filter_offers_what_there_is() -> None:
    assert [valor for valor, _ in lugares(DEUDAS)] == ["L1"]
    assert tipos(DEUDAS) == [(Tipo.CUOTA.value, "Cuotas"), (Tipo.AGUA.value, "Agua")]
    assert lugares(()) == tipos(()) == []
