"""`python -m tests.asvs`: how the project stands before OWASP ASVS 5.0.0, from docs/asvs.csv."""

import csv
import sys
from collections import Counter
from enum import StrEnum

from msgspec import Struct

from tests.cli.processes import RAIZ

TABLE = RAIZ / "docs" / "asvs.csv"
COLUMNS = ["id", "nivel", "pide", "estado", "por_que", "prueba"]
# A command, in the place of a test.
COMMAND = "$ "
# The level of each requirement of a section, in order; those of the third are not in the table.
SECTIONS = {
    "1.1": "22",
    "1.2": "1111122223",
    "1.3": "112222222223",
    "1.4": "222",
    "1.5": "123",
    "2.1": "122",
    "2.2": "112",
    "2.3": "12223",
    "2.4": "23",
    "3.1": "3",
    "3.2": "113",
    "3.3": "12223",
    "3.4": "11222233",
    "3.5": "11122333",
    "3.6": "3",
    "3.7": "22333",
    "4.1": "12233",
    "4.2": "23333",
    "4.3": "22",
    "4.4": "1222",
    "5.1": "2",
    "5.2": "112333",
    "5.3": "113",
    "5.4": "222",
    "6.1": "122",
    "6.2": "111111112222",
    "6.3": "11223333",
    "6.4": "112233",
    "6.5": "22222333",
    "6.6": "2223",
    "6.7": "33",
    "6.8": "2222",
    "7.1": "222",
    "7.2": "1111",
    "7.3": "22",
    "7.4": "11222",
    "7.5": "223",
    "7.6": "22",
    "8.1": "1233",
    "8.2": "1123",
    "8.3": "133",
    "8.4": "23",
    "9.1": "111",
    "9.2": "1222",
    "10.1": "22",
    "10.2": "223",
    "10.3": "22223",
    "10.4": "1111122222233333",
    "10.5": "22222",
    "10.6": "22",
    "10.7": "222",
    "11.1": "2233",
    "11.2": "22233",
    "11.3": "11233",
    "11.4": "1222",
    "11.5": "23",
    "11.6": "23",
    "11.7": "33",
    "12.1": "12233",
    "12.2": "11",
    "12.3": "22223",
    "13.1": "2333",
    "13.2": "222223",
    "13.3": "2233",
    "13.4": "1222233",
    "14.1": "22",
    "14.2": "12223333",
    "14.3": "122",
    "15.1": "12233",
    "15.2": "12233",
    "15.3": "1222222",
    "15.4": "3333",
    "16.1": "2",
    "16.2": "22222",
    "16.3": "2222",
    "16.4": "222",
    "16.5": "2223",
    "17.1": "23",
    "17.2": "22223333",
    "17.3": "22",
}


class Standing(StrEnum):
    """What is said of a requirement."""

    MET = "cumple"
    NOT_APPLICABLE = "no aplica"
    NOT_MET = "no cumple"


class Requirement(Struct, frozen=True):
    """A row of the table; `proofs` are tests, by file or by name, and commands."""

    id: str
    level: int
    asks: str
    standing: str
    reason: str
    proofs: tuple[str, ...]


def levels() -> dict[str, int]:
    """Of each requirement of the first two levels, in the standard's order."""
    return {
        f"{section}.{number}": int(level)
        for section, of_each in SECTIONS.items()
        for number, level in enumerate(of_each, 1)
        if level in "12"
    }


def requirements() -> list[Requirement]:
    """The rows, as they are written."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        assert rows.fieldnames == COLUMNS
        return [
            Requirement(
                row["id"], int(row["nivel"]), row["pide"], row["estado"], row["por_que"], _proofs(row["prueba"])
            )
            for row in rows
        ]


def _proofs(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split(" ; ")))


def summary() -> str:
    """A table in Markdown: by level, how many apply, are met and are not."""
    counts = Counter((each.level, each.standing) for each in requirements())
    lines = ["| Nivel | Requisitos | No aplican | Aplican | Cumple | No cumple |", "|---|---|---|---|---|---|"]
    for level in (1, 2):
        met, apart, missing = (
            counts[level, each] for each in (Standing.MET, Standing.NOT_APPLICABLE, Standing.NOT_MET)
        )
        lines.append(f"| L{level} | {met + apart + missing} | {apart} | {met + missing} | {met} | {missing} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(f"{summary()}\n")
