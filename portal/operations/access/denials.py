"""Who was told "no": each refusal of a role or a door, and each look at what is somebody else's, leaves a row.

It is written once the answer is out, so that what is another's is answered as soon as what is not. A flood does not
fill the audit: of each user or network some rows an hour are written, and of everybody so many, on each instance.
"""

from datetime import datetime, timedelta

from portal.errors import Ajeno, NoPermitido
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria
from portal.rules.access.throttle import red
from portal.structs.usuarios import Actor
from portal.texts.catalogue import say
from portal.texts.named import datos

PERIODO = timedelta(hours=1)
POR_QUIEN = 20
EN_TOTAL = 500


class Anotadas:
    """How many rows were written in this hour, and of whom, by this process."""

    def __init__(self) -> None:
        self._desde: datetime | None = None
        self._por_quien: dict[str, int] = {}

    def cabe(self, quien: str, ahora: datetime) -> bool:
        """Counts one more of that user or network; False where no more of them are written in this hour."""
        if self._desde is None or not timedelta(0) <= ahora - self._desde < PERIODO:
            self._desde = ahora
            self._por_quien.clear()
        if self.llena(quien) or sum(self._por_quien.values()) >= EN_TOTAL:
            return False
        self._por_quien[quien] = self._por_quien.get(quien, 0) + 1
        return True

    def llena(self, quien: str) -> bool:
        """Whether the last one that counts was this."""
        return self._por_quien.get(quien, 0) >= POR_QUIEN


async def anotar(
    portal: Portal, anotadas: Anotadas, error: NoPermitido | Ajeno, actor: Actor | None, pedido: str, ip: str
) -> None:
    """`pedido`: the method and the route, without what was typed. A role at another's door to sign in has its row
    already."""
    if actor is None and error.codigo == "puerta-equivocada":
        return
    quien = actor.usuario if actor else f"red {red(ip)}"
    ahora = portal.clock()
    if not anotadas.cabe(quien, ahora):
        return
    objeto = error.objeto if isinstance(error, Ajeno) else pedido
    caso = "ultimo" if anotadas.llena(quien) else ""
    motivo = say("acceso-negado", datos(caso=caso, pedido=pedido))

    async def guardar(tx: Transaccion) -> None:
        await auditoria.anotar(tx.sql, ahora, actor, "acceso-negado", objeto[:100], error.codigo, motivo, direccion=ip)
        await tx.confirmar()

    await portal.repo.write(guardar)
