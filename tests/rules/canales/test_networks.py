import pytest

from portal.errors import DatoInvalido, NoPermitido
from portal.rules.canales import networks


def test_no_networks_are_any_and_some_are_those_alone() -> None:
    redes = ("203.0.113.0/24", "2001:db8::/32", "198.51.100.7/32")
    for direccion in ("203.0.113.9", "2001:db8::1", "198.51.100.7", "::ffff:203.0.113.9"):
        networks.exigir(redes, direccion)
    networks.exigir((), "192.0.2.1")
    for direccion in ("203.0.114.1", "2001:db9::1", "198.51.100.8", "", "testclient", "203.0.113.0/24"):
        with pytest.raises(NoPermitido) as negado:
            networks.exigir(redes, direccion)
        assert negado.value.codigo == "red-no-permitida"


@pytest.mark.parametrize(
    ("escritas", "leidas"),
    [
        ("", ()),
        (" \r\n ", ()),
        ("203.0.113.7", ("203.0.113.7/32",)),
        ("203.0.113.7/24, 203.0.113.0/24", ("203.0.113.0/24",)),
        ("10.0.0.0/8\r\n2001:DB8:0::/32", ("10.0.0.0/8", "2001:db8::/32")),
    ],
)
def test_networks_are_read_as_people_write_them(escritas: str, leidas: tuple[str, ...]) -> None:
    assert networks.leer(escritas) == leidas
    assert networks.leer(networks.escribir(leidas)) == leidas


@pytest.mark.parametrize("mal", ["0.0.0.0/0", "::/0", "10.0.0.0/33", "mi.host", "10.0.0", "10.0.0.0/8;1.1.1.1", "*"])
def test_what_is_no_network_or_is_everybody(mal: str) -> None:
    with pytest.raises(DatoInvalido) as negado:
        networks.leer(mal)
    assert (negado.value.codigo, negado.value.campo) == ("red-invalida", "redes")


def test_there_is_room_for_so_many() -> None:
    todas = " ".join(f"10.0.{nro}.0/24" for nro in range(networks.CUANTAS))
    assert len(networks.leer(todas)) == networks.CUANTAS
    with pytest.raises(DatoInvalido) as negado:
        networks.leer(f"{todas} 10.1.0.0/16")
    assert negado.value.codigo == "redes-de-mas"
