import pytest
from argon2 import PasswordHasher

from portal.errors import DatoInvalido, DemasiadosIntentos
from portal.operations.access import clave_actual
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import usuarios
from tests import datos
from tests.conftest import Casa
from tests.refusals import reasons, refused

ANA = datos.TRES_Y_AGUA


def test_the_right_one_passes_and_a_wrong_one_is_told_with_its_box(casa: Casa) -> None:
    ana = casa.actor(ANA)
    casa.operar(lambda portal: clave_actual.comprobar(portal, ana, datos.CLAVE, "correo-pedir"))
    with pytest.raises(DatoInvalido) as raised:
        casa.operar(lambda portal: clave_actual.comprobar(portal, ana, "no es esa", "correo-pedir"))
    assert (raised.value.codigo, raised.value.campo) == ("clave-incorrecta", "actual")
    assert len(reasons(casa, "correo-pedir")) == 1


def test_a_hash_of_before_is_renewed_where_it_is_typed_again(casa: Casa) -> None:
    ana, viejo = casa.actor(ANA), PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(datos.CLAVE)

    async def envejecer(portal: Portal) -> None:
        async def guardar(tx: Transaccion) -> None:
            await usuarios.cambiar_clave(tx.sql, ana.usuario_id, viejo)
            await tx.confirmar()

        await portal.repo.write(guardar)

    casa.operar(envejecer)
    casa.operar(lambda portal: clave_actual.comprobar(portal, ana, datos.CLAVE, "x"))
    renovada = casa.operar(lambda portal: clave_actual.comprobar(portal, ana, datos.CLAVE, "x")).clave
    assert renovada != viejo
    assert casa.operar(lambda portal: clave_actual.comprobar(portal, ana, datos.CLAVE, "x")).clave == renovada


def test_guesses_wait_as_to_sign_in_and_a_right_one_begins_anew(casa: Casa) -> None:
    ana = casa.actor(ANA)
    wrong = lambda portal: clave_actual.comprobar(portal, ana, "no es esa", "x")  # noqa: E731
    for _ in range(4):
        refused(casa, DatoInvalido, wrong)
    casa.operar(lambda portal: clave_actual.comprobar(portal, ana, datos.CLAVE, "x"))
    for _ in range(5):
        refused(casa, DatoInvalido, wrong)
    assert refused(casa, DemasiadosIntentos, wrong)[0] == "demasiados-intentos"
