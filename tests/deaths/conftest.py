"""Minutes of real processes: run where they are asked for by name, and longer with PRUEBAS_LARGAS=1."""

import os
from pathlib import Path

import pytest

AQUI = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if any(AQUI.name in argumento for argumento in config.invocation_params.args):
        return
    for item in items:
        if AQUI in item.path.parents:
            item.add_marker(pytest.mark.skip(reason="tarda unos minutos: python -m pytest tests/deaths"))


@pytest.fixture(scope="session")
def largas() -> bool:
    return os.environ.get("PRUEBAS_LARGAS", "") not in ("", "0")
