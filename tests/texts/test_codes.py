from pathlib import Path

from tests.texts.codes import table

PAGE = Path(__file__).parents[2] / "docs/codigos.md"


def test_the_page_of_codes_is_what_the_catalogue_says() -> None:
    assert PAGE.read_text("utf-8") == table(), "python -m tests.texts.codes > docs/codigos.md"
