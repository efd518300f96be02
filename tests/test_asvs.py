"""docs/asvs.csv has every requirement once, and the tests that it names are there."""

import ast
from collections import Counter
from functools import cache

import pytest

from tests.asvs import COMMAND, Requirement, Standing, levels, requirements, summary
from tests.cli.processes import RAIZ

ROWS = requirements()
SECURITY = (RAIZ / "SECURITY.md").read_text("utf-8")


@cache
def _tests_of(file: str) -> frozenset[str]:
    """Of a file, read and not run."""
    tree = ast.parse((RAIZ / file).read_text("utf-8"))
    named = (each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef))
    bound = (each.id for each in ast.walk(tree) if isinstance(each, ast.Name))  # Hypothesis' machines are bound to one
    return frozenset(name for name in (*(each.name for each in named), *bound) if name.lower().startswith("test"))


def test_every_requirement_of_both_levels_is_there_once_and_in_order() -> None:
    assert [(each.id, each.level) for each in ROWS] == list(levels().items())
    assert Counter(each.level for each in ROWS) == {1: 70, 2: 183}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_each_says_how_it_stands_why_and_by_what_it_is_shown(row: Requirement) -> None:
    assert row.standing in set(Standing)
    assert row.asks.endswith(".")
    assert row.reason.endswith(".")
    assert bool(row.proofs) is (row.standing == Standing.MET)
    for proof in row.proofs:
        if proof.startswith(COMMAND):
            continue
        file, _, name = proof.partition("::")
        assert (RAIZ / file).is_file(), proof
        assert _tests_of(file), proof
        assert not name or name in _tests_of(file), proof


def test_of_the_first_level_what_is_not_met_is_known() -> None:
    """What the frozen contract of the seed and Bancard's protocol demand, and nothing else."""
    forbidden = {"10.4.4", "11.4.1", "14.2.1"}
    missing = {each.id: each.reason for each in ROWS if each.level == 1 and each.standing == Standing.NOT_MET}
    assert set(missing) == forbidden
    assert all("semilla" in missing[each] or "Bancard" in missing[each] for each in forbidden)


def test_the_page_on_security_has_these_counts() -> None:
    assert summary() in SECURITY


def test_the_page_names_what_is_not_met() -> None:
    for each in ROWS:
        if each.standing == Standing.NOT_MET:
            assert f"{each.id} " in SECURITY, each.id
