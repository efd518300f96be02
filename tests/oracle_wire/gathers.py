"""The block that gathers one text column of a query into a bind, and then calls a procedure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tests.oracle_wire.results import ResultSet
from tests.oracle_wire.values import Valor

BLOCK = re.compile(
    r"""^\s*declare\s+(?P<text>\w+)\s+varchar2\((?P<limit>\d+)\)\s*;\s*begin\s+
        begin\s+for\s+(?P<row>\w+)\s+in\s*\((?P<sql>.*)\)\s*loop\s+
        (?P=text)\s*:=\s*(?P=text)\s*\|\|\s*(?P=row)\.(?P<column>\w+)\s*\|\|\s*chr\((?P<between>\d+)\)\s*;\s*end\s+loop\s*;\s*
        exception\s+when\s+value_error\s+then\s+(?P=text)\s*:=\s*chr\((?P<overflow>\d+)\)\s*;\s*end\s*;\s*
        :(?P<bind>\w+)\s*:=\s*(?P=text)\s*;\s*(?P<call>.*)$""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
BIND = re.compile(r":(\w+)")


@dataclass(frozen=True)
class Gather:
    """`binds`: each name of the query and of the text once, in the order of the block; the call's follow. `places`:
    where the query's are among them. `into`: where the text's is."""

    sql: str
    column: str
    between: str
    limit: int
    overflow: str
    binds: tuple[str, ...]
    places: tuple[int, ...]
    into: int

    def text(self, found: ResultSet) -> str:
        """What the loop leaves in the text."""
        column = [each.name.upper() for each in found.columns].index(self.column)
        made = "".join(f"{'' if row[column] is None else row[column]}{self.between}" for row in found.rows)
        return made if len(made.encode()) <= self.limit else self.overflow

    def values(self, row: Sequence[Valor]) -> list[Valor]:
        """Of the query's binds, one for each place in its text."""
        return [row[place] for place in self.places]


def parse_gather(sql: str) -> tuple[Gather | None, str]:
    """None where it does not begin so; and the block that calls."""
    found = BLOCK.match(sql)
    if found is None:
        return None, sql
    query = [name.upper() for name in BIND.findall(found["sql"])]
    binds = tuple(dict.fromkeys([*query, found["bind"].upper()]))
    gather = Gather(
        found["sql"].strip(),
        found["column"].upper(),
        chr(int(found["between"])),
        int(found["limit"]),
        chr(int(found["overflow"])),
        binds,
        tuple(binds.index(name) for name in query),
        binds.index(found["bind"].upper()),
    )
    return gather, f"begin {found['call']}"
