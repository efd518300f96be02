"""Which steps are missing, decided without a database."""

import pytest

from portal.errors import NoDisponible
from portal.repo.migrations.plan import missing
from portal.repo.migrations.recognition import MARKS, ON_ORACLE, first, recognise
from portal.repo.migrations.steps import Applied, Step, steps

UNO, DOS, TRES = (Step(numero, f"paso{numero}", f"SELECT {numero};") for numero in (1, 2, 3))
TODOS = (UNO, DOS, TRES)


def test_what_was_not_taken_is_missing() -> None:
    assert missing(TODOS, []) == TODOS
    assert missing(TODOS, [UNO.applied]) == (DOS, TRES)
    assert missing(TODOS, [paso.applied for paso in TODOS]) == ()


@pytest.mark.parametrize(
    ("aplicados", "codigo"),
    [
        ([UNO.applied, Applied(9, "otro", "0" * 64)], "base-mas-nueva"),
        ([Step(1, "paso1", "SELECT 7;").applied], "base-con-paso-cambiado"),
        ([Step(1, "otro", UNO.sql).applied], "base-con-paso-cambiado"),
        ([UNO.applied, TRES.applied], "base-con-paso-salteado"),
        ([TRES.applied], "base-con-paso-salteado"),
    ],
)
def test_what_no_step_mends_is_refused(aplicados: list[Applied], codigo: str) -> None:
    with pytest.raises(NoDisponible) as negado:
        missing(TODOS, aplicados)
    assert negado.value.codigo == codigo


def test_line_ends_of_windows_are_no_change() -> None:
    assert Step(1, "a", "x\r\ny").applied == Step(1, "a", "x\ny").applied


def test_a_database_without_version_is_told_by_what_is_in_it() -> None:
    propios = steps("embedded")
    assert recognise(propios, set()) == ()
    assert recognise(propios, {MARKS[1], MARKS[2]}) == tuple(paso.applied for paso in propios[:2])
    with pytest.raises(NoDisponible) as negado:
        recognise(propios, {MARKS[1], MARKS[4]})
    assert negado.value.codigo == "base-con-paso-salteado"


def test_on_oracle_tables_of_later_steps_tell_nothing() -> None:
    """«db install» made them in older databases; a column, or what is gone, it did not."""
    propios = steps("oracle")
    assert first(propios, {"portal_consulta_deuda"}, ON_ORACLE) == ()
    hay = {ON_ORACLE[1], ON_ORACLE[2], ON_ORACLE[4], "portal_consulta_deuda"}
    assert first(propios, hay, ON_ORACLE) == tuple(paso.applied for paso in propios[:2])
    assert first(propios, hay | {ON_ORACLE[3]}, ON_ORACLE) == tuple(paso.applied for paso in propios[:4])
    todas = {marca for marca in ON_ORACLE.values() if not marca.startswith("-")}
    assert first(propios, todas, ON_ORACLE)[-1].number == max(ON_ORACLE)


def test_numbers_have_no_gap_and_one_name() -> None:
    """A step that concerns one engine alone has its number there alone."""
    nombres = {(paso.number, paso.name) for motor in ("embedded", "oracle") for paso in steps(motor)}
    assert sorted(numero for numero, _ in nombres) == list(range(1, len(nombres) + 1))


@pytest.mark.parametrize("engine", ["embedded", "oracle"])
def test_each_number_is_one_step_s(engine: str) -> None:
    numbers = [step.number for step in steps(engine)]
    assert len(numbers) == len(set(numbers))


def test_no_number_is_left_out() -> None:
    names = {step.number: step.name for engine in ("embedded", "oracle") for step in steps(engine)}
    assert sorted(names) == list(range(1, len(names) + 1))
    assert all(names[step.number] == step.name for engine in ("embedded", "oracle") for step in steps(engine))
