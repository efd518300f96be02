"""What too many failures stopped: seen and lifted by a person."""

from portal.operations.access.throttle import DE_CODIGOS, cuenta_de
from portal.operations.portal import Portal
from portal.repo.protocol import Sql, Transaccion
from portal.repo.tables.access import tries
from portal.rules.access import throttle
from portal.rules.access.throttle import Balde, Cuenta


def primer_acceso(documento: str) -> str:
    """The name that tries of opening that customer's account are counted for: whoever guesses there keeps nobody from
    signing in."""
    return f"primer acceso {documento}"


async def detenida(portal: Portal, sql: Sql, usuario: str) -> bool:
    """Whether too many failures stopped that account's sign-in where it is not known, until a person lifts it."""
    llave = f"{Balde.CUENTA}:{cuenta_de(portal.settings, usuario)}"
    leida = (await tries.leer(sql, (llave,))).get(llave)
    return leida is not None and throttle.detenido(Balde.CUENTA, Cuenta(*leida))


async def perdonar(portal: Portal, tx: Transaccion, usuario: str) -> int:
    """Every count of that name begins anew, wherever it was tried from; how many had any failure. The caller
    confirms."""
    cuenta, cuantos = cuenta_de(portal.settings, usuario), 0
    for balde in (Balde.CUENTA, Balde.EQUIPO, Balde.LUGAR, *DE_CODIGOS):
        cuantos += await tries.perdonar(tx.sql, f"{balde}:{cuenta}")
    return cuantos
