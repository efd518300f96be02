"""The rules beside an independent reading of DOMAIN, over every choice of customers drawn by number.

PRUEBAS_LARGAS=1 draws 100,000 of them, which takes about half an hour.
"""

import os
from random import Random

import pytest

from portal.rules.debts.carrito import (
    bloqueo,
    completar,
    elegir_hasta,
    lo_minimo,
    pagar_hasta,
    revisar,
    todo_lo_vencido,
)
from portal.structs.deudas import Deuda
from tests.rules.debts.oracle import HOY, MINIMO, Oraculo, al_azar, elecciones

CLIENTES = 100_000 if os.environ.get("PRUEBAS_LARGAS") == "1" else 1_000
TRAMO = CLIENTES // 8


def filas_de(numero: int) -> list[Deuda]:
    azar = Random(numero)  # noqa: S311 - the same customers each time
    return al_azar(azar, 10 if numero % 4 == 0 else 6)


@pytest.mark.parametrize("desde", range(0, CLIENTES, TRAMO))
def test_every_choice_is_judged_alike(desde: int) -> None:
    for numero in range(desde, desde + TRAMO):
        filas = filas_de(numero)
        oraculo = Oraculo(filas)
        assert (bloqueo(filas, HOY) is not None) == oraculo.bloqueado, numero
        if oraculo.bloqueado:
            continue
        pagables = {cual for cual in elecciones(filas) if oraculo.pagable(cual)}
        for eleccion in elecciones(filas):
            assert (revisar(filas, eleccion, HOY) == ()) == (eleccion in pagables), (numero, eleccion)
        for eleccion in _algunas(filas, numero):
            _seguir(filas, eleccion, pagables, numero)
        _elegir_por_el_cliente(filas, oraculo, pagables, numero)


def _algunas(filas: list[Deuda], numero: int) -> list[frozenset[str]]:
    """Each debt alone, and some of them."""
    codigos = sorted({fila.codmovimiento for fila in filas})
    azar = Random(numero)  # noqa: S311 - the same choices each time
    algunas = frozenset(azar.sample(codigos, azar.randint(0, len(codigos))))
    return [*(frozenset({codigo}) for codigo in codigos), algunas]


def _seguir(filas: list[Deuda], eleccion: frozenset[str], pagables: set[frozenset[str]], numero: int) -> None:
    """What each refusal asks for is done, until there is none: that takes a turn for each debt at most."""
    carrito = eleccion
    for _ in range(2 * len(filas) + 1):
        faltas = revisar(filas, carrito, HOY)
        faltan = {codigo for falta in faltas for codigo in falta.faltan}
        sobran = {codigo for falta in faltas for codigo in falta.sobran}
        assert not faltan & carrito, numero
        assert sobran <= carrito, numero
        if not faltan and not sobran:
            break
        carrito = (carrito - sobran) | faltan
    else:
        raise AssertionError((numero, eleccion))
    assert completar(filas, eleccion, HOY) == carrito, (numero, eleccion)
    if carrito in pagables:
        return
    assert faltas, (numero, eleccion)
    assert all("acercate a nuestras oficinas" in falta.motivo for falta in faltas), (numero, eleccion)
    assert not any(carrito <= cual for cual in pagables), (numero, eleccion)


def _elegir_por_el_cliente(filas: list[Deuda], oraculo: Oraculo, pagables: set[frozenset[str]], numero: int) -> None:
    varias_filas = len({fila.codmovimiento for fila in filas}) < len(filas)
    compartidas = varias_filas or any(
        fila.tipo == "CUOTA" and len(suyos) > 1 for fila, suyos in zip(filas, oraculo.lugares, strict=True)
    )
    vencido = {fila.codmovimiento for fila in filas if fila.vencimiento < HOY and fila.tipo != "CANCELACION"}
    for elegida, bastan in (
        (lo_minimo(filas, HOY), [cual for cual in pagables if _alcanza(oraculo, cual)]),
        (todo_lo_vencido(filas, HOY), [cual for cual in pagables if vencido <= cual]),
    ):
        # A pay-off is the customer's to choose, though with it there may be less to pay today.
        ofertas = {fila.codmovimiento for fila in filas if fila.tipo == "CANCELACION"}
        parecidas = [cual for cual in bastan if cual & ofertas == elegida & ofertas]
        if elegida in bastan:
            # What is chosen for one plan may serve another: that there is no smaller choice is not promised then.
            assert compartidas or len(elegida) == min(map(len, parecidas)), numero
        else:
            assert not any(elegida <= cual for cual in bastan), numero
    for fila in filas:
        hasta = pagar_hasta(filas, fila.codmovimiento, HOY)
        assert hasta == completar(filas, frozenset({fila.codmovimiento}), HOY), numero
        assert elegir_hasta(filas, hasta, fila.codmovimiento, HOY) == hasta, numero


def _alcanza(oraculo: Oraculo, carrito: frozenset[str]) -> bool:
    """Whether it pays each plan's minimum."""
    vencidas = [[cuota for cuota in oraculo._cuotas(plan) if cuota.vencimiento < HOY] for plan in oraculo.planes]  # noqa: SLF001
    return all(sum(cuota.codmovimiento in carrito for cuota in suyas) >= MINIMO[len(suyas)] for suyas in vencidas)
