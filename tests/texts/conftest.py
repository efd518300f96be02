"""What there is to translate."""

from pathlib import Path

import pytest
from babel.messages.frontend import CommandLineInterface

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="package")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What CONTRIBUTING's command makes, to begin a language."""
    pot = tmp_path_factory.mktemp("pot") / "mensajes.pot"
    CommandLineInterface().run(
        ["pybabel", "-q", "extract", "-F", str(ROOT / "pyproject.toml"), "-o", str(pot), str(ROOT / "portal")]
    )
    return pot
