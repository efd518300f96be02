from portal.controllers.pages.components.samples import CHOICES, owed
from portal.rules.debts.carrito import ORDEN, revisar
from portal.structs.deudas import Tipo
from tests import datos

HOY = datos.AHORA.date()


def test_the_samples_have_every_kind_of_debt_and_each_fault_of_a_choice() -> None:
    debts = owed(HOY)
    assert {debt.tipo for debt in debts} == set(Tipo)
    found = {fault.codigo for codes in CHOICES.values() for fault in revisar(debts, codes, HOY)}
    # A debt that is not owed any more is found by who asks for it: no page lists it.
    assert found == set(ORDEN) - {"deuda-no-disponible"}
