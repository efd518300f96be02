from decimal import Decimal

from portal.controllers.pages.debts import sayings
from portal.operations.debts.panorama import Ofrecida
from portal.rules.debts.carrito import Deudas, revisar
from portal.rules.debts.opciones import ofrecer
from portal.rules.debts.remedio import remedio
from portal.structs.deudas import Carrito, Falta
from portal.texts.languages import SPANISH
from tests import datos

SUYAS = Deudas(datos.CLIENTES[datos.CANCELACION][1], datos.HOY)


def _carrito(*elegidas: str, faltas: tuple[Falta, ...] = ()) -> Carrito:
    items = tuple(deuda for deuda in SUYAS.deudas if deuda.codmovimiento in elegidas)
    return Carrito(idsession=1, moneda=1, items=items, subtotal=Decimal(1), comision=None, total=None, faltas=faltas)


def test_what_lacks_and_what_is_too_much_are_told_in_a_line() -> None:
    elegidas = frozenset({"CANC-9", "I2"})
    faltas = revisar(SUYAS.deudas, elegidas, datos.HOY)
    cura = remedio(SUYAS, elegidas, faltas)
    dicho = sayings.problema(_carrito(*elegidas, faltas=faltas), cura, SUYAS.nombres, SPANISH)
    assert dicho == "Falta la cuota 1. Sobra la cuota 2"


def test_where_nothing_here_mends_it_the_reason_is_told() -> None:
    vieja = _carrito("I1", faltas=(Falta("consulta-vieja"),))
    cura = remedio(SUYAS, frozenset({"I1"}), vieja.faltas)
    assert sayings.problema(vieja, cura, SUYAS.nombres, SPANISH) == "Esta consulta es de otro día: hacé otra."
    assert sayings.problema(_carrito("I1"), cura, SUYAS.nombres, SPANISH) == ""


def test_a_choice_whose_commission_nobody_knows_says_so() -> None:
    assert sayings.cuenta(_carrito("I1"), SPANISH) == "1 deuda, más comisión"
    cinco = Deudas(datos.CLIENTES[datos.DOS_PLANES][1], datos.HOY)
    minimo = ofrecer(cinco, ())[0]
    assert sayings.deja(Ofrecida(minimo, None), cinco.nombres, SPANISH) == "3 deudas, más comisión. Quedan 2 vencidas."


def test_a_payment_is_told_by_its_first_debt() -> None:
    assert sayings.lleva(SUYAS.deudas[:1], SPANISH) == "Cuota 1 de 60"
    assert sayings.lleva(SUYAS.deudas[:3], SPANISH) == "Cuota 1 de 60 y 2 más"
