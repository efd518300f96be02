"""Who was told "no": each refusal of a role or a door, and each look at what is somebody else's, leaves a row.

It is written once the answer is out, so that what is another's is answered as soon as what is not. A flood does not
fill the audit (operations/portal/refused.py).
"""

from portal.errors import Ajeno, NoPermitido
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria
from portal.rules.access.throttle import red
from portal.structs.usuarios import Actor
from portal.texts.catalogue import say
from portal.texts.named import datos


async def anotar(portal: Portal, error: NoPermitido | Ajeno, actor: Actor | None, pedido: str, ip: str) -> None:
    """`pedido`: the method and the route, without what was typed. A role at another's door to sign in has its row
    already."""
    if actor is None and error.codigo == "puerta-equivocada":
        return
    quien = actor.usuario if actor else f"red {red(ip)}"
    ahora = portal.clock()
    if not portal.negadas.cabe(quien, ahora):
        return
    objeto = error.objeto if isinstance(error, Ajeno) else pedido
    caso = "ultimo" if portal.negadas.llena(quien) else ""
    motivo = say("acceso-negado", datos(caso=caso, pedido=pedido))

    async def guardar(tx: Transaccion) -> None:
        await auditoria.anotar(tx.sql, ahora, actor, "acceso-negado", objeto[:100], error.codigo, motivo, direccion=ip)
        await tx.confirmar()

    await portal.repo.write(guardar)
