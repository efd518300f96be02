"""The numbered steps of each engine: files NNNN_name.sql, read with the hash of what they say."""

from functools import cache
from hashlib import sha256
from importlib.resources import files

from msgspec import Struct


class Applied(Struct, frozen=True):
    """A row of portal_version: a step that a database has been through. The hash is SHA-256 in hexadecimal."""

    number: int
    name: str
    hash: str


class Step(Struct, frozen=True):
    """A change of schema, in the statements of one engine."""

    number: int
    name: str
    sql: str

    @property
    def label(self) -> str:
        """As its file is called: 0003_miradas."""
        return f"{self.number:04}_{self.name}"

    @property
    def applied(self) -> Applied:
        """The row that remembers it; line ends as Windows writes them are no change."""
        return Applied(self.number, self.name, sha256(self.sql.replace("\r\n", "\n").encode()).hexdigest())


@cache
def steps(engine: str) -> tuple[Step, ...]:
    """Those of "embedded" or "oracle", in order. A number that an engine lacks changed only the other one."""
    found = [
        Step(int(file.name[:4]), file.name[5:].removesuffix(".sql"), file.read_text("utf-8"))
        for file in files(f"{__package__}.{engine}").iterdir()
        if file.name.endswith(".sql")
    ]
    return tuple(sorted(found, key=lambda step: step.number))
