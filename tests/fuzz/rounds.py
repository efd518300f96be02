"""One run of Schemathesis over the whole document, as one actor: its own report, read."""

import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec
from msgspec import Struct, field

CONFIG = Path(__file__).with_name("schemathesis.toml")
LIMIT_S = 1800


class TestCases(Struct):
    """How many requests were made, by whichever phase."""

    __test__ = False
    generated: int


class Failure(Struct):
    """A kind of failure, with the operations that it was seen at."""

    type: str
    title: str
    count: int
    operations: list[str] = field(default_factory=list)


class Report(Struct):
    """What Schemathesis says of a run, and what it printed."""

    test_cases: TestCases
    failures: list[Failure]
    errors: list[object]
    complete: bool
    printed: str = ""

    @property
    def server_errors(self) -> int:
        """Answers of 5xx."""
        return sum(failure.count for failure in self.failures if failure.type == "ServerError")

    @property
    def clean(self) -> bool:
        """Whether it went to its end and every answer was one that the document tells."""
        return self.complete and not self.failures and not self.errors


def run(address: str, headers: dict[str, str], *, examples: int, seed: int) -> Report:
    """Up to so many examples an operation in each phase; the same seed makes the same requests."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        done = subprocess.run(  # noqa: S603 - a tool of the tests, with arguments of ours
            [
                str(Path(sys.executable).with_name("schemathesis")),
                f"--config-file={CONFIG}",
                "run",
                f"{address}/openapi.json",
                *(f"--header={name}: {value}" for name, value in headers.items()),
                f"--max-examples={examples}",
                f"--seed={seed}",
                "--no-shrink",
                "--report=json",
                f"--report-json-path={report}",
            ],
            cwd=folder,
            capture_output=True,
            encoding="utf-8",
            timeout=LIMIT_S,
            check=False,
        )
        printed = done.stdout + done.stderr
        if not report.exists():
            raise RuntimeError(printed)
        read = msgspec.json.decode(report.read_bytes(), type=Report)
    read.printed = printed
    return read
