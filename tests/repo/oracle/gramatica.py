"""Oracle's grammar, as sqlfluff keeps it, and what that grammar lets through although Oracle does not."""

from functools import lru_cache

from sqlfluff.core import FluffConfig, Linter
from sqlfluff.core.dialects import dialect_selector

RESERVADAS = frozenset(dialect_selector("oracle").sets("reserved_keywords"))


@lru_cache(maxsize=1)
def _linter() -> Linter:
    return Linter(config=FluffConfig(overrides={"dialect": "oracle", "templater": "raw"}))


def faltas(sql: str) -> list[str]:
    """What does not parse, or cannot be read at all."""
    return [error.desc() for error in _linter().parse_string(sql).violations]
