"""python -m tests.oracle_wire --perfil 19c --puerto 1521 --base espacio-clientes.sqlite3"""

import asyncio
import json
import logging
import signal
from pathlib import Path

import click

from portal import clock
from tests.oracle_wire.base_sqlite import BaseSqlite
from tests.oracle_wire.listener import CLAVE, USUARIO, OracleWire
from tests.oracle_wire.profiles import PROFILES

BASE = Path("espacio-clientes.sqlite3")


@click.command()
@click.option("--perfil", type=click.Choice(sorted(PROFILES)), default="19c", help="Versión que aparenta.")
@click.option("--puerto", default=1521, help="0 elige uno libre.")
@click.option("--base", type=click.Path(exists=True, path_type=Path), default=BASE, help="Archivo de «portal demo».")
@click.option("--demora-ms", default=0.0, help="Espera antes de cada llamada.")
@click.option("--falla", multiple=True, help='JSON, como {"action": "drop_after", "match": "^COMMIT$"}')
@click.option("--ver", is_flag=True, help="Muestra cada llamada.")
def main(perfil: str, puerto: int, base: Path, demora_ms: float, falla: tuple[str, ...], *, ver: bool) -> None:
    """Una base Oracle de mentira sobre la base embebida, para probar el portal con el driver de verdad."""
    servidor = OracleWire(BaseSqlite(base, clock.ahora), port=puerto, profile=perfil)
    servidor.latency = demora_ms / 1000
    servidor.log_calls = ver
    for texto in falla:
        servidor.inject(**json.loads(texto))
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    asyncio.run(_atender(servidor, perfil))


async def _atender(servidor: OracleWire, perfil: str) -> None:
    async with servidor:
        ajustes = {
            "DB_HOST": servidor.host,
            "DB_PORT": servidor.port,
            "DB_SERVICE": servidor.database,
            "DB_USER": USUARIO,
            "DB_PASSWORD": f"'{CLAVE}'",
        }
        click.echo(f"Oracle {perfil} de prueba. El portal se le conecta así:\n")
        click.echo(" ".join(f"{nombre}={valor}" for nombre, valor in ajustes.items()) + " python -m portal serve\n")
        fin = asyncio.Event()
        for senal in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(senal, fin.set)
        await fin.wait()


if __name__ == "__main__":
    main()
