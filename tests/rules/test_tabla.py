from pathlib import Path

from tests.rules.tabla import tabla

PAGINA = Path(__file__).parents[2] / "docs/pasos.md"


def test_the_printed_table_is_what_the_code_decides() -> None:
    assert PAGINA.read_text("utf-8") == tabla(), "python -m tests.rules.tabla > docs/pasos.md"
