import pytest

from portal.errors import AlcanceDesconocido, AlcanceInsuficiente, DatoInvalido
from portal.rules.canales import scopes
from portal.structs.canales import Alcance, Licencia
from portal.structs.usuarios import Actor, Rol

LEE = frozenset({Alcance.CONSULTA, Alcance.LEER_PAGOS})


def _actor(licencia: Licencia | None) -> Actor:
    return Actor(usuario_id=1, usuario="c", rol=Rol.CANAL, nombre="C", documento=None, sid="s", licencia=licencia)


def test_a_token_is_good_for_its_scopes_alone_and_a_person_s_for_all() -> None:
    for alcance in Alcance:
        scopes.exigir(_actor(None), alcance)
        if alcance in LEE:
            scopes.exigir(_actor(Licencia(alcances=LEE)), alcance)
        else:
            with pytest.raises(AlcanceInsuficiente) as negado:
                scopes.exigir(_actor(Licencia(alcances=LEE)), alcance)
            assert (negado.value.codigo, negado.value.alcance) == ("alcance-insuficiente", alcance)


def test_each_scope_has_its_acts_and_a_role_gets_those_of_its_own() -> None:
    assert set(scopes.ACTOS) == set(Alcance)
    assert scopes.de_rol(Rol.CANAL) == frozenset(Alcance)
    assert scopes.de_rol(Rol.CLIENTE) == {Alcance.CONSULTA, Alcance.CARRITO, Alcance.LEER_PAGOS}


@pytest.mark.parametrize(
    ("pedidos", "dados"),
    [("", LEE), ("consulta", {"consulta"}), (" pagos:leer  consulta ", LEE), ("consulta consulta", {"consulta"})],
)
def test_a_token_is_given_what_it_asks_for_of_its_credential_s(pedidos: str, dados: frozenset[str]) -> None:
    assert scopes.concedidos(pedidos, LEE) == dados


@pytest.mark.parametrize("pedidos", ["pago", "consulta pago", "todo", "Consulta", "consulta,pagos:leer"])
def test_what_it_has_not_is_not_given_silently_less(pedidos: str) -> None:
    with pytest.raises(AlcanceDesconocido):
        scopes.concedidos(pedidos, LEE)


def test_what_a_person_chooses() -> None:
    assert scopes.leer(["consulta", "pagos:leer", "consulta"]) == LEE
    for mal in ([], ["nada"], ["consulta", ""]):
        with pytest.raises(DatoInvalido, match="Elegí uno o más de estos alcances") as negado:
            scopes.leer(mal)
        assert (negado.value.codigo, negado.value.campo) == ("alcances-invalidos", "alcances")


def test_they_are_written_in_one_order() -> None:
    assert scopes.escribir(frozenset(Alcance)) == "consulta carrito pago anulacion pagos:leer"
    assert scopes.escribir({Alcance.LEER_PAGOS, Alcance.CONSULTA}) == "consulta pagos:leer"
