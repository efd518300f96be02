import pytest
from msgspec import structs

from portal.errors import DatoInvalido
from portal.rules.access import factores
from portal.structs.factores import Factor, Factores, TipoDeFactor
from portal.structs.usuarios import Actor, Rol
from tests import datos

QUIEN = Actor(usuario_id=1, usuario="x", rol=Rol.OPERADOR, nombre="X", documento=None, sid="s")
UNO = Factor(id=1, usuario_id=1, tipo=TipoDeFactor.TOTP, nombre="Teléfono", creado=datos.AHORA)


@pytest.mark.parametrize(
    ("rol", "cuantos", "es_demo", "debe"),
    [
        (Rol.OPERADOR, 0, False, True),
        (Rol.OPERADOR, 1, False, False),
        (Rol.OPERADOR, 0, True, False),
        (Rol.CLIENTE, 0, False, False),
        (Rol.CANAL, 0, False, False),
    ],
)
def test_staff_owes_one_but_for_the_demonstration_s(rol: Rol, cuantos: int, es_demo: bool, debe: bool) -> None:
    assert factores.debe_uno(structs.replace(QUIEN, rol=rol, factores=cuantos, es_demo=es_demo)) is debe


@pytest.mark.parametrize(("nombre", "limpio"), [(" Mi  teléfono ", "Mi teléfono"), ("x" * 60, "x" * 60)])
def test_a_name_is_kept_trimmed(nombre: str, limpio: str) -> None:
    assert factores.nombre_claro(nombre) == limpio


@pytest.mark.parametrize("nombre", ["", "  ", "x" * 61])
def test_no_name_and_a_long_one_are_refused(nombre: str) -> None:
    with pytest.raises(DatoInvalido, match="hasta 60 letras"):
        factores.nombre_claro(nombre)


def test_there_is_room_for_ten() -> None:
    factores.cabe_otro(Factores(todos=(UNO,) * 9))
    with pytest.raises(DatoInvalido) as negado:
        factores.cabe_otro(Factores(todos=(UNO,) * 10))
    assert negado.value.codigo == "demasiados-factores"


def test_staff_keeps_its_last_one() -> None:
    factores.puede_irse(QUIEN, Factores(todos=(UNO, UNO)))
    factores.puede_irse(structs.replace(QUIEN, es_demo=True), Factores(todos=(UNO,)))
    factores.puede_irse(structs.replace(QUIEN, rol=Rol.CLIENTE), Factores(todos=(UNO,)))
    with pytest.raises(DatoInvalido) as negado:
        factores.puede_irse(QUIEN, Factores(todos=(UNO,)))
    assert negado.value.codigo == "ultimo-factor"
