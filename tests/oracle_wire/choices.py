"""Blocks of several statements, COMMIT among them: one after the other, or the one which a bind chooses, as an array of
rows may do."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tests.oracle_wire.values import Valor

BLOCK = re.compile(r"^\s*begin\s+if\s+(?P<body>.*?)\s*end\s+if\s*;\s*end\s*;?\s*$", re.IGNORECASE | re.DOTALL)
BRANCH = re.compile(
    r":(?P<selector>\w+)\s*=\s*(?P<number>\d+)\s+then\s+(?P<sql>.*?)\s*;\s*$", re.IGNORECASE | re.DOTALL
)
SEQUENCE = re.compile(r"^\s*begin\s+(?P<body>.*;)\s*end\s*;?\s*$", re.IGNORECASE | re.DOTALL)
STATEMENT = re.compile(r"\s*(?P<sql>(?:insert|update|delete|merge)\s.*|commit)\s*$", re.IGNORECASE | re.DOTALL)
NEXT = re.compile(r"(?<=;)\s*elsif\s+", re.IGNORECASE)
BIND = re.compile(r":(\w+)")


class Step(NamedTuple):
    """A statement, and the bind of each place in it."""

    sql: str
    places: tuple[int, ...]


@dataclass(frozen=True)
class Choice:
    """`binds`: each name once, in the order of the text, as PL/SQL binds go. `branches`: by the number that chooses
    it."""

    binds: tuple[str, ...]
    selector: int
    branches: dict[int, Step]

    def steps(self, row: Sequence[Valor]) -> Sequence[Step]:
        """What that row runs; nothing where it chooses none."""
        chosen = row[self.selector]
        return [self.branches[chosen]] if isinstance(chosen, int) and chosen in self.branches else []


@dataclass(frozen=True)
class Sequenced:
    """The same, where every row runs all."""

    binds: tuple[str, ...]
    all: tuple[Step, ...]

    def steps(self, row: Sequence[Valor]) -> Sequence[Step]:  # noqa: ARG002 - as a choice's
        """All, whatever the row."""
        return self.all


def parse_steps(sql: str) -> Choice | Sequenced | None:
    """None where it is another kind of block."""
    return parse_choice(sql) or parse_sequence(sql)


def parse_sequence(sql: str) -> Sequenced | None:
    """None where it is another kind of block."""
    found = SEQUENCE.match(sql)
    parts = [STATEMENT.match(part) for part in found["body"].split(";")[:-1]] if found else [None]
    if any(part is None for part in parts):
        return None
    names = tuple(dict.fromkeys(name.upper() for name in BIND.findall(sql)))
    return Sequenced(names, tuple(_step(part["sql"], names) for part in parts if part is not None))


def parse_choice(sql: str) -> Choice | None:
    """None where it is another kind of block."""
    found = BLOCK.match(sql)
    parts = [BRANCH.match(part) for part in NEXT.split(found["body"])] if found else [None]
    if any(part is None or ";" in part["sql"] for part in parts):
        return None
    names = tuple(dict.fromkeys(name.upper() for name in BIND.findall(sql)))
    given = [part for part in parts if part is not None]
    return Choice(
        names,
        names.index(given[0]["selector"].upper()),
        {int(part["number"]): _step(part["sql"], names) for part in given},
    )


def _step(sql: str, names: tuple[str, ...]) -> Step:
    return Step(sql, tuple(names.index(name.upper()) for name in BIND.findall(sql)))
