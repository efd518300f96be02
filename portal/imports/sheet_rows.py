"""The rows of an XLSX or an ODS, read by a child process that may die without harm (sheet_child.py)."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import BinaryIO

from msgspec import Struct

from portal.errors import DatoInvalido, NoDisponible
from portal.structs.extractos import Fila
from portal.texts.named import Saying, datos

CHILD = Path(__file__).with_name("sheet_child.py")
# An environment holds passwords, and a child that reads strangers' files needs none of it.
KEPT = {name: os.environ[name] for name in ("SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
AT_ONCE = threading.BoundedSemaphore(2)
TURN_S = 20.0
# In the child's words.
REASONS = ("clave", "grande", "roto")


class Limits(Struct, frozen=True):
    """What the child may use: megabytes, seconds of processor and of clock, megabytes of what the file inflates to."""

    memory: int = 768
    processor: int = 10
    clock: int = 30
    inflated: int = 200


UPLOADED = Limits()
# Who runs a command waits for a large list, and nobody waits for them.
BROUGHT = Limits(memory=3072, processor=120, clock=180, inflated=1024)


def rows(source: BinaryIO, limits: Limits, notices: list[Saying]) -> Iterator[Fila]:
    """Those of the first visible sheet that has any; other sheets are named in `notices`. Raises DatoInvalido where
    the file cannot be read, NoDisponible where too many are being read."""
    read = _read(source, limits)
    first = read.readline()
    heading = json.loads(first) if first else {}
    if others := heading.get("otras"):
        notices.append(Saying("hojas-sin-leer", datos(hoja=heading["hoja"], otras=", ".join(others))))
    return _each(read)


def _each(read: BinaryIO) -> Iterator[Fila]:
    with read:
        for line in read:
            number, cells = json.loads(line)
            yield Fila(number, cells)


def _read(source: BinaryIO, limits: Limits) -> BinaryIO:
    """What the child wrote, from its beginning."""
    if not AT_ONCE.acquire(timeout=TURN_S):
        raise NoDisponible("planillas-en-curso", (), 10)
    try:
        # Whoever reads the rows closes it.
        output: BinaryIO = TemporaryFile()  # noqa: SIM115
        try:
            died = _run(source, output, limits)
            output.seek(0)
            _judge(output, died=died)
        except BaseException:
            output.close()
            raise
    finally:
        AT_ONCE.release()
    return output


def _run(source: BinaryIO, output: BinaryIO, limits: Limits) -> bool:
    """Whether it died, of its own or by the clock."""
    with TemporaryFile() as entry:
        source.seek(0)
        copyfileobj(source, entry)
        entry.seek(0)
        command = [sys.executable, "-I", str(CHILD), str(limits.memory), str(limits.processor), str(limits.inflated)]
        try:
            done = subprocess.run(  # noqa: S603 - our own file, by our own interpreter
                command,
                stdin=entry,
                stdout=output,
                stderr=subprocess.DEVNULL,
                env=KEPT,
                timeout=limits.clock,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return True
    return done.returncode != 0


def _judge(output: BinaryIO, *, died: bool) -> None:
    """Raises DatoInvalido where not all of it was read: a reason is the last line, and short."""
    if died:
        raise DatoInvalido("planilla-danada", datos(caso="sin-terminar"), "archivo")
    size = output.seek(0, os.SEEK_END)
    output.seek(max(0, size - 100))
    tail = output.read()
    output.seek(0)
    for word in REASONS:
        if tail.endswith(json.dumps({"motivo": word}).encode() + b"\n"):
            raise DatoInvalido("planilla-danada", datos(caso=word), "archivo")
