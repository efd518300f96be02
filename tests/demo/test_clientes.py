"""The demonstration's debts: the same for a seed, sound on any day."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.py import ruc

from portal.demo import calendario
from portal.demo.casos import CASOS
from portal.demo.clientes import clientes
from portal.demo.cuentas import USUARIOS
from portal.demo.fabrica import Fabrica
from portal.inputs.documento import normalizar
from portal.money import en_unidades
from portal.rules.debts.carrito import bloqueo, revisar
from portal.structs.deudas import Deuda, Tipo

LEEME = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
# That of `portal demo`, where none is given.
SEMILLA = 2026
HOY = date(2026, 11, 23)
DIAS = st.dates(date(2024, 1, 1), date(2035, 12, 31))
POR_DOCUMENTO = {caso.documento: caso for caso in CASOS}


def _compania(hoy: date, semilla: int, cuantos: int = 40) -> list[tuple[str, str, list[Deuda]]]:
    fabrica = Fabrica(hoy)
    casos = [(caso.documento, caso.nombre, caso.deudas(fabrica)) for caso in CASOS]
    return casos + list(clientes(fabrica, cuantos, semilla, frozenset(POR_DOCUMENTO)))


def _vencidas(deudas: Iterable[Deuda], hoy: date) -> list[Deuda]:
    return [deuda for deuda in deudas if deuda.tipo is Tipo.CUOTA and deuda.vencimiento < hoy]


@settings(max_examples=20, deadline=None)
@given(DIAS, st.integers(0, 2**32))
def test_a_seed_gives_the_same_company_and_sound_debts(hoy: date, semilla: int) -> None:
    gente = _compania(hoy, semilla)
    assert gente == _compania(hoy, semilla)
    documentos = [documento for documento, _, _ in gente]
    assert len(set(documentos)) == len(documentos)
    assert [normalizar(documento) for documento in documentos] == documentos
    codigos = [deuda.codmovimiento for _, _, deudas in gente for deuda in deudas]
    assert len(set(codigos)) == len(codigos)
    for _, _, deudas in gente:
        for deuda in deudas:
            assert 0 < deuda.importe <= deuda.importe_maximo
            en_unidades(deuda.importe, deuda.moneda)
            assert (deuda.interes or Decimal(0)) + (deuda.gastos or Decimal(0)) < deuda.importe
        for plan in {deuda.plan for deuda in deudas if deuda.tipo is Tipo.CUOTA}:
            cuotas = [deuda for deuda in deudas if deuda.plan == plan and deuda.tipo is Tipo.CUOTA]
            assert cuotas == sorted(cuotas, key=lambda deuda: (deuda.vencimiento, deuda.seq))
            assert len({deuda.vencimiento for deuda in cuotas}) == len(cuotas)


@settings(max_examples=20, deadline=None)
@given(DIAS)
def test_whom_the_readme_names_to_open_an_account_owes_that_on_any_day(hoy: date) -> None:
    documento, movimiento = re.findall(r"el documento `(\d+)` y el movimiento `(\d+)`", LEEME)[0]
    deudas = {cada: suyas for cada, _, suyas in _compania(hoy, SEMILLA)}
    assert movimiento in {deuda.codmovimiento for deuda in deudas[documento]}
    assert documento not in {cada.documento for cada in USUARIOS}


def test_another_seed_gives_other_customers() -> None:
    assert _compania(HOY, 1) != _compania(HOY, 2)


def test_the_default_company_has_a_thousand_with_valid_check_digits() -> None:
    gente = _compania(HOY, 2026, 1000)
    assert len(gente) > 1000
    con_ruc = [documento for documento, _, _ in gente if "-" in documento]
    assert len(con_ruc) > 10
    assert all(ruc.is_valid(documento) for documento in con_ruc)
    assert {deuda.tipo for _, _, deudas in gente for deuda in deudas} == set(Tipo)


@given(DIAS, st.integers(0, 12), st.integers(0, 60))
def test_due_dates_are_as_overdue_as_asked(hoy: date, vencidas: int, por_vencer: int) -> None:
    for fechas in (
        calendario.cuotas(hoy, vencidas, por_vencer),
        calendario.servicios(hoy, vencidas, por_vencer),
    ):
        assert len([vence for vence in fechas if vence < hoy]) == vencidas
        assert len(fechas) == vencidas + por_vencer


@settings(max_examples=30)
@given(DIAS)
def test_each_case_stays_its_case_on_any_day(hoy: date) -> None:
    fabrica = Fabrica(hoy)
    deudas = {documento: caso.deudas(fabrica) for documento, caso in POR_DOCUMENTO.items()}
    vencidas = {documento: len(_vencidas(suyas, hoy)) for documento, suyas in deudas.items()}
    for documento, cuantas in {
        "4567890": 3,
        "4000005": 5,
        "4000004": 0,
        "4100001": 0,
        "4100002": 1,
        "4100003": 2,
        "4100004": 4,
        "4000006": 6,
        "PAS123456": 2,
    }.items():
        assert vencidas[documento] == cuantas, documento
    bloqueados = {documento for documento, suyas in deudas.items() if bloqueo(tuple(suyas), hoy)}
    assert bloqueados >= {"4000006", "4100006"}
    assert not bloqueados & {"4567890", "4000005", "4100005"}
    assert deudas["4100014"] == []
    assert len(deudas["4100015"]) > 100
    assert {deuda.moneda for deuda in deudas["4100008"]} == {2}
    assert all(deuda.interes for deuda in deudas["4100009"][:4])
    assert any(deuda.gastos for deuda in deudas["4100009"])
    assert all(deuda.plan is None for deuda in deudas["4100012"])
    assert Tipo.CANCELACION in {deuda.tipo for deuda in deudas["4100007"]}
    assert Tipo.IMPUESTO in {deuda.tipo for deuda in deudas["4100010"]}
    por_mes: dict[str, int] = {}
    for deuda in deudas["4100011"]:
        if deuda.tipo is Tipo.JARDINERIA:
            por_mes[f"{deuda.vencimiento:%Y-%m}"] = por_mes.get(f"{deuda.vencimiento:%Y-%m}", 0) + 1
    assert 2 in por_mes.values()
    assert any(deuda.observacion is None for deuda in deudas["4567890"])


@pytest.mark.parametrize("dias", range(0, 60, 7))
def test_the_three_worked_cases_are_theirs(dias: int) -> None:
    hoy = HOY + timedelta(days=dias)
    fabrica = Fabrica(hoy)
    tres = tuple(POR_DOCUMENTO["4567890"].deudas(fabrica))
    agua = next(deuda for deuda in tres if deuda.tipo is Tipo.AGUA)
    primeras = [deuda.codmovimiento for deuda in tres if deuda.tipo is Tipo.CUOTA]
    assert revisar(tres, frozenset(primeras[:2]), hoy)[0].faltan == (agua.codmovimiento,)
    assert not revisar(tres, frozenset([*primeras[:2], agua.codmovimiento]), hoy)
    cinco = tuple(POR_DOCUMENTO["4000005"].deudas(fabrica))
    jardin = next(deuda for deuda in cinco if deuda.tipo is Tipo.JARDINERIA)
    primeras = [deuda.codmovimiento for deuda in cinco if deuda.tipo is Tipo.CUOTA]
    assert revisar(cinco, frozenset(primeras[:4]), hoy)
    assert not revisar(cinco, frozenset([*primeras[:4], jardin.codmovimiento]), hoy)
    marzo, abril = tuple(POR_DOCUMENTO["4000004"].deudas(fabrica))
    assert not revisar((marzo, abril), frozenset([marzo.codmovimiento]), hoy)
    assert revisar((marzo, abril), frozenset([abril.codmovimiento]), hoy)


def test_every_case_has_a_user_with_its_documento() -> None:
    assert {cada.documento for cada in USUARIOS if cada.documento} == set(POR_DOCUMENTO)
