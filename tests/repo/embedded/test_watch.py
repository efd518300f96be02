"""The file is taken away while the portal has it open: nothing is said to be done that is not at its path."""

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from portal.errors import NoDisponible, NoEncontrado, ResultadoDesconocido
from portal.repo.embedded.repo import EmbeddedRepo
from portal.repo.embedded.transactions import TransaccionSqlite
from portal.repo.protocol import Transaccion
from tests import datos
from tests.deaths.company import COMISION

Toma = Callable[[Path, Path], object]
MARCA = "INSERT INTO portal_intento (llave, cuenta, desde) VALUES (:llave, 1, 0)"


def _copiar(ruta: Path, otra: Path) -> None:
    numero = ruta.stat().st_ino
    shutil.copyfile(otra, ruta)
    assert ruta.stat().st_ino == numero


def _registro_quitado(ruta: Path, _: Path) -> None:
    ruta.with_name(f"{ruta.name}-wal").unlink()


TOMAS: dict[str, tuple[Toma, str]] = {
    "rm": (lambda ruta, _: ruta.unlink(), "base-quitada"),
    "mv": (lambda ruta, otra: otra.replace(ruta), "base-cambiada"),
    "cp": (_copiar, "base-cambiada"),
    "rm de su registro": (_registro_quitado, "base-quitada"),
}


@pytest.fixture
def ruta(plantilla: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(plantilla, tmp_path / "base.sqlite3"))


@pytest.fixture
def otra(plantilla: Path, tmp_path: Path) -> Path:
    """Yesterday's copy."""
    return Path(shutil.copyfile(plantilla, tmp_path / "copia.sqlite3"))


def _repo(ruta: Path) -> EmbeddedRepo:
    return EmbeddedRepo(ruta, datos.RelojDePrueba(), COMISION)


async def _anotar(repo: EmbeddedRepo, llave: str, a_medias: Callable[[Transaccion], object] = lambda _: None) -> None:
    async def cuerpo(tx: Transaccion) -> None:
        await tx.sql.ejecutar(MARCA, llave=llave)
        a_medias(tx)
        await tx.confirmar()

    await repo.write(cuerpo)


LECTORA = """
import sqlite3, sys
base = sqlite3.connect(sys.argv[1])
assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
print("\\n".join(llave for llave, in base.execute("SELECT llave FROM portal_intento")))
"""


def _anotadas(ruta: Path) -> set[str]:
    """As whoever opens the file afterwards finds it: another process."""
    leido = subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-c", LECTORA, str(ruta)], capture_output=True, text=True, check=True, timeout=60
    )
    return set(leido.stdout.split())


@pytest.mark.parametrize("toma", TOMAS)
def test_a_file_that_is_taken_away_is_refused_at_once(toma: str, ruta: Path, otra: Path) -> None:
    tomar, codigo = TOMAS[toma]

    async def correr() -> None:
        repo = _repo(ruta)
        await _anotar(repo, "antes")
        tomar(ruta, otra)
        for _ in range(3):
            with pytest.raises(NoDisponible) as rehusado:
                await _anotar(repo, "despues")
            assert rehusado.value.codigo == codigo
            with pytest.raises(NoDisponible):
                await repo.verificar()
        await repo.cerrar()

    asyncio.run(correr())
    if toma in ("mv", "cp"):
        # What took its place is as it was put there: neither the old one's log nor its end touched it.
        assert _anotadas(ruta) == set()


@pytest.mark.parametrize("toma", TOMAS)
def test_a_transaction_that_began_before_is_not_confirmed(toma: str, ruta: Path, otra: Path) -> None:
    async def correr() -> None:
        repo = _repo(ruta)
        with pytest.raises(NoDisponible):
            await _anotar(repo, "a medias", lambda _: TOMAS[toma][0](ruta, otra))
        await repo.cerrar()

    asyncio.run(correr())
    if ruta.exists():
        assert "a medias" not in _anotadas(ruta)


@pytest.mark.parametrize("refusal", [False, True])
def test_what_was_read_meanwhile_is_not_believed(ruta: Path, otra: Path, refusal: bool) -> None:
    async def correr() -> None:
        repo = _repo(ruta)

        async def cuerpo(tx: Transaccion) -> None:
            await tx.sql.una("SELECT count(*) AS cuantos FROM portal_usuario")
            _copiar(ruta, otra)
            if refusal:
                raise NoEncontrado("no-existe", "No existe.")

        with pytest.raises(NoDisponible):
            await repo.read(cuerpo)
        await repo.cerrar()

    asyncio.run(correr())


def test_one_that_is_taken_while_it_commits_has_an_unknown_outcome(ruta: Path, otra: Path) -> None:
    async def correr() -> None:
        repo = _repo(ruta)

        def al_confirmar(sentencia: str) -> None:
            if sentencia == "COMMIT":
                otra.replace(ruta)

        def mirar(tx: Transaccion) -> None:
            assert isinstance(tx, TransaccionSqlite)
            tx.sql._conexion.set_trace_callback(al_confirmar)  # noqa: SLF001 - SQLite's own word of what it does

        with pytest.raises(ResultadoDesconocido):
            await _anotar(repo, "a medias", mirar)
        await repo.cerrar()

    asyncio.run(correr())


def test_one_that_is_put_back_is_served_again(ruta: Path, tmp_path: Path) -> None:
    async def correr() -> None:
        repo = _repo(ruta)
        await _anotar(repo, "antes")
        aparte = tmp_path / "aparte"
        shutil.move(ruta, aparte)
        with pytest.raises(NoDisponible):
            await _anotar(repo, "mientras")
        shutil.move(aparte, ruta)
        await _anotar(repo, "despues")
        await repo.cerrar()

    asyncio.run(correr())
    assert _anotadas(ruta) == {"antes", "despues"}


ESCRITORA = """
import sqlite3, sys, time
base = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
for n in range(int(sys.argv[2])):
    base.execute("INSERT INTO portal_intento VALUES (?, 1, 0)", (f"{sys.argv[3]}-{n}" + "x" * 3000,))
    time.sleep(0.002)
"""


def test_what_sqlite_writes_itself_is_no_alarm(ruta: Path) -> None:
    """Checkpoints of this process and of others, here hundreds of pages at a time; and the end of another."""
    veces, antes = 400, ruta.stat().st_size

    async def correr() -> None:
        repo = _repo(ruta)
        procesos = [
            subprocess.Popen(  # noqa: S603, ASYNC220 - our own, not waited for
                [sys.executable, "-c", ESCRITORA, str(ruta), str(veces), nombre]
            )
            for nombre in "ab"
        ]
        cuantas = 0
        while any(proceso.poll() is None for proceso in procesos):
            await _anotar(repo, f"{cuantas}-" + "y" * 3000)
            cuantas += 1
        assert [proceso.returncode for proceso in procesos] == [0, 0]
        await _anotar(repo, "final")
        assert os.stat(ruta).st_size > antes  # noqa: PTH116 - there were checkpoints
        await repo.cerrar()
        assert cuantas
        assert len(_anotadas(ruta)) == 2 * veces + cuantas + 1

    asyncio.run(correr())


def test_another_process_that_looks_for_missing_tables_is_no_alarm(ruta: Path) -> None:
    """As `db install` and `importar` do beside a portal that serves."""

    async def correr() -> None:
        repo = _repo(ruta)
        await _anotar(repo, "antes")
        await _repo(ruta).crear_esquema()
        await _anotar(repo, "despues")
        await repo.cerrar()

    asyncio.run(correr())
    assert _anotadas(ruta) == {"antes", "despues"}


def test_it_keeps_no_descriptor_open(ruta: Path) -> None:
    async def correr() -> None:
        repo, segundo = _repo(ruta), _repo(ruta)
        await _anotar(repo, "uno")
        await _anotar(segundo, "dos")
        await repo.cerrar()
        await _anotar(segundo, "tres")
        await segundo.cerrar()

    antes = os.dup(0)
    asyncio.run(correr())
    despues = os.dup(0)  # the lowest number that is free
    os.close(antes)
    os.close(despues)
    assert despues == antes + 1
