from pathlib import Path

import pytest

from tests.simulator import world
from tests.simulator.history import correr

HISTORIAS = 16


@pytest.fixture(scope="module")
def plantilla(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ruta = tmp_path_factory.mktemp("simulador") / "plantilla.sqlite3"
    world.plantilla(ruta)
    return ruta


@pytest.mark.parametrize("semilla", range(1, HISTORIAS + 1))
def test_a_history_breaks_nothing(plantilla: Path, tmp_path: Path, semilla: int) -> None:
    """A few of them, so that the simulator itself does not rot; .ci/run has thousands."""
    hechas, traza, roto = correr(semilla, plantilla, tmp_path)
    assert roto is None, "\n".join([*traza, str(roto)])
    assert hechas >= 30


def test_a_seed_is_a_history(plantilla: Path, tmp_path: Path) -> None:
    """Otherwise a failure could not be seen again. References and codes are drawn by the portal itself, and differ."""

    def que_paso() -> list[str]:
        _, traza, _ = correr(7, plantilla, tmp_path)
        return [linea for linea in traza if "BD-" not in linea and "EC-" not in linea]

    assert que_paso() == que_paso()
