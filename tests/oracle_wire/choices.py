"""The block that runs the statement which a bind chooses, as an array of rows may do: COMMIT can be one of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tests.oracle_wire.values import Valor

BLOCK = re.compile(r"^\s*begin\s+if\s+(?P<body>.*?)\s*end\s+if\s*;\s*end\s*;?\s*$", re.IGNORECASE | re.DOTALL)
BRANCH = re.compile(
    r":(?P<selector>\w+)\s*=\s*(?P<number>\d+)\s+then\s+(?P<sql>.*?)\s*;\s*$", re.IGNORECASE | re.DOTALL
)
NEXT = re.compile(r"(?<=;)\s*elsif\s+", re.IGNORECASE)
BIND = re.compile(r":(\w+)")


@dataclass(frozen=True)
class Choice:
    """`binds`: each name once, in the order of the text, as PL/SQL binds go. `branches`: a statement and the binds of
    each place in it, by the number that chooses it."""

    binds: tuple[str, ...]
    selector: int
    branches: dict[int, tuple[str, tuple[int, ...]]]

    def branch(self, row: Sequence[Valor]) -> tuple[str, tuple[int, ...]]:
        """What that row runs; nothing where it chooses none."""
        chosen = row[self.selector]
        return self.branches.get(chosen, ("", ())) if isinstance(chosen, int) else ("", ())


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
        {
            int(part["number"]): (part["sql"], tuple(names.index(name.upper()) for name in BIND.findall(part["sql"])))
            for part in given
        },
    )
