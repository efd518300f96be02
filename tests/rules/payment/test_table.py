from pathlib import Path

from tests.rules.payment.table import tabla

PAGINA = Path(__file__).parents[3] / "docs/pasos.md"


def test_the_printed_table_is_what_the_code_decides() -> None:
    assert PAGINA.read_text("utf-8") == tabla(), "python -m tests.rules.payment.table > docs/pasos.md"
